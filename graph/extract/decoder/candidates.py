"""The spans that may be mentions, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from graph.extract.decoder.arrays import (
    Bools,
    Keys,
    Longs,
    Strings,
    coded,
    distinct,
    inner,
    named,
    rows,
)
from graph.extract.decoder.features import Evidence
from graph.extract.decoder.lattice import Lattice, lattice
from graph.extract.decoder.model import SCALE, TYPES, Model
from graph.text import places

_STEPS = np.array([
    -20, -14, -10, -8, -6, -5, -4, -3, -2, -1.5, -1, -0.5,
    0, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 14,
]) * SCALE  # fmt: skip
"""Margins between which the model tells steps apart."""

_LIKELY, _LONGEST = -1024, 40
"""How much less than the best path a path may score for its spans to be candidates, and how many
characters a candidate that no rule proposes may have."""

_ODD = np.uint64(0xD1B54A32D192ED03)


class Candidates(NamedTuple):
    """Spans of many documents in order of their begins: offsets into the block's text, their type,
    the document of each, and features as pairs of a candidate's number and a key; ``proposed`` by
    rules, ``trust`` the log-odds that a rule of proven precision adds."""

    begins: Longs
    ends: Longs
    types: Longs
    owners: Longs
    at: Longs
    keys: Keys
    proposed: Bools
    trust: Longs


def candidates(documents: Sequence[Evidence], model: Model) -> tuple[Lattice, Candidates]:
    """What the first stage reads best, what rules propose, and where its strings stand again."""
    read = lattice(documents, model)
    seen, best = read.seen, read.best()
    best = best[best[:, 1] - best[:, 0] <= _LONGEST]
    again = rows(_recurrences(documents, best, seen.starts), 3)
    proposed = seen.proposed
    spans = np.concatenate([best, proposed[:, :3], again, read.likely(_LIKELY, _LONGEST)])
    codes, number = np.unique(coded(*spans.T), return_inverse=True)
    begins, types = codes >> 32, codes & 7
    ends = begins + ((codes & 0xFFFFFFFF) >> 3)
    owners = np.searchsorted(seen.starts, begins, "right") - 1
    chosen = np.zeros(len(codes), bool)
    chosen[number[: len(best)]] = True
    own = number[len(best) : len(best) + len(proposed) + len(again)]
    by = np.append(proposed[:, 3], np.full(len(again), named("again")))
    pairs = [*_rules(own, by, chosen), _lists(codes, seen.hits)]
    columns = [
        *_chosen_elsewhere(Strings(seen.points).numbers(begins, ends), codes, owners, chosen),
        *_appearance(read, begins, ends, types),
    ]
    everyone = np.arange(len(codes))
    at = np.concatenate([*(at for at, _ in pairs), *(everyone for _ in columns)])
    keys = [
        keys.astype(np.uint64) | np.uint64(kind << 51)
        for kind, keys in enumerate([*(keys for _, keys in pairs), *columns])
    ]
    typed = np.concatenate(keys) | types.astype(np.uint64)[at] << np.uint64(48)
    known = np.zeros(len(codes), bool)
    known[own[: len(proposed)]] = True
    trust = _trust(codes, seen.settled, model)
    return read, Candidates(begins, ends, types, owners, at, typed, known, trust)


def _trust(codes: Longs, settled: Longs, model: Model) -> Longs:
    """What the rules of proven precision add where they are settled on."""
    out = np.zeros(len(codes), np.int64)
    rule = settled[:, 3] << 3 | settled[:, 2]
    which = np.minimum(np.searchsorted(model.rules, rule), len(model.rules) - 1)
    proven = model.rules[which] == rule
    out[np.searchsorted(codes, coded(*settled[proven, :3].T))] = model.trust[which[proven]]
    return out


def _recurrences(
    documents: Sequence[Evidence], best: Longs, starts: Longs
) -> Iterator[tuple[int, int, int]]:
    """Where the strings of the best spans stand."""
    bounds = [*np.searchsorted(best[:, 0], starts).tolist(), len(best)]
    spans = best.tolist()
    for document, start, first, behind in zip(
        documents, starts.tolist(), bounds[:-1], bounds[1:], strict=True
    ):
        text = document.text
        kinds: dict[str, set[int]] = {}
        for begin, end, kind in spans[first:behind]:
            if end - begin > 1:
                kinds.setdefault(text[begin - start : end - start], set()).add(kind)
        for name, begins in places(kinds, text).items():
            for kind in kinds[name]:
                for begin in begins:
                    yield begin + start, begin + start + len(name), kind


_Pairs = tuple[Longs, Keys]


def _rules(own: Longs, by: Longs, chosen: Bools) -> Iterator[_Pairs]:
    """The rules that know a candidate, each and all together."""
    both = distinct(own << 24 | by)
    at, rule = both >> 24, (both & 0xFFFFFF).astype(np.uint64)
    together = np.zeros(len(chosen), np.uint64)
    np.add.at(together, at, rule * _ODD)
    mine = chosen.astype(np.uint64)
    yield np.arange(len(chosen)), together >> np.uint64(18) << np.uint64(1) | mine
    yield at, rule << np.uint64(1) | mine[at]


def _lists(codes: Longs, hits: Longs) -> _Pairs:
    """The lists that have a candidate."""
    spans = codes >> 3
    span = coded(hits[:, 0], hits[:, 1], np.zeros(len(hits), np.int64)) >> 3
    first, behind = (np.searchsorted(spans, span, side) for side in ("left", "right"))
    both = distinct(inner(first, behind) << 24 | np.repeat(hits[:, 2], behind - first))
    return both >> 24, (both & 0xFFFFFF).astype(np.uint64)


def _chosen_elsewhere(strings: Keys, codes: Longs, owners: Longs, chosen: Bools) -> Iterator[Keys]:
    """A candidate's string, and how often the best path has it elsewhere in the document."""
    types, mine = codes & 7, chosen.astype(np.int64)
    _, group = np.unique(strings ^ owners.astype(np.uint64) * _ODD, return_inverse=True)
    new = np.diff(codes >> 3, prepend=-1) != 0
    span = np.cumsum(new) - 1
    times = np.bincount(group, new)[group].astype(np.int64)
    own = np.bincount(group * len(TYPES) + types, mine, (group.max(initial=0) + 1) * len(TYPES))
    same = own[group * len(TYPES) + types].astype(np.int64) - mine
    other = np.bincount(group, mine)[group].astype(np.int64)
    other -= np.bincount(span, mine)[span].astype(np.int64) + same
    share = np.minimum(same * 4 // np.maximum(1, times - 1), 4)
    yield strings >> np.uint64(17)
    for value in (
        np.minimum(same, 3) << 8 | np.minimum(other, 3) << 4 | mine,
        share << 8 | np.minimum(times, 4) << 4 | mine,
    ):
        yield value.astype(np.uint64)


def _appearance(read: Lattice, begins: Longs, ends: Longs, types: Longs) -> list[Longs]:
    """How it reads, begins and ends, and what stands beside it."""
    channel = {name: keys.view(np.int64) for name, keys in read.seen.channels.items()}
    char, word = channel["char"], channel["word"]
    settled, quote, line = channel["chosen"] - 1, channel["quote"], channel["line"]
    genre = channel["genre"].take(begins) >> 5
    last, before = ends - 1, begins - 1
    step = np.digitize(read.margins(begins, ends, types), _STEPS)
    length = np.minimum(ends - begins, 24)
    claim = settled.take(begins) << 5 | settled.take(last)
    opens, closes, left, right = (char.take(at) for at in (begins, last, before, ends))
    opening, closing, word_before, word_behind = (
        word.take(at) for at in (begins, last, before, ends)
    )
    begin_label, last_label, label_before, label_behind = (
        read.labels.take(at) for at in (begins, last, before, ends)
    )
    edges = (opening & 7) << 3 | closing & 7
    return [
        np.zeros_like(begins),
        step,
        begin_label << 5 | last_label,
        claim,
        claim << 5 | step,
        opens,
        closes,
        opens << 21 | char.take(begins + 1),
        char.take(last - 1) << 21 | closes,
        left,
        right,
        char.take(begins - 2) << 21 | left,
        right << 21 | char.take(ends + 1),
        length,
        length << 5 | step,
        edges,
        edges << 5 | step,
        opening,
        closing,
        word_before << 10 | word_behind,
        word_before,
        word_behind,
        quote.take(begins) << 16 | quote.take(last),
        line.take(begins),
        genre,
        genre << 5 | step,
        label_before << 5 | label_behind,
        left << 5 | read.labels.take(begins - 2),
        right << 5 | read.labels.take(ends + 1),
        word_before << 5 | label_before,
        word_behind << 5 | label_behind,
    ]
