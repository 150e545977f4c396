"""How many documents a second: in process, in Spark on this machine, in Spark with a master and two workers.

    target/python/venv/bin/python python/tests/measure.py 1000 10000

Each number is one run over so many made-up documents of two thousand characters, after a run over few of them that
warms everything up. `plain` checks each text by itself; `compared` are the short pages of `corpus`, against each other.
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
            began = time.perf_counter()
            way(documents)
            seconds = time.perf_counter() - began
            print(f"{name:44} {count:9,} documents {seconds:9.2f} s {count / seconds:9,.0f}/s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]])
