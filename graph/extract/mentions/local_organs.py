"""Organs of a place by their level, with their parts and without: 中共云麓省委组织部.

    [中共] PLACE* LEVEL? [第N届] CORE PART*    中共云麓省委 组织部 干部监督处

CORE is a closed class of words (委, 政府, 人大常委会 …) or a bureau of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.mentions.places import begins, ends
from graph.extract.resolve.organ import COMMITTEE
from graph.lexicon import Lexicon, Pattern, any_of, once_per_lexicon

_IN_NAME = (
    "(?:(?!(?<=[{bare_level}]){with_another}|[{no_name_character}]|{no_name_word}|"
    "(?!{speech_verb_in_name}){verbs.speech})[{han}])"
)
_PART = (
    "(?:{organ_part}|(?:{ordinal_mark}[{numeral}]+)?{inspection_team}|"
    "{in_name}{2,14}?{part_head}|{in_name}{2,6}?{division_head}|{office_short})"
)
_LOCAL = (
    "(?P<level>{level})(?:{ordinal_mark}?[{numeral}]+{term_unit})?"
    "(?P<core>{government}{offices}|{organ_core}|{offices}|{in_name}{1,12}?{office_head})"
    "(?P<parts>{part}{0,6}{council}?)"
)
PARTS = {"part": _PART, "in_name": _IN_NAME}
"""Templates: a part of an organ, and a character that may stand in a name."""
_TERM = Pattern("{ordinal_mark}?[{numeral}]+{term_unit}\\Z")
_CLASS = Pattern("(?:{class_mark}|）)$")
_OF_EACH = Pattern(
    "{each}、?(?:(?:（[^（）]{1,8}）|{bare_level})+{organ_core}?(?:、|{conjunction})?)*$"
)
_ADDRESSED = Pattern("(?m:^)[　 ]*{each}[^，。；：\n]{1,40}、$")
_BUREAU = Pattern(
    "(?:(?<![{han}])|{organ_lead_in|conjunction})(?P<name>[{bare_level}]局)"
    "(?![部面势长域地中党机局]|{office_head|inner_unit})"
)
_COUNCIL = Pattern("会(?![议见同谈])")
_REACH = 24  # characters of a list of levels
_OPENS = Pattern("(?:^|[^{han}]|{organ_lead_in})$")


@once_per_lexicon
def _local(lexicon: Lexicon) -> re.Pattern[str]:
    """The form above, from its level on."""
    known = sorted(office_forms(lexicon), key=lambda w: (-len(w), w))
    offices = any_of(map(re.escape, known))
    return Pattern(_LOCAL, {"offices": offices, **PARTS}).of(lexicon)


@once_per_lexicon
def office_forms(lexicon: Lexicon) -> frozenset[str]:
    """Short and full names of local bureaus."""
    entries = lexicon.entries("bureaus")
    return frozenset(f for e in entries for f in (e["short"], e["full"]) if len(f) > 1)


@once_per_lexicon
def _closed(lexicon: Lexicon) -> frozenset[str]:
    """The cores that are words of the lexicon, not composed of a few characters and a head."""
    return office_forms(lexicon) | set(lexicon.word_class("organ_core"))


def of_each(analysis: Analysis, begin: int) -> bool:
    """Whether the level that begins there is listed as each one of its kind: 各市、|县财政局."""
    form = _OF_EACH.of(analysis.lexicon)
    return bool(form.search(analysis.text, max(0, begin - _REACH), begin))


def addressed(analysis: Analysis, begin: int) -> bool:
    """Whether what begins there is listed in a line to all: 各县宣传部、|教育局."""
    line = analysis.text.rfind("\n", 0, begin) + 1
    return bool(_ADDRESSED.of(analysis.lexicon).match(analysis.text, line, begin))


def _begin(analysis: Analysis, start: int, level_end: int) -> int | None:
    """Where an organ begins whose level stands at ``start``: at its places, also one that the
    tagger alone sees (澄州|市财政局), or at the level.

    None where the level is part of another word: 各市委, （三）省委, 澄|州水务集团, 开发|区管委会.
    """
    if analysis.text.endswith(tuple(analysis.lexicon.word_class("zone_head")), 0, level_end):
        return None
    begin = ends(analysis).get(level_end)
    if begin is None or begin > start:
        begin = ends(analysis).get(start, start)
        if begin == start and _ends_city(analysis, start, level_end):
            return None
        if begin == start and _ends_city(analysis, start - 1, start):
            return start - 2
        before = analysis.text[max(0, start - 2) : start]
        of_class = _CLASS.of(analysis.lexicon).search(before) or of_each(analysis, start)
        if begin == start and of_class:
            return None
    return begin


def _ends_city(analysis: Analysis, start: int, end: int) -> bool:
    """Whether 州 is the end of a city's name: the tagger sees one begin right before it."""
    words, level = analysis.lexicon.word_class, analysis.text[start:end]
    prefectural = level in words("prefectural_unit") and level not in words("local_level")
    return prefectural and any(
        tag.begin == start - 1 and tag.end > end and tag.type != "Person" for tag in analysis.tags
    )


