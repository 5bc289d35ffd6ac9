"""Posts of assemblies that leave the assembly out: the members whom a reply addresses, and whom a
session elects."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.analysis import Analysis
from graph.extract.resolve.sittings import CONFERENCE
from graph.lexicon import Pattern
from graph.model import Mention

_MEMBER = "委员"
_ADDRESSED = Pattern("[　 ]*：[　 ]*(?=\\n|$)")
_OF_CONFERENCE = Pattern(
    "(?P<whose>{nationwide}|[{bare_level}])(?={conference})|{conference}(?P<level>{nationwide}|[{bare_level}])"
)
_SESSION = Pattern(
    "(?P<before>[{han}]{0,8}?)(?P<body>{conference|people_congress})"
    "(?P<behind>[{han}]{2,8}?(?={ordinal_mark}?[{numeral}]+{term_unit}))?"
)
_TERM = Pattern("{ordinal_mark}?[{numeral}\\d]+{term_unit}$")
_ELECTS = Pattern("(?:[^，。；]{0,6}，)?[^，。；]{0,4}?{electing_verb}")
_CHAIR, _DIRECTOR = Pattern("{deputy}?{chairman}"), Pattern("{deputy}?{assembly_head}")
_STANDING = "人大常委会"
_HEAD = 200  # characters of a document in which a reply tells whose proposal it answers


def of_assembly(number: int, settled: Sequence[Mention], analysis: Analysis) -> str:
    """The post in full, or '' where it is none of an assembly that is left out."""
    return _addressed(number, settled, analysis) or _elected(number, settled, analysis)


def _addressed(number: int, settled: Sequence[Mention], analysis: Analysis) -> str:
    """林远委员：, to whom a bureau replies: of the 政协 whose session the reply tells of."""
    mention, before = settled[number], settled[max(number - 1, 0)]
    if mention.text != _MEMBER or before.end != mention.begin:
        return ""
    if analysis.sentence_at(mention.begin).begin != before.begin:
        return ""
    if not _ADDRESSED.of(analysis.lexicon).match(analysis.text, mention.end):
        return ""
    told = _OF_CONFERENCE.of(analysis.lexicon).search(analysis.text[:_HEAD])
    return (told["whose"] or told["level"] if told else "") + CONFERENCE + _MEMBER


def _elected(number: int, settled: Sequence[Mention], analysis: Analysis) -> str:
    """主席 whom the session of a 政协 elects, 主任 whom one of a 人大 does."""
    mention, lexicon, text = settled[number], analysis.lexicon, analysis.text
    begin = analysis.sentence_at(mention.begin).begin
    before = (settled[at] for at in range(number - 1, -1, -1))
    nearest = next((m for m in before if m.type == "Event" or m.begin < begin), None)
    if nearest is None or nearest.begin < begin or not _ELECTS.of(lexicon).match(text, nearest.end):
        return ""
    session = _SESSION.of(lexicon).match(nearest.text)
    if not session:
        return ""
    place = _TERM.of(lexicon).sub("", session["behind"] or session["before"])
    of_conference = session["body"] in lexicon.word_class("conference")
    head = (_CHAIR if of_conference else _DIRECTOR).of(lexicon).fullmatch(mention.text)
    body = CONFERENCE if of_conference else _STANDING
    return place + body + mention.text if place and head else ""
