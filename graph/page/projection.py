"""Store → networkx: the entities most worth drawing and their relations.

What is drawn is chosen from counts that the store gives; names, sentences and documents are fetched
for the chosen ones only, so the cost of a page follows its size and not that of the graph.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx

from graph.model import TifagraphError
from graph.page.evidence import RELATION_OF, Graph, Queryable, describe, rows
from graph.terms import TG, literal

TYPES = ("Person", "Post", "Organization", "Place", "Event", "Policy", "Slogan")
_TYPE_OF = {TG + name: name for name in TYPES}
_Link = tuple[str, str, str]


def project(store: Queryable, focus: str | None = None, hops: int = 1, limit: int = 300) -> Graph:
    """At most ``limit`` entities of the store, with what the page tells of them.

    Without ``focus``, the entities that most sentences speak of and that hold most together, each
    type with its share; with it, those within ``hops`` relations of the entities of that name.
    Nodes are IRIs and bear ``type hidden`` and what :func:`graph.page.evidence.describe` adds;
    edges are keyed by relation and bear ``weight``, the number of sentences that state it. The
    graph itself bears ``documents since until entities relations focus``.
    Raises TifagraphError where ``focus`` names nothing.
    """
    types = _types(store)
    links = _links(store, types)
    score = _scores(store, types, links)
    seeds = _named(store, focus, types) if focus else []
    chosen = (
        _around(seeds, links, score, hops, limit) if focus else _best(types, links, score, limit)
    )

    graph: Graph = nx.MultiDiGraph()
    for node in sorted(chosen, key=lambda node: (-score[node], node)):
        graph.add_node(node, type=types[node], hidden=0)
    for (source, name, target), weight in sorted(links.items()):
        if source in chosen and target in chosen:
            graph.add_edge(source, target, key=name, weight=weight)
        elif source in chosen or target in chosen:
            graph.nodes[source if source in chosen else target]["hidden"] += 1
    graph.graph.update(
        _overview(store),
        entities=dict(Counter(types.values())),
        relations=len(links),
        focus=seeds,
    )
    describe(store, graph)
    return graph


def _types(store: Queryable) -> dict[str, str]:
    classes = " ".join(f"<{iri}>" for iri in _TYPE_OF)
    found = rows(store, f"SELECT ?e ?t {{ VALUES ?t {{ {classes} }} ?e a ?t }}")
    return {row["e"].value: _TYPE_OF[row["t"].value] for row in found}


def _links(store: Queryable, types: dict[str, str]) -> dict[_Link, int]:
    """Relations between entities that can be drawn → how many sentences state each."""
    properties = " ".join(f"<{iri}>" for iri in RELATION_OF)
    answer = rows(
        store,
        f"SELECT ?s ?p ?o (COUNT(?g) AS ?n) {{ VALUES ?p {{ {properties} }}"
        " GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ?o",
    )
    found = {}
    for row in answer:
        source, target = row["s"].value, row["o"].value
        if source in types and target in types and source != target:
            found[source, RELATION_OF[row["p"].value], target] = int(row["n"].value)
    return found


def _scores(store: Queryable, types: dict[str, str], links: dict[_Link, int]) -> dict[str, float]:
    """Evidence and degree, both damped: a thousand mentions are not a hundred times ten."""
    found = rows(store, "SELECT ?e (COUNT(?m) AS ?n) { ?m itsrdf:taIdentRef ?e } GROUP BY ?e")
    mentions = {row["e"].value: int(row["n"].value) for row in found}
    degree: Counter[str] = Counter()
    for source, _, target in links:
        degree[source] += 1
        degree[target] += 1
    return {
        node: math.log1p(mentions.get(node, 0)) + 1.5 * math.log1p(degree[node]) for node in types
    }


def _neighbours(links: Iterable[_Link]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for source, _, target in links:
        beside[source].add(target)
        beside[target].add(source)
    return beside


def _best(
    types: dict[str, str], links: dict[_Link, int], score: dict[str, float], limit: int
) -> set[str]:
    """Each type gets a share that grows with the root of its number, then whoever scores best;
    nodes that would stand alone in the picture give way to others."""
    beside = _neighbours(links)
    ranked = sorted(beside or types, key=lambda node: (-score[node], node))
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
        if beside:
            chosen = {node for node in chosen if beside[node] & chosen}
        room = limit - len(chosen)
        near = (node for node in ranked if node not in chosen and (beside[node] & chosen))
        chosen |= {node for node, _ in zip(near, range(room), strict=False)}
    return chosen


def _named(store: Queryable, name: str, types: dict[str, str]) -> list[str]:
    values = f"{literal(name, language='zh')} {literal(name)}"
    query = f"SELECT DISTINCT ?e {{ VALUES ?n {{ {values} }} ?e rdfs:label|skos:altLabel ?n }}"
    found = sorted({row["e"].value for row in rows(store, query)} & types.keys())
    if name in types:
        found = [name]
    if not found:
        raise TifagraphError(f"图谱中没有“{name}” (no entity of that name); try its full name")
    return found


def _around(
    seeds: list[str], links: dict[_Link, int], score: dict[str, float], hops: int, limit: int
) -> set[str]:
    beside = _neighbours(links)
    chosen, edge = set(seeds[:limit]), set(seeds[:limit])
    for _ in range(hops):
        ring = set().union(*(beside[node] for node in edge)) - chosen if edge else set()
        best = sorted(ring, key=lambda node: (-score[node], node))[: limit - len(chosen)]
        edge = set(best)
        chosen |= edge
    return chosen


def _overview(store: Queryable) -> dict[str, Any]:
    number = next(rows(store, "SELECT (COUNT(?d) AS ?n) { ?d a tg:Document }"))["n"]
    # Not by OPTIONAL: one document without a date would leave the MIN of all unbound.
    dates = "SELECT (MIN(?i) AS ?a) (MAX(?i) AS ?b) { ?d a tg:Document ; dcterms:issued ?i }"
    span = next(rows(store, dates))
    since, until = (span[end].value if span[end] else "" for end in ("a", "b"))
    return {"documents": int(number.value), "since": since, "until": until}
