"""The page's data as one JSON object, compressed: tables whose rows refer to each other by number.

Every text is tamed (:func:`graph.characters.tamed`), so that no character acts on its neighbours.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from graph.characters import tamed
from graph.page.evidence import (
    TOGETHER,
    Graph,
    Queryable,
    begin_of,
    place_in_time,
    shown_sentences,
)
from graph.page.layout import islands, positions, sizes
from graph.page.pinyin import readings
from graph.page.reader import Text
from graph.page.scope import labels, places
from graph.page.sources import Sources, steps
from graph.rdf import RELATIONS, ontology

_Row: TypeAlias = list[Any]
"""A row of a table, in the order in which the page's script reads it (``start.js``)."""


def packed(value: Any) -> str:
    """JSON as zlib makes it small and Base64 writes it, which holds no markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def page_data(store: Queryable, graph: Graph, texts: list[Text], lang: str) -> dict[str, Any]:
    """The page's data, as `start.js` reads it."""
    look, places_of = _look(graph), _places(store)
    types = [cls for cls in ontology.entity_types() if cls.precedence]
    number = {node: index for index, node in enumerate(graph)}
    rank = {cls.name: index for index, cls in enumerate(types)}
    sentence = _used_sentences(graph, texts)
    sources = Sources(graph, places_of, {row["document"] for row in sentence.values()})
    table = {iri: index for index, iri in enumerate(sentence)}
    kinds = sorted({kind for _, data in graph.nodes(data=True) for kind in data["kinds"]})
    names = [*RELATIONS, TOGETHER]
    documents = [
        [tamed(found["title"] or found["identifier"]), found["issued"], tamed(found["identifier"])]
        for found in (graph.graph["document"][iri] for iri in sources.document)
    ]
    return {
        "language": lang,
        **_vocabulary(types, kinds),
        "holds": _holds(graph),
        "nodes": list(_nodes(graph, look, rank, kinds, number, table, sources)),
        "edges": list(_edges(graph, number, names, table, sources)),
        "islands": [[number[node] for node in group] for group in look.islands],
        "sentences": list(_sentences(sentence, number, sources)),
        "documents": documents,
        "sources": sources.rows,
        "pooled": sources.pooled,
        "places": [tamed(name) for name in sources.places],
        "documentKinds": [
            {"name": kind.rpartition("#kind-")[2], **_labels(kind)} for kind in sources.kinds
        ],
        "texts": [text.row(sources.document, number, rank, names, table) for text in texts],
        "focus": [number[node] for node in graph.graph["focus"] if node in number],
        "limit": graph.graph["limit"],
        "hops": graph.graph["hops"],
        "readings": _readings(graph, documents),
    }


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


def _readings(graph: Graph, documents: list[list[str]]) -> dict[str, str]:
    """Character → readings, of all names and titles that can be searched for."""
    names = (
        name for _, data in graph.nodes(data=True) for name in (data["label"], *data["aliases"])
    )
    return readings([*names, *(title for title, *_ in documents)])


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
    number: dict[str, int],
    table: dict[str, int],
    sources: Sources,
) -> Iterator[_Row]:
    """A row a node: names, type, place and size, facts, and where it is mentioned."""
    for node, data in graph.nodes(data=True):
        facts = [
            [name, tamed(value), order, [table[iri] for iri in said], weight, tamed(address)]
            for name, value, order, address, said, weight in data["facts"]
        ]
        tenures = [
            [number[post], status, since, until, sorted(table[iri] for iri in said)]
            for post, status, since, until, said in data["tenures"]
        ]
        yield [
            "/".join(node.rsplit("/", 2)[1:]),
            tamed(data["label"]) or "?",
            rank[data["type"]],
            look.size[node],
            *(look.at.get(node) or (None, None)),
            [tamed(alias) for alias in data["aliases"]],
            [kinds.index(kind) for kind in data["kinds"]],
            data["mentions"],
            data["mentioned_in"],
            data["credits"],
            steps(table[iri] for iri in data["sentences"]),
            facts,
            tenures,
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
            steps(table[iri] for iri in data["sentences"]),
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
    """IRI → sentence, by date, of those that nodes, edges, facts and readable documents show."""
    read = {iri: row for text in texts for iri, row in text.sentences.items()}
    known = graph.graph["sentence"] | read
    documents = graph.graph["document"]
    shown = shown_sentences(graph) | read.keys()
    return {iri: known[iri] for iri in sorted(shown, key=lambda iri: place_in_time(iri, documents))}
