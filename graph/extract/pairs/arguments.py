"""The mentions and dates of a document as arguments of relations, each in its masked sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

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


@dataclass(slots=True, eq=False)
class Argument:
    """A mention or date: half-open offsets, its sentence by number, where its sign stands there.

    ``means`` is the entity, or the date as ``YYYY-MM-DD`` or ``--MM-DD``; ``number`` tells it from
    what others of the document mean.
    """

    begin: int
    end: int
    text: str
    type: str
    means: Entity | str
    number: int
    sentence: int
    at: int = 0


@dataclass(frozen=True)
class Arguments:
    """Those of one document in the order of the text, and its sentences masked."""

    all: list[Argument]
    by_sentence: list[list[Argument]]
    masked: list[str]
    numbers: dict[Entity | str, int]

    def number(self, means: Entity | str) -> int:
        """The number of an entity or date, which no argument need mean."""
        return self.numbers.setdefault(means, len(self.numbers))


def arguments(reading: Reading) -> Arguments:
    """The arguments of a document as read."""
    begins = [sentence.begin for sentence in reading.sentences]
    found = Arguments([], [[] for _ in begins], [], {})
    for mention in reading.mentions:
        means = mention.entity
        if means and mention.type in SIGNS:
            begin, end, number = mention.begin, mention.end, found.number(means)
            place = max(0, bisect_right(begins, begin) - 1)
            found.by_sentence[place].append(
                Argument(begin, end, mention.text, mention.type, means, number, place)
            )
    for place, sentence in enumerate(reading.sentences):
        group, days = found.by_sentence[place], reading.dates_in(sentence)
        taken = [(each.begin, each.end) for each in group] if days else ()
        for day in days:
            near = bisect_right(taken, day.begin, key=lambda span: span[1])
            if not (near < len(taken) and taken[near][0] < day.end):
                begin, end, value = day.begin, day.end, day.value
                number = found.number(value)
                group.append(Argument(begin, end, value, DATE, value, number, place))
        group.sort(key=attrgetter("begin"))
        found.masked.append(_masked(reading.analysis.learned, sentence.begin, sentence.end, group))
        found.all.extend(group)
    return found


def _masked(text: str, begin: int, end: int, arguments: Sequence[Argument]) -> str:
    """A sentence with signs for its arguments, each of which learns where its sign stands."""
    out: list[str] = []
    length, position = 0, begin
    for each in arguments:
        between = text[position : each.begin]
        each.at = length + len(between)
        out += (between, SIGNS[each.type])
        length = each.at + 1
        position = max(each.end, position)
    return "".join((*out, text[position:end]))
