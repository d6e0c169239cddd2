#!/usr/bin/env python3
"""How well chiso reads: run it on annotated articles and compare its events with the annotation.

usage: evaluate.py --chiso BINARY [--floors FILE [--raise]] [--errors] [--calibration] [GOLD ...]

The sets shipped with the project are always measured; each GOLD (a folder, or NAME=FOLDER) is one more.
--floors FILE   fail if a figure is below its floor in FILE; --raise lifts the floors of FILE to what is measured
--calibration   also print what a confidence is worth: of the events given so much, how many had every field right
--errors        also print every figure missed, found too much or read wrongly, but for the articles held back

An event and an annotation belong together when their spans overlap in the same field of the same article, those with
the longest overlap first. An annotation marked optional is no error, found or missed.

    detect_f1   the quantity was found (precision and recall stand beside it)
    core_f1     ... and value, range, total, unit and measure are right
    full_f1     ... and direction, status, period, area, organization and indicator too
    surface     the span is exact; like each field's figure, a share of the annotations that were found
    X_f1        the field X over the values that are not its usual one, such as a target among facts
    label_f1    the mean word F1 of the indicator's name
    indicator_code      the annotations found with a catalogue code whose event has that code
    indicator_code_f1   ... and of the events with a code, those that have it rightly; both only where a set has codes
"""
import argparse
import collections
import dataclasses
import datetime
import glob
import json
import math
import os
import re
import subprocess
import sys
import unicodedata

import marks

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "Fixtures", "gold")
# Nobody is shown their errors and nothing is learned from them: they tell what a new article may expect.
HELD_BACK = ("more, held back", "blind")
# Column → files. Rules were written while looking at the others, and the weights of names are learned from them.
SHIPPED = {
    "dev": ["dev/*.json"],
    "more, seen": ["more/x0[1-9].json", "more/x1[0-8].json"],
    # A sample is enough to hold floors by; names are learned from all of them.
    "learn": ["learn/*-01.txt", "learn/*-11.txt"],
    "more, held back": ["more/x19.json", "more/x2[0-4].json"],
    "blind": ["blind/*.txt"],
}

CORE = ["value", "value_upper", "of_total", "unit", "measure"]
FULL = CORE + ["direction", "status", "time_period", "ref_area", "organization", "indicator"]
FIELDS = CORE + ["direction", "status", "qualifier", "time_period", "baseline", "ref_area", "organization", "indicator"]
# What a field says most of the time, so that its accuracy alone would flatter.
USUAL = {"direction": None, "status": "actual", "qualifier": "exact", "baseline": None, "ref_area": "VN",
         "organization": None}
# Words that add nothing to the name of an indicator.
STOP_WORDS = frozenset(
    "các có của cho được đã đang đạt là lượng lệ mức một những ở so số tại tổng theo tỉ tỷ trên trong từ và vào về với"
    .split())
SAME_LABEL = 0.6
MARGIN = 0.005


# Values


