"""Organisations taken apart: place × system × parts (绍兴市 × 委 × 组织部), and named ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from graph.extract.resolve.listed_organs import era, listed_organ
from graph.extract.resolve.organ import (
    GOVERNMENT,
    LEVEL,
    NATIONAL,
    PARTY,
    TERM,
    YOUTH_LEAGUE,
    Organ,
    around,
    bureaus,
    core_of,
    parts,
    systems,
    without,
)
from graph.extract.resolve.place_organs import office, system_organ
from graph.extract.resolve.places import PlaceContext, PlaceNames, ancestors
from graph.extract.resolve.plain_organs import plain_organ
from graph.extract.toponyms import CHINA
from graph.lexicon import CITY, PROVINCE, Lexicon, Pattern, once_per_lexicon, rank

_COUNTY = 3  # the rank of counties, see `rank`
_OF_STATES = "InternationalOrganization"
_PARTY_COMMITTEE = Pattern("^党(?={committee_short})")
_OF_LEAGUE = Pattern(
    "(?:(?P<place>[{han}]{2,8}{level})?团(?P<level>{level})|(?P<whose>[{han}]{0,8}{level})团)"
    "(?P<behind>委.*)"
)
_SOME_BUREAU = Pattern("([{bare_level}]局)(?P<part>(?:{organ_part})*)")
"""市局, where nothing tells what it is for, and a part of it."""
_ORDINAL = Pattern("^{ordinal_mark}?[{numeral}]+{term_unit}")
_LED = Pattern("^(?:{organ_prefix}|{allied_party})")
_CELL = Pattern(f"{PARTY}(?P<own>[{{han}}]+{{party_cell}})")
_ZONE = Pattern("{zone_head}")
_TOWN = Pattern("(?P<town>(?!{organ_prefix})[{han}]{1,5}?{town_unit})(?={town_organ})")
_CONTEXTS = 16  # kept, of documents; most have no places of their own, and share one
_NAMES = 1 << 11  # remembered in each


@once_per_lexicon
def _offices(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.word_class("organ_part"))


@once_per_lexicon
def _openings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple({opening for opening, _, _ in around(lexicon)})


@once_per_lexicon
def _remembered(_: Lexicon) -> Callable[..., dict[str, Organ]]:
    def in_context(*context: object) -> dict[str, Organ]:
        return {}

    return lru_cache(maxsize=_CONTEXTS)(in_context)


class OrganNames:
    """The organisations that names of one document mean."""

    def __init__(self, lexicon: Lexicon, place_context: PlaceContext, places: PlaceNames) -> None:
        self._lexicon, self._place_context, self._places = lexicon, place_context, places
        self._known = _remembered(lexicon)(*self._context())
        """Name → the organ that it means in every document with such a context."""

    def _context(self) -> tuple[object, ...]:
        """All that the meaning of a name depends on, but for which document it is."""
        context = self._place_context
        places = (context.levels, context.shorts, context.courts)
        dated = era(context.issued, self._lexicon)
        named = (tuple(each.items()) for each in places)
        return (*named, context.place, bool(context.host), bool(context.document), dated)

    def organ(self, surface: str) -> Organ:
        """An organisation by its name as it stands: explicit, elliptical or of the lexicon."""
        if known := self._known.get(surface):
            return known
        found = self._organ(surface)
        if not found.unresolved:  # else it is this document's
            if len(self._known) == _NAMES:
                self._known.clear()
            self._known[surface] = found
        return found

    def _organ(self, surface: str) -> Organ:
        ordinal = _ORDINAL.of(self._lexicon)
        youth = _OF_LEAGUE.of(self._lexicon).fullmatch(surface)
        if youth:  # 沛县团县委, 团县委, 沛县团委
            whose = youth["place"] or youth["level"] or youth["whose"]
            whole = self.organ(YOUTH_LEAGUE + whose + youth["behind"])
            return replace(whole, aliases=(*whole.aliases, surface))
        if some := _SOME_BUREAU.of(self._lexicon).fullmatch(surface):
            name = self._place_context.levels.get(some[1][0], some[1][0]) + some[1][1:]
            bureau = Organ(name, name, (some[1],), unresolved=self._place_context.document)
            return parts(bureau, some["part"], self._lexicon)
        text = without(TERM.of(self._lexicon), "party", surface)
        named = self._written_out(text) or self.named(text) or self._of_china(text)
        named = named or self._of_cell(text)
        if named:
            return named
        bare = _LED.of(self._lexicon).sub("", text)
        place, length = self._places.prefix(bare)
        rest = bare[length:]
        if of_countrymen := self._of_countrymen(bare, place, length):
            return of_countrymen
        zone = _ZONE.of(self._lexicon).match(bare)
        if zone and place in ("", zone[0]):
            return Organ(surface, surface, (), unresolved=self._place_context.document)
        level = None if place else LEVEL.of(self._lexicon).match(bare)
        if level:
            place, rest = self._place_context.levels.get(level[0], ""), bare[level.end() :]
            if not place:
                return self._of_some_place(surface, level[0], rest)
        led_by = text.startswith(tuple(self._lexicon.word_class("allied_party")))
        if led_by and level:
            text = text[: len(text) - len(bare)] + place + rest  # 民革省委 is 民革云麓省委
        abroad = bool(place) and self._places.abroad(place)
        town = None if level else _TOWN.of(self._lexicon).match(rest)
        spelt_out = not place or bare[:length].endswith(place[-1:])  # not 嘉兴|路街道
        if town and spelt_out and not core_of(self._lexicon).match(rest):
            place, rest = place + town["town"], rest[town.end() :]
        if place and not led_by and not abroad:
            found = self._of_place(place, ordinal.sub("", rest), spelt=not level)
            if found:
                return found
        document = self._place_context.document
        return plain_organ(text, place, rest, document, self._places, self._lexicon)

    def _of_countrymen(self, name: str, place: str, length: int) -> Organ | None:
        """The body of those from one place in another that it does not lie in: 深圳市|澄州商会.

        ``length`` is that of the places that open the name, ``place`` the last of them.
        """
        bodies = self._lexicon.word_class("countrymen_body")
        body = next((b for b in bodies if name.startswith(b, length)), "") if place else ""
        host, end = self._places.first(name) if body else ("", length)
        above = ancestors(place, self._lexicon) or self._place_context.levels
        if end == length or (host in above.values() and rank(host) < rank(place)):
            return None
        whole = host + name[end : length + len(body)]
        organ = Organ(whole, whole, (name[: length + len(body)],), "MassOrganization", place=host)
        return parts(organ, name[length + len(body) :], self._lexicon)

    def named(self, text: str) -> Organ | None:
        """An organ of the lexicon, alone or with parts; None where what follows is no part."""
        return listed_organ(text, self._place_context.issued, self._places, self._lexicon)

    def core(self, place: str, core: str) -> Organ:
        """The organ of one system of a place: 绍兴市, 委 → 中共绍兴市委员会."""
        city = self._place_context.levels.get(CITY, "")
        own = self._place_context.courts.get(place)
        court = own if own and core in self._lexicon.word_class("plain_court") else core
        return system_organ(place, court, city, self._lexicon)

    def _of_some_place(self, surface: str, level: str, rest: str) -> Organ:
        """The organ of a level whose place is unknown, one of the document: 市委, 市委|组织部."""
        document, core = self._place_context.document, core_of(self._lexicon).match(rest)
        behind = rest[core.end() :] if core else ""
        own = behind.startswith(tuple(self._lexicon.word_class("organ_part")))
        if not core or not behind or (core[0].endswith(GOVERNMENT) and not own):
            return Organ(surface, surface, (), unresolved=document)  # 市政府国资委 is the city's
        system = systems(self._lexicon)[core[0]]
        whole = Organ(level + core[0], level + core[0], (), system["kind"], unresolved=document)
        return parts(whole, behind, self._lexicon)

    def _of_china(self, text: str) -> Organ | None:
        """A listed organ with 中国 before it; 中国东盟 is two: no union of states is China's."""
        found = self.named(text.removeprefix(CHINA)) if text.startswith(CHINA) else None
        return found if found and found.root.kind != _OF_STATES else None

    def _of_cell(self, text: str) -> Organ | None:
        """A listed organ's party cell with the party's name before it: 中共|国务院党组."""
        cell = _CELL.of(self._lexicon).fullmatch(text)
        found = self.named(cell["own"]) if cell else None
        return found and replace(found, aliases=(*found.aliases, text))

    def bare_bureau(self, name: str) -> Organ | None:
        """The bureau of the document's place, or one of its own, that a name without its level
        means; None for names that are no local bureau's alone."""
        words, context = self._lexicon.word_class, self._place_context
        general = name in words("organ_part") or name in words("ambiguous_organ")
        general = general or (bool(context.host) and name in words("own_department"))
        level = LEVEL.of(self._lexicon).match(name)  # 省直机关工委 has one, 市场监管局 has none
        has_level = level and core_of(self._lexicon).match(name, level.end())
        if general or has_level or name not in bureaus(self._lexicon):
            return None
        has_bureaus = rank(PROVINCE) <= rank(context.place) <= _COUNTY
        of_system = has_bureaus and self._office_of(name)
        at_home = self._of_place(context.place, name, spelt=False) if of_system else None
        if has_bureaus and not of_system:
            at_home = office(context.place, name, False, self._lexicon)
        of_nation = None if context.levels else self.named(NATIONAL + name)
        return at_home or of_nation or replace(self.organ(name), unresolved=context.document)

    def _written_out(self, text: str) -> Organ | None:
        """A place's organ with words around the place: 政协澄州市委员会, 中国共产党澄州市委员会."""
        forms = around(self._lexicon) if text.startswith(_openings(self._lexicon)) else ()
        for opening, closing, core in forms:
            if text.startswith(opening):
                ordinal = _ORDINAL.of(self._lexicon)
                whose = ordinal.sub("", text[len(opening) :])  # 政协第十二届澄州市委员会
                place, length = self._places.prefix(whose)
                rest = ordinal.sub("", whose[length:])
                if place and rest.startswith(closing) and not self._places.abroad(place):
                    return parts(self.core(place, core), rest[len(closing) :], self._lexicon)
        return None

    def _of_place(self, place: str, rest: str, spelt: bool) -> Organ | None:
        """``spelt``: the name itself has the place, so that it tells whose a bureau is."""
        if rest[:1] == place[-1:] and core_of(self._lexicon).match(rest, 1):
            rest = rest[1:]  # 青芦县县委
        rest = _PARTY_COMMITTEE.of(self._lexicon).sub("", rest)  # 镇党委, 自治区党委
        if whole := self._office_of(rest):
            found = self._of_place(place, whole, spelt)
            return found and replace(found, aliases=(*found.aliases, place + rest))
        core = core_of(self._lexicon).match(rest)
        if core:
            behind = rest[core.end() :]
            led = self._led(place, core[0], behind, spelt)
            return led or parts(self.core(place, core[0]), behind, self._lexicon)
        return office(place, rest, spelt, self._lexicon)

    def _office_of(self, name: str) -> str:
        """The name in full of an office of a system, as 人大办 is the standing committee's; ''."""
        known = bureaus(self._lexicon).get(name)
        core = core_of(self._lexicon).match(known["full"]) if known else None
        part = known["full"][core.end() :] if known and core else ""
        is_short = known is not None and name != known["full"]
        return known["full"] if known and is_short and part in _offices(self._lexicon) else ""

    def _led(self, place: str, core: str, behind: str, spelt: bool) -> Organ | None:
        """A bureau with its government before it: 省政府国资委 is 省国资委."""
        own = behind.startswith(tuple(self._lexicon.word_class("organ_part")))
        if own or not core.endswith(GOVERNMENT):
            return None
        return office(place, behind, spelt, self._lexicon)
