"""Findings and decisions → the lines of the graph, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graph.build import final, unpack
from graph.identity import (
    A_SLOGAN,
    Judgement,
    Wrong,
    keys,
    link,
    pairs,
    slogan,
    statements,
)
from graph.spark.findings import BUILT
from graph.spark.frames import LINES, Row, lines_through, through
from graph.spark.identity import decisions, finals, in_groups, names_of

_KEYED = pa.schema([("key", pa.string()), ("line", pa.string()), ("own", pa.bool_())])


@contextmanager
def graph_lines(
    spark: SparkSession, findings: DataFrame, judgements: Sequence[Judgement], base: str
) -> Iterator[DataFrame]:
    """The lines of a graph (`LINES`), in no order; until the block ends they lie on the workers'
    disks, since they are used more than once."""
    built = findings.filter(F.col("outcome") == BUILT)
    said = built.select("iri", F.explode("claims").alias("said")).select("iri", "said.*")
    claims = in_groups(spark, said, judgements)
    decided = decisions(claims, judgements, base).persist(StorageLevel.DISK_ONLY)
    named = finals(claims, decided, base).persist(StorageLevel.DISK_ONLY)
    judged = [(line,) for judgement in judgements for line in statements(judgement, base)]
    lines = (
        _of_documents(built, named, Wrong(judgements, base))
        .union(named.filter("what = 'line'").select(F.col("value").alias("line")))
        .union(spark.createDataFrame(judged, LINES))
        .distinct()
        .persist(StorageLevel.DISK_ONLY)
    )
    yield lines.union(_variants(lines))
    for frame in (lines, named, decided):
        frame.unpersist()


def _of_documents(built: DataFrame, named: DataFrame, wrong: Wrong) -> DataFrame:
    """The lines of documents with the final names of their entities, without what is wrong."""
    names = (
        named.filter("what = 'names'").groupBy("iri").agg(F.collect_list("value").alias("names"))
    )
    met = built.select("iri", "lines").join(names, "iri", "left")
    return lines_through(met, partial(_rewrite, wrong))


def _rewrite(wrong: Wrong, rows: Iterator[Row]) -> Iterator[Iterable[bytes]]:
    for row in rows:
        text = final(unpack(row["lines"]), names_of(row["names"] or ()), wrong)
        yield text.splitlines()


def _variants(lines: DataFrame) -> DataFrame:
    """The lines that link variants of slogans: those that share a key are compared."""
    slogans = lines.filter(F.col("line").endswith(A_SLOGAN.decode().removesuffix("\n")))
    keyed = through(slogans, _by_key, _KEYED).repartition("key").sortWithinPartitions("key")
    return lines_through(keyed, _linked).distinct()


def _by_key(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        name = slogan(_ended(row["line"]))
        yield from ({"key": key, "line": row["line"], "own": False} for key in set(keys(name)))
        yield {"key": name, "line": row["line"], "own": True}


def _linked(rows: Iterator[Row]) -> Iterator[Iterable[bytes]]:
    for key, group in groupby(rows, lambda row: row["key"]):
        met = list(group)
        iris = {slogan(_ended(row["line"])): _ended(row["line"]) for row in met}
        sharing = {slogan(_ended(row["line"])) for row in met if not row["own"]}
        subjects = {name: line.removesuffix(A_SLOGAN) for name, line in iris.items()}
        yield [
            link(subjects[one], subjects[other]).removesuffix(b"\n")
            for one, other in pairs(key, sharing, any(row["own"] for row in met))
        ]


def _ended(line: str) -> bytes:
    return f"{line}\n".encode()
