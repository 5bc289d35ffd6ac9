"""Statistics of the graph in VoID, as Turtle: how much of which class and property there is.

They are made of the whole graph when they are asked for, and are no part of it: a document that is
added would change them all, and a graph is the union of what its documents say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

import pyoxigraph as ox

from graph.export.source import Source
from graph.export.turtle import turtle
from graph.rdf import BASE, PREFIXES, TG, TYPES, compact, expand, parsed, slug

_VOID = "http://rdfs.org/ns/void#"
_TYPE = ox.NamedNode(expand("rdf:type"))
_TYPES = [expand(f"tg:{name}") for name in TYPES]


def void(source: Source, output: BinaryIO) -> None:
    """Write the dataset of the default graph, and its evidence: the graphs of sentences."""
    counts = _Counts(source)
    source.counts["类 classes"] = len(counts.classes)
    source.counts["属性 properties"] = len(counts.properties)
    base = source.base or BASE
    lines = sorted(f"{triple} .\n".encode() for triple in _triples(base, counts))
    turtle(lines, {**PREFIXES, "void": _VOID, "part": f"{base}void#"}, output)


class _Counts:
    """What one pass over the sorted lines counts."""

    def __init__(self, source: Source) -> None:
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.subjects = self.evidence = 0
        for _, quads in groupby(parsed(source.lines()), key=lambda quad: str(quad.subject)):
            self._add(list(quads))

    def _add(self, quads: list[ox.Quad]) -> None:
        """Count the quads of a subject."""
        own = [quad for quad in quads if quad.graph_name == ox.DefaultGraph()]
        self.subjects += bool(own)
        self.evidence += len(quads) - len(own)
        self.properties.update(quad.predicate.value for quad in own)
        self.classes.update(
            quad.object.value
            for quad in own
            if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode)
        )


def _triples(base: str, counts: _Counts) -> Iterator[ox.Triple]:
    whole, part = f"{base}dataset", f"{base}void#"
    yield _link(whole, expand("rdf:type"), f"{_VOID}Dataset")
    yield ox.Triple(_node(whole), _node(f"{_VOID}uriSpace"), ox.Literal(base))
    for namespace in (TG.removesuffix("#"), *map(expand, ("org:", "nif:", "dcterms:"))):
        yield _link(whole, f"{_VOID}vocabulary", namespace)
    yield _number(whole, "triples", counts.properties.total())
    yield _number(whole, "entities", sum(counts.classes[type] for type in _TYPES))
    yield _number(whole, "documents", counts.classes[expand("tg:Document")])
    yield _number(whole, "distinctSubjects", counts.subjects)
    yield _number(whole, "classes", len(counts.classes))
    yield _number(whole, "properties", len(counts.properties))
    yield from _partitions(whole, f"{part}class-", "class", "entities", counts.classes)
    yield from _partitions(whole, f"{part}property-", "property", "triples", counts.properties)
    yield _link(whole, f"{_VOID}subset", f"{part}evidence")
    yield _link(f"{part}evidence", expand("rdf:type"), f"{_VOID}Dataset")
    yield _number(f"{part}evidence", "triples", counts.evidence)


def _partitions(
    whole: str, start: str, kind: str, unit: str, counts: Counter[str]
) -> Iterator[ox.Triple]:
    """A part of the dataset for each class or property, with an IRI: there are no blank nodes."""
    for iri, number in counts.items():
        part = start + slug(compact(iri).replace(":", "-", 1))
        yield _link(whole, f"{_VOID}{kind}Partition", part)
        yield _link(part, f"{_VOID}{kind}", iri)
        yield _number(part, unit, number)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _link(subject: str, predicate: str, target: str) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), _node(target))


def _number(subject: str, name: str, value: int) -> ox.Triple:
    return ox.Triple(_node(subject), _node(f"{_VOID}{name}"), ox.Literal(value))
