"""Pairs that may be related: an object, and the few subjects that its sentence and discourse offer.

All pairs would be too many to judge; what is left out here is never proposed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from graph.extract.discourse.reading import Reading
from graph.extract.discourse.turn import Turn
from graph.extract.pairs.arguments import DATE, Argument, Arguments
from graph.lexicon import Pattern

SIGNATURES = {
    ("Person", "Post"): ("holds",),
    ("Event", "Person"): ("chair", "speaker", "attendee"),
    ("Event", "Organization"): ("speaker", "attendee", "organizer"),
    ("Event", "Place"): ("in_place",),
    ("Event", "Date"): ("on_date",),
    ("Person", "Slogan"): ("invokes",),
    ("Event", "Slogan"): ("invokes",),
    ("Organization", "Slogan"): ("invokes",),
    ("Person", "Policy"): ("cites",),
    ("Event", "Policy"): ("cites",),
    ("Organization", "Policy"): ("cites", "issuer"),
}
"""Types of first and second → the relations that may hold between them."""

REVERSED = frozenset({"issuer"})
"""Relations whose subject is the second."""
_NOT_HELD = Pattern("{over|upcoming}[^，。；]{0,12}$")
_HEAD_SENTENCES = 3
_REACH_SENTENCES = 4
_NEAR = 5  # names on either side of an argument
SPOKEN = ("Slogan", "Policy")
"""Types of what somebody says."""
_NAMED = ("Person", "Organization", "Event")  # types of which the last one named counts
_BEGIN = attrgetter("begin")


class Pair(NamedTuple):
    """Two arguments; ``latest`` says that the first is the last of its type before the second."""

    first: Argument
    second: Argument
    latest: bool


class Said(NamedTuple):
    """A turn of speech and the numbers of its speakers."""

    turn: Turn
    speakers: Sequence[int]


def possible(reading: Reading) -> bool:
    """Whether the types of a document's mentions and authors are such as may be related."""
    types = {mention.type for mention in reading.mentions if mention.entity}
    types |= {author.entity.type for author in reading.authors}
    return any(
        first in types and (second in types or second == DATE) for first, second in SIGNATURES
    )


