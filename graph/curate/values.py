"""What a corrected document holds, whichever program it comes from."""

from __future__ import annotations

from typing import NamedTuple

from graph.export import MARKED
from graph.model import Document, InputError
from graph.rdf import RELATIONS


class Mark(NamedTuple):
    """A stretch of text with its type, what it means (``person/李明-丰水县``) and that one's name.

    ``reference`` is empty where nobody said what is meant; the name is the text then.
    """

    begin: int
    end: int
    type: str
    reference: str
    name: str


class Related(NamedTuple):
    """A relation between two names, or a name and a text; ``begin`` is about where it is stated."""

    begin: int
    subject: str
    relation: str
    object: str


class Found(NamedTuple):
    """What a reader finds in a file; ``related`` is None where such a file holds no relations."""

    marks: tuple[Mark, ...]
    related: tuple[Related, ...] | None


class Corrected(NamedTuple):
    """A document of the graph and what was found of it in a corrected file."""

    document: Document
    found: Found


def known_type(type: str, where: str) -> str:
    """The type, if marks can have it. InputError with the place of one that they cannot."""
    if type not in MARKED:
        raise InputError(f"没有类型 {type} / no such type; one of {', '.join(MARKED)}", where)
    return type


def known_relation(relation: str, where: str) -> str:
    """The relation's name, if there is one. InputError with the place of another."""
    if relation not in RELATIONS:
        raise InputError(
            f"没有关系 {relation} / no such relation; one of {', '.join(RELATIONS)}", where
        )
    return relation


def quoted(text: str, begin: int, end: int, quote: str, where: str) -> None:
    """InputError if the document has another text between two offsets; white space may differ."""
    if not (0 <= begin < end <= len(text)) or text[begin:end].split() != quote.split():
        there = text[max(begin, 0) : end][:20]
        raise InputError(
            f"{begin}–{end} 处是“{there}”，不是“{quote[:20]}” / the document has another text "
            "there: annotate the text as it was exported",
            where,
        )
