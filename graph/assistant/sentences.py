"""The sentences behind the rows of any answer.

A row tells of entities, by their IRIs or labels. What says so are the sentences that state a
relation between two of them, or the sentence that the row itself names or quotes; where there is
none, one that mentions an entity of the row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import permutations

import pyoxigraph as ox

from graph.store import Store, Term

MOST = 3
"""So many sentences are given for a row."""

Cited = dict[str, str]
"""A sentence: its address, which is an IRI, document, date and text."""

_Found = Mapping[Term | None, list[ox.NamedNode]]  # the IRIs found for each term

_BEARERS = "SELECT DISTINCT ?name ?it { VALUES ?name { %s } ?it rdfs:label ?name }"
_STATING = "SELECT DISTINCT ?a ?b ?s { VALUES (?a ?b) { %s } GRAPH ?s { ?a ?p ?b } }"
_MENTIONING = """SELECT ?it (MIN(?sentence) AS ?s) {
  VALUES ?it { %s } ?mention itsrdf:taIdentRef ?it ; nif:sentence ?sentence } GROUP BY ?it"""
_QUOTED = "SELECT ?text ?s { VALUES ?text { %s } ?s a tg:Sentence ; nif:anchorOf ?text }"
_CITED = """SELECT ?s ?document ?date ?text {
  VALUES ?s { %s } ?s nif:anchorOf ?text ; dcterms:isPartOf ?source .
  ?source dcterms:identifier ?document . OPTIONAL { ?source dcterms:issued ?date } }"""
_BEARING = 3  # of a label that several entities bear, so many are looked at
_SENTENCE_CHARACTERS = 6  # a literal that is shorter is no sentence


def behind(store: Store, rows: Sequence[Sequence[Term | None]]) -> list[list[str]]:
    """For each row the addresses of its sentences."""
    texts = {term for row in rows for term in row if isinstance(term, ox.Literal)}
    bearers = _many(store, _BEARERS, {one for one in texts if not one.value.isascii()})
    quoted = _many(store, _QUOTED, {one for one in texts if len(one.value) > _SENTENCE_CHARACTERS})
    entities = [list(_entities(row, bearers)) for row in rows]
    pairs = {pair for found in entities for pair in permutations(found, 2)}
    stating = _pairs(store, pairs)
    said = [
        dict.fromkeys(
            [*_own(row, quoted), *(s for p in permutations(found, 2) for s in stating[p])]
        )
        for row, found in zip(rows, entities, strict=True)
    ]
    silent = {one for row, found in zip(said, entities, strict=True) if not row for one in found}
    mentioning = _many(store, _MENTIONING, silent)
    return [
        list(dict.fromkeys(row))[:MOST]
        or [s.value for one in found for s in mentioning.get(one, [])][:1]
        for row, found in zip(said, entities, strict=True)
    ]


def cited(store: Store, addresses: Iterable[str]) -> list[Cited]:
    """The sentences of these addresses, each once."""
    terms = _values(map(ox.NamedNode, dict.fromkeys(addresses)))
    return [
        {
            name: str(getattr(term, "value", ""))
            for name, term in zip(("address", "document", "date", "text"), row, strict=True)
            if term is not None
        }
        for row in _rows(store, _CITED % terms)
    ]


def _own(row: Sequence[Term | None], quoted: _Found) -> Iterator[str]:
    """The sentences that a row names by their IRI, or quotes whole."""
    for term in row:
        if isinstance(term, ox.NamedNode) and "#char=" in term.value:
            yield term.value
        elif term in quoted:
            yield from (sentence.value for sentence in quoted[term])


def _entities(row: Sequence[Term | None], bearers: _Found) -> Iterator[ox.NamedNode]:
    for term in row:
        if isinstance(term, ox.NamedNode) and "#" not in term.value:
            yield term
        elif term in bearers:
            yield from bearers[term][:_BEARING]


def _many(store: Store, query: str, terms: Iterable[Term]) -> _Found:
    """The IRIs that a query finds for each of some terms."""
    found: dict[Term | None, list[ox.NamedNode]] = defaultdict(list)
    for term, iri in _rows(store, query % _values(terms)):
        if isinstance(iri, ox.NamedNode):
            found[term].append(iri)
    return found


def _pairs(
    store: Store, pairs: Collection[tuple[ox.NamedNode, ox.NamedNode]]
) -> dict[tuple[Term | None, Term | None], list[str]]:
    """The sentences that state a relation between the two of each pair."""
    values = " ".join(f"({a} {b})" for a, b in sorted(pairs, key=str))
    found: dict[tuple[Term | None, Term | None], list[str]] = defaultdict(list)
    for a, b, sentence in _rows(store, _STATING % values):
        if isinstance(sentence, ox.NamedNode):
            found[a, b].append(sentence.value)
    return found


def _values(terms: Iterable[Term]) -> str:
    return " ".join(sorted(map(str, terms)))


def _rows(store: Store, text: str) -> Iterator[Sequence[Term | None]]:
    rows = store.query(text)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        yield tuple(row)
