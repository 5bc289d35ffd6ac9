"""What a page shows: around whom, of which types, from which documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial

from graph import rdf
from graph.model import TifagraphError
from graph.page.evidence import Queryable, each, rows
from graph.rdf import MENTIONED, literal, ontology
from graph.text import period


@dataclass(frozen=True, slots=True)
class Scope:
    """What is drawn: the whole graph, or the part for which all that is given holds.

    | field | the entities drawn are |
    |---|---|
    | ``focus``, ``hops`` | within so many relations of those of this name |
    | ``only`` | of these names or IRIs, where any are given |
    | ``types`` | of these types, named in Chinese or English |
    | ``co_occurrence`` | of this type, and linked where one sentence has both |
    | ``place`` | in documents of this place, of one within it, or of an event there |
    | ``since``, ``until`` | in documents of this time: YYYY, YYYY-MM or YYYY-MM-DD |
    | ``document`` | in the document of this identifier or title |
    | ``limit`` | at most so many at first |
    """

    focus: str | None = None
    hops: int = 1
    limit: int = 300
    types: tuple[str, ...] = ()
    place: str | None = None
    since: str | None = None
    until: str | None = None
    document: str | None = None
    co_occurrence: str | None = None
    only: tuple[str, ...] = ()

    def kinds(self) -> tuple[str, ...]:
        """The types that can be drawn, by their names in the ontology."""
        if self.co_occurrence:
            return (_type(self.co_occurrence),)
        return tuple(dict.fromkeys(map(_type, self.types))) or MENTIONED

    def documents(self, store: Queryable) -> frozenset[str] | None:
        """The IRIs of the documents, or None for all; TifagraphError where there are none."""
        found: list[set[str]] = []
        if self.document:
            found.append(_titled(store, self.document))
        if self.since or self.until:
            found.append(_dated(store, _date(self.since or ""), _date(self.until or "")))
        if self.place:
            found.append(_placed(store, self.place))
        if not found:
            return None
        if documents := set.intersection(*found):
            return frozenset(documents)
        raise TifagraphError(
            "没有符合条件的文档 / no document is of that place, date and name; ask for less"
        )


def _type(name: str) -> str:
    """The entity type of a name in either language. TifagraphError names the types there are."""
    if (found := ontology.type_called(name)) in MENTIONED:
        return str(found)
    known = "、".join(f"{ontology.label(f'tg:{name}')} {name}" for name in MENTIONED)
    raise TifagraphError(f"没有“{name}”这一类 / no such type; there are {known}")


def _date(given: str) -> str:
    """The date as given, if it is a year, a month or a day; TifagraphError if not."""
    try:
        return given and period(given)
    except ValueError as error:
        raise TifagraphError(str(error)) from None


def meant(store: Queryable, kind: str, name: str, among: Collection[str] | None = None) -> str:
    """The IRI of what a name means: one of ``among`` (where it is given) and of a type, or Entity.

    '' where nothing bears it; AmbiguousError where several do.
    """
    ask = partial(rows, store)
    return rdf.meant(ask, name, rdf.bearers(ask, kind, name, among))


def labels(store: Queryable, iris: Iterable[str]) -> dict[str, str]:
    """IRI → its label, where it has one."""
    query = "SELECT ?e ?v { VALUES ?e { %s } ?e rdfs:label ?v }"
    return {row["e"].value: row["v"].value for row in each(store, query, iris)}


def _titled(store: Queryable, name: str) -> set[str]:
    """The documents of an identifier or a title; TifagraphError for none."""
    values = f"{literal(name)} {literal(name, language='zh')}"
    query = f"""SELECT ?d {{ VALUES ?n {{ {values} }} ?d dcterms:identifier|dcterms:title ?n ;
        a tg:Document }}"""
    if found := {row["d"].value for row in rows(store, query)}:
        return found
    raise TifagraphError(f"没有文档“{name}” / no such document; give its identifier or its title")


def _dated(store: Queryable, since: str, until: str) -> set[str]:
    """The documents issued from ``since`` to the end of ``until``; '' is no bound."""
    found = rows(store, "SELECT ?d ?i { ?d a tg:Document ; dcterms:issued ?i }")
    days = ((row["d"].value, row["i"].value) for row in found)
    return {
        document
        for document, day in days
        if since <= day and (not until or day[: len(until)] <= until)
    }


def _placed(store: Queryable, name: str) -> set[str]:
    """The documents of a place by its name; TifagraphError for none."""
    wanted = meant(store, "Place", name)
    found = places(store)
    if not any(wanted in within for within in found.values()):
        raise TifagraphError(
            f"没有文档属于“{name}” / no document is of that place; try its full name"
        )
    return {document for document, within in found.items() if wanted in within}


def places(store: Queryable) -> dict[str, set[str]]:
    """Document → its own place, the places of its events, and the places that contain these."""
    own: dict[str, set[str]] = defaultdict(set)
    for row in rows(store, "SELECT ?d ?p { ?d a tg:Document ; tg:place ?p }"):
        own[row["d"].value].add(row["p"].value)
    for row in rows(store, "SELECT ?g ?p { GRAPH ?g { ?e tg:place ?p } }"):
        own[row["g"].value.partition("#")[0]].add(row["p"].value)
    around: dict[str, set[str]] = defaultdict(set)
    for row in each(
        store,
        "SELECT ?p ?w { VALUES ?p { %s } ?p schema:containedInPlace+ ?w }",
        set().union(*own.values()),
    ):
        around[row["p"].value].add(row["w"].value)
    return {
        document: found.union(*(around[place] for place in found))
        for document, found in own.items()
    }
