"""Counts of what a graph contains: what a build prints when it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

import pyoxigraph as ox

from graph.build.verdicts import Verdicts
from graph.model import InputError
from graph.rdf import RELATIONS, TYPES
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of a graph: entities by type, relations by kind, and what yielded nothing.

    Entities and relations are counted once, however often they are stated. A silent document or
    sentence is one without a mention. ``failures`` are the documents left out, and why,
    ``skipped`` the inputs that could hold none; ``verdicts`` says which judgements were applied:
    all three for a graph just built.
    """

    documents: int
    sentences: int
    entities: dict[str, int]
    relations: dict[str, int]
    silent_documents: tuple[str, ...]
    silent_sentences: int
    failures: tuple[InputError, ...] = ()
    skipped: tuple[InputError, ...] = ()
    verdicts: Verdicts = field(default_factory=Verdicts)


def report(
    store: Store,
    failures: Iterable[InputError] = (),
    skipped: Iterable[InputError] = (),
    verdicts: Verdicts | None = None,
) -> Report:
    """Count what a graph contains."""
    silent = _strings(
        store,
        "SELECT ?x { ?d a tg:Document ; dcterms:identifier ?x"
        " FILTER NOT EXISTS { ?m nif:referenceContext ?d } }",
    )
    sentences = _count(store, "?x a tg:Sentence")
    return Report(
        documents=_count(store, "?x a tg:Document"),
        sentences=sentences,
        entities={kind: _count(store, f"?x a tg:{kind}") for kind in TYPES},
        relations={name: _count(store, pattern) for name, pattern in _PATTERNS.items()},
        silent_documents=tuple(sorted(silent)),
        silent_sentences=sentences - _count(store, "?m nif:sentence ?x", "DISTINCT ?x"),
        failures=tuple(sorted(failures, key=str)),
        skipped=tuple(sorted(skipped, key=str)),
        verdicts=verdicts or Verdicts(),
    )


# Documents have a tg:place, too, which no sentence states: count it for events only.
_PATTERNS = {name: f"?x {curie} ?y" for name, curie in RELATIONS.items()} | {
    "in_place": "?x tg:place ?y ; a tg:Event"
}


def _count(store: Store, pattern: str, what: str = "*") -> int:
    (row,) = cast("ox.QuerySolutions", store.query(f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}"))
    return int(cast("ox.Literal", row["n"]).value)


def _strings(store: Store, query: str) -> set[str]:
    rows = cast("ox.QuerySolutions", store.query(query))
    return {cast("ox.Literal", row["x"]).value for row in rows}
