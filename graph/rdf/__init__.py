"""The graph as terms and lines.

Takes findings and the ontology; gives IRIs, N-Quads lines and the classes as data. Only here is
said how the graph looks.
"""

from __future__ import annotations

from graph.rdf import ontology
from graph.rdf.describe import quads
from graph.rdf.nquads import Statement, by_graph, in_text_order, parsed, statements
from graph.rdf.ontology import compact
from graph.rdf.terms import (
    BASE,
    PREFIXES,
    RELATIONS,
    TG,
    document_iri,
    entity_iri,
    expand,
    iri,
    literal,
    slug,
)

__all__ = [
    "BASE",
    "PREFIXES",
    "RELATIONS",
    "TG",
    "Statement",
    "by_graph",
    "compact",
    "document_iri",
    "entity_iri",
    "expand",
    "in_text_order",
    "iri",
    "literal",
    "ontology",
    "parsed",
    "quads",
    "slug",
    "statements",
]
