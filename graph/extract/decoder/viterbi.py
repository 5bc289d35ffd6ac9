"""The recursions of Viterbi (1967), both ways, for many segments at once.

Arrays are labels x places (`Layout`).
"""

from __future__ import annotations

import numpy as np

from graph.extract.decoder.arrays import Ints, Longs
from graph.extract.decoder.model import BEGIN, INSIDE, NEVER, OPEN, TYPES
from graph.extract.layout import Layout


def forward(local: Ints, layout: Layout, arcs: Ints) -> Ints:
    """The score of the best path to each label; ``local`` are the emissions."""
    out = np.full_like(local, NEVER)
    first = slice(0, layout.bounds[1] if len(layout.bounds) > 1 else 0)
    out[OPEN, first] = local[OPEN, first]
    opening, going_on, both = np.ascontiguousarray(arcs[:, OPEN, None]), _within(arcs), _paired(out)
    for before, after in layout.steps():
        now = out[:, after]
        now[OPEN] = np.maximum.reduce(out[:, None, before] + opening, 0)
        now[INSIDE] = np.maximum.reduce(both[..., before] + going_on, 0)
        now += local[:, after]
    return out


def backward(local: Ints, layout: Layout, arcs: Ints) -> tuple[Ints, Ints]:
    """The score of the best path from each label on, without the label's own: of any path, and of
    those on which a span ends there."""
    shut = np.zeros_like(local)
    out = np.zeros_like(local)
    opening = np.ascontiguousarray(arcs[:, OPEN].T[:, :, None])
    going_on, both, closed = _within(arcs), _paired(out), _paired(shut)
    for before, after in reversed(layout.steps()):
        onward = out[:, after] + local[:, after]
        shut[:, before] = np.maximum.reduce(onward[OPEN, None] + opening, 0)
        out[0, before] = shut[0, before]
        np.maximum(closed[..., before], onward[INSIDE] + going_on, out=both[..., before])
    return out, shut


def best_path(ahead: Ints, back: Ints, layout: Layout, arcs: Ints) -> Longs:
    """The labels of the best paths by the scores of `forward` and `backward`.

    Each character has the label that stands on the best of all paths. Where there are several, the
    one that leads to the next character's.
    """
    both = ahead + back
    path: Longs = both.argmax(0)
    several = np.flatnonzero((both == both.max(0)).sum(0) > 1)
    steps = layout.steps()
    for step in np.unique(np.searchsorted(layout.bounds, several, "right") - 1)[::-1].tolist():
        if step < len(steps):
            before, after = steps[step]
            path[before] = (ahead[:, before] + arcs[:, path[after]]).argmax(0)
    return path


def _paired(scores: Ints) -> Ints:
    """The scores of begin and of inside: 2 x types x places."""
    return scores[BEGIN.start :].reshape(2, len(TYPES), -1)


def _within(arcs: Ints) -> Ints:
    """The transitions from begin and from inside to inside: 2 x types x 1."""
    pairs = np.diagonal(arcs[BEGIN, INSIDE]), np.diagonal(arcs[INSIDE, INSIDE])
    return np.stack(pairs)[:, :, None]
