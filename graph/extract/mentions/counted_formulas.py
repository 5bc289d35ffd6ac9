"""Counted formulas that the text spells out: “三树”: 一是“树表率”。二是…, or A到位、B到位，2个到位.

That there are exactly as many parts as it counts, all of which share a word with it, shows that it
is a formula and these are its parts, with quotation marks or without.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from graph.extract.analysis import Analysis, once
from graph.extract.rules import mentions
from graph.lexicon import HAN, Lexicon, Pattern
from graph.model import Mention
from graph.text import value

_OPENS = "(?:(?<=[，。；：\\n　 ])|^)"
_WHOLE = Pattern("“(?P<n>[{numeral}{pair_word}])(?P<rest>[^“”，。；：\\n]{1,5})”")
_ITEM = Pattern(
    f"{_OPENS}(?P<n>[{{numeral}}])(?:{{demand_mark}}|、)[^，。；：“”\\n]{{0,8}}"
    "“(?P<part>[^“”\\n]{2,12})”"
)
_SEVERAL = Pattern(
    "(?P<n>[{numeral}{pair_word}\\d](?:(?<=[{numeral}{pair_word}])|(?<!\\d\\d))){measure_word}"
    "(?:(?<=[“‘]..)(?P<quoted>[{han}]{2})(?=[”’])|(?P<plain>{counted_word})(?![{han}])|"
    "(?P<bare>{counted_word})(?={possessive}|{demand_noun}))"
)
_POINT = Pattern(
    f"{_OPENS}(?P<n>[{{numeral}}]){{demand_mark}}(?P<part>[^，。；：“”\\n]{{2,16}})(?=[，。；])"
)
_LEAD = Pattern("{upholding_verb|formula_cue}|{possessive}|^{seizing}|^{gloss_verb}")
_JOINTS = "、，；"
"""The marks between the parts of a list."""
_NEAR, _APART = 60, 700
"""Characters between a formula and its first numbered part, and from one part to the next."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A formula at a span with its parts; ``spans`` are where they stand, if that is in quotes."""

    begin: int
    end: int
    parts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...] = ()


@once
def spelt_out(analysis: Analysis) -> list[Spelt]:
    """The counted formulas of a document whose parts it names, in order."""
    return [*_numbered(analysis), *_listed(analysis)]


@mentions
def counted(analysis: Analysis) -> Iterator[Mention]:
    """The formulas that are spelt out, and their parts where these are quoted."""
    for formula in spelt_out(analysis):
        yield analysis.mention(formula.begin, formula.end, "Slogan", "spelt-out")
        for span in formula.spans:
            yield analysis.mention(*span, "Slogan", "numbered-part")


def _numbered(analysis: Analysis) -> Iterator[Spelt]:
    """“三树” … 一是党组“树表率”。…二是“树旗帜”。…: the parts open or end with one character that
    the formula has."""
    wholes = list(analysis.matches(_WHOLE))
    items = list(analysis.matches(_ITEM)) if wholes else []
    starts = [item.start() for item in items]
    for whole in wholes:
        behind = islice(items, bisect_left(starts, whole.end()), None)
        count, run = value(whole["n"]), _run(behind, whole.end())
        parts = [item["part"] for item in run]
        opened, closed = ({part[at] for part in parts} for at in (0, -1))
        shared = any(len(ends) == 1 and ends <= set(whole["rest"]) for ends in (opened, closed))
        if 1 < count == len(run) and shared and len(set(parts)) == count:
            words = min(map(len, parts)) < 3  # “三心”: 耐心、细心、恒心 are no formulas themselves
            spans = () if words else tuple(item.span("part") for item in run)
            yield Spelt(whole.start() + 1, whole.end() - 1, tuple(parts), spans)


def _run(items: Iterable[re.Match[str]], begin: int) -> list[re.Match[str]]:
    """The items numbered 1, 2, 3 …, the first of them near."""
    run: list[re.Match[str]] = []
    for item in items:
        far = item.start() - begin > (_APART if run else _NEAR)
        if far or value(item["n"]) != len(run) + 1:
            break
        run.append(item)
        begin = item.end()
    return run


