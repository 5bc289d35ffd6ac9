"""The verbs of the Spark engine, which start Spark where none is running."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.identity import Judgement
from graph.rdf import BASE
from graph.read import Metadata
from graph.spark.session import session

if TYPE_CHECKING:
    from graph.spark.manifest import SparkManifest


def build(
    docs: Iterable[str],
    out: str,
    *,
    base: str = BASE,
    lexicon: Path | None = None,
    judgements: Sequence[Judgement] = (),
    metadata: Metadata | None = None,
    strict: bool = False,
    partitions: int | None = None,
) -> SparkManifest:
    """Extract every document and write the graph to the folder ``out`` (`graph.spark.folder`).

    ``docs`` and ``out`` are addresses on any file system that Spark reads; the other arguments
    are as for `graph.build.build`, but a ``strict`` build fails once all is extracted.
    ``partitions`` is the number of parts that documents are read in and lines are written in, by
    default what suits their number. Raises InputError and StoreError as `graph.build.build` does,
    TifagraphError without Spark.
    """
    with session() as spark:
        from graph.spark import runs

        return runs.build(
            spark, docs, out, base, lexicon, judgements, metadata or Metadata(), strict, partitions
        )


def add(kg: str, docs: Iterable[str], *, partitions: int | None = None) -> SparkManifest:
    """Add documents to the graph of a folder; a document replaces the one of its identifier.

    Only they are extracted; all claims are decided on again and all lines written, and the graph
    is, byte for byte, the one that a build of all would give. Raises what `build` does.
    """
    with session() as spark:
        from graph.spark import runs

        return runs.add(spark, kg, docs, partitions)
