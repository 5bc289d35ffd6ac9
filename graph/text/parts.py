"""Several documents in one input: notices one after another, texts between rules, news in brief.

A text is cut only where each piece has the form of a document: a title and what it is the title of.
Sections of one report have no date, number or addressee of their own, and stay together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from graph.lexicon import Lexicon, Pattern, default, meets, needs
from graph.model import Document
from graph.text.head import FULL_DATE, prepare
from graph.text.kinds import ADDRESSED, NUMBERED
from graph.text.wrapping import whole_lines

_RULE = re.compile("([=*~_#＝＊—─－-])(?:[ 　]?\\1){4,}$")
_BULLET = re.compile("[●◆■▲★※□◇○]+[ 　]*")
_BRACKETED = re.compile("(?=【[^【】]{4,40}】)")
_COUNTED = Pattern("(?:[{numeral}]+、|（[{numeral}]+）|\\d{1,2}[.、．](?!\\d))[ 　]*")
_ARTICLE = Pattern("{ordinal_mark}[{numeral}]+[{article_unit}{chapter_unit}]")
_BULLETIN = Pattern("{collection_title}(?:[ 　（({ordinal_mark}].{0,24})?$")
_REPORTED = Pattern(
    "[（(]?(?:{news_source|own_press|news_mark|news_word}|[{han}]{2,12}?{press_head|wire_head})"
    "[^，。；]{0,30}?{dispatch_word}"
)
_DATED = Pattern(f"[^，。；]{{0,20}}?{FULL_DATE.template}[^，。；]{{0,50}}$")
_OF_HEADS = (NUMBERED, ADDRESSED, _REPORTED)
_ORGAN = Pattern("{issuing_organ|bare_level}$")
_ATTACHED = Pattern("{attachment_title}|{attachment_label}[：:]")
_ENDED = re.compile("[。！？!?][”’》）)】]*$")
_NO_TITLE = re.compile("。|[；：，、…—]$")
_BLANKS = re.compile("[ 　\t]")
_SHORTEST_TITLE, _LONGEST_TITLE, _SHORTEST_BODY = 6, 60, 40
_HEAD_LINES = 3


class _Line(NamedTuple):
    """A line that is not blank: its words in one form, and where they stand in the text.

    ``apart`` says that it is the first one, or that a blank line stands above it.
    """

    begin: int
    end: int
    text: str
    apart: bool

    @property
    def is_body(self) -> bool:
        """Whether it says something, as no title does."""
        return len(self.text) >= _SHORTEST_BODY or bool(_ENDED.search(self.text))

    def behind(self, mark: re.Pattern[str]) -> _Line:
        """The line without the mark that it opens with."""
        found = mark.match(self.text)
        width = found.end() if found else 0
        return self._replace(begin=self.begin + width, text=self.text[width:])


_Piece: TypeAlias = Sequence[_Line]


class _Cut(NamedTuple):
    """The pieces of an input, and what stands above them."""

    above: _Piece
    pieces: Sequence[_Piece]


_WHOLE = _Cut([], [])


class Part(NamedTuple):
    """A document that an input holds, its head read, and where it begins there."""

    document: Document
    begin: int


def parts(document: Document, lexicon: Lexicon | None = None) -> Iterator[Part]:
    """The documents that an input holds, in order; none if it is a single one.

    They are called ``ID#1``, ``ID#2`` …, and what stands above the first, as the title of a
    bulletin, ``ID#0``. What was given with the input, and the day and the publisher above, are
    theirs too where they tell no other.
    """
    page = _Page(document, lexicon or default())
    for cut in (page.by_rules, page.by_heads, page.by_items):
        above, pieces = cut()
        if len(pieces) > 1 and all(map(page.is_document, pieces)):
            yield from _cut(document, above, pieces, page.lexicon)
            return


def _cut(
    document: Document, above: _Piece, pieces: Sequence[_Piece], lexicon: Lexicon
) -> Iterator[Part]:
    told = document
    for number, piece in enumerate((above, *pieces)):
        if not piece:
            continue
        begin, end = piece[0].begin, piece[-1].end
        name, text = f"{document.id}#{number}", document.text[begin:end]
        bare = replace(document, id=name, text=text, title="", issued="", publisher="", kind="")
        part = prepare(bare, lexicon)
        part = replace(
            part,
            title="" if piece[0].is_body else part.title,
            issued=part.issued or told.issued,
            publisher=part.publisher or told.publisher,
        )
        told = told if number else part
        yield Part(part, begin)


class _Page:
    """The lines of an input, and the ways to cut it."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.lines = list(_lines(document.text))
        text = whole_lines(document.text).text
        of_heads = (form for form in _OF_HEADS if meets(text, needs(form, lexicon)))
        self._of_heads = [form.of(lexicon) for form in of_heads]
        self._has_date = FULL_DATE.of(lexicon).search(text) is not None
        heads = (document.title, *(line.text for line in self.lines[:2]))
        self.is_bulletin = any(map(_BULLETIN.of(lexicon).search, heads))

    def is_document(self, piece: _Piece) -> bool:
        """Whether it has a title and something that this is the title of."""
        first, *rest = piece
        alone = first.is_body and (self.is_bulletin or _BRACKETED.match(first.text))
        says = any(line.is_body or self._is_of_head(line) for line in rest)
        return bool(alone) or (self._is_title(first) and says)

    def by_rules(self) -> _Cut:
        """At lines of ===== or -----."""
        groups = groupby(self.lines, lambda line: bool(_RULE.match(line.text)))
        pieces: list[_Piece] = [list(lines) for is_rule, lines in groups if not is_rule]
        first, *others = pieces or [[]]
        headed = any(line.is_body for line in first)
        return _Cut([], [first, *others]) if headed else _Cut(first, others)

    def by_heads(self) -> _Cut:
        """At titles below which a date, a number, an addressee or a dateline stands."""
        starts: list[int] = []
        has_body, above_told = True, self._above_told()
        for number, line in enumerate(self.lines):
            begins = has_body and number in above_told and self._is_head(number)
            if begins and not self._is_told(starts, number):
                starts.append(number)
                has_body = False
            has_body |= line.is_body
        above = self.lines[: starts[0]] if starts else []
        return _WHOLE if any(line.is_body for line in above) else self._pieces(starts)

    def _above_told(self) -> set[int]:
        """The lines that stand near enough above one that only a head has."""
        lines = enumerate(self.lines)
        told = [n for n, line in lines if self._is_of_head(line) or self._is_dated(line)]
        return {number - up for number in told for up in range(1, _HEAD_LINES + 1)}

    def _is_told(self, starts: Sequence[int], number: int) -> bool:
        """Whether the piece above names the title in this line: what follows is attached to it."""
        title, above = self.lines[number].text, self.lines[starts[-1] : number] if starts else []
        return any(title in line.text and title != line.text for line in above)

    def by_items(self) -> _Cut:
        """At the bullets, brackets, numbers or titles of news in brief."""
        for mark in (_BULLET, _BRACKETED, _COUNTED.of(self.lexicon)):
            starts = [n for n, line in enumerate(self.lines) if mark.match(line.text)]
            above, pieces = self._pieces(starts)
            if len(pieces) < 2:
                continue
            titled = mark is _BULLET and not above and all(self._is_titled(p, mark) for p in pieces)
            if self.is_bulletin or titled or all(map(self._is_reported, pieces)):
                return _Cut(above, [[piece[0].behind(mark), *piece[1:]] for piece in pieces])
        return self._pieces(
            [
                number
                for number, (line, below) in enumerate(pairwise(self.lines))
                if self.is_bulletin and number and self._is_title(line) and below.is_body
            ]
        )

    def _pieces(self, starts: Sequence[int]) -> _Cut:
        if not starts:
            return _WHOLE
        bounds = pairwise([*starts, len(self.lines)])
        return _Cut(self.lines[: starts[0]], [self.lines[a:b] for a, b in bounds])

    def _is_title(self, line: _Line) -> bool:
        """Whether it may be a title: a short line that ends in no mark and opens no section."""
        words = _BLANKS.sub("", line.text)
        others = (_COUNTED, _ARTICLE, NUMBERED, _DATED)
        return (
            _SHORTEST_TITLE <= len(words) <= _LONGEST_TITLE
            and not _NO_TITLE.search(words)
            and not any(form.of(self.lexicon).match(words) for form in others)
            and not _ATTACHED.of(self.lexicon).match(words)
            and not _RULE.match(line.text)
        )

    def _is_head(self, number: int) -> bool:
        """Whether a document begins in this line: a title, and below it what only a head has."""
        line, above = self.lines[number], self.lines[number - 1 : number]
        begins = line.apart or any(_ENDED.search(a.text) or self._is_dated(a) for a in above)
        attached = any(_ATTACHED.of(self.lexicon).match(a.text) for a in above)
        signed = _ORGAN.of(self.lexicon).search(line.text)
        if not begins or attached or signed or not self._is_title(line):
            return False
        for at in range(number + 1, min(number + 1 + _HEAD_LINES, len(self.lines))):
            below = self.lines[at]
            if self._is_of_head(below):
                return True
            if self._is_dated(below):
                following = self.lines[at + 1 : at + 2]
                return any(line.is_body or line.text.endswith("：") for line in following)
            if below.is_body:
                return False
        return False

    def _is_of_head(self, line: _Line) -> bool:
        """Whether a line is what only a head has: a number, an addressee, a dateline."""
        return any(form.match(line.text) for form in self._of_heads)

    def _is_dated(self, line: _Line) -> bool:
        return self._has_date and bool(_DATED.of(self.lexicon).match(line.text))

    def _is_titled(self, piece: _Piece, mark: re.Pattern[str]) -> bool:
        """Whether it opens with a title behind the mark, in a line of its own."""
        return len(piece) > 1 and self._is_title(piece[0].behind(mark)) and piece[1].is_body

    def _is_reported(self, piece: _Piece) -> bool:
        """Whether a dateline stands in its first two lines."""
        dateline = _REPORTED.of(self.lexicon)
        return any(dateline.search(line.text, 0, _SHORTEST_BODY) for line in piece[:2])


def _lines(text: str) -> Iterator[_Line]:
    folded = whole_lines(text)
    begin, apart = 0, True
    for line in folded.text.split("\n"):
        if words := line.strip(" \t　"):
            at = begin + line.index(words)
            yield _Line(*folded.span(at, at + len(words)), words, apart)
        apart = not words
        begin += len(line) + 1
