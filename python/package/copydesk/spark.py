"""copydesk on Spark: the same native code in every executor, and Spark's own shuffle.

Every function takes a DataFrame of documents with the columns `id` and `text`, and `date`, `locale` and `format`
where there are any; what has another name is renamed with `withColumnRenamed`. Columns are cast to strings here.

>>> documents = spark.createDataFrame([("fair", "It was Monday, 14 March 2024.")], "id string, text string")
>>> check(documents).select("id", "rule", "severity").collect()
[Row(id='fair', rule='dates/weekday-mismatch', severity='error')]

A `Checker` travels to the executors as its arguments: give it a configuration as a dict, or files that are at the same
place on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from copydesk import _arrow, _native
from copydesk.checker import Checker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyspark.sql import DataFrame


def check(documents: DataFrame, checker: Checker | None = None) -> DataFrame:
    """Return the findings on each document, one row each; the columns are those of `Checker.check_batch`.

    A document that cannot be read gives a row with the reason in `fault`, and the job goes on.
    """
    chosen = checker or Checker()
    return _map(documents, lambda batch: chosen.check_batch(batch, parallel=False), _native.findings_schema())


def _map(documents: DataFrame, answer: Callable[[pa.RecordBatch], pa.RecordBatch], schema: pa.Schema) -> DataFrame:
    def answers(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return map(answer, batches)

    names = [name for name in _arrow.REQUIRED + _arrow.OPTIONAL if name in documents.columns]
    return documents.select([documents[name].cast("string").alias(name) for name in names]).mapInArrow(
        answers, _columns(schema)
    )


def _columns(schema: pa.Schema) -> str:
    """Return an Arrow schema as Spark writes it."""
    types = {pa.string(): "string", pa.int32(): "int"}
    return ", ".join(f"`{field.name}` {types[field.type]}" for field in schema)
