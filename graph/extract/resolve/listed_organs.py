"""Organs of the lexicon, alone or with parts: 全国人大常委会, 中央组织部|干部监督局."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from graph.extract.resolve.organ import GOVERNMENT, PARTY, Organ, parts
from graph.extract.resolve.places import PlaceNames
from graph.lexicon import Entry, Lexicon, Pattern, once_per_lexicon

_MILITARY, _ARMY = "MilitaryOrgan", "中国人民解放军"
_PART = Pattern(
    "(?:{organ_part|office_short}|[^的]{2,12}?(?:{part_head|ministry_part}|[处科])|"
    "(?:(?!{level})[{han}]){2,6}{ministry_bureau})$"
)
_STATE_BODY = Pattern("{state_body_head}$")
_VESSEL = Pattern("{vessel}$|号")


@once_per_lexicon
def _organs(lexicon: Lexicon) -> dict[str, list[Entry]]:
    """Form → the organs that have it."""
    found: dict[str, list[Entry]] = {}
    for entry in lexicon.entries("organs"):
        found.setdefault(entry.form, []).append(entry)
    return found


@once_per_lexicon
def _sizes(lexicon: Lexicon) -> dict[str, list[int]]:
    """The first two characters of organs' forms → how long such forms are, the longest first."""
    found: dict[str, set[int]] = {}
    for form in (form for form in _organs(lexicon) if len(form) > 1):
        found.setdefault(form[:2], set()).add(len(form))
    return {opening: sorted(sizes, reverse=True) for opening, sizes in found.items()}


def listed_organ(text: str, issued: str, places: PlaceNames, lexicon: Lexicon) -> Organ | None:
    """An organ of the lexicon, alone or with parts; None where what follows is no part. ``issued``
    is the date of the document, or ''."""
    organs = _organs(lexicon)
    for size in _sizes(lexicon).get(text[:2], ()):
        entries = organs.get(text[:size]) if size <= len(text) else None
        placed = size < len(text) and text[:size] in lexicon.word_class("allied_party")
        if entries and not placed:  # 民盟澄州市委员会 is no part of the centre
            rest, entry = text[size:], _standing(entries, issued)
            if rest and text[:size] in lexicon.word_class("organ_prefix"):
                return None  # 中共云岭镇委员会 is no part of the party's, but a place's own
            is_part = not rest or _PART.of(lexicon).match(rest)
            of_region = entry["kind"] == _MILITARY and entry["parent"] == _ARMY
            vessel = _VESSEL.of(lexicon).search(rest)  # 海军|和平方舟号医院船
            is_unit = of_region and "的" not in rest and not vessel  # 广州军区某红军师
            if not is_part and not is_unit:
                return None
            return parts(_alone(entry, issued, places, lexicon), rest, lexicon)
    return None


@once_per_lexicon
def _changes(lexicon: Lexicon) -> list[str]:
    """The months since or until which an organ bore a name that others bore, too."""
    shared = [entries for entries in _organs(lexicon).values() if len(entries) > 1]
    limits = {entry[of] for entries in shared for entry in entries for of in ("since", "until")}
    return sorted({*limits, "9999"} - {""})


def era(issued: str, lexicon: Lexicon) -> int:
    """The same for documents in which every name of an organ means the same one: as `_standing`."""
    return bisect_right(_changes(lexicon), issued[:7]) if issued else -1


def _standing(entries: Sequence[Entry], issued: str) -> Entry:
    """The organ that bore the name when the document was issued; today's where none did."""
    month = issued[:7]
    standing = (e for e in entries if month and e["since"] <= month < (e["until"] or "9999"))
    return next(standing, entries[0])


def _alone(entry: Entry, issued: str, places: PlaceNames, lexicon: Lexicon) -> Organ:
    parent = _prefix_of(entry["name"], issued, places, lexicon)
    if parent is None and _plain_from_name(entry.fields):
        parent = listed_organ(entry["parent"], issued, places, lexicon)
    also = tuple(form for form in entry["also"].split("|") if form)
    name = entry["full"] or entry["name"]
    place, length = places.prefix(entry["name"])
    own = entry["name"][length:]
    abroad = places.abroad(place) and _STATE_BODY.of(lexicon).search(own)
    owner = place if own == GOVERNMENT or abroad else ""
    return Organ(name, entry["name"], (*also, entry.form), entry["kind"], parent, owner)


def _prefix_of(name: str, issued: str, places: PlaceNames, lexicon: Lexicon) -> Organ | None:
    """The listed organ whose name opens that of a committee of it: 全国人大常委会."""
    if not name.endswith(tuple(lexicon.word_class("part_head"))):
        return None
    for size in range(len(name) - 3, 4, -1):
        for entry in lexicon.known.get(name[:size], []):
            if entry.list == "organs":
                return _alone(entry, issued, places, lexicon)
    return None


def _plain_from_name(row: Mapping[str, str]) -> bool:
    """Whether an organ's own name says what it is part of (全国人大常委会, 中央书记处)."""
    parent, name = row.get("parent", "").removeprefix(PARTY), row["name"].removeprefix(PARTY)
    return parent not in ("", "中国共产党") and name.startswith(parent) and "军" not in name
