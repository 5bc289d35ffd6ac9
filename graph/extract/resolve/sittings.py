"""Sittings of assemblies by one name: 十四届全国人大常委会第19次会议 → 第十四届全国人民代表大会
常务委员会第十九次会议; and of the party in a place, 澄州市委六届五次全会, 澄州市第六次党代会.

The term, the number, the place and the body stand in any order and in short or long words; the
name is made anew of what they say. Source: how these bodies themselves call their sittings.
"""

from __future__ import annotations

from typing import NamedTuple

from graph.extract.resolve.places import PlaceContext, PlaceNames
from graph.lexicon import Lexicon, Pattern
from graph.text import written

CONGRESS, CONFERENCE = "人民代表大会", "政协"
_STANDING, _COMMITTEE, _NATION = "常务委员会", "委员会", "全国"
_SITTING = Pattern("{ordinal_mark}?(?P<number>[{numeral}\\d]{1,3}){times_unit}{numbered_plenum}$")
_TERM = Pattern("{ordinal_mark}?(?P<number>[{numeral}\\d]{1,2}){term_unit}")
_BODY = Pattern(
    "{nation}?(?P<place>.*?)(?:(?P<congress>{people_congress})|{conference})"
    "(?P<inner>.*?)(?P<committee>{full_committee})?(?P<standing>{standing_committee})?"
)
_PLENUM = Pattern(
    "{party_name|party}?{ordinal_mark}?(?P<term>[{numeral}\\d]{1,3}){term_unit}{party}?"
    "{central_discipline}{ordinal_mark}?(?P<number>[{numeral}\\d]{1,2}){times_unit}{numbered_plenum}"
)
_ENLARGED = Pattern("{enlarged}")
_PLENARY = Pattern(
    "{ordinal_mark}?(?P<number>[{numeral}\\d]{1,3}){times_unit}(?!{plain_meeting}){numbered_plenum}$"
)
_OF_PARTY = Pattern(
    "{party}?(?P<place>.*?)(?:(?P<discipline>{discipline_committee})|{committee_short|full_committee})"
)
_ASSEMBLED = Pattern(
    "(?P<party>{party})?(?P<place>.*?){ordinal_mark}(?P<number>[{numeral}\\d]{1,3}){times_unit}"
    "(?:(?P<own>{party_assembly})|{place_congress})"
)
PARTY_NAME, _DISCIPLINE = "中国共产党", "纪律检查"
"""What the names of the party's sittings begin with, and its discipline commission's word."""


class Sitting(NamedTuple):
    """Of which body, by its full name, and its class in the ontology, '' where it has none."""

    name: str
    kind: str = ""


def sitting(name: str, lexicon: Lexicon, place_context: PlaceContext) -> Sitting | None:
    """The sitting that a name means; None where it names none, or one of an unknown place."""
    name = _ENLARGED.of(lexicon).sub("", name)
    return (
        _of_assembly(name, lexicon, place_context)
        or _plenum(name, lexicon, place_context)
        or _congress(name, lexicon, place_context)
    )


def _plenum(name: str, lexicon: Lexicon, place_context: PlaceContext) -> Sitting | None:
    """市委六届五次全会 → 中国共产党澄州市第六届委员会第五次全体会议."""
    times, term = _PLENARY.of(lexicon).search(name), _TERM.of(lexicon).search(name)
    if not (times and term and term.end() <= times.start()):
        return None
    words = name[: term.start()] + name[term.end() : times.start()]
    body = _OF_PARTY.of(lexicon).fullmatch(words)
    place = _place(body["place"], lexicon, place_context) if body else ""
    if not body or place in ("", _NATION):
        return None
    committee = (_DISCIPLINE if body["discipline"] else "") + _COMMITTEE
    term_of = f"{PARTY_NAME}{place}第{_han(term['number'])}届{committee}"
    return Sitting(f"{term_of}第{_han(times['number'])}次全体会议", "Plenum")


def _congress(name: str, lexicon: Lexicon, place_context: PlaceContext) -> Sitting | None:
    """青芦县第十一次党代会 → 中国共产党青芦县第十一次代表大会."""
    found = _ASSEMBLED.of(lexicon).fullmatch(name)
    if not found or not (found["party"] or found["own"]):
        return None
    place = _place(found["place"], lexicon, place_context)
    if place in ("", _NATION):
        return None
    return Sitting(f"{PARTY_NAME}{place}第{_han(found['number'])}次代表大会", "PartyCongress")


def _of_assembly(name: str, lexicon: Lexicon, place_context: PlaceContext) -> Sitting | None:
    """A sitting of a people's congress, of a consultative conference or of its committee."""
    times, term = _SITTING.of(lexicon).search(name), _TERM.of(lexicon).search(name)
    if not (times and term and term.end() <= times.start()):
        return None
    words = name[: term.start()] + name[term.end() : times.start()]
    body = _BODY.of(lexicon).fullmatch(words)
    if not body or (body["place"] and body["inner"]):
        return None
    place = _place(body["place"] or body["inner"], lexicon, place_context)
    if not place:
        return None
    ordinal = f"第{_han(term['number'])}届"
    held_by = ordinal + place if place == _NATION else place + ordinal
    held_by = held_by + CONGRESS if body["congress"] else CONFERENCE + held_by + _COMMITTEE
    held_by += _STANDING if body["standing"] else ""
    kind = "PeoplesCongressSession" if body["congress"] else ""
    return Sitting(f"{held_by}第{_han(times['number'])}次会议", kind)


def _han(number: str) -> str:
    return written(int(number)) if number.isdecimal() else number


def _place(words: str, lexicon: Lexicon, place_context: PlaceContext) -> str:
    """The full name of the place, 全国, or '' where it is not known."""
    if words in lexicon.word_class("nationwide"):
        return _NATION
    names = PlaceNames(lexicon, place_context)
    known = place_context.levels.get(words.removeprefix("全"), "")
    full, length = names.prefix(words)
    return known or (full if length == len(words) else "")


def discipline_plenum(name: str, lexicon: Lexicon) -> str:
    """二十届中央纪委二次全会 → 中国共产党第二十届中央纪律检查委员会第二次全体会议; '' where a
    name is none of a plenum of the discipline commission."""
    found = _PLENUM.of(lexicon).fullmatch(name)
    if not found:
        return ""
    term, number = _han(found["term"]), _han(found["number"])
    return f"中国共产党第{term}届中央纪律检查委员会第{number}次全体会议"
