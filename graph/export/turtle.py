"""Quads as Turtle and TriG: pyoxigraph writes them, here they are put in an order to read in.

It writes statements as they come, so the same lines give the same bytes; memory stays bounded by
the largest document. Entities have prefixes; documents, sentences and mentions their whole IRIs,
which can be asked for as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

import pyoxigraph as ox

from graph.rdf import PREFIXES, RELATIONS, TYPES, by_graph, expand, in_text_order, parsed

_ORDER = {
    expand(curie): place
    for place, curie in enumerate(
        (
            *("rdf:type", "rdfs:label", "skos:altLabel"),
            *("dcterms:identifier", "dcterms:title", "dcterms:issued", "dcterms:publisher"),
            *("dcterms:source", "tg:sha256", "dcterms:isPartOf", "nif:referenceContext"),
            *("nif:sentence", "nif:beginIndex", "nif:endIndex", "nif:anchorOf"),
            *("itsrdf:taIdentRef", "tg:order", *RELATIONS.values()),
        )
    )
}


def prefixes(base: str) -> dict[str, str]:
    """Those of the vocabularies and, where there is a base, one for each type of entity."""
    kinds = [kind.lower() for kind in TYPES] if base else []
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in kinds}}


def turtle(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> None:
    """Write the default graph of sorted N-Quads ``lines``; ``names`` are its prefixes."""
    default = (quad for quad in parsed(lines) if quad.graph_name == ox.DefaultGraph())
    triples = (quad.triple for quad in _readable(default))
    ox.serialize(triples, output, ox.RdfFormat.TURTLE, prefixes=dict(names))


def trig(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> None:
    """Write the default graph, then each named graph."""
    quads = (quad for _, group in by_graph(lines) for quad in _readable(group))
    ox.serialize(quads, output, ox.RdfFormat.TRIG, prefixes=dict(names))


def _readable(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Subjects in the order of the text, each with the telling predicates first."""
    for _, group in in_text_order(quads, lambda quad: str(quad.subject)):
        yield from sorted(group, key=_rank)


def _rank(quad: ox.Quad) -> tuple[int, str]:
    predicate = quad.predicate.value
    return _ORDER.get(predicate, len(_ORDER)), predicate
