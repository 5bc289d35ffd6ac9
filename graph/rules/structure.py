"""What a name tells of an organ: the organ it is part of, the place whose organ it is."""

from __future__ import annotations

from collections.abc import Iterator

from graph.discourse import Reading
from graph.model import Entity, Relation, Sentence
from graph.resolve import Organ
from graph.rules import relations


@relations
def structure(reading: Reading) -> Iterator[Relation]:
    """part_of and jurisdiction of every organ named, and of the organs of the posts named."""
    for mention, organ in reading.organs.items():
        yield from _chain(organ, reading.analysis.sentence_at(mention.begin))
    for mention, office in reading.offices.items():
        if office.organ:
            yield from _chain(office.organ, reading.analysis.sentence_at(mention.begin))


def _chain(organ: Organ, sentence: Sentence) -> Iterator[Relation]:
    if organ.place:
        place = Entity("Place", organ.place, organ.place)
        yield Relation(organ.entity, "jurisdiction", place, sentence, "organ-name")
    if organ.parent:
        yield Relation(organ.entity, "part_of", organ.parent.entity, sentence, "organ-name")
        yield from _chain(organ.parent, sentence)
