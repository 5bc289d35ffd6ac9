"""The documents as brat standoff, to be corrected in brat or any program that reads it.

``NAME.txt`` is the document's text, ``NAME.ann`` its annotation: ``T`` lines what is marked, ``N``
lines the entity that a mark means, ``R`` lines relations of two marks. What has no mark – a date,
an organ that is not named – stands in a note of a mark near by: ``=> 市长 post_in 市政府``.
`graph.curate` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from graph.export.annotations import MARKED, Annotated, Mark, Said, annotated
from graph.export.archive import Archive
from graph.export.source import Source
from graph.rdf import RELATIONS, ontology

DATABASE = "Tifagraph"
"""What entities are looked up in, in the ``N`` lines."""


def brat(source: Source, output: BinaryIO) -> None:
    """Write the archive of texts and annotations, with brat's configuration."""
    with Archive(output) as archive:
        archive.add("annotation.conf", _configuration().encode())
        archive.add("visual.conf", _appearance().encode())
        for item in annotated(source):
            name = item.document.id
            archive.add(f"{name}.txt", item.document.text.encode())
            lines = "".join(f"{line}\n" for line in _lines(item, source.base))
            archive.add(f"{name}.ann", lines.encode())


def _configuration() -> str:
    types = "\n".join(MARKED)
    anything = "".join(f"{relation}\tArg1:<ENTITY>, Arg2:<ENTITY>\n" for relation in RELATIONS)
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
    return f"[entities]\n{types}\n\n[relations]\n{overlap}{anything}\n[events]\n\n[attributes]\n"


def _appearance() -> str:
    """Names in Chinese and the page's colours."""
    marked = [kind for kind in ontology.entity_types() if kind.name in MARKED]
    names = {kind.name: kind.label("zh") for kind in marked}
    names |= {relation.relation: relation.label("zh") for relation in ontology.relations()}
    labels = "".join(f"{name} | {label}\n" for name, label in names.items())
    colours = "".join(f"{k.name}\tbgColor:{k.colour}, fgColor:white\n" for k in marked)
    return f"[labels]\n{labels}\n[drawing]\n{colours}"


def _lines(item: Annotated, base: str) -> Iterator[str]:
    text = item.document.text
    for number, mark in enumerate(item.marks, 1):
        spans = ";".join(f"{begin} {end}" for begin, end in _fragments(text, mark))
        yield f"T{number}\t{mark.type} {spans}\t{_flat(text[mark.begin : mark.end])}"
        reference = f"{DATABASE}:{mark.iri.removeprefix(base)}"
        yield f"N{number}\tReference T{number} {reference}\t{_flat(mark.name)}"
    relations = notes = 0
    for said in item.said:
        subject = item.nearest(said.subject, said)
        value = item.nearest(said.object, said) if said.object else None
        if subject is not None and value is not None:
            relations += 1
            yield f"R{relations}\t{said.relation} Arg1:T{subject + 1} Arg2:T{value + 1}"
        elif item.marks:
            notes += 1
            place = _beside(item, said, subject, value)
            what = f"=> {said.subject_name} {said.relation} {said.object_name}"
            yield f"#{notes}\tAnnotatorNotes T{place + 1}\t{_flat(what)}"


def _beside(item: Annotated, said: Said, *ends: int | None) -> int:
    """The mark that gets a note: that of an end of the relation, or the nearest to its sentence."""
    given = [end for end in ends if end is not None]
    every = (item.nearest(mark.iri, said) for mark in item.marks)
    marks = given or [number for number in every if number is not None]
    return min(marks, key=lambda n: (abs(item.marks[n].begin - said.begin), n))


def _fragments(text: str, mark: Mark) -> Iterator[tuple[int, int]]:
    """The spans of a mark on its lines: a brat annotation does not reach over a line's end."""
    begin = mark.begin
    for line in text[mark.begin : mark.end].split("\n"):
        if line:
            yield begin, begin + len(line)
        begin += len(line) + 1


def _flat(text: str) -> str:
    """On one line, without tabs."""
    return " ".join(text.replace("\t", " ").split("\n"))
