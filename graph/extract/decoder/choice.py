"""The second stage: which of the spans that overlap are kept, and how sure that is.

A logistic model over whole spans gives each candidate its log-odds of being right, and the best set
of those above the bar that do not overlap is kept.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from graph.extract.decoder.arrays import Longs
from graph.extract.decoder.candidates import candidates
from graph.extract.decoder.features import Evidence
from graph.extract.decoder.model import SCALE, TYPES, Model, Span, load
from graph.lexicon import Pattern, default

_ODDS = [round(math.log(p / (100 - p)) * SCALE) for p in range(2, 100)]
"""The log-odds from which a chance is 2, 3 … 99 of a hundred."""

_DOUBT = np.array([SCALE if kind == "Slogan" else 0 for kind in TYPES])
"""Log-odds less, by type, for what no rule proposes: not all that is quoted is a slogan."""

_CLAUSE = Pattern("{clause_cut}")  # words that stand in no post

_BLOCK = 1 << 16


def choose(documents: Sequence[Evidence], model: Model | None = None) -> list[list[Span]]:
    """The mentions of each document, in order and without overlap."""
    out: list[list[Span]] = []
    block: list[Evidence] = []
    size = 0
    for document in documents:
        block.append(document)
        size += len(document.text)
        if size >= _BLOCK:
            out += _chosen(block, model or load())
            block, size = [], 0
    return out + _chosen(block, model or load()) if block else out


def percent(odds: int) -> int:
    """The chance that a span is right, from its log-odds, of a hundred (1 to 99)."""
    return bisect_right(_ODDS, odds) + 1


def _chosen(documents: Sequence[Evidence], model: Model) -> list[list[Span]]:
    read, found = candidates(documents, model)
    odds: Longs = np.bincount(
        found.at, model.choice[model.choice_table.find(found.keys)], len(found.begins)
    ).astype(np.int64)
    odds += found.trust - np.where(found.proposed, 0, _DOUBT[found.types])
    keep = np.flatnonzero(odds > model.least[found.types])
    order = keep[np.lexsort((found.begins[keep], found.ends[keep], found.owners[keep]))]
    edges = np.searchsorted(found.owners[order], np.arange(len(documents) + 1)).tolist()
    columns = (column[order].tolist() for column in (found.begins, found.ends, found.types, odds))
    spans = [(b, e, TYPES[t], o) for b, e, t, o in zip(*columns, strict=True)]
    own = [
        [Span(b - start, e - start, t, o) for b, e, t, o in spans[first:behind]]
        for start, first, behind in zip(
            read.seen.starts.tolist(), edges[:-1], edges[1:], strict=True
        )
    ]
    return [
        best_set([s for s in some if _holds_together(s, document)], model.least.tolist())
        for some, document in zip(own, documents, strict=True)
    ]


def _holds_together(span: Span, document: Evidence) -> bool:
    """Whether a post is one: 组长仲维山向集团党委书记 has a name and a clause in it."""
    return span.type != "Post" or not _CLAUSE.of(default()).search(
        document.text, span.begin + 1, span.end
    )


def best_set(spans: Sequence[Span], least: Sequence[int]) -> list[Span]:
    """The set of spans without overlap whose odds above the bar have the greatest sum.

    Weighted interval scheduling (Kleinberg and Tardos, Algorithm Design, 6.1); spans by their end.
    """
    bars = dict(zip(TYPES, least, strict=True))
    ends = [span.end for span in spans]
    total, before = [0], []
    for i, span in enumerate(spans):
        before.append(bisect_right(ends, span.begin, 0, i))
        total.append(max(total[i], total[before[i]] + span.odds - bars[span.type]))
    out, i = [], len(spans)
    while i:
        if total[i] == total[i - 1]:
            i -= 1
        else:
            out.append(spans[i - 1])
            i = before[i - 1]
    return out[::-1]
