"""Pairs that may be related: an object, and the few subjects that its sentence and discourse offer.

All pairs would be too many to judge; what is left out here is never proposed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.extract.discourse.reading import Reading
from graph.extract.pairs.arguments import Argument, Arguments
from graph.lexicon import Pattern
from graph.model import Entity

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
_SPOKEN = ("Slogan", "Policy")


class Pair(NamedTuple):
    """Two arguments; ``latest`` says that the first is the last of its type before the second."""

    first: Argument
    second: Argument
    latest: bool


class Candidates:
    """The candidate pairs of a document."""

    def __init__(self, reading: Reading, arguments: Arguments) -> None:
        self.reading, self.arguments = reading, arguments
        self._heads = _by_type(a for a in arguments.all if a.sentence < _HEAD_SENTENCES)
        self._of: dict[Entity | str, list[Argument]] = defaultdict(list)
        for argument in arguments.all:
            self._of[argument.means].append(argument)
        self._convened = {occasion for occasion in reading.occasions.values() if occasion}
        self._all_events = [a for a in arguments.all if a.type == "Event"]
        self._not_held = self._events_not_held()
        self._first_uses: dict[tuple[int, tuple[str, ...]], list[Argument]] = {}
        self.authors = self._authors()[:_NEAR]

    def _events_not_held(self) -> set[Entity | str]:
        """The events that are always over or to come where they are named: 即将开幕的…, 办好…."""
        led = _NOT_HELD.of(self.reading.analysis.lexicon)
        masked = self.arguments.masked
        held = {e.means for e in self._all_events if not led.search(masked[e.sentence], 0, e.at)}
        return {event.means for event in self._all_events} - held

    def _authors(self) -> list[Argument]:
        """Who speaks where nobody is quoted, standing in the head where no mention is theirs."""
        heads = self.arguments.all[:1]
        return [
            self._of[author.entity][0]
            if author.entity in self._of
            else replace(
                heads[0], text=author.entity.name, type=author.entity.type, means=author.entity
            )
            for author in self.reading.authors
            if heads
        ]

    def __iter__(self) -> Iterator[Pair]:
        """Every pair once an entity, in the order of the text."""
        latest: dict[str, Argument] = {}
        for second in self.arguments.all:
            seen = set()
            for first in self._firsts(second, latest):
                known = (first.type, second.type) in SIGNATURES
                if first is not second and known and first.means not in seen:
                    seen.add(first.means)
                    yield Pair(first, second, latest.get(first.type) is first)
            if second.type in ("Person", "Organization", "Event"):
                latest[second.type] = second

    def _beside(self, second: Argument, *kinds: str) -> Sequence[Argument]:
        """The first uses of names of some types in its sentence, those near where there are many:
        all pairs of a long list would be too many."""
        place = second.sentence, kinds
        if place not in self._first_uses:
            named = (a for a in self.arguments.by_sentence[second.sentence] if a.type in kinds)
            first: dict[Entity | str, Argument] = {}
            for argument in named:
                first.setdefault(argument.means, argument)
            self._first_uses[place] = list(first.values())
        uses = self._first_uses[place]
        at = bisect_left(uses, second.begin, key=lambda a: a.begin)
        return uses[max(0, at - _NEAR) : at + _NEAR]

    def _firsts(self, second: Argument, latest: dict[str, Argument]) -> Iterator[Argument]:
        if second.type == "Post":
            persons = self._beside(second, "Person")
            yield from persons
            last = latest.get("Person")
            if last and 0 < second.sentence - last.sentence <= _REACH_SENTENCES:
                yield last
            elif not persons:
                yield from self._heads["Person"][:1]
        elif second.type != "Event":
            came = second.type in ("Person", "Organization")
            events = self._events(second, latest)
            yield from (e for e in events if not (came and e.means in self._not_held))
            if second.type in _SPOKEN:
                yield from self._possible_speakers(second, latest)

    def _events(self, second: Argument, latest: dict[str, Argument]) -> Iterator[Argument]:
        """The events of the sentence, its occasion, the last one named, the first of the head; of
        the latter only such as were convened, where the document says of any that it was."""
        found = [*self._beside(second, "Event")]
        occasion = self.reading.occasions.get(self.reading.sentences[second.sentence])
        if occasion is not None and occasion in self._of:
            found.append(self._nearest(occasion, second))
        before = [latest["Event"]] if "Event" in latest else []
        before += self._heads["Event"][:1]
        found += (a for a in before if a.means in self._convened or not self._convened)
        if not found and not self._convened:
            following = bisect_right(self._all_events, second.begin, key=lambda a: a.begin)
            found = self._all_events[following : following + 1]
        yield from found

    def _possible_speakers(
        self, second: Argument, latest: dict[str, Argument]
    ) -> Iterator[Argument]:
        """Who may be saying it: named beside it, before, or in the head; a speaker, an author."""
        kinds = ("Person", "Organization")
        yield from self._beside(second, *kinds)
        for kind in kinds:
            if kind in latest:
                yield latest[kind]
            yield from self._heads[kind][:2]
        for speaker in self.reading.speakers_at(second.begin):
            if speaker in self._of:
                yield self._nearest(speaker, second)
        yield from self.authors
        yield from (a for a in self.arguments.all[-3:] if a.type == "Organization")

    def _nearest(self, means: Entity, to: Argument) -> Argument:
        uses = self._of[means]
        behind = bisect_left(uses, to.begin, key=lambda a: a.begin)
        return min(
            uses[max(0, behind - 1) : behind + 1],
            key=lambda a: (abs(a.sentence - to.sentence), abs(a.begin - to.begin)),
        )


def _by_type(arguments: Iterable[Argument]) -> Mapping[str, Sequence[Argument]]:
    found: dict[str, list[Argument]] = defaultdict(list)
    for argument in arguments:
        found[argument.type].append(argument)
    return found
