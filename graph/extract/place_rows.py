"""Places that what stands beside them shows: a unit behind the one that it lies in (湖北|当阳), the
others of a row (陆良、泸西、弥勒)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from graph.extract.analysis import Analysis
from graph.extract.mentions.counted_places import COUNT, COUNTED
from graph.extract.mentions.named_sites import VENUE, seen
from graph.extract.resolve.places import GAZETTEERS
from graph.extract.toponyms import unit_of
from graph.lexicon import Lexicon, Pattern
from graph.model import Mention

_HAN = Pattern("[{han}]")
_AND = Pattern("、|{conjunction}")
_ROW_ENDS = Pattern("[，。；、]|$|{conjunction}|{and_others}|{region_word}")
_ROW_RULE, _SITE = "place-row", "site"
_CITY = "city"  # a kind of landmark
_UNIT = Pattern("[{han}]{2}{place_unit}$")
_AIDING = Pattern("{regional_aid}$")
_JOINT = 2  # characters of what joins a row, at most
_SHORTEST = 2  # characters of a listed name


def with_neighbours(
    analysis: Analysis, decided: Sequence[Mention], proposed: Collection[Mention]
) -> list[Mention]:
    """What was decided on, with the places that stand free beside a place of it or are counted."""
    counted = {m.begin: m for m in proposed if m.rule == COUNTED}
    out = [m for m in decided if not (m.type == "Place" and _with_count(m, counted))]
    if seen(analysis):
        ends = sorted(m.end for m in out)
        out = [_as_seen(analysis, m, ends) for m in out]
    out = [_with_own_type(analysis, m) if m.type == "Person" else m for m in out]
    counted_states = analysis.lexicon.word_class("counted_states")
    if any(aid in analysis.text for aid in analysis.lexicon.word_class("regional_aid")):
        out = [m for m in (_without_aid(analysis, m) for m in out) if m]
    else:
        out = [m for m in out if m.text not in counted_states]
    if venues := [m for m in proposed if m.rule == VENUE]:
        out = _with_venues(out, venues)
    taken = {at for m in out for at in range(m.begin, m.end)}

    def is_free(place: Mention) -> bool:
        return taken.isdisjoint(range(place.begin, place.end))

    others = tuple(analysis.lexicon.word_class("and_others"))
    places = (m for m in proposed if m.type == "Place" and m.end - m.begin >= _SHORTEST)
    free = _Free(m for m in places if is_free(m) and not m.text.endswith(others))
    sites = [analysis.mention(*span, "Place", _SITE) for span in sorted(seen(analysis))]
    for place in filter(is_free, [*counted.values(), *sites, *_chained(analysis, free)]):
        out.append(place)
        taken.update(range(place.begin, place.end))
    beside = [m for m in out if m.type == "Place"] if free.begins else []
    while beside:
        place = beside.pop()
        for added in _beside(analysis, place, free):
            if is_free(added):
                out.append(added)
                beside.append(added)
                taken.update(range(added.begin, added.end))
    return out


def _as_seen(analysis: Analysis, place: Mention, ends: Sequence[int]) -> Mention:
    """A place as a whole (清源|资源产业园), without what leads it in (走进|孤山古镇), where one
    goes to see it. ``ends`` are those of all that was decided on."""
    sites = seen(analysis) if place.type == "Place" else ()
    begin = max((begin for begin, end in sites if end == place.end), default=place.begin)
    crossed = bisect_right(ends, begin) < bisect_left(ends, place.end)
    if begin == place.begin or crossed:
        return place
    return replace(place, begin=begin, text=analysis.text[begin : place.end])


def _with_own_type(analysis: Analysis, person: Mention) -> Mention:
    """A unit that was taken for a person, by its full name (曲阜市), is a place."""
    rows = analysis.lexicon.known.get(person.text)
    if not rows:
        return person
    unit = _UNIT.of(analysis.lexicon)
    listed = any(e.list == "places" and e["name"] == person.text for e in rows)
    return replace(person, type="Place") if listed and unit.search(person.text) else person


def _without_aid(analysis: Analysis, place: Mention) -> Mention | None:
    """A place without what is done for another (温州|援疆), None where nothing is left of it."""
    lexicon = analysis.lexicon
    aided = _AIDING.of(lexicon).search(place.text) if place.type == "Place" else None
    if not aided:
        return None if place.text in lexicon.word_class("counted_states") else place
    end = place.begin + aided.start()
    return analysis.mention(place.begin, end, "Place", place.rule) if aided.start() > 1 else None


def _with_venues(decided: Sequence[Mention], venues: Sequence[Mention]) -> list[Mention]:
    """What was decided on, with the venues of which no place is the end: not 市总工会 of 市总工会
    三楼多功能厅."""
    known = {m.end for m in decided if m.type == "Place"}
    new = {m.end: m for m in sorted(venues, key=lambda m: m.end - m.begin) if m.end not in known}
    inside = {at for m in new.values() for at in range(m.begin, m.end)}
    out = [m for m in decided if inside.isdisjoint(range(m.begin, m.end))]
    return [*out, *new.values()]


def _with_count(place: Mention, counted: Mapping[int, Mention]) -> bool:
    """Whether a place is one of a row with the count behind it: 前垄|两村."""
    return place.begin in counted and place.end > counted[place.begin].end


class _Free:
    """Places that rules propose where nothing was decided on, by where they begin and end."""

    def __init__(self, places: Iterable[Mention]) -> None:
        self.begins, self.ends = (defaultdict[int, list[Mention]](list) for _ in range(2))
        for place in sorted(places, key=lambda m: m.begin - m.end):
            self.begins[place.begin].append(place)
            self.ends[place.end].append(place)

    def sides(self, place: Mention) -> Iterator[list[Mention]]:
        """What ends before a place, and what begins behind it, directly or behind a joint."""
        near = range(_JOINT + 1)
        yield [m for gap in near for m in self.ends.get(place.begin - gap, ())]
        yield [m for gap in near for m in self.begins.get(place.end + gap, ())]


def _chained(analysis: Analysis, free: _Free) -> Iterator[Mention]:
    """The first of two places of which the other lies in it and ends its phrase: 至辽宁|沈阳，."""
    for place in [m for some in free.begins.values() for m in some]:
        for other in free.begins.get(place.end, ()):
            bounded = not _HAN.of(analysis.lexicon).match(analysis.text, other.end)
            if bounded and lies_in(other.text, place.text, analysis.lexicon):
                yield analysis.mention(place.begin, place.end, "Place", "place-chain")


def _beside(analysis: Analysis, place: Mention, free: _Free) -> Iterator[Mention]:
    """The place directly before or behind another, or in a row with it: the longest."""
    text, lexicon = analysis.text, analysis.lexicon
    joint = _AND.of(lexicon)
    for side in free.sides(place):
        for other in side:
            first, last = sorted((place, other), key=lambda m: m.begin)
            rule = ""
            if first.end == last.begin:
                rule = "place-chain" if lies_in(last.text, first.text, lexicon) else ""
            elif joint.fullmatch(text, first.end, last.begin):
                ends = any(form.of(lexicon).match(text, other.end) for form in (_ROW_ENDS, COUNT))
                rule = _ROW_RULE if ends and _alike(place, other, lexicon) else ""
            if rule:
                yield analysis.mention(other.begin, other.end, "Place", rule)
                break


def _alike(place: Mention, other: Mention, lexicon: Lexicon) -> bool:
    """Whether two of a row may both be places: listed, or one is as the other, which is listed."""
    known, other_known = (
        m.rule == _ROW_RULE or any(e.list in GAZETTEERS for e in lexicon.known.get(m.text, ()))
        for m in (place, other)
    )
    same = unit_of(place.text, lexicon) == unit_of(other.text, lexicon)
    return other_known or (known and same) or other.rule == _SITE


@lru_cache(maxsize=1 << 12)  # the same places are in many documents
def lies_in(unit: str, upper: str, lexicon: Lexicon) -> bool:
    """Whether the gazetteer has a unit in another (当阳, 湖北), or a country a city abroad."""
    abroad = any(e.list == "countries" and e["capital"] for e in lexicon.known.get(upper, ()))
    if abroad and any(e["kind"] == _CITY for e in lexicon.known.get(unit, ())):
        return True
    inner, outer = (
        [e["code"] for e in lexicon.known.get(form, ()) if e.list == "places" and e["code"]]
        for form in (unit, upper)
    )
    tops = (
        code[:2] if code.endswith("0000") else code[:4] for code in outer if code.endswith("00")
    )
    return any(code.startswith(top) and code not in outer for top in tops for code in inner)
