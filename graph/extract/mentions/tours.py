"""Tours told by a verb alone: 临川市代表团赴青岩县考察, whose last word stands for it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.discourse.told_tours import TOLD_TOUR, WAY
from graph.extract.rules import mentions
from graph.lexicon import Pattern
from graph.model import Mention

_GOING = Pattern("{delegation_head|travelling_party}")
_TOUR = Pattern(
    "(?<![^，。；\n])(?:(?!{hoped_for})[^，。；\n]){0,60}?"
    f"(?:{{one_of_many:not_after}}{{delegation_head}}|{{travelling_party}}){{entourage}}?，?{WAY.template}"
)
"""One that went: 要组织代表团赴… only asks for it, 30多个代表团来… are many."""

_OPENING = 3  # sentences, the headline among them


@mentions
def told_tours(analysis: Analysis) -> Iterator[Mention]:
    """The delegation's trip that a report opens with, and where it is told again, as the headline
    does, without naming who went."""
    lexicon, text = analysis.lexicon, analysis.text
    opening = analysis.sentences[:_OPENING][-1].end if analysis.sentences else 0
    if not _GOING.of(lexicon).search(text, 0, opening):
        return
    opened = _TOUR.of(lexicon).finditer(text, 0, opening)
    words = {told["tour"] or told["about"] for told in opened}
    for match in WAY.of(lexicon).finditer(text) if words else ():
        told = "tour" if match["tour"] else "about"
        if match[told] in words:
            yield analysis.mention(*match.span(told), "Event", TOLD_TOUR)
