"""Dates as reports write them – 4月21日上午, 昨日 – resolved against the document's anchor."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from graph.lexicon import Lexicon, Pattern, default
from graph.text.numerals import DIGITS, ONES, number

_BEFORE = f"(?<![{DIGITS}十])"
YEAR = f"(?:19|20)\\d\\d|{_BEFORE}(?:一九|二[〇○零])[{DIGITS}]{{2}}"
MONTH = f"1[0-2]|0?[1-9]|{_BEFORE}(?:十[一二]?|[{ONES}])"
DAY = "3[01]|[12]\\d|0?[1-9]"
HAN_DAY = f"(?<=月)(?:三十一?|二?十[{ONES}]?|[{ONES}])"
"""Only after a month: 三日 alone is how long something takes."""
_DATE = Pattern(
    f"(?=[0-9{DIGITS}十{{today|yesterday|day_before_yesterday|that_day}}])"
    f"(?:(?:({YEAR})年)?(?:({MONTH})月)?({DAY}|{HAN_DAY})"
    f"(?:[-－—–~～]{{1,2}}(?:{DAY}))?{{day_of_month}}|(?P<today>{{today}})|"
    "(?P<yesterday>{yesterday})|(?P<day_before>{day_before_yesterday})|(?P<that_day>{that_day}))"
)
_DAYS_BACK = {"today": 0, "that_day": 0, "yesterday": 1, "day_before": 2}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text and its value: ``YYYY-MM-DD``, or ``--MM-DD`` where no year is known."""

    begin: int
    end: int
    value: str


def dates(
    text: str, anchor: tuple[int, int, int], lexicon: Lexicon | None = None
) -> Iterator[DateMention]:
    """The dates of ``text`` in order. ``anchor`` is year, month, day, 0 for what is unknown.

    A day alone takes the anchor's month, or the month before when it lies after the anchor; a month
    and day take the anchor's year, or the year before when they lie more than four months ahead.
    """
    year, month = anchor[0], anchor[1]
    last = ""
    for match in _DATE.of(lexicon or default()).finditer(text):
        if match.lastgroup:
            back = _DAYS_BACK[match.lastgroup]
            value = last if match["that_day"] and last else _relative(back, anchor)
        else:
            if match[2]:
                month = number(match[2])
            elif all(anchor) and not last:
                month = anchor[1]
            told = number(match[1]) if match[1] else year
            value = _value(told, month, number(match[3]), anchor, bool(match[2]))
        if value:
            last = value
            yield DateMention(*match.span(), value)


def _relative(days_back: int, anchor: tuple[int, int, int]) -> str:
    if not all(anchor):
        return ""
    try:
        return (datetime.date(*anchor) - datetime.timedelta(days=days_back)).isoformat()
    except (ValueError, OverflowError):  # the 30th of February, the day before the first of all
        return ""


def _value(year: int, month: int, day: int, anchor: tuple[int, int, int], named: bool) -> str:
    if not month:
        return ""
    if not year:
        return f"--{month:02}-{day:02}"
    try:
        value = datetime.date(year, month, day)
        if all(anchor) and value > datetime.date(*anchor):
            if not named and (value.year, value.month) == anchor[:2]:
                previous = datetime.date(anchor[0], anchor[1], 1) - datetime.timedelta(days=1)
                value = datetime.date(previous.year, previous.month, day)
            elif named and year == anchor[0] and (value - datetime.date(*anchor)).days > 120:
                value = datetime.date(year - 1, month, day)
    except (ValueError, OverflowError):  # no such day, or one before the year 1
        return ""
    return value.isoformat()
