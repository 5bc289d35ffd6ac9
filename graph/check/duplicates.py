"""Pairs of entities of one name for a person to judge: evidence for one entity and for two.

Only equal names make a pair, never similar ones; pairs judged different are left out. Of a name
with more than `_MAX_BEARERS` bearers, only pairs with something in common are shown. A short name
such as 市委 does not say whose organ it is: two organs that have only that in common make no pair,
nor does an organ that one document calls by it alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pyoxigraph as ox

from graph.query import Rows, column_labels, rows
from graph.rdf import address, expand, typed_address
from graph.store import Store

COLUMNS = ("name", "a", "b", "same", "different", "said_a", "said_b")
_MAX_BEARERS = 3  # bearers of a name all of whose pairs are shown
_NAMES = """SELECT DISTINCT ?type ?name ?entity ?label {
  VALUES ?type { tg:Person tg:Organization }
  ?entity a ?type ; rdfs:label|skos:altLabel ?name ; rdfs:label ?label
}"""
_PERSON = expand("tg:Person")
_FACTS = {
    "post": "?entity org:holds ?fact",
    "organ": "?entity org:holds/org:postIn ?fact",
    "place": "?entity (org:holds/org:postIn)?/org:subOrganizationOf*/tg:jurisdiction ?fact",
    "event": "?fact tg:chair|tg:speaker|tg:attendee|tg:organizer ?entity",
    "document": "?m itsrdf:taIdentRef ?entity ; nif:referenceContext ?fact",
    "home": ("?m itsrdf:taIdentRef ?entity ; nif:referenceContext/tg:place ?fact"),
    "judgement": "?entity prov:wasInfluencedBy ?fact . ?fact tg:verdict 'different'",
}
_LABELS = {
    "post": "职务 post",
    "organ": "机构 organ",
    "place": "地方 place",
    "event": "活动 event",
    "home": "文档所属地 place of document",
    "document": "同一文档分述 told apart in",
}
_SAID = """SELECT ?entity ?document ?text {
  VALUES ?entity { %s }
  ?m itsrdf:taIdentRef ?entity ; nif:beginIndex ?begin ; nif:sentence ?sentence .
  ?sentence nif:anchorOf ?text ; dcterms:isPartOf/dcterms:identifier ?document
} ORDER BY ?document ?begin"""


@dataclass
class _Portrait:
    """An entity in the graph: kind of fact → IRI → label, and its first sentence."""

    facts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    said: str = ""

    def shared(self, other: _Portrait, kind: str) -> list[str]:
        both = self.facts[kind].keys() & other.facts[kind].keys()
        return sorted({self.facts[kind][fact] for fact in both})

    def labels(self, kind: str) -> list[str]:
        return sorted(set(self.facts[kind].values()))


def duplicates(store: Store) -> Rows:
    """The pairs, those with most in common first, as rows of COLUMNS.

    ``same`` and ``different`` are the reasons for one entity and for two, ``said_a`` and ``said_b``
    a sentence of each, with its document.
    """
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    own: dict[str, str] = {}
    for row in rows(store, _NAMES):
        groups[row.type, row.name].add(row.entity)
        own[row.entity] = row.label
    several = {key: entities for key, entities in groups.items() if len(entities) > 1}
    portraits = _portraits(store, sorted({e for entities in several.values() for e in entities}))
    pairs: dict[tuple[str, str], tuple[int, str, list[str], list[str]]] = {}
    for (kind, name), entities in sorted(several.items()):
        if kind != _PERSON:
            entities = {e for e in entities if not _local(e, portraits[e])}
        for a, b in combinations(sorted(entities), 2):
            one, other = portraits[a], portraits[b]
            named = kind == _PERSON or name in (own[a], own[b])
            if named and not one.shared(other, "judgement"):
                same, different = list(_same(one, other)), list(_different(one, other))
                if same or len(entities) <= _MAX_BEARERS:
                    pairs.setdefault((a, b), (-len(same), name, same, different))
    ranked = sorted(pairs.items(), key=lambda item: (item[1][:2], item[0]))
    return Rows(
        COLUMNS,
        [
            tuple(map(ox.Literal, (name, typed_address(a), typed_address(b), "；".join(same),
                                   "；".join(different), portraits[a].said, portraits[b].said)))
            for (a, b), (_, name, same, different) in ranked
        ],
        column_labels(),
    )  # fmt: skip


def _same(one: _Portrait, other: _Portrait) -> Iterator[str]:
    for kind in ("post", "organ", "place", "event"):
        shared = one.shared(other, kind)
        if shared:
            yield _said(kind, shared)
    if one.shared(other, "home") and not one.shared(other, "document"):
        yield _said("home", one.shared(other, "home"))


def _different(one: _Portrait, other: _Portrait) -> Iterator[str]:
    together = one.shared(other, "document")
    if together:
        yield _said("document", together)
    for kind in ("place", "organ"):
        a, b = one.labels(kind), other.labels(kind)
        if a and b and not set(a) & set(b):
            yield f"{_said(kind, a)} ≠ {'、'.join(b)}"


def _said(kind: str, labels: list[str]) -> str:
    return f"{_LABELS[kind]}: {'、'.join(labels)}"


def _portraits(store: Store, entities: list[str]) -> dict[str, _Portrait]:
    found: dict[str, _Portrait] = defaultdict(_Portrait)
    values = " ".join(f"<{entity}>" for entity in entities)
    for kind, pattern in _FACTS.items():
        query = (
            f"SELECT ?entity ?fact ?label {{ VALUES ?entity {{ {values} }} {pattern} "
            "OPTIONAL { ?fact rdfs:label|dcterms:identifier ?label } }"
        )
        for row in rows(store, query):
            found[row.entity].facts[kind][row.fact] = row.label or row.fact
    for row in rows(store, _SAID % values):
        found[row.entity].said = found[row.entity].said or f"{row.text}（{row.document}）"
    return found


def _local(iri: str, portrait: _Portrait) -> bool:
    """Whether an entity is that of one document alone: its address ends with the identifier."""
    return address(iri).endswith(tuple(f"-{document}" for document in portrait.labels("document")))
