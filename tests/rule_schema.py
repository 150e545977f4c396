"""Holds every built-in rule file against docs/rule-schema.json, with the `jsonschema` package.

A rule with a mistake must fail, so that a schema which lets everything through does not pass.
"""

import copy
import json
import pathlib
import sys
import tomllib

try:
    from jsonschema import Draft7Validator
except ImportError:
    sys.exit(77)

schema = json.loads(pathlib.Path("docs/rule-schema.json").read_text(encoding="utf-8"))
Draft7Validator.check_schema(schema)
validator = Draft7Validator(schema)

failed = []
paths = [p for p in sorted(pathlib.Path("rules").glob("*/*.toml")) if "\n[[bad]]" in p.read_text(encoding="utf-8")]
for path in paths:
    rule = tomllib.loads(path.read_text(encoding="utf-8"))
    failed += [f"{path}: {'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(rule)]

sound = tomllib.loads(paths[0].read_text(encoding="utf-8"))
for change in (
    {"severety": "info"},
    {"severity": "inof"},
    {"id": "No Group"},
    {"facts": {"a": "cuont"}},
    {"bad": [{"txet": "a"}]},
    {"report": {"mesage": "a"}},
):
    broken = {**copy.deepcopy(sound), **change}
    if validator.is_valid(broken):
        failed.append(f"the schema lets {change} through")

print("\n".join(failed[:20]))
sys.exit(1 if failed or not paths else 0)
