"""Rows of names, most of which are known: so are the others, be they words (丁一、石青、龙在天).

A row is a list with 、 or blanks between, lines with a name each, numbered or not, or the first
column of a table; notes in brackets (女), numbers and labels (委员：) stand beside its names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph.cached import cached_property
from graph.extract.analysis import Analysis
from graph.extract.chinese_names import plain
from graph.extract.common_words import is_common
from graph.extract.person_names import grammar_of
from graph.lexicon import Pattern
from graph.model import Mention

_NOTE = "(?:（[^（）\\n]{1,20}）)?"
_NUMBER = "(?:（?\\d{1,3}）?[.、]?[　 \\t]{0,4}|[①-⑳]|[{numeral}]{1,3}、)?"
_LABEL = "(?:[{han}][{han}　 ]{0,9}：[　 ]{0,4})?"
_NEXT = Pattern(
    f"{_NOTE}(?:[　 ]?、[　 ]?|[　 \\t]{{1,9}}|[　 ]{{0,9}}\\n[　 ]{{0,9}}{_NUMBER}{_LABEL})"
)
_NEXT_LINE = Pattern(f"{_NOTE}[　 \\t]{{1,9}}[^\\n]{{2,80}}\\n[　 ]{{0,9}}{_NUMBER}")
_JOINT_END = re.compile("[　 \\t\\n、.）：\\d①-⑳]")
"""The last character of what stands before the next name, in either form."""
_OPENING = Pattern(f"(?m:^)[　 ]{{0,9}}{_NUMBER}{_LABEL}")
_END = Pattern(f"{_NOTE}(?:[　 \\t\\n、。；，）]|$|{{after_name}}|{{verbs.speech}})")
_LEARNED = frozenset({"tagger-place", "decoder"})  # no list has them
_LEAD = Pattern("{name_lead|list_lead}")
_NAMES, _KNOWN = 3, 3
"""How many names a row has at least, and of how many one must be known."""


def completed(
    analysis: Analysis, decided: Sequence[Mention], proposed: Collection[Mention]
) -> list[Mention]:
    """What was decided on, with the names of rows of which every third was among it or is one for
    the tagger; what is a place only by what was learned is a name there, too."""
    rows, added, seen = _Rows(analysis, decided), list[Mention](), set[int]()
    if not rows.name_known():
        return list(decided)
    for begin in rows.beginnings(m.begin for m in proposed if m.type == "Person"):
        if begin in seen:
            continue
        row = list(rows.names(begin))
        seen.update(at for at, _ in row)
        known = {span for span in row if rows.known.get(span[0]) == span[1]}
        seconded = sum(span in rows.tagged for span in row if span not in known)
        if known and len(row) >= _NAMES and _KNOWN * (len(known) + seconded) >= len(row):
            added += (analysis.mention(*s, "Person", "name-row") for s in row if s not in known)
    taken = {at for m in added for at in range(m.begin, m.end)}
    return [*(m for m in decided if taken.isdisjoint(range(m.begin, m.end))), *added]


class _Rows:
    """The rows of a document whose mentions are decided: ``known`` are its persons."""

    def __init__(self, analysis: Analysis, decided: Sequence[Mention]) -> None:
        self._analysis, self._decided = analysis, decided
        self._lexicon, self._text = analysis.lexicon, analysis.text
        self._grammar = grammar_of(analysis)
        self.known: Mapping[int, int] = {m.begin: m.end for m in decided if m.type == "Person"}

    @cached_property
    def tagged(self) -> set[tuple[int, int]]:
        """Begin and end of what the tagger takes for a person."""
        return {(t.begin, t.end) for t in self._analysis.tags if t.type == "Person"}

    @cached_property
    def _taken(self) -> set[int]:
        sure = (m for m in self._decided if m.type != "Place" or m.rule not in _LEARNED)
        return {at for m in sure for at in range(m.begin, m.end)}

    def name_known(self) -> bool:
        """Whether any row can have a known name: one that a joint stands before or behind."""
        joint, line = (form.of(self._lexicon) for form in (_NEXT, _NEXT_LINE))
        return any(
            (begin and _JOINT_END.match(self._text, begin - 1))
            or joint.match(self._text, end)
            or line.match(self._text, end)
            for begin, end in self.known.items()
        )

    def beginnings(self, proposed: Iterable[int]) -> list[int]:
        """Where a row may begin, in order: at a name, known or proposed, at the head of a line,
        behind what leads names in."""
        leads = (
            lead.end()
            for form in (_OPENING, _LEAD)
            for lead in form.of(self._lexicon).finditer(self._text)
        )
        return sorted({*self.known, *self._grammar.openings({*leads, *proposed})})

    def names(self, begin: int) -> Iterator[tuple[int, int]]:
        """Begin and end of each name of the row that begins there."""
        end = self._name(begin)
        while end:
            yield begin, end
            following = (
                form.of(self._lexicon).match(self._text, end) for form in (_NEXT, _NEXT_LINE)
            )
            starts = [at.end() for at in following if at]
            begin, end = next(((at, self._name(at)) for at in starts if self._name(at)), (0, 0))

    def _name(self, begin: int) -> int:
        """The end of the name that begins there, or 0."""
        if begin in self.known:
            return self.known[begin]
        end = self._grammar.end(begin, sure=True) or 0
        name = plain(self._text[begin:end])
        word = is_common(name, self._lexicon)
        free = self._taken.isdisjoint(range(begin, end))
        whole = _END.of(self._lexicon).match(self._text, end)
        return end if end and free and whole and not word else 0
