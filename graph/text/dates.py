"""Dates as reports write them – 4月21日上午, 昨（18）日, 去年6月29日, 一九八三年八月二日 – and what
they mean, seen from the day of the document."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from graph.lexicon import Lexicon, Pattern, default
from graph.text.numerals import DIGITS, JANUARY, ONES, TEN, number

GAP = "[ 　]?"
"""Pages and PDFs set blanks around numbers: 2022 年 7 月 12 日, 1 9 9 8 年3 月5 日."""
_BEFORE = f"(?<![{DIGITS}{TEN}])"
YEAR = (
    f"(?:19|20)\\d\\d|(?:1{GAP}9|2{GAP}0){GAP}\\d{GAP}\\d|"
    f"{_BEFORE}(?:一九|二[〇○零0])[{DIGITS}0]{{2}}"
)
YEAR_BEGINS = "12一二"
A_YEAR = re.compile(f"[{YEAR_BEGINS}]{GAP}[09{DIGITS[:3]}{ONES[8]}]")
"""How each year begins: a text without it has no full date, and `re` sees that at once."""
MONTH = f"1{GAP}[0-2]|0?[1-9]|{JANUARY}|{_BEFORE}(?:{TEN}[{ONES[:2]}]?|[{ONES}])"
DAY = f"3{GAP}[01]|[12]{GAP}\\d|0?[1-9]"
_HAN_DAY = f"三{TEN}一?|二?{TEN}[{ONES}]?|[{ONES}]"
HAN_DAY = f"(?:(?<={{month_unit}})|(?<={{month_unit}}[ 　]))(?:{_HAN_DAY})"
"""Only after a month: 三日 alone is how long something takes."""
_UNIT = f"{GAP}{{day_of_month}}"
_TO = f"{GAP}[-－—–~～、{{range_word}}]{{1,2}}{GAP}"
_YEAR_WORDS = (
    f"(?P<year>{YEAR}){GAP}{{year_unit}}{GAP}|(?P<this_year>{{this_year}})|(?P<last_year>{{last_year}})|"
    "(?P<year_before_last>{year_before_last})|(?P<next_year>{next_year})|"
    "(?P<that_year>{that_year})|(?P<year_after_that>{year_after_that})"
)
_BEFORE_UNIT = (
    f"[\\d{DIGITS}{TEN}{JANUARY} 　（）()\\-－—–~～、{{year_unit|month_unit|day_of_month|"
    "range_word|this_year|last_year|year_before_last|next_year|that_year|year_after_that|"
    "this_month|last_month|that_month|day_mark|ahead_mark}]"
)
"""What stands in a date before its first unit."""
_DATE = Pattern(
    # that 一个 is none is seen at once; a run of so many numbers is read below
    f"(?={_BEFORE_UNIT}{{0,40}}{{day_of_month}}|{_BEFORE_UNIT}{{40}}|{{today}}|{{yesterday}}|"
    "{day_before_yesterday}|{tomorrow}|{day_after_tomorrow}|{that_day}|{day_after_that})"
    "(?<![\\d.·{month_unit}])"
    f"(?:(?:{_YEAR_WORDS})?"
    f"(?:(?P<month>{MONTH}){GAP}{{month_unit}}{GAP}|(?P<this_month>{{this_month}})|"
    "(?P<last_month>{last_month})|(?P<that_month>{that_month}))?(?:(?:(?P<ahead>{ahead_mark})|{day_mark})[（(])?"
    f"(?P<day>{DAY}|{HAN_DAY})(?P<more>(?:(?:{_UNIT})?{_TO}(?:{DAY}|{_HAN_DAY})"
    f"(?={_UNIT}|{_TO}))*)[）)]?{_UNIT}|(?P<today>{{today}})|"
    "(?P<yesterday>{yesterday})|(?P<day_before>{day_before_yesterday})|(?P<tomorrow>{tomorrow})|"
    "(?P<day_after>{day_after_tomorrow})|(?P<that_day>{that_day})|(?P<next_day>{day_after_that}))"
)
_HEADING = Pattern(
    f"(?m:^[　 （(【〔]*(?=[0-9{DIGITS}{TEN}])(?:(?P<year>{YEAR}){GAP}{{year_unit}}{GAP})?"
    f"(?:(?P<month>{MONTH}){GAP}{{month_unit}}{{month_share}}?)?[　 ）)】〕]*$)"
)
"""A line of a chronicle that holds the year or the month of the days below it."""
_PERIOD = Pattern(
    f"(?=[{YEAR_BEGINS}{{this_year|last_year|year_before_last|next_year|that_year|"
    "year_after_that}])"
    f"(?<![\\d{{range_word}}])(?:{_YEAR_WORDS})(?:(?!{GAP}(?:{MONTH}){GAP}{{month_unit}})|"
    f"(?P<month>{MONTH}){GAP}{{month_unit}}(?!{GAP}(?:{DAY}|{_HAN_DAY})(?:{_UNIT}|{_TO})))"
    f"(?!{_TO}|{{time_relation}})"
)
"""A year, or a month of a year, without a day, and no end of a span."""
_MORE = re.compile(f"{DAY}|{_HAN_DAY}")
_DAYS_BACK = {
    "today": 0,
    "that_day": 0,
    "yesterday": 1,
    "day_before": 2,
    "tomorrow": -1,
    "day_after": -2,
    "next_day": -1,
}
_AFTER_TOLD = ("that_day", "next_day")
"""Counted from the day told last: 当晚, 次日."""
YEARS_ON = {"this_year": 0, "last_year": -1, "year_before_last": -2, "next_year": 1}
"""The class of 去年, 今年 and the like → the years from that of the document."""
_YEARS_AFTER = {"that_year": 0, "year_after_that": 1}
_STORY = 31
"""So many days at most lie between the dates of one story."""
_AHEAD = 120
"""So many days at most does a report look ahead: 12月 in January is last year's."""
_NO_YEAR = 2000
"""Stands for a year that is not known: one with a 29th of February."""

