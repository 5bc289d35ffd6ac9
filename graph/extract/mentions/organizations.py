"""Organisations: organs of a place with their parts, organs of the lexicon, firms and schools.

    [中共] PLACE* LEVEL? [第N届] CORE PART*    中共云麓省委 组织部 干部监督处
    PLACE X HEAD PART*                        澄州 水务 有限公司

CORE is a closed class of words (委, 政府, 人大常委会 …) or a bureau of the lexicon, HEAD a closed
class of nouns (公司, 大学 …); X are a few characters that may stand in a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.places import begins, ends, foreign, spans
from graph.extract.rules import mentions
from graph.extract.toponyms import CHINA
from graph.lexicon import Lexicon, Pattern, any_of, once_per_lexicon
from graph.model import Mention
from graph.text import everywhere

_IN_NAME = (
    "(?:(?!(?<=[{bare_level}]){with_another}|[{no_name_character}]|{no_name_word}|"
    "(?!{speech_verb_in_name}){verbs.speech})[{han}])"
)
_PART = "(?:{organ_part}|{in_name}{2,14}?{part_head}|{in_name}{2,6}?{division_head}|{office_short})"
_LOCAL = (
    "(?P<level>{level})(?:{ordinal_mark}?[{numeral}]+{term_unit})?"
    "(?P<core>{government}{offices}|{organ_core}|{offices}|{in_name}{1,12}?{office_head})"
    "(?P<parts>{part}{0,6})"
)
_PARTS = {"part": _PART, "in_name": _IN_NAME}


@once_per_lexicon
def _local(lexicon: Lexicon) -> re.Pattern[str]:
    """The first form above, from its level on."""
    known = sorted(_office_forms(lexicon), key=lambda w: (-len(w), w))
    offices = any_of(map(re.escape, known))
    return Pattern(_LOCAL, {"offices": offices, **_PARTS}).of(lexicon)


@once_per_lexicon
def _office_forms(lexicon: Lexicon) -> frozenset[str]:
    """Short and full names of local bureaus."""
    entries = lexicon.entries("bureaus")
    return frozenset(f for e in entries for f in (e["short"], e["full"]) if len(f) > 1)


_SUBUNIT = Pattern(
    "{in_name}{0,10}?{inspection_team}|{in_name}{2,12}?{subunit_head}|"
    "{agency_short}|{armed_service}{organ_itself}?|{organ_itself}",
    _PARTS,
)
_TERM = Pattern("{ordinal_mark}?[{numeral}]+{term_unit}\\Z")
_NAMED_PART = Pattern("{part}{1,6}", _PARTS)
_PLACED = Pattern(
    "{in_name}{0,12}?{organ_head}(?:{in_name}{0,8}?{branch_head}(?!长))?{part}{0,6}", _PARTS
)
_SCHOOL = Pattern("{school_head}")
_FACULTY = Pattern(
    "(?:(?!.长|{faculty_head}{conjunction}){in_name}){2,8}?{conjunction}"
    "(?P<second>{in_name}{1,8}?{faculty_head})",
    _PARTS,
)
_OF_STATE = Pattern("{foreign_organ}(?!{no_state_organ})")
_AGENCY = Pattern("{in_name}{2,10}?{agency_head}", _PARTS)
_CABINET = Pattern("{cabinet}")  # 美国务院
_PREFECTURE = Pattern(
    "(?:(?<![{han}\\d])|{serving_verb|since_verb})"
    "(?P<name>[{han}]{2,4}?{prefecture}{prefecture_office})"
)
_CLASS = Pattern("(?:{class_mark}|）)$")
_OPENS = Pattern("(?:^|[^{han}]|{organ_lead_in})$")


@once_per_lexicon
def _closed(lexicon: Lexicon) -> frozenset[str]:
    """The cores that are words of the lexicon, not composed of a few characters and a head."""
    return _office_forms(lexicon) | set(lexicon.word_class("organ_core"))


def _begin(analysis: Analysis, start: int, level_end: int) -> int | None:
    """Where an organ begins whose level stands at ``start``: at its places, or at the level.

    None where the level is part of another word: 各市委, （三）省委.
    """
    begin = ends(analysis).get(level_end)
    if begin is None or begin > start:
        begin = ends(analysis).get(start, start)
        before = analysis.text[max(0, start - 2) : start]
        if begin == start and _CLASS.of(analysis.lexicon).search(before):
            return None
    return begin


def with_party(analysis: Analysis, begin: int) -> int:
    """Where an organ begins, with the party or league in front of its place: 中共|云麓省委."""
    for prefix in analysis.lexicon.word_class("party_lead"):
        if analysis.text.endswith(prefix, 0, begin):
            return begin - len(prefix)
    return begin


@once
def candidates(analysis: Analysis) -> dict[tuple[int, int], str]:
    """All organisation candidates, which may overlap: (begin, end) → the name of the rule."""
    found = dict.fromkeys(_local_organs(analysis), "local-organ")
    for _, end in list(found):
        _listed(analysis, end, found)
    found |= dict.fromkeys(_known_organs(analysis), "organ")
    found |= dict.fromkeys(_placed_organs(analysis), "placed-organ")
    found |= dict.fromkeys(_prefectures(analysis), "prefecture-organ")
    for tail in _echoes(analysis, found):
        found.setdefault(tail, "organ-echo")
    found |= dict.fromkeys(_faculties(analysis, found), "faculty")
    found |= dict.fromkeys(_tagged_organs(analysis, found), "tagger-organ")
    circle = _CIRCLE.of(analysis.lexicon)  # 工会|界
    return {span: rule for span, rule in found.items() if not circle.match(analysis.text, span[1])}


def _local_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """中共云麓省委组织部, with its parts and without."""
    text, lexicon = analysis.text, analysis.lexicon
    opens, ordinal = _OPENS.of(lexicon), _TERM.of(lexicon)
    for match in _local(lexicon).finditer(text):
        begin = _begin(analysis, match.start(), match.end("level"))
        composed = begin == match.start() and match["core"] not in _closed(lexicon)
        if begin is None or (composed and not opens.search(text, max(0, begin - 1), begin)):
            continue
        term = ordinal.search(text, max(0, begin - 6), begin)
        begin = with_party(analysis, term.start() if term else begin)
        yield begin, match.end()
        if match["parts"]:
            yield begin, match.end("core")


def _known_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Organs of the lexicon, with the term or the country before them, with parts and without."""
    text, word_class = analysis.text, analysis.lexicon.word_class
    ambiguous, party = word_class("ambiguous_organ"), word_class("party")
    other_words = tuple(word_class("ministry_continued"))
    ordinal, named_part, subunit = (
        form.of(analysis.lexicon) for form in (_TERM, _NAMED_PART, _SUBUNIT)
    )
    for hit in analysis.hits:
        if hit.entry.list != "organs" or hit.entry.form in ambiguous:
            continue
        if hit.entry.form[-1] == "部" and text.startswith(other_words, hit.end):
            continue  # 交通部门
        term = ordinal.search(text, max(0, hit.begin - 6), hit.begin)
        begin = term.start() if term else hit.begin
        begin -= len(CHINA) * text.endswith(CHINA, 0, begin)
        begin = foreign(analysis).get(begin, begin)
        yield begin, hit.end
        part = named_part.match(text, hit.end) or subunit.match(text, hit.end)
        if part and hit.entry.form not in party:
            yield begin, part.end()


