"""Numbered demands of a speech or notice, in order, each with its head clause as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract.discourse.reading import Reading
from graph.extract.rules import relations
from graph.model import Entity, Relation

_DIGITS = "一二三四五六七八九十"
_STYLES = tuple(
    (opens.split(), re.compile(style))  # what the first of a run opens with, and all of them
    for opens, style in (
        ("一要 一是", f"(?:(?<=[，。；：！\\n])|(?<=^))(?P<n>[{_DIGITS}])(?:要|是)(?P<sep>)"),
        ("第一", f"(?:(?<=[，。；：！\\n])|(?<=^))第(?P<n>[{_DIGITS}])(?:，|、|是|要)"),
        ("（一 (一", f"(?<![条款第项])[（(](?P<n>[{_DIGITS}])[）)]"),
        ("一、", f"(?:(?<=\\n)|(?<=^))(?P<n>[{_DIGITS}])、"),
        ("1", "(?:(?<=\\n)|(?<=^))(?P<n>[1-9])[.．、](?!\\d)"),
    )
)
_ORDERLY = re.compile("(?:(?<=[，。；：！\\n])|(?<=^))(首先|其次|再次|最后)，")
_ANNOUNCED = re.compile(
    f"([{_DIGITS}两])(?:点|个方面的?)(?:希望|要求|意见|"
    f"建议)[：:]((?:要[^；。]{{1,300}}；){{1,9}}要[^；。]{{1,300}})。"
)
_CLAUSE = re.compile(
    f"[^。；\\n！？]{{1,400}}?(?=，(?:[{_DIGITS}](?:要|是)|第[{_DIGITS}][，、])|[。；\\n！？]|$)"
)
_SUBJECT = re.compile("任命|免去|第[一二三四五六七八九十]+条|总体要求|主要内容|组织机构")


_VERB = re.compile(
    "[把以将对要抓做建强加推落办搞守保打用]|坚持|深化|完善|健全|优化|统筹|严格|严厉|"
    "全面|扎实|切实|着力|积极|大力|认真|"
    "充分|有效|有力|有序|合理|稳步|进一步|继续|促进|提[高升]|协同|实施|开展|发[展挥]|"
    "巩固|改[善进革]|扩大|深入|支持|引导|规范|"
    "创新|培育|构建|营造|树立|增强|解决|兴修|开垦|防范|化解|[治整][理治顿]|维护|确保|"
    "努力|坚决|狠抓|稳定|控制|压缩|调整|所有"
)


@dataclass(frozen=True, slots=True)
class Demand:
    """A numbered demand: where its marker begins and its head clause."""

    begin: int
    head: str


def demands(text: str) -> Iterator[list[Demand]]:
    """The runs of demands that count 1, 2, 3 … in one style, at least two long."""
    for opens, style in _STYLES:
        if not any(first in text for first in opens):
            continue
        run: list[tuple[int, Demand]] = []
        for match in style.finditer(text):
            number = _number(match["n"])
            demand = Demand(match.start(), _head(text, match.end()))
            if number == len(run) + 1 and (not run or match.start() - run[-1][1].begin < 2500):
                run.append((number, demand))
            else:
                if len(run) > 1:
                    yield [d for _, d in run]
                run = [(1, demand)] if number == 1 else []
        if len(run) > 1:
            yield [d for _, d in run]
    run_ = [Demand(m.start(), _head(text, m.end())) for m in _ORDERLY.finditer(text)]
    if len(run_) > 1:
        yield run_
    for match in _ANNOUNCED.finditer(text):
        heads = [h for h in match[2].split("；") if h]
        if len(heads) == _number(match[1]):
            yield [Demand(match.start(2) + match[2].index(h), h[1:]) for h in heads]


def _number(sign: str) -> int:
    return int(sign) if sign.isdigit() else _DIGITS.find(sign) + 1 if sign != "两" else 2


def _head(text: str, begin: int) -> str:
    clause = _CLAUSE.match(text, begin)
    return clause[0].strip("，、： ") if clause else ""


@relations
def directives(reading: Reading) -> Iterator[Relation]:
    """Each run of demands, of whoever is speaking, of the occasion or of the document itself."""
    text, document = reading.analysis.text, reading.analysis.document
    serial = 0
    for run in sorted(demands(text), key=lambda r: r[0].begin):
        if any(_SUBJECT.search(d.head) for d in run):
            continue
        sentence = reading.analysis.sentence_at(run[0].begin)
        speakers = reading.speakers_at(run[0].begin)
        source = speakers[0] if speakers else reading.occasions[sentence]
        if source is None and not _demanding(run):
            continue
        for order, demand in enumerate(run, 1):
            serial += 1
            if demand.head:
                entity = Entity("Directive", f"{document.id}-{serial}", demand.head, order=order)
                where = reading.analysis.sentence_at(demand.begin)
                whose = source or _document_itself(reading)
                yield Relation(whose, "directive", entity, where, "numbered-demand")


def _demanding(run: list[Demand]) -> bool:
    """Whether most heads open with a verb: 加强组织领导, not 生态环境监测执法."""
    return 2 * sum(1 for demand in run if _VERB.match(demand.head)) > len(run)


def _document_itself(reading: Reading) -> Entity:
    """The plan or report that the document is, where nobody speaks in it."""
    document = reading.analysis.document
    first = next((m for m in reading.mentions if m.type == "Policy" and m.entity), None)
    if first and first.entity and first.text in document.title:
        return first.entity
    name = document.title or document.id
    return Entity("Policy", name, name)
