"""Dates as reports write them – 4月21日上午, 昨日 – resolved against the document's anchor."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.text.search import opening

_BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_THAT_DAY = "当日", "当天"
"""The day told of last, or the anchor."""
_RELATIVE = (*_BACK, *_THAT_DAY)
_DATE = re.compile(
    rf"{opening('0123456789' + ''.join(word[0] for word in _RELATIVE))}"
    r"(?:(?:((?:19|20)\d\d)年)?(?:(1[0-2]|0?[1-9])月)?(3[01]|[12]\d|0?[1-9])日(?!报|本|"
    r"内瓦|元|均|程|子)"
    rf"|({'|'.join(_RELATIVE)})(?!就))"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text and its value: ``YYYY-MM-DD``, or ``--MM-DD`` where no year is known."""

    begin: int
    end: int
    value: str


def dates(text: str, anchor: tuple[int, int, int], offset: int = 0) -> Iterator[DateMention]:
    """The dates of ``text`` in order. ``anchor`` is year, month, day, 0 for what is unknown.

    A day alone takes the anchor's month, or the month before when it lies after the anchor; a month
    and day take the anchor's year, or the year before when they lie more than four months ahead.
    """
    year, month = anchor[0], anchor[1]
    last = ""
    for match in _DATE.finditer(text):
        if match[4]:
            value = last if match[4] in _THAT_DAY and last else _relative(match[4], anchor)
        else:
            month = int(match[2] or (anchor[1] if all(anchor) and not last else month) or 0)
            value = _value(int(match[1] or year or 0), month, int(match[3]), anchor, bool(match[2]))
        if value:
            last = value
            yield DateMention(offset + match.start(), offset + match.end(), value)


def _relative(word: str, anchor: tuple[int, int, int]) -> str:
    if not all(anchor):
        return ""
    try:
        back = datetime.timedelta(days=_BACK.get(word, 0))
        return (datetime.date(*anchor) - back).isoformat()
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
