"""The facts table as the program writes it, read by others."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import copydesk
import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from documents import corpus, stories
from program import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """Return the table as a file, and the rows that the program writes as NDJSON."""
    folder = tmp_path_factory.mktemp("facts")
    documents = pa.concat_tables([stories(20), corpus(40)])
    records = "".join(json.dumps({**row, "format": "plain"}) + "\n" for row in documents.to_pylist())
    command = [PROGRAM, "facts", "--isolated", "--stdin-format", "ndjson", "--output-format"]
    file = folder / "facts.parquet"
    subprocess.run([*command, "parquet", "-o", str(file), "-"], input=records.encode(), check=True)
    lines = subprocess.run([*command, "table", "-"], input=records.encode(), check=True, capture_output=True).stdout
    rows = [json.loads(line) for line in lines.decode().splitlines()]
    assert len(rows) > 1000
    return file, rows


def test_pyarrow_reads_the_rows(tables: tuple[Path, list[dict[str, Any]]]) -> None:
    file, rows = tables
    read = pq.read_table(file)
    assert read.to_pylist() == rows
    assert read.schema.metadata[b"copydesk.facts"] == b"1"
    assert not any(field.nullable for field in read.schema)


def test_polars_and_duckdb_read_the_rows(tables: tuple[Path, list[dict[str, Any]]]) -> None:
    file, rows = tables
    assert pl.read_parquet(file).rows(named=True) == rows
    read = duckdb.execute(f"select * from '{file}' order by doc, fact")  # noqa: S608 - our own path
    names = [column[0] for column in read.description or ()]
    in_order = sorted(rows, key=lambda row: (row["doc"], row["fact"]))
    assert [dict(zip(names, row, strict=True)) for row in read.fetchall()] == in_order


def test_the_package_gives_the_same_table(tables: tuple[Path, list[dict[str, Any]]]) -> None:
    _, rows = tables
    documents = pa.concat_tables([stories(20), corpus(40)])
    facts = copydesk.Checker().facts_batches(documents).read_all()
    assert facts.to_pylist() == rows


def test_a_table_that_was_kept_is_compared(tables: tuple[Path, list[dict[str, Any]]]) -> None:
    file, _ = tables
    found = copydesk.Checker().check_facts(pq.read_table(file))
    documents = pa.concat_tables([stories(20), corpus(40)])
    assert found.to_pylist() == copydesk.Checker().check_corpus(documents).to_pylist()
    assert {"corpus/figure-drift"} <= set(found["rule"].to_pylist())
