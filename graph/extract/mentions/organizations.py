"""Organisations: organs of a place and of the lexicon, firms and schools, and what follows from
those found: their last words alone (常委会), faculties, and what the tagger adds."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.local_organs import PARTS, bare_bureaus, listed_bureaus, local_organs
from graph.extract.mentions.named_organs import (
    NAMED_PART,
    known_organs,
    latin_firms,
    missions,
    placed_organs,
    prefectures,
    units,
)
from graph.extract.mentions.places import begins, foreign
from graph.extract.rules import mentions
from graph.lexicon import Pattern
from graph.model import Mention
from graph.text import everywhere

_SCHOOL = Pattern("{school_head}")
_FACULTY = Pattern(
    "(?:(?!.长|{faculty_head}{conjunction}){in_name}){2,8}?{conjunction}"
    "(?P<second>{in_name}{1,8}?{faculty_head})",
    PARTS,
)
_ECHO = Pattern("{echo_head}$")
_MORE = Pattern("{organ_continued}")
_CLASS_WORD = Pattern("{class_word}")
_CIRCLE = Pattern("{circle}")
_CLAUSE = Pattern("(?<=..){clause_verb}")
_GIVEN = Pattern("[{han}]{2,3}{appointed_as}")  # 局长|苗青任办公室主任
ON_BEHALF = Pattern(
    "(?P<name>[{han}]{2,4})(?P<behalf>{on_behalf})"
    "(?:{host_noun}?(?:{host_party|party_cell})|[{bare_level}]{organ_core})$"
)
"""A name and of whom it speaks for: 王中军|代表|局党组."""
_ORGAN_END = Pattern("(?:{organ_ending}|[A-Za-z])$")


@once
def candidates(analysis: Analysis) -> dict[tuple[int, int], str]:
    """All organisation candidates, which may overlap: (begin, end) → the name of the rule."""
    found = dict.fromkeys(local_organs(analysis), "local-organ")
    for _, end in list(found):
        for bureau in listed_bureaus(analysis, end):
            found.setdefault(bureau, "listed-organ")
    found |= dict.fromkeys(known_organs(analysis), "organ")
    found |= dict.fromkeys(placed_organs(analysis), "placed-organ")
    for firm in latin_firms(analysis):
        found.setdefault(firm, "placed-organ")
    for bureau in bare_bureaus(analysis):
        found.setdefault(bureau, "local-organ")
    for unit in (*missions(analysis), *units(analysis)):
        found.setdefault(unit, "placed-organ")
    found |= dict.fromkeys(prefectures(analysis), "prefecture-organ")
    for tail in _echoes(analysis, found):
        found.setdefault(tail, "organ-echo")
    found |= dict.fromkeys(_faculties(analysis, found), "faculty")
    found |= dict.fromkeys(_tagged_organs(analysis, found), "tagger-organ")
    if not analysis.may(_CIRCLE):
        return found
    circle = _CIRCLE.of(analysis.lexicon)  # 工会|界
    return {span: rule for span, rule in found.items() if not circle.match(analysis.text, span[1])}


def _faculties(analysis: Analysis, found: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A school's parts that are named for two subjects: 云泽大学|能源与动力工程学院."""
    if not (analysis.may(_SCHOOL) and analysis.may(_FACULTY)):
        return
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
    forms = (_ORGAN_END, _CLASS_WORD, NAMED_PART, _CLAUSE, _GIVEN)
    organ_end, class_word, named_part, clause, given = (form.of(analysis.lexicon) for form in forms)
    behalf = ON_BEHALF.of(analysis.lexicon)
    covered = {i for begin, end in found for i in range(begin, end)}
    chief = tuple(analysis.lexicon.word_class("chief_ending"))
    for tag in analysis.tags:
        if tag.type != "Organization":
            continue
        named = organ_end.search(text, tag.begin, tag.end)
        if clause.search(text, tag.begin, tag.end) or behalf.match(text, tag.begin, tag.end):
            continue  # 洪涛到筹委会办公室, 沈岩代表校党委
        holder = text.endswith(chief, 0, tag.begin) and given.match(text, tag.begin)
        named = None if holder or class_word.match(text, tag.begin) else named
        if named and covered.isdisjoint(range(tag.begin, tag.end)):
            part = named_part.match(text, tag.end)
            yield tag.begin, part.end() if part else tag.end


def _echoes(analysis: Analysis, found: dict[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    """The last words of an organ, alone and after it: 常委会 after 全国人大常委会."""
    first: dict[str, int] = {}
    echo, more = _ECHO.of(analysis.lexicon), _MORE.of(analysis.lexicon)
    states = {begin: end for end, begin in foreign(analysis).items()}
    may = analysis.may(_ECHO)
    if not (may or states):
        return
    for begin, end in found:
        tail = echo.search(analysis.text, begin, end) if may else None
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
