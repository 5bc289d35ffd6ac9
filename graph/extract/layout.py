"""Segments of a text laid out to be read together.

They advance together, the longest first; characters are laid out by their step, so that each step
is a slice.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]


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
