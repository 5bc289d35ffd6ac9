"""What pairs of arguments look like, in words: features of each argument where it stands, and of
the two. Those of all pairs of several documents are worked out at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graph.extract.decoder.arrays import Longs
from graph.extract.pairs.arguments import SIGNS
from graph.extract.pairs.candidates import SIGNATURES, SPOKEN, Pair
from graph.extract.pairs.collected import Collected
from graph.extract.pairs.features import Features
from graph.extract.pairs.lines import Lines
from graph.extract.pairs.spelling import Block, Names, Spans, Told
from graph.extract.pairs.standing import Standing

_SHORT = 8  # characters between two that are one feature, at most
_STOPS = "。；："
_TRUTH = ("False", "True")
_FAR = ("-2", "-1", "0", "1", "2", "9")
_STEPS = np.array([0, 1, 2, 3, 4, 4, 5])
"""Of -2 sentences, -1, 0, …, 4: which of `_FAR` they are."""

_digit, _truth, _truths = Told("0123456"), Told(_TRUTH), Told(_TRUTH, _TRUTH)
_nothing, _far, _truth_far = Told([""]), Told(_FAR), Told(_TRUTH, _FAR)
_BELONGS = ("0", *_TRUTH)
_belongs, _belongs_far = Told(_BELONGS), Told(_BELONGS, _TRUTH, _FAR)
_rank, _belongs_rank = Told("012", "0123"), Told(_BELONGS, "012")
_turn, _turn_titled = Told(_TRUTH, "0123", _TRUTH), Told(_TRUTH, "0123", _TRUTH, _TRUTH)

_EVENT, _SAID = [*SIGNS].index("Event"), [[*SIGNS].index(kind) for kind in SPOKEN]
_TYPES = ["".join(types) for types in SIGNATURES]
_NEAR = Names(_TYPES, "", "d=", "para=", "last=")
_STAGED = Names(_TYPES, "occ=", "ol=", "ord=", "lc=")
_SAYING = Names(_TYPES, "au=", "sp=", "spd=", "turn=", "tl=", "tl2=", "tn=", "tt=")
_BEHIND = Names([f"{a}{b}{far}{b}" for a, b in SIGNATURES for far in _FAR], "R2=")
_RULES = Names([types + name for types in _TYPES for name in ("rule=", "rule2=")], "")
_ORDERED = [types + order for types in _TYPES for order in "><"]
_WITHIN = Names(_ORDERED, "o=", "typ=", "ml=", "mr=", "ml1=", "mr1=", "R=", "L=", "com=")
_MIDDLE, _MIDDLE_CUES = Names(_ORDERED, "mid="), Names(_ORDERED, "mv=")


class Described:
    """The features of all pairs of some documents: of their first arguments, of their second ones,
    and of the two."""

    def __init__(
        self, documents: Sequence[Features], pairs: Sequence[Sequence[Pair]], cues: tuple[str, ...]
    ) -> None:
        self._collected = Collected(documents, pairs)
        self.lines = Lines(self._collected.masked, self._collected.further, cues)
        first, second, self._types, self._latest, self._speaks = self._collected.pairs
        self.ends = first, second
        self.arguments = [Standing(self._collected, self.lines, side) for side in (0, 1)]
        one, other = (
            self._collected.lines[:, each.line[which]]
            for each, which in zip(self.arguments, self.ends, strict=True)
        )
        self._together, self._occasion = one[0] == other[0], other[3]
        self._one_paragraph = (one[2] == other[2]).astype(np.int64)
        self._far = _STEPS[np.clip(other[0] - one[0], -2, 4) + 2]

    @property
    def parts(self) -> Longs:
        """What has features, by number: the two of each pair, its first argument, its second."""
        pairs, firsts = len(self._far), len(self.arguments[0].at)
        first, second = self.ends
        return np.stack([np.arange(pairs), pairs + first, pairs + firsts + second])

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._far) + sum(len(each.at) for each in self.arguments)

    def blocks(self) -> Iterator[Block]:
        """All features, each of what has it (`parts`)."""
        before = 0
        yield from self._of_both()
        before += len(self._far)
        for each in self.arguments:
            yield from (block._replace(at=block.at + before) for block in each.blocks())
            before += len(each.at)

    def spelt(self) -> list[frozenset[str]]:
        """The features of each pair as strings: as they are learned."""
        own, text = [set[str]() for _ in range(self.count)], self.lines.text()
        for names, at, prefix, values in self.blocks():
            for called, begins, ends in zip(names.all, *values, strict=True):
                for each, which, begin, end in zip(at, prefix, begins, ends, strict=True):
                    own[each].add(called[which] + text[begin:end])
        return [frozenset[str]().union(*(own[each] for each in parts)) for parts in self.parts.T]

    def _of_both(self) -> Iterator[Block]:
        """The features of the two: distance, discourse, what frames say, words between."""
        pair, types, far, latest = np.arange(len(self._far)), self._types, self._far, self._latest
        one = self._one_paragraph
        nothing = _nothing(np.zeros_like(pair))
        yield Block.of(_NEAR, pair, types, nothing, _far(far), _truth(one), _truth_far(latest, far))
        yield self._staged()
        yield self._saying()
        at, reverse, string = self._collected.ruled
        ruled = self.lines.further.take(string)
        yield Block.of(_RULES, at, types[at] * 2 + reverse, ruled)
        behind, end = (
            x[self.ends[1]] for x in (self.arguments[1].lists.ends, self.arguments[1].end)
        )
        words = Spans(behind, np.minimum(behind + 2, end))
        yield Block.of(_BEHIND, pair, types * len(_FAR) + far, words)
        yield from self._between()

    def _staged(self) -> Block:
        firsts, (first, _) = self.arguments[0], self.ends
        at = np.flatnonzero(firsts.kind[first] == _EVENT)
        which, occasion = first[at], self._occasion[at]
        number, rank, _ = (column[which] for column in firsts.about)
        several = self._collected.documents[4][firsts.document[which]]
        belongs = np.where(occasion < 0, 0, 1 + (occasion == number))
        far = self._far[at]
        return Block.of(
            _STAGED,
            at,
            self._types[at],
            _belongs(belongs),
            _belongs_far(belongs, self._latest[at], far),
            _rank(rank, several),
            _belongs_rank(belongs, rank),
        )

    def _saying(self) -> Block:
        firsts, seconds = self.arguments
        at = np.flatnonzero(np.isin(seconds.kind[self.ends[1]], _SAID))
        first, second = (ends[at] for ends in self.ends)
        author, speaks = firsts.about[2][first], self._speaks[at]
        speakers, steps, one, titled, string = (column[second] for column in seconds.about)
        documents = self._collected.documents[:, seconds.document[second]]
        news, authors = documents[1], documents[5]
        opening = self.lines.further.take(string + speaks)
        told = opening.begins + len("False0") - speaks
        return Block.of(
            _SAYING,
            at,
            self._types[at],
            _truths(author, authors),
            _truths(speaks, speakers),
            _truth_far(speaks, self._far[at]),
            _turn(speaks, steps, one),
            Spans(opening.begins, np.minimum(told + 1, opening.ends)),
            opening,
            _turn(speaks, steps, news),
            _turn_titled(speaks, steps, titled, news),
        )

    def _between(self) -> Iterator[Block]:
        """The words between two in one sentence, and beside the two."""
        at = np.flatnonzero(self._together)
        first, second = (
            each.at[which[at]] for each, which in zip(self.arguments, self.ends, strict=True)
        )
        which, lines = self.ends[1][at], self.lines
        line, stop = self.arguments[1].begin[which], self.arguments[1].end[which]
        left, end = np.minimum(first, second), np.maximum(first, second)
        begin, right = left + 1, end + 1
        end = np.maximum(begin, end)
        prefix = self._types[at] * 2 + (first < second)
        yield Block.of(
            _WITHIN,
            at,
            prefix,
            _digit(np.minimum((end - begin) // 4, 6)),
            lines.signs(begin, end, 4),
            *_beside(begin, end, 2),
            *_beside(begin, end, 1),
            Spans(right, np.minimum(right + 2, stop)),
            Spans(np.maximum(line, left - 2), left),
            _truths(*(np.minimum(lines.count(signs, begin, end), 1) for signs in ("，", _STOPS))),
        )
        short = np.flatnonzero(end - begin <= _SHORT)
        yield Block.of(_MIDDLE, at[short], prefix[short], Spans(begin[short], end[short]))
        found = lines.cues(begin, end)
        which = found.windows
        yield Block.of(_MIDDLE_CUES, at[which], prefix[which], found.spans)


def _beside(begin: Longs, end: Longs, size: int) -> tuple[Spans, Spans]:
    """Some characters at the begin and at the end of what stands between."""
    return (
        Spans(begin, np.minimum(begin + size, end)),
        Spans(np.maximum(end - size, begin), end),
    )