Day = tuple[int, int, int]
"""Year, month, day; 0 for what is not known."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text and its value: ``YYYY-MM-DD``, or ``--MM-DD`` where no year is known.

    A month or a year that is told without a day is ``YYYY-MM`` or ``YYYY`` (`times`).
    """

    begin: int
    end: int
    value: str

    @property
    def is_day(self) -> bool:
        """Whether it is a day."""
        return self.value.count("-") > 1


def dates(text: str, anchor: Day, lexicon: Lexicon | None = None) -> Iterator[DateMention]:
    """The dates of ``text`` in order, a range as its first and its last day. ``anchor`` is the day
    of the document; what does not exist (2月30日) or cannot be known (15日 of any month) is none.
    """
    return (time for time in times(text, anchor, lexicon) if time.is_day)


def times(text: str, anchor: Day, lexicon: Lexicon | None = None) -> Iterator[DateMention]:
    """The dates of ``text`` and the months and years that it tells without a day, in order."""
    told, lexicon = _Told(anchor), lexicon or default()
    heading, period, date = (form.of(lexicon) for form in (_HEADING, _PERIOD, _DATE))
    found = chain(heading.finditer(text), period.finditer(text), date.finditer(text))
    for match in sorted(found, key=re.Match.start):
        if match.re is heading:
            told.turn(match)
            continue
        if match.re is period:
            if when := told.name(match):
                yield DateMention(*match.span(), when)
            continue
        if match.lastgroup in _DAYS_BACK:
            spans, days = [match.span()], [told.relative(match.lastgroup)]
        else:
            spans, days = _spans(match), told.days(match)
        for span, day in zip(spans, days, strict=True):
            if day:
                yield DateMention(*span, _iso(day))


def _spans(match: re.Match[str]) -> list[tuple[int, int]]:
    """Where each day of a range or list stands: 3月27 and 28日 of 3月27至28日."""
    if not match["more"]:  # most are no range
        return [match.span()]
    more = [found.span() for found in _MORE.finditer(match.string, *match.span("more"))]
    ends = [match.end("day"), *(end for _, end in more)]
    ends[-1] = match.end()
    return list(zip([match.start(), *(begin for begin, _ in more)], ends, strict=True))


def _iso(day: Day) -> str:
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}" if day[0] else f"--{day[1]:02}-{day[2]:02}"


def _date(day: Day) -> datetime.date | None:
    """The day in the calendar; None for the 30th of February."""
    try:
        return datetime.date(day[0] or _NO_YEAR, *day[1:])
    except ValueError:
        return None


