"""What the page tells of the entities drawn: names, facts, and the sentences behind each.

Sentences and documents become tables of the graph, so that one said of ten relations is kept once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeAlias

import networkx as nx

from graph.terms import PREFIXES, RELATIONS, TG, expand

EVIDENCE_PER_EDGE = 5
SENTENCES_PER_NODE = 4
RELATION_OF = {expand(curie): name for name, curie in RELATIONS.items()}
Graph: TypeAlias = "nx.MultiDiGraph[str]"
_PROLOGUE = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
_CHUNK = 400
_LABEL, _ALIAS, _TYPE = expand("rdfs:label"), expand("skos:altLabel"), expand("rdf:type")
_DOCUMENT = {expand(f"dcterms:{name}"): name for name in ("identifier", "title", "issued")}


class Queryable(Protocol):
    """Anything that answers SPARQL SELECT with rows of terms: our store or pyoxigraph's."""

    def query(self, sparql: str, /) -> Any: ...


def rows(store: Queryable, query: str) -> Iterator[Any]:
    """The solutions of a SELECT in which all our prefixes are declared."""
    return iter(store.query(_PROLOGUE + query))


def _each(store: Queryable, query: str, terms: Iterable[str]) -> Iterator[Any]:
    """The query's rows with ``%s`` filled by the IRIs, some hundred at a time."""
    ordered = sorted(set(terms))
    for start in range(0, len(ordered), _CHUNK):
        chunk = " ".join(f"<{term}>" for term in ordered[start : start + _CHUNK])
        yield from rows(store, query.replace("%s", chunk))


def describe(store: Queryable, graph: Graph) -> None:
    """Adds what the page tells, in place.

    To nodes: ``label``, ``aliases``, ``kinds``; ``mentions``, ``mentioned_in`` and ``documents``
    (numbers of mentions, sentences, documents); ``first`` and ``last`` (dates of the documents, or
    empty); ``sentences`` (IRIs, a few); ``facts``, what is said of it that is no node: (relation,
    value, order, sentences, number of sentences). To edges: ``sentences first last``.
    To the graph: ``sentence`` {IRI: {text, document, mentions: [(begin, end, node)]}} with offsets
    within the sentence, and ``document`` {IRI: {title, issued, identifier}}.
    """
    for _, data in graph.nodes(data=True):
        data.update(label="", aliases=[], kinds=[], facts=[])
    _names(store, graph)
    met = _met(store, graph)
    stated = _stated(store, graph)
    sources = {_document(iri) for found in (met, stated) for said in found.values() for iri in said}
    documents = _documents(store, sources)

    def by_date(iri: str) -> tuple[str, str, int]:
        source = _document(iri)
        return documents[source]["issued"] or "9999", source, _begin(iri)

    for said in (*met.values(), *stated.values()):
        said.sort(key=by_date)
    _tell_nodes(graph, met, documents)
    _tell_relations(store, graph, stated, documents)
    graph.graph["sentence"] = _sentences(store, graph)
    shown = {sentence["document"] for sentence in graph.graph["sentence"].values()}
    graph.graph["document"] = {iri: documents[iri] for iri in sorted(shown)}


def _document(sentence: str) -> str:
    return sentence.partition("#")[0]


def _few(said: list[str], most: int) -> list[str]:
    """The first, the last and some evenly between."""
    if len(said) <= most:
        return said
    return [said[round(place * (len(said) - 1) / (most - 1))] for place in range(most)]


def _begin(sentence: str) -> int:
    begin = sentence.partition("#char=")[2].partition(",")[0]
    return int(begin) if begin.isdigit() else 0


def _span(days: Iterable[str]) -> tuple[str, str]:
    known = sorted(filter(None, days))
    return (known[0], known[-1]) if known else ("", "")


def _names(store: Queryable, graph: Graph) -> None:
    # One pattern with every property: Oxigraph joins a second VALUES in the wrong order.
    query = "SELECT ?e ?p ?v { VALUES ?e { %s } ?e ?p ?v }"
    for row in _each(store, query, graph):
        data, value = graph.nodes[row["e"].value], row["v"].value
        if row["p"].value == _LABEL:
            data["label"] = min(filter(None, (data["label"], value)))
        elif row["p"].value == _ALIAS:
            data["aliases"].append(value)
        elif row["p"].value == _TYPE and value.startswith(TG):
            data["kinds"].append(value.removeprefix(TG))
    for _, data in graph.nodes(data=True):
        data["aliases"] = sorted(set(data["aliases"]) - {data["label"]})
        data["kinds"] = sorted(set(data["kinds"]) - {data["type"]})


