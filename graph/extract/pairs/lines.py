"""The masked sentences of documents in one text, and what stands where in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick

from graph.extract.decoder.arrays import Bools, Longs, inner, rows
from graph.extract.pairs.arguments import SIGNS
from graph.extract.pairs.spelling import Spans, Told, points, substrings
from graph.lexicon import Pattern, default

_BEFORE = Pattern("{item}(?:{item}|(?<=[ⓅⓄⓉ志])，)*", {"item": "[ⓉⓁⓅⓄ、{and_word}兼同志 　]"})
_BEHIND = Pattern("(?:[ⓉⓁⓅⓄ、 　]|[，{and_word}](?=[ⓉⓁⓅⓄ]))+")
"""What a list of names is made of (Ⓟ、Ⓟ和Ⓟ), before a name in it and behind one."""


_FAR = 1 << 62


class Hits(NamedTuple):
    """Cues in windows: the window of each and its span; no window has a cue twice."""

    windows: Longs
    spans: Spans


class Lines:
    """A text of our own words (`Told`), masked sentences and ``further`` strings; ``sentences`` and
    ``further`` are where these stand in it."""

    def __init__(
        self, masked: Sequence[str], further: Sequence[str], cues: tuple[str, ...]
    ) -> None:
        ours = Told.text() + "\n"
        lines = [f"{line}\n" for line in masked]  # no list of names goes on in the next
        self._text = "".join((ours, *lines, *further))
        begins, ends = Spans.of(lines, len(ours))
        self.sentences = Spans(begins, ends - 1)
        self.further = Spans.of(further, len(ours) + sum(map(len, lines)))
        self._points, self._counts = points(self._text), dict[str, Longs]()
        self._signs = np.flatnonzero(self._are("".join(SIGNS.values())))
        self.strings = substrings(np.append(self._points, self._points[self._signs]))
        found = rows(_finder(cues).find_matches_as_indexes(self._text, overlapping=True), 3)
        self._cues, *hits = found[np.argsort(found[:, 1], kind="stable")].T
        self._hits = Spans(*hits)
        self._before, self._behind = (
            rows(((-1, -1), *(m.span() for m in form.of(default()).finditer(self._text))), 2).T
            for form in (_BEFORE, _BEHIND)
        )

    def text(self) -> str:
        """All of it, the signs of arguments once more at the end."""
        return self._text + "".join(map(self._text.__getitem__, self._signs.tolist()))

    def _are(self, signs: str) -> Bools:
        """Which characters are one of these signs."""
        found: Bools = np.logical_or.reduce([self._points == ord(sign) for sign in signs])
        return found

    def count(self, signs: str, begins: Longs, ends: Longs) -> Longs:
        """How many of these signs stand between."""
        before = self._counts.get(signs)
        if before is None:
            before = self._counts[signs] = np.append(0, np.cumsum(self._are(signs)))
        return before[ends] - before[begins]

    def next(self, signs: str, at: Longs) -> Longs:
        """Where the first of these signs stands at a place or behind it; else far behind all."""
        where = np.append(np.flatnonzero(self._are(signs)), _FAR)
        return where[np.searchsorted(where, at)]

    def last(self, signs: str, before: Longs) -> Longs:
        """Where the last of these signs stands before a place; else before all."""
        where = np.append(-1, np.flatnonzero(self._are(signs)))
        return where[np.searchsorted(where, before) - 1]

    def signs(self, begins: Longs, ends: Longs, most: int) -> Spans:
        """The first signs of arguments between, without what stands between these."""
        first, behind = np.searchsorted(self._signs, (begins, ends)) + len(self._text)
        return Spans(first, np.clip(behind, first, first + most))

    def lists(self, at: Longs) -> Spans:
        """The lists of names around signs: where the one begins that ends there, and where the one
        ends that begins there."""
        begins, ends = (column[np.searchsorted(self._before[0], at) - 1] for column in self._before)
        starts, stops = (
            column[np.searchsorted(self._behind[0], at + 2) - 1] for column in self._behind
        )
        return Spans(
            np.where((begins < at) & (at <= ends), begins, at),
            np.where((starts <= at + 1) & (at + 1 < stops), stops, at + 1),
        )

    def cues(self, begins: Longs, ends: Longs) -> Hits:
        """The cues in windows."""
        first, behind = np.searchsorted(self._hits.begins, (begins, ends))
        window = np.repeat(np.arange(len(begins)), np.maximum(0, behind - first))
        hit = inner(first, behind)
        whole = self._hits.ends[hit] <= ends[window]
        window, hit = window[whole], hit[whole]
        _, once = np.unique(window << 32 | self._cues[hit], return_index=True)
        return Hits(window[once], self._hits.take(hit[once]))


@lru_cache(4)
def _finder(cues: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(cues)
