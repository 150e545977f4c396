"""Spark says what one machine says."""

from __future__ import annotations

import doctest
import os
import threading
import time
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Cluster
    from pyspark.sql import DataFrame, SparkSession

DOCUMENTS = int(os.environ.get("DOCUMENTS", "2000"))
"""How many documents go through the jobs here."""

SENTENCES = (
    "The fair at Norhaven opens on Monday, {day} March 2024, and {boats} boats are expected.",
    "Of the 45 crew members, {boats}, or nearly 40%, had no safety training.",
    "Mayor Ola Lund said on Thursday that the bridge, {boats}0 metres long, had cost €{day} million.",
    "Pradnesh Raman, {boats}, and Pradnesh Ramann spoke for the harbour.",
)


def stories(count: int) -> pa.Table:
    """Return made-up documents, each of them some two thousand characters long."""
    texts = [
        "\n\n".join(
            sentence.format(day=1 + (number + line) % 28, boats=15 + number % 50)
            for line in range(7)
            for sentence in SENTENCES
        )
        for number in range(count)
    ]
    return pa.table({"id": [f"{number:06}" for number in range(count)], "text": texts})


def bytes_of(found: pa.Table) -> bytes:
    """Return findings in a fixed order, as the bytes of an Arrow file."""
    ordered = found.sort_by([("id", "ascending"), ("finding", "ascending")]).combine_chunks()
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
    assert bytes_of(table_of(found, wanted.schema)) == bytes_of(wanted)


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
    assert bytes_of(found) == bytes_of(wanted)


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
    context = cluster.spark.sparkContext._jsc.sc()  # type: ignore[union-attr]
    known: int = context.getExecutorMemoryStatus().size()
    return known - 1