class _Told:
    """The dates told so far: what a date leaves out is that of the one before or the anchor's."""

    def __init__(self, anchor: Day) -> None:
        self._anchor = anchor
        self._last: Day | None = None
        self._named = (0, 0)  # the year and the month told last, with a day or without
        self._yearless = False

    def turn(self, heading: re.Match[str]) -> None:
        """The days below a heading are of its year and month."""
        month = number(heading["month"]) if heading["month"] else 0
        year = number(heading["year"]) if heading["year"] else self._anchor[0]
        self._anchor, self._last, self._named = (year, month, 0), None, (year, month)

    def name(self, named: re.Match[str]) -> str:
        """A year or a month that is told by itself, ``YYYY`` or ``YYYY-MM``; '' for 去年 of nobody
        knows when."""
        year, month = self._year_told(named) or 0, number(named["month"] or "0")
        self._named = (year, month)
        return f"{year:04}-{month:02}" if year and month else f"{year or ''}"

    def relative(self, word: str) -> Day | None:
        """今天, 昨天, 明天 from the anchor; 当天, 次日 from the day told last."""
        start = (self._last if word in _AFTER_TOLD else None) or self._anchor
        today = _date(start) if all(start[1:]) and (self._last or word != "next_day") else None
        if not today:
            return None
        try:
            day = today - datetime.timedelta(days=_DAYS_BACK[word])
        except OverflowError:  # before the first day of all, behind the last
            return None
        leap = {day.month, today.month} == {2, 3} or (day.month, day.day) == (2, 29)
        if not start[0] and leap and day != today:
            return None  # the 28th or the 29th, the 29th or the 1st
        return self._tell((start[0] and day.year, day.month, day.day))

    def days(self, match: re.Match[str]) -> list[Day | None]:
        """The days of a date with numbers, None for one that is none."""
        first = self._first(match, number(match["day"]))
        days = [first]
        for found in _MORE.finditer(match["more"]) if match["more"] else ():
            day = first and (*first[:2], number(found[0]))
            days.append(self._tell(day) if day else None)
        return days

    def _first(self, match: re.Match[str], day: int) -> Day | None:
        if match["ahead"]:
            next_day = self.relative("tomorrow")
            return next_day if next_day and next_day[2] == day else None
        if match["month"]:
            month = number(match["month"])
            year = self._year_told(match)
            return self._tell((self._year(month, day) if year is None else year, month, day))
        for name, months in (("this_month", 0), ("last_month", -1)):
            if match[name]:
                return self._tell(self._month(months, day)) if self._anchor[1] else None
        if match["that_month"]:
            return self._tell((*self._named, day)) if self._named[1] else None
        return self._tell(self._bare(day)) if not match["year"] else None

    def _year_told(self, match: re.Match[str]) -> int | None:
        """The year that the date's own words tell; 0 for 去年 of nobody knows when."""
        if match["year"]:
            return number(match["year"])
        for name, years in YEARS_ON.items():
            if match[name]:
                return self._anchor[0] and self._anchor[0] + years
        for name, years in _YEARS_AFTER.items():
            if match[name]:
                return self._named[0] and self._named[0] + years
        return None

    def _year(self, month: int, day: int) -> int:
        """The year of a month and day: that of the story told, else the document's."""
        story = self._in_story(month, day)
        anchor = _date(self._anchor) if all(self._anchor) else None
        if anchor is None:
            return self._anchor[0] or story
        own = _date((anchor.year, month, day))
        if own and (own - anchor).days > _AHEAD:
            own = _date((max(anchor.year - 1, datetime.MINYEAR), month, day))
        recent = own and 0 <= (anchor - own).days <= _STORY
        return story if story and not recent else own.year if own else anchor.year

    def _in_story(self, month: int, day: int) -> int:
        """The year in which it lies at most a month from the date told last; else 0.

        Where the text has told a date without a year, its own time is not that of its full dates.
        """
        last = self._last and self._last[0] and not self._yearless and _date(self._last)
        for year in (last.year - 1, last.year, last.year + 1) if last else ():
            told = _date((year, month, day))
            if last and told and abs((told - last).days) <= _STORY:
                return year
        return 0

    def _bare(self, day: int) -> Day | None:
        """A day alone: of the month told last, else of the anchor's, or the month before."""
        month = self._last[:2] if self._last and self._near() else self._anchor[:2]
        if not month[1]:
            return None
        ahead = month == self._anchor[:2] and 0 < self._anchor[2] < day
        return self._month(-1, day) if ahead else (*month, day)

    def _near(self) -> bool:
        """Whether the date told last is of the document's own time, as far as that is known."""
        last, anchor = self._last and _date(self._last), self._anchor
        known = _date(anchor) if all(anchor) else None
        return not (last and known and self._last and self._last[0]) or (
            abs((known - last).days) <= 2 * _STORY
        )

    def _month(self, months: int, day: int) -> Day:
        """A day of the anchor's month, or of the one before."""
        year, month, _ = self._anchor
        if month + months:
            return year, month + months, day
        return year and max(year - 1, datetime.MINYEAR), 12, day

    def _tell(self, day: Day | None) -> Day | None:
        """The day, remembered, if there is such a day."""
        if day is None or _date(day) is None:
            return None
        self._last, self._named = day, day[:2]
        self._yearless |= not day[0]
        return day
