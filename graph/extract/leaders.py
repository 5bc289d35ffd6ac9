"""Leaders by surname and office, as the text of their time calls them: 毛主席, 周总理."""

from __future__ import annotations

import re

from graph.extract.analysis import Analysis, once
from graph.extract.common_words import is_common
from graph.lexicon import Entry, Lexicon, Pattern, any_of, once_per_lexicon

_NOT_BEHIND = Pattern("{memorial|no_post}")
_MONTH = 7  # characters of a date: 1964-12


@once_per_lexicon
def _form(lexicon: Lexicon) -> re.Pattern[str]:
    names = sorted(lexicon.words("appellations"), key=len, reverse=True)
    return re.compile(any_of(map(re.escape, names)))


@once
def leaders(analysis: Analysis) -> dict[tuple[int, int], str]:
    """Begin and end of each appellation → the full name of the leader that it means.

    One whose surname and office the document gives to somebody else (市政协主席毛建国) is his; 学习
    总书记 names no leader.
    """
    text, lexicon = analysis.text, analysis.lexicon
    matches = list(_form(lexicon).finditer(text))
    meant = {name: _meant(name, analysis) for name in {match[0] for match in matches}}
    return {m.span(): meant[m[0]] for m in matches if meant[m[0]] and _stands(m, lexicon)}


def _stands(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether no word, title or memorial has the appellation in it."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    word = is_common(before + match[0][0], lexicon)
    behind = _NOT_BEHIND.of(lexicon).match(match.string, match.end())
    return not (word or before == "《" or behind)


def _meant(name: str, analysis: Analysis) -> str:
    """The only leader called so when the document was issued, or ''."""
    month = analysis.document.issued[:_MONTH]
    rows = [e for e in analysis.lexicon.entries("appellations") if e.form == e["name"] == name]
    bearers = {row["full"] for row in rows if _held(row, month)}
    if not month and len(rows) > 1:
        return ""
    full = bearers.pop() if len(bearers) == 1 else ""
    return "" if _borne_by_another(name, full, analysis.text) else full


def _held(row: Entry, month: str) -> bool:
    """Whether somebody was called so in a month; of a text without a date, whether he still is."""
    return row["since"] <= month <= (row["until"] or month) if month else not row["until"]


def _borne_by_another(name: str, full: str, text: str) -> bool:
    """Whether the office stands before another name of that surname."""
    before = name[1:] + name[0]
    return text.count(before) > text.count(name[1:] + full)
