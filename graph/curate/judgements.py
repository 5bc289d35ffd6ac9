"""Corrected references of persons → judgements that two are one, or are two.

All that one document says of a person is one unit, named 李明-local-12 after its document. Where a
correction moves a unit to another person, that person's units are judged the same as it, and those
of the former one different from it.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.curate.values import Corrected
from graph.export import Annotated, Source, annotated
from graph.identity import Judgement, plain

log = logging.getLogger(__name__)


class _Unit(NamedTuple):
    """What a document says of a person: how it is referred to, whom it meant, whom it means."""

    reference: str
    old: str
    new: str


def judgements(
    source: Source, corrected: Iterable[Corrected], because: str, when: str
) -> list[Judgement]:
    """The judgements that corrections of documents of a graph imply.

    ``when`` is the day of the correction. Where a document's marks of one person were given to
    several, no judgement can tell that: it is logged.
    """
    by_document = {item.document.id: item for item in corrected}
    units = [
        unit
        for item in annotated(source)
        for unit in _units(item, by_document.get(item.document.id))
    ]
    pairs = dict.fromkeys(_pairs(units))
    return [Judgement(verdict, a, b, "", when, because) for verdict, a, b in pairs]


def _units(item: Annotated, correction: Corrected | None) -> Iterator[_Unit]:
    """The units of a document."""
    persons = [mark for mark in item.marks if mark.type == "Person"]
    bearers = Counter(name for name, _ in {(mark.name, mark.iri) for mark in persons})
    told: dict[tuple[int, int], str] = {}
    if correction:
        marks = correction.found.marks
        told = {mark[:2]: mark.reference for mark in marks if mark.type == "Person"}
    for iri, name in dict.fromkeys((mark.iri, mark.name) for mark in persons):
        old = plain(iri)
        given = (told.get(mark[:2], "") for mark in persons if mark.iri == iri)
        new = set(filter(None, given)) or {old}
        if len(new) > 1:
            log.warning(
                "%s: %s 在同一文档里分属 %s，判断说不清 / one person of a document was given to "
                "several: no judgement can tell that",
                *(item.document.id, name, "、".join(sorted(new))),
            )
            continue
        reference = old if bearers[name] > 1 else f"person/{name}-{item.document.id}"
        yield _Unit(reference, old, new.pop())


def _pairs(units: list[_Unit]) -> Iterator[tuple[str, str, str]]:
    """The verdict and the references of every two units that a correction joins or parts."""
    for unit in units:
        if unit.new == unit.old:
            continue
        for other in units:
            first, last = sorted((unit.reference, other.reference))
            if other.new == unit.new and other.old != unit.old:
                yield "same", first, last
            elif other.old == unit.old and other.new != unit.new:
                yield "different", first, last
