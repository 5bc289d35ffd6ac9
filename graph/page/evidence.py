"""The evidence of the page: for each entity and relation its names, facts and sentences.

Sentences and documents are tables of the graph, so that a sentence that states ten relations is
kept once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeAlias

import networkx as nx

from graph.rdf import PREFIXES, RELATION_OF, TG, expand, typed_address

TOGETHER = "together"
"""The relation of two names in one sentence, which is no property of the ontology."""

Graph: TypeAlias = "nx.MultiDiGraph[str]"
"""Nodes are the IRIs of entities, edges are keyed by the name of their relation."""

_PROLOGUE = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
_CHUNK_TERMS = 400
_LABEL, _ALIAS, _TYPE = expand("rdfs:label"), expand("skos:altLabel"), expand("rdf:type")
_DOCUMENT = {
    **{expand(f"dcterms:{name}"): name for name in ("identifier", "title", "issued")},
    expand("tg:kind"): "kind",
}
_Documents: TypeAlias = frozenset[str] | None
"""IRIs of documents; None for all."""
_Statement: TypeAlias = tuple[str, str, str]
"""Subject, name of the relation, object: an IRI or the text of a literal."""


class Queryable(Protocol):
    """Anything that answers SPARQL SELECT with rows of terms: our store or pyoxigraph's."""

    def query(self, sparql: str, /) -> Any: ...


def rows(store: Queryable, query: str) -> Iterator[Any]:
    """The solutions of a SELECT in which all our prefixes are declared."""
    return iter(store.query(_PROLOGUE + query))


def each(store: Queryable, query: str, terms: Iterable[str]) -> Iterator[Any]:
    """The rows of a query in which ``%s`` stands for IRIs; asked for 400 of them at a time."""
    ordered = sorted(set(terms))
    for start in range(0, len(ordered), _CHUNK_TERMS):
        chunk = " ".join(f"<{term}>" for term in ordered[start : start + _CHUNK_TERMS])
        yield from rows(store, query.replace("%s", chunk))


def describe(
    store: Queryable,
    graph: Graph,
    within: _Documents = None,
    together: dict[_Statement, list[str]] | None = None,
    credited: dict[str, list[str]] | None = None,
) -> None:
    """Add the evidence to a projection, in place, from the documents ``within``.

    | of | key | value |
    |---|---|---|
    | a node | ``label``, ``aliases``, ``kinds`` | its names, and its classes beside its type |
    | | ``mentions``, ``mentioned_in`` | how many mentions and sentences speak of it |
    | | ``credits`` | how many documents name it in a dateline alone or beside |
    | | ``uses`` | document → how many of its sentences do |
    | | ``sentences`` | their IRIs, by date: all or, of a large graph, a few |
    | | ``facts`` | (relation, value, order, address of a demand, IRIs of sentences, number of \
all) for each statement whose object is no node |
    | | ``tenures`` | of a person, by date: (IRI of the post, status, since, until, IRIs of \
sentences) |
    | an edge | ``sentences``, ``uses`` | as of a node |
    | the graph | ``document`` | IRI → title, issued, identifier, kind |

    ``together`` are pairs of nodes in one sentence; where given, they take the place of relations.
    ``credited`` are mentions in datelines, by entity, which count as none.
    """
    for _, data in graph.nodes(data=True):
        data.update(label="", aliases=[], kinds=[], facts=[], tenures=[], credits=0)
    _names(store, graph)
    met = _met(store, graph)
    _take_credits(graph, met, credited or {}, within)
    stated = {
        link: list(said) for link, said in (together or {}).items() if graph.has_edge(*_ends(link))
    }
    stated = stated or _stated(store, graph)
    for found in (met, stated):
        _confine(found, within)
    documents = _documents(store, within)

    for said in (*met.values(), *stated.values()):
        said.sort(key=lambda iri: place_in_time(iri, documents))
    _add_mentions(graph, met)
    _add_statements(store, graph, stated)
    graph.graph["document"] = documents


def place_in_time(sentence: str, documents: dict[str, dict[str, str]]) -> tuple[str, str, int]:
    """To sort sentences by: date, undated ones last, then document and place in it."""
    source = document_of(sentence)
    return documents[source]["issued"] or "9999", source, begin_of(sentence)


def shown_sentences(graph: Graph) -> set[str]:
    """The IRIs of the sentences that a node, one of its facts or an edge shows."""
    shown = {iri for *_, data in graph.edges(data=True) for iri in data["sentences"]}
    for _, data in graph.nodes(data=True):
        shown.update(data["sentences"], *(iris for *_, iris, _ in data["facts"]))
        shown.update(*(iris for *_, iris in data["tenures"]))
    return shown


def _ends(link: _Statement) -> _Statement:
    """As networkx has an edge: source, target, key."""
    return link[0], link[2], link[1]


def _confine(found: dict[Any, list[str]], within: _Documents) -> None:
    """Leave out, in place, sentences of other documents, and statements that then have none."""
    if within is not None:
        for key, said in list(found.items()):
            found[key] = [iri for iri in said if document_of(iri) in within]
            if not found[key] and isinstance(key, tuple):
                del found[key]


def document_of(sentence: str) -> str:
    """The IRI of a sentence's document."""
    return sentence.partition("#")[0]


def begin_of(sentence: str) -> int:
    """Where a sentence begins in its document, from its IRI."""
    begin = sentence.partition("#char=")[2].partition(",")[0]
    return int(begin) if begin.isdigit() else 0


def _take_credits(
    graph: Graph, met: dict[str, list[str]], credited: dict[str, list[str]], within: _Documents
) -> None:
    """Take the mentions in datelines out of ``met``, in place; count their documents."""
    for node in credited.keys() & graph.nodes:
        for iri in credited[node]:
            met[node].remove(iri)
        sources = set(map(document_of, credited[node]))
        graph.nodes[node]["credits"] = len(sources if within is None else sources & within)


