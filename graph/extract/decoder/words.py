"""A dictionary that cuts a text into words, the longest each time, from the left."""

from __future__ import annotations

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from graph.cached import cached_property
from graph.extract.decoder.arrays import Keys, Longs, inner, painted, rows


class Words:
    """``kinds`` (words + 1) is the part of speech of each word, the last that of what is none."""

    def __init__(self, words: list[str], kinds: Keys) -> None:
        self.words, self.kinds = words, kinds

    @cached_property
    def _longer(self) -> tuple[AhoCorasick, Longs]:
        """What finds the words of two characters or more, and the number of each."""
        number = [i for i, word in enumerate(self.words) if len(word) > 1]
        automaton = AhoCorasick(
            [self.words[i] for i in number],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )
        return automaton, np.array(number, np.int64)

    @cached_property
    def _single(self) -> Longs:
        """By code point the number of each word of one character; the last is that of others."""
        points = {ord(word): i for i, word in enumerate(self.words) if len(word) == 1}
        number = np.full(max(points, default=0) + 2, len(self.words))
        number[list(points)] = list(points.values())
        return number

    def cut(self, text: str, points: Keys) -> tuple[Longs, Longs]:
        """Begins of the words in order, and their numbers; what is no word is one by itself.

        ``points`` are the code points of the text.
        """
        automaton, longer = self._longer
        found = rows(automaton.find_matches_as_indexes(text), 3)
        number = self._single.take(points.view(np.int64), mode="clip")
        number[found[:, 1]] = longer[found[:, 0]]
        begins = np.ones(len(text), bool)
        begins[inner(found[:, 1] + 1, found[:, 2])] = False
        at: Longs = np.flatnonzero(begins)
        return at, number[at]

    def channels(self, text: str, points: Keys) -> dict[str, Keys]:
        """Where each character stands in its word, with the word's kind and its neighbours'."""
        begins, number = self.cut(text, points)
        ends = np.append(begins[1:], len(text))
        part, own = painted(len(text), np.stack([begins, ends, np.arange(len(begins))], 1))
        at = own.astype(np.int64)
        kinds = self.kinds[number]
        return {
            name: np.roll(kinds, shift)[at] << np.uint64(3) | part
            for name, shift in (("word", 0), ("word-next", -1), ("word-last", 1))
        }
