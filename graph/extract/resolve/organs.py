"""Organisations taken apart: place × system × parts (绍兴市 × 委 × 组织部), and named ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.extract.resolve.places import LEVEL, Locale, PlaceNames, unit_of
from graph.lexicon import Entry, Lexicon, once_per_lexicon
from graph.model import Entity


@dataclass(frozen=True)
class Organ:
    """An organisation. ``stem`` is the form that parts and posts are joined to; ``place`` is whose
    organ it is; ``unresolved`` keeps a 市委 of nobody knows where apart, by its document."""

    name: str
    stem: str
    aliases: tuple[str, ...]
    kind: str = ""
    parent: Organ | None = None
    place: str = ""
    unresolved: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All names it may go by, the canonical one first."""
        return tuple(dict.fromkeys((self.name, self.stem, *self.aliases)))

    @property
    def entity(self) -> Entity:
        """The organisation as an entity of the graph."""
        key = f"{self.name}-{self.unresolved}" if self.unresolved else self.name
        kinds = (self.kind,) if self.kind else ()
        return Entity("Organization", key, self.name, kinds, self.forms[1:])

    @property
    def root(self) -> Organ:
        """The organ it is part of in the end: 市委组织部 → 市委."""
        return self.parent.root if self.parent else self


SYSTEMS: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    # core: (name, stem, aliases, kind); P stands for the place, Q for its level
    "委": ("中共P委员会", "中共P委", ("P委", "中国共产党P委员会"), "PartyOrgan"),
    "政府": ("P人民政府", "P人民政府", ("P政府",), "GovernmentOrgan"),
    "人大常委会": ("P人民代表大会常务委员会", "P人大常委会", (), "PeoplesCongress"),
    "人大": ("P人民代表大会", "P人大", (), "PeoplesCongress"),
    "政协": (
        "中国人民政治协商会议P委员会", "P政协", ("政协P委员会",), "PoliticalConsultativeConference",
    ),
    "纪委监委": ("P纪委监委", "P纪委监委", (), "DisciplineOrgan"),
    "纪委": (
        "中共P纪律检查委员会", "中共P纪委", ("P纪委", "中国共产党P纪律检查委员会"),
        "DisciplineOrgan",
    ),
    "监委": ("P监察委员会", "P监委", (), "DisciplineOrgan"),
    "法院": ("P人民法院", "P法院", (), "Court"),
    "检察院": ("P人民检察院", "P检察院", (), "Procuratorate"),
    "中级人民法院": ("P中级人民法院", "P中级人民法院", ("P法院",), "Court"),
    "高级人民法院": ("P高级人民法院", "P高级人民法院", ("P法院",), "Court"),
    "直机关工委": (
        "中共P直机关工委", "P直机关工委", ("中共P委Q直机关工作委员会", "P直机关工作委员会"),
        "PartyOrgan",
    ),
}  # fmt: skip
SPELT = {
    "人民政府": "政府", "人民代表大会常务委员会": "人大常委会", "人民代表大会": "人大",
    "监察委员会": "监委", "纪律检查委员会": "纪委", "人民法院": "法院", "人民检察院": "检察院",
    "委员会": "委", "直属机关工委": "直机关工委",
}  # fmt: skip
"""Systems written out → their core."""

PARTS = (
    "农村工作领导小组", "巡察工作领导小组", "理论学习中心组", "代表资格审查委员会",
    "法制工作委员会", "直属机关工委", "机关党委", "机关工委", "机关党组织", "常务委员会", "常委会",
    "教育工委", "组织部", "宣传部", "统战部", "政法委员会", "政法委", "办公厅", "办公室", "党校",
    "研究室", "督查室", "政研室", "改革办", "农办", "编办", "网信办", "巡察办", "老干部局", "党组",
    "党委", "党总支", "直属党支部", "党支部", "交警支队",
)  # fmt: skip
"""Parts that organs of many kinds have, longest first where one opens another."""

