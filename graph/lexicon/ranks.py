"""The rank of a place, by the unit that its name ends in."""

from __future__ import annotations

from functools import cache

from graph.lexicon.lexicon import default

PROVINCE, CITY = "省", "市"
"""The units that a province and a city are spoken of by."""
_BY_RANK = ("provincial_unit", "prefectural_unit", "county_unit", "town_unit", "settlement_unit")


def rank(place: str) -> int:
    """0 a country or unknown, 1 a province, 2 a city, 3 a county, 4 a town, 5 a village."""
    ranks = _ranks()
    ends = (place[begin:] for begin in range(len(place)))  # the longest first: 社区 before 区
    return next((ranks[end] for end in ends if end in ranks), 0)


@cache
def _ranks() -> dict[str, int]:
    """Unit → rank. By our own list: who is who is decided over documents read with any."""
    classes = (default().word_class(name) for name in _BY_RANK)
    return {unit: number for number, units in enumerate(classes, 1) for unit in units}
