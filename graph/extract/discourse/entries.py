"""When the entries of a chronicle are: the day a line opens with, else the month or the year that
stands there or above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from graph.extract.patterns import MaskedSentence
from graph.lexicon import Lexicon, Pattern
from graph.model import Sentence
from graph.text import DateMention, number

_OPENING = Pattern(
    "[　 （(【〔▲●◆■★※○△]*(?:(?P<year>\\d{4}){year_unit}|(?P<same_year>{that_year|this_year}))?"
    "(?:(?P<month>[{numeral}\\d]{1,3}){month_unit}|(?P<same_month>{that_month|this_month|third_of_month}))?"
    "(?P<alone>[　 ）)】〕]*$)?"
)
_MARGIN = 16  # characters in which the days of an entry open a sentence of it


def entries(
    sentences: Sequence[MaskedSentence],
    dates: Callable[[Sentence], Sequence[DateMention]],
    year: int,
    lexicon: Lexicon,
) -> Mapping[Sentence, str]:
    """Sentence → when its entry is: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, of several days what
    they share, '' where nothing tells; ``year`` is that of the chronicle, 0 for several."""
    opening = _OPENING.of(lexicon)
    found: dict[Sentence, str] = {}
    above, now, paragraph = str(year or ""), "", -1
    for sentence in sentences:
        if sentence.source.paragraph != paragraph:
            paragraph = sentence.source.paragraph
            line = opening.match(sentence.source.text)
            now = _told(line, above) if line else ""
            above = now if now and line and line["alone"] is not None else above
        margin = sentence.source.begin + _MARGIN
        days = [day.value for day in dates(sentence.source) if day.begin < margin]
        now = _shared(days) if days else now
        found[sentence.source] = now
    return found


def _told(line: re.Match[str], above: str) -> str:
    """The month or the year that a line opens with, the month of the year above."""
    year = line["year"] or above[:4]
    if year and line["month"]:
        return f"{year}-{number(line['month']):02}"
    if line["same_month"] and not line["year"]:
        return above[:7]
    return line["year"] or (above[:4] if line["same_year"] else "")


def _shared(days: Sequence[str]) -> str:
    """2021-01 of 2021-01-12 and 2021-01-14; '' where no year is known."""
    columns = zip(*(day.split("-") for day in days), strict=False)
    shared = [column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns)]
    return "-".join(shared) if shared and shared[0] else ""
