"""A graph → a file in a standard RDF format: the same bytes for the same graph, in every run.

One function a format, all in one table; each turns the sorted lines of `Store.lines` into chunks
of UTF-8 in bounded memory.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pyoxigraph as ox

from graph.export.turtle import Names, trig, turtle
from graph.files import replacing
from graph.model import StoreError
from graph.rdf import PREFIXES, Statement, by_graph, document_iri, in_text_order, iri
from graph.store import Store


class Format(NamedTuple):
    """An export format; ``write`` takes sorted N-Quads lines and the base of the graph's IRIs."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Iterable[bytes], str], Iterable[bytes]]


def export(store: Store, target: str | os.PathLike[str] | BinaryIO, format: str = "") -> None:
    """Write the graph to a path or to a binary stream.

    ``format`` is a name of `FORMATS`; left out, a path's suffix tells and a stream gets Turtle.
    A file is complete or absent. StoreError when the format is unknown or the file unwritable.
    """
    if isinstance(target, str | os.PathLike):
        path = Path(target)
        chosen = _format(format or path.suffix)
        try:
            with replacing(path) as file:
                file.writelines(chosen.write(store.lines(), base_of(store)))
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error.strerror or error}") from error
    else:
        target.writelines(_format(format or "turtle").write(store.lines(), base_of(store)))


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


def _nquads(lines: Iterable[bytes], base: str) -> Iterable[bytes]:
    return lines


def _jsonld(lines: Iterable[bytes], base: str) -> Iterator[bytes]:
    """Flattened JSON-LD 1.1, a node a line; a named graph is a node with its own ``@graph``."""
    names = Names(base)
    context = {"@base": names.base, **PREFIXES} if names.base else PREFIXES
    yield b'{"@context": ' + _json(context) + b',\n"@graph": ['
    separator = b"\n"
    for graph, group in by_graph(lines):
        nodes = (_node(names, *subject) for subject in in_text_order(group, itemgetter(0)))
        for node in [{"@id": _id(names, graph), "@graph": list(nodes)}] if graph else nodes:
            yield separator + _json(node)
            separator = b",\n"
    yield b"\n]}\n"


def _node(names: Names, subject: str, found: Iterable[Statement]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _id(names, subject)}
    types = [_vocabulary(names, o) for _, p, o, _ in found if p == _TYPE and o[0] == "<"]
    if types:
        node["@type"] = types
    for _, predicate, object_, _ in found:
        if predicate != _TYPE or object_[0] != "<":
            node.setdefault(_vocabulary(names, predicate), []).append(_value(names, object_))
    return node


def _value(names: Names, term: str) -> dict[str, str]:
    match = _LITERAL.fullmatch(term)
    if match is None:
        return {"@id": _id(names, term)}
    text, language, datatype = match.groups()
    value = {"@value": _ESCAPE.sub(_unescape, text)}
    if language:
        value["@language"] = language
    elif datatype:
        value["@type"] = _vocabulary(names, datatype)
    return value


def _vocabulary(names: Names, term: str) -> str:
    return names.curie(term[1:-1]) or term[1:-1]


def _id(names: Names, term: str) -> str:
    """An IRI relative to the base; JSON-LD would take what stands before a colon for a prefix."""
    if term[0] != "<":
        return term
    reference = names.reference(term[1:-1])
    return reference if reference and ":" not in reference else term[1:-1]


def _unescape(match: re.Match[str]) -> str:
    escaped = match[1]
    return chr(int(escaped[1:], 16)) if escaped[0] in "uU" else _ESCAPED[escaped]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


_TYPE = iri("rdf:type")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@(.+)|\^\^(<.*>))?')
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPED = dict(zip("tbnrf\"'\\", "\t\b\n\r\f\"'\\", strict=True))

FORMATS = (
    Format("turtle", ".ttl", "text/turtle", turtle),
    Format("trig", ".trig", "application/trig", trig),
    Format("nquads", ".nq", "application/n-quads", _nquads),
    Format("json-ld", ".jsonld", "application/ld+json", _jsonld),
)
