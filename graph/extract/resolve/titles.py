"""Events, policies, slogans, and any type without names of its own structure: their wording is
their identity, local organs of events spelt out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from graph.extract.resolve.organ import PARTY
from graph.extract.resolve.places import PlaceContext
from graph.extract.resolve.sittings import PARTY_NAME, discipline_plenum, sitting
from graph.lexicon import HAN, Lexicon, Pattern
from graph.model import Entity, EntityType, Key
from graph.text import YEARS_ON, written

POLICY_KINDS = {
    "Law": "{law_title}",
    "Regulation": "{regulation_title}",
    "Plan": "{plan_title}",
    "Notice": "{notice_title}",
    "Opinion": "{opinion_title}",
    "Report": "{report_document}",
    "Decision": "{decision_title}",
    "Treaty": "{treaty_title}",
    "Charter": "{charter_title}",
    "Measures": "{measures_title}|[{numeral}]+{numbered_rules}",
}
"""The subclass of a policy → the last words of a title that tell it, as a template."""

_VERSION = "（[^（）]*{version_word}[^（）]*）"
_WITHOUT_VERSION = Pattern(_VERSION + "$")
_POLICY_KINDS = {
    kind: Pattern(f"(?:{words})(?:{_VERSION})?$") for kind, words in POLICY_KINDS.items()
}
_GENERIC_POLICY = Pattern(
    f"{{generic_policy}}*(?:{'|'.join(POLICY_KINDS.values())})|[{{han}}]*{{private_paper}}"
)
_EVENT_KINDS = {
    "Plenum": Pattern("{plenum_head}$"),
    "PartyCongress": Pattern("[{numeral}]大$|{congress_head}$"),
    "PeoplesCongressSession": Pattern("{assembly}[{numeral}]+{session_title}$"),
    "Ceremony": Pattern("{ceremony_head}$"),
    "Exhibition": Pattern("{exhibition_head}$"),
    "Forum": Pattern("{forum_head}$"),
    "Inspection": Pattern("{inspection_head}$"),
    "Meeting": Pattern("{gathering_head}$"),
}
_SLOGAN_KINDS = {
    "NumericSlogan": Pattern("^[{numeral|counting_word}\\d].{0,7}$"),
    "Doctrine": Pattern("{doctrine_head}$"),
    "Strategy": Pattern("{strategy_head}$"),
    "Campaign": Pattern("{campaign_title}$"),
}
_KINDS = {"Event": _EVENT_KINDS, "Policy": _POLICY_KINDS, "Slogan": _SLOGAN_KINDS}
_WHOLE = Pattern("全({level})(?![、，])")
_RELATIVE = Pattern("|".join(f"(?P<{which}>{{{which}}})" for which in YEARS_ON))
_LEVEL = Pattern("(?P<term>(?:{ordinal_mark}?[{numeral}]+{term_unit})?)(?P<level>{level})")
_CHIEFS = Pattern("{level}{local_chief}(?:[、和]{level}?{local_chief})*{chiefs_meeting}$")
"""县委书记会议 is one of all counties' chiefs: no county holds it."""
_COUNTED = Pattern("(?<={ordinal_mark})[1-9]\\d{0,3}(?={times_unit|term_unit|round_unit})")
_EDITION = Pattern("(?:{ordinal_mark}[{numeral}\\d]+{term_unit}|{first_edition})(?=(?P<name>.+))")
_ENLARGED = Pattern("(?<!（)扩大(?={plain_meeting}$)")
_MARKS = re.compile("[“”‘’『』「」]")
_BLANK = re.compile(f"(?<=[{HAN}])[ 　]+(?=[{HAN}])")
_JOINT = Pattern(
    "(?:[{han}]{0,20}{issuing_organ}[　 、]{1,2}){1,5}"
    "[{han}]{0,20}{issuing_organ}(?={title_opening})"
)
_BETWEEN_ORGANS = re.compile("[　 、]+")
_PERIOD = re.compile("（((?:19|20)\\d\\d)[—-]+((?:19|20)\\d\\d)年?）")
_EARLY = 1  # years before its period in which a plan is spoken of, and behind it
_INNER_MARKS = str.maketrans("〈〉", "《》")
"""A title in a title bears the inner marks where the outer ones stand around both."""


def titled(kind: EntityType, surface: str, lexicon: Lexicon, place_context: PlaceContext) -> Entity:
    """What is known by its wording; types with a way of their own stand in a table."""
    resolve = _RESOLVERS.get(kind)
    return resolve(surface, lexicon, place_context) if resolve else _worded(kind, surface, lexicon)


