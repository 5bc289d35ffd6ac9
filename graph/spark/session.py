"""A Spark session: the one of ``spark-submit``, else one on all cores of this machine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graph.model import TifagraphError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.ui.showConsoleProgress": "false",
    # A document may have megabytes: few rows at once go to a worker.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "512",
}
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
_ALONE = "local[*]"
"""The master where nobody has set one."""

_ATTEMPTS = 4  # as on a cluster; that master would not try a task again


@contextmanager
def session(master: str = "") -> Iterator[SparkSession]:
    """The session, ended afterwards where it was started here.

    ``master`` is for tests; without it Spark's own settings (``spark-submit --master``) say where
    to run. TifagraphError when Spark or Java is missing or does not start.
    """
    _check()
    from pyspark.sql import SparkSession

    if running := SparkSession.getActiveSession():
        yield running
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    started = _started(master)
    try:
        yield started
    finally:
        started.stop()


def _check() -> None:
    if find_spec("pyspark") is None or find_spec("pyarrow") is None:
        raise TifagraphError(
            "用 Spark 需另装 / the Spark engine needs a library: pip install 'tifagraph[spark]'"
        )
    java = Path(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    if shutil.which(java) is None:
        raise TifagraphError(
            "没有 Java / no Java found: Spark needs Java 17 or 21; "
            "install it (apt install openjdk-17-jre-headless) or set JAVA_HOME"
        )


def _started(master: str) -> SparkSession:
    """A new session."""
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    from graph.spark.failures import FAILURES

    with _quiet() as said:
        try:
            SparkContext._ensure_initialized()  # so that Java's settings are known
            builder = SparkSession.builder.appName("tifagraph").config(map=_SETTINGS)
            if master or SparkConf().get("spark.master") == _ALONE:
                builder = builder.config(map=_LOCAL).master(master or f"local[*,{_ATTEMPTS}]")
            found: SparkSession = builder.getOrCreate()
        except FAILURES as error:
            why = said() or str(error)
            raise TifagraphError(f"Spark 未能启动 / Spark does not start: {why}") from error
    found.sparkContext.setLogLevel("OFF")
    return found


@contextmanager
def _quiet() -> Iterator[Callable[[], str]]:
    """Keep from the terminal what Java, started inside, writes to stderr for as long as it lives.

    The function returns the last line of it. Under ``TIFAGRAPH_DEBUG=1`` all is shown.
    """
    with tempfile.TemporaryFile("w+b") as log:
        kept = os.dup(2)
        if not os.environ.get("TIFAGRAPH_DEBUG"):
            os.dup2(log.fileno(), 2)
        try:
            yield lambda: _last_line(log)
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _last_line(log: BinaryIO) -> str:
    log.seek(0)
    lines = log.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