def _names(store: Queryable, graph: Graph) -> None:
    """Add labels, aliases and kinds to the nodes."""
    # One pattern with every property: Oxigraph joins a second VALUES in the wrong order.
    query = "SELECT ?e ?p ?v { VALUES ?e { %s } ?e ?p ?v }"
    for row in each(store, query, graph):
        data, value = graph.nodes[row["e"].value], row["v"].value
        if row["p"].value == _LABEL:
            data["label"] = min(filter(None, (data["label"], value)), default="")
        elif row["p"].value == _ALIAS:
            data["aliases"].append(value)
        elif row["p"].value == _TYPE and value.startswith(TG):
            data["kinds"].append(value.removeprefix(TG))
    for _, data in graph.nodes(data=True):
        data["aliases"] = sorted(set(data["aliases"]) - {data["label"]})
        data["kinds"] = sorted(set(data["kinds"]) - {data["type"]})


def _met(store: Queryable, graph: Graph) -> dict[str, list[str]]:
    """Node → the sentence of each of its mentions."""
    query = "SELECT ?e ?g { ?m itsrdf:taIdentRef ?e ; nif:sentence ?g }"
    found: dict[str, list[str]] = {node: [] for node in graph}
    for row in rows(store, query):
        if row["e"].value in found:
            found[row["e"].value].append(row["g"].value)
    return found


def _stated(store: Queryable, graph: Graph) -> dict[_Statement, list[str]]:
    """Statement about a node → the sentences that make it.

    Left out are statements whose object is an entity, but no node and no directive.
    """
    names = " ".join(f"<{iri}>" for iri in RELATION_OF)
    query = f"SELECT ?s ?p ?o ?g {{ VALUES ?p {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    found: dict[_Statement, list[str]] = defaultdict(list)
    for row in rows(store, query):
        key = row["s"].value, RELATION_OF[row["p"].value], row["o"].value
        if key[0] not in graph:
            continue
        if key[2] in graph or key[1] == "directive" or not str(row["o"]).startswith("<"):
            found[key].append(row["g"].value)
    return found


def _documents(store: Queryable, within: _Documents) -> dict[str, dict[str, str]]:
    """IRI → identifier, title, issued and IRI of the kind, empty where the graph has none, of all
    these documents that have sentences."""
    query = "SELECT DISTINCT ?d { ?d a tg:Document . ?g dcterms:isPartOf ?d }"
    iris = {row["d"].value for row in rows(store, query)} if within is None else within
    found = {iri: dict.fromkeys(_DOCUMENT.values(), "") for iri in iris}
    for row in each(store, "SELECT ?d ?p ?v { VALUES ?d { %s } ?d ?p ?v }", found):
        if name := _DOCUMENT.get(row["p"].value):
            found[row["d"].value][name] = row["v"].value
    return found


def _add_mentions(graph: Graph, met: dict[str, list[str]]) -> None:
    """Add to each node its counts, uses and sentences; ``met`` as of `_met`."""
    for node, data in graph.nodes(data=True):
        said = list(dict.fromkeys(met[node]))
        data.update(
            mentions=len(met[node]),
            mentioned_in=len(said),
            uses=dict(Counter(map(document_of, said))),
            sentences=said,
        )


def _add_statements(store: Queryable, graph: Graph, stated: dict[_Statement, list[str]]) -> None:
    """Add sentences and uses to each edge, facts to each node; ``stated`` as of `_stated`."""
    directives = _directives(store, (value for _, name, value in stated if name == "directive"))
    for (node, name, value), said in sorted(stated.items()):
        if graph.has_edge(node, value, name):
            graph.edges[node, value, name].update(
                sentences=said, uses=dict(Counter(map(document_of, said)))
            )
        elif name == "directive" or value not in graph:
            order, text = directives.get(value, (0, value))
            address = typed_address(value) if name == "directive" else ""
            graph.nodes[node]["facts"].append((name, text, order, address, said, len(said)))
    for _, data in graph.nodes(data=True):
        data["facts"].sort(key=lambda fact: (fact[0], fact[4][:1], fact[2], fact[1]))


def _directives(store: Queryable, iris: Iterable[str]) -> dict[str, tuple[int, str]]:
    """IRI of a directive → its place among the demands of its speech, from 1, and its text."""
    query = "SELECT ?d ?n ?v { VALUES ?d { %s } ?d rdfs:label ?v OPTIONAL { ?d tg:order ?n } }"
    return {
        row["d"].value: (int(row["n"].value) if row["n"] else 0, row["v"].value)
        for row in each(store, query, iris)
    }


def sentences(store: Queryable, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """IRI → text, document and mentions as (begin, end, entity), in order, offsets within it."""
    texts = "SELECT ?g ?v { VALUES ?g { %s } ?g nif:anchorOf ?v }"
    found: dict[str, dict[str, Any]] = {
        row["g"].value: {"text": row["v"].value, "document": document_of(row["g"].value)}
        | {"mentions": []}
        for row in each(store, texts, iris)
    }
    mentions = """SELECT ?g ?b ?e ?x { VALUES ?g { %s } ?m nif:sentence ?g ; nif:beginIndex ?b ;
        nif:endIndex ?e ; itsrdf:taIdentRef ?x }"""
    for row in each(store, mentions, found):
        iri = row["g"].value
        begin, end = (int(row[end].value) - begin_of(iri) for end in ("b", "e"))
        found[iri]["mentions"].append((begin, end, row["x"].value))
    for sentence in found.values():
        sentence["mentions"].sort()
    return found
