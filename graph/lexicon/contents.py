"""Which patterns a text may match, by the words that it has of those that they need.

To look for each word by itself takes four times as long as one automaton takes to find all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from graph.lexicon.lexicon import Lexicon, once_per_lexicon
from graph.lexicon.needs import meets, needs
from graph.lexicon.patterns import Pattern

_EVERYWHERE = frozenset("，。、\n")
"""What nearly every text has, many times, and rules out none."""


class Contents:
    """The words of a text; it is gone through once, for all patterns that any text was asked for.

    A pattern that is new since then goes by the words that it alone needs (`meets`).
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._asked = _asked(lexicon)
        finder = lexicon.memo.get(_Finder)
        if not isinstance(finder, _Finder) or len(finder.needs) < len(self._asked):
            finder = lexicon.memo[_Finder] = _Finder.of(tuple(self._asked), lexicon)
        self._needs, self._met = finder.needs, finder.met(text)
        self._alone: dict[Pattern, bool] = {}

    def may(self, form: Pattern) -> bool:
        """Whether the text has a word of each set that a match of the form needs (`needs`)."""
        needed = self._needs.get(form)
        if needed is not None:
            return self._met & needed == needed
        may = self._alone.get(form)
        if may is None:
            self._asked[form] = None
            may = self._alone[form] = meets(self._text, needs(form, self._lexicon))
        return may


class _Finder(NamedTuple):
    """What some forms need, a bit for each set of words; the sets that each word is in, and the
    automaton that finds all of these words."""

    needs: dict[Pattern, int]
    sets: dict[str, int]
    automaton: AhoCorasick

    @classmethod
    def of(cls, forms: Iterable[Pattern], lexicon: Lexicon) -> _Finder:
        needed = {form: [*filter(_EVERYWHERE.isdisjoint, needs(form, lexicon))] for form in forms}
        bits = {
            words: 1 << n
            for n, words in enumerate(dict.fromkeys(chain.from_iterable(needed.values())))
        }
        sets = defaultdict[str, int](int)
        for words, bit in bits.items():
            for word in words:
                sets[word] |= bit
        automaton = AhoCorasick(sorted(sets), implementation=Implementation.DFA)
        return cls(
            {f: sum(bits[words] for words in told) for f, told in needed.items()}, sets, automaton
        )

    def met(self, text: str) -> int:
        """The sets of which a text has a word."""
        sets, met = self.sets, 0
        for word in self.automaton.find_matches_as_strings(text, overlapping=True):
            met |= sets[word]
        return met


@once_per_lexicon
def _asked(lexicon: Lexicon) -> dict[Pattern, None]:
    """The patterns that any text was asked for."""
    return {}
