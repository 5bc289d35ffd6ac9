"""What Spark and Java raise, and the one line of it that says what is wrong."""

from __future__ import annotations

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

FAILURES = (PySparkException, Py4JError)


def reason(error: Exception) -> str:
    """The message of the first cause; of a Python error on a worker its last line."""
    cause = getattr(error, "java_exception", None)
    while cause is not None and cause.getCause() is not None:
        cause = cause.getCause()
    said = str(error if cause is None else cause.getMessage() or cause.toString())
    lines = [line.strip() for line in said.split("\n") if line.strip()]
    if not lines:
        return type(error).__name__
    if lines[-1].startswith("ModuleNotFoundError"):
        return f"{lines[-1]}; install tifagraph on every worker, or set PYSPARK_PYTHON"
    return lines[-1] if "Traceback (most recent call last):" in lines else lines[0]
