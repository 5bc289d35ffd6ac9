"""Features of the first arguments of pairs, or of the second ones: of where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graph.cached import cached_property
from graph.extract.pairs.arguments import SIGNS
from graph.extract.pairs.collected import Collected
from graph.extract.pairs.lines import Lines
from graph.extract.pairs.spelling import Block, Names, Spans, Told

FIRST = "x"
"""Marks the features of a pair's first argument."""

_REACH = 30  # characters on either side of an argument in which cues are noticed
_NAMED = "".join(sorted("ⓉⓁⓅⓄ"))
_CLAUSE = "，。；："
_QUOTES = ("“”", "《》", "（）")
_TRUTH = ("False", "True")
_digit, _truth, _truths = Told("01234"), Told(_TRUTH), Told(_TRUTH, _TRUTH)
_types = Told(*(("", sign) for sign in _NAMED))
_quoted = Told(*["01"] * len(_QUOTES))

_OWN = [
    Names(
        [mark + kind for kind in SIGNS],
        *("pos=", "lead=", "cnt=", "k=", "k1=", "k2=", "k5="),
        *("L1=", "R1=", "L2=", "R2=", "L4=", "R4=", "ce=", "li=", "in=", "set="),
        *("l2=", "r2=", "tail=", "q=", "start=", "speaks=", "occ=", "n="),
    )
    for mark in (FIRST, "")
]
_CUES = [
    Names([mark + kind + cue for kind in SIGNS for cue in ("v=", "cr=", "u=", "cb=")], "")
    for mark in (FIRST, "")
]


class Standing:
    """The first arguments of pairs (``side`` 0), or the second ones (1): where they stand."""

    def __init__(self, collected: Collected, lines: Lines, side: int) -> None:
        self._side, self._lines, self._collected = side, lines, collected
        self.document, self.line, at, self.kind, name, *told = collected.arguments(side)
        self._name, self._standing, self.about = name, told[:3], told[3:]
        self.begin, self.end = lines.sentences.take(self.line)
        self.at = self.begin + at
        self.lists = lines.lists(self.at)

    def blocks(self) -> Iterator[Block]:
        """Their features."""
        everyone = np.arange(len(self.at))
        values = *self._of_sentence(), *self._of_list(), *self._of_itself()
        yield Block.of(_OWN[self._side], everyone, self.kind, *values)
        begins, ends = map(np.concatenate, zip(*self._windows, strict=True))
        found = self._lines.cues(begins, ends)
        which, at = np.divmod(found.windows, len(everyone))
        prefix = self.kind[at] * len(self._windows) + which
        yield Block.of(_CUES[self._side], at, prefix, found.spans)

    def _of_sentence(self) -> Iterator[Spans]:
        """Of the sentence, and the document's kind."""
        begin, end, lines = self.begin, self.end, self._lines
        title, news, articles, length, *_ = self._collected.documents[:, self.document]
        yield _digit(self._collected.lines[1][self.line])
        yield Spans(begin, np.minimum(begin + 3, end))
        yield _digit(np.minimum(lines.count("ⓅⓄ", begin, end) // 2, 4))
        yield lines.further.take(title)
        yield _truth(news)
        yield _truth(articles)
        yield _digit(length)

    def _of_list(self) -> Iterator[Spans]:
        """Of the words around the list of names."""
        (left, right), lines = self.lists, self._lines
        for size in (1, 2, 4):
            yield Spans(np.maximum(self.begin, left - size), left)
            yield Spans(right, np.minimum(right + size, self.end))
        clause = self._windows[1].ends
        yield Spans(np.maximum(right, clause - 2), clause)
        yield _digit(np.minimum((right - left) // 3, 3))
        yield Spans(left, np.minimum(left + 2, right))
        yield _types(*((lines.count(sign, left, right) > 0).astype(np.int64) for sign in _NAMED))

    def _of_itself(self) -> Iterator[Spans]:
        begin, at, lines = self.begin, self.at, self._lines
        speaks, convened, uses = self._standing
        yield Spans(np.maximum(begin, at - 2), at)
        yield Spans(at + 1, np.minimum(at + 3, self.end))
        yield lines.further.take(self._name)
        counts = ([lines.count(sign, begin, at) for sign in marks] for marks in _QUOTES)
        yield _quoted(*((opened > closed).astype(np.int64) for opened, closed in counts))
        first = self.lists.begins == begin
        yield _truths((at == begin).astype(np.int64), first.astype(np.int64))
        yield _truth(speaks)
        yield _truth(convened)
        yield _digit(uses)

    @cached_property
    def _windows(self) -> Sequence[Spans]:
        """Behind the list of names, there in its clause, before it, and there in its clause."""
        (left, right), lines = self.lists, self._lines
        reach, back = np.minimum(right + _REACH, self.end), np.maximum(left - _REACH, self.begin)
        return (
            Spans(right, reach),
            Spans(right, np.minimum(reach, lines.next(_CLAUSE, right))),
            Spans(back, left),
            Spans(np.maximum(back, lines.last(_CLAUSE, left) + 1), left),
        )