PARTY_PART = re.compile("(?:机关党委|机关工委|党组|党委|党总支|直属党支部|党支部|纪委)$")
_CORE = re.compile(
    "|".join(sorted({*SYSTEMS, *SPELT} - {"委"}, key=len, reverse=True)) + "|委(?!员)"
)
_OF_A_PLACE = frozenset(SYSTEMS) - {"直机关工委"}
_NOT_PART_OF = re.compile("(?:机关党委|机关工委|党组|党委|党总支|党支部|党校|机关)$")
_PART = re.compile(f"(?:{'|'.join(PARTS)}|机关|办|[^的]{{2,12}}?(?:委员会|领导小组|处|科))$")
_FULL_PART = {"办": "办公室", "农办": "农村工作领导小组办公室", "编办": "机构编制委员会办公室"}
_STATE_BODY = re.compile("(?:[部局署省军]|议院|议会|国会|政府|法院|委员会|拉达|杜马|央行)$")
_PLACE_BODY = re.compile("(?:军区|消防救援总?队)$")
_OF_VILLAGE = re.compile("党委|党总支|党支部|委会|村委会|居委会|村?民委员会")
_ORDINAL = re.compile("^第?[一二三四五六七八九十]+届")
_LED = re.compile("^(?:中国共产党|中共|共青团|中国人民政治协商会议(?!全国))")
_OWNED = re.compile(
    "(.+?(?:大学|学院|集团|公司|科学院))(?!有限|股份)(.{2,12}(?:学院|研究所|中心|公司|医院))$"
)


@once_per_lexicon
def _offices(lexicon: Lexicon) -> dict[str, Entry]:
    """Short and full names of local offices → their row."""
    entries = lexicon.entries("offices")
    return {form: e for e in reversed(entries) for form in (e["full"], e["short"]) if form}


