"""Scores: how likely it is that a name means an entity, of a hundred.

A name that is the entity's own counts 100, another of its names 95, the same sound 80, and a like
name as many of 75 as the two share pairs of characters (Dice 1945). What else is told of it costs
20 where the graph says otherwise and 4 where it says nothing. A match is a name that the entity
bears, at 90 or more, with no other candidate less than 5 behind.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from graph.match.context import agrees, classes, known
from graph.match.index import Named, Names, formed, names_of, pairs
from graph.match.pinyin import spelt_out
from graph.rdf import TELLING, ontology, typed_address
from graph.store import Store

_DECLARED = frozenset(kind.name for kind in ontology.classes())
_OWN, _OTHER, _SOUND, _LIKE = 100.0, 95.0, 80.0, 75.0
_LEAST_LIKE = 0.4  # of pairs shared
_CONTRADICTED, _UNKNOWN = 20.0, 4.0
_MATCHING, _AHEAD = 90.0, 5.0
_REPEATED = 10  # times an entity may come at most, by its several names
_LOOKED_AT = 50  # candidates by name whose context is asked for


class Asked(NamedTuple):
    """A name, the types that it may be of (any if none), what else is told (`CONTEXT`), and how
    many candidates are wanted."""

    name: str
    types: tuple[str, ...] = ()
    context: Mapping[str, Sequence[str]] = {}
    limit: int = 10


class Candidate(NamedTuple):
    """An entity and its score; ``features`` are what that is of: the score of the name, and for
    each thing told whether the graph agrees. ``match`` says that it is surely meant."""

    iri: str
    name: str
    address: str
    types: tuple[str, ...]
    score: float
    features: Mapping[str, float | bool]
    match: bool = False
    description: str = ""


def candidates(store: Store, asked: Asked) -> list[Candidate]:
    """Whom a name may mean, the likeliest first."""
    names = names_of(store)
    by_name = {
        entity.iri: score
        for entity in _near(names, asked.name)
        if _may_be(entity, asked.types) and (score := _score(entity, asked.name))
    }
    best = heapq.nlargest(_LOOKED_AT, by_name, key=lambda iri: (by_name[iri], iri))
    told = known(store, best) if asked.context else {}
    found = [
        _judged(names.entities[iri], types, by_name[iri], asked.context, told.get(iri, {}))
        for iri, types in classes(store, best).items()
        if _is_of(types, asked.types)
    ]
    found.sort(key=lambda one: (-one.score, one.address))
    if found and _is_sure(found):
        found[0] = found[0]._replace(match=True)
    return _described(store, found[: asked.limit])


def suggested(
    store: Store, text: str, types: Sequence[str] = (), limit: int = 10
) -> list[Candidate]:
    """Entities whose name begins so, in characters, pinyin or initials, or contains it."""
    names = names_of(store)
    found = (entity.iri for entity in names.beginning(text) if _may_be(entity, types))
    first = list(dict.fromkeys(islice(found, _REPEATED * limit)))
    of_type = [
        _judged(names.entities[iri], own, 0.0, {}, {})
        for iri, own in classes(store, first).items()
        if _is_of(own, types)
    ]
    return _described(store, of_type[:limit])


def _near(names: Names, name: str) -> Iterator[Named]:
    """Those that a name, an address or an IRI may mean."""
    form = formed(name)
    address = name.rpartition("/")[2].rpartition(":")[2]
    if one := names.entities.get(name.strip()):
        yield one
    yield from names.exact(name)
    yield from (one for one in names.exact(address.partition("-")[0]) if _addressed(one, name))
    if form.isascii():
        yield from names.sounding(form)
    yield from names.like(name)


def _addressed(entity: Named, name: str) -> bool:
    typed, given = typed_address(entity.iri), name.strip()
    addresses = typed, typed.partition("/")[2]
    return given == entity.iri or given.replace(":", "/", 1) in addresses


def _may_be(entity: Named, types: Sequence[str]) -> bool:
    """Whether an entity may be of one of the types, by its IRI: an organisation, say, if a party
    organ is asked for."""
    return not types or any(entity.type in (one, *_above(one)) for one in types)


def _is_of(own: Sequence[str], types: Sequence[str]) -> bool:
    """Whether one of some classes is a type asked for, or below it."""
    return not types or not {*own, *(up for one in own for up in _above(one))}.isdisjoint(types)


def _above(name: str) -> tuple[str, ...]:
    return ontology.ancestors(name) if name in _DECLARED else ()


def _score(entity: Named, name: str) -> float:
    """That of the name alone; 0 for what is too unlike."""
    form = formed(name)
    if formed(entity.label) == form or _addressed(entity, name):
        return _OWN
    others = set(map(formed, entity.others))
    if form in others:
        return _OTHER
    own = {formed(entity.label), *others}
    if form.isascii() and any(spelt_out(one) == form for one in own):
        return _SOUND
    alike = max(_alike(form, one) for one in own)
    return round(_LIKE * alike, 1) if alike >= _LEAST_LIKE else 0.0


def _alike(one: str, other: str) -> float:
    first, second = pairs(one), pairs(other)
    return 2 * len(first & second) / (len(first) + len(second))


def _judged(
    entity: Named,
    types: tuple[str, ...],
    score: float,
    context: Mapping[str, Sequence[str]],
    told: Mapping[str, set[str]],
) -> Candidate:
    """A candidate with what the context makes of the score of its name."""
    features: dict[str, float | bool] = {"name": score}
    for what, values in context.items():
        if not told.get(what):
            score -= _UNKNOWN
            continue
        features[what] = all(agrees(value, told[what]) for value in values)
        score -= 0 if features[what] else _CONTRADICTED
    address = typed_address(entity.iri)
    return Candidate(entity.iri, entity.label, address, types, round(max(0.0, score), 1), features)


def _is_sure(found: Sequence[Candidate]) -> bool:
    """Whether the first of the candidates is surely meant."""
    best, *rest = found
    is_its_name = best.features["name"] >= _OTHER
    is_ahead = not rest or best.score - rest[0].score >= _AHEAD
    return is_its_name and best.score >= _MATCHING and is_ahead


def _described(store: Store, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each with a post or a day by which a reader knows it."""
    terms = " ".join(str(ox.NamedNode(one.iri)) for one in found)
    rows = store.query(TELLING % terms)
    assert isinstance(rows, ox.QuerySolutions)
    said = {row[0].value: getattr(row[1], "value", "") for row in rows}
    return [one._replace(description=said.get(one.iri, "")) for one in found]
