"""Tables of documents in whatever form they come, as batches that Rust reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable

REQUIRED = ("id", "text")
OPTIONAL = ("date", "locale", "format")


def documents(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the columns that a document has, as strings, in the order that Rust takes them in."""
    missing = [name for name in REQUIRED if name not in batch.schema.names]
    if missing:
        message = f"there is no column `{missing[0]}` among {', '.join(batch.schema.names)}"
        raise ValueError(message)
    return pa.RecordBatch.from_arrays([_strings(batch, name) for name in REQUIRED + OPTIONAL], REQUIRED + OPTIONAL)


def answered(
    data: object, schema: pa.Schema, answer: Callable[[pa.RecordBatch], pa.RecordBatch]
) -> pa.RecordBatchReader:
    """Return a reader of the answers to every batch of anything with an Arrow stream."""
    reader = pa.RecordBatchReader.from_stream(data)
    return pa.RecordBatchReader.from_batches(schema, (answer(batch) for batch in reader))


def _strings(batch: pa.RecordBatch, name: str) -> pa.Array:
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, pa.string())
    column = batch.column(name)
    if pa.types.is_floating(column.type):
        message = f"column `{name}` is {column.type}: whole numbers or strings are wanted"
        raise TypeError(message)
    return column.cast(pa.string())
