"""Which places a document votes for: named by it, its publisher, its title, its counties.

The destination of a trip has no vote (赴苏州考察, 前往新疆拜城), nor has a guest's
place (由沈阳市委书记率领的考察团来我市).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.extract.analysis import Analysis, once
from graph.extract.common_words import bounded
from graph.extract.resolve.places import ancestors, level
from graph.extract.toponyms import own, short, stands
from graph.lexicon import CITY, Pattern
from graph.model import Mention
from graph.text import counts, everywhere

_UNIT = Pattern("{place_unit}$")
_EXPLICIT = Pattern("[{bare_level}](?:{seat_organ}|{ordinal_mark}[{numeral}])")
_TRIP = Pattern("{trip_verb}[^，。；：\n]{0,12}$")
_OURS = Pattern("[{own_mark}]市$")
_PUBLISHED = Pattern("(?P<name>[{han}]{2,3}?)(?P<unit>{place_unit})(?={local_publisher})")
_GUEST = Pattern("[^，。；：\n]{0,24}(?:[来到][{own_mark}]|来访)")
_AWAY = 2  # mentions that one as a destination takes back: its own and one of the report
_REACH = 16  # characters before a place in which a verb of travel may stand
Votes = Mapping[str, Mapping[str, float]]


def votes(analysis: Analysis, settled: Sequence[Mention]) -> Votes:
    """Level → place → how much speaks for it: times named above all."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, weight in (
        *_own(analysis),
        *_mentioned(analysis, settled),
        *_published(analysis),
        *_counties(analysis),
    ):
        unit = _UNIT.of(analysis.lexicon).search(name)
        if unit and weight > 0:
            found[level(unit[0])][name] += weight
    return found


def _own(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The places named with their unit: also by the publisher, in the title, as one that issues."""
    document, text, names = analysis.document, analysis.text, own(analysis)
    explicitly = _EXPLICIT.of(analysis.lexicon)
    bares = {name: short(name, analysis.lexicon) for name in names}
    said = counts({*names, *bares.values(), *(f"《{name}" for name in names)}, text)
    trips = visited(analysis)
    explicit = Counter(
        name for name, _, end in everywhere(names, text) if explicitly.match(text, end - 1)
    )
    for name, bare in sorted(bares.items()):
        yield (
            name,
            said[name]
            - _AWAY * trips[name]
            + 0.5 * (said[bare] - _AWAY * trips[bare])
            + 6 * (bare in document.publisher)
            + 2 * (bare in document.title and not trips[name] + trips[bare])
            + 2 * said[f"《{name}"]
            + explicit[name],
        )


@once
def visited(analysis: Analysis) -> Counter[str]:
    """Forms of places → how often they are where a trip goes or a guest is from."""
    text, names = analysis.text, own(analysis)
    forms = {*names, *(short(name, analysis.lexicon) for name in names)}
    return Counter(
        form for form, begin, end in everywhere(forms, text) if _away(analysis, begin, end)
    )


def _away(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether a place is where a trip goes or a guest is from."""
    text, lexicon = analysis.text, analysis.lexicon
    goes = _TRIP.of(lexicon).search(text, max(0, begin - _REACH), begin)
    return bool(goes or _GUEST.of(lexicon).match(text, end))


def _mentioned(analysis: Analysis, settled: Sequence[Mention]) -> Iterator[tuple[str, float]]:
    """Places of the gazetteer by their short form, also within a slogan (“幸福温州”)."""
    text, names = analysis.text, own(analysis)
    spans = {(m.begin, m.end) for m in settled if m.type == "Place"}
    towns = tuple(analysis.lexicon.word_class("town_unit"))
    slogans = [m for m in settled if m.type == "Slogan"]
    begins = [m.begin for m in slogans]
    for hit in analysis.longest:
        around = bisect_right(begins, hit.begin) - 1
        if around >= 0 and hit.end <= slogans[around].end:
            spans.add((hit.begin, hit.end))
    for begin, end in sorted(spans):
        form = text[begin:end]
        if form in names or _away(analysis, begin, end):
            continue
        if len(form) > 2 and form.endswith(towns):
            yield form, 1
        full = (e["name"] for e in analysis.lexicon.known.get(form, []) if e.list == "places")
        unit = _UNIT.of(analysis.lexicon)
        yield next((name for name in full if unit.search(name) and name != form), ""), 1


def _published(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The publisher's place, also one the text does not spell out: 丰水县融媒体中心."""
    published = _PUBLISHED.of(analysis.lexicon).match(analysis.document.publisher)
    if published:
        name = bounded(published["name"], published["unit"], analysis)
        if name and name + published["unit"] not in own(analysis):
            yield name + published["unit"], 6


def _counties(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The cities of the counties named, where the gazetteer has only one county of that name."""
    ours = _OURS.of(analysis.lexicon)
    found: set[tuple[str, bool]] = set()
    for hit in analysis.longest:
        if hit.entry["level"] != "county" or hit.entry["name"].endswith(CITY):
            continue
        if hit.entry.form != hit.entry["name"] or not stands(analysis, hit.begin, hit.end):
            continue
        led = bool(ours.search(analysis.text, max(0, hit.begin - 2), hit.begin))
        found.add((hit.entry["name"], led))
    for name, led in sorted(found):
        if not visited(analysis)[name]:
            above = ancestors(name, analysis.lexicon).get(CITY, "")
            yield above, 2 if led else 0.5
