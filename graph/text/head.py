"""A document's text: what its head says of it, and its sentences with exact offsets.

Nothing is rewritten: offsets always point into the text as it was read.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from graph.characters import fold
from graph.model import Document
from graph.text.dates import DAY, HAN_DAY, MONTH, YEAR
from graph.text.numerals import number

_FULL_DATE = re.compile(
    rf"(?<!\d)({YEAR})(?:年|[-/.])({MONTH})(?:月|[-/.])({DAY}|{HAN_DAY})(?!\d)日?"
)
_ALONE = re.compile(f"^[ 　]*{_FULL_DATE.pattern}[ 　]*$", re.MULTILINE)
"""A date with a line to itself, as under a notice."""
_OPEN = re.compile(r"(?:^|[\s（(:：】\]|])$")
_SHUT = re.compile(r"$|[\s）)|】\]\d]|星期")
_TERM = re.compile("[至到止于自从由期][:：]?[ 　]*$")
"""Before the day that something begins or ends on."""
_ID_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_/]?(1[0-2]|0[1-9])(?:[-_/]?(3[01]|[12]\d|"
    r"0[1-9]))?(?!\d)"
)
_META = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:信息)?来源|作者|供稿|浏览|浏览次数|点击|阅读|字体|(?:责任)?编辑|"
    r"(?:信息|文件)?(?:发布|发文|成文|印发|公布|公开|公示|生成|更新)?(?:日期|时间)|发布)[:：]"
)
_PUBLISHER = re.compile(r"(?:信息来源|来源|发布|作者|供稿)[:：]\s*([^\s　\d|:：（(）)]{2,24})")
_DATELINE = re.compile(
    r"(?:^|\n)(?:本报讯|([\u4e00-\u9fff]{2,12}?(?:日报|晚报|时报|网|社|"
    r"发布))(?:\d+月\d+日)?(?:讯|电|消息))"
)
_NEWS_AGENCY = re.compile(r"(?:^|\n)([\u4e00-\u9fff]{2,10})消息（")
_DATED = re.compile(r"(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日(?:电|讯)")
_THIS_YEAR = re.compile("今年[^。！？\n]*")
_PLAN_EDGE = re.compile("“?(十?[一二三四五六七八九])五”?(?:规划)?(?:的|圆满|胜利)*(收官|开局)")
_FOUNDED = {
    "中国共产党成立": 1921,
    "建党": 1921,
    "新中国成立": 1949,
    "中华人民共和国成立": 1949,
    "改革开放": 1978,
}
_ANNIVERSARY = re.compile(f"({'|'.join(_FOUNDED)})(\\d{{2,3}})周年")
_LONGEST_TITLE = 120


def prepare(document: Document) -> Document:
    """The document with title, date and publisher as far as its own text or identifier says them.

    What the input already gave (a JSON record's fields) is kept.
    """
    text, lines = fold(document.text).text, document.text.split("\n")
    head = "\n".join(text.split("\n")[:8])
    return replace(
        document,
        title=document.title or _title(lines),
        issued=document.issued or _issued(document.id, head, text),
        publisher=document.publisher or _publisher(head),
    )


def _title(lines: list[str]) -> str:
    """The first line, if it is one: a text without line breaks opens with no title."""
    first = next((line.strip() for line in lines if line.strip()), "")
    return first if len(first) <= _LONGEST_TITLE else ""


def _issued(identifier: str, head: str, text: str) -> str:
    """The date of a publication line, of the identifier, of a notice's last line, in that order."""
    for line in head.split("\n"):
        found = _FULL_DATE.search(line)
        if found and (_META.search(line) or (len(line) < 40 and _stands_apart(line, found))):
            return _iso(*found.groups())
    named = _ID_DATE.search(identifier)
    if named and named[3]:
        return _iso(*named.groups())
    closing = _ALONE.findall(text)
    return _iso(*closing[-1]) if closing else ""


def _stands_apart(line: str, date: re.Match[str]) -> bool:
    """Whether the line says no more of the date than who published then, or is in brackets.

    澄州日报 2021年7月5日; （2021年7月5日…通过）; but not 有效期至2026年12月31日.
    """
    before, after = line[: date.start()], line[date.end() :]
    return line.startswith("（") or bool(
        _OPEN.search(before) and not _TERM.search(before) and _SHUT.match(after)
    )


def _iso(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(number(year), number(month), number(day)).isoformat()
    except ValueError:
        return ""


def _publisher(head: str) -> str:
    for pattern in (_PUBLISHER, _DATELINE, _NEWS_AGENCY):
        found = pattern.search(head)
        if found and found[1]:
            return found[1]
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
        for plan, edge in _PLAN_EDGE.findall(sentence):
            last = 1955 + 5 * _plan_number(plan)
            years.add(last if edge == "收官" else last - 4)
        for founded, count in _ANNIVERSARY.findall(sentence):
            years.add(_FOUNDED[founded] + int(count))
    return years.pop() if len(years) == 1 else 0


def _plan_number(plan: str) -> int:
    digits = "零一二三四五六七八九十"
    return 10 + digits.index(plan[1]) if len(plan) == 2 else digits.index(plan)
