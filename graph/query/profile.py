"""Everything known of one entity: what is said of it and by which sentence.

A profile follows the ontology: each relation that the entity is in is a section, under the label
that reads from its side. A further relation needs nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

from graph.model import QueryError
from graph.query.limits import TIMEOUT_SECONDS
from graph.query.query import run
from graph.rdf import address, compact, iri, literal, ontology
from graph.store import Store

_Ask: TypeAlias = Callable[..., Any]  # the rows of a query

_COMPANIONS = 8  # people told that appeared with a person
_STATED = """SELECT DISTINCT ?p ?out ?other ?name ?held ?date ?document ?sentence ?text {
  VALUES ?it { %s }
  { GRAPH ?sentence { ?it ?p ?other } BIND (true AS ?out) }
  UNION { GRAPH ?sentence { ?other ?p ?it } BIND (false AS ?out) }
  ?sentence nif:anchorOf ?text ; nif:beginIndex ?begin ; dcterms:isPartOf ?source .
  ?source dcterms:identifier ?document .
  OPTIONAL { ?source dcterms:issued ?date }
  OPTIONAL { ?other rdfs:label ?name }
  OPTIONAL { ?other tg:date ?held }
} ORDER BY (!BOUND(?date)) ?date ?document ?begin ?other"""
_TENURES = """SELECT DISTINCT ?tenure ?status ?since ?until ?person ?post {
  VALUES ?it { %s }
  { ?tenure org:member ?it } UNION { ?tenure tg:post ?it }
  ?tenure tg:status ?status ; org:member/rdfs:label ?person ; tg:post/rdfs:label ?post .
  OPTIONAL { ?tenure tg:since ?since }
  OPTIONAL { ?tenure tg:until ?until }
}"""
_HOLDERS = """SELECT DISTINCT ?post ?name {
  VALUES ?it { %s }
  ?post org:postIn ?it . ?holder org:holds ?post ; rdfs:label ?name
} ORDER BY ?post ?name"""
_NAMES = """SELECT DISTINCT ?name ?other ?type {
  VALUES ?it { %s }
  ?it rdfs:label ?name ; a ?type .
  OPTIONAL { ?it skos:altLabel ?other }
} ORDER BY ?type ?other"""
_SHARED = """SELECT ?name {
  VALUES ?name { %s }
  ?entity rdfs:label ?name ; a ?type . FILTER (?type IN (%s))
} GROUP BY ?name ?type HAVING (COUNT(DISTINCT ?entity) > 1)"""
_YEARS = """SELECT ?year (COUNT(?text) AS ?documents) {
  { SELECT DISTINCT ?text { %s } }
  OPTIONAL { ?text dcterms:issued ?date }
  BIND (COALESCE(SUBSTR(STR(?date), 1, 4), "") AS ?year)
} GROUP BY ?year ORDER BY ?year"""
_ALL, _USING = (
    "?text a tg:Document",
    "?mention itsrdf:taIdentRef %s ; nif:referenceContext ?text",
)


@dataclass(slots=True)
class Fact:
    """One thing that is said: ``when`` it was (of an event or tenure), what, and where it is said.

    ``sentence`` is the first that says so, with its document and that one's date; ``times`` counts
    the sentences, ``last`` is the date of the last. ``iri`` is that of what is told, '' of a text;
    ``address`` that of the sentence.
    """

    what: str
    when: str
    sentence: str
    document: str
    date: str
    last: str
    times: int = 1
    iri: str = ""
    address: str = ""


@dataclass(slots=True)
class Profile:
    """An entity: its name and address, its classes, other names, facts by section.

    ``years`` counts documents that mention it and all documents, by year, "" where undated.
    """

    name: str
    address: str
    iri: str
    kinds: list[str]
    others: list[str]
    years: dict[str, tuple[int, int]]
    sections: dict[str, list[Fact]] = field(default_factory=dict)
    companions: dict[str, int] = field(default_factory=dict)


def profile(store: Store, entity: str, timeout: float | None = TIMEOUT_SECONDS) -> Profile:
    """What the graph says of an entity, given as a SPARQL term ``<https://…>``.

    ``timeout`` is that of each of its queries (`run`). QueryError for what has no name.
    """
    ask: _Ask = partial(run, store, timeout=timeout)
    iri = entity[1:-1]
    names = list(ask(_NAMES % entity))
    if not names:
        raise QueryError(f"图中没有，或没有名称 / nothing with a name is {entity}")
    using = _by_year(ask, _USING % entity)
    use = {year: (using.get(year, 0), count) for year, count in _by_year(ask, _ALL).items()}
    kinds = dict.fromkeys(_label(row.type) for row in names if compact(row.type).startswith("tg:"))
    return Profile(
        name=names[0].name,
        address=address(iri),
        iri=iri,
        kinds=list(kinds),
        others=list(dict.fromkeys(row.other for row in names if row.other)),
        years=use,
        sections=_sections(ask, entity),
        companions=_companions(ask, iri),
    )


def _by_year(ask: _Ask, texts: str) -> dict[str, int]:
    return {row.year: row.documents for row in ask(_YEARS % texts)}


def _sections(ask: _Ask, entity: str) -> dict[str, list[Fact]]:
    stated = list(ask(_STATED % entity))
    tenures = {row.tenure: row for row in ask(_TENURES % entity)}
    shared = _shared(ask, stated)
    holders: dict[str, list[str]] = defaultdict(list)
    for row in ask(_HOLDERS % entity):
        holders[row.post].append(row.name)
    found: dict[tuple[int, bool, str], dict[str, Fact]] = defaultdict(dict)
    for row in stated:
        section = _section(row.p, row.out)
        told = tenures.get(row.other)
        what = _tenure(told, entity) if told else _named(row, shared)
        if row.other in holders:
            what += f"：{'、'.join(holders[row.other])}"
        when, date = _span(told) if told else str(row.held or ""), str(row.date or "")
        facts = found[section]
        fact = facts.setdefault(
            row.other,
            Fact(what, when, row.text, row.document, date, date, 0, _iri(row), row.sentence),
        )
        fact.times += 1
        fact.last = max(fact.last, date)
    return {
        label: sorted(facts.values(), key=lambda fact: fact.when or fact.date or "9")
        for (_, _, label), facts in sorted(found.items())
    }


def _section(predicate: str, out: bool) -> tuple[int, bool, str]:
    """Where a relation stands in a profile, and its label as read from the entity's side."""
    relation = next(one for one in ontology.relations() if one.curie == compact(predicate))
    labels = relation.labels if out else relation.inverse_labels or relation.labels
    return relation.rank, not out, " ".join(labels)


