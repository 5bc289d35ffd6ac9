"""What a numeric formula consists of: parts listed beside it in the text, or fixed nationally."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.discourse import Reading
from graph.model import Entity, Relation
from graph.rules import relations

_NUMERAL = "零一二三四五六七八九十"
_GLOSS = re.compile("^[”’]?(?:，是指|，即|：|，指的是|即)([^。；]{4,60})")


@relations
def components(reading: Reading) -> Iterator[Relation]:
    """“N个X”，即A、B、C: as many parts as the numeral says."""
    text = reading.analysis.text
    for mention in reading.mentions:
        if mention.type != "Slogan" or mention.entity is None:
            continue
        gloss = _GLOSS.match(text[mention.end : mention.end + 80])
        if not gloss:
            continue
        parts = [p for p in re.split("[、，；]|和(?=更加)", gloss[1]) if p]
        if len(parts) == _count(mention.text):
            sentence = reading.analysis.sentence_at(mention.begin)
            for part in parts:
                yield Relation(mention.entity, "component", part, sentence, "gloss")


def _count(phrase: str) -> int:
    """The number a formula opens with: 六比六看 → 6; 0 where it opens with none."""
    return _NUMERAL.find(phrase[0]) if phrase[0] in _NUMERAL else 2 if phrase[0] in "两双" else 0


@relations
def programme(reading: Reading) -> Iterator[Relation]:
    """以“A”“B”“C”为主要内容的D: the parts of a programme; “四风”特别是A、B."""
    slogans = [m for m in reading.mentions if m.type == "Slogan" and m.entity]
    text = reading.analysis.text
    for match in re.finditer("以((?:[“‘][^”’]+[”’][、]?)+)为主要内容的", text):
        whole = next((m for m in slogans if match.end() <= m.begin <= match.end() + 1), None)
        for part in slogans:
            if whole and whole.entity and part.entity and match.start(1) <= part.begin < match.end(1):
                yield Relation(whole.entity, "component", part.entity, reading.analysis.sentence_at(part.begin), "programme")
    for mention in slogans:
        after = re.match("[”’]特别是((?:[\u4e00-\u9fff]{2,6}、)*[\u4e00-\u9fff]{2,4}主义)", text[mention.end : mention.end + 30])
        if after and mention.entity:
            for part_name in after[1].split("、"):
                yield Relation(mention.entity, "component", part_name, reading.analysis.sentence_at(mention.begin), "notably")


def _part(name: str) -> Entity:
    return Entity("Slogan", name, name)
