"""Which slogan came in whose place: 四个澄州, then 五个澄州.

Two slogans are of one kin when they differ in their numerals alone, when the graph links them as
variants, or when they share half of their members. The later of the two replaces the earlier one
when, from its own first day on, it is used more often than the other. What is used in one document
alone is no matter of time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from graph.lexicon import Pattern, default

if TYPE_CHECKING:
    from graph.analyze.slogans import Usage

_NUMERAL = Pattern("[{numeral|counting_word}万0-9]+")
_LEAST_SHARED = 0.5
_LEAST_WORDS = 2  # characters beside its numerals that a slogan is known by
_LEAST_DOCUMENTS = 2


@dataclass(frozen=True, slots=True)
class Replacement:
    """``old`` was last used on ``until``, ``new`` first on ``since``: ``days`` later, or before."""

    old: str
    new: str
    until: str
    since: str
    days: int
    why: str


def replacements(slogans: list[Usage], days: Mapping[str, list[str]]) -> list[Replacement]:
    """All replacements among dated slogans; ``days`` are the dates of the uses of each."""
    found = []
    dated = [usage for usage in slogans if usage.first and usage.documents >= _LEAST_DOCUMENTS]
    for one, other in combinations(dated, 2):
        old, new = sorted((one, other), key=lambda usage: (min(days[usage.slogan]), usage.slogan))
        why = _kin(old, new)
        begun, ended = min(days[new.slogan]), max(days[old.slogan])
        if why and min(days[old.slogan]) < begun and _prevails(days, old, new, begun):
            lag = (date.fromisoformat(begun) - date.fromisoformat(ended)).days
            found.append(Replacement(old.slogan, new.slogan, ended, begun, lag, why))
    return sorted(found, key=lambda item: (item.since, item.old, item.new))


def _prevails(days: Mapping[str, list[str]], old: Usage, new: Usage, begun: str) -> bool:
    after = [sum(day >= begun for day in days[usage.slogan]) for usage in (old, new)]
    return after[1] > after[0]


def _kin(one: Usage, other: Usage) -> str:
    """Why two slogans are of one kin; nothing where they are not."""
    numeral = _NUMERAL.of(default())
    skeleton = numeral.sub("#", one.slogan)
    words = len(skeleton) - skeleton.count("#")
    if words >= _LEAST_WORDS and "#" in skeleton and skeleton == numeral.sub("#", other.slogan):
        return "numeral"
    if other.slogan in one.variants:
        return "variant"
    both, all_ = set(one.members) & set(other.members), set(one.members) | set(other.members)
    return "members" if both and len(both) / len(all_) >= _LEAST_SHARED else ""
