"""Inputs become documents, documents sentences.

Takes paths or bytes; gives documents with what their head says, sentences and dates with exact
offsets.
"""

from __future__ import annotations

from graph.text.dates import DateMention, dates
from graph.text.documents import documents
from graph.text.head import anchor, prepare
from graph.text.numerals import value, written
from graph.text.parts import parts
from graph.text.periods import last_day, period
from graph.text.records import fit
from graph.text.search import counts, everywhere, occurrences
from graph.text.sentences import sentences
from graph.text.spacing import closed_up
from graph.text.wrapping import whole_lines
from graph.text.years import year_of

__all__ = [
    "DateMention",
    "anchor",
    "closed_up",
    "counts",
    "dates",
    "documents",
    "everywhere",
    "fit",
    "last_day",
    "occurrences",
    "parts",
    "period",
    "prepare",
    "sentences",
    "value",
    "whole_lines",
    "written",
    "year_of",
]
