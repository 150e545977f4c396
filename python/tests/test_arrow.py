"""Tables: Arrow, pandas, Polars."""

from __future__ import annotations

import json
from typing import Any

import copydesk
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

STORIES: dict[str, list[Any]] = {
    "id": ["fair", "crew", "mill"],
    "text": [
        "Café Øst says the fair opens on Monday, 14 March 2024.",
        "Of the 45 crew members, 15, or nearly 40%, had no training.",
        "The mill burned down on Monday, 4 March, the owner said yesterday.",
    ],
    "date": ["2024-03-01", None, "2025-03-12"],
}
RULES = ["dates/weekday-mismatch", "percent/of-count", "dates/weekday-mismatch"]


@pytest.fixture(scope="module")
def checker() -> copydesk.Checker:
    return copydesk.Checker(select=["dates/weekday-mismatch", "percent"])


@pytest.mark.parametrize("parallel", [True, False])
def test_a_batch_says_what_single_calls_say(checker: copydesk.Checker, parallel: bool) -> None:  # noqa: FBT001
    found = checker.check_batch(pa.record_batch(STORIES), parallel=parallel)
    rows = found.to_pylist()
    assert [(row["id"], row["rule"]) for row in rows] == list(zip(STORIES["id"], RULES, strict=True))
    for row, text, date in zip(rows, STORIES["text"], STORIES["date"], strict=True):
        (single,) = checker.check(text, date)
        assert (row["message"], row["severity"], row["help"]) == (single.message, single.severity, single.help)
        assert [row[name] for name in ("str_start", "str_end", "byte_start", "byte_end")] == [
            single.place.str_start,
            single.place.str_end,
            single.place.byte_start,
            single.place.byte_end,
        ]
        assert [of["text"] for of in json.loads(row["related"])] == [of.place.text for of in single.related]
        assert [of["title"] for of in json.loads(row["fixes"])] == [of.title for of in single.fixes]
        assert row["fault"] is None


def test_strings_of_every_kind_and_numbers_are_taken(checker: copydesk.Checker) -> None:
    wanted = checker.check_batch(pa.record_batch(STORIES)).drop_columns("id")
    texts = pa.array(STORIES["text"])
    for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())):
        columns = {"id": [1, 2, 3], "more": [0.5, 1, 2], "date": STORIES["date"], "text": texts.cast(kind)}
        found = checker.check_batch(pa.record_batch(columns))
        assert found.column("id").to_pylist() == ["1", "2", "3"]
        assert found.drop_columns("id").remove_column(found.schema.get_field_index("fingerprint") - 1) == (
            wanted.remove_column(wanted.schema.get_field_index("fingerprint"))
        )


def test_a_document_that_cannot_be_read_says_why(checker: copydesk.Checker) -> None:
    columns = {
        "id": ["a", "b", "c", None],
        "text": [None, "One.", "It was Monday, 14 March 2024.", "Two."],
        "date": [None, "May", None, None],
    }
    rows = checker.check_batch(pa.record_batch(columns)).to_pylist()
    assert [(row["id"], row["rule"]) for row in rows] == [
        ("a", None),
        ("b", None),
        ("c", "dates/weekday-mismatch"),
        (None, None),
    ]
    assert [row["fault"] for row in rows] == [
        "`text` is null",
        "`May` is no date of the form YYYY-MM-DD",
        None,
        "`id` is null",
    ]


def test_a_table_without_its_columns_is_refused(checker: copydesk.Checker) -> None:
    with pytest.raises(ValueError, match="no column `text` among id, body"):
        checker.check_batch(pa.record_batch({"id": ["a"], "body": ["b"]}))
    with pytest.raises(TypeError, match="column `id` is double"):
        checker.check_batch(pa.record_batch({"id": [0.5], "text": ["b"]}))


def test_pandas_and_polars_go_in_and_out(checker: copydesk.Checker) -> None:
    wanted = checker.check_batch(pa.record_batch(STORIES))
    from_pandas = checker.check_batches(pd.DataFrame(STORIES)).read_pandas()
    from_polars = pl.DataFrame(checker.check_batches(pl.DataFrame(STORIES)))
    assert from_pandas["rule"].tolist() == RULES
    assert from_pandas["line"].dtype.kind in "if"
    assert from_polars["rule"].to_list() == RULES
    assert from_polars.to_arrow().cast(wanted.schema).to_pylist() == wanted.to_pylist()


def test_findings_make_a_data_frame() -> None:
    found = copydesk.check(STORIES["text"][0])
    assert pd.DataFrame(found)["rule"].tolist() == ["dates/weekday-mismatch"]
    assert pl.DataFrame(found)["message"].to_list() == [found[0].message]


def test_batches_are_read_one_by_one(checker: copydesk.Checker) -> None:
    read = []

    def batches() -> Any:
        for number in range(3):
            read.append(number)
            yield pa.record_batch({"id": [str(number)], "text": [STORIES["text"][0]]})

    schema = pa.schema({"id": pa.string(), "text": pa.string()})
    reader = checker.check_batches(pa.RecordBatchReader.from_batches(schema, batches()))
    assert read == []
    assert next(reader).column("id").to_pylist() == ["0"]
    assert read == [0]
    assert reader.read_all().num_rows == 2
