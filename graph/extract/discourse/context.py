"""Mentions in the order of the text, with those beside them that only rules saw."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from graph.model import Mention


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions as they follow one another in the text."""
    return sorted(mentions, key=attrgetter("begin"))


def with_context(decided: Sequence[Mention], settled: Iterable[Mention]) -> list[Mention]:
    """The mentions decided on, given in order and disjoint, with those settled on beside them."""
    begins = [m.begin for m in decided]
    last = ((m, bisect_left(begins, m.end) - 1) for m in settled)
    beside = (m for m, at in last if at < 0 or decided[at].end <= m.begin)
    return in_order([*decided, *beside])
