"""What a graph says of its documents, in the form of the gold, for comparison with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from graph.evaluate.gold import Fact, Names, Span, clause, literal, plain
from graph.model import Extraction
from graph.rdf import MENTIONED, RELATION_OF, TG, quads
from graph.store import Database, Store

_DOCUMENTS = "SELECT ?d ?i WHERE { ?d a tg:Document ; dcterms:identifier ?i }"
_LABELS = "SELECT ?e ?n WHERE { ?e rdfs:label|skos:altLabel ?n }"
_MENTIONS = """SELECT ?d ?b ?e ?r ?t WHERE {
  ?m nif:referenceContext ?d ; nif:beginIndex ?b ; nif:endIndex ?e ; itsrdf:taIdentRef ?r .
  ?r a ?t }"""
_FACTS = """SELECT ?d ?b ?s ?p ?o WHERE {
  ?g dcterms:isPartOf ?d ; nif:beginIndex ?b . GRAPH ?g { ?s ?p ?o } } ORDER BY ?b ?s ?p ?o"""


@dataclass
class Predicted:
    """What the graph says of one document: spans with type and names, relations, demands."""

    spans: dict[Span, tuple[str, Names]] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    directives: dict[str, int] = field(default_factory=dict)


def graph_of(extractions: Iterable[Extraction]) -> Store:
    """The graph that extractions make, in memory."""
    database = ox.Store()
    lines = (f"{line}\n" for extraction in extractions for line in quads(extraction))
    database.bulk_load("".join(lines), format=ox.RdfFormat.N_QUADS)
    return Store(Path(), Database(database))


def documents_of(store: Store) -> dict[str, ox.NamedNode]:
    """A graph's documents by identifier."""
    return {row["i"].value: row["d"] for row in _rows(store, _DOCUMENTS)}


def names_of(store: Store) -> dict[str, Names]:
    """What each entity of a graph is called, as names are compared."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, _LABELS):
        found[row["e"].value].add(plain(row["n"].value))
    return {entity: frozenset(forms) for entity, forms in found.items()}


def predicted_in(store: Store, document: ox.NamedNode, names: dict[str, Names]) -> Predicted:
    """The predictions of a graph for one of its documents; ``names`` comes from `names_of`."""
    out = Predicted()
    for row in _rows(store, _MENTIONS, document):
        kind, span = row["t"].value.removeprefix(TG), (int(row["b"].value), int(row["e"].value))
        if kind in MENTIONED:
            out.spans[span] = kind, names[row["r"].value]
    seen = set()
    for row in _rows(store, _FACTS, document):
        begin, subject, name, value = int(row["b"].value), row["s"], row["p"].value, row["o"]
        if name in RELATION_OF and (subject, name, value) not in seen:
            seen.add((subject, name, value))
            ends = [
                literal(end.value) if isinstance(end, ox.Literal) else names[end.value]
                for end in (subject, value)
            ]
            shown = " → ".join(min(end, key=lambda n: (-len(n), n)) for end in ends)
            out.facts[RELATION_OF[name]].append(Fact(ends[0], ends[1], shown, begin))
            if RELATION_OF[name] == "directive":
                out.directives.update((clause(label), begin) for label in ends[1])
    return out


def _rows(store: Store, query: str, this: ox.NamedNode | None = None) -> ox.QuerySolutions:
    given = {ox.Variable("d"): this} if this else None
    return cast("ox.QuerySolutions", store.query(query, given))
