"""Store → networkx: every entity of the scope and its relations; which of them to draw at first.

The page holds them all, so that its search and its filters answer for the whole scope.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import TypeAlias

import networkx as nx

from graph.model import TifagraphError
from graph.page.careers import add_tenures
from graph.page.datelines import credits
from graph.page.evidence import (
    TOGETHER,
    Graph,
    Queryable,
    describe,
    each,
    rows,
    sentences,
    shown_sentences,
)
from graph.page.overview import overview
from graph.page.scope import Scope, meant
from graph.page.shortening import shorten
from graph.rdf import MENTIONED, RELATION_OF, TG

_CROWD = 30  # names in one sentence beyond which it is a list and says nothing of their pairs
_TYPE_OF = {TG + name: name for name in MENTIONED}
_Link: TypeAlias = tuple[str, str, str]
"""IRI of the source, name of the relation, IRI of the target."""
_Documents: TypeAlias = frozenset[str] | None
"""IRIs of documents; None for all."""


def project(store: Queryable, scope: Scope | None = None) -> Graph:
    """The entities of the scope, those that are drawn at first before the others.

    Without a focus these are the entities with the most mentions and relations, each type with its
    share; with a focus, those within ``hops`` relations of the entities of that name.

    A node has ``type`` and ``drawn``; an edge has ``weight``, the number of sentences that state
    it. :func:`graph.page.evidence.describe` adds the rest. The graph has the counts ``documents``,
    ``relations`` and ``entities`` (by type) of the scope, the dates ``first`` and ``last``, the
    ``place`` and ``publisher`` of most documents, ``focus``, the IRIs of that name, and
    ``sentence``: IRI → text, document, mentions as (begin, end, node), offsets within the sentence.
    TifagraphError where the scope names nothing.
    """
    scope = scope or Scope()
    kinds, within = scope.kinds(), scope.documents(store)
    types = _types(store, kinds)
    pairs = _together(store, types, within) if scope.co_occurrence else {}
    links = _links(store, types, within)
    if scope.co_occurrence:
        links = Counter({link: len(said) for link, said in pairs.items()})
    credited = credits(store)
    score = _scores(store, types, links, within, credited)
    types = {node: kind for node, kind in types.items() if node in score}
    seeds = _named(store, scope.focus, types) if scope.focus else []
    beside = _neighbours(links)
    if scope.only:
        chosen = _only(store, scope, types)
    elif seeds:
        chosen = _around(seeds, beside, score, scope)
    else:
        chosen = _best(types, beside, score, scope.limit, lonely=bool(scope.types))
    graph: Graph = nx.MultiDiGraph()
    for node in sorted(score, key=lambda node: (node not in chosen, -score[node], node)):
        graph.add_node(node, type=types[node], drawn=node in chosen)
    for (source, name, target), weight in sorted(links.items()):
        if source in graph and target in graph:
            graph.add_edge(source, target, key=name, weight=weight)
    graph.graph.update(
        overview(store, within),
        entities=dict(Counter(types.values())),
        relations=len(links),
        focus=seeds,
        limit=scope.limit,
        hops=scope.hops,
    )
    describe(store, graph, within, pairs, credited)
    add_tenures(store, graph, within)
    shorten(graph)
    graph.graph["sentence"] = sentences(store, shown_sentences(graph))
    return graph


def _types(store: Queryable, kinds: Iterable[str]) -> dict[str, str]:
    """Entity → its type, for all entities of these types."""
    classes = " ".join(f"<{TG}{name}>" for name in kinds)
    found = rows(store, f"SELECT ?e ?t {{ VALUES ?t {{ {classes} }} ?e a ?t }}")
    return {row["e"].value: _TYPE_OF[row["t"].value] for row in found}


def _links(store: Queryable, types: dict[str, str], within: _Documents) -> Counter[_Link]:
    """Relations between entities of ``types`` → how many sentences state each."""
    if within is None:
        properties = " ".join(f"<{iri}>" for iri in RELATION_OF)
        answer = rows(
            store,
            f"SELECT ?s ?p ?o (COUNT(?g) AS ?n) {{ VALUES ?p {{ {properties} }}"
            " GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ?o",
        )
    else:
        answer = each(
            store,
            "SELECT ?s ?p ?o (COUNT(?g) AS ?n) { VALUES ?d { %s } ?g dcterms:isPartOf ?d"
            " GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ?o",
            within,
        )
    found: Counter[_Link] = Counter()
    for row in answer:
        source, name, target = row["s"].value, RELATION_OF.get(row["p"].value), row["o"].value
        if name and source in types and target in types and source != target:
            found[source, name, target] += int(row["n"].value)
    return found


def _together(
    store: Queryable, types: dict[str, str], within: _Documents
) -> dict[_Link, list[str]]:
    """Pairs of entities in one sentence → the sentences; a sentence of many names has no pairs."""
    met: dict[str, set[str]] = defaultdict(set)
    query = "SELECT ?e ?g { VALUES ?e { %s } ?m itsrdf:taIdentRef ?e ; nif:sentence ?g }"
    for row in each(store, query, types):
        sentence = row["g"].value
        if within is None or sentence.partition("#")[0] in within:
            met[sentence].add(row["e"].value)
    found: dict[_Link, list[str]] = defaultdict(list)
    for sentence, entities in met.items():
        if len(entities) <= _CROWD:
            for one, other in combinations(sorted(entities), 2):
                found[one, TOGETHER, other].append(sentence)
    return found


def _scores(
    store: Queryable,
    types: dict[str, str],
    links: Iterable[_Link],
    within: _Documents,
    credited: dict[str, list[str]],
) -> dict[str, float]:
    """Entity → its score: the logarithm of its mentions, those in datelines (``credited``) apart,
    and 1.5 times that of its relations.

    Entities that the scope's documents do not speak of have none.
    """
    grouped = "?m itsrdf:taIdentRef ?e } GROUP BY ?e"
    count = "SELECT ?e (COUNT(?m) AS ?n) { "
    answer = (
        rows(store, count + grouped)
        if within is None
        else each(
            store, f"{count} VALUES ?d {{ %s }} ?m nif:referenceContext ?d . {grouped}", within
        )
    )
    mentions: Counter[str] = Counter()
    for row in answer:
        mentions[row["e"].value] += int(row["n"].value)
    for node, said in credited.items():
        mentions[node] -= sum(within is None or iri.partition("#")[0] in within for iri in said)
    degree: Counter[str] = Counter()
    for source, _, target in links:
        degree.update((source, target))
    spoken = types if within is None else types.keys() & (mentions.keys() | degree.keys())
    return {
        node: math.log1p(max(0, mentions[node])) + 1.5 * math.log1p(degree[node]) for node in spoken
    }


def _neighbours(links: Iterable[_Link]) -> dict[str, set[str]]:
    """Entity → the entities that a relation links it to, in either direction."""
    beside: dict[str, set[str]] = defaultdict(set)
    for source, _, target in links:
        beside[source].add(target)
        beside[target].add(source)
    return beside


def _best(
    types: dict[str, str],
    beside: dict[str, set[str]],
    score: dict[str, float],
    limit: int,
    lonely: bool,
) -> set[str]:
    """The entities to draw where there is no focus, at most ``limit``.

    The share of a type grows with the square root of its number; within it the highest scores
    count. Entities without a neighbour in the picture make room for others, unless ``lonely``.
    """
    lonely = lonely or not beside
    ranked = sorted(types if lonely else beside, key=lambda node: (-score[node], node))
    sizes = Counter(types[node] for node in ranked)
    total = sum(map(math.sqrt, sizes.values())) or 1.0
    share = {kind: limit * math.sqrt(size) / total for kind, size in sizes.items()}
    chosen: set[str] = set()
    taken: Counter[str] = Counter()
    for node in ranked:
        if taken[types[node]] < share[types[node]] and len(chosen) < limit:
            chosen.add(node)
            taken[types[node]] += 1
    for _ in range(3):
        if not lonely:
            chosen = {node for node in chosen if beside[node] & chosen}
        room = limit - len(chosen)
        near = (node for node in ranked if node not in chosen and (beside[node] & chosen))
        chosen |= {node for node, _ in zip(near, range(room), strict=False)}
    return chosen


def _named(store: Queryable, name: str, types: dict[str, str]) -> list[str]:
    """The entity of an IRI, a name or a short address, of ``types``; TifagraphError for none."""
    found = _bearer(store, name, types)
    if not found:
        raise TifagraphError(f"图谱中没有“{name}” / no entity of that name; try its full name")
    return [found]


def _bearer(store: Queryable, name: str, types: dict[str, str]) -> str:
    """The entity of an IRI, a name or a short address, of ``types``; '' for none."""
    return name if name in types else meant(store, "Entity", name, types)


def _only(store: Queryable, scope: Scope, types: dict[str, str]) -> set[str]:
    """The entities of these IRIs, names or short addresses, of ``types``; TifagraphError where
    there are none."""
    found = {iri for name in scope.only if (iri := _bearer(store, name, types))}
    if not found:
        raise TifagraphError("图谱中没有这些名称 / no entity of these names; try their full names")
    return set(sorted(found)[: scope.limit])


def _around(
    seeds: list[str], beside: dict[str, set[str]], score: dict[str, float], scope: Scope
) -> set[str]:
    """The entities within ``hops`` relations of the seeds, nearest first, then by score."""
    chosen, edge = set(seeds[: scope.limit]), set(seeds[: scope.limit])
    for _ in range(scope.hops):
        ring = set().union(*(beside[node] for node in edge)) - chosen if edge else set()
        best = sorted(ring, key=lambda node: (-score[node], node))[: scope.limit - len(chosen)]
        edge = set(best)
        chosen |= edge
    return chosen
