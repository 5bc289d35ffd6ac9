"""The graph as CSV files that Neo4j's importer reads, a file for the nodes of each type.

    neo4j-admin database import full neo4j \\
        $(printf -- '--nodes=%s ' nodes-*) $(printf -- '--relationships=%s ' relationships-*)

A node's label is its type, and its subclass beside it; a relationship's type is the relation's name
in capitals (HOLDS). Documents are nodes, too, and MENTIONED_IN leads to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import BinaryIO

from graph.export.archive import Archive
from graph.export.contents import Contents, Node, Seen
from graph.export.source import Source
from graph.export.tables import Cell, Tables
from graph.rdf import TYPES, ontology

_SEPARATOR = ";"  # of the values of a list: what neo4j-admin takes if not told otherwise
_SEEN = ("documents:int", "mentions:int", "first:date", "last:date")
_DOCUMENT = (
    *("iri:ID", "id", "title", "issued:date", "publisher", "source", "kind", "place", "sha256"),
    ":LABEL",
)
_STATED = (
    *(":START_ID", ":END_ID", ":TYPE", "evidence:int", "first:date", "last:date"),
    *("documents:string[]", "sentence"),
)
_MENTIONED = (":START_ID", ":END_ID", ":TYPE", "mentions:int")
_VALUES = {"Place": ("divisionCode",), "Directive": ("order:int", "level:int")}


def neo4j(source: Source, output: BinaryIO) -> None:
    """Write the archive of nodes and relationships."""
    contents = Contents(source)
    with Archive(output) as archive, Tables(lines_end="\n") as tables:
        for type in TYPES:
            head = ("iri:ID", "name", "aliases:string[]", *_SEEN)
            tables.begin(_nodes(type), (*head, *_VALUES.get(type, ()), *_literals(type), ":LABEL"))
        tables.begin("nodes-document.csv", _DOCUMENT)
        tables.begin("relationships-stated.csv", _STATED)
        tables.begin("relationships-mentioned.csv", _MENTIONED)
        for node in contents.nodes():
            source.counts["节点 nodes"] += 1
            tables.add(_nodes(node.type), _node(contents, node))
            for row in _relationships(contents, node):
                source.counts["关系 relationships"] += 1
                tables.add("relationships-stated.csv", row)
        for document in contents.documents.values():
            source.counts["节点 nodes"] += 1
            tables.add("nodes-document.csv", (*map(_plain, document), "Document"))
        for entity, document_iri, times in contents.mentions():
            source.counts["关系 relationships"] += 1
            row = (entity, document_iri, "MENTIONED_IN", times)
            tables.add("relationships-mentioned.csv", row)
        tables.into(archive)


def _nodes(type: str) -> str:
    return f"nodes-{type.lower()}.csv"


@cache
def _literals(type: str) -> tuple[str, ...]:
    """The columns of what is said of a type in dates and texts, typed as the ontology has them."""
    return tuple(
        f"{p.relation}:{'date' if set(p.range) == {'xsd:date'} else 'string'}[]"
        for p in ontology.relations()
        if f"tg:{type}" in p.domain and any(r.startswith("xsd:") for r in p.range)
    )


def _node(contents: Contents, node: Node) -> Iterator[Cell]:
    seen = contents.seen.get(node.iri, Seen())
    yield from (node.iri, _plain(node.label), _list(node.aliases))
    yield from (seen.documents, seen.mentions, seen.first, seen.last)
    for column in _VALUES.get(node.type, ()):
        yield node.values.get(column.partition(":")[0], "")
    for column in _literals(node.type):
        relation = column.partition(":")[0]
        yield _list(s.object for s in node.statements if s.relation == relation and s.datatype)
    yield _SEPARATOR.join((node.type, *node.kinds))


def _relationships(contents: Contents, node: Node) -> Iterator[tuple[Cell, ...]]:
    for statement in node.statements:
        if statement.datatype:
            continue
        where = statement.sentences
        documents = dict.fromkeys(contents.document(sentence).id for sentence in where)
        yield (
            *(node.iri, statement.object, statement.relation.upper(), len(where)),
            *contents.dates(where),
            _list(documents),
            _plain(contents.sentence(where[0])) if where else "",
        )


def _list(values: Iterable[str]) -> str:
    return _SEPARATOR.join(_plain(value).replace(_SEPARATOR, "；") for value in values)


def _plain(text: str) -> str:
    """On one line: the importer takes a line for a row."""
    return " ".join(text.splitlines())
