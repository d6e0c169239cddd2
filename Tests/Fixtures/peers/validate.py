"""Validate JSON Lines on stdin against a JSON Schema (2020-12), formats included.

usage: validate.py SCHEMA.json [--in-order]

--in-order: every key of the schema's properties must be there, in the schema's order. Prints the number of lines.
"""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
keys = list(schema.get("properties", {})) if "--in-order" in sys.argv else None
failed = count = 0
for number, line in enumerate(sys.stdin.buffer, 1):
    count += 1
    message = json.loads(line.decode("utf-8", "strict"))
    for error in validator.iter_errors(message):
        failed += 1
        print(f"line {number}: {error.json_path}: {error.message[:300]}", file=sys.stderr)
    if keys and list(message) != keys:
        failed += 1
        print(f"line {number}: keys {list(message)} are not {keys}", file=sys.stderr)
print(count)
sys.exit(1 if failed else 0)
