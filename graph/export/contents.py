"""What a graph says, as rows for tables and networks: nodes, statements, documents, sentences.

Nodes come from one pass over the sorted lines, each with its statements and the sentences that make
them. Names, dates and documents are looked up: memory grows with the number of entities and
documents, not with what is said of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from graph.export.source import Source
from graph.rdf import RELATION_OF, TG, TYPES, expand, iri, parsed

T = TypeVar("T")

_LABEL, _ALIAS, _TYPE = map(expand, ("rdfs:label", "skos:altLabel", "rdf:type"))
_MEANS = f" {iri('itsrdf:taIdentRef')} "
_VALUES = {expand(f"tg:{name}"): name for name in ("divisionCode", "order", "level")}
_DOCUMENTS = """SELECT ?d ?id ?title ?issued ?publisher ?source ?kind ?place ?sha256 {
  ?d a tg:Document ; dcterms:identifier ?id
  OPTIONAL { ?d dcterms:title ?title } OPTIONAL { ?d dcterms:issued ?issued }
  OPTIONAL { ?d dcterms:publisher ?publisher } OPTIONAL { ?d dcterms:source ?source }
  OPTIONAL { ?d tg:kind ?kind } OPTIONAL { ?d tg:sha256 ?sha256 }
  OPTIONAL { ?d tg:place/rdfs:label ?place } }"""


class Statement(NamedTuple):
    """A relation by its name, its object and the IRIs of the sentences that state it, in order.

    ``object`` is an IRI if ``datatype`` is empty, else a text, date or number of this datatype.
    """

    relation: str
    object: str
    datatype: str
    sentences: tuple[str, ...]


class Node(NamedTuple):
    """An entity: its type, subclasses, name, other names, and what is said of it.

    ``values`` are its division code, its place and level among demands, where it has them.
    """

    iri: str
    type: str
    kinds: tuple[str, ...]
    label: str
    aliases: tuple[str, ...]
    values: Mapping[str, str]
    statements: tuple[Statement, ...]

    def objects(self, relation: str) -> tuple[str, ...]:
        """The objects of a relation: IRIs or texts."""
        return tuple(s.object for s in self.statements if s.relation == relation)


class Document(NamedTuple):
    """What is known of a document; unknown fields are empty."""

    iri: str
    id: str
    title: str
    issued: str
    publisher: str
    source: str
    kind: str
    place: str
    sha256: str


class Seen(NamedTuple):
    """In how many mentions and documents an entity is met, and the dates of first and last."""

    mentions: int = 0
    documents: int = 0
    first: str = ""
    last: str = ""


class Contents:
    """A source as rows, and what they are looked up in."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.sentence = lru_cache(maxsize=1 << 12)(self._sentence)

    def nodes(self) -> Iterator[Node]:
        """The entities by IRI."""
        text = f"<{self.source.base}document/".encode()
        lines = (line for line in self.source.store.lines() if not line.startswith(text))
        for subject, quads in groupby(parsed(lines), key=lambda quad: str(quad.subject)):
            node = _node(subject[1:-1], quads)
            if node:
                yield node

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents by IRI."""
        found = (Document(*map(_text, row)) for row in self.source.rows(_DOCUMENTS))
        short = (row._replace(kind=row.kind.removeprefix(f"{TG}kind-")) for row in found)
        return least((row.iri, row) for row in short)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The names of entities by IRI."""
        found = self.source.rows("SELECT ?e ?n { ?e rdfs:label ?n }")
        return least((_text(e), _text(n)) for e, n in found)

    @cached_property
    def seen(self) -> dict[str, Seen]:
        """Where each entity is met, by IRI.

        Those are the documents that mention it; of what none mentions – a demand, a tenure, the
        organ of a post – those that say something of it.
        """
        found: dict[str, Seen] = {}
        for entity, document, times in self.mentions():
            found[entity] = self._met(found.get(entity), document, times)
        said: dict[str, set[str]] = {}
        for node in self.nodes():
            for statement in node.statements:
                ends = (node.iri, "" if statement.datatype else statement.object)
                documents = {sentence.partition("#")[0] for sentence in statement.sentences}
                for end in ends:
                    if end and end not in found:
                        said.setdefault(end, set()).update(documents)
        for entity, documents in said.items():
            for document in documents:
                found[entity] = self._met(found.get(entity), document, 0)
        return found

    def _met(self, before: Seen | None, document: str, times: int) -> Seen:
        """What is known of where an entity is met, with one document more."""
        mentions, documents, first, last = before or Seen()
        day = self.document(document).issued
        first, last = (min(first or day, day), max(last, day)) if day else (first, last)
        return Seen(mentions + times, documents + 1, first, last)

    def mentions(self) -> Iterator[tuple[str, str, int]]:
        """The IRIs of an entity and a document that names it, and how often; document by document.

        One document's are in memory at a time.
        """
        text, means = f"<{self.source.base}document/".encode(), _MEANS.encode()
        lines = (li for li in self.source.store.lines() if li.startswith(text) and means in li)
        for document, quads in groupby(parsed(lines), lambda q: str(q.subject).partition("#")[0]):
            counts = Counter(_text(quad.object) for quad in quads)
            for entity in sorted(counts):
                yield entity, document[1:], counts[entity]

    def document(self, sentence: str) -> Document:
        """The document of a sentence's IRI; its IRI alone where the graph does not describe it."""
        iri = sentence.partition("#")[0]
        return self.documents.get(iri) or Document(iri, *[""] * (len(Document._fields) - 1))

    def dates(self, sentences: Iterable[str]) -> tuple[str, str]:
        """The first and the last date of the documents of sentences; empty if none is dated."""
        dates = sorted(filter(None, (self.document(iri).issued for iri in sentences)))
        return (dates[0], dates[-1]) if dates else ("", "")

    def _sentence(self, name: str) -> str:
        rows = self.source.rows("SELECT ?s ?t { ?s nif:anchorOf ?t }", s=name)
        return next((_text(row["t"]) for row in rows), "")


