"""What a formula consists of, where the text lists it: after it (“六比六看”：比学习、…), before it
(不开会、不交费、不换届的“三不”), or as programmes of one name (实力澄州 … → “四个澄州”)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.discourse import Reading
from graph.model import Mention, Relation
from graph.rules import relations

_DIGITS = "零一二三四五六七八九十"
_COUNTED = re.compile("[一二三四五六七八九十两双]")
_GLOSS = re.compile(
    "^[”’]?[^，。；：“”]{0,10}?(?:，即|，是指|，就是|，指的是|：|。|，)(?:即|"
    "要)?(?P<list>[^。；：“”]{4,90})"
)
_ANNOUNCED = re.compile("^[”’]?[^，。；：]{0,10}(?:，即|，是指|，就是|，指的是|：|。)")
_LED = re.compile("(?:[让把对以]|实行|坚持|实施|做到|推行|推广)+")
_BEFORE = re.compile("(?P<list>[^，。；：“”]{4,60}?)(?:等|这|的|“|‘)+$")
_NOTABLY = re.compile(
    "[”’]?(?:特别是|尤其是)((?:[\u4e00-\u9fff]{2,6}[、和])*[\u4e00-\u9fff]{2,4}主义)"
)
_PROGRAMME = re.compile("以((?:[“‘][^”’]+[”’][、]?)+)为(?:主要)?内容的")
_MERGED = re.compile("将([^。；]{4,80}?)整合为[“‘]$")


@relations
def glossed(reading: Reading) -> Iterator[Relation]:
    """A list beside a numeric formula with exactly as many parts as its numerals say."""
    text = reading.analysis.text
    for mention in _slogans(reading):
        count = counted(mention.text)
        if count < 2:
            continue
        after = _GLOSS.match(text[mention.end : mention.end + 110])
        before = _BEFORE.search(text[max(0, mention.begin - 70) : mention.begin])
        for gloss in (after, before):
            parts = (
                _parts(
                    gloss["list"],
                    count,
                    gloss is before,
                    gloss is before or bool(_ANNOUNCED.search(gloss[0])),
                )
                if gloss
                else []
            )
            if parts:
                yield from _components(reading, mention, parts, "gloss")
                break


def counted(phrase: str) -> int:
    """How many parts a formula announces: 四个意识 → 4, 六比六看 → 6, 一改三提 → 4."""
    numbers = [_value(sign) for sign in _COUNTED.findall(phrase)]
    if not numbers or not _COUNTED.match(phrase):
        return 0
    if phrase[1] in "个种项大条方件批" or (len(numbers) == 2 and phrase[1] == "比"):
        return numbers[0]
    return sum(numbers) if len(numbers) <= 2 and len(phrase) == 4 else numbers[0]


def _value(sign: str) -> int:
    return 2 if sign in "两双" else _DIGITS.index(sign)


def _parts(listed: str, count: int, last: bool, announced: bool) -> list[str]:
    """The ``count`` parts of a list that alike parts make: joined by 、 (or ，), of like length."""
    if "、" not in listed:
        return []
    for separators in ("、", "、，"):
        found = [p for p in re.split(f"[{separators}]", listed) if p]
        if len(found) < count:
            continue
        parts = found[-count:] if last else found[:count]
        parts[0] = _LED.sub("", parts[0]) if _LED.match(parts[0]) else parts[0]
        parts[-1] = re.split("[，；]", parts[-1])[0]
        if (
            len(set(parts)) == count
            and _alike(parts)
            and (_same(parts) or (announced and separators == "、"))
        ):
            return _trimmed(parts)
    return []


def _same(parts: list[str]) -> bool:
    return len({len(part) for part in parts}) == 1 or len({part[0] for part in parts}) == 1


def _alike(parts: list[str]) -> bool:
    lengths = sorted(map(len, parts))
    if lengths[0] < 2 or lengths[-1] > 16:
        return False
    return lengths[-2] - lengths[0] <= 3 and lengths[-1] - lengths[0] <= 8


def _trimmed(parts: list[str]) -> list[str]:
    """The ends of the list cut to the shape of its middle: 对长期不开会 → 不开会."""
    middle = parts[1]
    if len(parts[0]) > len(middle) and middle[0] in parts[0]:
        parts[0] = parts[0][parts[0].rindex(middle[0]) :]
    if len(parts[-1]) > len(middle) + 1 and len(parts[-1]) > len(parts[0]):
        parts[-1] = parts[-1][: max(len(middle), len(parts[0]))]
    return parts


@relations
def programmes_of_one_name(reading: Reading) -> Iterator[Relation]:
    """四个澄州: the slogans of the document that end in 澄州, if there are four (up to there)."""
    slogans = list(_slogans(reading))
    for mention in slogans:
        match = re.fullmatch("([二三四五六七八九十])个([\u4e00-\u9fff]{2})", mention.text)
        if not match:
            continue
        names = {
            m.text: m for m in slogans if m.text.endswith(match[2]) and not _COUNTED.match(m.text)
        }
        if len(names) == _value(match[1]) and mention.entity:
            for part in names.values():
                if part.entity:
                    sentence = reading.analysis.sentence_at(part.begin)
                    yield Relation(mention.entity, "component", part.entity, sentence, "one-name")


@relations
def programme(reading: Reading) -> Iterator[Relation]:
    """以“A”“B”为主要内容的D; 将“A”、“B”整合为“D”; “四风”特别是A、B."""
    slogans, text = list(_slogans(reading)), reading.analysis.text
    for whole in slogans:
        before = text[max(0, whole.begin - 90) : whole.begin]
        listed = _MERGED.search(before)
        led = _PROGRAMME.search(before)
        span = (
            listed.span(1) if listed else led.span(1) if led and led.end() == len(before) else None
        )
        if span:
            offset = max(0, whole.begin - 90)
            for part in slogans:
                if (
                    offset + span[0] <= part.begin < offset + span[1]
                    and part.entity
                    and whole.entity
                ):
                    sentence = reading.analysis.sentence_at(part.begin)
                    yield Relation(whole.entity, "component", part.entity, sentence, "programme")
        notably = _NOTABLY.match(text, whole.end)
        if notably:
            yield from _components(reading, whole, re.split("[、和]", notably[1]), "notably")


def _components(
    reading: Reading, whole: Mention, parts: list[str], rule: str
) -> Iterator[Relation]:
    sentence = reading.analysis.sentence_at(whole.begin)
    for part in parts:
        if whole.entity:
            yield Relation(whole.entity, "component", part, sentence, rule)


def _slogans(reading: Reading) -> Iterator[Mention]:
    return (m for m in reading.mentions if m.type == "Slogan" and m.entity)
