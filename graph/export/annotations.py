"""The documents of a graph with what was found in each, for programs in which it is corrected.

Offsets count the characters of the document's own text. A demand is marked where it stands, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from graph.export.contents import Contents
from graph.export.source import Source
from graph.model import Document
from graph.rdf import MENTIONED, RELATION_OF, TG, document_iri

MARKED = (*MENTIONED, "Directive")
"""The types of what is marked in a text."""

_NAMED = """SELECT ?d ?b ?e ?r ?t ?n {
  ?m nif:referenceContext ?d ; nif:beginIndex ?b ; nif:endIndex ?e ; itsrdf:taIdentRef ?r .
  ?r a ?t ; rdfs:label ?n } ORDER BY ?b ?e ?r"""
_SAID = """SELECT ?d ?b ?e ?s ?p ?o {
  ?g dcterms:isPartOf ?d ; nif:beginIndex ?b ; nif:endIndex ?e . GRAPH ?g { ?s ?p ?o }
  } ORDER BY ?b ?s ?p ?o"""


class Mark(NamedTuple):
    """A stretch of text that names an entity: its type, IRI and name."""

    begin: int
    end: int
    type: str
    iri: str
    name: str


class Said(NamedTuple):
    """A relation that the sentence between two offsets first states; its ends by IRI and name.

    ``object`` is empty where the object is a text, a date or a number, which is its name then.
    """

    begin: int
    end: int
    relation: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    datatype: str = ""


@dataclass(frozen=True)
class Annotated:
    """A document as it was read, its IRI, what is marked in it and what is said there."""

    document: Document
    iri: str
    marks: tuple[Mark, ...]
    said: tuple[Said, ...]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of the marks of each entity."""
        found: dict[str, list[int]] = {}
        for number, mark in enumerate(self.marks):
            found.setdefault(mark.iri, []).append(number)
        return found

    def nearest(self, entity: str, said: Said) -> int | None:
        """The number of the entity's mark that is nearest to a sentence; None if it has none."""

        def distance(number: int) -> tuple[int, int]:
            mark = self.marks[number]
            return max(said.begin - mark.end, mark.begin - said.end, 0), mark.begin

        return min(self.places.get(entity, ()), key=distance, default=None)


def annotated(source: Source) -> Iterator[Annotated]:
    """The documents one by one. StoreError where the graph keeps no texts."""
    contents = Contents(source)
    for document in source.texts():
        iri = document_iri(source.base, document.id)
        said = tuple(_once(_said(contents, iri)))
        marks = {*_marks(source, iri), *_demands(document.text, said)}
        source.counts["文档 documents"] += 1
        source.counts["标注 marks"] += len(marks)
        yield Annotated(document, iri, tuple(sorted(marks)), said)


def _marks(source: Source, document: str) -> Iterator[Mark]:
    for row in source.rows(_NAMED, d=document):
        kind = row["t"].value.removeprefix(TG)
        if kind in MENTIONED:
            span = int(row["b"].value), int(row["e"].value)
            yield Mark(*span, kind, row["r"].value, row["n"].value)


def _said(contents: Contents, document: str) -> Iterator[Said]:
    names = contents.labels  # an OPTIONAL name in the query would read the whole graph
    for row in contents.source.rows(_SAID, d=document):
        subject, value, relation = row["s"].value, row["o"], RELATION_OF.get(row["p"].value)
        if relation:
            literal = isinstance(value, ox.Literal)
            yield Said(
                *(int(row["b"].value), int(row["e"].value), relation),
                *(subject, names.get(subject, "")),
                "" if literal else value.value,
                value.value if literal else names.get(value.value, ""),
                value.datatype.value if literal else "",
            )


def _once(said: Iterable[Said]) -> Iterator[Said]:
    """Each relation where the document first states it: what is corrected is corrected once."""
    seen = set()
    for statement in said:
        if statement[2:] not in seen:
            seen.add(statement[2:])
            yield statement


def _demands(text: str, said: Iterable[Said]) -> Iterator[Mark]:
    """Where demands stand: a demand's name is its head clause as it is in the text."""
    for statement in said:
        if statement.relation == "directive":
            begin = text.find(statement.object_name, statement.begin)
            if begin >= 0:
                end = begin + len(statement.object_name)
                yield Mark(begin, end, "Directive", statement.object, statement.object_name)
