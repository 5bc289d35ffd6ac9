"""Who is meant by a name: SPARQL that finds who bears it, and what tells several bearers apart.

Whoever asks says how: a graph here, one in memory, or another server's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeAlias
from urllib.parse import unquote

from graph.characters import spellings
from graph.model import AmbiguousError
from graph.rdf.ontology import TYPES
from graph.rdf.terms import address, entity_iri, literal, typed_address

Ask: TypeAlias = Callable[[str], Iterable[Sequence[Any]]]
"""Answers a SELECT, without prologue, by rows of terms; None where a variable is unbound."""

TELLING = """SELECT ?entity (MIN(?fact) AS ?said) {
  VALUES ?entity { %s }
  OPTIONAL {
    { ?entity org:holds/rdfs:label ?fact }
    UNION { ?entity tg:date ?day BIND (STR(?day) AS ?fact) }
  }
} GROUP BY ?entity ORDER BY ?entity"""
"""A post or a day of each of the entities ``%s``, by which a reader knows it."""


def meant(ask: Ask, name: str, found: Sequence[str]) -> str:
    """The one of the IRIs that bear a name; '' of none, AmbiguousError of several."""
    if len(found) < 2:
        return found[0] if found else ""
    terms = " ".join(f"<{iri}>" for iri in found)
    told = {row[0].value: getattr(row[1], "value", "") for row in ask(TELLING % terms)}
    raise AmbiguousError(name, {typed_address(iri): told[iri] for iri in found})


def bearers(ask: Ask, kind: str, name: str, among: Collection[str] | None = None) -> list[str]:
    """The IRIs of a type, or of any for Entity, that a name or a short address means, ``among``
    these where they are given."""
    for query in _bearing(kind, name):
        found = [
            (row[0].value, getattr(row[1], "value", "") == "true")
            for row in ask(query)
            if among is None or row[0].value in among
        ]
        if found:
            return _bearers_of(found)
    return []


def _bearing(kind: str, name: str) -> tuple[str, str]:
    """Two queries, the second for when the first finds nothing: who has this name among those of a
    type, or of any for Entity; and who has it as short address, 李明-青芦县 or person/李明."""
    forms = sorted({*spellings(name), *spellings("".join(name.split()))})  # 陆 知远 is 陆知远
    exact = " ".join(f"{literal(form, language='zh')} {literal(form)}" for form in forms)
    of_type = "" if kind == "Entity" else f"?entity a tg:{kind} ."
    return (
        f"SELECT ?entity (MAX(?is) AS ?own) {{ VALUES ?name {{ {exact} }} "
        f"{{ ?entity rdfs:label ?name BIND (true AS ?is) }} "
        f"UNION {{ ?entity skos:altLabel ?name BIND (false AS ?is) }} {of_type} }} "
        "GROUP BY ?entity ORDER BY ?entity",
        _addressed(kind, name),
    )


def _bearers_of(several: Sequence[tuple[str, bool]]) -> list[str]:
    """Of IRIs, each with whether the name is its label, those meant by the name.

    One whose label it is goes before those that are also called so, as a law goes before its
    draft, unless a mark tells that label from others': 省委 of one document (省委-local-02).
    """
    labelled = [iri for iri, own in several if own]
    if len(labelled) == 1 and "-" not in address(labelled[0]):
        return labelled
    return [iri for iri, _ in several]


def near(kind: str, name: str) -> str:
    """The query for the first few names that contain this one, or that it contains."""
    of_type = "" if kind == "Entity" else f"?entity a tg:{kind} ."
    return (
        f"SELECT DISTINCT ?name {{ {of_type} ?entity rdfs:label|skos:altLabel ?name . FILTER ("
        f"CONTAINS(?name, {literal(name)}) || CONTAINS({literal(name)}, STR(?name))) }} "
        "ORDER BY ?name LIMIT 5"
    )


def _addressed(kind: str, name: str) -> str:
    """Who has a short address, with its type before it or not, as text or as its IRI writes it."""
    found = re.fullmatch(r"(?:([a-z]+)[/:])?(.+)", name, re.DOTALL)
    type_, short = found.groups("") if found else ("", name)
    types = [one for one in TYPES if kind in (one, "Entity") and type_ in ("", one.lower())]
    forms = dict.fromkeys((*spellings(short), *spellings(unquote(short))))
    ends = " || ".join(
        f"STRENDS(STR(?entity), {literal(entity_iri('/', one, form)[1:-1])})"
        for one in types
        for form in forms
    )
    return (
        f"SELECT DISTINCT ?entity ?own {{ ?entity rdfs:label ?name . FILTER ({ends or 'false'}) }} "
        "ORDER BY ?entity"
    )
