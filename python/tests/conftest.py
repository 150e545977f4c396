"""Spark in one process, and Spark with a master and two workers on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from standalone import LOOPBACK, Cluster, session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark_home() -> Path:
    """Where Spark is, if it can run here."""
    if shutil.which("java") is None:
        message = "there is no Java: Spark is NOT tested"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    import pyspark  # noqa: PLC0415 - not wanted where there is no Java

    # Both the driver and the executors take the Python of this environment; nothing listens outside this machine.
    os.environ.update(PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable, SPARK_LOCAL_IP=LOOPBACK)
    return Path(pyspark.__file__).parent


@pytest.fixture
def local_spark(spark_home: Path) -> Iterator[SparkSession]:  # noqa: ARG001 - asked for what it sets up
    """Spark in one process with two threads."""
    spark = session("local[2]")
    yield spark
    spark.stop()


@pytest.fixture
def cluster(spark_home: Path, tmp_path: Path) -> Iterator[Cluster]:
    """Spark with a master and two workers."""
    cluster = Cluster(spark_home, tmp_path)
    yield cluster
    cluster.stop()