def _iri(row: Any) -> str:
    return str(row.other) if row.name or "://" in str(row.other) else ""


def _named(row: Any, shared: set[str]) -> str:
    """What the other side is called: by its address where its name is not its own."""
    name = str(row.name or row.other)
    return address(row.other) if name in shared and row.name else name


def _tenure(row: Any, entity: str) -> str:
    other = row.post if "/person/" in entity else row.person
    return f"{other} {row.status}"


def _span(row: Any) -> str:
    if not (row.since or row.until):
        return ""
    return f"{row.since or ''}–{row.until or ''}" if row.until else f"{row.since}–"


def _shared(ask: _Ask, stated: list[Any]) -> set[str]:
    """The names among the others that several entities of a type bear."""
    names = {row.name for row in stated if row.name}
    if not names:
        return set()
    values = " ".join(literal(name, language="zh") for name in sorted(names))
    types = ", ".join(iri(kind.curie) for kind in ontology.entity_types())
    return {row.name for row in ask(_SHARED % (values, types))}


def _companions(ask: _Ask, iri: str) -> dict[str, int]:
    rows = ask("appeared-together", person=iri)
    return {row.other: row.events for row in rows[:_COMPANIONS]}


def _label(term: str) -> str:
    return f"{ontology.label(term)} {ontology.label(term, 'en')}"
