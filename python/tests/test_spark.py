"""Spark says what one machine says."""

from __future__ import annotations

import doctest
import os
import threading
import time
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from documents import corpus, stories
from program import compared, in_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyspark.sql import DataFrame, SparkSession
    from standalone import Cluster

DOCUMENTS = int(os.environ.get("DOCUMENTS", "2000"))
"""How many documents are checked by themselves in a job of which a worker is killed."""
COMPARED = 20_000
"""How many pages are compared with each other in such a job; all name one minister."""


def sorted_bytes(found: pa.Table) -> bytes:
    ordered = found.sort_by([(name, "ascending") for name in found.column_names]).combine_chunks()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, ordered.schema) as writer:
        writer.write_table(ordered)
    whole: bytes = sink.getvalue().to_pybytes()
    return whole


def table_of(frame: DataFrame, schema: pa.Schema) -> pa.Table:
    return frame.toArrow().cast(schema)


def test_the_examples_run(local_spark: SparkSession) -> None:
    import copydesk.spark  # noqa: PLC0415 - pyspark is wanted here only

    tried = doctest.testmod(copydesk.spark, extraglobs={"spark": local_spark})
    assert tried.attempted > 0
    assert tried.failed == 0


def test_one_process_says_what_the_loop_says(local_spark: SparkSession) -> None:
    import copydesk.spark  # noqa: PLC0415

    documents = stories(200)
    wanted = copydesk.Checker().check_batches(documents).read_all()
    assert wanted.num_rows > 200
    found = copydesk.spark.check(local_spark.createDataFrame(documents.to_pandas()).repartition(5))
    assert sorted_bytes(table_of(found, wanted.schema)) == sorted_bytes(wanted)


def test_a_checker_and_a_fault_travel(local_spark: SparkSession) -> None:
    import copydesk.spark  # noqa: PLC0415

    rows = [(1, "It was Monday, 14 March 2024.", "2024-03-01"), (2, None, None), (3, "One.", "May")]
    documents = local_spark.createDataFrame(rows, "id long, text string, date string")
    checker = copydesk.Checker({"severity": {"dates": "info"}}, select=["dates"])
    found = copydesk.spark.check(documents, checker).orderBy("id").collect()
    assert [(row.id, row.severity, row.fault) for row in found] == [
        ("1", "info", None),
        ("2", None, "`text` is null"),
        ("3", None, "`May` is no date of the form YYYY-MM-DD"),
    ]


def test_a_worker_that_is_killed_changes_nothing(cluster: Cluster) -> None:
    import copydesk.spark  # noqa: PLC0415

    documents = stories(DOCUMENTS)
    wanted = copydesk.Checker().check_batches(documents).read_all()
    frame = cluster.spark.createDataFrame(documents.to_pandas()).repartition(40)
    found = after_a_kill(cluster, lambda: table_of(copydesk.spark.check(frame), wanted.schema))
    assert sorted_bytes(found) == sorted_bytes(wanted)


@pytest.mark.parametrize("salts", [1, 3])
def test_pages_are_compared_across_tasks(local_spark: SparkSession, salts: int) -> None:
    import copydesk.spark  # noqa: PLC0415

    # More pages name the minister than are compared.
    documents = corpus(2500)
    wanted = copydesk.Checker().check_corpus(documents)
    assert {row["rule"] for row in wanted.to_pylist()} >= {"corpus/figure-drift", "corpus/house-spelling"}
    assert any("more than are compared" in (row["fault"] or "") for row in wanted.to_pylist())
    frame = local_spark.createDataFrame(documents.to_pandas()).repartition(5)
    found = copydesk.spark.check_corpus(frame, buckets=7, salts=salts)
    assert sorted_bytes(table_of(found, wanted.schema)) == sorted_bytes(wanted)


def test_the_facts_table_is_that_of_one_machine(local_spark: SparkSession) -> None:
    import copydesk.spark  # noqa: PLC0415

    documents = corpus(200)
    wanted = copydesk.Checker().facts_batches(documents).read_all()
    found = copydesk.spark.facts(local_spark.createDataFrame(documents.to_pandas()).repartition(3))
    assert sorted_bytes(table_of(found, wanted.schema)) == sorted_bytes(wanted)
    again = copydesk.spark.check_facts(found, buckets=2)
    assert again.count() == copydesk.Checker().check_corpus(documents).num_rows


def test_a_worker_that_is_killed_between_pages_changes_nothing(cluster: Cluster) -> None:
    import copydesk.spark  # noqa: PLC0415

    documents = corpus(COMPARED)
    wanted = copydesk.Checker().check_corpus(documents)
    frame = cluster.spark.createDataFrame(documents.to_pandas()).repartition(40)
    found = after_a_kill(
        cluster, lambda: table_of(copydesk.spark.check_corpus(frame, buckets=40, salts=2), wanted.schema)
    )
    assert sorted_bytes(found) == sorted_bytes(wanted)
    # One machine, without Python: the program itself.
    assert in_lines(found) == compared(documents)
    assert in_lines(found).count(b"\n") + 1 == COMPARED // 4 + 1


def after_a_kill(cluster: Cluster, job: Callable[[], pa.Table]) -> pa.Table:
    """Return what a job gives of which a worker is killed when it is under way."""
    wait_until(lambda: executors(cluster) == 2, "two executors")
    found: list[Any] = []
    running = threading.Thread(target=lambda: found.append(job()))
    running.start()
    tracker = cluster.spark.sparkContext.statusTracker()
    wait_until(
        lambda: any(is_under_way(tracker.getStageInfo(stage)) for stage in tracker.getActiveStageIds()),
        "a stage that is under way",
    )
    cluster.kill_a_worker()
    assert running.is_alive(), "the job was over before the worker was killed"
    running.join()
    assert executors(cluster) == 1
    assert found, "the job failed"
    return found[0]


def is_under_way(stage: Any) -> bool:
    return stage is not None and stage.numTasks > 2 and 0 < stage.numCompletedTasks < stage.numTasks - 2


def wait_until(holds: Callable[[], bool], what: str) -> None:
    for _ in range(6000):
        if holds():
            return
        time.sleep(0.01)
    pytest.fail(f"a minute went by without {what}")


def executors(cluster: Cluster) -> int:
    """Return how many executors the driver knows of; it counts itself among them."""
    context = cluster.spark.sparkContext._jsc.sc()
    known: int = context.getExecutorMemoryStatus().size()
    return known - 1
