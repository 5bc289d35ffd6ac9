"""Organisations taken apart: place × system × parts (绍兴市 × 委 × 组织部), and named ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph.extract.resolve.organ import (
    COMMITTEE,
    GOVERNMENT,
    NATIONAL,
    PARTY,
    PARTY_COMMITTEE,
    REGION,
    YOUTH_LEAGUE,
    Organ,
    allied_parties,
    around,
    bureaus,
    core_of,
    systems,
)
from graph.extract.resolve.places import PlaceContext, PlaceNames, alone
from graph.extract.toponyms import CHINA, plainer, short, unit_of
from graph.lexicon import CITY, PROVINCE, Entry, Lexicon, Pattern, rank

_COUNTY = 3  # the rank of counties, see `rank`
_MILITARY, _ARMY = "MilitaryOrgan", "中国人民解放军"
_WORKING_COMMITTEE, _OF_STATES = "工作委员会", "InternationalOrganization"
_WRITTEN_OUT = {"军": "军队", "央行": "中央银行"}
PARTY_PART = Pattern("(?:{party_cell}|{discipline_cell})$")
_NOT_PART_OF = Pattern("{own_office}$")
_CELL = Pattern("{party_cell}$")
_PART = Pattern("(?:{organ_part|office_short}|[^的]{2,12}?(?:{part_head|ministry_part}|[处科]))$")
_STATE_BODY = Pattern("{state_body_head}$")
_PLACE_BODY = Pattern("{place_body}$")
_PARTY_COMMITTEE = Pattern("^党(?={committee_short})")
_OF_VILLAGE = Pattern("{village_organ}")
_OF_LEAGUE = Pattern(
    "(?:(?P<place>[{han}]{2,8}{level})?团(?P<level>{level})|(?P<whose>[{han}]{0,8}{level})团)"
    "(?P<behind>委.*)"
)
_ORDINAL = Pattern("^{ordinal_mark}?[{numeral}]+{term_unit}")
_TERM = Pattern("^(?P<party>{party})?{ordinal_mark}?[{numeral}]+{term_unit}")
_LED = Pattern("^(?:{organ_prefix}|{allied_party})")
_TOWN = Pattern("(?P<town>(?!{organ_prefix})[{han}]{1,5}?{town_unit})(?={town_organ})")
_LEVEL = Pattern("{level|town_unit}")
_ANYBODYS = Pattern("(?!军队)军?{anybodys_unit}")
_OWNED = Pattern(
    "((?:[^（]|（[^）]*）)+?{owner_head})([^）].{0,11}{branch_head})$|"
    "({allied_party}.*?委|[{han}]{2,12}{prefecture_committee})[{han}]{2,4}部$"
)
_OF_PARTY = Pattern("{party_part_mark}")
_KINDS = {
    "Enterprise": Pattern("{enterprise_head}"),
    "University": Pattern("{school_head}"),
    "Media": Pattern("{media_head}"),
}


class OrganNames:
    """The organisations that names of one document mean."""

    def __init__(self, lexicon: Lexicon, place_context: PlaceContext, places: PlaceNames) -> None:
        self._lexicon, self._place_context, self._places = lexicon, place_context, places

    def organ(self, surface: str) -> Organ:
        """An organisation by its name as it stands: explicit, elliptical or of the lexicon."""
        ordinal = _ORDINAL.of(self._lexicon)
        youth = _OF_LEAGUE.of(self._lexicon).fullmatch(surface)
        if youth:  # 沛县团县委, 团县委, 沛县团委
            whose = youth["place"] or youth["level"] or youth["whose"]
            whole = self.organ(YOUTH_LEAGUE + whose + youth["behind"])
            return replace(whole, aliases=(*whole.aliases, surface))
        text = _TERM.of(self._lexicon).sub("\\g<party>", surface)
        named = self._written_out(text) or self.named(text) or self._of_china(text)
        if named:
            return named
        bare = _LED.of(self._lexicon).sub("", text)
        place, length = self._places.prefix(bare)
        rest = bare[length:]
        level = None if place else _LEVEL.of(self._lexicon).match(bare)
        if level:
            place, rest = self._place_context.levels.get(level[0], ""), bare[level.end() :]
            if not place:
                return Organ(surface, surface, (), unresolved=self._place_context.document)
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
        return self._plain(text, place, rest)

    def _of_china(self, text: str) -> Organ | None:
        """A listed organ with 中国 before it; 中国东盟 is two: no union of states is China's."""
        found = self.named(text.removeprefix(CHINA)) if text.startswith(CHINA) else None
        return found if found and found.root.kind != _OF_STATES else None

    def bureau(self, name: str) -> bool:
        """Whether it names a local bureau, with or without its level: 公安局, 市公安局."""
        level = _LEVEL.of(self._lexicon).match(name)
        return name[level.end() if level else 0 :] in bureaus(self._lexicon)

    def bare_bureau(self, name: str) -> Organ | None:
        """The bureau of the document's place, or one of its own, that a name without its level
        means; None for names that are no local bureau's alone."""
        words, context = self._lexicon.word_class, self._place_context
        general = name in words("organ_part") or name in words("ambiguous_organ")
        level = _LEVEL.of(self._lexicon).match(name)  # 省直机关工委 has one, 市场监管局 has none
        has_level = level and core_of(self._lexicon).match(name, level.end())
        if general or has_level or name not in bureaus(self._lexicon):
            return None
        has_bureaus = rank(PROVINCE) <= rank(context.place) <= _COUNTY
        at_home = self._office(context.place, name, spelt=False) if has_bureaus else None
        of_nation = None if context.levels else self.named(NATIONAL + name)
        return at_home or of_nation or replace(self.organ(name), unresolved=context.document)

    def _written_out(self, text: str) -> Organ | None:
        """A place's organ with words around the place: 政协澄州市委员会, 中国共产党澄州市委员会."""
        for opening, closing, core in around(self._lexicon):
            if text.startswith(opening):
                place, length = self._places.prefix(text[len(opening) :])
                rest = _ORDINAL.of(self._lexicon).sub("", text[len(opening) + length :])
                if place and rest.startswith(closing) and not self._places.abroad(place):
                    return self.parts(self.core(place, core), rest[len(closing) :])
        return None

    def _of_place(self, place: str, rest: str, spelt: bool) -> Organ | None:
        """``spelt``: the name itself has the place, so that it tells whose a bureau is."""
        if rest[:1] == place[-1:] and core_of(self._lexicon).match(rest, 1):
            rest = rest[1:]  # 青芦县县委
        rest = _PARTY_COMMITTEE.of(self._lexicon).sub("", rest)  # 镇党委, 自治区党委
        core = core_of(self._lexicon).match(rest)
        if core:
            behind = rest[core.end() :]
            return self._led(place, core[0], behind, spelt) or self.parts(
                self.core(place, core[0]), behind
            )
        return self._office(place, rest, spelt)

    def _led(self, place: str, core: str, behind: str, spelt: bool) -> Organ | None:
        """A bureau with its government before it: 省政府国资委 is 省国资委."""
        own = behind.startswith(tuple(self._lexicon.word_class("organ_part")))
        return None if own or not core.endswith(GOVERNMENT) else self._office(place, behind, spelt)

    def named(self, text: str) -> Organ | None:
        """An organ of the lexicon, alone or with parts; None where what follows is no part."""
        for size in range(len(text), 1, -1):
            entries = [e for e in self._lexicon.known.get(text[:size], []) if e.list == "organs"]
            placed = size < len(text) and text[:size] in self._lexicon.word_class("allied_party")
            if entries and not placed:  # 民盟澄州市委员会 is no part of the centre
                rest, entry = text[size:], self._standing(entries)
                if rest and text[:size] in self._lexicon.word_class("organ_prefix"):
                    return None  # 中共云岭镇委员会 is no part of the party's, but a place's own
                is_part = not rest or _PART.of(self._lexicon).match(rest)
                of_region = entry["kind"] == _MILITARY and entry["parent"] == _ARMY
                is_unit = of_region and "的" not in rest  # 广州军区某红军师
                return self.parts(self._listed(entry), rest) if is_part or is_unit else None
        return None

    def _standing(self, entries: list[Entry]) -> Entry:
        """The organ that bore the name when the document was issued; today's where none did."""
        month = self._place_context.issued[:7]
        standing = (e for e in entries if month and e["since"] <= month < (e["until"] or "9999"))
        return next(standing, entries[0])

    def _listed(self, entry: Entry) -> Organ:
        parent = self._prefix_of(entry["name"])
        if parent is None and _plain_from_name(entry.fields):
            parent = self.named(entry["parent"])
        also = tuple(form for form in entry["also"].split("|") if form)
        name = entry["full"] or entry["name"]
        place, length = self._places.prefix(entry["name"])
        own = entry["name"][length:]
        abroad = self._places.abroad(place) and _STATE_BODY.of(self._lexicon).search(own)
        owner = place if own == GOVERNMENT or abroad else ""
        return Organ(name, entry["name"], (*also, entry.form), entry["kind"], parent, owner)

    def _prefix_of(self, name: str) -> Organ | None:
        """The listed organ whose name opens that of a committee of it: 全国人大常委会."""
        if not name.endswith(tuple(self._lexicon.word_class("part_head"))):
            return None
        for size in range(len(name) - 3, 4, -1):
            for entry in self._lexicon.known.get(name[:size], []):
                if entry.list == "organs":
                    return self._listed(entry)
        return None

    def core(self, place: str, core: str) -> Organ:
        """The organ of one system of a place: 绍兴市, 委 → 中共绍兴市委员会."""
        system = systems(self._lexicon).get(core)
        if system is None:  # a user's list has removed it
            return Organ(place + core, place + core, ())
        unit, city = unit_of(place, self._lexicon), self._place_context.levels.get(CITY, "")

        def fill(form: str, where: str = place) -> str:
            return form.replace("{place}", where).replace("{level}", unit)

        name, stem = fill(system["name"]), fill(system["stem"])
        aliases = [fill(form) for form in system["aliases"].split("|") if form]
        if unit == "区" and city and not place.startswith(city):
            aliases.append(fill(system["stem"], city + place))
        forms = (system["stem"], *filter(None, system["aliases"].split("|")))
        plain = plainer(place, self._lexicon)
        aliases += [fill(form, where) for where in plain for form in forms]
        of_town = place.endswith(tuple(self._lexicon.word_class("town_unit")))
        towns = alone(place, self._lexicon)
        aliases += [fill(form, town) for town in towns for form in (system["name"], *forms)]
        if core == COMMITTEE and (of_town or unit == REGION):
            for where in (place, *towns):
                aliases += [where + PARTY_COMMITTEE, PARTY + where + PARTY_COMMITTEE]
        owner = place if system["owner"] else ""
        return Organ(name, stem, tuple(aliases), system["kind"], None, owner)

    def _office(self, place: str, rest: str, spelt: bool) -> Organ | None:
        """A bureau of the lexicon: short form and full form are one."""
        known = bureaus(self._lexicon)
        sizes = range(min(len(rest), 16), 1, -1)
        form = next((rest[:size] for size in sizes if rest[:size] in known), "")
        if not form:
            return None
        said = known[form]
        entry = known.get(said["full"], said)  # 发改委, 发展改革委: one row stands for both
        paper = entry["full"].endswith(tuple(self._lexicon.word_class("press_house")))
        where = short(place, self._lexicon) if paper else place  # 澄州日报社
        name, brief = where + (entry["full"] or form), where + entry["short"]
        if name.endswith(_WORKING_COMMITTEE) and entry["kind"] == "PartyOrgan":
            name = PARTY + name
        street = place.endswith(tuple(self._lexicon.word_class("town_unit")))
        zone = not street and form.endswith(tuple(self._lexicon.word_class("zone_body")))
        owner = place if spelt and not zone and entry["kind"] not in _KINDS else ""
        others = [form + said["short"] for form in (place, *plainer(place, self._lexicon))]
        organ = Organ(name, brief, tuple(others), entry["kind"], None, owner)
        return self.parts(organ, rest[len(form) :])

    def parts(self, base: Organ, rest: str) -> Organ:
        """``base`` with the parts that follow it: 市委 + 组织部 + 干部监督处."""
        organ = base
        parts = self._lexicon.word_class("organ_part")
        known, brief = bureaus(self._lexicon), self._lexicon.word_class("short_part")
        alone, of_party, cell = (
            form.of(self._lexicon) for form in (_NOT_PART_OF, _OF_PARTY, _CELL)
        )
        while rest:
            part = next((p for p in parts if rest.startswith(p)), rest)
            full = _full_part(part, known) if part in brief else part
            name = organ.stem + full
            forms = tuple(form + p for form in organ.forms for p in (full, part))
            loose = not organ.place and cell.search(full)  # 市水利局党组, of a bureau of some city
            parent = None if alone.search(full) or loose else organ
            kind = "PartyOrgan" if of_party.search(full) else organ.kind
            organ = Organ(name, name, forms, kind, parent)
            rest = rest[len(part) :]
        return organ

    def _plain(self, text: str, place: str, rest: str) -> Organ:
        """A firm, a school, a club: its name as it stands, a bare level spelt out before it; what
        a place or a party has many of (中国队, 中共代表团) is its document's."""
        kind = self._plain_kind(text)
        many = text != rest and _ANYBODYS.of(self._lexicon).fullmatch(rest)
        unresolved = self._place_context.document if many else ""
        if place and _LEVEL.of(self._lexicon).fullmatch(text[: len(text) - len(rest)]):
            return Organ(place + rest, place + rest, (text,), kind, unresolved=unresolved)
        central_bank = tuple(self._lexicon.word_class("central_bank"))
        name = CHINA + text if text.startswith(central_bank) else text
        owned = _OWNED.of(self._lexicon).match(text)
        owner_name = owned and (owned[1] or owned[3])
        parent = Organ(owner_name, owner_name, ()) if owner_name else None
        foreign = bool(place) and self._places.abroad(text[: len(text) - len(rest)])
        if foreign:
            name = name.removesuffix(rest) + _WRITTEN_OUT.get(rest, rest)
        settlement = place.endswith(tuple(self._lexicon.word_class("settlement_unit")))
        village = settlement and _OF_VILLAGE.of(self._lexicon).fullmatch(rest)
        state = (_STATE_BODY if foreign else _PLACE_BODY).of(self._lexicon)
        allied = text.startswith(tuple(self._lexicon.word_class("allied_party")))
        owner = place if village or allied or state.search(rest) else ""
        aliases = (text, *self._allied(name, place)) if allied else (text,)
        return Organ(name, name, aliases, kind, parent, owner, unresolved)

    def _allied(self, name: str, place: str) -> tuple[str, ...]:
        """The full name of an allied party's committee of a place: 民建云泽省委会."""
        for brief, full in allied_parties(self._lexicon).items():
            if name in (f"{brief}{place}委", f"{brief}{place}委会"):
                return (f"{full}{place}委员会",)
        return ()

    def _plain_kind(self, name: str) -> str:
        forms = _KINDS.items()
        return next((kind for kind, form in forms if form.of(self._lexicon).search(name)), "")


def _full_part(part: str, offices: Mapping[str, Entry]) -> str:
    """农办 → 农村工作领导小组办公室, as the list of offices has it; 办 → 办公室."""
    return offices[part]["full"] if part in offices else f"{part}公室"


def _plain_from_name(row: Mapping[str, str]) -> bool:
    """Whether an organ's own name says what it is part of (全国人大常委会, 中央书记处)."""
    parent, name = row.get("parent", "").removeprefix(PARTY), row["name"].removeprefix(PARTY)
    return parent not in ("", "中国共产党") and name.startswith(parent) and "军" not in name
