"""Organs of a place: one of its systems (绍兴市 × 委), or a bureau of the lexicon."""

from __future__ import annotations

from graph.extract.resolve.organ import (
    COMMITTEE,
    LEVEL,
    PARTY,
    PARTY_COMMITTEE,
    REGION,
    Organ,
    bureaus,
    parts,
    systems,
)
from graph.extract.resolve.places import alone
from graph.extract.resolve.plain_organs import KINDS
from graph.extract.toponyms import plainer, short, unit_of
from graph.lexicon import PROVINCE, Lexicon, Pattern, rank

_WORKING_COMMITTEE = "工作委员会"
_OF_ZONE = Pattern("(?:^|{governed_zone}){zone_body}$")
"""A zone's body, no place's: 高新区管委会; but 国有资产监督管理委员会 is one."""


def system_organ(place: str, core: str, city: str, lexicon: Lexicon) -> Organ:
    """The organ of one system of a place: 绍兴市, 委 → 中共绍兴市委员会; ``city`` is the one that
    the districts of a document are in, or ''."""
    system = systems(lexicon).get(core)
    if system is None:  # a user's list has removed it
        return Organ(place + core, place + core, ())
    unit = unit_of(place, lexicon)

    def fill(form: str, where: str = place) -> str:
        return form.replace("{place}", where).replace("{level}", unit)

    name, stem = fill(system["name"]), fill(system["stem"])
    aliases = [fill(form) for form in system["aliases"].split("|") if form]
    if unit == "区" and city and not place.startswith(city):
        aliases.append(fill(system["stem"], city + place))
    forms = (system["stem"], *filter(None, system["aliases"].split("|")))
    plain = plainer(place, lexicon)
    aliases += [fill(form, where) for where in plain for form in forms]
    of_town = place.endswith(tuple(lexicon.word_class("town_unit")))
    towns = alone(place, lexicon)
    aliases += [fill(form, town) for town in towns for form in (system["name"], *forms)]
    if core == COMMITTEE and (of_town or unit == REGION):
        for where in (place, *towns):
            aliases += [where + PARTY_COMMITTEE, PARTY + where + PARTY_COMMITTEE]
    owner = place if system["owner"] else ""
    return Organ(name, stem, tuple(aliases), system["kind"], None, owner)


def office(place: str, rest: str, spelt: bool, lexicon: Lexicon) -> Organ | None:
    """A bureau of the lexicon: short form and full form are one. ``spelt``: the name itself has
    the place, so that it tells whose the bureau is."""
    known = bureaus(lexicon)
    sizes = range(min(len(rest), 16), 1, -1)
    form = next((rest[:size] for size in sizes if rest[:size] in known), "")
    if not form:
        return None
    said = known[form]
    entry = known.get(said["full"], said)  # 发改委, 发展改革委: one row stands for both
    where = short(place, lexicon) if _named_shortly(entry["full"], place, lexicon) else place
    name, brief = where + (entry["full"] or form), where + entry["short"]
    if name.endswith(_WORKING_COMMITTEE) and entry["kind"] == "PartyOrgan":
        name = PARTY + name
    street = place.endswith(tuple(lexicon.word_class("town_unit")))
    zone = not street and _OF_ZONE.of(lexicon).search(form)
    owner = place if spelt and not zone and entry["kind"] not in KINDS else ""
    bare = short(place, lexicon)
    forms = (place, *plainer(place, lexicon), bare if len(bare) > 1 else place)
    others = [of + said["short"] for of in forms]
    organ = Organ(name, brief, tuple(others), entry["kind"], None, owner)
    return parts(organ, rest[len(form) :], lexicon)


def _named_shortly(name: str, place: str, lexicon: Lexicon) -> bool:
    """Whether its own name has the place without the unit: 澄州日报, 云泽行政学院, 澄州军分区."""
    paper = name.endswith(tuple(lexicon.word_class("press_house")))
    school = name in lexicon.word_class("provincial_school")
    garrison = name in lexicon.word_class("city_garrison")
    return paper or garrison or (school and rank(place) == rank(PROVINCE))


def is_bureau(name: str, lexicon: Lexicon) -> bool:
    """Whether it names a local bureau, with or without its level: 公安局, 市公安局."""
    level = LEVEL.of(lexicon).match(name)
    return name[level.end() if level else 0 :] in bureaus(lexicon)
