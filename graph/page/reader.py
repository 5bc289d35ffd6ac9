"""The documents themselves, for reading in the page: sentences, their mentions and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.characters import tamed
from graph.page.evidence import Graph, Queryable, begin_of, each, sentences
from graph.rdf import MENTIONED, RELATION_OF, TG

MAX_BUNDLED_CHARACTERS = 120_000
"""Up to this length of all documents together, the page holds them without being asked to."""


@dataclass
class Text:
    """A document to read.

    ``document`` is its IRI. ``sentences`` maps IRIs, in order, to what `evidence.sentences` gives;
    ``statements`` maps them to (subject, name of the relation, object); ``types`` maps the IRIs of
    entities to types.
    """

    document: str
    publisher: str
    sentences: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def row(
        self,
        document: dict[str, int],
        number: dict[str, int],
        rank: dict[str, int],
        names: list[str],
        table: dict[str, int],
    ) -> list[Any]:
        """The page's row: document, publisher, and for each sentence its number, the mentions of
        entities that are no nodes (begin, end, type …) and the statements about nodes (subject,
        relation, object …). The other arguments map what is numbered to its number."""
        lines = []
        for iri, sentence in self.sentences.items():
            strange = [
                value
                for begin, end, who in sentence["mentions"]
                if who not in number and self.types.get(who) in rank
                for value in (begin, end, rank[self.types[who]])
            ]
            said = [
                value
                for subject, name, target in self.statements.get(iri, ())
                if subject in number and target in number
                for value in (number[subject], names.index(name), number[target])
            ]
            lines.append([table[iri], strange, said])
        return [document[self.document], tamed(self.publisher), lines]


def texts(store: Queryable, graph: Graph, wanted: bool | None) -> tuple[list[Text], bool]:
    """The documents to read in the page, by date, and whether they were left out for their size.

    ``wanted`` overrules the size: True holds them all, False none.
    """
    if wanted is False:
        return [], False
    found = graph.graph["document"]
    most = MAX_BUNDLED_CHARACTERS
    if wanted is None and (len(found) > most // 100 or _length(store, found) > most):
        return [], True
    ordered = sorted(found, key=lambda iri: (found[iri]["issued"] or "9999", iri))
    return _read(store, ordered), False


def _length(store: Queryable, documents: Iterable[str]) -> int:
    """The characters of all sentences of these documents."""
    query = """SELECT (SUM(?e - ?b) AS ?n) { VALUES ?d { %s } ?s dcterms:isPartOf ?d ;
        nif:beginIndex ?b ; nif:endIndex ?e }"""
    return sum(int(row["n"].value) for row in each(store, query, documents) if row["n"])


def _read(store: Queryable, documents: list[str]) -> list[Text]:
    """These documents with all their sentences and statements, in the given order."""
    publisher = {
        row["d"].value: row["v"].value
        for row in each(
            store, "SELECT ?d ?v { VALUES ?d { %s } ?d dcterms:publisher ?v }", documents
        )
    }
    by_document: dict[str, list[str]] = defaultdict(list)
    for row in each(store, "SELECT ?d ?g { VALUES ?d { %s } ?g dcterms:isPartOf ?d }", documents):
        by_document[row["d"].value].append(row["g"].value)
    everything = [iri for found in by_document.values() for iri in found]
    told = sentences(store, everything)
    stated: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    query = "SELECT ?g ?s ?p ?o { VALUES ?g { %s } GRAPH ?g { ?s ?p ?o } }"
    for row in each(store, query, everything):
        if name := RELATION_OF.get(row["p"].value):
            stated[row["g"].value].append((row["s"].value, name, row["o"].value))
    types = _types(store, {who for row in told.values() for *_, who in row["mentions"]})
    return [
        Text(
            document,
            publisher.get(document, ""),
            {iri: told[iri] for iri in sorted(by_document[document], key=begin_of) if iri in told},
            {iri: sorted(stated[iri]) for iri in by_document[document] if iri in stated},
            types,
        )
        for document in documents
    ]


def _types(store: Queryable, entities: Iterable[str]) -> dict[str, str]:
    """Entity → its type."""
    query = "SELECT ?e ?t { VALUES ?e { %s } ?e a ?t }"
    return {
        row["e"].value: row["t"].value.removeprefix(TG)
        for row in each(store, query, entities)
        if row["t"].value.removeprefix(TG) in MENTIONED
    }