def event(surface: str, lexicon: Lexicon, place_context: PlaceContext) -> Entity:
    """A meeting by its noun phrase: 市委六届四次全会 → 中共澄州市委六届四次全会; 今年两会 by its
    year, where the document tells that."""
    if told := _RELATIVE.of(lexicon).match(surface):
        return _of_year(surface, told, lexicon, place_context)
    short = surface.replace(PARTY_NAME, PARTY, 1)  # 中国共产党二十届三中全会
    if known := _listed(surface, lexicon) or _listed(short, lexicon) or _edition(surface, lexicon):
        return _entity("Event", known, lexicon)
    whole, level = _WHOLE.of(lexicon).match(surface), _LEVEL.of(lexicon).match(surface)
    if _CHIEFS.of(lexicon).match(surface):
        whole = level = None
    place = place_context.levels.get(whole[1] if whole else level["level"] if level else "", "")
    forms: tuple[str, ...] = (surface, surface.removeprefix("党的"))
    if place and whole:
        forms = (place + surface[whole.end() :], surface, place + surface)
    elif place and level:
        rest = surface[level.end() :]
        party = PARTY if rest.startswith(tuple(lexicon.word_class("committee_short"))) else ""
        term = level["term"]
        forms = (term or party) + place + rest, term + place + rest, surface
    found = sitting(surface, lexicon, place_context)
    name = found.name if found else _spelt(forms[0], lexicon)
    entity = _entity("Event", (name, *forms), lexicon)
    return replace(entity, kinds=(found.kind,)) if found and found.kind else entity


def _listed(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The names of a listed occasion, the full one first; () of another."""
    rows = (e for e in lexicon.known.get(name, []) if e.list == "meetings")
    row = next(rows, None)
    return (row["full"] or row["name"], row["name"], *row["also"].split("|")) if row else ()


def _edition(surface: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The names of one of a listed occasion's editions, and of a plenum of the discipline
    commission: 第五届进博会, 二十届中央纪委二次全会."""
    if plenum := discipline_plenum(surface, lexicon):
        return plenum, surface
    edition = _EDITION.of(lexicon).match(surface)
    forms = _listed(edition["name"], lexicon) if edition else ()
    named = tuple(edition[0] + form for form in forms if form) if edition else ()
    return (_spelt(named[0], lexicon), *named, surface) if named else ()


def _of_year(
    surface: str, told: re.Match[str], lexicon: Lexicon, place_context: PlaceContext
) -> Entity:
    """今年两会 is 2025年两会; of a document without a date its own alone."""
    year = int(place_context.issued[:4] or 0)
    if not year:
        entity = _worded("Event", surface, lexicon)
        return replace(entity, key=Key(entity.name, document=place_context.document))
    name = f"{year + YEARS_ON[str(told.lastgroup)]}年{surface[told.end() :]}"
    return _entity("Event", (name, surface), lexicon)


def _spelt(name: str, lexicon: Lexicon) -> str:
    """A name as others spell it: 第88次 → 第八十八次, 扩大会议 → （扩大）会议."""
    name = _COUNTED.of(lexicon).sub(lambda count: written(int(count[0])), name)
    return _ENLARGED.of(lexicon).sub("（扩大）", name)


def policy(surface: str, lexicon: Lexicon, place_context: PlaceContext) -> Entity:
    """A law by its full name, anything else by its title; a version in brackets stays.

    《实施意见》 or 《目标责任书》 alone means the one that its document speaks of.
    """
    forms: tuple[str, ...] = (surface.translate(_INNER_MARKS), surface)
    if joint := _JOINT.of(lexicon).match(surface):  # 中共中央、国务院关于, 中共中央 国务院关于
        side_by_side = _BETWEEN_ORGANS.sub("", joint[0]) + forms[0][joint.end() :]
        forms = (side_by_side, *forms)
    listed = [e for e in lexicon.known.get(forms[0], []) if e.list == "policies"]
    listed = [e for e in listed if _in_time(e["full"] or "", place_context.issued)]
    for entry in listed:
        forms = (entry["full"] or entry["name"], entry["name"], *entry["also"].split("|"), surface)
    if not listed and _GENERIC_POLICY.of(lexicon).fullmatch(surface):
        found = _entity("Policy", forms, lexicon)
        return replace(found, key=Key(surface, document=place_context.document))
    bare = _WITHOUT_VERSION.of(lexicon).sub("", forms[0])
    return _entity("Policy", (*forms, bare), lexicon)


def _in_time(full: str, issued: str) -> bool:
    """Whether a document of that day can speak of a plan by its period: 全民健身计划 is in 2017 not
    that of 2021 to 2025."""
    period, year = _PERIOD.search(full), int(issued[:4] or 0)
    if not period or not year:
        return True
    return int(period[1]) - _EARLY <= year <= int(period[2]) + _EARLY


def slogan(surface: str, lexicon: Lexicon, _: PlaceContext) -> Entity:
    """A formula by its exact wording, quotation marks and blanks between characters left out."""
    return _worded("Slogan", _BLANK.sub("", surface), lexicon)


_RESOLVERS = {"Event": event, "Policy": policy, "Slogan": slogan}


def _worded(kind: EntityType, surface: str, lexicon: Lexicon) -> Entity:
    """Known by its exact wording, quotation marks left out."""
    return _entity(kind, (_MARKS.sub("", surface),), lexicon)


@lru_cache(maxsize=1 << 12)  # the same titles are in many documents
def _entity(kind: EntityType, forms: tuple[str, ...], lexicon: Lexicon) -> Entity:
    name, kinds = forms[0], _KINDS.get(kind, {})
    told = next(((sub,) for sub, form in kinds.items() if form.of(lexicon).search(name)), ())
    aliases = tuple(dict.fromkeys(f for f in forms[1:] if f and f != name))
    return Entity(kind, Key(name), name, told, aliases)
