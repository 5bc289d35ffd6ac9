"""What a pair looks like, in words: features of each argument where it stands, and of the two.

A feature is a string; those that training kept have weights (`graph.extract.pairs.judge`). Features
of an argument do not depend on the other, so each is counted once, however many pairs it is in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Set
from functools import cached_property
from itertools import islice

from graph.extract.discourse.reading import Reading
from graph.extract.pairs.arguments import SIGNS, Argument, Arguments, first_of_each
from graph.extract.pairs.candidates import Candidates, Pair
from graph.lexicon import Pattern, default
from graph.model import Entity, Relation

_NAMED = "".join(sorted("ⓉⓁⓅⓄ"))
_NOT_BEFORE = re.compile("[^ⓉⓁⓅⓄ、，和与及兼同志 　]|(?<![ⓅⓄⓉ志])，")
_NOT_BEHIND = re.compile("[^ⓉⓁⓅⓄ、 　，和与及]|[，和与及](?![ⓉⓁⓅⓄ])")
"""What ends a list of names, seen from behind it and from before it."""
_SIGNS = frozenset(SIGNS.values())
_CLAUSE = re.compile("[，。；：]")
_STOP = re.compile("[。；：，]")
_ARTICLES = re.compile("第.{1,3}条[ 　]")
_NEWS = Pattern("{news_word}")
_REACH = 30  # characters on either side of an argument in which cues are noticed
_TWO_BEHIND = 3  # which of an argument's features tells the two characters behind its list
_EDGE = 6  # characters right beside an argument


class Features:
    """The features of one document's arguments and pairs. ``cues`` are words worth noticing."""

    def __init__(
        self,
        reading: Reading,
        arguments: Arguments,
        stated: Iterable[Relation],
        cues: tuple[str, ...],
    ) -> None:
        self.reading, self.arguments, self.cues = reading, arguments, cues
        self.candidates = Candidates(reading, arguments)
        self.authors: Set[Entity | str] = {a.means for a in self.candidates.authors}
        self.uses = Counter(a.means for a in arguments.all)
        self.order = first_of_each(arguments.all, "Event")
        self.rules: dict[tuple[Entity | str, Entity | str], list[str]] = {}
        for relation in stated:
            names = self.rules.setdefault((relation.subject, relation.object), [])
            names.append(f"{relation.name}:{relation.rule}")
        self.speaking: Set[Entity] = {e for turn in reading.turns for e in turn.speakers}
        self.convened: Set[Entity] = {e for e in reading.occasions.values() if e is not None}
        self._known: dict[Argument, list[str]] = {}
        self._cues: dict[int, list[str]] = {}
        self._bounds: dict[int, _Lists] = {}

    @cached_property
    def document(self) -> list[str]:
        """The document's kind, as far as its title and form show it to the words learned with."""
        title = self.reading.sentences[0].text if self.reading.sentences else ""
        text = self.reading.analysis.text
        return [
            f"k={title[-2:]}",
            f"k1={bool(_NEWS.of(default()).search(text[:160]))}",
            f"k2={bool(_ARTICLES.search(text))}",
            f"k5={min(4, len(self.reading.sentences) // 15)}",
        ]

    def _cues_in(self, sentence: int) -> list[str]:
        """The cues that a sentence holds."""
        found = self._cues.get(sentence)
        if found is None:
            line = self.arguments.masked[sentence]
            found = self._cues[sentence] = [cue for cue in self.cues if cue in line]
        return found

    def _lists(self, sentence: int) -> _Lists:
        if sentence not in self._bounds:
            self._bounds[sentence] = _Lists(self.arguments.masked[sentence])
        return self._bounds[sentence]

    def of(self, argument: Argument) -> list[str]:
        """An argument's own features: the words around the list of names it stands in."""
        found = self._known.get(argument)
        if found is None:
            found = self._known[argument] = list(self._around(argument))
        return found

    def _around(self, argument: Argument) -> Iterable[str]:
        line, at, kind = self.arguments.masked[argument.sentence], argument.at, argument.type
        begin, end = self._lists(argument.sentence).around(at)
        left, right = line[max(0, begin - _EDGE) : begin], line[end : end + _EDGE]
        for n in (1, 2, 4):
            yield f"{kind}L{n}={left[-n:]}"
            yield f"{kind}R{n}={right[:n]}"
        yield f"{kind}l2={line[max(0, at - 2) : at]}"
        yield f"{kind}r2={line[at + 1 : at + 3]}"
        after, before = line[end : end + _REACH], line[max(0, begin - _REACH) : begin]
        clause, back = _CLAUSE.split(after, maxsplit=1)[0], _STOP.split(before)[-1]
        for cue in self._cues_in(argument.sentence):
            if cue in after:
                yield f"{kind}v={cue}"
                if cue in clause:
                    yield f"{kind}cr={cue}"
            if cue in before:
                yield f"{kind}u={cue}"
                if cue in back:
                    yield f"{kind}cb={cue}"
        yield f"{kind}ce={clause[-2:]}"
        yield f"{kind}li={min(3, (end - begin) // 3)}"
        yield f"{kind}in={line[begin : min(end, begin + 2)]}"
        yield f"{kind}set={''.join(sign for sign in _NAMED if line.find(sign, begin, end) >= 0)}"
        yield f"{kind}pos={self._place(argument.sentence)}"
        quoted = [line.count(a, 0, at) > line.count(b, 0, at) for a, b in ("“”", "《》", "（）")]
        yield f"{kind}q={''.join('01'[q] for q in quoted)}"
        yield f"{kind}start={at == 0}{begin == 0}"
        yield f"{kind}speaks={argument.means in self.speaking}"
        yield f"{kind}occ={argument.means in self.convened}"
        yield f"{kind}n={min(3, self.uses[argument.means])}"
        yield f"{kind}tail={argument.text[-2:]}"
        yield f"{kind}lead={line[:3]}"
        yield f"{kind}cnt={min(4, (line.count('Ⓟ') + line.count('Ⓞ')) // 2)}"
        yield from (kind + each for each in self.document)

    def _place(self, sentence: int) -> int:
        """0 the first sentence, 1 the next two, 3 one of the last three, 2 another."""
        if sentence < 3:
            return min(sentence, 1)
        return 3 if sentence > len(self.reading.sentences) - 4 else 2

    def between(self, pair: Pair) -> Iterable[str]:
        """The features of the two: distance, order, words between, discourse, what frames say."""
        first, second, latest = pair
        kinds = first.type + second.type
        far = _distance(second.sentence - first.sentence)
        sentences = self.reading.sentences
        here, there = sentences[second.sentence], sentences[first.sentence]
        yield kinds
        yield f"{kinds}d={far}"
        yield f"{kinds}para={here.paragraph == there.paragraph}"
        yield f"{kinds}last={latest}{far}"
        if first.type == "Event":
            occasion = self.reading.occasions.get(here)
            belongs = "0" if occasion is None else f"{occasion == first.means}"
            rank = self.order[first.means]
            yield f"{kinds}occ={belongs}"
            yield f"{kinds}ol={belongs}{latest}{far}"
            yield f"{kinds}ord={min(2, rank)}{min(3, len(self.order))}"
            yield f"{kinds}lc={belongs}{min(2, rank)}"
        if second.type in ("Slogan", "Policy"):
            speakers = self.reading.speakers_at(second.begin)
            yield f"{kinds}au={first.means in self.authors}{bool(self.authors)}"
            yield f"{kinds}sp={first.means in speakers}{bool(speakers)}"
            yield f"{kinds}spd={first.means in speakers}{far}"
        if first.sentence == second.sentence:
            yield from self._inside(kinds, first, second)
        yield from self._stated(kinds, first.means, second.means)
        yield f"{kinds}{far}{self.of(second)[_TWO_BEHIND]}"

    def _inside(self, kinds: str, first: Argument, second: Argument) -> Iterable[str]:
        line = self.arguments.masked[first.sentence]
        begin, end = sorted((first.at, second.at))
        middle, order = line[begin + 1 : end], "<" if first.at < second.at else ">"
        kinds += order
        if len(middle) <= 8:
            yield f"{kinds}mid={middle}"
        yield f"{kinds}o={min(6, len(middle) // 4)}"
        yield f"{kinds}typ={''.join(islice(filter(_SIGNS.__contains__, middle), 4))}"
        yield f"{kinds}ml={middle[:2]}"
        yield f"{kinds}mr={middle[-2:]}"
        yield f"{kinds}ml1={middle[:1]}"
        yield f"{kinds}mr1={middle[-1:]}"
        yield f"{kinds}R={line[end + 1 : end + 3]}"
        yield f"{kinds}L={line[max(0, begin - 2) : begin]}"
        yield f"{kinds}com={'，' in middle}{any(c in middle for c in '。；：')}"
        yield from (f"{kinds}mv={cue}" for cue in self._cues_in(first.sentence) if cue in middle)

    def _stated(self, kinds: str, first: Entity | str, second: Entity | str) -> Iterable[str]:
        names = self.rules.get((first, second), [])
        yield from (f"{kinds}rule={name}" for name in names or ("-",))
        yield from (f"{kinds}rule2={name}" for name in self.rules.get((second, first), []))


class _Lists:
    """The lists of names in a masked sentence."""

    def __init__(self, line: str) -> None:
        self._opens = [0, *(match.end() for match in _NOT_BEFORE.finditer(line))]
        self._shuts = [*(match.start() for match in _NOT_BEHIND.finditer(line)), len(line)]

    def around(self, at: int) -> tuple[int, int]:
        """Where the list begins that ends at a sign, and where the one ends that begins there."""
        begin = self._opens[bisect_right(self._opens, at) - 1]
        return begin, self._shuts[bisect_right(self._shuts, at)]


def _distance(sentences: int) -> str:
    """The distance of two sentences in a few classes."""
    if -1 <= sentences <= 1:
        return str(sentences)
    return "-2" if sentences < 0 else "2" if sentences <= 3 else "9"
