"""Lines that were broken at a width – of a mail, a PDF, a printed column – made whole again.

Whether a text was broken at a width its own lines tell: nearly all that end in mid-sentence are of
one width, and hardly any is longer. Verses and lists are not, nor is what a heading or an item is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from graph.characters import HAN, Folded, fold
from graph.lexicon import Pattern, default

_NARROWEST, _WIDEST = 24, 170  # columns; a Chinese character has two
_SLACK = 4  # columns that a justified line may fall short, or a mark hang over
_LEAST = 3  # lines that end in mid-sentence at the width
_MOSTLY = 0.6  # of those that end in mid-sentence and are half as wide at least
_OUTLIERS = 50  # one line of so many may be longer

_NARROW = re.compile("[\x20-\x7e]+")
_BLANKS = " \t　"
_CELLS = re.compile("\t| {3}|　　")
_ENDED = re.compile("[。！？!?；;：:…—][”’》）)】]*$|^[（(].*[）)]$|^【.*】$")
_COMMA = re.compile("[，、]$")
_INSIDE = re.compile("[，。；、：（《“](?!$)")
_MARKED = re.compile("[，。；、：]")
_TOKEN = re.compile("[0-9A-Za-z.%]+|.[，。、；：！？”’》）]*")
_ITEM = Pattern(
    "[{numeral}]+、|[（(][{numeral}\\d]{1,3}[）)]|\\d{1,3}[、．.](?!\\d)|"
    "{ordinal_mark}[{numeral}\\d]+{article_unit|chapter_unit|section_unit}[ 　]|{attachment_title}|"
    "[【●◆■▲★※]"
)
_LABEL = re.compile("[^，。；：]{1,10}：")
_HAN_OR_MARK = re.compile(f"[{HAN}，。、；：！？”’》）—…]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: where its words begin and end, and its columns.

    ``head`` says that no mark stands inside it or a line before: it may be a title.
    """

    number: int
    head: bool
    begin: int
    end: int
    text: str
    indent: int
    width: int

    @property
    def cells(self) -> bool:
        """Whether blanks make a row of a table of it, or of a list of names."""
        blanks = sum(map(self.text.count, _BLANKS))
        return bool(_CELLS.search(self.text)) or 6 * blanks >= len(self.text)

    @property
    def open(self) -> bool:
        """Whether it ends in mid-sentence, and is no row, title or heading."""
        heading = _ITEM.of(default()).match(self.text) and not _INSIDE.search(self.text)
        return not (self.head or heading or _ENDED.search(self.text) or self.cells)


class _Pair(NamedTuple):
    """Two lines, the second right below the first, which ends in mid-sentence."""

    first: _Line
    second: _Line


@lru_cache(maxsize=64)  # whoever reads a document and its parts asks for each several times
def whole_lines(text: str) -> Folded:
    """The text in the one form that rules know (`graph.characters.fold`), its broken lines joined.

    Joined lines have neither the line end nor the blanks around it; all else keeps its place.
    """
    folded = fold(text)
    joints = list(_joints(folded.text))
    return folded.without(joints) if joints else folded


def _joints(text: str) -> Iterator[tuple[int, int]]:
    """The spans between the lines that belong together, in order."""
    ends = (line.rstrip(_BLANKS) for line in text.split("\n"))
    body = [line for line in ends if line][1:]
    longest = -1 - len(body) // _OUTLIERS
    if not body or sorted(map(_columns_at_least, body))[longest] > _WIDEST:
        return
    width = sorted(map(_columns, body))[longest]
    if not _NARROWEST <= width <= _WIDEST:
        return
    lines = list(_lines(text))
    pairs = [_Pair(a, b) for a, b in pairwise(lines) if b.number == a.number + 1 and a.open]
    full = [pair for pair in pairs if _full(pair, width)]
    uneven = not _broken(pairs, full, width)
    if uneven and not _cut_inside(pairs):
        return
    broken = pairs if uneven else full
    indent, _ = Counter(pair.second.indent for pair in broken).most_common(1)[0]
    listed = _listed(lines)
    for pair in pairs:
        first, second = pair
        goes_on = abs(second.indent - indent) <= 1 and not second.cells
        item = _ITEM.of(default()).match(second.text) or _opening(second) in listed
        comma = _COMMA.search(first.text) and 2 * first.width >= width
        if goes_on and not item and (comma or uneven or _full(pair, width)):
            yield first.end, second.begin


def _lines(text: str) -> Iterator[_Line]:
    begin, head = 0, True
    for number, line in enumerate(text.split("\n")):
        if words := line.strip(_BLANKS):
            at = line.index(words)
            indent = _columns(line[:at])
            start, end = begin + at, begin + at + len(words)
            head &= not _INSIDE.search(words)
            yield _Line(number, head, start, end, words, indent, indent + _columns(words))
        begin += len(line) + 1


def _columns_at_least(text: str) -> int:
    """As many, or fewer by those of control characters; in a tenth of the time."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def _columns(text: str) -> int:
    return 2 * len(text) - sum(map(len, _NARROW.findall(text)))


def _full(pair: _Pair, width: int) -> bool:
    """Whether the first word of the second line had no room in the first one."""
    token = _TOKEN.match(pair.second.text)
    room = width - pair.first.width - _columns(token[0] if token else "")
    return -2 * _SLACK <= room < _SLACK


def _broken(pairs: Sequence[_Pair], full: Sequence[_Pair], width: int) -> bool:
    """Whether it is the width that breaks sentences, and they are sentences: verses end in commas,
    lists have no mark inside their lines."""
    wide = sum(2 * pair.first.width >= width for pair in pairs)
    sentences = sum(bool(_INSIDE.search(pair.first.text)) for pair in full)
    commas = sum(bool(_COMMA.search(pair.first.text)) for pair in full)
    return (
        len(full) >= _LEAST
        and len(full) >= _MOSTLY * wide
        and 2 * sentences >= len(full) >= 2 * commas
    )


def _cut_inside(pairs: Sequence[_Pair]) -> bool:
    """Whether lines of any width are broken: one within “…” or 《…》, and none that has no mark
    beside it, as names under a letter have."""
    within = any(
        pair.first.text.count(opens) > pair.first.text.count(closes)
        and closes in pair.second.text.partition(opens)[0]
        for pair in pairs
        for opens, closes in ("“”", "《》")
    )
    prose = all(_INSIDE.search(a.text) or _MARKED.search(b.text) for a, b in pairs)
    return within and prose and len(pairs) >= _LEAST


def _opening(line: _Line) -> str:
    """What a line opens with, as far as that may mark an item: a label, a digit, a bullet."""
    char = line.text[0]
    if _HAN_OR_MARK.match(char):
        return "：" if _LABEL.match(line.text) else ""
    return "0" if char.isdigit() else char


def _listed(lines: Sequence[_Line]) -> set[str]:
    """The openings that every third line has: those of a list's items."""
    counts = Counter(map(_opening, lines))
    return {opening for opening, n in counts.items() if opening and n > 2 and 3 * n >= len(lines)}
