"""What came near in a document and did not become a mention, and what it lacked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from graph.extract.discourse.reading import Reading
from graph.extract.mentions import events, persons, policies, posts, slogans
from graph.extract.mentions.name_neighbours import clauses
from graph.extract.person_names import grammar_of
from graph.resources import PACKAGE

_ROWS = (PACKAGE / "extract" / "near_misses.tsv").read_text("utf-8").splitlines()[1:]
_LACKS = {kind: f"{zh} / {en}" for kind, zh, en in (row.split("\t") for row in _ROWS)}
"""What each kind lacks, in Chinese and in English."""


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


def _near_miss(reading: Reading, span: tuple[int, int], rule: str, lacks: str) -> NearMiss:
    return NearMiss(*span, reading.analysis.text[slice(*span)], rule, lacks)


def _titles(reading: Reading) -> Iterator[NearMiss]:
    taken = set(policies.titled(reading.analysis))
    for match in re.finditer("《([^《》]+)》", reading.analysis.text):
        if match.span(1) not in taken:
            yield _near_miss(reading, match.span(1), "title-in-marks", _LACKS["title"])


def _quotations(reading: Reading) -> Iterator[NearMiss]:
    analysis = reading.analysis
    taken = slogans.quoted(analysis)
    words = {
        word: _LACKS[kind]
        for kind in ("metaphor", "notnumeric")
        for word in analysis.lexicon.words("words", kind=kind)
    }
    for match in re.finditer("[“‘『「]([^“”‘’『』「」]+)[”’』」]", analysis.text):
        if match.span(1) in taken:
            continue
        speech = re.search("[。？！；：]", match[1])
        lacks = words.get(match[1]) or _LACKS["speech" if speech else "formula"]
        yield _near_miss(reading, match.span(1), "formula-in-quotes", lacks)


def _posts(reading: Reading) -> Iterator[NearMiss]:
    for stack in posts.stacks(reading.analysis):
        for begin, end, _ in stack:
            yield _near_miss(reading, (begin, end), "post-stack", _LACKS["holder"])


def _meetings(reading: Reading) -> Iterator[NearMiss]:
    for match in events.HEADS.of(reading.analysis.lexicon).finditer(reading.analysis.text):
        yield _near_miss(reading, match.span(), "noun-phrase", _LACKS["meeting"])


def _names(reading: Reading) -> Iterator[NearMiss]:
    analysis = reading.analysis
    grammar, taken = grammar_of(analysis), persons.names(analysis)
    for begin in clauses(analysis):
        end = grammar.end(begin, sure=False)
        if end and (begin, end) not in taken:
            yield _near_miss(reading, (begin, end), "before-speech", _LACKS["name"])


def _listed(reading: Reading) -> Iterator[NearMiss]:
    for hit in reading.analysis.longest:
        lacks = _LACKS["listed"].format(hit.entry.list)
        yield _near_miss(reading, (hit.begin, hit.end), hit.entry.list, lacks)
