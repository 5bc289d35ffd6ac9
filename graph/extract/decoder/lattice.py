"""The first stage: a linear-chain conditional random field over characters.

After Lafferty, McCallum and Pereira (2001). It labels begin and inside of mentions of all seven
types; `Lattice.margins` tells of any span how good the best path with it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.cached import cached_property
from graph.extract.decoder.arrays import Ints, Longs, inner
from graph.extract.decoder.features import Evidence, Observed, observe
from graph.extract.decoder.model import BEGIN, CHANNELS, INSIDE, LABELS, NEVER, TYPES, Model
from graph.extract.decoder.viterbi import backward, best_path, forward
from graph.extract.layout import Layout
from graph.extract.weights import sums

_COMMA = "，"


@dataclass(frozen=True)
class Lattice:
    """Documents as read: what was seen, ``labels`` the best label of each character.

    ``place`` is where each character stands in the arrays that follow, all of places, ``at`` the
    character at each; a last place stands for characters that were not read. ``enter`` (7 types)
    are the best scores up to a begin, ``leave`` (14) those from a single or an end on, ``opens``
    and ``closes`` (7) what the best path with a begin or an end there scores less than the best of
    all, ``top``. ``within`` (7 x characters + 1) are running sums inside a span, ``gaps`` what
    another label costs.
    """

    seen: Observed
    labels: Longs
    place: Longs
    at: Longs
    enter: Ints
    leave: Ints
    opens: Ints
    closes: Ints
    top: Ints
    within: Longs
    gaps: Ints
    arcs: Ints

    def margins(self, begins: Longs, ends: Longs, types: Longs) -> Longs:
        """What the best path with just that span scores more than the best without it (>= 0 for
        those of the best path), or less than the best path (< 0 for all others)."""
        last, first = ends - 1, self.place[begins]
        begin, inside = types + BEGIN.start, types + INSIDE.start
        inner_score = self.within[types, ends] - self.within[types, begins + 1]
        inner_score += self.arcs[begin, inside]
        inner_score += (ends - begins - 2) * self.arcs[inside, inside]
        single = ends - begins == 1
        score = np.where(single, 0, inner_score) + self.enter[types, first] - self.top[first]
        score += self.leave[types + np.where(single, 0, len(TYPES)), self.place[last]]
        best = (score == 0) & (self.labels[begins] == begin)
        best &= (self.labels[last] == np.where(single, begin, inside)) & (first < len(self.top) - 1)
        least = np.zeros(len(begins), np.int64)
        if best.any():
            runs = np.stack([begins[best], ends[best]], 1).ravel()
            least[best] = np.minimum.reduceat(self.gaps, runs)[::2]
        one = self._segment[begins] == self._segment[last]
        return np.where(best, least, np.where(one, np.maximum(score, NEVER), NEVER))

    @cached_property
    def _segment(self) -> Longs:
        """The number of the segment that each character is in."""
        begun = np.zeros(self.seen.size, np.int64)
        begun[self.seen.segments[:, 0]] = 1
        return np.cumsum(begun)

    def best(self) -> Longs:
        """The spans of the best paths: rows of begin, end and type."""
        begins = np.flatnonzero((self.labels > 0) & (self.labels < INSIDE.start))
        last = (self.labels > 0) & (np.append(self.labels[1:], 0) < INSIDE.start)
        ends = np.flatnonzero(last) + 1
        return np.stack([begins, ends, self.labels[begins] - BEGIN.start], 1)

    def likely(self, least: int, longest: int) -> Longs:
        """All spans (rows of begin, end, type) of two characters or more whose best path scores at
        most ``-least`` less than the best of all."""
        stride = self.seen.size + longest  # types are that far from each other
        begins, ends = (
            kind * stride + self.at[place]
            for kind, place in (
                np.divmod(np.flatnonzero(scores > least), len(self.at))
                for scores in (self.opens, self.closes)
            )
        )
        begins, ends = np.sort(begins), ends + 1
        first = np.searchsorted(begins, ends - longest)
        behind = np.searchsorted(begins, ends - 1)
        kinds, begin = np.divmod(begins[inner(first, behind)], stride)
        end = np.repeat(ends, behind - first) - kinds * stride
        spans = np.stack([begin, end, kinds], 1)
        return spans[self.margins(begin, end, kinds) > least]


def lattice(documents: Sequence[Evidence], model: Model) -> Lattice:
    """Read documents, however many at once."""
    seen, arcs = observe(documents, model.words), model.transitions
    clauses, stops = _clauses(seen)
    layout = Layout.of(clauses)
    count = len(layout.at)
    place = np.full(seen.size, count)
    place[layout.at] = np.arange(count)
    scores = emissions(seen, model)
    scores[stops, 1:] = NEVER
    local = np.ascontiguousarray(scores.take(layout.at, 0).T)
    ahead = forward(local, layout, arcs)
    back, shut = backward(local, layout, arcs)
    both = ahead + back
    top = both.max(0)
    path = best_path(ahead, back, layout, arcs)
    labels, gaps = np.zeros(seen.size, np.int64), np.zeros(seen.size + 1, np.int32)
    labels[layout.at] = path
    inside = np.flatnonzero(path)
    others = both[:, inside]
    others[path[inside], np.arange(len(inside))] = 3 * NEVER
    gaps[layout.at[inside]] = top[inside] - others.max(0, initial=3 * NEVER)
    within = np.zeros((len(TYPES), seen.size + 1), np.int64)
    within[:, layout.at + 1] = local[INSIDE]
    return Lattice(
        seen,
        labels,
        place,
        layout.at,
        _padded(ahead[BEGIN]),
        _padded(shut[BEGIN.start :]),
        both[BEGIN] - top,
        (ahead + shut)[INSIDE] - top,
        np.append(top, np.int32(0)),
        np.cumsum(within, 1),
        gaps,
        arcs,
    )


def _padded(scores: Ints) -> Ints:
    return np.pad(scores, ((0, 0), (0, 1)), constant_values=NEVER)


def _clauses(seen: Observed) -> tuple[Longs, Longs]:
    """The clauses of the sentences in which a rule, a list or the tagger knows anything, or quotes
    stand; and their commas.

    Nothing is known of these commas, which no mention holds: outside any, they stand at the end of
    one clause and at the begin of the next. So many short clauses are decoded side by side, not a
    few long sentences one character after the other.
    """
    told = np.zeros(seen.size + 1, np.int64)
    channels = seen.channels
    some = (channels["chosen"] > 1) | (channels["name"] > 0) | (channels["quote"] > 0)
    for mark in seen.marks.values():
        some[mark.at] = True
    np.cumsum(some, out=told[1:])
    begins, ends = seen.segments.T
    begins, ends = seen.segments[told[ends] > told[begins]].T
    within = np.zeros(seen.size, bool)
    within[inner(begins, ends)] = True
    commas = np.flatnonzero(within & (seen.points == ord(_COMMA)) & ~some)
    pieces = np.concatenate([begins, commas]), np.concatenate([ends, commas + 1])
    return np.stack([np.sort(each) for each in pieces], 1), commas


def emissions(seen: Observed, model: Model) -> Ints:
    """Characters x labels: the summed weights of what each character sees."""
    seen_by = {name: seen.channels[name] for name in CHANNELS}
    scores = sums(model.channels, seen_by, len(LABELS))
    for name, weights in model.marks.items():
        at, keys = seen.marks[name]
        rows = weights.table.find(keys)
        known = np.flatnonzero(rows)
        at, rows = at[known], rows[known]
        for turn in _turns(at):
            scores[at[turn]] += weights.cells.take(rows[turn], 0)[:, : len(LABELS)]
    return scores


def _turns(where: Longs) -> list[Longs]:
    """Indices such that no place comes twice in a turn; equal places follow each other."""
    new = np.diff(where, prepend=-1) != 0
    index = np.arange(len(where))
    rank = index - np.maximum.accumulate(np.where(new, index, 0))
    return [np.flatnonzero(rank == turn) for turn in range(int(rank.max(initial=-1)) + 1)]
