"""The lists of names in a masked sentence: Ⓟ、Ⓟ和Ⓟ."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from graph.lexicon import Pattern, default

_BEFORE = Pattern("{item}(?:{item}|(?<=[ⓅⓄⓉ志])，)*", {"item": "[ⓉⓁⓅⓄ、{and_word}兼同志 　]"})
_BEHIND = Pattern(
    "[ⓉⓁⓅⓄ、 　，{and_word}](?:(?<=[ⓉⓁⓅⓄ、 　])|(?=[ⓉⓁⓅⓄ]))"
    "(?:[ⓉⓁⓅⓄ、 　]|[，{and_word}](?=[ⓉⓁⓅⓄ]))*"
)
"""What a list of names is made of, before a name in it and behind one."""


class Lists:
    """The lists of names in a masked sentence."""

    def __init__(self, line: str) -> None:
        self._before = [match.span() for match in _BEFORE.of(default()).finditer(line)]
        self._behind = [match.span() for match in _BEHIND.of(default()).finditer(line)]

    def around(self, at: int) -> tuple[int, int]:
        """Where the list begins that ends at a sign, and where the one ends that begins there."""
        begin, stop = _last(self._before, at)
        start, end = _last(self._behind, at + 2)
        return begin if begin < at <= stop else at, end if start <= at + 1 < end else at + 1


def _last(runs: Sequence[tuple[int, int]], before: int) -> tuple[int, int]:
    """The last run that begins before a position; an empty one where none does."""
    number = bisect_left(runs, (before,))
    return runs[number - 1] if number else (0, 0)
