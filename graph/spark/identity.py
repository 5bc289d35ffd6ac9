"""Who is who, over all documents: claims grouped by name, decided group by group on the workers.

Of documents that claim the same of a name only the earliest and the latest come to its group
(`graph.build.claims_table` has the same for changes of a small graph), with the number of all; what
is decided of them goes back to all. So a name in each of a million documents is a small group.
Names that a judgement may link are one group, and whole.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import cast

import pyarrow as pa
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from graph.build import claims_of
from graph.claims import Claim, Final, PendingName, PersonClaim, Provisional
from graph.identity import Decided, Judgement, alone, decide, linked, marked, named
from graph.spark.frames import Row, through

DECIDED = pa.schema(
    [
        ("what", pa.string()),
        ("iri", pa.string()),
        ("name", pa.string()),
        ("shape", pa.string()),
        ("value", pa.string()),
    ]
)
"""What is decided, by ``what``: a "line" of the graph; final "names" of entities of one document;
final names of "all" documents with claims of a shape, in the order of their entities; that in
"each" of these the name is another person's. Names are JSON: document, provisional, final."""

_PERSON = "person"


def decisions(grouped: DataFrame, judgements: Sequence[Judgement], base: str) -> DataFrame:
    """The decisions (`DECIDED`) over claims `in_groups`."""
    met = _distinct(grouped).repartition("group").sortWithinPartitions("group")
    return through(met, partial(_decide, base, tuple(judgements)), DECIDED)


def in_groups(spark: SparkSession, claims: DataFrame, judgements: Sequence[Judgement]) -> DataFrame:
    """Claims (iri, kind, name, claims, shape, moment) with the ``group`` they are decided in.

    Those that a judgement may be about lose their shape.
    """
    topic = F.when(F.col("kind") == _PERSON, _PERSON).otherwise("place")
    group = F.concat_ws("\t", topic, "name")
    if not judgements:
        return claims.withColumn("group", group)
    together = [named(judgement) for judgement in judgements]
    rows = [(_PERSON, name, min(linked((name,), together))) for name in set().union(*together)]
    judged = F.broadcast(spark.createDataFrame(rows, "kind string, name string, first string"))
    first = F.concat_ws("\t", F.lit("judged"), "first")
    return claims.join(judged, ["kind", "name"], "left").select(
        "iri", "kind", "name", "claims", "moment",
        F.when(F.col("first").isNull(), F.col("shape")).otherwise("").alias("shape"),
        F.when(F.col("first").isNull(), group).otherwise(first).alias("group"),
    )  # fmt: skip


def _distinct(claims: DataFrame) -> DataFrame:
    """The claims by group; ``times`` is the number of documents a claim stands for."""
    one = claims.filter("shape = ''").select(
        "group", "kind", "name", "shape", "iri", "claims", F.lit(1).alias("times"),
        F.lit(1).alias("of"),
    )  # fmt: skip
    row = F.struct("moment", "iri", "claims")
    shaped = (
        claims.filter("shape > ''")
        .groupBy("group", "kind", "name", "shape")
        .agg(F.min(row).alias("first"), F.max(row).alias("last"), F.count("*").alias("of"))
    )
    both = (F.col("of") > 1) & (F.col("kind") == _PERSON)
    ends = F.when(both, F.array(_end("first", F.col("of") - 1), _end("last", F.lit(1)))).otherwise(
        F.array(_end("first", F.col("of")))
    )
    return one.union(
        shaped.withColumn("end", F.explode(ends)).select(
            "group", "kind", "name", "shape", "end.iri", "end.claims", "end.times", "of"
        )
    )


def _end(name: str, times: Column) -> Column:
    claim = F.col(name)
    return F.struct(
        claim["iri"].alias("iri"), claim["claims"].alias("claims"), times.alias("times")
    )


def _decide(base: str, judgements: Sequence[Judgement], rows: Iterator[Row]) -> Iterator[Row]:
    about: dict[str, set[Judgement]] = defaultdict(set)
    for judgement in judgements:
        for name in named(judgement):
            about[name].add(judgement)
    for _, group in groupby(rows, lambda row: row["group"]):
        said = [(row, _claims(row)) for row in group]
        mine = set().union(*(about[row["name"]] for row, _ in said if row["kind"] == _PERSON))
        decided = decide((claim for _, claims in said for claim in claims), mine)
        yield from ({"what": "line", "value": line} for line in decided.lines(base))
        yield from _names(said, decided)


def _claims(row: Row) -> list[Claim]:
    """The claims of a row, with the number of documents that make them."""
    return [
        claim if isinstance(claim, PendingName) else claim._replace(times=row["times"])
        for claim in claims_of(row["kind"], row["claims"])
    ]


def _names(said: list[tuple[Row, list[Claim]]], decided: Decided) -> Iterator[Row]:
    """The final names: of one document, or of all whose first and last these are."""
    ends: dict[str, list[list[Final]]] = defaultdict(list)
    for row, claims in said:
        if row["kind"] == _PERSON and row["of"] > 1:
            (claim,) = claims
            names = decided.names(claim.document)
            ends[row["shape"]].append([names.get(old, Final(*old[:2])) for old in claim.entities])
        elif renamed := [triple for claim in claims for triple in _renamed(claim, decided)]:
            yield {"what": "names", "iri": row["iri"], "value": _json(renamed)}
    name = said[0][0]["name"]
    for shape, (first, last) in ends.items():
        if first == last:
            yield {"what": "all", "name": name, "shape": shape, "value": _json(first)}
        else:
            yield {"what": "each", "name": name, "shape": shape}


def _renamed(claim: Claim, decided: Decided) -> Iterator[tuple[str, Provisional, Final]]:
    names = decided.names(claim.document)
    yield from ((claim.document, old, names[old]) for old in claim.entities if old in names)


def finals(claims: DataFrame, decided: DataFrame, base: str) -> DataFrame:
    """The names (`DECIDED`) of single documents, and lines, from what is decided of shapes."""
    shapes = decided.filter("what IN ('all', 'each')").select("what", "name", "shape", "value")
    shaped = claims.filter(f"kind = '{_PERSON}' AND shape > ''")
    met = shaped.select("iri", "kind", "name", "shape", "claims").join(shapes, ["name", "shape"])
    own = decided.filter("what IN ('names', 'line')")
    return own.union(through(met, partial(_of_shape, base), DECIDED))


def _of_shape(base: str, rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        (claim,) = claims_of(row["kind"], row["claims"])
        if row["what"] == "all":
            new = [Final.of(final) for final in json.loads(row["value"])]
        else:
            key = alone(cast("PersonClaim", claim))
            new = [Final("Person", key)] * len(claim.entities)
            yield {"what": "line", "value": marked(key, base)}
        pairs = zip(claim.entities, new, strict=True)
        if renamed := [(claim.document, old, final) for old, final in pairs if old[:2] != final]:
            yield {"what": "names", "iri": row["iri"], "value": _json(renamed)}


def names_of(values: Iterable[str]) -> dict[Provisional, Final]:
    """A document's final names from the values of its rows of "names"."""
    pairs = sorted((row for value in values for row in json.loads(value)), key=lambda row: row[0])
    return {Provisional.of(old): Final.of(new) for _, old, new in pairs}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
