"""A dictionary that cuts a text into words, the longest each time, from the left."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from graph.extract.decoder.arrays import Keys, Longs, inner, painted, rows


class Words:
    """``kinds`` (words + 1) is the part of speech of each word, the last that of what is none."""

    def __init__(self, words: list[str], kinds: Keys) -> None:
        self.words, self.kinds = words, kinds

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(
            self.words,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )

    def cut(self, text: str) -> tuple[Longs, Longs]:
        """Begins of the words in order, and their numbers; what is no word is one by itself."""
        found = rows(self._automaton.find_matches_as_indexes(text), 3)
        number = np.full(len(text), len(self.words))
        number[found[:, 1]] = found[:, 0]
        begins = np.ones(len(text), bool)
        begins[inner(found[:, 1] + 1, found[:, 2])] = False
        at: Longs = np.flatnonzero(begins)
        return at, number[at]

    def channels(self, text: str) -> dict[str, Keys]:
        """Where each character stands in its word, with the word's kind and its neighbours'."""
        begins, number = self.cut(text)
        ends = np.append(begins[1:], len(text))
        part, own = painted(len(text), np.stack([begins, ends, np.arange(len(begins))], 1))
        at = own.astype(np.int64)
        kinds = self.kinds[number]
        return {
            name: np.roll(kinds, shift)[at] << np.uint64(3) | part
            for name, shift in (("word", 0), ("word-next", -1), ("word-last", 1))
        }
