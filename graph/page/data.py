"""The page's data as one JSON object: tables whose rows refer to each other by number.

Every text is tamed (:func:`graph.characters.tamed`), so that no character acts on its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from graph.characters import tamed
from graph.page.evidence import TOGETHER, Graph, Queryable, begin_of, shown_sentences
from graph.page.layout import islands, positions, sizes
from graph.page.pinyin import initials
from graph.page.reader import Text
from graph.page.scope import labels, places
from graph.page.sources import Sources
from graph.rdf import RELATIONS, ontology

MAX_DATA_BYTES = 1_200_000
"""Beyond this, undrawn neighbours are left out; the page itself has some 600 kB of script."""

_Row: TypeAlias = list[Any]
"""A row of a table, in the order in which the page's script reads it (``start.js``)."""


def compact(value: Any) -> str:
    """JSON to stand within a script element: ``<``, ``>``, ``&`` and the line ends that only
    JavaScript knows are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def page_data(store: Queryable, graph: Graph, texts: list[Text], lang: str) -> dict[str, Any]:
    """The page's data. Undrawn neighbours are taken out of ``graph`` until the data fit."""
    places_of, look = _places(store), _look(graph)
    told = _page_data(graph, places_of, look, texts, lang)
    while len(compact(told).encode()) > MAX_DATA_BYTES and _drop_weakest(graph):
        told = _page_data(graph, places_of, look, texts, lang)
    return told


def _drop_weakest(graph: Graph) -> bool:
    """Remove the lower-scored half of the undrawn nodes; False where there are none."""
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
    """IRI of a document → the names of its places (`scope.places`)."""
    found = places(store)
    name = labels(store, set().union(*found.values()))
    return {
        document: {name[place] for place in within if place in name}
        for document, within in found.items()
    }


class _Look(NamedTuple):
    """How a picture looks: node → radius, node → x and y, and the nodes in groups."""

    size: dict[str, float]
    at: dict[str, tuple[int, int]]
    islands: list[list[str]]


def _look(graph: Graph) -> _Look:
    """The layout of what is drawn; undrawn nodes have a size alone."""
    drawn = graph.subgraph([node for node, data in graph.nodes(data=True) if data["drawn"]])
    size = sizes(graph)
    return _Look(size, positions(drawn, size), islands(drawn))


def _page_data(
    graph: Graph, places_of: dict[str, set[str]], look: _Look, texts: list[Text], lang: str
) -> dict[str, Any]:
    """The page's data, whatever their size; the tables as `start.js` reads them."""
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
        "documentKinds": [
            {"name": kind.rpartition("#kind-")[2], **_labels(kind)} for kind in sources.kinds
        ],
        "texts": [text.row(sources.document, number, rank, names, table) for text in texts],
        "focus": [number[node] for node in graph.graph["focus"] if node in number],
    }


_TOGETHER = {"zh": "同句出现", "en": "occurs with"}


def _vocabulary(types: Sequence[ontology.EntityClass], kinds: list[str]) -> dict[str, Any]:
    """The labels of types, kinds and relations in both languages, and the looks of the types."""
    return {
        "types": {
            cls.name: {**_labels(cls.curie), "colour": cls.colour, "shape": cls.shape}
            for cls in types
        },
        "kinds": [_labels(f"tg:{kind}") for kind in kinds],
        "relations": {p.relation: _both_ways(p) for p in ontology.relations()}
        | {TOGETHER: _TOGETHER | {"inverse": _TOGETHER}},
    }


def _both_ways(relation: ontology.Property) -> dict[str, Any]:
    """A relation's labels, and its inverse's where the ontology has them (holds, held by)."""
    return {
        **_labels(relation.curie),
        "inverse": dict(zip(ontology.LANGUAGES, relation.inverse_labels, strict=False)),
    }


def _labels(curie: str) -> dict[str, str]:
    """Language → label."""
    return {lang: ontology.label(curie, lang) for lang in ontology.LANGUAGES}


def _holds(graph: Graph) -> dict[str, Any]:
    """What the whole scope holds, of which the page draws a part: counts and dates."""
    facts = graph.graph
    return {
        "documents": facts["documents"],
        "first": facts["first"],
        "last": facts["last"],
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
    """A row a node: names, type, place and size, facts, and where it is mentioned."""
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
    """A row a relation: its ends, its name, and the sentences and documents that state it."""
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
    """A row a sentence: text, document, begin, and its mentions of nodes as begin, end, node."""
    for iri, row in rows.items():
        spans = [(b, e, number[who]) for b, e, who in row["mentions"] if who in number]
        document = sources.document[row["document"]]
        yield [tamed(row["text"]), document, begin_of(iri), [n for span in spans for n in span]]


def _used_sentences(graph: Graph, texts: list[Text]) -> dict[str, dict[str, Any]]:
    """IRI → sentence, for the sentences that nodes, edges, facts and readable documents show."""
    read = {iri: row for text in texts for iri, row in text.sentences.items()}
    known = graph.graph["sentence"] | read
    return {iri: known[iri] for iri in sorted(shown_sentences(graph) | read.keys())}
