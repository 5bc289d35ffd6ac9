"""Documents become sentences.

Takes documents; gives what their head says of them, their sentences and dates with exact offsets.
"""

from __future__ import annotations

from graph.text.dates import YEARS_ON, DateMention, dates, times
from graph.text.head import ISSUERS, anchor, dated_by, full_dates, prepare
from graph.text.kinds import NEWS
from graph.text.numerals import arabic, number, value, written
from graph.text.parts import parts
from graph.text.periods import last_day, period
from graph.text.search import counts, everywhere, finder, occurrences, places
from graph.text.sentences import sentences
from graph.text.spacing import closed_up
from graph.text.wrapping import whole_lines
from graph.text.years import year_of

__all__ = [
    "ISSUERS",
    "NEWS",
    "YEARS_ON",
    "DateMention",
    "anchor",
    "arabic",
    "closed_up",
    "counts",
    "dated_by",
    "dates",
    "everywhere",
    "finder",
    "full_dates",
    "last_day",
    "number",
    "occurrences",
    "parts",
    "period",
    "places",
    "prepare",
    "sentences",
    "times",
    "value",
    "whole_lines",
    "written",
    "year_of",
]
