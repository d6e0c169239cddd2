#!/usr/bin/env python3
"""Annotated articles as marked text: the article as it is read, each figure with its annotation beside it.

usage: marks.py FILE.txt ...      check the files and print how many figures each has
       marks.py --show GOLD.json  print a gold file as marked text

    id: h1-01
    published_at: 2024-10-07
    title: Kinh tế số đóng góp ⟦18,3%¦i=tỷ trọng kinh tế số trong GDP⟧ GDP
    default.t: 2024-01/2024-09

    … đạt ⟦45%¦t=2024-06¦i=tỷ lệ hồ sơ trực tuyến⟧, tăng ⟦2,5 lần¦v=2.5¦u=times¦m=x¦d=up¦b=2023¦i=…⟧ …

The header ends at the first empty line. It may also have source, content_type (text/plain), nfd: true (published with
decomposed letters), decimals: english, and defaults for the keys t, a, o and s. The keys of a mark:

    v value, vu value_upper, of of_total, u unit, m measure (l level, c change, x multiple), d direction, s status,
    q qualifier, t time_period, b baseline, a ref_area, o organization, i indicator, c indicator_code, opt optional

Value and unit may be left out where the surface is a plain number, with or without % or điểm phần trăm.
"""
import json
import re
import sys
import unicodedata

KEYS = {"v": "value", "vu": "value_upper", "of": "of_total", "u": "unit", "m": "measure", "d": "direction",
        "s": "status", "q": "qualifier", "t": "time_period", "b": "baseline", "a": "ref_area", "o": "organization",
        "i": "indicator", "c": "indicator_code"}
MEASURES = {"l": "level", "c": "change", "x": "multiple"}
USUAL = {"m": "level", "s": "actual", "q": "exact", "a": "VN"}
MARK = re.compile(r"⟦([^⟦⟧¦]*)((?:¦[^⟦⟧¦]*)*)⟧")
PLAIN = re.compile(r"([\d.,]+)(?:&nbsp;|\s)*(%|điểm phần trăm)?")


def number(text):
    value = float(text)
    return int(value) if value == int(value) else value


def unmarked(text):
    """The text without marks, and (start, surface, key → value) of each mark."""
    parts, marks, position, length = [], [], 0, 0
    for match in MARK.finditer(text):
        before = text[position:match.start()]
        length += len(before)
        keys = {}
        for part in match[2].split("¦")[1:]:
            key, _, value = part.partition("=")
            if key != "opt" and key not in KEYS:
                raise ValueError(f"no key {key!r} in {match[0]!r}")
            keys[key] = value
        marks.append((length, match[1], keys))
        parts += [before, match[1]]
        length += len(match[1])
        position = match.end()
    parts.append(text[position:])
    plain = "".join(parts)
    if re.search("[⟦⟧¦]", plain):
        raise ValueError("a mark is not closed")
    return plain, marks


def observation(field, text, start, surface, keys, header):
    """The annotation that a mark says, as a gold file has it."""
    said = {**{key: header["default." + key] for key in "taos" if "default." + key in header}, **keys}
    fields = {name: said.get(key) for key, name in KEYS.items()}
    fields = {name: None if value in ("", "null") else value for name, value in fields.items()}
    for key, usual in USUAL.items():
        fields[KEYS[key]] = fields[KEYS[key]] or usual
    fields["measure"] = MEASURES.get(fields["measure"], fields["measure"])
    plain = PLAIN.fullmatch(surface)
    if fields["value"] is None and plain:
        digits = plain[1].replace(",", "") if header.get("decimals") == "english" \
            else plain[1].replace(".", "").replace(",", ".")
        fields["value"] = digits
        fields["unit"] = fields["unit"] or {"%": "percent", "điểm phần trăm": "percentage_point"}.get(plain[2], "count")
    for name in ("value", "value_upper", "of_total"):
        if fields[name] is not None:
            fields[name] = number(fields[name])
    optional = "opt" in keys
    if not optional and None in (fields["value"], fields["unit"], fields["indicator"]):
        raise ValueError(f"{surface!r} lacks value, unit or indicator")
    if not optional and fields["measure"] != "level" and fields["direction"] is None:
        raise ValueError(f"{surface!r} lacks a direction")
    occurrence, position = 0, -1
    while (position := text.find(surface, position + 1)) not in (-1,) and position <= start:
        occurrence += 1
    return {"surface": surface, "occurrence": occurrence, "in": field, "start": start, "end": start + len(surface),
            **fields, "optional": optional}


def read(path):
    """The gold document of a marked file; ValueError says what is wrong with it."""
    with open(path, encoding="utf-8") as file:
        head, _, body = unicodedata.normalize("NFC", file.read()).partition("\n\n")
    header = {}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        header[key.strip()] = value.strip()
    article = {"id": header["id"], "published_at": header["published_at"], "source": header.get("source", "bao-mau"),
               "url": "https://example.vn/" + header["id"], "content_type": header.get("content_type", "text/plain"),
               "language": "vi"}
    if header.get("nfd") == "true":
        article["nfd"] = True
    observations = []
    for field, marked in (("title", header.get("title", "")), ("body", body.rstrip("\n"))):
        article[field], marks = unmarked(marked)
        for start, surface, keys in marks:
            try:
                observations.append(observation(field, article[field], start, surface, keys, header))
            except ValueError as error:
                raise ValueError(f"{path}: {error}") from None
    return {"article": article, "observations": observations}


def show(document):
    """A gold document as marked text."""
    article = document["article"]
    lines = [f"{key}: {article[key]}" for key in ("id", "published_at", "content_type") if article.get(key)]
    if article.get("nfd"):
        lines.append("nfd: true")

    def marked(field):
        text, parts, position = unicodedata.normalize("NFC", article.get(field) or ""), [], 0
        for one in sorted(document["observations"], key=lambda one: one["start"]):
            if one["in"] != field or one["start"] < position:
                continue
            keys = [f"{key}={ {value: short for short, value in MEASURES.items()}.get(one[name], one[name]) }"
                    for key, name in KEYS.items()
                    if one.get(name) is not None and one[name] != USUAL.get(key)]
            keys += ["opt"] if one.get("optional") else []
            parts += [text[position:one["start"]], "⟦" + "¦".join([one["surface"], *keys]) + "⟧"]
            position = one["end"]
        return "".join(parts) + text[position:]

    return "\n".join(lines + ["title: " + marked("title")]) + "\n\n" + marked("body") + "\n"


def main():
    if sys.argv[1:2] == ["--show"]:
        for path in sys.argv[2:]:
            with open(path, encoding="utf-8") as file:
                print(show(json.load(file)))
        return 0
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 64
    wrong = 0
    for path in sys.argv[1:]:
        try:
            print(f"{path}: {len(read(path)['observations'])} figures")
        except (ValueError, KeyError) as error:
            print(f"marks.py: {error}", file=sys.stderr)
            wrong = 65
    return wrong


if __name__ == "__main__":
    sys.exit(main())
