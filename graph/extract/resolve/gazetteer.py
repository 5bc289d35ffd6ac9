"""The gazetteer's places, and what a name means beside the places that a document's bare levels
and short forms stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import accumulate

from graph.extract.toponyms import autonomous, level, unit_of
from graph.lexicon import CITY, Entry, Lexicon, Pattern, once_per_lexicon
from graph.model import Entity, Key

_IN_COUNTY = Pattern("[{han}]+?{level}(?!{level})(?P<town>[{han}]{1,5}{town_unit})")
_OF_LEVEL = Pattern("{level}(?=[{han}]{2})")  # 市|会议中心, 县|影剧院
_NAMELESS = Pattern(
    "{nameless_lead}?(?:{site_head|nameless_place})|{shared_place}|[{numeral}\\d]{1,2}号楼"
)
GAZETTEERS = ("places", "countries", "landmarks")
"""The lists of places; of two rows of one form, that of the earlier list counts."""
_AREA = "地区"  # of a region of several units: 长三角地区
_ROOMS = "室厅"
_LONGEST = 12  # characters of a place
_CONTEXTS = 16  # kept, of documents; most have no places of their own, and share one
_NAMES = 1 << 12  # remembered in each
_Names = tuple[tuple[str, str], ...]


def alone(place: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The name of a town without the county that it stands behind: 石桥镇 of 青芦县石桥镇."""
    town = _IN_COUNTY.of(lexicon).fullmatch(place)
    return (town["town"],) if town else ()


@once_per_lexicon
def _full_names(lexicon: Lexicon) -> dict[str, str]:
    """Every form of a place or country, and of an autonomous place, → its full name."""
    listed = {
        form: next((e["name"] for e in entries if e.list in ("places", "countries")), "")
        for form, entries in lexicon.known.items()
    }
    return autonomous(lexicon) | {form: name for form, name in listed.items() if name}


@once_per_lexicon
def _abbreviated(lexicon: Lexicon) -> dict[str, str]:
    return autonomous(lexicon) | {e.form: e["name"] for e in lexicon.entries("abbreviations")}


@once_per_lexicon
def _by_code(lexicon: Lexicon) -> dict[str, str]:
    return {e["code"]: e["name"] for e in lexicon.entries("places") if e["code"]}


@once_per_lexicon
def _shared(lexicon: Lexicon) -> dict[str, dict[str, Entry]]:
    """A unit's name that several cities have → city → its row: 朝阳区."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in lexicon.entries("places"):
        if above := _by_code(lexicon).get(entry["parent"]):
            found.setdefault(entry["name"], {})[above] = entry
    return {name: rows for name, rows in found.items() if len(rows) > 1}


@once_per_lexicon
def _as_they_are(lexicon: Lexicon) -> dict[str, str]:
    """The names that several cities have, as what they are called where nothing tells whose."""
    return {name: name for name in _shared(lexicon)}


@once_per_lexicon
def _shared_of(lexicon: Lexicon) -> dict[str, list[str]]:
    """City → the names of its units that other cities have, too."""
    found: dict[str, list[str]] = {}
    for name, rows in _shared(lexicon).items():
        for city in rows:
            found.setdefault(city, []).append(name)
    return found


@once_per_lexicon
def _openings(lexicon: Lexicon) -> dict[str, int]:
    """The first two characters of all that `_full_names` and `_shared` have → the most that one
    which begins so has."""
    return _longest((*_full_names(lexicon), *_shared(lexicon)))


def _longest(forms: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for form in sorted(forms, key=len):
        longest[form[:2]] = len(form)
    return longest


def with_city(place: str, cities: Iterable[str], lexicon: Lexicon) -> str:
    """A place whose name several cities have, with the one of ``cities`` that has it."""
    rows = _shared(lexicon).get(place, {})
    return next((city for city in cities if city in rows), "") + place


def ancestors(place: str, lexicon: Lexicon) -> dict[str, str]:
    """Level → the unit above a place of the gazetteer: 秀屿区 → 莆田市, 福建省.

    {} for a name that it does not know or that several bear (西湖区).
    """
    entries = lexicon.known.get(place, [])
    rows = {e["code"]: e for e in entries if e.list == "places" and e["name"] == place}
    found: dict[str, str] = {}
    parent = next(iter(rows.values()))["parent"] if len(rows) == 1 else ""
    while parent and parent in _by_code(lexicon):
        above = _by_code(lexicon)[parent]
        found.setdefault(level(unit_of(above, lexicon)), above)
        parent = f"{parent[:2]}0000" if not parent.endswith("0000") else ""
    return found


@lru_cache(maxsize=1 << 12)  # the same places are in many documents
def _listed(surface: str, lexicon: Lexicon) -> Entry | None:
    """The gazetteer's entry; a unit of China goes before a country or a river."""
    found = [entry for entry in lexicon.known.get(surface, []) if entry.list in GAZETTEERS]
    return min(found, key=lambda entry: GAZETTEERS.index(entry.list), default=None)


