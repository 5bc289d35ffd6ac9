"""Projections of a graph as networkx graphs, for centrality, communities and the like.

Every node is an entity by its address with type (``person/李明-青芦县``), every attribute a string
or a whole number, so that each format of networkx can write it:

| of | attribute | value |
|---|---|---|
| a node | ``name``, ``type``, ``iri`` | its label, ``Person`` or another type, its IRI |
| | ``mentions`` | how many mentions it has |
| an edge of ``relations`` | ``relation``, which is its key, too | ``holds``, ``invokes`` … |
| | ``sentences`` | how many sentences state it |
| | ``first``, ``last`` | dates of the first and last of their documents, '' if none is dated |
| of ``attendance`` | ``weight`` | at how many events two people were both |
| of ``career`` | ``weight`` | in how many organizations two people held posts |
| | ``overlapping`` | in how many of them at one time |
| of ``sentences`` | ``weight`` | how many sentences name both entities |
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from graph.model import QueryError
from graph.query.limits import MAX_MEMORY_BYTES
from graph.query.query import Given, rows, run
from graph.query.results import Rows
from graph.rdf import RELATION_OF, ontology, typed_address
from graph.store import Store

if TYPE_CHECKING:  # slow to load, and not every user asks for a network
    import networkx as nx

Projection: TypeAlias = Literal["relations", "attendance", "career", "sentences"]
Network: TypeAlias = "nx.Graph[str]"

_COUNTS = ("weight", "overlapping")  # columns of an edge list that its edges keep

_NODES = """SELECT ?entity ?type ?name (COUNT(?mention) AS ?mentions) {
  VALUES ?type { %s }
  ?entity a ?type ; rdfs:label ?name .
  OPTIONAL { ?mention itsrdf:taIdentRef ?entity }
} GROUP BY ?entity ?type ?name ORDER BY ?entity"""
_RELATIONS = """SELECT ?s ?p ?o (COUNT(DISTINCT ?sentence) AS ?sentences)
    (MIN(?date) AS ?first) (MAX(?date) AS ?last) {
  VALUES ?p { %s }
  GRAPH ?sentence { ?s ?p ?o }
  FILTER (ISIRI(?o))
  OPTIONAL { ?sentence dcterms:isPartOf/dcterms:issued ?date }
} GROUP BY ?s ?p ?o ORDER BY ?s ?p ?o"""
_TOGETHER = """SELECT ?one ?two (COUNT(DISTINCT ?sentence) AS ?weight) {
  VALUES ?type { %(types)s } VALUES ?other { %(types)s }
  ?one a ?type . ?m itsrdf:taIdentRef ?one ; nif:sentence ?sentence .
  ?n nif:sentence ?sentence ; itsrdf:taIdentRef ?two . ?two a ?other .
  FILTER (STR(?one) < STR(?two))
} GROUP BY ?one ?two ORDER BY ?one ?two"""


def network(
    store: Store, projection: Projection, types: Iterable[str] = (), **given: Given
) -> Network:
    """A projection: ``relations`` is a MultiDiGraph, the others are Graphs.

    Of ``relations`` and ``sentences``, ``types`` are the types of entities, by their names in
    either language, all where none is given. ``attendance`` and ``career`` are of persons and take
    the parameters of the questions ``network-attendance`` and ``network-career``. QueryError for
    what is unknown.
    """
    if projection in ("attendance", "career"):
        if list(types):
            raise QueryError(f"{projection} 只有人物 / has persons alone; leave out types")
        return _people(store, f"network-{projection}", given)
    if projection not in ("relations", "sentences"):
        raise QueryError(
            f"没有投影“{projection}” / no projection is called that; there are relations, "
            "attendance, career, sentences"
        )
    if given:
        raise QueryError(
            f"{projection} 没有参数 {'、'.join(given)} / {projection} has no parameter "
            f"{', '.join(given)}; it takes types; of a period: kg.as_of(DATE)"
        )
    kinds = [_type(name) for name in types] or [kind.name for kind in ontology.entity_types()]
    return _relations(store, kinds) if projection == "relations" else _together(store, kinds)


def _relations(store: Store, kinds: list[str]) -> Network:
    import networkx as nx

    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_nodes(store, found, kinds)
    properties = " ".join(f"<{property}>" for property in RELATION_OF)
    for row in rows(store, _RELATIONS % properties):
        source, target = typed_address(row.s), typed_address(row.o)
        if source in found and target in found:
            name = RELATION_OF[row.p]
            dates = {"first": str(row.first or ""), "last": str(row.last or "")}
            found.add_edge(source, target, name, relation=name, sentences=row.sentences, **dates)
    return found


def _together(store: Store, kinds: list[str]) -> Network:
    import networkx as nx

    found: Network = nx.Graph()
    _add_nodes(store, found, kinds)
    for row in rows(store, _TOGETHER % {"types": _terms(kinds)}):
        found.add_edge(typed_address(row.one), typed_address(row.two), weight=row.weight)
    return found


def _people(store: Store, question: str, given: dict[str, Given]) -> Network:
    """The edge list of a named question; people without an edge are left out."""
    import networkx as nx

    found: Network = nx.Graph()
    _add_nodes(store, found, ["Person"])
    for row in cast(Rows, run(store, question, timeout=None, memory=MAX_MEMORY_BYTES, **given)):
        counts = {name: count for name, count in row._asdict().items() if name in _COUNTS}
        found.add_edge(typed_address(row.source_iri), typed_address(row.target_iri), **counts)
    found.remove_nodes_from(list(nx.isolates(found)))
    return found


def _add_nodes(store: Store, found: Network, kinds: list[str]) -> None:
    for row in rows(store, _NODES % _terms(kinds)):
        found.add_node(
            typed_address(row.entity),
            name=row.name,
            type=row.type.rpartition("#")[2],
            iri=row.entity,
            mentions=row.mentions,
        )


def _terms(kinds: list[str]) -> str:
    return " ".join(f"tg:{kind}" for kind in kinds)


def _type(name: str) -> str:
    """The entity type of a name in either language. QueryError names the types there are."""
    if found := ontology.type_called(name):
        return found
    known = "、".join(f"{kind.label()} {kind.name}" for kind in ontology.entity_types())
    raise QueryError(f"没有“{name}”这一类 / no type is called that; there are {known}")
