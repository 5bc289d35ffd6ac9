"""Quads → flattened JSON-LD 1.1, a node a line; a named graph is a node with its own ``@graph``.

pyoxigraph's own JSON-LD has no context and stands on one line, which nobody can read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, BinaryIO, TypeAlias

import pyoxigraph as ox

from graph.rdf import by_graph, expand, in_text_order

_TYPE = expand("rdf:type")
_PLAIN = (expand("xsd:string"), expand("rdf:langString"))

_Short: TypeAlias = Callable[[str], str]


def jsonld(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> None:
    """Write sorted N-Quads ``lines``; ``names`` are the prefixes of its context."""
    short = _shortener(names)
    output.write(b'{"@context": ' + _json(dict(names)) + b',\n"@graph": [')
    separator = b"\n"
    for graph, group in by_graph(lines):
        nodes = _nodes(short, group)
        for node in [{"@id": short(graph[1:-1]), "@graph": list(nodes)}] if graph else nodes:
            output.write(separator + _json(node))
            separator = b",\n"
    output.write(b"\n]}\n")


def _nodes(short: _Short, quads: Iterable[ox.Quad]) -> Iterator[dict[str, Any]]:
    for subject, found in in_text_order(quads, lambda quad: str(quad.subject)):
        yield _node(short, subject[1:-1], found)


def _shortener(names: Mapping[str, str]) -> _Short:
    @lru_cache(maxsize=1 << 16)
    def short(iri: str) -> str:
        """``person:马卫光``; JSON-LD takes what has ``//`` behind a colon for a full IRI."""
        for prefix, namespace in names.items():
            rest = iri.removeprefix(namespace)
            if rest and rest != iri and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri

    return short


def _node(short: _Short, subject: str, found: Iterable[ox.Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": short(subject)}
    for quad in found:
        if quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode):
            node.setdefault("@type", []).append(short(quad.object.value))
        else:
            node.setdefault(short(quad.predicate.value), []).append(_value(short, quad.object))
    return node


def _value(short: _Short, term: object) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        assert isinstance(term, ox.NamedNode)
        return {"@id": short(term.value)}
    value = {"@value": term.value}
    if term.language:
        value["@language"] = term.language
    elif term.datatype.value not in _PLAIN:
        value["@type"] = short(term.datatype.value)
    return value


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
