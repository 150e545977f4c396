"""How many documents a second: in process, in Spark on this machine, in Spark with a master and two workers.

    target/python/venv/bin/python python/tests/measure.py 1000 10000

Each line is one run over so many made-up documents of two thousand characters, after a run over few of them that warms
everything up: seconds by the clock, and CPU of this process and all that it has started, which says more where other
programs run too (Linux only). `plain` checks each text by itself; `compared` are the short pages of `corpus`, against
each other.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import copydesk
import copydesk.spark
import pyspark
from documents import corpus, stories
from standalone import LOOPBACK, Cluster, session

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

WARM_UP = 200


def main(counts: list[int]) -> None:
    """Measure and print one line for each run."""
    os.environ.update(PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable, SPARK_LOCAL_IP=LOOPBACK)
    checker = copydesk.Checker()
    ways: dict[str, Callable[[pa.Table], object]] = {
        "plain, one by one": lambda documents: [checker.check(text) for text in documents["text"].to_pylist()],
        "plain, one thread": lambda documents: checker.check_batches(documents, parallel=False).read_all(),
        "plain, all threads": lambda documents: checker.check_batches(documents).read_all(),
    }
    measure(ways, stories, counts)
    measure({"compared, one process": checker.check_corpus}, corpus, counts)
    spark = session("local[2]")
    on_spark("local[2]", spark, counts)
    spark.stop()
    with tempfile.TemporaryDirectory() as work:
        cluster = Cluster(Path(pyspark.__file__).parent, Path(work))
        on_spark("standalone, two workers", cluster.spark, counts)
        cluster.stop()


def on_spark(name: str, spark: SparkSession, counts: list[int]) -> None:
    """Measure jobs whose answers are counted; the documents are in Spark's memory already."""
    with tempfile.TemporaryDirectory() as folder:

        def job(answer: Callable[[DataFrame], DataFrame]) -> Callable[[DataFrame], object]:
            return lambda documents: answer(documents).write.format("noop").mode("overwrite").save()

        def kept(make: Callable[[int], pa.Table]) -> Callable[[int], DataFrame]:
            return lambda count: stored(spark, make(count), folder)

        measure({f"plain, Spark {name}": job(copydesk.spark.check)}, kept(stories), counts)
        compared = job(lambda documents: copydesk.spark.check_corpus(documents, buckets=8))
        measure({f"compared, Spark {name}": compared}, kept(corpus), counts)


def stored(spark: SparkSession, documents: pa.Table, folder: str) -> DataFrame:
    """Return documents that lie in Parquet, in eight parts."""
    path = f"{folder}/{documents.num_rows}-{len(documents['text'][0].as_py())}"
    if not Path(path).exists():
        spark.createDataFrame(documents.to_pandas()).repartition(8).write.parquet(path)
    return spark.read.parquet(path)


def measure(ways: dict[str, Callable[[Any], object]], make: Callable[[int], object], counts: list[int]) -> None:
    """Print how long each way takes."""
    for name, way in ways.items():
        way(make(WARM_UP))
        for count in counts:
            documents = make(count)
            began, cpu = time.perf_counter(), cpu_seconds()
            way(documents)
            seconds, cpu = time.perf_counter() - began, cpu_seconds() - cpu
            line = (
                f"{name:44} {count:9,} {seconds:8.2f} s {count / seconds:7,.0f}/s {cpu / count * 1000:7.2f} ms CPU each"
            )
            print(line, flush=True)  # noqa: T201


def cpu_seconds() -> float:
    """Return what this process and its descendants have used, those that have ended among them."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name of a program may hold spaces and brackets; what follows its last bracket does not.
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
        ticks[int(path.parent.name)] = sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while grown := {process for process, parent in parents.items() if parent in ours} - ours:
        ours |= grown
    return sum(ticks[process] for process in ours) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]])
