"""The recursions of Viterbi (1967), both ways, for many segments at once.

Segments advance together, the longest first; characters are laid out by their step, so that each
step is a slice (`Layout`). Arrays are labels x places.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graph.extract.decoder.arrays import Ints, Longs
from graph.extract.decoder.model import BEGIN, INSIDE, NEVER, OPEN


class Layout(NamedTuple):
    """``at`` is the character at each place, ``bounds`` where each step begins, then the end."""

    at: Longs
    bounds: list[int]

    @classmethod
    def of(cls, segments: Longs) -> Layout:
        """The layout of segments (rows of begin and end, none empty)."""
        begins, ends = segments.T
        order = np.argsort(begins - ends, kind="stable")
        begins, lengths = begins[order], (ends - begins)[order]
        steps = np.arange(lengths.max(initial=0))
        active = len(lengths) - np.searchsorted(lengths[::-1], steps, "right")
        bounds = np.append(0, np.cumsum(active))
        column = np.arange(bounds[-1]) - np.repeat(bounds[:-1], active)
        return cls(begins[column] + np.repeat(steps, active), bounds.tolist())

    def steps(self) -> list[tuple[slice, slice]]:
        """Each step but the last, as far as it goes on, with the one after it."""
        bounds = self.bounds
        return [
            (slice(begin, begin + end - middle), slice(middle, end))
            for begin, middle, end in zip(bounds, bounds[1:], bounds[2:], strict=False)
        ]


def forward(local: Ints, layout: Layout, arcs: Ints) -> Ints:
    """The score of the best path to each label; ``local`` are the emissions."""
    out = np.full_like(local, NEVER)
    first = slice(0, layout.bounds[1] if len(layout.bounds) > 1 else 0)
    out[OPEN, first] = local[OPEN, first]
    opening = np.ascontiguousarray(arcs[:, OPEN, None])
    begun, goes_on = _within(arcs)
    for before, after in layout.steps():
        last, now = out[:, before], out[:, after]
        now[OPEN] = (last[:, None] + opening).max(0)
        now[INSIDE] = np.maximum(last[BEGIN] + begun, last[INSIDE] + goes_on)
        now += local[:, after]
    return out


def backward(local: Ints, layout: Layout, arcs: Ints) -> tuple[Ints, Ints]:
    """The score of the best path from each label on, without the label's own: of any path, and of
    those on which a span ends there."""
    shut = np.zeros_like(local)
    out = np.zeros_like(local)
    opening = np.ascontiguousarray(arcs[:, OPEN, None])
    begun, goes_on = _within(arcs)
    for before, after in reversed(layout.steps()):
        onward = out[:, after] + local[:, after]
        now = out[:, before]
        now[:] = shut[:, before] = (onward[None, OPEN] + opening).max(1)
        np.maximum(now[BEGIN], onward[INSIDE] + begun, out=now[BEGIN])
        np.maximum(now[INSIDE], onward[INSIDE] + goes_on, out=now[INSIDE])
    return out, shut


def best_path(ahead: Ints, layout: Layout, arcs: Ints) -> Longs:
    """The labels of the best paths by the scores of `forward`."""
    path: Longs = ahead.argmax(0)
    for before, after in reversed(layout.steps()):
        path[before] = (ahead[:, before] + arcs[:, path[after]]).argmax(0)
    return path


def _within(arcs: Ints) -> tuple[Ints, Ints]:
    """The transitions from begin and from inside to inside: types x 1."""
    return np.diagonal(arcs[BEGIN, INSIDE])[:, None], np.diagonal(arcs[INSIDE, INSIDE])[:, None]
