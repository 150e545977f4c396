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
from pyspark.sql import functions

from copydesk import _arrow, _native
from copydesk.checker import Checker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyspark.sql import DataFrame


BUCKETS = 200
"""Groups that the blocks of `check_corpus` are spread over; a group has to fit into the memory of a task."""


def check(documents: DataFrame, checker: Checker | None = None) -> DataFrame:
    """Return the findings on each document, one row each; the columns are those of `Checker.check_batch`.

    A document that cannot be read gives a row with the reason in `fault`, and the job goes on.
    """
    chosen = checker or Checker()
    return _map(_chosen(documents), _check, chosen, _native.findings_schema())


def facts(documents: DataFrame, checker: Checker | None = None) -> DataFrame:
    """Return the facts table of the documents: one row for each fact, as in `Checker.facts_batch`.

    >>> documents = spark.createDataFrame([("a.md", "About 40 boats sank on 3 May 2024.")], "id string, text string")
    >>> facts(documents).select("doc", "kind", "text").collect()
    [Row(doc='a.md', kind='count', text='About 40'), Row(doc='a.md', kind='date', text='3 May 2024')]
    """
    return _map(_chosen(documents), _facts, checker or Checker(), _native.facts_schema())


def check_corpus(
    documents: DataFrame, checker: Checker | None = None, *, buckets: int = BUCKETS, salts: int = 1
) -> DataFrame:
    """Return what the rules say that compare documents with each other, as `Checker.check_corpus` does.

    Facts are computed where the documents are; those that a rule compares are sent to where the others of their block
    are, by the hash of the block's key, in so many `buckets`; there the rule is asked. Before they are sent, facts that
    say the same are thinned to as many as a rule compares. A name that stands in nearly every document of a very large
    archive is thinned in one step more, in so many `salts` tasks side by side; the findings are the same.

    >>> pages = [("a.md", "The Norhaven bridge is 1,204 m long."), ("b.md", "The 1,240-metre Norhaven bridge opened.")]
    >>> found = check_corpus(spark.createDataFrame(pages, "id string, text string"), buckets=2)
    >>> found.select("id", "rule", "text").collect()
    [Row(id='b.md', rule='corpus/figure-drift', text='1,240-metre')]
    """
    return check_facts(facts(documents, checker), checker, buckets=buckets, salts=salts)


def check_facts(
    facts: DataFrame, checker: Checker | None = None, *, buckets: int = BUCKETS, salts: int = 1
) -> DataFrame:
    """Return the findings of `check_corpus` from a facts table, such as one that was kept in Parquet."""
    chosen = checker or Checker()
    blocks = _map(facts.select(_native.facts_schema().names), _keyed, chosen, _native.blocks_schema())
    bucket = functions.pmod(functions.xxhash64("rule", "block"), functions.lit(buckets))
    columns = _columns(_native.blocks_schema())
    if salts > 1:
        salt = functions.pmod(functions.xxhash64("doc"), functions.lit(salts))
        blocks = blocks.groupBy(bucket, salt).applyInArrow(_thinned, columns)

    def check_blocks(group: pa.Table) -> pa.Table:
        return pa.Table.from_batches([chosen._native.check_blocks(group.to_batches())])  # noqa: SLF001 - our own

    found = blocks.groupBy(bucket).applyInArrow(check_blocks, _columns(_native.corpus_findings_schema()))
    # Two keys of a fact can lead to the same finding.
    return found.dropDuplicates()


def _check(checker: Checker, batch: pa.RecordBatch) -> pa.RecordBatch:
    return checker.check_batch(batch, parallel=False)


def _facts(checker: Checker, batch: pa.RecordBatch) -> pa.RecordBatch:
    return checker.facts_batch(batch, parallel=False)


def _keyed(checker: Checker, batch: pa.RecordBatch) -> pa.RecordBatch:
    return checker._native.keyed(batch)  # noqa: SLF001 - our own


def _thinned(group: pa.Table) -> pa.Table:
    return pa.Table.from_batches([_native.Checker.thinned(group.to_batches())])


def _map(
    frame: DataFrame, answer: Callable[[Checker, pa.RecordBatch], pa.RecordBatch], checker: Checker, schema: pa.Schema
) -> DataFrame:
    def answers(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return (answer(checker, batch) for batch in batches)

    return frame.mapInArrow(answers, _columns(schema))


def _chosen(documents: DataFrame) -> DataFrame:
    """Return the columns that a document has, as strings."""
    names = [name for name in _arrow.REQUIRED + _arrow.OPTIONAL if name in documents.columns]
    return documents.select([documents[name].cast("string").alias(name) for name in names])


def _columns(schema: pa.Schema) -> str:
    """Return an Arrow schema as Spark writes it."""
    types = {pa.string(): "string", pa.int32(): "int"}
    return ", ".join(f"`{field.name}` {types[field.type]}" for field in schema)
