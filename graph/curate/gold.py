"""Corrected documents → gold in the drawn notation, with their texts, for `tifagraph evaluate`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from graph.curate.values import Corrected, Mark, Related
from graph.evaluate import draw
from graph.files import replacing
from graph.model import (
    Entity,
    Extraction,
    InputError,
    Key,
    Mention,
    Relation,
    Sentence,
    StoreError,
)
from graph.text import sentences

_RULE = "curated"


def write_gold(item: Corrected, folder: Path) -> None:
    """Write ``NAME.drawn`` and ``NAME.txt``. InputError when two marks overlap.

    StoreError when they cannot be written.
    """
    name = item.document.id
    for suffix, content in ((".txt", item.document.text), (".drawn", draw(_extraction(item)))):
        path = folder / f"{name}{suffix}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as file:
                file.write(content.encode())
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error.strerror or error}") from error


def _extraction(item: Corrected) -> Extraction:
    """What a perfect reading of the document would have found."""
    document, found = item
    parts = tuple(sentences(document.text))
    return Extraction(
        document, parts, tuple(_mentions(item)), tuple(_relations(found.related, parts))
    )


def _mentions(item: Corrected) -> Iterator[Mention]:
    marks = [mark for mark in item.found.marks if mark.type != "Directive"]
    for former, mark in pairwise(marks):
        if mark.begin < former.end:
            raise InputError(
                f"两处标注重叠 / two marks overlap: {former.begin}–{former.end} {former.name}, "
                f"{mark.begin}–{mark.end} {mark.name}; keep one",
                item.document.id,
            )
    for mark in marks:
        text = item.document.text[mark.begin : mark.end]
        yield Mention(mark.begin, mark.end, text, mark.type, _RULE, _entity(mark))


def _entity(mark: Mark) -> Entity:
    return Entity(mark.type, Key(mark.reference or mark.name), mark.name)


def _relations(related: Sequence[Related], parts: Sequence[Sentence]) -> Iterator[Relation]:
    """The relations under the sentences; what stands at their ends matters by its name alone."""
    for begin, subject, relation, value in related:
        at = bisect_right(parts, begin, key=lambda part: part.begin) - 1
        if parts:
            end = Entity("", Key(subject), subject)
            yield Relation(end, relation, value, parts[max(at, 0)], _RULE)
