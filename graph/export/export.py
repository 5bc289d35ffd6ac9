"""A graph → a file in a standard RDF format: the same bytes for the same graph, in every run.

One function a format, all in one table; each writes the sorted lines of `Store.lines` in bounded
memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from graph.export.jsonld import jsonld
from graph.export.turtle import prefixes, trig, turtle
from graph.files import replacing
from graph.model import StoreError
from graph.rdf import document_iri
from graph.store import Store


class Format(NamedTuple):
    """An export format; ``write`` takes sorted N-Quads lines, prefixes and where to write."""

    name: str
    suffix: str
    write: Callable[[Iterable[bytes], Mapping[str, str], BinaryIO], None]


def export(store: Store, target: str | os.PathLike[str] | BinaryIO, format: str = "") -> None:
    """Write the graph to a path or to a binary stream.

    ``format`` is a name of `FORMATS`; by default a path's suffix decides, a stream gets Turtle.
    A file is complete or absent. StoreError when the format is unknown or the file unwritable.
    """
    if isinstance(target, str | os.PathLike):
        path = Path(target)
        chosen = _format(format or path.suffix)
        try:
            with replacing(path) as file:
                chosen.write(store.lines(), prefixes(base_of(store)), file)
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error.strerror or error}") from error
    else:
        _format(format or "turtle").write(store.lines(), prefixes(base_of(store)), target)


def base_of(store: Store) -> str:
    """The namespace that the graph's IRIs were minted in, seen from a document's; empty if none."""
    found = store.query(
        "SELECT ?document ?id WHERE { ?document a tg:Document ; dcterms:identifier ?id } LIMIT 1"
    )
    assert isinstance(found, ox.QuerySolutions)
    for document, identifier in found:
        full, tail = document.value, document_iri("", identifier.value)
        if full.endswith(tail):
            return str(full[: -len(tail)])
    return ""


def _format(wanted: str) -> Format:
    for known in FORMATS:
        if wanted.lower() in (known.name, known.suffix):
            return known
    names = ", ".join(f"{known.name} ({known.suffix})" for known in FORMATS)
    raise StoreError(f"no export format is called “{wanted}”; there are {names}")


def _nquads(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> None:
    output.writelines(lines)


FORMATS = (
    Format("turtle", ".ttl", turtle),
    Format("trig", ".trig", trig),
    Format("nquads", ".nq", _nquads),
    Format("json-ld", ".jsonld", jsonld),
)
