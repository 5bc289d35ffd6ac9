"""What the tools do: done by a worker, whose limits are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pyoxigraph as ox

from graph.assistant.sentences import behind, cited
from graph.match import Asked, Candidate, candidates, suggested
from graph.model import QueryError
from graph.query import MAX_MEMORY_BYTES, Given, Rows, meant, named, query_meant, run
from graph.query import profile as profile_of
from graph.rdf import TYPES, literal
from graph.store import Store

_SAYING = """SELECT ?s {
  ?s a tg:Sentence ; nif:anchorOf ?text . FILTER (CONTAINS(?text, %s)) } ORDER BY ?s LIMIT %d"""
_FACTS = 8  # of a section of a profile
_NEAR = 5  # names told instead of one that nothing bears

Answer = dict[str, Any]


def search(store: Store, text: str, kind: str, limit: int) -> Answer:
    """Entities whose names are like a text, and sentences that contain it."""
    kinds = _kinds(kind)
    alike = candidates(store, Asked(text, kinds, limit=limit))
    begun = suggested(store, text, kinds, limit)
    found = list({one.iri: one for one in (*alike, *begun)}.values())[:limit]
    said = behind(store, [[ox.NamedNode(one.iri)] for one in found])
    containing = store.query(_SAYING % (literal(text), limit))
    assert isinstance(containing, ox.QuerySolutions)
    saying = [str(row[0].value) for row in containing] if len(text) > 1 else []
    entities = [
        {**_entity(one), "sentences": sentences} for one, sentences in zip(found, said, strict=True)
    ]
    return {"entities": entities, **_sentences(store, [*saying, *(s for one in said for s in one)])}


def profile(store: Store, name: str) -> Answer:
    """Everything known of an entity, by relation, with who says so."""
    known = profile_of(store, _meant(store, "Entity", name), timeout=None)
    sections = {
        title: {"count": len(facts), "facts": [asdict(fact) for fact in facts[:_FACTS]]}
        for title, facts in known.sections.items()
    }
    shown = [fact for facts in known.sections.values() for fact in facts[:_FACTS]]
    documents = {year or "undated": f"{n} of {of}" for year, (n, of) in known.years.items() if n}
    return {
        "name": known.name,
        "address": known.address,
        "iri": known.iri,
        "types": known.kinds,
        "other_names": known.others,
        "documents_by_year": documents,
        "sections": sections,
        **_sentences(store, [fact.address for fact in shown]),
    }


def ask(store: Store, question: str, given: Mapping[str, Given], limit: int) -> Answer:
    """The answer to a named question."""
    if not re.fullmatch(r"[\w-]+", question):
        raise QueryError("写问题的名字 / write the name of a question; questions() lists them")
    kinds = {one.name: one.type for one in query_meant(question).parameters}
    for name, value in given.items():
        if kinds.get(name) in (*TYPES, "Entity"):
            _meant(store, kinds[name], str(value))
    return _answer(
        store, run(store, question, timeout=None, memory=MAX_MEMORY_BYTES, **given), limit
    )


def sparql(store: Store, query: str, limit: int) -> Answer:
    """The answer to SPARQL."""
    if query.startswith("@") or query in named():
        raise QueryError("写 SPARQL / write SPARQL; ask() takes the names of questions")
    return _answer(store, run(store, query, timeout=None), limit)


def _answer(store: Store, found: Rows | bool | tuple[ox.Triple, ...], limit: int) -> Answer:
    if isinstance(found, bool):
        return {"answer": found, "sentences": []}
    if isinstance(found, tuple):
        terms = [(one.subject, one.predicate, one.object) for one in found[:limit]]
        rows = Rows(("subject", "predicate", "object"), terms)
    else:
        rows = found[:limit]
    said = behind(store, rows.terms)
    told = [
        {**{c: _plain(v) for c, v in zip(rows.columns, row, strict=True)}, "sentences": sentences}
        for row, sentences in zip(rows, said, strict=True)
    ]
    counted = {"rows_in_all": len(found), "rows_shown": len(rows)}
    return {**counted, "rows": told, **_sentences(store, (s for one in said for s in one))}


def _plain(value: Any) -> str | int | float | bool | None:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _meant(store: Store, kind: str, name: str) -> str:
    """The entity of that name. QueryError with names like it where nothing bears it."""
    if entity := meant(store, kind, name):
        return entity
    near = candidates(store, Asked(name, _kinds("" if kind == "Entity" else kind), limit=_NEAR))
    there = "、".join(one.address for one in near) or "search()"
    raise QueryError(f"没有叫“{name}”的 / nothing is called that; try: {there}")


def _kinds(kind: str) -> tuple[str, ...]:
    if kind and kind not in TYPES:
        raise QueryError(f"没有类型 / no type is called {kind}; there are {', '.join(TYPES)}")
    return (kind,) if kind else ()


def _entity(found: Candidate) -> Answer:
    return {
        "name": found.name,
        "address": found.address,
        "iri": found.iri,
        "types": list(found.types),
        "description": found.description,
    }


def _sentences(store: Store, addresses: Iterable[str]) -> Answer:
    return {"sentences": cited(store, filter(None, addresses))}