def with_party(analysis: Analysis, begin: int) -> int:
    """Where an organ begins, with the party or league in front of its place: 中共|云麓省委."""
    for prefix in analysis.lexicon.word_class("party_lead"):
        if analysis.text.endswith(prefix, 0, begin):
            return begin - len(prefix)
    return begin


def with_term(analysis: Analysis, begin: int) -> int:
    """Where an organ begins, with the term in front of its name: 第十四届|全国人大."""
    text, lexicon = analysis.text, analysis.lexicon
    if not text.endswith((*lexicon.word_class("term_unit"),), 0, begin):
        return begin
    term = _TERM.of(lexicon).search(text, max(0, begin - 6), begin)
    return term.start() if term else begin


def local_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """中共云麓省委组织部, with its parts and without."""
    text, lexicon = analysis.text, analysis.lexicon
    opens = _OPENS.of(lexicon)
    position = 0
    while match := _local(lexicon).search(text, position):
        begin = _begin(analysis, match.start(), match.end("level"))
        composed = begin == match.start() and match["core"] not in _closed(lexicon)
        if begin is None or (composed and not opens.search(text, max(0, begin - 1), begin)):
            position = match.start() + 1  # 澄|州|市财政局: the level may be the next word
            continue
        position = end = match.end()
        if allied := _allied(analysis, begin, end):
            begin, end = allied
        begin = with_party(analysis, with_term(analysis, begin))
        if match["parts"]:
            yield begin, match.end("core")
        if not (match["parts"] and joins_place(analysis, *match.span("parts"))):
            yield begin, end


def bare_bureaus(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """在|市局|召开: the bureau of a level, whichever it is, that the document speaks of."""
    for match in analysis.matches(_BUREAU):
        yield match.span("name")


def _allied(analysis: Analysis, begin: int, end: int) -> tuple[int, int] | None:
    """The committee of an allied party whose place and 委 these are: 民盟|澄州市委|会."""
    text, parties = analysis.text, analysis.lexicon.word_class("allied_party")
    party = next((p for p in parties if text.endswith(p, 0, begin)), "")
    if not party or text[end - 1] != COMMITTEE:
        return None
    whole = _COUNCIL.of(analysis.lexicon).match(text, end)
    return begin - len(party), whole.end() if whole else end


def joins_place(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether the words of a name join another place: 档案馆|和澄州市地方志办公室."""
    joining = analysis.lexicon.word_class("conjunction")
    joints = (i for i in range(begin, end) if analysis.text[i] in joining)
    return any(i + 1 in begins(analysis) for i in joints)


def listed_bureaus(analysis: Analysis, end: int) -> Iterator[tuple[int, int]]:
    """The bureaus listed, without a level, after the one that ends at ``end``:
    市发改局、工信局、农业农村局."""
    forms = office_forms(analysis.lexicon)
    while analysis.text[end : end + 1] == "、":
        begin = end + 1
        sizes = range(10, 2, -1)
        size = next((n for n in sizes if analysis.text[begin : begin + n] in forms), 0)
        if not size:
            return
        end = begin + size
        yield begin, end