class OrganNames:
    """The organisations that names of one document mean."""

    def __init__(self, lexicon: Lexicon, locale: Locale, places: PlaceNames) -> None:
        self._lexicon, self._locale, self._places = lexicon, locale, places

    def organ(self, surface: str) -> Organ:
        """An organisation by its name as it stands: explicit, elliptical or of the lexicon."""
        text = _ORDINAL.sub("", surface)
        named = self.named(text) or self.named(text.removeprefix("中国"))
        if named:
            return named
        bare = _LED.sub("", text)
        place, length = self._places.prefix(bare)
        rest = bare[length:]
        level = None if place else LEVEL.match(bare)
        if level:
            place, rest = self._locale.levels.get(level[0], ""), bare[level.end() :]
            if not place:
                return Organ(surface, surface, (), unresolved=self._locale.document)
        if place and not text.startswith("共青团") and not self._places.abroad(place):
            found = self._of_place(place, _ORDINAL.sub("", rest))
            if found:
                return found
        return self._plain(text, place, rest)

    def _of_place(self, place: str, rest: str) -> Organ | None:
        if place.endswith(("镇", "乡", "街道")):
            rest = rest.removeprefix("党") if rest.startswith("党委") else rest
        core = _CORE.match(rest)
        if core:
            return self.parts(self.core(place, core[0]), rest[core.end() :])
        return self._office(place, rest)

    def named(self, text: str) -> Organ | None:
        """An organ of the lexicon, alone or with parts; None where what follows is no part."""
        for size in range(len(text), 1, -1):
            entries = [e for e in self._lexicon.known.get(text[:size], []) if e.list == "organs"]
            if entries:
                rest, entry = text[size:], self._standing(entries)
                return self.parts(self._listed(entry), rest) if _part_or_nothing(rest) else None
        return None

    def _standing(self, entries: list[Entry]) -> Entry:
        """The organ that bore the name when the document was issued; today's where none did."""
        month = self._locale.issued[:7]
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
        abroad = self._places.abroad(place) and _STATE_BODY.search(own)
        owner = place if own == "政府" or abroad else ""
        return Organ(name, entry["name"], (*also, entry.form), entry["kind"], parent, owner)

    def _prefix_of(self, name: str) -> Organ | None:
        """The listed organ whose name opens that of a committee of it: 全国人大常委会."""
        if not name.endswith(("委员会", "办公室")):
            return None
        for size in range(len(name) - 3, 4, -1):
            for entry in self._lexicon.known.get(name[:size], []):
                if entry.list == "organs":
                    return self._listed(entry)
        return None

    def core(self, place: str, core: str) -> Organ:
        """The organ of one system of a place: 绍兴市, 委 → 中共绍兴市委员会."""
        core = SPELT.get(core, core)
        name, stem, aliases, kind = SYSTEMS[core]
        unit, city = unit_of(place), self._locale.levels.get("市", "")

        def fill(form: str, where: str = place) -> str:
            return form.replace("P", where).replace("Q", unit)

        within = (fill(stem, city + place),) if unit == "区" and city else ()
        owner = place if core in _OF_A_PLACE else ""
        return Organ(fill(name), fill(stem), (*map(fill, aliases), *within), kind, None, owner)

    def _office(self, place: str, rest: str) -> Organ | None:
        """A bureau of the lexicon: short form and full form are one."""
        offices = _offices(self._lexicon)
        sizes = range(min(len(rest), 16), 1, -1)
        form = next((rest[:size] for size in sizes if rest[:size] in offices), "")
        if not form:
            return None
        entry = offices[form]
        name, short = place + (entry["full"] or form), place + entry["short"]
        return self.parts(Organ(name, short, (), entry["kind"]), rest[len(form) :])

    def parts(self, base: Organ, rest: str) -> Organ:
        """``base`` with the parts that follow it: 市委 + 组织部 + 干部监督处."""
        organ = base
        while rest:
            part = next((p for p in PARTS if rest.startswith(p)), rest)
            full = _FULL_PART.get(part, part)
            name = organ.stem + full
            forms = tuple(form + p for form in organ.forms for p in (full, part))
            parent = None if _NOT_PART_OF.search(full) else organ
            kind = (
                "PartyOrgan"
                if re.search("[党工]委|党组|党[总支]|组织部|宣传部|统战部", full)
                else organ.kind
            )
            organ = Organ(name, name, forms, kind, parent)
            rest = rest[len(part) :]
        return organ

    def _plain(self, text: str, place: str, rest: str) -> Organ:
        """A firm, a school, a club: its name as it stands, a bare level spelt out before it."""
        if place and text[: len(text) - len(rest)] in LEVEL_WORDS:
            return Organ(place + rest, place + rest, (text,), _plain_kind(text))
        name = "中国" + text if text.startswith("人民银行") else text
        owned = _OWNED.match(text)
        parent = Organ(owned[1], owned[1], ()) if owned else None
        foreign = bool(place) and self._places.abroad(text[: len(text) - len(rest)])
        if foreign and rest == "军":
            name += "队"
        village = place.endswith(("村", "社区")) and _OF_VILLAGE.fullmatch(rest)
        state = _STATE_BODY if foreign else _PLACE_BODY
        owner = place if village or state.search(rest) else ""
        return Organ(name, name, (text,), _plain_kind(text), parent, owner)


LEVEL_WORDS = frozenset(LEVEL.pattern.split("|"))


def _part_or_nothing(rest: str) -> bool:
    return not rest or bool(_PART.match(rest))


def _plain_from_name(row: Mapping[str, str]) -> bool:
    """Whether an organ's own name says what it is part of (全国人大常委会, 中央书记处)."""
    parent, name = row.get("parent", "").removeprefix("中共"), row["name"].removeprefix("中共")
    return parent not in ("", "中国共产党") and name.startswith(parent) and "军" not in name


def _plain_kind(name: str) -> str:
    if re.search("公司|集团|银行", name):
        return "Enterprise"
    if re.search("大学|学院|学校|中学|小学", name):
        return "University"
    return "Media" if re.search("日报|电视台|新闻", name) else ""