class Candidates:
    """The candidate pairs of a document."""

    def __init__(self, reading: Reading, arguments: Arguments) -> None:
        self.reading, self.arguments = reading, arguments
        self._heads = _by_type(a for a in arguments.all if a.sentence < _HEAD_SENTENCES)
        self.uses: dict[int, list[Argument]] = defaultdict(list)
        for argument in arguments.all:
            self.uses[argument.number].append(argument)
        told = map(reading.occasions.get, reading.sentences)
        self.occasions = [None if e is None else arguments.number(e) for e in told]
        self.convened = {number for number in self.occasions if number is not None}
        self.events = [a for a in arguments.all if a.type == "Event"]
        self._not_held = self._events_not_held()
        self._first_uses: dict[tuple[int, tuple[str, ...]], list[Argument]] = {}
        self._said: dict[Argument, Said] = {}
        self.authors = self._authors()[:_NEAR]

    def _events_not_held(self) -> set[int]:
        """The events that are always over or to come where they are named: 即将开幕的…, 办好…."""
        led = _NOT_HELD.of(self.reading.analysis.lexicon)
        masked = self.arguments.masked
        held = {e.number for e in self.events if not led.search(masked[e.sentence], 0, e.at)}
        return {event.number for event in self.events} - held

    def _authors(self) -> list[Argument]:
        """Who speaks where nobody is quoted, standing in the head where no mention is theirs."""
        heads = self.arguments.all[:1]
        return [
            self.uses[number][0]
            if (number := self.arguments.number(author.entity)) in self.uses
            else replace(
                heads[0],
                text=author.entity.name,
                type=author.entity.type,
                means=author.entity,
                number=number,
            )
            for author in self.reading.authors
            if heads
        ]

    def __iter__(self) -> Iterator[Pair]:
        """Every pair once an entity, in the order of the text."""
        return self.where(lambda second: True)

    def where(self, wanted: Callable[[Argument], bool]) -> Iterator[Pair]:
        """Those of which the second argument is wanted."""
        latest: dict[str, Argument] = {}
        types = {argument.type for argument in (*self.arguments.all, *self.authors)}
        related = {second for first, second in SIGNATURES if first in types}
        for second in self.arguments.all:
            if second.type in related and wanted(second):
                seen = set()
                for first in self._firsts(second, latest):
                    known = (first.type, second.type) in SIGNATURES
                    if first is not second and known and first.number not in seen:
                        seen.add(first.number)
                        yield Pair(first, second, latest.get(first.type) is first)
            if second.type in _NAMED:
                latest[second.type] = second

    def said(self, second: Argument) -> Said:
        """Who is speaking where an argument stands."""
        found = self._said.get(second)
        if found is None:
            turn = self.reading.turn_at(second.begin)
            found = self._said[second] = Said(turn, [*map(self.arguments.number, turn.speakers)])
        return found

    def _beside(self, second: Argument, *kinds: str) -> Sequence[Argument]:
        """The first uses of names of some types in its sentence, those near where there are many:
        all pairs of a long list would be too many."""
        place = second.sentence, kinds
        uses = self._first_uses.get(place)
        if uses is None:
            first: dict[int, Argument] = {}
            for argument in self.arguments.by_sentence[second.sentence]:
                if argument.type in kinds:
                    first.setdefault(argument.number, argument)
            uses = self._first_uses[place] = list(first.values())
        if len(uses) <= _NEAR:  # all are near
            return uses
        at = bisect_left(uses, second.begin, key=_BEGIN)
        return uses[max(0, at - _NEAR) : at + _NEAR]

    def _firsts(self, second: Argument, latest: dict[str, Argument]) -> Sequence[Argument]:
        if second.type == "Post":
            persons = self._beside(second, "Person")
            last = latest.get("Person")
            if last and 0 < second.sentence - last.sentence <= _REACH_SENTENCES:
                return [*persons, last]
            return persons or self._heads["Person"][:1]
        if second.type == "Event":
            return ()
        events = self._events(second, latest)
        if second.type in SPOKEN:
            return events + self._possible_speakers(second, latest)
        if self._not_held and second.type in ("Person", "Organization"):
            return [e for e in events if e.number not in self._not_held]
        return events

    def _events(self, second: Argument, latest: dict[str, Argument]) -> list[Argument]:
        """The events of the sentence, its occasion, the last one named, the first of the head; of
        the latter only such as were convened, where the document says of any that it was."""
        found = [*self._beside(second, "Event")]
        occasion = self.occasions[second.sentence]
        if occasion in self.uses:
            found.append(self._nearest(occasion, second))
        before = [latest["Event"]] if "Event" in latest else []
        before += self._heads["Event"][:1]
        found += (a for a in before if a.number in self.convened or not self.convened)
        if not found and not self.convened:
            following = bisect_right(self.events, second.begin, key=_BEGIN)
            found = self.events[following : following + 1]
        return found

    def _possible_speakers(self, second: Argument, latest: dict[str, Argument]) -> list[Argument]:
        """Who may be saying it: named beside it, before, or in the head; a speaker, an author."""
        kinds = ("Person", "Organization")
        found = [*self._beside(second, *kinds)]
        for kind in kinds:
            if kind in latest:
                found.append(latest[kind])
            found += self._heads[kind][:2]
        for speaker in self.said(second).speakers:
            if speaker in self.uses:
                found.append(self._nearest(speaker, second))
        found += self.authors
        found += (a for a in self.arguments.all[-3:] if a.type == "Organization")
        return found

    def _nearest(self, number: int, to: Argument) -> Argument:
        uses = self.uses[number]
        behind = bisect_left(uses, to.begin, key=_BEGIN)
        return min(
            uses[max(0, behind - 1) : behind + 1],
            key=lambda a: (abs(a.sentence - to.sentence), abs(a.begin - to.begin)),
        )


def _by_type(arguments: Iterable[Argument]) -> Mapping[str, Sequence[Argument]]:
    found: dict[str, list[Argument]] = defaultdict(list)
    for argument in arguments:
        found[argument.type].append(argument)
    return found
