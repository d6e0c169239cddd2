"""Validates records against the schemas and recomputes their identifiers.

Usage: check_output.py SCHEMAS FILE. Each line of FILE is {"kind": …, "article": {…}, "record": {…}}.
Prints one line a fault and exits 1, or the number of records checked.
"""

import hashlib
import json
import pathlib
import re
import sys
import uuid

from jsonschema import Draft202012Validator, FormatChecker

EVENTS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:chiso:indicator-event")
RUNS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:chiso:run")
SCHEMAS = {
    "raw": "raw-article",
    "event": "indicator-event",
    "manifest": "article-manifest",
    "dead-letter": "dead-letter-headers",
}


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Number(str):
    """A number as written."""


def rewrite(value):
    """Compact JSON again, numbers as they were written."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{compact(key)}:{rewrite(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(rewrite, value)) + "]"
    return compact(value)


def numbers(value):
    if isinstance(value, Number):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from numbers(item)


def recompute(article, record):
    """What the record's identifiers must be; event ids only where the number stands at the surface's start."""
    fields = [article[name] for name in ("title", "body", "published_at", "content_type")]
    digest = hashlib.sha256("\x1f".join(fields).encode()).hexdigest()
    names = [record["article_id"], digest, record["extractor_version"], record["catalogue_version"]]
    expected = {"content_hash": digest, "run_id": str(uuid.uuid5(RUNS, compact(names)))}
    if "event_id" in record:
        place = [record["article_id"], record["field"], record["start_offset"]]
        expected["event_id"] = str(uuid.uuid5(EVENTS, compact(place)))
    return expected


def main():
    folder = pathlib.Path(sys.argv[1])
    validators = {}
    for kind, name in SCHEMAS.items():
        schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[kind] = Draft202012Validator(schema, format_checker=FormatChecker())
    faults, checked = [], 0
    events = {}
    for number, line in enumerate(pathlib.Path(sys.argv[2]).read_bytes().split(b"\n"), 1):
        item = json.loads(line)
        record = item["record"]
        for error in validators[item["kind"]].iter_errors(record):
            faults.append(f"line {number}: {error.json_path}: {error.message}")
        if "article" in item:
            for key, value in recompute(item["article"], record).items():
                if record[key] != value:
                    faults.append(f"line {number}: {key} is {record[key]}, not {value}")
        if item["kind"] == "event":
            schema = validators["event"].schema
            if list(record) != list(schema["properties"]):
                faults.append(f"line {number}: keys are out of order")
            written = json.loads(line, parse_int=Number, parse_float=Number)["record"]
            if not line.endswith((rewrite(written) + "}").encode()):
                faults.append(f"line {number}: not compact, or escaped without need")
            for figure in numbers(written):
                if not re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", figure):
                    faults.append(f"line {number}: {figure} is not the shortest decimal")
            events.setdefault(record["run_id"], []).append(record["event_id"])
        elif item["kind"] == "manifest":
            if record["event_ids"] != events.get(record["run_id"], []):
                faults.append(f"line {number}: event_ids are not those of the events")
            if record["counts"]["events"] != len(record["event_ids"]):
                faults.append(f"line {number}: counts.events is not the number of events")
        checked += 1
    if faults:
        sys.exit("\n".join(faults[:20]))
    print(f"{checked} checked")


main()
