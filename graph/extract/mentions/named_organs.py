"""Organisations by a name: organs of the lexicon, and a head noun behind a place.

    PLACE X HEAD PART*                        澄州 水务 有限公司

HEAD is a closed class of nouns (公司, 大学 …); X are a few characters that may stand in a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.mentions.local_organs import PARTS, joins_place, with_term
from graph.extract.mentions.places import ends, foreign, spans
from graph.extract.toponyms import CHINA
from graph.lexicon import Pattern

_SUBUNIT = Pattern(
    "{in_name}{0,10}?{inspection_team}|{in_name}{2,12}?{subunit_head}|{in_name}{2,6}?中心|"
    "{agency_short}|{armed_service}{organ_itself}?|{organ_itself}",
    PARTS,
)
NAMED_PART = Pattern("{part}{1,6}", PARTS)
"""The parts behind an organ's name."""
_PLACED = Pattern(
    "{in_name}{0,12}?{organ_head}(?:{in_name}{0,8}?{branch_head}(?!长))?{part}{0,6}", PARTS
)
_OF_STATE = Pattern("{foreign_organ}(?!{no_state_organ})")
_AGENCY = Pattern("{in_name}{2,10}?{agency_head}", PARTS)
_CABINET = Pattern("{cabinet}")  # 美国务院
_PREFECTURE = Pattern(
    "(?:(?<![{han}\\d])|{serving_verb|since_verb})"
    "(?P<name>[{han}]{2,4}?{prefecture}{prefecture_office})"
)

_SENT = Pattern("(?:(?<![{han}])|{own_mark})驻$")
_MISSION = Pattern("{mission}")
_POLICE = "武警"
_POLICE_UNIT = Pattern("市?{garrison}")
_STUDY_GROUP = Pattern("(?<![{han}]){host_noun}{host_party}(?:{study_group}){1,2}")
_LATIN = "[A-Za-z0-9&.\\-]"
_FIRST = "[A-Za-z](?<![A-Za-z0-9&.+\\-].)(?<![A-Za-z0-9&.+\\-] .)"
_IN_LATIN = Pattern(
    f"(?P<name>{_FIRST}{_LATIN}*(?: [A-Za-z]{_LATIN}*){{0,3}}"
    "(?:（[{han}]{2,8}）)?{latin_firm_head})"
)


def known_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Organs of the lexicon, with the term or the country before them, with parts and without."""
    text, word_class = analysis.text, analysis.lexicon.word_class
    ambiguous, party = word_class("ambiguous_organ"), word_class("party")
    other_words = tuple(word_class("ministry_continued"))
    states = foreign(analysis)
    parts = [f.of(analysis.lexicon) for f in (NAMED_PART, _SUBUNIT) if analysis.may(f)]
    for hit in analysis.hits_of["organs"]:
        form, end = hit.entry.form, hit.end
        if form in ambiguous:
            continue
        if form[-1] == "部" and text.startswith(other_words, end):
            continue  # 交通部门
        begin = with_term(analysis, hit.begin)
        begin -= len(CHINA) * text.endswith(CHINA, 0, begin)
        begin = states.get(begin, begin)
        yield begin, end
        behind = () if form in party else (part.match(text, end) for part in parts)
        if part := next(filter(None, behind), None):
            yield begin, part.end()


def placed_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """澄州水务有限公司: a place and a head noun, with words of a name between them."""
    forms = (_OF_STATE, _PLACED, _CABINET, _AGENCY)
    if not any(map(analysis.may, forms)):
        return
    text = analysis.text
    of_state, placed, cabinet, agency = (form.of(analysis.lexicon) for form in forms)
    leads = analysis.lexicon.word_class("organ_lead")
    for begin, end in (*spans(analysis), *_china(analysis)):
        match = of_state.match(text, end) or placed.match(text, end)
        if not match and spans(analysis).get((begin, end)) == "country-initial":
            match = cabinet.match(text, end)
        if not match and end in foreign(analysis):
            match = agency.match(text, end)
        if match and not joins_place(analysis, *match.span()):
            begin = ends(analysis).get(end, begin)
            led = next((w for w in leads if text.endswith(w, 0, begin)), "")
            yield begin - len(led), match.end()


def latin_firms(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Firms by a name in Latin letters, whole: ABC集团, Xyz Tech（澄州）有限公司."""
    for match in analysis.matches(_IN_LATIN):
        yield match.span("name")


def missions(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """我|驻阿根廷使馆: an embassy of the nation, without its name before it."""
    mission, text = _MISSION.of(analysis.lexicon), analysis.text
    for end, begin in foreign(analysis).items() if analysis.may(_MISSION) else ():
        sent = _SENT.of(analysis.lexicon).search(text, max(0, begin - 2), begin)
        if sent and (found := mission.match(text, end)):
            yield begin - 1, found.end()


def units(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """武警|澄州|支队: a unit of the armed police by its place; 校党委理论学习中心组."""
    text, lexicon = analysis.text, analysis.lexicon
    for begin, end in spans(analysis) if _POLICE in text else ():
        led = text.endswith(_POLICE, 0, begin)
        if led and (unit := _POLICE_UNIT.of(lexicon).match(text, end)):
            yield begin - len(_POLICE), unit.end()
    for match in analysis.matches(_STUDY_GROUP):
        yield match.span()


def prefectures(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """澄州地区行署, of a prefecture that no list has any more."""
    for match in analysis.matches(_PREFECTURE):
        yield match.span("name")


def _china(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """中国 where it opens a name longer than the listed organ there: 中国船舶|工业行业协会."""
    placed = _PLACED.of(analysis.lexicon)
    for hit in analysis.longest_of["organs"]:
        if hit.entry.form.startswith(CHINA):
            whole = placed.match(analysis.text, hit.begin + len(CHINA))
            if whole and whole.end() > hit.end:
                yield hit.begin, hit.begin + len(CHINA)
