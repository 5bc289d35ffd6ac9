"""Which patterns a text may match, by the words that it has of those that they need.

To look for each word by itself takes four times as long as one automaton takes to find all.
"""

from __future__ import annotations

from collections.abc import Iterable
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
        self._needs, self._held = finder.needs, finder.held(text)

    def may(self, form: Pattern) -> bool:
        """Whether the text has a word of each set that a match of the form needs (`needs`)."""
        needed = self._needs.get(form)
        if needed is None:
            self._asked[form] = None
            return meets(self._text, needs(form, self._lexicon))
        for words in needed:  # noqa: SIM110  asked 100 times a document; `all` takes twice the time
            if self._held.isdisjoint(words):
                return False
        return True


class _Finder(NamedTuple):
    """What some forms need, and the automaton that finds all of these words."""

    needs: dict[Pattern, tuple[frozenset[str], ...]]
    automaton: AhoCorasick

    @classmethod
    def of(cls, forms: Iterable[Pattern], lexicon: Lexicon) -> _Finder:
        needed = {
            form: tuple(map(frozenset, filter(_EVERYWHERE.isdisjoint, needs(form, lexicon))))
            for form in forms
        }
        words = sorted(set[str]().union(*(words for sets in needed.values() for words in sets)))
        return cls(needed, AhoCorasick(words, implementation=Implementation.DFA))

    def held(self, text: str) -> frozenset[str]:
        """The words that a text has."""
        return frozenset(self.automaton.find_matches_as_strings(text, overlapping=True))


@once_per_lexicon
def _asked(lexicon: Lexicon) -> dict[Pattern, None]:
    """The patterns that any text was asked for."""
    return {}
