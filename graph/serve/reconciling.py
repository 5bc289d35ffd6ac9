"""Whom names mean, as the Reconciliation Service API 0.2 of the W3C's community group writes it.

Done by a worker. Entities are known by what follows the base in their IRI, types and properties by
their names in the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from graph.export import base_of
from graph.match import CONTEXT, Asked, Candidate, candidates, suggested
from graph.model import QueryError
from graph.query import Profile, profile
from graph.rdf import ontology
from graph.store import Store

MAX_BATCH = 1000
"""So many names are asked for at once, at most."""

_MOST_CANDIDATES = 100
_MAX_CHARACTERS = 1000  # of a name
_VALUES = """SELECT DISTINCT ?value ?label {
  %s %s ?value . OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?label ?value"""


def asked(found: Any) -> Asked:
    """A query of a batch. QueryError for what is none."""
    if not isinstance(found, dict) or not ("query" in found or found.get("properties")):
        raise QueryError('一项须有 query / a query of the batch is written {"query": "陆知远"}')
    name, types, limit = found.get("query", ""), found.get("type") or [], found.get("limit", 10)
    types = [types] if isinstance(types, str) else types
    told = found.get("properties", [])
    if not (
        isinstance(name, str)
        and isinstance(types, list)
        and all(isinstance(one, str) for one in types)
        and isinstance(limit, int | float)
        and isinstance(told, list)
        and all(isinstance(one, dict) and "v" in one for one in told)
    ):
        raise QueryError("query、type、limit、properties 有误 / malformed: query, type, limit …")
    context = {one["pid"]: _values(one["v"]) for one in told if one.get("pid") in CONTEXT}
    most = min(max(int(limit), 1), _MOST_CANDIDATES)
    return Asked(name[:_MAX_CHARACTERS], tuple(types), context, most)


def _values(given: Any) -> tuple[str, ...]:
    """The values of a property: texts, numbers, or entities that were found before."""
    values = given if isinstance(given, list) else [given]
    named = (one.get("name") or one.get("id") if isinstance(one, dict) else one for one in values)
    return tuple(str(one) for one in named if one not in (None, ""))


def matched(store: Store, batch: Mapping[str, Asked]) -> dict[str, Any]:
    """The answers to a batch of queries."""
    base = base_of(store)
    return {
        key: {"result": [_candidate(one, base) for one in candidates(store, query)]}
        for key, query in batch.items()
    }


def _candidate(found: Candidate, base: str) -> dict[str, Any]:
    return {
        **_entity(found, base),
        "type": [_type(name) for name in found.types],
        "score": found.score,
        "match": found.match,
        "features": [{"id": name, "value": value} for name, value in found.features.items()],
    }


def _entity(found: Candidate, base: str) -> dict[str, Any]:
    telling = found.description or found.address
    return {"id": found.iri.removeprefix(base), "name": found.name, "description": telling}


def _type(name: str) -> dict[str, str]:
    return {"id": name, "name": _label(f"tg:{name}")}


def _label(curie: str) -> str:
    return f"{ontology.label(curie)} {ontology.label(curie, 'en')}"


def types() -> list[dict[str, str]]:
    """The types that a name may be asked for."""
    return [_type(kind.name) for kind in ontology.entity_types() if kind.precedence]


def properties(of_type: str = "") -> list[dict[str, str]]:
    """What can be asked of an entity: the relations that lead from it."""
    return [
        {"id": one.relation, "name": " ".join(one.labels)}
        for one in ontology.relations()
        if not of_type or f"tg:{of_type}" in one.domain
    ]


def entities(store: Store, text: str, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """Entities whose names begin with or contain a text, for somebody who types it."""
    base = base_of(store)
    return [
        {**_entity(one, base), "notable": [_type(name) for name in one.types]}
        for one in suggested(store, text[:_MAX_CHARACTERS], kinds)
    ]


def extended(store: Store, ids: Sequence[str], wanted: Sequence[str]) -> dict[str, Any]:
    """What relations lead to from entities: ``rows``, and what their columns are called."""
    base = base_of(store)
    known = {one.relation: one for one in ontology.relations()}
    chosen = [known[name] for name in wanted if name in known]
    return {
        "meta": [{"id": one.relation, "name": " ".join(one.labels)} for one in chosen],
        "rows": {
            one: {
                relation.relation: list(_told(store, base, one, relation.curie))
                for relation in chosen
            }
            for one in ids
        },
    }


def _told(store: Store, base: str, id: str, curie: str) -> Iterator[dict[str, str]]:
    rows = store.query(_VALUES % (_term(base, id), curie))
    assert isinstance(rows, ox.QuerySolutions)
    for value, label in rows:
        if isinstance(value, ox.NamedNode) and isinstance(label, ox.Literal):
            yield {"id": value.value.removeprefix(base), "name": label.value}
        else:
            yield {"str": str(getattr(value, "value", value))}


def shown(store: Store, id: str) -> Profile:
    """What is known of an entity. QueryError where there is none."""
    return profile(store, _term(base_of(store), id), timeout=None)


def _term(base: str, id: str) -> str:
    try:
        return str(ox.NamedNode(base + id))
    except ValueError as error:
        raise QueryError(f"没有这一编号 / there is no entity {id}") from error
