"""The numbered demands of a text: 一要 … 二要 …, （一） … （二） …, each by its first clause.

A run counts 1, 2, 3 … in one style and has at least two members. No demands are the articles of a
norm, headings (主要任务), and what a report says has been done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from graph.extract.analysis import Analysis
from graph.extract.discourse.no_demands import announced_as_told, asks_nothing
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Key
from graph.text import value

_CLAUSE_BEGIN = "(?:(?<=[，。；：！\\n])|(?<=^))"
_LINE_BEGIN = "(?:(?<=\\n)|(?<=^))[　 ]*"
_N = "(?P<n>[{numeral}])"
_INLINE = 3
_STYLES = tuple(
    (rank, Pattern(first), Pattern(style))  # what the first of a run opens with, and all of them
    for rank, first, style in (
        (_INLINE, "{first_numeral}{demand_mark}", _CLAUSE_BEGIN + _N + "{demand_mark}"),
        (
            _INLINE,
            "{ordinal_mark}{first_numeral}",
            _CLAUSE_BEGIN + "{ordinal_mark}" + _N + "(?:[，、]|{demand_mark})",
        ),
        (1, "[（(]{first_numeral}[）)]", "{article_part:not_after}[（(]" + _N + "[）)]"),
        (0, "{first_numeral}、", _LINE_BEGIN + _N + "、"),
        (2, "1[.．、]", _LINE_BEGIN + "(?P<n>[1-9])[.．、](?!\\d)"),
    )
)
"""Styles of numbers, each with its rank in an outline (GB/T 9704: 一、 above （一） above 1.)."""
_PARTED_FIRST = Pattern("[：；][{numeral}]、")
_PARTED = Pattern("(?<=[：；])" + _N + "、")
_NOMINAL = Pattern("{possessive}[{han}]{1,6}$")
"""任务是：一、修渠；二、护岸。 in one paragraph, but not 关停下列企业：一、亏损的企业；"""
_ORDERLY = Pattern(_CLAUSE_BEGIN + "(?:(?P<first>{first_word})|{order_word})，")
_ORDER_WORD = Pattern("{first_word|order_word}，")
_SAID = "[^，。；：\\n]"
_ANNOUNCED = Pattern(
    "([{numeral}{pair_word}]){point_measure}{possessive}?{demand_noun}[：:]((?:要[^；。]{1,300}；){1,9}要[^；。]{1,300})。"
)
_CLAUSE = Pattern(
    "[^。；\\n！？]{1,400}?(?=，(?:[{numeral}]{demand_mark}|{ordinal_mark}[{numeral}][，、])|[。；\\n！？]|$)"
)
_LINE_HEAD = re.compile("[^。：\\n！？]{1,400}")
_SUBJECT = Pattern("{personnel_verb}|{ordinal_mark}[{numeral}]+{article_unit}|{section_heading}")
_VERB = Pattern("{demand_verb}")
_TOLD = Pattern("{told_particle}")
_REVIEW = Pattern(
    f"(?:^|\\n)[　 ]*(?:(?P<n>[{{numeral}}])、)?(?:{_SAID}{{0,40}}{{review_noun}}{_SAID}{{0,12}}|"
    f"{_SAID}{{0,12}}{{duty_heading}}|"
    f"(?(n){_SAID}{{0,6}}{{past_span}}{_SAID}{{0,16}}|(?!)))(?=\\n)"
)
_NEXT_PART = Pattern("\\n[　 ]*[{numeral}]、")
_NEXT_HEADING = Pattern(
    "\\n[　 ]*(?:[{numeral}]、|(?!　| |[（(]|\\d+[.．、])[^。，；：、\\n]{2,30}(?=\\n))"
)
_ARTICLE = Pattern("(?:^|\\n)[　 ]*{ordinal_mark}[{numeral}]+{article_unit}[　 ]")


@dataclass(frozen=True, slots=True)
class _Point:
    """A numbered point: the offset of its number, the rank of its style in an outline, its first
    clause, and whether that is all of its line."""

    begin: int
    rank: int
    head: str
    heading: bool


_Run: TypeAlias = Sequence[_Point]


@dataclass(frozen=True, slots=True)
class Demand:
    """A numbered point at an offset: the demand it makes, if it makes one, and who makes it, if
    anybody is known to speak there."""

    begin: int
    entity: Entity | None
    source: Entity | None


def demands(analysis: Analysis, source_at: Callable[[int], Entity | None]) -> list[Demand]:
    """The numbered points of a document in order, those that demand nothing among them.

    ``source_at`` tells who speaks at an offset. Headings, and points that nobody is known to make,
    demand only if they begin with verbs; a notice speaks for itself.
    """
    document, lexicon = analysis.document, analysis.lexicon
    found = [(run, source_at(run[0].begin)) for run in _runs(analysis)]
    of_source: dict[Entity | None, list[_Run]] = {}
    for run, source in found:
        of_source.setdefault(source, []).append(run)
    levels = {begin: n for runs in of_source.values() for begin, n in _levels(runs)}
    out, serial = [], 0
    for run, source in found:
        doubtful = not (source or document.kind == "notice") or all(point.heading for point in run)
        demanding = not doubtful or _verbal(run, lexicon)
        for order, point in enumerate(run, 1):
            serial += demanding
            entity = None
            head = point.head
            if demanding and head and not asks_nothing(head, lexicon):
                level, key = levels[point.begin], Key(document.id, str(serial))
                entity = Entity("Directive", key, head, order=order, level=level)
            out.append(Demand(point.begin, entity, source))
    return sorted(out, key=lambda demand: demand.begin)


def _levels(runs: Iterable[_Run]) -> Iterator[tuple[int, int]]:
    """The offset of each point and how deep it stands in the outline of these runs, from 1."""
    above: list[int] = []
    for point in sorted(chain.from_iterable(runs), key=lambda point: point.begin):
        above = [rank for rank in above if rank < point.rank] + [point.rank]
        yield point.begin, len(above)


def _runs(analysis: Analysis) -> list[_Run]:
    """The runs of a text in order, but those that list persons, articles or achievements, causes,
    or what others want."""
    counted = list(_counted(analysis))
    if not counted:
        return []
    text, lexicon = analysis.text, analysis.lexicon
    subject = _SUBJECT.of(lexicon)
    silent = [_articles(text, lexicon), *_reviews(text, lexicon)]
    found = [
        run
        for run in counted
        if not any(subject.search(d.head) for d in run)
        and not any(run[0].begin in part for part in silent)
        and not _told(run, lexicon)
        and not announced_as_told(text, run[0].begin, (d.head for d in run), lexicon)
    ]
    return sorted(found, key=lambda run: run[0].begin)


def _articles(text: str, lexicon: Lexicon) -> range:
    """Where the articles of a norm stand: what is numbered below 第三条 demands nothing."""
    begins = [match.start() for match in _ARTICLE.of(lexicon).finditer(text)]
    return range(begins[0], len(text)) if begins else range(0)


def _reviews(text: str, lexicon: Lexicon) -> Iterator[range]:
    """Where a report looks back, or the duties of a body stand: from 一、…工作回顾 to 二、, from a
    bare heading to the next."""
    part, heading = _NEXT_PART.of(lexicon), _NEXT_HEADING.of(lexicon)
    for match in _REVIEW.of(lexicon).finditer(text):
        behind = (part if match["n"] else heading).search(text, match.end())
        yield range(match.end(), behind.start() if behind else len(text))


def _told(run: _Run, lexicon: Lexicon) -> bool:
    """Whether most clauses tell what has been done: 完成了治理."""
    told = _TOLD.of(lexicon)
    return 2 * sum(1 for point in run if told.search(point.head)) > len(run)


def _verbal(run: _Run, lexicon: Lexicon) -> bool:
    """Whether most clauses of a run begin with a verb: 加强组织领导, not 生态环境监测执法."""
    verb = _VERB.of(lexicon)
    return 2 * sum(1 for point in run if verb.match(point.head)) > len(run)


def _counted(analysis: Analysis) -> Iterator[_Run]:
    """By numbers of one style, by 首先 and 其次, and by “两点要求：要…；要…”.

    Two demands of a run are at most 2,500 characters apart.
    """
    text, lexicon = analysis.text, analysis.lexicon
    for rank, first, style in _STYLES:
        if analysis.search(first):
            yield from _of_style(text, rank, style, lexicon)
    nominal = _NOMINAL.of(lexicon)
    parted = analysis.search(_PARTED_FIRST)
    for run in _of_style(text, _INLINE, _PARTED, lexicon) if parted else ():
        if _verbal(run, lexicon) or not any(nominal.search(point.head) for point in run):
            yield run
    if analysis.search(_ORDER_WORD):
        yield from _orderly(text, lexicon)
    for match in analysis.matches(_ANNOUNCED):
        heads = [h for h in match[2].split("；") if h]
        if len(heads) == value(match[1]):
            begins = (match.start(2) + match[2].index(h) for h in heads)
            pairs = zip(begins, heads, strict=True)
            yield [_Point(begin, _INLINE, head[1:], False) for begin, head in pairs]


def _of_style(text: str, rank: int, style: Pattern, lexicon: Lexicon) -> Iterator[_Run]:
    """The runs by numbers of one style."""
    run: list[_Point] = []
    for match in style.of(lexicon).finditer(text):
        number = value(match["n"])
        point = _point(text, match.start("n"), rank, match.end(), lexicon)
        if number == len(run) + 1 and (not run or match.start() - run[-1].begin < 2500):
            run.append(point)
        else:
            if len(run) > 1:
                yield run
            run = [point] if number == 1 else []
    if len(run) > 1:
        yield run


def _orderly(text: str, lexicon: Lexicon) -> Iterator[_Run]:
    """The runs that count in words: from 首先 up to the next one."""
    run: list[_Point] = []
    for match in _ORDERLY.of(lexicon).finditer(text):
        if match["first"] and len(run) > 1:
            yield run
        run = [] if match["first"] else run
        run.append(_point(text, match.start(), _INLINE, match.end(), lexicon))
    if len(run) > 1:
        yield run


def _point(text: str, begin: int, rank: int, behind: int, lexicon: Lexicon) -> _Point:
    """The demand whose number ends at ``behind``, with its first clause; '' if there is none.

    Of a demand with lines of its own that may hold a semicolon.
    """
    clause = (_CLAUSE.of(lexicon) if rank == _INLINE else _LINE_HEAD).match(text, behind)
    end = clause.end() if clause else behind
    head = clause[0].strip("，、；： ") if clause else ""
    return _Point(begin, rank, head, text[end : end + 1] in ("", "\n", "："))
