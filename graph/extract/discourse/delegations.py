"""Which place a report of a delegation is written in: where its guests come to, or it leaves from.

来青岩县考察 is said in 青岩县, and 青岩县考察团赴临川市 in 青岩县, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.common_words import bounded
from graph.lexicon import Pattern

_PLACE = "(?P<name>[{han}]{2,3}?)(?P<unit>{place_unit})"
_COMES, _LEAVES = "{guest_purpose}", "{delegation_head}{trip_verb}"
_AT_HOME = (
    Pattern(f"(?:[，。；]|{{delegation_head}})来{_PLACE}[{{han}}]{{0,4}}?{_COMES}"),
    Pattern(f"(?<![{{han}}]){_PLACE}[{{han}}]{{0,6}}?{_LEAVES}"),
)
_VOTES = 2


def at_home(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The places by their full names, each with what speaks for it."""
    for form in _AT_HOME:
        for found in analysis.matches(form):
            if name := bounded(found["name"], found["unit"], analysis):
                yield name + found["unit"], _VOTES
