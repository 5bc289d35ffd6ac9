"""The graph as terms and lines.

Takes findings and the ontology; gives IRIs, N-Quads lines and the classes as data. Only here is
said how the graph looks.
"""

from __future__ import annotations

from graph.rdf import ontology
from graph.rdf.describe import quads
from graph.rdf.naming import TELLING, bearers, meant, near
from graph.rdf.nquads import Statement, by_graph, in_text_order, parsed, statements
from graph.rdf.ontology import KINDS, MENTIONED, RELATION_OF, RELATIONS, TYPES, compact
from graph.rdf.shacl import shapes
from graph.rdf.terms import (
    BASE,
    PREFIXES,
    TG,
    address,
    document_iri,
    entity_iri,
    expand,
    iri,
    literal,
    slug,
    typed_address,
)

__all__ = [
    "BASE",
    "KINDS",
    "MENTIONED",
    "PREFIXES",
    "RELATIONS",
    "RELATION_OF",
    "TELLING",
    "TG",
    "TYPES",
    "Statement",
    "address",
    "bearers",
    "by_graph",
    "compact",
    "document_iri",
    "entity_iri",
    "expand",
    "in_text_order",
    "iri",
    "literal",
    "meant",
    "near",
    "ontology",
    "parsed",
    "quads",
    "shapes",
    "slug",
    "statements",
    "typed_address",
]
