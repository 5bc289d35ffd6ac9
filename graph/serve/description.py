"""What the service is, in RDF: SPARQL 1.1 Service Description, with the counts of VoID."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from graph.query import rows
from graph.rdf import compact, expand, slug
from graph.serve import caching
from graph.serve.answer import Sink, write
from graph.serve.formats import ROWS, TRIPLES, Format, listed
from graph.serve.pool import Pool
from graph.serve.refusals import refused
from graph.serve.waiting import Answer, while_connected
from graph.store import Store

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "n-triples": "N-Triples", "json-ld": "JSON-LD",
}  # fmt: skip
_CLASSES = """SELECT ?class (COUNT(?one) AS ?count) {
  ?one a ?class } GROUP BY ?class ORDER BY DESC(?count) ?class"""
_TRIPLES = "SELECT (COUNT(*) AS ?count) { ?s ?p ?o }"


class Counts(NamedTuple):
    """How many statements, and things of each class, the default graph has."""

    triples: int
    classes: dict[str, int]


def counts(store: Store) -> Counts:
    """The counts of a graph."""
    (total,) = rows(store, _TRIPLES)
    return Counts(total[0], dict(iter(rows(store, _CLASSES))))


async def described(request: Request, format: Format | None) -> Response:
    """The description, with the counts of the graph as it is now."""
    pool: Pool = request.app.state.pool
    if format is None:
        raise refused(406, f"没有这种格式 / the service is described in {listed(TRIPLES)}")
    endpoint = str(request.url.replace(query="", fragment=""))
    if kept := caching.unchanged(request, pool, endpoint, format.name):
        return kept
    version, found = await while_connected(request, pool.run(counts))
    sink = Sink(pool.limits.answer)
    write(_description(endpoint, found), format, sink)
    headers = caching.headers(version, endpoint, format.name)
    return Answer(sink.getvalue(), {"Content-Type": format.content_type, **headers})


def _description(endpoint: str, found: Counts) -> Iterator[ox.Triple]:
    service, dataset, default = (
        ox.NamedNode(endpoint + part) for part in ("", "#dataset", "#default-graph")
    )

    def said(subject: ox.NamedNode, curie: str, value: str | int | ox.NamedNode) -> ox.Triple:
        object = value if isinstance(value, ox.NamedNode) else ox.Literal(value)
        return ox.Triple(subject, ox.NamedNode(_expanded(curie)), object)

    yield said(service, "rdf:type", _node("sd:Service"))
    yield said(service, "sd:endpoint", service)
    yield said(service, "sd:supportedLanguage", _node("sd:SPARQL11Query"))
    for one in (*ROWS, *TRIPLES):
        yield said(service, "sd:resultFormat", ox.NamedNode(_FORMATS + _FORMAT_NAMES[one.name]))
    yield said(service, "sd:defaultDataset", dataset)
    yield said(dataset, "rdf:type", _node("sd:Dataset"))
    yield said(dataset, "sd:defaultGraph", default)
    yield said(default, "rdf:type", _node("sd:Graph"))
    yield said(default, "void:triples", found.triples)
    for name, count in found.classes.items():
        part = ox.NamedNode(f"{endpoint}#{slug(compact(name))}")
        yield said(default, "void:classPartition", part)
        yield said(part, "void:class", ox.NamedNode(name))
        yield said(part, "void:entities", count)


def _node(curie: str) -> ox.NamedNode:
    return ox.NamedNode(_expanded(curie))


def _expanded(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    known = {"sd": _SD, "void": _VOID}
    return known[prefix] + local if prefix in known else expand(curie)