def least(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """The pairs as a dictionary in the order of its keys; of several values of one the least."""
    found: dict[str, T] = {}
    for key, value in sorted(pairs):
        found.setdefault(key, value)
    return found


def _node(iri: str, quads: Iterable[ox.Quad]) -> Node | None:
    """The entity of a subject's quads, None if it is none."""
    texts: dict[str, list[str]] = {}
    said: dict[tuple[str, str, str], list[str]] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate in RELATION_OF:
            what = _object(quad.object)
            where = said.setdefault((RELATION_OF[predicate], *what), [])
            if isinstance(quad.graph_name, ox.NamedNode):
                where.append(quad.graph_name.value)
        else:
            texts.setdefault(predicate, []).append(_text(quad.object))
    kinds = [kind.removeprefix(TG) for kind in texts.get(_TYPE, ()) if kind.startswith(TG)]
    type = next((kind for kind in TYPES if kind in kinds), "")
    if not type:
        return None
    return Node(
        iri,
        type,
        tuple(kind for kind in kinds if kind != type),
        texts.get(_LABEL, [""])[0],
        tuple(texts.get(_ALIAS, ())),
        {name: texts[p][0] for p, name in _VALUES.items() if p in texts},
        tuple(Statement(*what, tuple(sorted(said[what], key=_place))) for what in sorted(said)),
    )


def _object(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> tuple[str, str]:
    return (term.value, term.datatype.value) if isinstance(term, ox.Literal) else (_text(term), "")


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    return str(getattr(term, "value", ""))


def _place(sentence: str) -> tuple[str, int]:
    """Documents by IRI, their sentences as they stand in the text."""
    document, _, span = sentence.partition("#char=")
    begin = span.partition(",")[0]
    return document, int(begin) if begin.isdigit() else 0
