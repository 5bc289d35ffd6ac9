"""The graph as FollowTheMoney entities, a JSON object a line, as Aleph and OpenSanctions read them.

Documents, Persons, Positions, Organizations, Events, and an Occupancy for each tenure told and for
each post that a person is said to hold; who is only proposed for a post does not occupy it. What is
stated has its sentences as ``description`` and their documents as ``proof``. An ``id`` is the SHA-1
of the IRI, which stands in ``notes`` or ``recordId``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO, TypeAlias

from graph.export.contents import Contents, Document, Node, Statement
from graph.export.source import Source
from graph.rdf import ontology

Found: TypeAlias = tuple[str, str, dict[str, Iterable[str]]]
"""Schema, what the identifier is made of, properties."""

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_ROLES = ("chair", "speaker", "attendee")


def followthemoney(source: Source, output: BinaryIO) -> None:
    """Write the entities, each once."""
    contents = Contents(source)
    documents = map(_document, contents.documents.values())
    entities = chain.from_iterable(_entities(contents, node) for node in contents.nodes())
    for schema, name, properties in chain(documents, entities):
        source.counts[schema] += 1
        entity = {"id": _id(name), "schema": schema, "properties": dict(_filled(properties))}
        output.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")


def _filled(properties: dict[str, Iterable[str]]) -> Iterator[tuple[str, list[str]]]:
    for name, values in properties.items():
        if told := list(dict.fromkeys(filter(None, values))):
            yield name, told


def _id(name: str) -> str:
    return f"tg-{hashlib.sha1(name.encode()).hexdigest()}"


def _document(document: Document) -> Found:
    source = document.source
    return (
        "Document",
        document.iri,
        {
            "fileName": [document.id],
            "title": [document.title],
            "publishedAt": [document.issued],
            "publisher": [document.publisher],
            "sourceUrl": [source if source.startswith(("http://", "https://")) else ""],
            "language": ["zho"],
            "notes": [document.iri],
        },
    )


def _entities(contents: Contents, node: Node) -> Iterator[Found]:
    """What a node is in FollowTheMoney: an entity, and an occupancy for each post held."""
    make = _MADE.get(node.type)
    if make:
        yield (
            node.type if node.type != "Post" else "Position",
            node.iri,
            {
                "name": [node.label],
                "alias": node.aliases,
                **_proven(contents, node.statements),
                **make(contents, node),
            },
        )
    for statement in node.statements:
        if statement.relation == "holds":
            first, last = contents.dates(statement.sentences)
            yield _occupancy(contents, node.iri, statement, date=[first, last])
    if node.type == "Tenure" and "proposed" not in node.objects("status"):
        yield from _tenure(contents, node)


def _tenure(contents: Contents, node: Node) -> Iterator[Found]:
    for statement in node.statements:
        for person in node.objects("member") if statement.relation == "tenure_post" else ():
            yield _occupancy(
                contents,
                person,
                statement,
                recordId=[node.iri],
                status=node.objects("status"),
                startDate=_dates(node, "since"),
                endDate=_dates(node, "until"),
            )


def _occupancy(contents: Contents, person: str, held: Statement, **told: Iterable[str]) -> Found:
    name = " ".join((person, held.object, *told.get("recordId", ())))
    ends = {"holder": [_id(person)], "post": [_id(held.object)]}
    return "Occupancy", name, {**ends, **told, **_proven(contents, [held], sentences=True)}


def _person(contents: Contents, node: Node) -> dict[str, Iterable[str]]:
    posts = [contents.labels.get(iri, "") for iri in node.objects("holds")]
    return {"position": posts, "notes": [node.iri]}


def _position(contents: Contents, node: Node) -> dict[str, Iterable[str]]:
    return {"organization": map(_id, node.objects("post_in")), "notes": [node.iri]}


def _organization(contents: Contents, node: Node) -> dict[str, Iterable[str]]:
    return {
        "classification": [ontology.label(f"tg:{kind}", "en") for kind in node.kinds],
        "parent": map(_id, node.objects("part_of")),
        "notes": [node.iri],
    }


def _event(contents: Contents, node: Node) -> dict[str, Iterable[str]]:
    return {
        "date": _dates(node, "on_date"),
        "organizer": map(_id, node.objects("organizer")),
        "involved": [_id(iri) for role in _ROLES for iri in node.objects(role)],
        "location": [contents.labels.get(iri, "") for iri in node.objects("in_place")],
        "recordId": [node.iri],
        **_proven(contents, node.statements, sentences=True),
    }


_MADE = {
    "Person": _person, "Post": _position, "Organization": _organization, "Event": _event,
}  # fmt: skip


def _dates(node: Node, relation: str) -> list[str]:
    """The days, months and years of a relation; a day without its year is none."""
    return [day for day in node.objects(relation) if _DATE.fullmatch(day)]


def _proven(
    contents: Contents, statements: Iterable[Statement], sentences: bool = False
) -> dict[str, Any]:
    """The documents that statements come from, and their sentences if these are asked for."""
    stated = list(dict.fromkeys(iri for s in statements for iri in s.sentences))
    proof = {"proof": [_id(iri.partition("#")[0]) for iri in stated]}
    return proof | ({"description": map(contents.sentence, stated)} if sentences else {})
