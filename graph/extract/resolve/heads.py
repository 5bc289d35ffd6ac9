"""Which organ has such a head: no 局长 is a university's, no 主任 a government's."""

from __future__ import annotations

from graph.claims import CENTRE
from graph.extract.resolve.organ import PARTY_PART, REGION, UNIT_HEAD, Organ
from graph.extract.resolve.post import Names
from graph.lexicon import Lexicon, Pattern

_SHORTEST_BODY = 4  # characters
_COURT = Pattern(".*{court_head}(?:[{han}]{1,4}{court_branch})?")
_GOVERNMENT = Pattern("{government}$")
_SEAT_ORGAN = Pattern("{level}{organ_core}$")
_SCHOOL = Pattern("{school_head}$")
_FACULTY = Pattern("(?P<school>.+?{school_head}).+{faculty_head}$")
_HAS_DIRECTOR = Pattern("{led_by_director}$")
_STATIONED = Pattern(
    "(?:.*?{stationing_word}(?P<at>.+))?{stationed_group}|{stationing_word}[{headed_unit}]"
)
_NO_SOCIETY = Pattern("(?:{enterprise_head|school_head|faculty_head})$")
_OF_SOCIETY, _OF_TROUPE, _TROUPE = "会长", "团长", "团"
_NO_SCHOOL, _TEACHES = Pattern("(?<!行政){faculty_head}$"), Pattern("{school_head}|校")
_OF_SCHOOL = Pattern("校长(?:{aide})?$")
_NO_FIRM = Pattern("(?:{bureau_unit}|{court_head})$")
_OF_GROUP = Pattern("{group_head}$")
_LED_UNIT = Pattern("{bureau_unit}$")
_OF_INSTITUTION = Pattern("^{post_modifier}?[{institution_unit}]长$")
_NO_ASSOCIATION = frozenset(
    {"PartyOrgan", "GovernmentOrgan", "PeoplesCongress", "PoliticalConsultativeConference"}
)


def whole(organ: Organ, names: Names) -> Organ:
    """An organ without its party cell: 市政府 of 市政府党组."""
    stem = PARTY_PART.of(names.lexicon).sub("", organ.stem)
    return names.organs.organ(stem) if stem not in ("", organ.stem) else organ


def receiving(organ: Organ, title: str, names: Names) -> Organ | None:
    """The body whose posts are told beside one of an organ: not the inspectors' group stationed in
    it (驻厅纪检监察组), but where that is; None where its name does not tell. A second 组长 is the
    group's."""
    group = _STATIONED.of(names.lexicon).fullmatch(organ.stem)
    if not group or _OF_GROUP.of(names.lexicon).search(title):
        return organ
    at = group["at"] or ""
    return names.organs.organ(at) if len(at) > 1 else None


def court(organ: Organ, names: Names) -> Organ:
    """The court or procuratorate that an organ is of: 市法院 of 市法院审判委员会."""
    named = _COURT.of(names.lexicon).match(organ.stem)
    return names.organs.organ(named[0]) if named else organ


def host(title: str, names: Names) -> Organ | None:
    """The document's host, if it may have such a post: no 局长 is a university's."""
    name, lexicon = names.place_context.host, names.lexicon
    unit = UNIT_HEAD.of(lexicon).search(title)
    if unit:
        fits = ends_in(name, unit["unit"], lexicon)
    else:
        fits = not title.endswith("主任") or bool(_HAS_DIRECTOR.of(lexicon).search(name))
    return headed(names.organs.organ(name), title, names) if name and fits else None


def ends_in(name: str, unit: str, lexicon: Lexicon) -> bool:
    """Whether a name is of a body that is called so for short: any school is one for 校."""
    school = unit[-1] == "校" and _SCHOOL.of(lexicon).search(name)
    return bool(school) or name.endswith(unit)


def headed(organ: Organ, title: str, names: Names) -> Organ:
    """The body with such a head that an organ is in: 三〇二医院 of its 传染科 for 副院长,
    云泽大学 of its 药学院 for 校长."""
    unit = UNIT_HEAD.of(names.lexicon).search(title)
    end = organ.stem.rfind(unit["unit"]) + 1 if unit else 0
    if unit and unit["unit"] == "校" and (part := _FACULTY.of(names.lexicon).match(organ.stem)):
        end = part.end("school")
    inside = _SHORTEST_BODY <= end < len(organ.stem)
    return names.organs.organ(organ.stem[:end]) if inside else organ


def seated(organ: Organ, lexicon: Lexicon) -> bool:
    """Whether it is one of the main organs of a place: 市委, 市政府."""
    return bool(_SEAT_ORGAN.of(lexicon).search(organ.stem))


def headless(organ: Organ, title: str, names: Names) -> bool:
    """Whether an organ has no such head: no 局长 or 主任 is a government's, no 校长 a 市委's, an
    academy's or a faculty's, no 会长 a congress's, a firm's or a school's, no 经理 a bureau's,
    no 团长 any body's but a 团's, no 主席, 委员 or
    校长 a ministry's or bureau's, no 副书记 the party centre's, and only a region's government has
    a 主席."""
    lexicon = names.lexicon
    heads = title.endswith(tuple(lexicon.word_class("association_head")))
    if heads and organ.kind in _NO_ASSOCIATION:
        return True
    if title.endswith(_OF_SOCIETY) and _NO_SOCIETY.of(lexicon).search(organ.stem):
        return True
    if _OF_SCHOOL.of(lexicon).search(title) and (
        _NO_SCHOOL.of(lexicon).search(organ.stem) or not _TEACHES.of(lexicon).search(organ.stem)
    ):
        return True
    if title.endswith(tuple(lexicon.word_class("manager"))) and (
        seated(organ, lexicon) or _NO_FIRM.of(lexicon).search(organ.stem)
    ):
        return True
    if title.endswith(_OF_TROUPE) and not organ.stem.endswith(_TROUPE):
        return True
    chairs = title.endswith(tuple(lexicon.word_class("chairman")))
    sits = chairs or title in lexicon.word_class("plain_member")
    if (sits or _OF_INSTITUTION.of(lexicon).search(title)) and _LED_UNIT.of(lexicon).search(
        organ.stem
    ):
        return True
    if title.endswith(tuple(lexicon.word_class("committee_head"))) and organ.stem.endswith(CENTRE):
        return True
    unit = UNIT_HEAD.of(lexicon).search(title)
    if unit and seated(organ, lexicon):
        return True
    if not _GOVERNMENT.of(lexicon).search(organ.stem):
        return False
    return title.endswith("主任") or (chairs and REGION not in organ.stem)
