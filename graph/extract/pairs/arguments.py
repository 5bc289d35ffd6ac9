"""The mentions and dates of a document as arguments of relations, each in its masked sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.extract.discourse.reading import Reading
from graph.model import Entity

DATE = "Date"
SIGNS = {
    "Person": "Ⓟ",
    "Post": "Ⓣ",
    "Organization": "Ⓞ",
    "Place": "Ⓛ",
    "Event": "Ⓔ",
    "Policy": "Ⓓ",
    "Slogan": "Ⓢ",
    DATE: "Ⓨ",
}
"""One letter a type: what a masked sentence shows in place of a mention."""


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """A mention or date: half-open offsets, its sentence by number, where its sign stands there.

    ``means`` is the entity, or the date as ``YYYY-MM-DD`` or ``--MM-DD``.
    """

    begin: int
    end: int
    text: str
    type: str
    means: Entity | str
    sentence: int
    at: int


@dataclass(frozen=True)
class Arguments:
    """Those of one document in the order of the text, and its sentences masked."""

    all: Sequence[Argument]
    by_sentence: Sequence[Sequence[Argument]]
    masked: Sequence[str]


def arguments(reading: Reading) -> Arguments:
    """The arguments of a document as read."""
    begins = [sentence.begin for sentence in reading.sentences]
    named: list[list[tuple[int, int, str, str, Entity | str]]] = [[] for _ in begins]
    for mention in reading.mentions:
        if mention.entity and mention.type in SIGNS:
            place = max(0, bisect_right(begins, mention.begin) - 1)
            named[place].append(
                (mention.begin, mention.end, mention.text, mention.type, mention.entity)
            )
    for place, sentence in enumerate(reading.sentences):
        taken = [(begin, end) for begin, end, *_ in named[place]]
        for day in reading.dates_in(sentence):
            near = bisect_right(taken, day.begin, key=lambda span: span[1])
            if not (near < len(taken) and taken[near][0] < day.end):
                named[place].append((day.begin, day.end, day.value, DATE, day.value))
    groups, masked = [], []
    for place, sentence in enumerate(reading.sentences):
        text, group = _masked(reading.analysis.learned, sentence.begin, sentence.end, named[place])
        masked.append(text)
        groups.append([Argument(*each, place, at) for each, at in group])
    return Arguments([each for group in groups for each in group], groups, masked)


def _masked(
    text: str, begin: int, end: int, named: list[tuple[int, int, str, str, Entity | str]]
) -> tuple[str, list[tuple[tuple[int, int, str, str, Entity | str], int]]]:
    """A sentence with signs for its mentions, and each with the position of its sign."""
    out: list[str] = []
    placed, length, position = [], 0, begin
    for each in sorted(named, key=lambda n: n[0]):
        between = text[position : each[0]]
        placed.append((each, length + len(between)))
        out += (between, SIGNS[each[3]])
        length += len(between) + 1
        position = max(each[1], position)
    return "".join((*out, text[position:end])), placed


def first_of_each(arguments: Sequence[Argument], kind: str) -> dict[Entity | str, int]:
    """The entities of a type in the order in which the text first names them, numbered from 0."""
    order: dict[Entity | str, int] = defaultdict(int)
    for argument in arguments:
        if argument.type == kind:
            order.setdefault(argument.means, len(order))
    return dict(order)
