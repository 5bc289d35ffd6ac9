"""The graph as CSV tables that a person opens in Excel: with a byte order mark, names for IRIs.

``persons``, ``posts`` (who holds what, and the tenures told), ``events``, and ``statements``: a row
for each sentence that states a relation, with its document and where that comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from graph.characters import BOM
from graph.export.archive import Archive
from graph.export.contents import Contents, Node, Seen, Statement, least
from graph.export.source import Source
from graph.export.tables import Cell, Tables
from graph.rdf import address, ontology

_SEPARATOR = "；"
_SEEN = ("documents", "mentions", "first_seen", "last_seen")
_ROLES = ("in_place", "organizer", "chair", "speaker", "attendee")
_SAID = ("document", "title", "publisher", "source", "sentence")
_COLUMNS = {
    "persons.csv": ("person", "address", "also", "posts", *_SEEN, "iri"),
    "posts.csv": (
        *("person", "address", "post", "organization", "status", "since", "until"),
        *("first_seen", "last_seen", "sentences", *_SAID, "person_iri", "post_iri"),
    ),
    "events.csv": ("event", "address", "kinds", "on_date", *_ROLES, *_SEEN, "iri"),
    "statements.csv": (
        *("subject", "subject_type", "relation", "relation_zh", "object"),
        *("issued", *_SAID, "subject_iri", "object_iri", "sentence_iri"),
    ),
}
_RECKONED = re.compile(r"[=+\-@\t\r]")  # a spreadsheet would take the cell for a formula


def spreadsheets(source: Source, output: BinaryIO) -> None:
    """Write the archive of the tables."""
    contents = Contents(source)
    organs = _organs(source)
    with Archive(output) as archive, Tables(start=BOM) as tables:
        for name, columns in _COLUMNS.items():
            tables.begin(name, columns)
        for node in contents.nodes():
            for name, row in _rows(contents, node, organs):
                source.counts["行 rows"] += 1
                tables.add(name, map(_safe, row))
        tables.into(archive)


def _rows(
    contents: Contents, node: Node, organs: dict[str, str]
) -> Iterator[tuple[str, Iterable[Cell]]]:
    """The rows of an entity, each with the table that it belongs to."""
    if node.type == "Person":
        yield "persons.csv", _person(contents, node)
        for held in node.statements:
            if held.relation == "holds":
                yield "posts.csv", _post(contents, node.iri, held, organs)
    elif node.type == "Event":
        yield "events.csv", _event(contents, node)
    elif node.type == "Tenure":
        for held in node.statements:
            if held.relation == "tenure_post":
                for person in node.objects("member"):
                    yield "posts.csv", _post(contents, person, held, organs, node)
    for statement in node.statements:
        for sentence in statement.sentences:
            yield "statements.csv", _statement(contents, node, statement, sentence)


def _person(contents: Contents, node: Node) -> Iterator[Cell]:
    yield from (node.label, address(node.iri), _SEPARATOR.join(node.aliases))
    yield _names(contents, node, "holds")
    yield from _seen(contents, node)


def _event(contents: Contents, node: Node) -> Iterator[Cell]:
    kinds = (ontology.label(f"tg:{kind}") for kind in node.kinds)
    yield from (node.label, address(node.iri), _SEPARATOR.join(kinds))
    yield from (_names(contents, node, relation) for relation in ("on_date", *_ROLES))
    yield from _seen(contents, node)


def _post(
    contents: Contents,
    person: str,
    held: Statement,
    organs: dict[str, str],
    tenure: Node | None = None,
) -> Iterator[Cell]:
    """Who holds a post: as said of the person, or with status and dates as told of a tenure."""
    yield from (contents.labels.get(person, ""), address(person))
    yield from (contents.labels.get(held.object, ""), organs.get(held.object, ""))
    for relation in ("status", "since", "until"):
        yield _SEPARATOR.join(tenure.objects(relation)) if tenure else ""
    yield from contents.dates(held.sentences)
    yield len(held.sentences)
    yield from _said(contents, held.sentences[0]) if held.sentences else [""] * len(_SAID)
    yield from (person, held.object)


def _statement(
    contents: Contents, node: Node, statement: Statement, sentence: str
) -> Iterator[Cell]:
    relation = next(p for p in ontology.relations() if p.relation == statement.relation)
    meant = "" if statement.datatype else statement.object
    yield from (node.label, node.type, statement.relation, relation.label("zh"))
    yield contents.labels.get(meant, meant) or statement.object
    yield contents.document(sentence).issued
    yield from _said(contents, sentence)
    yield from (node.iri, meant, sentence)


def _said(contents: Contents, sentence: str) -> Iterator[Cell]:
    document = contents.document(sentence)
    yield from (document.id, document.title, document.publisher, document.source)
    yield contents.sentence(sentence)


def _seen(contents: Contents, node: Node) -> Iterator[Cell]:
    seen = contents.seen.get(node.iri, Seen())
    yield from (seen.documents, seen.mentions, seen.first, seen.last, node.iri)


def _names(contents: Contents, node: Node, relation: str) -> str:
    return _SEPARATOR.join(contents.labels.get(o, o) for o in node.objects(relation))


def _organs(source: Source) -> dict[str, str]:
    """The organisation of each post, by the IRI of the post; one of several, if there are."""
    found = source.rows("SELECT ?p ?n { ?p org:postIn/rdfs:label ?n }")
    return least((row["p"].value, row["n"].value) for row in found)


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _RECKONED.match(cell) else cell
