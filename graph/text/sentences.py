"""The sentences of a text, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Sentence

MAX_SENTENCE_CHARACTERS = 4000
"""The most characters that a sentence has: rules that look at pairs in one stay fast.

Twice those of the longest among 22,000 sentences of official reports, a list of delegates.
"""
_CUT_CHARACTERS = 400  # so far back a mark is looked for where a longer one is cut


_CLOSERS = "”’』」）)》】"
_ENDERS = frozenset("。！？!?")
_MARK = re.compile("[（《【(）》】)。！？!?]")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences in order: never across a line end, never inside brackets, marks trimmed."""
    return tuple(_split(text))


def _split(text: str) -> Iterator[Sentence]:
    begin = 0
    for paragraph, line in enumerate(text.split("\n")):
        start, depth, end = 0, 0, 0
        for mark in _MARK.finditer(line):
            i, char = mark.start(), mark[0]
            if char in "（《【(":
                depth += 1
            elif char in "）》】)":
                depth = max(0, depth - 1)
            elif depth == 0 or i - start > 200:
                end = max(end, i + 1)  # of the whole run of marks
                while end < len(line) and (line[end] in _CLOSERS or line[end] in _ENDERS):
                    end += 1
                if end > i + 1 and depth and line[end - 1] in "）》】)":
                    depth = max(0, depth - 1)
                yield from _pieces(text, begin + start, begin + end, paragraph)
                start = end
        yield from _pieces(text, begin + start, begin + len(line), paragraph)
        begin += len(line) + 1


def _pieces(text: str, begin: int, end: int, paragraph: int) -> Iterator[Sentence]:
    """The sentence, or where it is too long its pieces, each to its last comma or so."""
    while end - begin > MAX_SENTENCE_CHARACTERS:
        near = begin + MAX_SENTENCE_CHARACTERS - _CUT_CHARACTERS, begin + MAX_SENTENCE_CHARACTERS
        cut = max(text.rfind(mark, *near) for mark in "；，、 　") + 1 or near[1]
        yield from _trimmed(text, begin, cut, paragraph)
        begin = cut
    yield from _trimmed(text, begin, end, paragraph)


def _trimmed(text: str, begin: int, end: int, paragraph: int) -> Iterator[Sentence]:
    said = text[begin:end].rstrip()
    if words := said.lstrip():
        end = begin + len(said)
        yield Sentence(end - len(words), end, words, paragraph)