def day_after_months(day, months):
    """The day so many months on; periods begin on days that every month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1)


def single_period(text):
    """First day and the day after the last of 2024, 2024-Q3, 2024-S1, 2024-04 or 2024-04-30; ValueError otherwise."""
    match = re.fullmatch(r"(\d{4})(?:-Q([1-4])|-S([12])|-(\d\d)(?:-(\d\d))?)?", text)
    if not match:
        raise ValueError(text)
    year, quarter, half, month, day = (part and int(part) for part in match.groups())
    if day:
        first = datetime.date(year, month, day)
        return first, first + datetime.timedelta(days=1)
    if quarter:
        month, length = 3 * quarter - 2, 3
    elif half:
        month, length = 6 * half - 5, 6
    else:
        month, length = month or 1, 1 if month else 12
    first = datetime.date(year, month, 1)
    return first, day_after_months(first, length)


def period(text):
    """The days of a time period, so that 2024-01/2024-03, 2024-01-01/P3M and 2024-Q1 are one; other text as it is."""
    if not text:
        return None
    begin, slash, end = text.partition("/")
    try:
        first, after = single_period(begin)
        length = re.fullmatch(r"P(\d+)([DMY])", end)
        if length:
            count, unit = int(length[1]), length[2]
            return first, (first + datetime.timedelta(days=count) if unit == "D"
                           else day_after_months(first, count * (12 if unit == "Y" else 1)))
        return first, single_period(end)[1] if slash else after
    except (ValueError, OverflowError):
        return text


def words(label):
    """The telling words of a label with their counts, or all its words if none tells anything."""
    found = re.findall(r"\w+", unicodedata.normalize("NFC", label or "").lower())
    return collections.Counter([word for word in found if word not in STOP_WORDS] or found)


def label_f1(gold, event):
    """The word F1 of two names; 1 when their catalogue codes agree."""
    if gold.get("indicator_code") and gold["indicator_code"] == event.get("indicator_code"):
        return 1.0
    mine, theirs = words(gold.get("indicator")), words(event.get("indicator"))
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


def is_same(field, gold, event):
    """Whether the event says of the field what the annotation says."""
    expected, given = gold.get(field), event.get(field)
    if field in ("value", "value_upper", "of_total"):
        if expected is None or given is None:
            return expected is given
        return math.isclose(float(expected), float(given), rel_tol=1e-9, abs_tol=1e-9)
    if field in ("time_period", "baseline"):
        return period(expected) == period(given)
    if field == "ref_area":
        return (expected or "VN") == (given or "VN")
    if field == "indicator":
        return label_f1(gold, event) >= SAME_LABEL
    if field == "organization" and expected and given:
        shared = (words(expected) & words(given)).total()
        return expected == given or (shared > 0 and 2 * shared >= words(expected).total())
    return expected == given


# Scores


@dataclasses.dataclass
class Score:
    """What was counted over a set of articles."""

    articles: int = 0
    gold: int = 0
    found: int = 0
    extra: int = 0
    core: int = 0
    full: int = 0
    right: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    # Of each field, the annotations, events and right pairs whose value is not the usual one.
    unusual_gold: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    unusual_events: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    unusual_right: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    # Tenth of confidence → events, and those of them that are right in every field.
    trusted: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    trusted_right: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    coded: int = 0
    coded_events: int = 0
    label: float = 0.0

    def add_pair(self, gold, event):
        """Counts an annotation and its event; returns the fields that are wrong."""
        self.found += 1
        verdict = {field: is_same(field, gold, event) for field in FIELDS}
        verdict["surface"] = (gold["start"], gold["end"]) == (event["start_offset"], event["end_offset"])
        self.right.update(field for field, good in verdict.items() if good)
        self.trust(event, all(verdict[field] for field in FULL))
        self.core += all(verdict[field] for field in CORE)
        self.full += all(verdict[field] for field in FULL)
        self.label += label_f1(gold, event)
        for field, usual in USUAL.items():
            unusual = [(side.get(field) or usual) != usual for side in (gold, event)]
            self.unusual_gold[field] += unusual[0]
            self.unusual_events[field] += unusual[1]
            self.unusual_right[field] += all(unusual) and verdict[field]
        self.coded_events += bool(event.get("indicator_code"))
        if gold.get("indicator_code"):
            self.coded += 1
            self.right["indicator_code"] += gold["indicator_code"] == event.get("indicator_code")
        return [field for field, good in verdict.items() if not good]

    def trust(self, event, is_right):
        """Counts an event under its confidence."""
        tenth = min(9, int(10 * event.get("confidence", 0)))
        self.trusted[tenth] += 1
        self.trusted_right[tenth] += is_right

    def figures(self):
        """Figure → value in the order of the table; None where the set has nothing to measure it on."""
        table = {}
        for name, count in (("detect", self.found), ("core", self.core), ("full", self.full)):
            table[name + "_precision"] = ratio(count, self.found + self.extra)
            table[name + "_recall"] = ratio(count, self.gold)
            table[name + "_f1"] = ratio(2 * count, self.found + self.extra + self.gold)
        for field in ["surface"] + FIELDS:
            table[field] = ratio(self.right[field], self.found)
            if field in USUAL:
                table[field + "_f1"] = ratio(
                    2 * self.unusual_right[field], self.unusual_gold[field] + self.unusual_events[field])
        table["label_f1"] = ratio(self.label, self.found)
        table["indicator_code"] = ratio(self.right["indicator_code"], self.coded)
        table["indicator_code_f1"] = (
            ratio(2 * self.right["indicator_code"], self.coded + self.coded_events) if self.coded else None)
        return table


def ratio(part, whole):
    return part / whole if whole else None


def pairs(annotations, events):
    """Annotation's index → event's index: the longest overlap first, then the most similar length, then the earlier."""
    candidates = []
    for i, gold in enumerate(annotations):
        for j, event in enumerate(events):
            first, last = max(gold["start"], event["start_offset"]), min(gold["end"], event["end_offset"])
            if gold["in"] == event["field"] and first < last:
                excess = abs((gold["end"] - gold["start"]) - (event["end_offset"] - event["start_offset"]))
                candidates.append((first - last, excess, i, j))
    matched = {}
    for _, _, i, j in sorted(candidates):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def score(documents, events, complain):
    """The score of the events (article's id → events) on annotated articles; every error goes to complain."""
    total = Score()
    for document in documents:
        total.articles += 1
        article, own = document["article"]["id"], events.get(document["article"]["id"], [])
        matched = pairs(document["observations"], own)
        for i, gold in enumerate(document["observations"]):
            if gold.get("optional"):
                continue
            total.gold += 1
            if i not in matched:
                complain(f"{article}: missed {gold['surface']!r} ({gold['indicator']})")
                continue
            event = own[matched[i]]
            for field in total.add_pair(gold, event):
                if field != "surface":
                    said, meant = event.get(field), gold.get(field)
                    complain(f"{article}: {gold['surface']!r}: {field} is {said!r}, not {meant!r}")
                else:
                    complain(f"{article}: {event['surface']!r} should be {gold['surface']!r}")
        for j, event in enumerate(own):
            if j not in matched.values():
                total.extra += 1
                total.trust(event, False)
                complain(f"{article}: extra {event['surface']!r} ({event['indicator']})")
    return total


# Running


def read(paths):
    """The annotated articles of the files, in order; .txt files are marked text."""
    documents = []
    for path in paths:
        if path.endswith(".txt"):
            documents.append(marks.read(path))
            continue
        with open(path, encoding="utf-8") as file:
            documents.append(json.load(file))
    return documents


def message(article):
    """The raw message of an annotated article; one marked nfd is published with decomposed letters."""
    raw = {key: value for key, value in article.items() if key != "nfd"}
    if article.get("nfd"):
        for key in ("title", "body"):
            raw[key] = unicodedata.normalize("NFD", raw.get(key) or "")
    return json.dumps(raw, ensure_ascii=False) + "\n"


def extract(chiso, documents):
    """Article's id → events, as `chiso extract` prints them."""
    lines = "".join(message(document["article"]) for document in documents)
    run = subprocess.run([chiso, "extract", "--format", "jsonl", "-"], input=lines.encode(), stdout=subprocess.PIPE)
    if run.returncode != 0:
        raise SystemExit(f"evaluate.py: {chiso} extract ended with {run.returncode}")
    events = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        event = json.loads(line)
        events[event["article_id"]].append(event)
    return events


def sets(more):
    """Column → files, of the shipped sets and those asked for."""
    folders = {name: [os.path.join(FIXTURES, pattern) for pattern in patterns] for name, patterns in SHIPPED.items()}
    for argument in more:
        name, equals, folder = argument.rpartition("=")
        folders[name if equals else folder] = [os.path.join(folder, "*.json"), os.path.join(folder, "*.txt")]
    found = {name: sorted(path for pattern in patterns for path in glob.glob(pattern))
             for name, patterns in folders.items()}
    for name, paths in found.items():
        if not paths:
            raise SystemExit(f"evaluate.py: no *.json or *.txt for the set {name!r}")
    return found


def print_table(scores):
    """A row a figure, a column a set."""
    rows = [["figure", *scores]]
    for count in ("articles", "gold", "found", "extra"):
        rows.append([count, *(str(getattr(one, count)) for one in scores.values())])
    columns = [one.figures() for one in scores.values()]
    for figure in columns[0]:
        values = [column[figure] for column in columns]
        rows.append([figure, *("–" if value is None else f"{value:.4f}" for value in values)])
    widths = [max(map(len, column)) for column in zip(*rows)]
    for first, *rest in rows:
        print("  ".join([first.ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(rest, widths[1:])]))


def print_calibration(scores):
    """A row a tenth of confidence, for each set the events and the share of them that is right."""
    rows = [["confidence", *scores]]
    for tenth in range(10):
        cells = [f"{one.trusted_right[tenth] / one.trusted[tenth]:.2f} of {one.trusted[tenth]}"
                 if one.trusted[tenth] else "–" for one in scores.values()]
        rows.append([f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}", *cells])
    widths = [max(map(len, column)) for column in zip(*rows)]
    print()
    for first, *rest in rows:
        print("  ".join([first.ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(rest, widths[1:])]))


# Floors


def below(floors, measured):
    """A line for every figure (set → figure → value) under its floor, or for which there is nothing any more."""
    lines = []
    for name, figures in floors.items():
        for figure, floor in figures.items():
            value = measured.get(name, {}).get(figure)
            if value is None:
                lines.append(f"{name}: {figure} has a floor, {floor:.4f}, but is not measured")
            elif value < floor:
                lines.append(f"{name}: {figure} is {value:.4f}, below its floor {floor:.4f}")
    return lines


def raised(floors, measured):
    """The floors a little below what is measured on the shipped sets, none lower than it was."""
    result = {}
    for name in SHIPPED:
        old = floors.get(name, {})
        result[name] = {
            figure: max(old.get(figure, 0), math.floor((value - MARGIN) * 10_000) / 10_000)
            for figure, value in measured[name].items()
            if value is not None and not figure.endswith(("_precision", "_recall"))}
    return result


def main():
    parser = argparse.ArgumentParser(
        usage=__doc__.split("\n\n")[1].removeprefix("usage: "), description=__doc__.split("\n\n")[0])
    parser.add_argument("gold", nargs="*", metavar="GOLD", help="a further set: a folder, or NAME=FOLDER")
    parser.add_argument("--chiso", required=True, metavar="BINARY")
    parser.add_argument("--floors", metavar="FILE", help="fail if a figure is below its floor in this file")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is measured")
    parser.add_argument("--errors", action="store_true",
                        help="print every error before the table, but for the articles held back")
    parser.add_argument("--calibration", action="store_true", help="print what a confidence is worth")
    arguments = parser.parse_args()
    if arguments.lift and not arguments.floors:
        parser.error("--raise needs --floors")

    scores = {}
    for name, paths in sets(arguments.gold).items():
        documents = read(paths)
        errors = []
        scores[name] = score(documents, extract(arguments.chiso, documents), errors.append)
        if arguments.errors and name not in HELD_BACK:
            print(*(f"{name}: {line}" for line in errors), sep="\n", end="\n\n")
    print_table(scores)
    if arguments.calibration:
        print_calibration(scores)
    if not arguments.floors:
        return 0

    measured = {name: one.figures() for name, one in scores.items()}
    with open(arguments.floors, encoding="utf-8") as file:
        floors = json.load(file)
    fallen = below(floors, measured)
    for line in fallen:
        print(f"evaluate.py: {line}", file=sys.stderr)
    if arguments.lift:
        with open(arguments.floors, "w", encoding="utf-8") as file:
            json.dump(raised(floors, measured), file, indent=2, ensure_ascii=False)
            file.write("\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OSError as error:
        sys.exit(f"evaluate.py: {error.filename}: {error.strerror}")