def _met(store: Queryable, graph: Graph) -> dict[str, list[str]]:
    """Node → the sentences that mention it, once a mention."""
    query = "SELECT ?e ?g { VALUES ?e { %s } ?m itsrdf:taIdentRef ?e ; nif:sentence ?g }"
    found: dict[str, list[str]] = {node: [] for node in graph}
    for row in _each(store, query, graph):
        found[row["e"].value].append(row["g"].value)
    return found


def _stated(store: Queryable, graph: Graph) -> dict[tuple[str, str, str], list[str]]:
    """Statements about nodes, but for those whose object is an entity that is not drawn →
    the sentences that make them. A literal object keeps its value alone."""
    names = " ".join(f"<{iri}>" for iri in RELATION_OF)
    query = f"""SELECT ?s ?p ?o ?g {{ VALUES ?s {{ %s }} VALUES ?p {{ {names} }}
        GRAPH ?g {{ ?s ?p ?o }} }}"""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in _each(store, query, graph):
        key = row["s"].value, RELATION_OF[row["p"].value], row["o"].value
        if key[2] in graph or key[1] == "directive" or not str(row["o"]).startswith("<"):
            found[key].append(row["g"].value)
    return found


def _documents(store: Queryable, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    found = {iri: dict.fromkeys(_DOCUMENT.values(), "") for iri in iris}
    for row in _each(store, "SELECT ?d ?p ?v { VALUES ?d { %s } ?d ?p ?v }", found):
        if name := _DOCUMENT.get(row["p"].value):
            found[row["d"].value][name] = row["v"].value
    return found


def _tell_nodes(
    graph: Graph, met: dict[str, list[str]], documents: dict[str, dict[str, str]]
) -> None:
    for node, data in graph.nodes(data=True):
        said = list(dict.fromkeys(met[node]))
        sources = {_document(iri) for iri in said}
        first, last = _span(documents[source]["issued"] for source in sources)
        data.update(
            mentions=len(met[node]),
            mentioned_in=len(said),
            documents=len(sources),
            first=first,
            last=last,
            sentences=_few(said, SENTENCES_PER_NODE),
        )


def _tell_relations(
    store: Queryable,
    graph: Graph,
    stated: dict[tuple[str, str, str], list[str]],
    documents: dict[str, dict[str, str]],
) -> None:
    demands = _demands(store, (value for _, name, value in stated if name == "directive"))
    for (node, name, value), said in sorted(stated.items()):
        few = _few(said, EVIDENCE_PER_EDGE)
        if graph.has_edge(node, value, name):
            first, last = _span(documents[_document(iri)]["issued"] for iri in said)
            graph.edges[node, value, name].update(sentences=few, first=first, last=last)
        elif name == "directive":
            order, text = demands.get(value, (0, value))
            graph.nodes[node]["facts"].append((name, text, order, few, len(said)))
        elif value not in graph:
            graph.nodes[node]["facts"].append((name, value, 0, few, len(said)))
    for _, data in graph.nodes(data=True):
        data["facts"].sort(key=lambda fact: (fact[0], fact[3][:1], fact[2], fact[1]))


def _demands(store: Queryable, iris: Iterable[str]) -> dict[str, tuple[int, str]]:
    query = "SELECT ?d ?n ?v { VALUES ?d { %s } ?d rdfs:label ?v OPTIONAL { ?d tg:order ?n } }"
    return {
        row["d"].value: (int(row["n"].value) if row["n"] else 0, row["v"].value)
        for row in _each(store, query, iris)
    }


def _sentences(store: Queryable, graph: Graph) -> dict[str, dict[str, Any]]:
    used = {iri for _, data in graph.nodes(data=True) for iri in data["sentences"]}
    used |= {iri for _, data in graph.nodes(data=True) for fact in data["facts"] for iri in fact[3]}
    used |= {iri for *_, data in graph.edges(data=True) for iri in data["sentences"]}
    texts = "SELECT ?g ?v { VALUES ?g { %s } ?g nif:anchorOf ?v }"
    found: dict[str, dict[str, Any]] = {
        row["g"].value: {"text": row["v"].value, "document": _document(row["g"].value)}
        | {"mentions": []}
        for row in _each(store, texts, used)
    }
    mentions = """SELECT ?g ?b ?e ?x { VALUES ?g { %s } ?m nif:sentence ?g ; nif:beginIndex ?b ;
        nif:endIndex ?e ; itsrdf:taIdentRef ?x }"""
    for row in _each(store, mentions, found):
        iri = row["g"].value
        if row["x"].value in graph:
            begin, end = (int(row[end].value) - _begin(iri) for end in ("b", "e"))
            found[iri]["mentions"].append((begin, end, row["x"].value))
    for sentence in found.values():
        sentence["mentions"].sort()
    return found
