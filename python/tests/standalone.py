"""Spark with a master and two workers on this machine, as three programs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

LOOPBACK = "127.0.0.1"
"""Nothing listens outside this machine."""


class Cluster:
    """A standalone master with two workers of one core each."""

    def __init__(self, spark_home: Path, work: Path) -> None:
        """Start the three programs, with their logs under `work`."""
        self._spark_home, self._work = spark_home, work
        port = _free_port()
        self.url = f"spark://{LOOPBACK}:{port}"
        self._master = self._start("master", "--port", str(port))
        _wait_for(port)
        self.workers = [
            self._start("worker", "--cores", "1", "--memory", "1g", "--work-dir", str(work / name), self.url)
            for name in ("one", "two")
        ]
        self.spark = session(self.url)

    def _start(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        name = f"org.apache.spark.deploy.{kind}.{kind.capitalize()}"
        command = [
            str(self._spark_home / "bin" / "spark-class"),
            name,
            "--host",
            LOOPBACK,
            "--webui-port",
            "0",
            *arguments,
        ]
        with (self._work / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def kill_a_worker(self) -> None:
        """End a worker and its executor without a word."""
        _kill(self.workers[0])

    def stop(self) -> None:
        """End everything that was started."""
        self.spark.stop()
        for process in (*self.workers, self._master):
            _kill(process)


def session(master: str) -> SparkSession:
    """Begin a session, or take the one there is."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - not wanted where there is no Java

    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": LOOPBACK,
        "spark.driver.host": LOOPBACK,
        "spark.executor.memory": "1g",
        # No job begins before both workers are there.
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
    }
    builder = SparkSession.builder.master(master).appName("copydesk")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        # The executors that it started are in its group.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.1)
    message = "Spark's master does not answer after a minute"
    raise TimeoutError(message)
