"""Full-text search, ``/search``: names, also by pinyin, and sentences; ``/name/…`` finds one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox
import pypinyin  # noqa: F401, whose tables a worker could not open
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from graph.characters import spellings
from graph.export import base_of
from graph.page import readings
from graph.query import Rows, rows
from graph.rdf import TYPES, address, document_iri, expand, iri, literal, typed_address
from graph.serve import caching
from graph.serve.pool import Pool
from graph.serve.spelling import Readings, firsts, folded, is_latin, rank
from graph.serve.waiting import while_connected
from graph.store import Store

_MAX_TYPED = 200
_NAMES_SHOWN, _SENTENCES_SHOWN = 60, 100
# each a scan of one property: a join of them takes ten times as long
_KINDS = "SELECT ?entity ?type { VALUES ?type { %s } ?entity a ?type }"
_LABELS = "SELECT ?entity ?name { ?entity rdfs:label ?name }"
_OTHERS = "SELECT ?entity ?name { ?entity skos:altLabel ?name } ORDER BY ?name"
_TITLES = "SELECT ?document ?title { ?document a tg:Document ; dcterms:title ?title }"
_POSTS = """SELECT ?person ?post { VALUES ?person { %s }
  ?person org:holds/rdfs:label ?post } ORDER BY ?person ?post"""
_SENTENCES = """SELECT ?sentence ?text ?document ?date {
  ?sentence nif:anchorOf ?text ; dcterms:isPartOf ?source .
  FILTER (%s)
  ?source dcterms:identifier ?document . OPTIONAL { ?source dcterms:issued ?date }
} ORDER BY DESC(?date) ?document ?sentence LIMIT %d"""


class Named(NamedTuple):
    """An entity, or a document by its title: its names as shown, the label first, and folded."""

    iri: str
    type: str
    names: tuple[str, ...]
    folded: tuple[str, ...]


async def search(request: Request) -> Response:
    """What is called like ``q``, of one ``type`` where given, and which sentences have it."""
    pool: Pool = request.app.state.pool
    typed = request.query_params.get("q", "").strip()[:_MAX_TYPED]
    kind = request.query_params.get("type", "")
    if kept := caching.unchanged(request, pool, typed, kind):
        return kept
    version, found = await while_connected(request, pool.run(hits, typed, kind))
    return JSONResponse(found, headers=caching.headers(version, typed, kind))


async def name(request: Request) -> Response:
    """Leads to what bears a name; where several do, or none, to the search for it."""
    typed = request.path_params["name"]
    _, found = await while_connected(request, request.app.state.pool.run(bearing, typed))
    where = found[0] if len(found) == 1 else f"/#find={typed}"
    return RedirectResponse(where, 303, headers={"Cache-Control": "no-cache"})


def bearing(store: Store, typed: str) -> list[str]:
    """The paths on this server of what bears a name. Done by a worker."""
    base, forms = base_of(store), {folded(form) for form in spellings(typed)}
    everything = _known(store)[0]
    found = [one for one in everything if forms & set(one.folded)] or [
        one for one in everything if typed in (address(one.iri), typed_address(one.iri))
    ]
    return [_path(base, one.iri) for one in found]


def hits(store: Store, typed: str, kind: str) -> dict[str, Any]:
    """The names and the sentences that are meant by what was typed. Done by a worker."""
    everything, read = _known(store)
    if not folded(typed):
        return {"names": [], "sentences": [], "words": [], "more": False}
    forms = list(dict.fromkeys(map(folded, (typed, *spellings(typed)))))
    begins = {form: firsts(form, read) for form in forms}
    ranked = sorted(
        ((place, one) for one in everything if kind in ("", one.type)
         and (place := _nearest(one, begins, read)) is not None),
        key=lambda hit: (hit[0], len(hit[1].names[0])),
    )  # fmt: skip
    shown = [one for _, one in ranked[:_NAMES_SHOWN]]
    words = _words(typed, ranked)
    sentences = [] if kind else _sentences(store, words)
    base = base_of(store)
    return {
        "names": _told(store, base, shown, forms),
        "sentences": [_sentence(base, row) for row in sentences[:_SENTENCES_SHOWN]],
        "words": sorted({form for word in words for form in word}),
        "more": len(sentences) > _SENTENCES_SHOWN,
    }


def _nearest(one: Named, forms: Mapping[str, frozenset[str]], read: Readings) -> int | None:
    """How near a name comes to one of some forms, each with its `firsts`."""
    ranks = (rank(one.folded, form, read, begins) for form, begins in forms.items())
    return min((place for place in ranks if place is not None), default=None)


@lru_cache(maxsize=1)
def _known(store: Store) -> tuple[tuple[Named, ...], Readings]:
    """All that has a name in a graph, and how the characters of the names are read."""
    types = " ".join(iri(f"tg:{name}") for name in TYPES if name != "Tenure")
    kinds = dict(_pairs(store, _KINDS % types))
    names: dict[str, dict[str, None]] = {}  # the label first
    for entity, name in (*_pairs(store, _LABELS), *_pairs(store, _OTHERS)):
        if entity in kinds:
            names.setdefault(entity, {})[name] = None
    for document, title in _pairs(store, _TITLES):
        kinds[document], names[document] = expand("tg:Document"), {title: None}
    named = tuple(
        Named(one, kinds[one].rpartition("#")[2], tuple(called), tuple(map(folded, called)))
        for one, called in sorted(names.items())
    )
    told = readings(name for one in named for name in one.names)
    return named, {character: tuple(read.split()) for character, read in told.items()}


def _pairs(store: Store, text: str) -> Iterator[tuple[str, str]]:
    """The rows of a query of two columns, of IRIs and texts."""
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return ((one.value, other.value) for one, other in found)


def _words(typed: str, ranked: list[tuple[int, Named]]) -> list[list[str]]:
    """The words that a sentence is to have, each in its spellings; of pinyin, the names meant."""
    if is_latin(folded(typed)) and ranked and ranked[0][0] > 2:
        return [[one.names[0] for place, one in ranked[:5] if place == ranked[0][0]]]
    return [spellings(word) for word in typed.split()]


def _sentences(store: Store, words: list[list[str]]) -> Rows:
    conditions = (
        " || ".join(f"CONTAINS(?text, {literal(form)})" for form in forms) for forms in words
    )
    having = " && ".join(f"({condition})" for condition in conditions)
    return rows(store, _SENTENCES % (having, _SENTENCES_SHOWN + 1))


def _sentence(base: str, row: Any) -> dict[str, str]:
    """A sentence, where it stands on this server, its document and that one's date."""
    document = _path(base, document_iri(base, row.document))
    place = row.sentence.partition("#")[2]
    date = str(row.date or "")
    path = f"{document}#{place}"
    return {"text": row.text, "path": path, "document": row.document, "date": date}


def _told(store: Store, base: str, shown: list[Named], forms: list[str]) -> list[dict[str, str]]:
    """The names as the page shows them; ``hint`` tells persons apart by a post."""
    persons = " ".join(f"<{one.iri}>" for one in shown if one.type == "Person")
    posts = {row.person: row.post for row in rows(store, _POSTS % persons)}
    return [
        {
            "name": one.names[0],
            "also": _meant(one, forms),
            "type": one.type,
            "hint": posts.get(one.iri, ""),
            "iri": one.iri,
            "path": _path(base, one.iri),
        }
        for one in shown
    ]


def _meant(one: Named, forms: list[str]) -> str:
    """Another name of it, where that one holds what was typed and its label does not."""
    holding = (
        name
        for name, plain in zip(one.names, one.folded, strict=True)
        if any(form in plain for form in forms)
    )
    found = next(holding, "")
    return "" if found == one.names[0] else found


def _path(base: str, iri: str) -> str:
    return "/id/" + iri.removeprefix(base) if base and iri.startswith(base) else iri