def _placed_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """澄州水务有限公司: a place and a head noun, with words of a name between them."""
    text = analysis.text
    of_state, placed, cabinet, agency = (
        form.of(analysis.lexicon) for form in (_OF_STATE, _PLACED, _CABINET, _AGENCY)
    )
    leads = analysis.lexicon.word_class("organ_lead")
    for begin, end in (*spans(analysis), *_china(analysis)):
        match = of_state.match(text, end) or placed.match(text, end)
        if not match and spans(analysis).get((begin, end)) == "country-initial":
            match = cabinet.match(text, end)
        if not match and end in foreign(analysis):
            match = agency.match(text, end)
        if match and not _second_place(analysis, match):
            begin = ends(analysis).get(end, begin)
            led = next((w for w in leads if text.endswith(w, 0, begin)), "")
            yield begin - len(led), match.end()


def _prefectures(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """澄州地区行署, of a prefecture that no list has any more."""
    for match in _PREFECTURE.of(analysis.lexicon).finditer(analysis.text):
        yield match.span("name")


def _faculties(analysis: Analysis, found: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A school's parts that are named for two subjects: 云泽大学|能源与动力工程学院."""
    text, school = analysis.text, _SCHOOL.of(analysis.lexicon)
    seen = [(tag.begin, tag.end) for tag in analysis.tags if tag.type == "Organization"]
    for begin, end in (*found, *seen):
        whole = school.search(text, begin, end)
        part = whole and _FACULTY.of(analysis.lexicon).match(text, whole.end())
        if part and part.end() > end and part.start("second") not in begins(analysis):
            yield begin, part.end()


def _tagged_organs(
    analysis: Analysis, found: Collection[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What the tagger takes for organisations, where no rule has a candidate."""
    text = analysis.text
    organ_end, class_word, named_part, clause, given = (
        form.of(analysis.lexicon)
        for form in (_ORGAN_END, _CLASS_WORD, _NAMED_PART, _CLAUSE, _GIVEN)
    )
    covered = {i for begin, end in found for i in range(begin, end)}
    chief = tuple(analysis.lexicon.word_class("chief_ending"))
    for tag in analysis.tags:
        named = organ_end.search(text, tag.begin, tag.end)
        if clause.search(text, tag.begin, tag.end):
            continue  # 洪涛到筹委会办公室
        holder = text.endswith(chief, 0, tag.begin) and given.match(text, tag.begin)
        named = None if holder or class_word.match(text, tag.begin) else named
        if tag.type == "Organization" and named and covered.isdisjoint(range(tag.begin, tag.end)):
            part = named_part.match(text, tag.end)
            yield tag.begin, part.end() if part else tag.end


def _china(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """中国 where it opens a name longer than the listed organ there: 中国船舶|工业行业协会."""
    placed = _PLACED.of(analysis.lexicon)
    for hit in analysis.longest:
        if hit.entry.list == "organs" and hit.entry.form.startswith(CHINA):
            whole = placed.match(analysis.text, hit.begin + len(CHINA))
            if whole and whole.end() > hit.end:
                yield hit.begin, hit.begin + len(CHINA)


def _second_place(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether the words between a place and its head noun join another place: A和B政府."""
    joining = analysis.lexicon.word_class("conjunction")
    joints = (i for i in range(match.start(), match.end()) if analysis.text[i] in joining)
    return any(i + 1 in begins(analysis) for i in joints)


def _listed(analysis: Analysis, end: int, found: dict[tuple[int, int], str]) -> None:
    """Add the bureaus listed, without a level, after the one that ends at ``end``:
    市发改局、工信局、农业农村局."""
    forms = _office_forms(analysis.lexicon)
    while analysis.text[end : end + 1] == "、":
        begin = end + 1
        sizes = range(10, 2, -1)
        size = next((n for n in sizes if analysis.text[begin : begin + n] in forms), 0)
        if not size:
            return
        end = begin + size
        found.setdefault((begin, end), "listed-organ")


_ECHO = Pattern("{echo_head}$")
_MORE = Pattern("{organ_continued}")


def _echoes(analysis: Analysis, found: dict[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    """The last words of an organ, alone and after it: 常委会 after 全国人大常委会."""
    first: dict[str, int] = {}
    echo, more = _ECHO.of(analysis.lexicon), _MORE.of(analysis.lexicon)
    states = {begin: end for end, begin in foreign(analysis).items()}
    for begin, end in found:
        tail = echo.search(analysis.text, begin, end)
        if tail and tail.start() > begin:
            first[tail[0]] = min(end, first.get(tail[0], end))
        state = states.get(begin, end)
        if end - state > 2:  # 公明党 after 日本公明党
            first.setdefault(analysis.text[state:end], end)
    last: dict[str, int] = {}
    for tail_, begin, end in everywhere(first, analysis.text):
        if begin >= last.get(tail_, 0):  # 党党 stands once in 党党党
            last[tail_] = end
            if begin >= first[tail_] and not more.match(analysis.text, end):
                yield begin, end


_CLASS_WORD = Pattern("{class_word}")
_CIRCLE = Pattern("{circle}")
_CLAUSE = Pattern("(?<=..){clause_verb}")
_GIVEN = Pattern("[{han}]{2,3}{appointed_as}")  # 局长|苗青任办公室主任
_ORGAN_END = Pattern("(?:{organ_ending}|[A-Za-z])$")


@once
def by_end(analysis: Analysis) -> dict[int, int]:
    """End of a candidate → the leftmost begin of those that end there."""
    out: dict[int, int] = {}
    for begin, end in candidates(analysis):
        out[end] = min(begin, out.get(end, begin))
    return out


@mentions
def organs(analysis: Analysis) -> Iterator[Mention]:
    """Every candidate; which of those that overlap count is decided later."""
    for (begin, end), rule in candidates(analysis).items():
        yield analysis.mention(begin, end, "Organization", rule)
