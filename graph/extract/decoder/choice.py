"""The second stage: which of the spans that overlap are kept, and how sure that is.

A logistic model over whole spans gives each candidate its log-odds of being right, and the best set
of those above the bar that do not overlap is kept.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from graph.extract.decoder.arrays import Bools, Longs
from graph.extract.decoder.candidates import Candidates, candidates
from graph.extract.decoder.features import Evidence
from graph.extract.decoder.lattice import Lattice
from graph.extract.decoder.model import NUMBER, SCALE, TYPES, Model, Span, load
from graph.lexicon import Pattern, default
from graph.model import EntityType

_ODDS = [round(math.log(p / (100 - p)) * SCALE) for p in range(2, 100)]
"""The log-odds from which a chance is 2, 3 … 99 of a hundred."""

_DOUBT = np.array([SCALE if kind == "Slogan" else 0 for kind in TYPES])
"""Log-odds less, by type, for what no rule proposes: not all that is quoted is a slogan."""

_NO_POST = Pattern(
    "{clause_cut}|{posts.level}[{han}]{2,3}{and_word}|"
    "(?:{posts.head|posts.title|aide})(?!{no_post})[{han}]{2,5}{and_word}|"
    "、(?![^（）]*）)|^[^（]*）|（[^）]*$|"
    "{entrusting_verb}|{leaders|state_in_chair|spouse}$|{delegate_title}[{han}]{4,}$|{gang}"
)
"""What stands in no post, or ends none; 县（市、区）委书记 is one."""

_NEVER: dict[EntityType, Pattern] = {
    "Person": Pattern("..{ends_no_name}$|{plural_pronoun}$"),  # 任安宁县, 和他们
    "Organization": Pattern(  # 贝鲁特南郊及黎巴嫩南部, 洪涛与公司, 两极格局
        "{direction_part}$|(?<=.){conjunction}{common_organ}$|{no_organ_end}$"
    ),
    "Policy": Pattern("、{title_opening}"),  # 关于…的汇报、关于…的决定
    "Post": _NO_POST,
    "Event": Pattern("{working_group}$"),
}
_TIME = Pattern("{passing_time|aside_time}")
_DECREE = Pattern("{order_noun}")  # 第十五号主席|令
_CLOCK = "时间"  # 北京|时间
_SHARED = Pattern("{counted_states}$")  # 捷、波两国|总理 are two

_BLOCK = 1 << 16  # characters, about, that are decoded at once


def choose(documents: Sequence[Evidence]) -> list[list[Span]]:
    """The mentions of each document, in order and without overlap."""
    out: list[list[Span]] = []
    block: list[Evidence] = []
    size = 0
    for document in documents:
        block.append(document)
        size += len(document.text)
        if size >= _BLOCK:
            out += _chosen(block, load())
            block, size = [], 0
    return out + _chosen(block, load()) if block else out


def percent(odds: int) -> int:
    """The chance that a span is right, from its log-odds, of a hundred (1 to 99)."""
    return bisect_right(_ODDS, odds) + 1


def weigh(document: Evidence) -> list[Span]:
    """Every span that a rule proposes or that is above the bar, with its odds, kept or not."""
    model = load()
    read, found = candidates([document], model)
    odds = _odds(found, model)
    (spans,) = _by_document(read, found, odds, found.proposed | _above(found, odds, model))
    return spans


def bar(kind: EntityType) -> int:
    """The chance of a hundred that a span of a type must have more than; KeyError if none does."""
    return percent(int(load().least[NUMBER[kind]]))


def _chosen(documents: Sequence[Evidence], model: Model) -> list[list[Span]]:
    read, found = candidates(documents, model)
    odds = _odds(found, model)
    likely = _by_document(read, found, odds, _above(found, odds, model))
    return [
        best_set([s for s in spans if _holds_together(s, document)], model.least.tolist())
        for spans, document in zip(likely, documents, strict=True)
    ]


def _odds(found: Candidates, model: Model) -> Longs:
    """The log-odds of each candidate."""
    rows = model.choice_table.find(found.keys)
    odds: Longs = np.bincount(found.at, model.choice[rows], len(found.begins)).astype(np.int64)
    odds += found.trust - np.where(found.proposed, 0, _DOUBT[found.types])
    return odds


def _above(found: Candidates, odds: Longs, model: Model) -> Bools:
    return odds > model.least[found.types]


def _by_document(
    read: Lattice, found: Candidates, odds: Longs, keep: Bools
) -> Iterator[list[Span]]:
    """The candidates to keep of each document, by their end."""
    kept = np.flatnonzero(keep)
    order = kept[np.lexsort((found.begins[kept], found.ends[kept], found.owners[kept]))]
    starts = read.seen.starts.tolist()
    edges = np.searchsorted(found.owners[order], np.arange(len(starts) + 1)).tolist()
    columns = (column[order].tolist() for column in (found.begins, found.ends, found.types, odds))
    spans = [(b, e, TYPES[t], o) for b, e, t, o in zip(*columns, strict=True)]
    for start, first, behind in zip(starts, edges[:-1], edges[1:], strict=True):
        yield [Span(b - start, e - start, t, o) for b, e, t, o in spans[first:behind]]


def _holds_together(span: Span, document: Evidence) -> bool:
    """Whether a name, a post, an event or a place is one, by itself and by what stands beside it:
    北京时间 is no place, 第十五号主席令 a decree, 两国总理 two persons."""
    if _is_none(span.type, document.text[span.begin : span.end]):
        return False
    if span.type == "Place":
        return not document.text.startswith(_CLOCK, span.end)
    if span.type != "Post":
        return True
    shared = _SHARED.of(default()).search(document.text, max(0, span.begin - 3), span.begin)
    return not (shared or _DECREE.of(default()).match(document.text, span.end))


@lru_cache(1 << 14)
def _is_none(kind: EntityType, name: str) -> bool:
    """Whether nothing is called that: 任安宁县 ends like a place, 组长仲维山向集团党委书记 has a
    name and a clause in it, 市领导 is a class of people, …调查评估组 no occasion."""
    never = _NEVER.get(kind)
    if never and never.of(default()).search(name[1:]):
        return True
    return kind == "Place" and bool(_TIME.of(default()).fullmatch(name))


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
