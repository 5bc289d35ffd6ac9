"""A document's text: what its head says of it, and its sentences with exact offsets.

Nothing is rewritten: offsets always point into the text as it was read.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from graph.characters import fold
from graph.lexicon import Lexicon, Pattern, default
from graph.model import Document
from graph.text.numerals import ONES, value

_FULL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:年|[-/.])(1[0-2]|0?[1-9])(?:月|[-/.])(3[01]|[12]\d|0?[1-9])(?!\d)日?"
)
_ALONE = re.compile(f"^[ 　]*{_FULL_DATE.pattern}[ 　]*$", re.MULTILINE)
"""A date with a line to itself, as under a notice."""
_ID_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_/]?(1[0-2]|0[1-9])(?:[-_/]?(3[01]|[12]\d|"
    r"0[1-9]))?(?!\d)"
)
_META = Pattern("{head_label}[:：]")
_PUBLISHER = Pattern("{publisher_label}[:：]\\s*(?P<publisher>[^\\s　\\d|:：（(）)]{2,24})")
_DATELINE = Pattern(
    "(?:^|\\n)(?:{own_press}{dispatch_word}|(?P<publisher>[{han}]{2,12}?{press_head|wire_head})"
    "(?:\\d+月\\d+日)?{dispatch_word})"
)
_NEWS_AGENCY = Pattern("(?:^|\\n)(?P<publisher>[{han}]{2,10}){news_head}（")
_DATED = re.compile(r"(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日(?:电|讯)")
_THIS_YEAR = re.compile("今年[^。！？\n]*")
_PLAN_EDGE = re.compile(f"“?(十?[{ONES}])五”?[^，。；“”]{{0,6}}?(?:(收官)|开局)")
_FOUNDED = {
    "中国共产党成立": 1921,
    "建党": 1921,
    "新中国成立": 1949,
    "中华人民共和国成立": 1949,
    "改革开放": 1978,
}
_ANNIVERSARY = re.compile(f"({'|'.join(_FOUNDED)})(\\d{{2,3}})周年")
_LONGEST_TITLE = 120


def prepare(document: Document, lexicon: Lexicon | None = None) -> Document:
    """The document with title, date and publisher as far as its own text or identifier says them.

    What the input already gave (a JSON record's fields) is kept.
    """
    lexicon = lexicon or default()
    text, lines = fold(document.text).text, document.text.split("\n")
    head = "\n".join(text.split("\n")[:8])
    return replace(
        document,
        title=document.title or _title(lines),
        issued=document.issued or _issued(document.id, head, text, lexicon),
        publisher=document.publisher or _publisher(head, lexicon),
    )


def _title(lines: list[str]) -> str:
    """The first line, if it is one: a text without line breaks opens with no title."""
    first = next((line.strip() for line in lines if line.strip()), "")
    return first if len(first) <= _LONGEST_TITLE else ""


def _issued(identifier: str, head: str, text: str, lexicon: Lexicon) -> str:
    """The date of a publication line, of the identifier, of a notice's last line, in that order."""
    for line in head.split("\n"):
        found = _FULL_DATE.search(line)
        if found and (_META.of(lexicon).search(line) or len(line) < 40):
            return _iso(*found.groups())
    named = _ID_DATE.search(identifier)
    if named and named[3]:
        return _iso(*named.groups())
    closing = _ALONE.findall(text)
    return _iso(*closing[-1]) if closing else ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _publisher(head: str, lexicon: Lexicon) -> str:
    for pattern in (_PUBLISHER, _DATELINE, _NEWS_AGENCY):
        found = pattern.of(lexicon).search(head)
        if found and found["publisher"]:
            return found["publisher"]
    return ""


def anchor(document: Document) -> tuple[int, int, int]:
    """Year, month, day that relative dates are counted from; 0 for what is not known."""
    if document.issued:
        year, month, day = map(int, document.issued.split("-"))
        return year, month, day
    named = _ID_DATE.search(document.id)
    year, month = (int(named[1]), int(named[2])) if named else (0, 0)
    line = _DATED.search(document.text[:400])
    year = year or clue_year(document.text)
    return (year, int(line[1]), int(line[2])) if line else (year, month, 0)


def clue_year(text: str) -> int:
    """The year that the text itself fixes for 今年: a plan's first or last year, an anniversary.

    今年…“十三五”规划圆满收官 → 2020; 今年是中国共产党成立100周年 → 2021; 0 where there is none, or
    where two clues disagree.
    """
    years = set()
    for sentence in _THIS_YEAR.findall(text):
        for plan, last in _PLAN_EDGE.findall(sentence):
            years.add(1955 + 5 * value(plan) - (0 if last else 4))
        for founded, count in _ANNIVERSARY.findall(sentence):
            years.add(_FOUNDED[founded] + int(count))
    return years.pop() if len(years) == 1 else 0
