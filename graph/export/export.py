"""A graph → a file or a folder that other programs read: the same bytes for the same graph.

One function and one row of the table a format; what makes several files makes an archive of them,
which is unpacked where a folder is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from graph.export.archive import ARCHIVE, folder
from graph.export.brat import brat
from graph.export.crate import METADATA, crate
from graph.export.followthemoney import followthemoney
from graph.export.jsonld import jsonld
from graph.export.neo4j import neo4j
from graph.export.networks import gexf, graphml
from graph.export.parquet import parquet
from graph.export.source import Source
from graph.export.spreadsheets import spreadsheets
from graph.export.turtle import prefixes, trig, turtle
from graph.export.void import void
from graph.export.web_annotation import web_annotation
from graph.export.webanno import webanno
from graph.files import refusal, replacing
from graph.model import StoreError
from graph.rdf import parsed

_RDF = "RDF"


class Format(NamedTuple):
    """An export format: its name, what its files end in, who reads it, how it is written."""

    name: str
    suffix: str
    readers: str
    write: Callable[[Source, BinaryIO], None]


class Written(NamedTuple):
    """What was written: how much of what, and bytes (0 where it went into a stream)."""

    counts: dict[str, int]
    size: int


def export(source: Source, target: str | os.PathLike[str] | BinaryIO, format: str = "") -> Written:
    """Write a graph to a path or to a binary stream, and tell what was written.

    ``format`` is a name of `FORMATS`; by default the path's end decides, a stream gets Turtle.
    A file is complete or absent; a folder must not be there before, or be empty. StoreError when
    the format is unknown, has no use for an option, or the target cannot be written.
    """
    if not isinstance(target, str | os.PathLike):
        _format(format or "turtle", source).write(source, target)
        return Written(dict(source.counts), 0)
    path = Path(target)
    chosen = _format(format or path.name, source)
    whole = chosen.suffix == ARCHIVE and path.suffix != ARCHIVE
    try:
        with folder(path) if whole else replacing(path) as file:
            chosen.write(source, file)
        return Written(dict(source.counts), _size(path))
    except OSError as error:
        raise StoreError(refusal(path, error)) from error


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _format(wanted: str, source: Source) -> Format:
    """The format of a name or a path; of several ends that fit a path the longest decides.

    StoreError where there is none, or the source has an option that the format has no use for.
    """
    name = wanted.lower()
    fitting = [f for f in FORMATS if f.suffix != ARCHIVE and name.endswith(f.suffix)]
    named = [f for f in FORMATS if f.name == name]
    chosen = next(iter(named or sorted(fitting, key=lambda f: -len(f.suffix))), None)
    if chosen is None:
        files = ", ".join(f"{f.name} ({f.suffix})" for f in FORMATS if f.suffix != ARCHIVE)
        folders = ", ".join(f.name for f in FORMATS if f.suffix == ARCHIVE)
        raise StoreError(
            f"没有这种格式 / no export format is called “{wanted}”; there are {files}; "
            f"folders by --format: {folders}"
        )
    if source.described and chosen.write is not crate:
        raise StoreError(
            f"{chosen.name} 不写标题、许可、日期 / has no title, licence and date; --title, "
            "--licence and --published are for ro-crate"
        )
    if source.layer != "all" and chosen.readers != _RDF:
        layered = ", ".join(known.name for known in FORMATS if known.readers == _RDF)
        raise StoreError(f"{chosen.name} 没有层 / has no layers; --layer is for {layered}")
    return chosen


def _rdf(
    write: Callable[[Iterable[bytes], Mapping[str, str], BinaryIO], int],
) -> Callable[[Source, BinaryIO], None]:
    """A writer of a source's sorted N-Quads lines, which returns how many statements it wrote."""

    def written(source: Source, output: BinaryIO) -> None:
        lines = source.lines(source.layer)
        source.counts["陈述 statements"] = write(lines, prefixes(source.base), output)

    return written


def _ntriples(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> int:
    """The default graph alone."""
    triples = (q.triple for q in parsed(lines) if q.graph_name == ox.DefaultGraph())
    return sum(output.write(f"{triple} .\n".encode()) > 0 for triple in triples)


def _nquads(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> int:
    return sum(output.write(line) > 0 for line in lines)


FORMATS = (
    Format("turtle", ".ttl", _RDF, _rdf(turtle)),
    Format("trig", ".trig", _RDF, _rdf(trig)),
    Format("n-triples", ".nt", _RDF, _rdf(_ntriples)),
    Format("nquads", ".nq", _RDF, _rdf(_nquads)),
    Format("json-ld", ".jsonld", _RDF, _rdf(jsonld)),
    Format("graphml", ".graphml", "Gephi, networkx", graphml),
    Format("gexf", ".gexf", "Gephi", gexf),
    Format("neo4j", ARCHIVE, "neo4j-admin", neo4j),
    Format("csv", ARCHIVE, "Excel", spreadsheets),
    Format("ftm", ".ftm.json", "Aleph, OpenSanctions", followthemoney),
    Format("parquet", ARCHIVE, "DuckDB, pandas, Spark", parquet),
    Format("brat", ARCHIVE, "standoff", brat),
    Format("web-annotation", ARCHIVE, "W3C Web Annotation", web_annotation),
    Format("webanno", ARCHIVE, "INCEpTION", webanno),
    Format("void", "void.ttl", "statistics", void),
    Format("ro-crate", METADATA, "description", crate),
)
