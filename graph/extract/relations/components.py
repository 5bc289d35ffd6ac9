"""component: what a formula consists of, where the text lists it.

The list stands behind it (“六比六看”：比学习、…) or before it (不开会、不交费、不换届的“三不”),
or it is the slogans of one name (实力澄州 … are “四个澄州”).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from graph.extract.discourse.reading import Reading
from graph.extract.mentions.counted_formulas import spelt_out
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Mention, Relation
from graph.text import value

_COUNTED = Pattern("{numeral}|{pair_word}")
_BEHIND = Pattern(
    "[”’]?(?!等)[^，。；：“”（]{0,10}?"
    "(?:（(?:{gloss_verb}|[{han}]：)?(?P<list>[^。；：“”）\\n]{4,90})）|"
    "(?P<cue>，?{gloss_verb}|：|。|，)(?P<open>[^。；：“”（\\n]{4,90}))"
)
_LED = Pattern("^(?:{seizing|practised})+")
_VERBS = Pattern("^(?:{upholding_verb|formula_cue})+(?=[{han}]{2})")
_ITEM = Pattern("(?P<number>[{numeral}]){demand_mark}(?P<part>[^，。；：（“”]{2,16})(?=[，。；])")
_SEVERAL = Pattern("({numeral})个([{han}]{2})")
_BEFORE = Pattern(
    "(?P<list>[^，。；：“”]{4,60}?)"
    "(?P<mark>(?:等(?:[{numeral}\\d]{1,2}{measure_word}?{field_word}{upholding_verb}?)?|这|的|“|‘|”|’)*)$"
)
_NEAR = 25  # characters behind a formula in which the first numbered part begins
_LONGEST = 25  # characters of a numbered part with its number
_NAMED = frozenset({"Person", "Organization", "Place"})
_CLOSING = frozenset("”’》")
_GOES_ON = re.compile("[”’》]*、")
_ENDS_IN_VERB = Pattern(".{upholding_verb}$")
_NO_PART = Pattern("^(?:[{particle}着]|{bearing_on})|{practised}$|^{manner}$")
_NOTABLY = Pattern("[”’]?{notably}((?:[{han}]{2,6}[、和])*[{han}]{2,4}{ism})")
_PROGRAMME = Pattern("以((?:[“‘][^”’]+[”’][、]?)+){content_phrase}“?")
_MERGED = Pattern("将([^。；]{4,80}?){merging_verb}[“‘]$")


@relations
def glossed(reading: Reading) -> Iterator[Relation]:
    """A list beside a formula with numerals that has exactly as many parts as these say."""
    text, lexicon = reading.analysis.text, reading.analysis.lexicon
    behind_it, before_it = _BEHIND.of(lexicon), _BEFORE.of(lexicon)
    announcing = [(m, counts) for m in _slogans(reading) if (counts := counted(m.text, lexicon))]
    names = {m.text for m in reading.mentions if m.type in _NAMED} if announcing else set()
    for mention, counts in announcing:
        behind = behind_it.match(text, mention.end, mention.end + 110)
        listed = _GOES_ON.match(text, mention.end)  # 贯彻A、落实“两个责任”、执行B: one of a list
        before = max(0, mention.begin - 70), mention.begin
        ahead = None if listed else before_it.search(text, *before)
        for count in counts:
            parts = (
                _first(behind, mention.text, count, lexicon)
                or _items(text, mention, count, lexicon)
                or _last(ahead, count, names, lexicon)
            )
            if parts and names.isdisjoint(parts):
                yield from _components(reading, mention, parts, "gloss")
                break


def counted(phrase: str, lexicon: Lexicon) -> tuple[int, ...]:
    """How many parts a formula may announce: 四个意识 → 4, 六比六看 → 6, 三问三送 → 6 or 3."""
    sign = _COUNTED.of(lexicon)
    numbers = [value(found) for found in sign.findall(phrase)]
    if set(numbers) <= {1} or not sign.match(phrase) or len(phrase) < 2:
        return ()
    if phrase[1] in lexicon.word_class("measure_word") or len(numbers) > 2 or len(phrase) != 4:
        return (numbers[0],) if numbers[0] > 1 else ()
    return tuple(n for n in (sum(numbers), numbers[0]) if n > 1)


def _first(gloss: re.Match[str] | None, formula: str, count: int, lexicon: Lexicon) -> list[str]:
    """The first ``count`` parts of the list behind a formula, or [].

    Without 即, ： or brackets between, the parts must have one length or one first character; with
    commas alone between them and no ：, they begin as the formula ends.
    """
    listed = (gloss["list"] or gloss["open"]) if gloss else ""
    if gloss and gloss["cue"] == "。" and gloss.string.startswith("“", gloss.end()):
        return []  # the list of the next formula
    for separators in ("、", "、，"):
        found = [part for part in re.split(f"[{separators}]", listed) if part]
        parts, rest = found[:count], found[count:]
        if len(parts) < count or count < 2:
            continue
        parts[-1] = re.split("[，；]", parts[-1])[0]
        if parts[0][0] != parts[1][0]:  # not 以…为荣、以…为荣
            led, parts[0] = parts[0], _LED.of(lexicon).sub("", parts[0]) or parts[0]
            clause = led != parts[0] and gloss and gloss["cue"] == "，"
            if clause and not all(set(part) & set(formula[1:]) for part in parts):
                continue  # 对照“三管三必须”，把党政同责、齐抓共管、失职追责落实到人
        told = separators == "、" and gloss and gloss["cue"] != "，"
        if rest and (told or len(rest[0]) == len(parts[0])):
            continue
        loose = "、" not in listed and gloss and gloss["cue"] != "："
        if loose and not all(part.startswith(formula[-2:]) for part in parts):
            continue
        if _alike(parts, lexicon) and (told or (count > 2 and _same(parts))):
            return _trimmed(parts)
    return []


@relations
def spelt(reading: Reading) -> Iterator[Relation]:
    """The parts of formulas that are spelt out; those in quotation marks are formulas, too."""
    named = {(m.begin, m.end): m for m in _slogans(reading)}
    for formula in spelt_out(reading.analysis):
        whole = named.get((formula.begin, formula.end))
        if whole and formula.spans:
            parts = [named[span] for span in formula.spans if span in named]
            yield from _formulas(reading, whole, parts, "numbered-parts")
        elif whole:
            yield from _components(reading, whole, [*formula.parts], "spelt-out")


def _items(text: str, formula: Mention, count: int, lexicon: Lexicon) -> list[str]:
    """The parts that are numbered behind a formula in its line and end or begin as it ends, exactly
    ``count``: 三个到位: 一是巡查到位。二是… 三个强化: 一是强化巡查。二是…"""
    line, item = text.find("\n", formula.end), _ITEM.of(lexicon)
    end = line if line >= 0 else len(text)
    if not item.search(text, formula.end, min(end, formula.end + _NEAR + _LONGEST)):
        return []
    found = list(islice(item.finditer(text, formula.end, end), count + 1))
    near = found[0].start() - formula.end < _NEAR
    numbers = [value(each["number"]) for each in found]
    if not near or numbers != [*range(1, count + 1)]:
        return []
    word, heads = formula.text[-2:], [each["part"] for each in found]
    alike = all(head.endswith(word) for head in heads) or all(
        head.startswith(word) for head in heads
    )
    return heads if alike and _alike(heads, lexicon) else []


def _last(gloss: re.Match[str] | None, count: int, names: set[str], lexicon: Lexicon) -> list[str]:
    """The last ``count`` parts of the list before a formula, or []; none of them a name's.

    Where no mark parts the two (阶级斗争、生产斗争、科学实验三大运动), the parts have one length.
    """
    listed = gloss["list"].split("、") if gloss else []
    cut = gloss and gloss.string[gloss.start() - 1 : gloss.start()] in _CLOSING
    longer = len(listed) > count and len(listed[-count - 1]) == len(listed[-count])
    cut = longer or (cut and len(listed) == count)
    parts = [] if cut else listed[-count:]  # “双环线”|布局、…; 行业碳管控、|…、…等“双碳”
    one_length = len({len(part) for part in parts[1:]}) == 1
    if len(parts) > 2 and one_length:
        parts[0] = parts[0][-len(parts[1]) :]  # 做好科技金融、绿色金融、…
    elif len(parts) > 2 and len(parts[0]) > max(map(len, parts[1:])) and parts[0][0] != parts[1][0]:
        parts[0] = _VERBS.of(lexicon).sub("", parts[0])  # 统筹推进刑事、民事、…
    loose = gloss and not gloss["mark"] and not (count > 2 and one_length)
    verbs = [bool(_ENDS_IN_VERB.of(lexicon).search(part)) for part in parts]
    obeyed = verbs[-1:] == [True] and sum(verbs) == 1  # 改善民生、更好推进|“一国两制”
    known = len(parts) == count and not (loose or obeyed) and _alike(parts, lexicon)
    known = known and not any(name in part for name in names for part in parts)
    return [*_trimmed(parts[:])[:-1], parts[-1]] if known else []  # the last ends at the formula


def _same(parts: list[str]) -> bool:
    """Whether parts have one length or one first character."""
    return len({len(part) for part in parts}) == 1 or len({part[0] for part in parts}) == 1


def _alike(parts: list[str], lexicon: Lexicon) -> bool:
    """Whether parts can be those of one formula: 2 to 16 characters, distinct, of like lengths."""
    if len(set(parts)) < len(parts) or not all(parts):
        return False
    no_part = _NO_PART.of(lexicon)
    if any(no_part.search(part) for part in parts) and not _parallel(parts):
        return False
    lengths = sorted(map(len, parts))
    if lengths[0] < 2 or lengths[-1] > 16 or (len(parts) == 2 and lengths[1] - lengths[0] > 3):
        return False
    return lengths[-2] - lengths[0] <= 3 and lengths[-1] - lengths[0] <= 8


def _parallel(parts: list[str]) -> bool:
    """Whether parts are built alike, so that a word at the end of one is as good as the others':
    抓学习促提升、抓执行促落实."""
    return len(parts) > 2 and len({(len(part), part[0]) for part in parts}) == 1


def _trimmed(parts: list[str]) -> list[str]:
    """The ends of the list cut to the shape of its middle: 对长期不开会 → 不开会."""
    middle = parts[1]
    if len(parts[0]) > len(middle) and middle[0] in parts[0]:
        parts[0] = parts[0][parts[0].rindex(middle[0]) :]
    longest = len(parts[-1]) > max(len(middle) + 1, len(parts[0]))
    if longest and parts[-1][-2:] != middle[-2:]:
        parts[-1] = parts[-1][: max(len(middle), len(parts[0]))]
    return parts


@relations
def programmes_of_one_name(reading: Reading) -> Iterator[Relation]:
    """四个澄州: the slogans of the document that end in 澄州, if there are exactly four."""
    slogans = list(_slogans(reading))
    lexicon = reading.analysis.lexicon
    sign, several = _COUNTED.of(lexicon), _SEVERAL.of(lexicon)
    named: dict[str, dict[str, Mention]] = {}  # the last two characters → the slogans
    for slogan in slogans:
        if not sign.match(slogan.text):
            named.setdefault(slogan.text[-2:], {})[slogan.text] = slogan
    for mention in slogans:
        match = several.fullmatch(mention.text)
        if not match:
            continue
        names = named.get(match[2], {})
        if len(names) == value(match[1]):
            yield from _formulas(reading, mention, names.values(), "one-name")


@relations
def programme(reading: Reading) -> Iterator[Relation]:
    """Parts by the words between: 以“A”“B”为主要内容的D, 将“A”、“B”整合为“D”, “D”特别是A、B."""
    slogans, text = list(_slogans(reading)), reading.analysis.text
    merged_into, led_by, with_parts = (
        form.of(reading.analysis.lexicon) for form in (_MERGED, _PROGRAMME, _NOTABLY)
    )
    begins = [slogan.begin for slogan in slogans]
    for whole in slogans:
        before = text[max(0, whole.begin - 90) : whole.begin]
        listed = merged_into.search(before)
        led = led_by.search(before)
        span = (
            listed.span(1) if listed else led.span(1) if led and led.end() == len(before) else None
        )
        if span:
            offset = max(0, whole.begin - 90)
            first, behind = (bisect_left(begins, offset + at) for at in span)
            yield from _formulas(reading, whole, slogans[first:behind], "programme")
        notably = with_parts.match(text, whole.end)
        if notably:
            yield from _components(reading, whole, re.split("[、和]", notably[1]), "notably")


def _components(
    reading: Reading, whole: Mention, parts: list[str], rule: str
) -> Iterator[Relation]:
    """A relation for each part, which is text and no entity."""
    sentence = reading.analysis.sentence_at(whole.begin)
    for part in parts:
        if whole.entity:
            yield Relation(whole.entity, "component", part, sentence, rule)


def _formulas(
    reading: Reading, whole: Mention, parts: Iterable[Mention], rule: str
) -> Iterator[Relation]:
    """A relation for each part that is a formula itself."""
    for part in parts:
        if part.entity and whole.entity:
            sentence = reading.analysis.sentence_at(part.begin)
            yield Relation(whole.entity, "component", part.entity, sentence, rule)


def _slogans(reading: Reading) -> Iterator[Mention]:
    return (m for m in reading.mentions if m.type == "Slogan" and m.entity)
