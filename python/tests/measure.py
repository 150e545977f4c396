"""How many documents a second: the program, Python, Spark on this machine, Spark with a master and two workers.

    target/python/venv/bin/python python/tests/measure.py 4000 --growth 1000 10000 100000 1000000

Each line is one run over so many made-up documents: seconds by the clock, documents a second, CPU of every process that
has a part in it, which says more where other programs run too, and the most memory that the program held (Linux only).
`plain` checks each of the texts of two thousand characters by itself; `compared` are the short pages of `corpus`,
against each other. Runs in Python and Spark come after one over few documents that warms everything up; the program is
started anew for each, and what it takes to start is in its figures. `--growth` is for the program alone: how time and
memory grow with the number of pages. `--program` names another build of it than the one in this environment.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import copydesk
import copydesk.spark
import pyspark
from documents import corpus, page, stories
from program import PROGRAM
from standalone import LOOPBACK, Cluster, session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

WARM_UP = 200


def main() -> None:
    """Measure and print one line for each run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", help="how many documents in each of the ways")
    parser.add_argument("--growth", type=int, nargs="*", default=[], help="how many pages for the program alone")
    parser.add_argument("--program", default=PROGRAM)
    arguments = parser.parse_args()
    for count in arguments.counts:
        texts = stories(count)["text"].to_pylist()
        run("plain, the program", arguments.program, [], ((str(number), text) for number, text in enumerate(texts)))
    for count in [*arguments.counts, *arguments.growth]:
        pages = ((f"{number}.md", page(number, count)) for number in range(count))
        run("compared, the program", arguments.program, ["--corpus", "--select", "corpus"], pages)
    if arguments.counts:
        in_python(arguments.counts)


def in_python(counts: list[int]) -> None:
    """Measure what Python and Spark do."""
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


def run(name: str, program: str, options: list[str], documents: Iterable[tuple[str, str]]) -> None:
    """Measure the program over records, which are written into a file before."""
    with tempfile.TemporaryFile("w+b") as records, Path(os.devnull).open("wb") as nowhere:
        count = 0
        for identity, text in documents:
            records.write(json.dumps({"id": identity, "text": text}).encode() + b"\n")
            count += 1
        records.seek(0)
        format_ = ["--stdin-format", "ndjson", "--output-format", "json-lines"]
        command = [program, "check", "--isolated", "--quiet", "--exit-zero", *options, *format_, "-"]
        began = time.perf_counter()
        started = subprocess.Popen(command, stdin=records, stdout=nowhere)
        memory, ended = 0, 0
        while not ended:
            memory = max(memory, most_memory(started.pid))
            time.sleep(0.01)
            ended, status, used = os.wait4(started.pid, os.WNOHANG)
        seconds = time.perf_counter() - began
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode != 0:
        message = f"{name} failed: {started.returncode}"
        raise RuntimeError(message)
    show(name, count, seconds, used.ru_utime + used.ru_stime, f"{memory / 1000:9,.0f} MB")


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
            show(name, count, seconds, cpu)


def most_memory(process: int) -> int:
    """Return how many kB a process has held at the most; `wait4` counts what it was started from too."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def show(name: str, count: int, seconds: float, cpu: float, memory: str = "") -> None:
    """Print the figures of a run."""
    rate = f"{seconds:8.2f} s {count / seconds:8,.0f}/s {cpu / count * 1000:7.3f} ms CPU each"
    print(f"{name:40} {count:9,} {rate} {memory}", flush=True)  # noqa: T201


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
    main()
