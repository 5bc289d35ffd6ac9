"""The statements added, removed and reworded from one graph to another, with their sentences.

Both graphs are sorted lines, so their difference is one pass over the two; only what differs is
looked up. A statement is reworded if both graphs have it and a document in both states it in other
words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, cast

import pyoxigraph as ox

from graph.files import differences
from graph.rdf import RELATION_OF, compact, iri, statements
from graph.store import Store

_ANCHOR, _SHA256 = iri("nif:anchorOf"), iri("tg:sha256")
_CHUNK_TERMS = 500

_Triple: TypeAlias = tuple[str, str, str]
_Evidence: TypeAlias = dict[_Triple, set[str]]


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence with the identifier and the date of its document."""

    date: str
    document: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """A relation by names, and the sentences that state it: ``before``, ``after``, or both."""

    subject: str
    relation: str
    object: str
    before: tuple[Sentence, ...]
    after: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """From one graph to another: documents by identifier, statements in the order of names."""

    documents_added: tuple[str, ...]
    documents_removed: tuple[str, ...]
    documents_changed: tuple[str, ...]
    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]
    reworded: tuple[Statement, ...]

    def __repr__(self) -> str:
        return (
            f"<Difference: {len(self.added):,} statements added, {len(self.removed):,} removed, "
            f"{len(self.reworded):,} reworded>"
        )

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return any(
            (
                *(self.documents_added, self.documents_removed, self.documents_changed),
                *(self.added, self.removed, self.reworded),
            )
        )


def diff(before: Store, after: Store) -> Difference:
    """Compare two graphs of the same base."""
    old, new = _Side(before), _Side(after)
    for here, line in differences(before.lines(), after.lines()):
        (new if here else old).take(line)
    for side, other in (old, new), (new, old):
        side.load_reworded(other)
    both = old.evidence.keys() | new.evidence.keys()
    reworded = (
        statement
        for triple in both - old.relations - new.relations
        for statement in _reworded(triple, old, new)
    )
    return Difference(
        documents_added=old.missing(new),
        documents_removed=new.missing(old),
        documents_changed=tuple(sorted(_ids(before, old.documents & new.documents))),
        added=tuple(sorted(_stated(new, new.relations - old.relations, "after"))),
        removed=tuple(sorted(_stated(old, old.relations - new.relations, "before"))),
        reworded=tuple(sorted(set(reworded))),
    )


class _Side:
    """What only one of the graphs has."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.relations: set[_Triple] = set()
        self.evidence: _Evidence = defaultdict(set)
        self.documents: set[str] = set()
        self.anchors: set[str] = set()

    def take(self, line: bytes) -> None:
        """Store what a line that only this graph has states."""
        ((subject, predicate, value, graph),) = statements((line,))
        if graph:
            self.evidence[subject, predicate, value].add(graph)
        elif predicate[1:-1] in RELATION_OF:
            self.relations.add((subject, predicate, value))
        elif predicate == _ANCHOR:
            self.anchors.add(subject)
        elif predicate == _SHA256:
            self.documents.add(subject)

    def load_reworded(self, other: _Side) -> None:
        """Add the statements of sentences of which only the text differs."""
        query = "SELECT ?g ?s ?p ?o { VALUES ?g { %s } GRAPH ?g { ?s ?p ?o } }"
        for row in _rows(self.store, query, self.anchors & other.anchors):
            graph, *triple = map(str, row)
            self.evidence[cast("_Triple", tuple(triple))].add(graph)

    def missing(self, other: _Side) -> tuple[str, ...]:
        """The identifiers of the documents that only the other has."""
        return tuple(sorted(_ids(other.store, other.documents - self.documents)))

    def sentences(self, graphs: Iterable[str]) -> dict[str, Sentence]:
        """Sentences by IRI."""
        query = """SELECT ?g ?id ?date ?text { VALUES ?g { %s }
            ?g dcterms:isPartOf ?d ; nif:anchorOf ?text . ?d dcterms:identifier ?id
            OPTIONAL { ?d dcterms:issued ?date } }"""
        return {
            str(g): Sentence(getattr(date, "value", ""), id_.value, text.value)
            for g, id_, date, text in _rows(self.store, query, graphs)
        }

    def names(self, terms: Iterable[str]) -> dict[str, str]:
        """Entity → its label."""
        query = "SELECT ?e ?name { VALUES ?e { %s } ?e rdfs:label ?name }"
        entities = {term for term in terms if term[0] == "<"}
        return {str(e): name.value for e, name in _rows(self.store, query, entities)}


def _stated(side: _Side, triples: set[_Triple], when: str) -> Iterator[Statement]:
    stated = {triple: side.evidence[triple] for triple in triples if triple in side.evidence}
    sentences = side.sentences({graph for graphs in stated.values() for graph in graphs})
    names = side.names({term for s, _, o in stated for term in (s, o)})
    for triple, graphs in stated.items():
        said = tuple(sorted({sentences[graph] for graph in graphs}))
        before, after = (said, ()) if when == "before" else ((), said)
        yield Statement(*_said(triple, names), before, after)


def _reworded(triple: _Triple, old: _Side, new: _Side) -> Iterator[Statement]:
    earlier = set(old.sentences(old.evidence.get(triple, ())).values())
    later = set(new.sentences(new.evidence.get(triple, ())).values())
    words_before = {(s.document, s.text) for s in earlier}
    words_after = {(s.document, s.text) for s in later}
    gone = {s for s in earlier if (s.document, s.text) not in words_after}
    come = {s for s in later if (s.document, s.text) not in words_before}
    for document in sorted({s.document for s in gone} & {s.document for s in come}):
        yield Statement(
            *_said(triple, new.names((triple[0], triple[2]))),
            tuple(sorted(s for s in gone if s.document == document)),
            tuple(sorted(s for s in come if s.document == document)),
        )


def _said(triple: _Triple, names: dict[str, str]) -> tuple[str, str, str]:
    subject, predicate, value = triple
    return _name(subject, names), RELATION_OF[predicate[1:-1]], _name(value, names)


def _name(term: str, names: dict[str, str]) -> str:
    if term[0] == "<":
        return names.get(term) or compact(term[1:-1])
    (quad,) = ox.parse(f"<a:a> <a:a> {term} .".encode(), format=ox.RdfFormat.N_QUADS)
    return str(quad.object.value)


def _ids(store: Store, documents: Iterable[str]) -> set[str]:
    query = "SELECT ?id { VALUES ?d { %s } ?d dcterms:identifier ?id }"
    return {id_.value for (id_,) in _rows(store, query, documents)}


def _rows(store: Store, query: str, terms: Iterable[str]) -> Iterator[list[ox.Literal]]:
    rest = iter(sorted(terms))
    while chunk := list(islice(rest, _CHUNK_TERMS)):
        solutions = cast("ox.QuerySolutions", store.query(query % " ".join(chunk)))
        for solution in solutions:
            yield cast("list[ox.Literal]", list(solution))
