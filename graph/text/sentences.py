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
    return tuple(_trimmed(text))


def _split(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each begins and ends, blanks around it included, and in which line."""
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
                yield begin + start, begin + end, paragraph
                start = end
        if start < len(line):
            yield begin + start, begin + len(line), paragraph
        begin += len(line) + 1


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a sentence that is too long, each to its last comma or so."""
    while end - begin > MAX_SENTENCE_CHARACTERS:
        near = begin + MAX_SENTENCE_CHARACTERS - _CUT_CHARACTERS, begin + MAX_SENTENCE_CHARACTERS
        cut = max(text.rfind(mark, *near) for mark in "；，、 　") + 1 or near[1]
        yield begin, cut
        begin = cut
    yield begin, end


def _trimmed(text: str) -> Iterator[Sentence]:
    for begin, end, paragraph in _split(text):
        short = end - begin <= MAX_SENTENCE_CHARACTERS  # as nearly all are
        for opens, closes in [(begin, end)] if short else _pieces(text, begin, end):
            said = text[opens:closes].rstrip()
            if words := said.lstrip():
                stop = opens + len(said)
                yield Sentence(stop - len(words), stop, words, paragraph)