def _listed(analysis: Analysis) -> Iterator[Spelt]:
    """Parts that all end or all begin with what is counted, listed beside the formula, or, where
    that is quoted, in another sentence: 进取意识、机遇意识、责任意识 are “三种意识”."""
    text, lexicon = analysis.text, analysis.lexicon
    for match in analysis.matches(_SEVERAL):
        what, count = match[match.lastgroup or 0], value(match["n"])
        if count < 2:
            continue
        begin, end = match.span()
        parts = _beside(text, begin, end, what, count, lexicon)
        parts = parts or _points(text, end, what, count, lexicon)
        if not parts and match["quoted"] and count > 2:
            parts = _elsewhere(text, (begin, end), what, count)
        if parts:
            yield Spelt(begin, end, tuple(parts))


def _beside(text: str, begin: int, end: int, what: str, count: int, lexicon: Lexicon) -> list[str]:
    """The parts of a list right before a formula or right behind it, or []: all end with what is
    counted, or all begin with it."""
    before, behind = text[max(0, begin - 120) : begin], text[end : end + 160]
    word = re.escape(what)
    ending, opening = f"[{HAN}]{{1,12}}?{word}", f"{word}[{HAN}]{{2,12}}?"
    for lead, part, ends in ((f"[{HAN}]{{0,30}}?", ending, True), ("", opening, False)):
        form = f"(?P<list>{part}(?:[{_JOINTS}]{part}){{{count - 1}}})"
        found = _joined(before, what, ends) >= count - 1 and re.search(
            f"(?:^|[，。；：\\n]){lead}{form}[、，]?[{HAN}]{{0,4}}[“‘]?$", before
        )
        found = found or (
            _joined(behind, what, ends) >= count - 1
            and re.match(
                f"[”’]?(?:[{HAN}]{{0,6}}：|[，。])?{form}(?=[，。；\\n]|$)"
                f"(?![，；、]{{0,1}}[{HAN}]{{0,12}}{word})",
                behind,
            )
        )
        if found:
            return _trimmed(re.split(f"[{_JOINTS}]", found["list"]), lexicon)
    return []


def _joined(text: str, what: str, ends: bool) -> int:
    """How often a mark of lists stands behind a word, or before it: once less than it has parts, a
    form for whose number and word is not worth compiling before."""
    return sum(text.count(what + mark if ends else mark + what) for mark in _JOINTS)


def _points(text: str, end: int, what: str, count: int, lexicon: Lexicon) -> list[str]:
    """The parts that are numbered behind a formula: 三个强化：一是强化学习。二是…"""
    points = list(_POINT.of(lexicon).finditer(text, end, end + _APART * count))
    parts = [point["part"] for point in _run(points, end)]
    alike = all(p.startswith(what) for p in parts) or all(p.endswith(what) for p in parts)
    return parts if len(set(parts)) == count and alike else []


def _elsewhere(text: str, formula: tuple[int, int], what: str, count: int) -> list[str]:
    """The parts of the only list of the other sentences that is as long and whose parts end so,
    all of one length."""
    begin, end = max(text.rfind(stop, 0, formula[0]) for stop in "。\n"), formula[1]
    end = min((at for stop in "。\n" if (at := text.find(stop, end)) >= 0), default=len(text))
    spread = _lists(text, what, count).items()
    lists = [each for each, at in spread if at.start <= begin or at.stop > end]
    first, *rest = lists[0].split("、") if len(lists) == 1 else ("",)
    length = len(rest[0]) if rest else 0
    one = {len(each) for each in rest} == {length} and length <= len(first)
    return [first[-length:], *rest] if one else []


@lru_cache(16)
def _lists(text: str, what: str, count: int) -> dict[str, range]:
    """The lists of so many parts that end so, and from where to where they stand."""
    if text.count(f"{what}、") < count - 1:
        return {}  # as most have, for which the form need not be compiled
    part = f"[{HAN}]{{1,6}}{re.escape(what)}"
    form = re.compile(f"(?<!、){part}(?:、{part}){{{count - 1}}}(?!、)")
    out: dict[str, range] = {}
    for found in form.finditer(text):
        first = out.get(found[0], range(found.start(), 0)).start
        out[found[0]] = range(first, found.start() + 1)
    return out


def _trimmed(parts: list[str], lexicon: Lexicon) -> list[str]:
    """The parts without what leads to the first: 要做到学习教育到位 → 学习教育到位."""
    first, longest = parts[0], max(map(len, parts[1:]))
    for lead in _LEAD.of(lexicon).finditer(first):
        if len(first) > longest and len(parts[0]) - lead.end() >= 3:
            first = parts[0][lead.end() :]
    return [first, *parts[1:]] if len(first) <= longest + 3 else []
