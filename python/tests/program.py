"""The program, as the wheel `copydesk-cli` puts it beside this Python."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

PROGRAM = str(Path(sys.executable).with_name("copydesk"))


def compared(documents: pa.Table) -> bytes:
    """Return what `copydesk check --corpus` finds across documents, in the form of `in_lines`."""
    records = "".join(json.dumps({**row, "format": "plain"}) + "\n" for row in documents.to_pylist())
    options = ["--isolated", "--corpus", "--select", "corpus", "--stdin-format", "ndjson"]
    command = [PROGRAM, "check", *options, "--output-format", "json-lines", "-"]
    ran = subprocess.run(command, input=records.encode(), capture_output=True, check=False)
    assert ran.returncode == 1, ran.stderr.decode()
    return _joined(_of_the_program(ran.stdout.decode()))


def in_lines(found: pa.Table) -> bytes:
    """Return the findings of `check_corpus`, sorted, a line of JSON for each, with all that the program says of it."""
    return _joined(
        {
            "id": row["id"],
            **{key: row[key] for key in ("rule", "severity", "confidence", "message", "help")},
            "place": [row[key] for key in ("byte_start", "byte_end", "line", "column")],
            "related": [
                [of[key] for key in ("id", "label", "byte_start", "byte_end", "line", "column")]
                for of in json.loads(row["related"])
            ],
            "fixes": [
                [
                    of["title"],
                    [[edit[key] for key in ("byte_start", "byte_end", "replacement")] for edit in of["edits"]],
                ]
                for of in json.loads(row["fixes"])
            ],
        }
        for row in found.to_pylist()
        if row["fault"] is None
    )


def _of_the_program(answers: str) -> Iterator[dict[str, Any]]:
    for line in answers.splitlines():
        answer = json.loads(line)
        for finding in answer["findings"]:
            yield {
                "id": answer["id"],
                **{key: finding.get(key) for key in ("rule", "severity", "confidence", "message", "help")},
                "place": [finding["primary"][key] for key in ("start", "end", "line", "column")],
                "related": [
                    [of[key] for key in ("path", "label", "start", "end", "line", "column")]
                    for of in finding["related"]
                ],
                "fixes": [
                    [of["title"], [[edit[key] for key in ("start", "end", "replacement")] for edit in of["edits"]]]
                    for of in finding.get("fix", {}).get("remedies", [])
                ],
            }


def _joined(findings: Any) -> bytes:
    return "\n".join(sorted(json.dumps(finding, sort_keys=True) for finding in findings)).encode()
