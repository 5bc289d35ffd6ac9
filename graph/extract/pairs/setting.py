"""The setting of a pair: what few values tell of it, so that many pairs share their features."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

Part = Sequence[str]
"""Some features. What has them tells them as the same object, however many share it."""


def distance(sentences: int) -> str:
    """The distance of two sentences in a few classes."""
    if -1 <= sentences <= 1:
        return str(sentences)
    return "-2" if sentences < 0 else "2" if sentences <= 3 else "9"


@cache
def near(kinds: str, far: str, one_paragraph: bool, latest: bool) -> Part:
    """The features of two types at a distance; ``latest``: the first is the last of its type."""
    return [kinds, f"{kinds}d={far}", f"{kinds}para={one_paragraph}", f"{kinds}last={latest}{far}"]


@cache
def staged(kinds: str, belongs: str, latest: bool, far: str, rank: int, several: int) -> Part:
    """The features of an event: whether the sentence belongs to it, its rank among the events."""
    return [
        f"{kinds}occ={belongs}",
        f"{kinds}ol={belongs}{latest}{far}",
        f"{kinds}ord={rank}{several}",
        f"{kinds}lc={belongs}{rank}",
    ]


@cache
def saying(kinds: str, far: str, author: tuple[bool, bool], speaker: tuple[bool, bool]) -> Part:
    """The features of who says: whether the first is one of the authors or speakers, if any."""
    return [
        f"{kinds}au={author[0]}{author[1]}",
        f"{kinds}sp={speaker[0]}{speaker[1]}",
        f"{kinds}spd={speaker[0]}{far}",
    ]


@cache
def carried(kinds: str, speaks: bool, setting: tuple[int, bool, bool, bool], lead: str) -> Part:
    """The features of what stands in somebody's turn: how many sentences behind the verb of speech,
    in its paragraph, by whose title, in news; and how its sentence begins."""
    steps, one_paragraph, titled, news = setting
    where = f"{speaks}{steps}"
    return [
        f"{kinds}turn={where}{one_paragraph}",
        f"{kinds}tl={speaks}{min(steps, 1)}{lead[:1]}",
        f"{kinds}tl2={speaks}{min(steps, 1)}{lead}",
        f"{kinds}tn={where}{news}",
        f"{kinds}tt={where}{titled}{news}",
    ]
