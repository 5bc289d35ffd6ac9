"""A document's text: what its head says of it, and its sentences with exact offsets.

Nothing is rewritten: offsets always point into the text as it was read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph.lexicon import Lexicon, Pattern, default
from graph.model import Document
from graph.text.dates import (
    A_YEAR,
    DAY,
    GAP,
    HAN_DAY,
    MONTH,
    YEAR,
    YEAR_BEGINS,
    DateMention,
    Day,
)
from graph.text.kinds import kind
from graph.text.numerals import number
from graph.text.wrapping import whole_lines
from graph.text.years import clue_year

FULL_DATE = Pattern(
    f"(?=[{YEAR_BEGINS}])(?<!\\d)({YEAR})(?:{GAP}{{year_unit}}{GAP}|[-/.])({MONTH})(?:{GAP}{{month_unit}}{GAP}|[-/.])"
    f"({DAY}|{HAN_DAY})(?!\\d)(?:{GAP}{{day_unit}})?"
)
_ALONE = Pattern(f"(?m)^[ 　]*{FULL_DATE.template}[ 　]*$")
"""A date with a line to itself, as under a notice."""
_OPEN = re.compile(r"(?:^|[\s（(:：】\]|])$")
_SHUT = Pattern("$|[\\s）)|】\\]\\d]|{weekday_word}")
_TERM = Pattern("{term_lead}[:：]?[ 　]*$")
"""Before the day that something begins or ends on."""
_PERIOD = Pattern("{period_label}[:：]")
"""Before the days that something lasts: 公示时间：."""
_ID_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_/]?(1[0-2]|0[1-9])(?:[-_/]?(3[01]|[12]\d|"
    r"0[1-9]))?(?!\d)"
)
_META = Pattern(
    "(?<![{han}])(?:{head_label|publisher_label}|{document_noun}?{publication}?{date_label})[:：]"
)
_PUBLISHER = Pattern("{publisher_label}[:：]\\s*(?P<name>[^\\s　\\d|:：（(）)]{2,24})")
_DATELINE = Pattern(
    "(?:^|\\n)(?P<name>[{han}]{2,12}?{press_head|wire_head})(?:\\d+{month_unit}\\d+{day_unit})?{dispatch_word}"
)
_NEWS_AGENCY = Pattern("(?:^|\\n)(?P<name>[{han}]{2,10}){news_head}（")
_TOLD = (
    f"(?:({YEAR}){GAP}{{year_unit}}{GAP})?({MONTH}){GAP}{{month_unit}}{GAP}"
    f"({DAY}|{HAN_DAY}){GAP}{{day_unit}}"
)
_DATED = Pattern(f"{_TOLD}{{dispatch_word}}|{{today}}[（(]{_TOLD}[）)]")
"""A dateline, or the day that is today: 今天（4月20日）."""
_CHRONICLE = Pattern("{chronicle}")
_YEAR = Pattern(f"({YEAR}){{year_unit}}")
ISSUERS = Pattern("(?:[　 ]*[^，。；：《》\\s]{2,48}{issuing_organ}(?=[　 ]|$))+[　 ]*$")
"""A line that names only the organs that issue what stands below it."""
_LONGEST_TITLE = 120


def prepare(document: Document, lexicon: Lexicon | None = None) -> Document:
    """The document with title, date, publisher and kind as its own text or identifier says them.

    What the input already gave (a JSON record's fields) is kept.
    """
    lexicon = lexicon or default()
    text, lines = whole_lines(document.text).text, document.text.split("\n")
    head = _head(text)
    return replace(
        document,
        title=document.title or _title(lines, lexicon),
        issued=document.issued or _dated(document.id, head, text, lexicon)[0],
        publisher=document.publisher or _publisher(head, lexicon),
        kind=document.kind or kind(document.title, text, lexicon),
    )


def _title(lines: list[str], lexicon: Lexicon) -> str:
    """The first line, if it is one, with the next where it only tells whose that title is: a text
    without line breaks opens with no title."""
    first, second = [*filter(None, map(str.strip, lines)), "", ""][:2]
    opening = tuple(lexicon.word_class("title_opening"))
    if second.startswith(opening) and ISSUERS.of(lexicon).match(first):
        first += second
    return first if len(first) <= _LONGEST_TITLE else ""


def dated_by(document: Document, lexicon: Lexicon | None = None) -> str:
    """What tells a document's date: "metadata", its "head", its "foot", its "name"; '' nothing."""
    if document.issued:
        return "metadata"
    text = whole_lines(document.text).text
    return _dated(document.id, _head(text), text, lexicon or default())[1]


def _head(text: str) -> str:
    return "\n".join(text.split("\n")[:8])


@lru_cache(maxsize=64)  # `prepare` and `dated_by` ask for it, its parts in between
def _dated(identifier: str, head: str, text: str, lexicon: Lexicon) -> tuple[str, str]:
    """The date of a publication line, of the identifier, of a notice's last line, in that order.

    With what told it: "head", "name" or "foot".
    """
    label, date, period = _META.of(lexicon), FULL_DATE.of(lexicon), _PERIOD.of(lexicon)
    for line in head.split("\n") if A_YEAR.search(head) else ():
        found = date.search(line)
        if not found or period.search(line):
            continue
        if label.search(line) or (len(line) < 40 and _stands_apart(line, found, lexicon)):
            return _iso(*found.groups()), "head"
    named = _ID_DATE.search(identifier)
    if named and named[3]:
        return _iso(*named.groups()), "name"
    closing = _ALONE.of(lexicon).findall(text)
    return (_iso(*closing[-1]), "foot") if closing else ("", "")


def _stands_apart(line: str, date: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the line says no more of the date than who published then, is in brackets or opens
    with it behind a dash.

    澄州日报 2021年7月5日; （2021年7月5日…通过）; ——2021年7月5日在全市防汛会议上; but not
    有效期至2026年12月31日.
    """
    before, after = line[: date.start()], line[date.end() :]
    dashed = line.startswith("—") and not before.strip("— 　")
    return (
        dashed
        or line.startswith("（")
        or bool(
            _OPEN.search(before)
            and not _TERM.of(lexicon).search(before)
            and _SHUT.of(lexicon).match(after)
        )
    )


def _iso(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(number(year), number(month), number(day)).isoformat()
    except ValueError:
        return ""


def full_dates(text: str, lexicon: Lexicon | None = None) -> Iterator[DateMention]:
    """The dates of a text that tell their year, whatever follows: 2025年6月1日起 has one, too."""
    if not A_YEAR.search(text):
        return
    for found in FULL_DATE.of(lexicon or default()).finditer(text):
        if day := _iso(*found.groups()):
            yield DateMention(*found.span(), day)


def _publisher(head: str, lexicon: Lexicon) -> str:
    for pattern in (_PUBLISHER, _DATELINE, _NEWS_AGENCY):
        found = pattern.of(lexicon).search(head)
        if found:
            return found["name"]
    return ""


def anchor(document: Document, lexicon: Lexicon | None = None) -> Day:
    """Year, month, day that relative dates are counted from; 0 for what is not known."""
    lexicon = lexicon or default()
    if document.issued:
        year, month, day = map(int, document.issued.split("-"))
        return year, month, day
    named = _ID_DATE.search(document.id)
    year, month = (int(named[1]), int(named[2])) if named else (0, 0)
    line = _DATED.of(lexicon).search(document.text[:400])
    told = [group for group in line.groups() if group] if line else []
    if len(told) == 3:
        year = number(told[0])
    year = year or _chronicled(document.title, lexicon) or clue_year(document.text, lexicon)
    return (year, number(told[-2]), number(told[-1])) if told else (year, month, 0)


def _chronicled(title: str, lexicon: Lexicon) -> int:
    """The year of a chronicle: 澄州市大事记（1986年）; 0 for another title, for several years."""
    chronicle = _CHRONICLE.of(lexicon).search(title)
    years = {number(year) for year in _YEAR.of(lexicon).findall(title)} if chronicle else set()
    return years.pop() if len(years) == 1 else 0
