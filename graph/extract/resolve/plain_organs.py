"""Organisations that no list has: firms, schools, clubs, villages' bodies, allied parties'."""

from __future__ import annotations

from functools import lru_cache

from graph.extract.resolve.organ import LEVEL, Organ, allied_parties
from graph.extract.resolve.places import PlaceNames
from graph.extract.toponyms import CHINA
from graph.lexicon import Lexicon, Pattern

_WRITTEN_OUT = {"军": "军队", "军方": "军队", "央行": "中央银行"}
_STATE_BODY = Pattern("{state_body_head}$")
_PLACE_BODY = Pattern("{place_body}$")
_OF_VILLAGE = Pattern("{village_organ}")
_ANYBODYS = Pattern("(?!军队)军?{anybodys_unit}")
_OF_PART = Pattern(
    "[{han}]{1,10}?(?:[{bare_level}州郡道]|(?<!联)邦|[州县郡][{han}]{1,6}){state_body_head}$"
)
"""Of a part of a foreign state: 日本|冲绳县政府."""
_MISSION = Pattern(f"(?:{CHINA})?驻(?P<state>[{{han}}]{{2,8}}?)大?使馆")
_APPOSED = Pattern("(?!.*{legal_form}).*{enterprise_head}[^）]+{enterprise_head}$")
"""美国日用消费品公司|宝洁公司: the first tells what the second is."""
_OWNED = Pattern(
    "((?:[^（]|（[^）]*）)+?{owner_head})([^）].{0,11}{branch_head})$|"
    "({allied_party}.*?委|[{han}]{2,12}{prefecture_committee})[{han}]{2,4}部$|"
    "([{han}]{2,}{party_cell}){committee_office}$"
)
_OF_CHAMBER = Pattern("(?P<chamber>.+{chamber})[{han}]{1,8}{chamber_committee}")
KINDS = {
    "Enterprise": Pattern("{enterprise_head}"),
    "University": Pattern("{school_head}"),
    "Media": Pattern("{media_head}"),
}
"""What no place owns: the kind → the noun that tells it."""


def plain_organ(
    text: str, place: str, rest: str, document: str, places: PlaceNames, lexicon: Lexicon
) -> Organ:
    """A firm, a school, a club: its name as it stands, a bare level spelt out before it; what
    a place or a party has many of (中国队, 中共代表团) is its document's."""
    if mission := _MISSION.of(lexicon).fullmatch(text):
        return embassy(mission["state"], text)
    kind = _kind(text, lexicon)
    many = text != rest and _ANYBODYS.of(lexicon).fullmatch(rest)
    unresolved = document if many else ""
    if place and LEVEL.of(lexicon).fullmatch(text[: len(text) - len(rest)]):
        return Organ(place + rest, place + rest, (text,), kind, unresolved=unresolved)
    central_bank = tuple(lexicon.word_class("central_bank"))
    name = CHINA + text if text.startswith(central_bank) else text
    owned = _OWNED.of(lexicon).match(text)
    owner_name = owned and (owned[1] or owned[3] or owned[4])
    of_party = "PartyOrgan" if owned and owned[4] else ""
    foreign = bool(place) and places.abroad(text[: len(text) - len(rest)])
    apposed = foreign and _APPOSED.of(lexicon).match(text)
    parent = Organ(owner_name, owner_name, (), of_party) if owner_name and not apposed else None
    if foreign:
        name = name.removesuffix(rest) + _WRITTEN_OUT.get(rest, rest)
    settlement = place.endswith(tuple(lexicon.word_class("settlement_unit")))
    village = settlement and _OF_VILLAGE.of(lexicon).fullmatch(rest)
    state = (_STATE_BODY if foreign else _PLACE_BODY).of(lexicon)
    allied = text.startswith(tuple(lexicon.word_class("allied_party")))
    if foreign and (of_chamber := _OF_CHAMBER.of(lexicon).fullmatch(name)):
        chamber = of_chamber["chamber"]
        parent, place = Organ(chamber, chamber, (), place=place), ""
    part = foreign and _OF_PART.of(lexicon).match(rest)
    owner = place if village or allied or (state.search(rest) and not part) else ""
    aliases = (text, *_allied(name, place, lexicon)) if allied else (text,)
    return Organ(name, name, aliases, kind, parent, owner, unresolved)


def embassy(state: str, *aliases: str) -> Organ:
    """The embassy of China in a state, by its name: 驻阿根廷使馆 is 中国驻阿根廷大使馆."""
    name, brief = f"{CHINA}驻{state}大使馆", f"{CHINA}驻{state}使馆"
    return Organ(name, name, (name.removeprefix(CHINA), brief, *aliases), "GovernmentOrgan")


def _allied(name: str, place: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The full name of an allied party's committee of a place: 民建云泽省委会."""
    for brief, full in allied_parties(lexicon).items():
        if name in (f"{brief}{place}委", f"{brief}{place}委会"):
            return (f"{full}{place}委员会",)
    return ()


@lru_cache(maxsize=1 << 12)  # the same organs are in many documents
def _kind(name: str, lexicon: Lexicon) -> str:
    forms = KINDS.items()
    return next((kind for kind, form in forms if form.of(lexicon).search(name)), "")
