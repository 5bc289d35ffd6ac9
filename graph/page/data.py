"""The page's data, as one JSON object: tables whose rows point at each other by number.

Every text of the data passes through :func:`graph.characters.tamed` on its way here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from graph.characters import tamed
from graph.page.evidence import TOGETHER, Graph, Queryable, begin_of
from graph.page.layout import islands, positions, sizes
from graph.page.pinyin import initials
from graph.page.reader import Text
from graph.page.scope import labels, places
from graph.page.sources import Sources
from graph.rdf import RELATIONS, ontology

MAX_DATA_BYTES = 1_200_000
"""Bytes of data beyond which undrawn neighbours stay away; the page adds some 600 kB of script."""
_Row: TypeAlias = list[Any]


def compact(value: Any) -> str:
    """JSON in which no ``<`` ends a script element early and no line end is one of JavaScript's."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def page_data(store: Queryable, graph: Graph, texts: list[Text], lang: str) -> dict[str, Any]:
    """The page's data; neighbours that would take it over the budget are left out of ``graph``."""
    places_of, look = _places(store), _look(graph)
    told = _page_data(graph, places_of, look, texts, lang)
    while len(compact(told).encode()) > MAX_DATA_BYTES and _drop_weakest(graph):
        told = _page_data(graph, places_of, look, texts, lang)
    return told


def _drop_weakest(graph: Graph) -> bool:
    """Leaves out the weaker half of what is not drawn; whether there was any."""
    reserve = [node for node, data in graph.nodes(data=True) if not data["drawn"]]
    for node in reserve[len(reserve) // 2 :]:
        for source, target, _ in [
            *graph.in_edges(node, keys=True),
            *graph.out_edges(node, keys=True),
        ]:
            graph.nodes[source if target == node else target]["hidden"] += 1
        graph.remove_node(node)
    return bool(reserve)


def _places(store: Queryable) -> dict[str, set[str]]:
    """Document → the names of its places."""
    found = places(store)
    name = labels(store, set().union(*found.values()))
    return {
        document: {name[place] for place in within if place in name}
        for document, within in found.items()
    }


class _Look(NamedTuple):
    size: dict[str, float]
    at: dict[str, tuple[int, int]]
    islands: list[list[str]]


def _look(graph: Graph) -> _Look:
    drawn = graph.subgraph([node for node, data in graph.nodes(data=True) if data["drawn"]])
    size = sizes(graph)
    return _Look(size, positions(drawn, size), islands(drawn))


def _page_data(
    graph: Graph, places_of: dict[str, set[str]], look: _Look, texts: list[Text], lang: str
) -> dict[str, Any]:
    types = [cls for cls in ontology.entity_types() if cls.precedence]
    number = {node: index for index, node in enumerate(graph)}
    rank = {cls.name: index for index, cls in enumerate(types)}
    sentence = _used_sentences(graph, texts)
    sources = Sources(graph, places_of, {row["document"] for row in sentence.values()})
    table = {iri: index for index, iri in enumerate(sentence)}
    kinds = sorted({kind for _, data in graph.nodes(data=True) for kind in data["kinds"]})
    names = [*RELATIONS, TOGETHER]
    return {
        "language": lang,
        **_vocabulary(types, kinds),
        "holds": _holds(graph),
        "nodes": list(_nodes(graph, look, rank, kinds, table, sources)),
        "edges": list(_edges(graph, number, names, table, sources)),
        "islands": [[number[node] for node in group] for group in look.islands],
        "sentences": list(_sentences(sentence, number, sources)),
        "documents": [
            [tamed(found["title"] or found["identifier"]), found["issued"]]
            for found in (graph.graph["document"][iri] for iri in sources.document)
        ],
        "sources": sources.rows,
        "pooled": sources.pooled,
        "places": [tamed(name) for name in sources.places],
        "texts": [text.row(sources.document, number, rank, names, table) for text in texts],
        "focus": [number[node] for node in graph.graph["focus"] if node in number],
    }


def _vocabulary(types: Sequence[ontology.EntityClass], kinds: list[str]) -> dict[str, Any]:
    return {
        "types": {
            cls.name: {**_labels(cls.curie), "colour": cls.colour, "shape": cls.shape}
            for cls in types
        },
        "kinds": [_labels(f"tg:{kind}") for kind in kinds],
        "relations": {p.relation: _both_ways(p) for p in ontology.relations()}
        | {TOGETHER: _TOGETHER | {"inverse": _TOGETHER}},
    }


_TOGETHER = {"zh": "同句出现", "en": "occurs with"}


def _both_ways(relation: ontology.Property) -> dict[str, Any]:
    """A relation's labels, and those read from its object's side, where it has such."""
    return {
        **_labels(relation.curie),
        "inverse": dict(zip(ontology.LANGUAGES, relation.inverse_labels, strict=False)),
    }


def _labels(curie: str) -> dict[str, str]:
    return {lang: ontology.label(curie, lang) for lang in ontology.LANGUAGES}


def _holds(graph: Graph) -> dict[str, Any]:
    facts = graph.graph
    return {
        "documents": facts["documents"],
        "since": facts["since"],
        "until": facts["until"],
        "all": sum(facts["entities"].values()),
        "relations": facts["relations"],
        "byType": facts["entities"],
    }


def _nodes(
    graph: Graph,
    look: _Look,
    rank: dict[str, int],
    kinds: list[str],
    table: dict[str, int],
    sources: Sources,
) -> Iterator[_Row]:
    for node, data in graph.nodes(data=True):
        facts = [
            [name, tamed(value), order, [table[iri] for iri in said], weight]
            for name, value, order, said, weight in data["facts"]
        ]
        yield [
            "/".join(node.rsplit("/", 2)[1:]),
            tamed(data["label"]) or "?",
            rank[data["type"]],
            look.size[node],
            *(look.at.get(node) or (None, None)),
            [tamed(alias) for alias in data["aliases"]],
            initials(data["label"]),
            [kinds.index(kind) for kind in data["kinds"]],
            data["mentions"],
            data["mentioned_in"],
            [table[iri] for iri in data["sentences"]],
            facts,
            data["hidden"],
            *sources.uses(data["uses"]),
        ]


def _edges(
    graph: Graph,
    number: dict[str, int],
    names: list[str],
    table: dict[str, int],
    sources: Sources,
) -> Iterator[_Row]:
    for source, target, name, data in graph.edges(keys=True, data=True):
        yield [
            number[source],
            number[target],
            names.index(name),
            data["weight"],
            [table[iri] for iri in data["sentences"]],
            *sources.uses(data["uses"]),
        ]


def _sentences(
    rows: dict[str, dict[str, Any]], number: dict[str, int], sources: Sources
) -> Iterator[_Row]:
    for iri, row in rows.items():
        spans = [(b, e, number[who]) for b, e, who in row["mentions"] if who in number]
        document = sources.document[row["document"]]
        yield [tamed(row["text"]), document, begin_of(iri), [n for span in spans for n in span]]


def _used_sentences(graph: Graph, texts: list[Text]) -> dict[str, dict[str, Any]]:
    """The sentences that a node or an edge still shows, and those of the documents to read."""
    used = {iri for _, data in graph.nodes(data=True) for iri in data["sentences"]}
    used |= {iri for _, data in graph.nodes(data=True) for fact in data["facts"] for iri in fact[3]}
    used |= {iri for *_, data in graph.edges(data=True) for iri in data["sentences"]}
    known = {
        **graph.graph["sentence"],
        **{iri: row for text in texts for iri, row in text.sentences.items()},
    }
    return {iri: known[iri] for iri in sorted(used | {i for t in texts for i in t.sentences})}
