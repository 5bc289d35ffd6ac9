"""What came near in a document and did not become a mention, and what it lacked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from graph.extract import person_names as naming
from graph.extract.discourse.reading import Reading
from graph.extract.mentions import events, persons, policies, posts, slogans


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words that a rule looked at and left, and what they lacked; document offsets."""

    begin: int
    end: int
    text: str
    rule: str
    lacks: str


def near_misses(reading: Reading) -> Iterator[NearMiss]:
    """What rules looked at and left, the nearest kind first, no two overlapping."""
    kinds = (_titles, _quotations, _posts, _meetings, _names, _listed)
    seen: set[int] = set()
    for miss in chain.from_iterable(kind(reading) for kind in kinds):
        if seen.isdisjoint(range(miss.begin, miss.end)):
            seen.update(range(miss.begin, miss.end))
            yield miss


def _miss(reading: Reading, span: tuple[int, int], rule: str, lacks: str) -> NearMiss:
    return NearMiss(*span, reading.analysis.text[slice(*span)], rule, lacks)


def _titles(reading: Reading) -> Iterator[NearMiss]:
    taken = set(policies.titled(reading.analysis))
    lacks = (
        "标题不以条例、规划、通知之类的词结尾 / the title does not end in a word for a norm or plan"
    )
    for match in re.finditer("《([^《》]+)》", reading.analysis.text):
        if match.span(1) not in taken:
            yield _miss(reading, match.span(1), "title-in-marks", lacks)


def _quotations(reading: Reading) -> Iterator[NearMiss]:
    analysis = reading.analysis
    taken = slogans.quoted(analysis)
    listed = {
        "metaphor": "词表列为比喻 / listed as a metaphor",
        "notnumeric": "以数字开头的普通词 / an ordinary word that opens with a numeral",
    }
    words = {
        w: why for kind, why in listed.items() for w in analysis.lexicon.words("words", kind=kind)
    }
    for match in re.finditer("[“‘『「]([^“”‘’『』「」]+)[”’』」]", analysis.text):
        if match.span(1) in taken:
            continue
        quoted = "是一句话 / quoted speech" if re.search("[。？！；：]", match[1]) else ""
        bare = "前无“坚持”类动词，后无“工程”类中心词，也不重复 / no cue, no head noun, said once"
        lacks = words.get(match[1]) or quoted or bare
        yield _miss(reading, match.span(1), "formula-in-quotes", lacks)


def _posts(reading: Reading) -> Iterator[NearMiss]:
    lacks = "旁边没有人名，也没有任命 / nobody holds it: no name beside it, no appointment"
    for stack in posts.stacks(reading.analysis):
        for begin, end, _ in stack:
            yield _miss(reading, (begin, end), "post-stack", lacks)


def _meetings(reading: Reading) -> Iterator[NearMiss]:
    lacks = (
        "没有全称，或前面没有“召开”“出席”之类的词 / no name of its own, or no verb that opens it"
    )
    for match in events.HEADS.of(reading.analysis.lexicon).finditer(reading.analysis.text):
        yield _miss(reading, match.span(), "noun-phrase", lacks)


def _names(reading: Reading) -> Iterator[NearMiss]:
    analysis = reading.analysis
    grammar, taken = naming.Grammar(analysis), persons.names(analysis)
    lacks = "像姓名，但旁边没有职务、名单或“强调”类动词 / no post, list or verb of speech beside it"
    for match in persons.LEAD.finditer(analysis.text):
        end = grammar.end(match.start(), sure=False)
        if end and (match.start(), end) not in taken:
            yield _miss(reading, (match.start(), end), "before-speech", lacks)


def _listed(reading: Reading) -> Iterator[NearMiss]:
    for hit in reading.analysis.longest:
        lacks = f"词表 {hit.entry.list} 有此词，此处不足以确定 / listed there, but not certain here"
        yield _miss(reading, (hit.begin, hit.end), hit.entry.list, lacks)
