"""The lines of a graph → sorted N-Quads and Parquet, written through Spark's committer."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyoxigraph as ox
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graph.rdf import parsed
from graph.spark.frames import Row, through
from graph.spark.manifest import Part

PART_QUADS = 1_000_000
"""Quads of a file, some 200 MB; its digest is computed of the whole."""

TERMS = pa.schema([(name, pa.string()) for name in ("g", "s", "p", "o", "language", "datatype")])
"""IRIs and values as they are; ``g`` is null in the default graph, ``datatype`` where ``o`` is an
IRI, ``language`` where the literal has none."""


def write_quads(lines: DataFrame, address: str, partitions: int) -> None:
    """Write the lines sorted, over all files: one after another they are ``graph.nq``."""
    ordered = lines.repartitionByRange(partitions, "line").sortWithinPartitions("line")
    # Only as CSV can files be named .nq; one column without quotes is its own text.
    plain = {"extension": "nq", "quote": "", "sep": "\x01"}
    ordered.write.options(**plain).csv(address, mode="overwrite")


def write_terms(spark: SparkSession, quads: str, address: str) -> None:
    """Write what `write_quads` has written as Parquet (`TERMS`)."""
    lines = spark.read.text(quads, lineSep="\n")
    through(lines, _terms, TERMS).write.parquet(address, mode="overwrite")


def _terms(rows: Iterator[Row]) -> Iterator[Row]:
    for quad in parsed(f"{row['value']}\n".encode() for row in rows):
        subject, predicate, value, graph = tuple(quad)
        literal = isinstance(value, ox.Literal)
        yield {
            "g": graph.value if isinstance(graph, ox.NamedNode) else None,
            "s": subject.value,
            "p": predicate.value,
            "o": value.value,
            "language": value.language if literal else None,
            "datatype": value.datatype.value if literal else None,
        }


def parts(spark: SparkSession, quads: str) -> tuple[Part, ...]:
    """The files that `write_quads` has written, in their order, with their digests."""
    files = spark.read.format("binaryFile").option("pathGlobFilter", "*.nq").load(quads)
    told = files.select(
        F.col("_metadata.file_name").alias("file"),
        F.col("length").alias("bytes"),
        F.sha2("content", 256).alias("sha256"),
    )
    counts = (
        spark.read.text(quads, lineSep="\n")
        .groupBy(F.col("_metadata.file_name").alias("file"))
        .agg(F.count("*").alias("quads"))
    )
    rows = told.join(counts, "file", "left").orderBy("file").collect()
    return tuple(Part(row.file, row.quads or 0, row.bytes, row.sha256) for row in rows)
