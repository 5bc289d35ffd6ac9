"""The same build on Spark, for more documents than one machine reads.

Takes addresses of files and folders; gives a folder of sorted N-Quads, Parquet and findings, which
grows by `add` and becomes a graph to ask on one machine by `load`.
"""

from __future__ import annotations

from graph.spark.engine import add, build
from graph.spark.loading import load
from graph.spark.manifest import SparkManifest

__all__ = ["SparkManifest", "add", "build", "load"]