class KnownPlaces:
    """What names mean where bare levels and short forms stand for these places, whatever else the
    document says; each name is looked up once."""

    def __init__(
        self, levels: Mapping[str, str], shorts: Mapping[str, str], lexicon: Lexicon
    ) -> None:
        self._lexicon, self._levels, self._shorts = lexicon, levels, shorts
        cities = list(levels.values())
        self._own = dict(zip(cities, cities, strict=True)) | {**shorts}
        self._own.update({full: full for full in shorts.values()})
        self._openings = _longest(self._own)
        self._own |= _as_they_are(lexicon)
        for city in reversed(cities):
            self._own.update({name: city + name for name in _shared_of(lexicon).get(city, ())})
        self._full_names = _full_names(lexicon)
        self.place = lru_cache(maxsize=_NAMES)(self._place)
        """A place, or the name of what is one of the document alone."""
        self.prefix = lru_cache(maxsize=_NAMES)(self._prefix)
        """The full name of the last of the places that open a text, and the length they take."""

    def _place(self, surface: str) -> Entity | str:
        levels = self._levels
        with_its_city = self.prefix(surface)
        opened = with_its_city[0] or surface[0] in levels  # so is no 主楼报告厅, but 市政府礼堂
        room = surface[-1] in _ROOMS and not opened and not self._opens(surface)
        if room or _NAMELESS.of(self._lexicon).fullmatch(surface):
            return surface
        surface = self._last(surface)
        surface = _abbreviated(self._lexicon).get(surface, surface)
        entry = _listed(surface, self._lexicon)
        name = self._shorts.get(surface, entry["name"] if entry else surface)
        aliases = [entry["full"]] if entry and entry["full"] else []
        aliases += alone(name, self._lexicon)
        if surface in _shared(self._lexicon):
            city = with_its_city[0].removesuffix(surface)
            row = _shared(self._lexicon)[surface].get(city)
            code, forms = (row["code"], (surface,)) if row else ("", ())
            return Entity("Place", Key(city + surface), city + surface, (), forms, code=code)
        city = levels.get(CITY, "")
        district = name.endswith("区") and city and not name.startswith(city)
        wide = district and name.endswith(tuple(self._lexicon.word_class("wide_area")))
        if district and not wide and self._may_lie_in(name, city):
            aliases.append(city + name)
        led = None if entry else _OF_LEVEL.of(self._lexicon).match(name)
        if led and not levels.get(led[0], ""):
            return name
        if led:
            aliases.append(name)
            name = levels[led[0]] + name[led.end() :]
        code = entry["code"] if entry and entry["name"] == name else ""
        return Entity("Place", Key(name), name, (), tuple(aliases), code=code)

    def _last(self, surface: str) -> str:
        """The listed place that a chain of listed places ends in: 景德镇 of 江西景德镇; a listed
        region without the word: 长三角 of 长三角地区."""
        if surface in self._own or _listed(surface, self._lexicon):
            return surface
        region = surface.removesuffix(_AREA)
        rows = self._lexicon.known.get(region, []) if region != surface else []
        if any(e["kind"] == "region" or (e.list == "countries" and not e["capital"]) for e in rows):
            return region
        first = next((n for n in range(len(surface) - 2, 1, -1) if self._unit(surface[:n])), 0)
        return surface[first:] if first and self._unit(surface[first:]) else surface

    def _unit(self, form: str) -> bool:
        """Whether a form names a unit of China in the gazetteer."""
        return any(entry.list == "places" for entry in self._lexicon.known.get(form, []))

    def _may_lie_in(self, district: str, city: str) -> bool:
        """Whether the gazetteer does not say that a district lies in another city that it knows."""
        rows = [e for e in self._lexicon.known.get(district, []) if e.list == "places"]
        above = {_by_code(self._lexicon).get(e["parent"], "") for e in rows}
        return not rows or city in above or not self._unit(city)

    def _opens(self, surface: str) -> bool:
        """Whether a listed place opens a name, or is it."""
        return any([_listed(opening, self._lexicon) for opening in accumulate(surface)])

    def _prefix(self, text: str) -> tuple[str, int]:
        name, length = "", 0
        openings = _openings(self._lexicon)
        while True:
            two = text[length : length + 2]
            longest = max(openings.get(two, 0), self._openings.get(two, 0))
            for size in range(min(_LONGEST, longest, len(text) - length), 1, -1):
                full = self._full(text[length : length + size])
                if full:
                    form = text[length : length + size]
                    told = with_city(form, [name], self._lexicon)
                    name, length = full if told == form else told, length + size
                    break
            else:
                break
        return name, length

    def first(self, text: str) -> tuple[str, int]:
        """The full name of the first of the places that open a text, and its length there."""
        sizes = range(min(_LONGEST, len(text)), 1, -1)
        found = ((self._full(text[:size]), size) for size in sizes)
        return next((each for each in found if each[0]), ("", 0))

    def _full(self, form: str) -> str:
        return self._own.get(form) or self._full_names.get(form, "")


@once_per_lexicon
def _contexts(lexicon: Lexicon) -> Callable[..., KnownPlaces]:
    def known(levels: _Names, shorts: _Names) -> KnownPlaces:
        return KnownPlaces(dict(levels), dict(shorts), lexicon)

    return lru_cache(maxsize=_CONTEXTS)(known)


def known_places(
    levels: Mapping[str, str], shorts: Mapping[str, str], lexicon: Lexicon
) -> KnownPlaces:
    """What names mean beside these, shared by the documents that have them."""
    return _contexts(lexicon)(tuple(levels.items()), tuple(shorts.items()))
