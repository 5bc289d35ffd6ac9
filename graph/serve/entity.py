"""What an IRI of the graph means, at ``/id/…``: a page for people, RDF for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, cast
from urllib.parse import quote, unquote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from graph.export import base_of
from graph.model import QueryError
from graph.query import Profile, Rows, Triples, profile, run
from graph.rdf import address, compact, document_iri, slug
from graph.serve import caching
from graph.serve.answer import Sink, write
from graph.serve.formats import TRIPLES, Format, called, likes, listed, wanted
from graph.serve.pages import HEADERS, template
from graph.serve.pool import Pool
from graph.serve.refusals import refused
from graph.serve.waiting import Answer, while_connected
from graph.store import Store

_HTML = "text/html; charset=utf-8"
_SHOWN = 500  # statements on a page
# All that is said of it and by it, but for the places in texts where it is named; of a document
# all that is said of its parts, whose IRIs end in #char=…
_STATEMENTS = """CONSTRUCT { %(it)s ?p ?o . ?s ?q %(it)s . ?part ?r ?t } {
  { %(it)s ?p ?o } UNION { ?s ?q %(it)s FILTER (?q != itsrdf:taIdentRef) }
  UNION { ?part nif:referenceContext|dcterms:isPartOf %(it)s ; ?r ?t } }"""
_SAID = """SELECT ?outward ?property ?other {
  { %(it)s ?property ?other BIND (true AS ?outward) }
  UNION { ?other ?property %(it)s BIND (false AS ?outward)
    FILTER (?property NOT IN (itsrdf:taIdentRef, nif:referenceContext, dcterms:isPartOf)) }
} ORDER BY DESC(?outward) ?property ?other LIMIT %(most)s"""
_SENTENCES = """SELECT ?sentence ?text {
  ?sentence dcterms:isPartOf %(it)s ; nif:anchorOf ?text ; nif:beginIndex ?begin
} ORDER BY ?begin"""


class Known(NamedTuple):
    """What a page tells: of whom, in a graph whose IRIs begin with ``base``; the profile of what
    has a name, the statements about what has none, and the sentences of a document."""

    iri: str
    base: str
    profile: Profile | None
    statements: Sequence[Any] = ()
    sentences: Sequence[Any] = ()


async def entity(request: Request) -> Response:
    """The page of an entity, or its statements in RDF."""
    pool: Pool = request.app.state.pool
    path = _path(request)
    format = _format(request)
    name = format.name if format else "html"
    if kept := caching.unchanged(request, pool, path, name):
        return kept
    if format:
        work = pool.run(statements, path, format.name, pool.limits.answer)
        version, content = await while_connected(request, work)
        content_type = format.content_type
    else:
        version, found = await while_connected(request, pool.run(known, path))
        content, content_type = _page(found) if found else b"", _HTML
    if not content:
        raise refused(404, f"图中没有 / nothing in the graph is {unquote(path)}")
    headers = HEADERS | caching.headers(version, path, name)
    return Answer(content, {"Content-Type": content_type, **headers})


def _path(request: Request) -> str:
    """What follows the base in an IRI, each part written as the graph writes it."""
    raw = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    try:
        parts = raw.decode("ascii").partition("/id/")[2].split("/")
        return "/".join(slug(unquote(part, errors="strict")) for part in parts)
    except UnicodeDecodeError:
        raise refused(400, "地址不是 UTF-8 / the address is not percent-encoded UTF-8") from None


def _format(request: Request) -> Format | None:
    """The format asked for, None for a page."""
    name = request.query_params.get("format", "")
    accept = ", ".join(request.headers.getlist("accept"))
    if name in ("html", "text/html") or (not name and (likes(accept, "text/html") or not accept)):
        return None
    found = called(name, TRIPLES) if name else wanted(accept, TRIPLES)
    if found is None:
        known = listed(TRIPLES)
        raise refused(
            406, f"没有这种格式 / there is no such format; there are html (text/html), {known}"
        )
    return found


def statements(store: Store, path: str, format: str, most: int) -> bytes:
    """The statements about an entity in RDF; nothing where there are none. Done by a worker."""
    base, sink = base_of(store), Sink(most)
    if base:  # else the graph is not of ours
        found = run(store, _STATEMENTS % {"it": ox.NamedNode(base + path)}, timeout=None)
        if triples := cast(Triples, found):
            write(triples, next(one for one in TRIPLES if one.name == format), sink)
    return sink.getvalue()


def known(store: Store, path: str) -> Known | None:
    """What a page tells of an entity; None where there is none. Done by a worker."""
    base = base_of(store)
    if not base:
        return None
    it = str(ox.NamedNode(base + path))
    try:
        return Known(it[1:-1], base, profile(store, it, timeout=None))
    except QueryError:
        said, sentences = (
            [tuple(row) for row in cast(Rows, run(store, text % given, timeout=None))]
            for text, given in ((_SAID, {"it": it, "most": _SHOWN}), (_SENTENCES, {"it": it}))
        )
    return Known(it[1:-1], base, None, said, sentences) if said else None


def _page(found: Known) -> bytes:
    def link(iri: str) -> str:
        """Where this server tells of an IRI of the graph; any other is its own address."""
        if iri.startswith(found.base):
            return "/id/" + iri.removeprefix(found.base)
        return iri if iri.startswith(("http://", "https://")) else ""

    page = template("entity.html").render(
        it=found,
        name=address(found.iri),
        link=link,
        short=lambda iri: compact(iri).removeprefix(found.base),
        document=lambda identifier: link(document_iri(found.base, identifier)),
        formats=TRIPLES,
    )
    return page.encode()
