"""Inputs become documents, documents sentences.

Takes paths or bytes; gives documents with what their head says, sentences and dates with exact
offsets.
"""

from __future__ import annotations

from graph.text.dates import DateMention, dates
from graph.text.documents import documents
from graph.text.head import anchor, full_dates, prepare
from graph.text.numerals import value, written
from graph.text.records import fit
from graph.text.search import counts, everywhere, occurrences
from graph.text.sentences import sentences
from graph.text.years import year_of

__all__ = [
    "DateMention",
    "anchor",
    "counts",
    "dates",
    "documents",
    "everywhere",
    "fit",
    "full_dates",
    "occurrences",
    "prepare",
    "sentences",
    "value",
    "written",
    "year_of",
]
