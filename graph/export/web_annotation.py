"""The documents as W3C Web Annotations (JSON-LD), a page of annotations a document.

A mark is an annotation that identifies an entity in the document's text, by position and by quote;
a relation one that links, whose body is the statement (rdf:Statement) and whose target the sentence
that makes it. ``NAME.txt`` is the text that positions count in. `graph.curate` reads it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, TypeAlias

from graph.export.annotations import Annotated, Mark, Said, annotated
from graph.export.archive import Archive
from graph.export.source import Source
from graph.rdf import PREFIXES, RELATIONS, expand

Thing: TypeAlias = dict[str, Any]

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"tg": PREFIXES["tg"]}]
_AROUND = 12  # characters of a quotation's prefix and suffix


def web_annotation(source: Source, output: BinaryIO) -> None:
    """Write the archive of texts and pages of annotations."""
    with Archive(output) as archive:
        for item in annotated(source):
            name = item.document.id
            archive.add(f"{name}.txt", item.document.text.encode())
            archive.add(f"{name}.jsonld", _page(item).encode())


def _page(item: Annotated) -> str:
    """A page of annotations, each on a line."""
    about = {"@context": _CONTEXT, "id": f"{item.iri}#annotations", "type": "AnnotationPage"}
    items = ",\n".join(json.dumps(thing, ensure_ascii=False) for thing in _items(item))
    head = json.dumps(about, ensure_ascii=False).removesuffix("}")
    return f'{head}, "items": [\n{items}\n]}}\n'


def _items(item: Annotated) -> Iterator[Thing]:
    for number, mark in enumerate(item.marks, 1):
        yield {
            "id": f"{item.iri}#mark-{number}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": {"id": mark.iri, "type": f"tg:{mark.type}", "label": mark.name},
            "target": _target(item, mark),
        }
    for number, said in enumerate(item.said, 1):
        yield {
            "id": f"{item.iri}#statement-{number}",
            "type": "Annotation",
            "motivation": "linking",
            "body": {
                "type": "rdf:Statement",
                "rdf:subject": {"id": said.subject, "label": said.subject_name},
                "rdf:predicate": {"id": expand(RELATIONS[said.relation])},
                "rdf:object": _object(said),
            },
            "target": _target(item, said),
        }


def _object(said: Said) -> Thing:
    if said.object:
        return {"id": said.object, "label": said.object_name}
    return {"@value": said.object_name, "@type": said.datatype}


def _target(item: Annotated, where: Mark | Said) -> Thing:
    text, begin, end = item.document.text, where.begin, where.end
    return {
        "source": item.iri,
        "selector": [
            {"type": "TextPositionSelector", "start": begin, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[begin:end],
                "prefix": text[max(begin - _AROUND, 0) : begin],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }
