"""Searching a text for words, however many, in one pass (Aho and Corasick 1975)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

_FEW = 1 << 18  # words × characters up to which looking for each is faster than an automaton


def occurrences(words: Collection[str], text: str) -> Iterator[tuple[int, int]]:
    """Where any of the words stands: leftmost first, the longest there, without overlap."""
    if len(words) * len(text) >= _FEW:
        yield from finder(words)(text)
        return
    done = 0
    found = ((begin, -len(word)) for word in words for begin in _starts(word, text))
    for begin, size in sorted(found):
        if begin >= done:
            done = begin - size
            yield begin, done


def finder(words: Collection[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    """`occurrences` of the same words in one text after another: one pass, for a thousand words
    as for one."""
    automaton = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)

    def find(text: str) -> Iterator[tuple[int, int]]:
        return ((begin, end) for _, begin, end in automaton.find_matches_as_indexes(text))

    return find


def everywhere(words: Collection[str], text: str) -> Iterator[tuple[str, int, int]]:
    """Each word wherever it stands, whatever overlaps it, by its end."""
    if len(words) * len(text) < _FEW:
        found = [(begin + len(w), begin, w) for w in words for begin in _starts(w, text)]
        yield from ((word, begin, end) for end, begin, word in sorted(found))
    else:
        listed = list(words)
        for which, begin, end in AhoCorasick(listed).find_matches_as_indexes(
            text, overlapping=True
        ):
            yield listed[which], begin, end


def places(words: Collection[str], text: str) -> dict[str, list[int]]:
    """Where each of the words begins that stand in the text, whatever overlaps it."""
    found: dict[str, list[int]] = {}
    if len(words) * len(text) < _FEW:
        for word in words:
            if begins := _starts(word, text):
                found[word] = begins
    else:
        for word, begin, _ in everywhere(words, text):
            found.setdefault(word, []).append(begin)
    return found


def _starts(word: str, text: str) -> list[int]:
    found = []
    begin = text.find(word) if word else -1
    while begin >= 0:
        found.append(begin)
        begin = text.find(word, begin + 1)
    return found


def counts(words: Collection[str], text: str) -> Counter[str]:
    """How often each word stands in the text, as ``str.count`` counts."""
    found: Counter[str] = Counter()
    ends: dict[str, int] = {}
    for word, begin, end in everywhere(words, text):
        if begin >= ends.get(word, 0):
            ends[word] = end
            found[word] += 1
    return found
