"""Which places a document votes for: named by it, its publisher, its title, its counties.

The destination of a trip has no vote (赴苏州考察, 前往新疆拜城), nor has a guest's
place (由沈阳市委书记率领的考察团来我市). Where leaders of a bare level go on inspection is no place
of that level but one below it: 市委书记…到英德市、佛冈县调研 speaks for the city that both are in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from graph.extract.analysis import Analysis, once
from graph.extract.discourse.delegations import at_home
from graph.extract.discourse.publishers import datelined, published
from graph.extract.discourse.seats import held_by_others, no_seats
from graph.extract.resolve.places import ancestors
from graph.extract.toponyms import CHINA, UNIT, level, own, plainer, short, stands
from graph.lexicon import CITY, PROVINCE, Hit, Lexicon, Pattern, rank
from graph.model import Mention
from graph.text import counts, everywhere

_EXPLICIT = Pattern("[{bare_level}](?:{seat_organ}|{ordinal_mark}[{numeral}])")
_TRIP = Pattern("{trip_verb}[^，。；：\n]{0,12}$")
_OURS = Pattern("[{own_mark}]市$")
_GUEST = Pattern(
    "[^，。；：\n]{0,24}(?:[来到][{own_mark}]|{guest_verb}|来(?!到)[^，。；：\n]{0,4}{guest_purpose}|"
    "{delegation_head}到)"
)
_LEVEL = Pattern("[{bare_level}]")
_INSPECTED = Pattern(
    "(?<![{han}])(?P<level>[{bare_level}])(?:{organ_initial}|长)[^。；\n]{0,30}"
    "(?:到|{arrival_verb|tour_verb})(?:[{han}]{1,12}、)*$"
)
_SEEN = Pattern("{leader_short|doctrine_author}[^，。；\n]{0,6}{at_mark}(?:[{han}]{1,12}[、和])*$")
_SEES = Pattern("[{bare_level}]?{tour_verb}")
_LEADERS = Pattern("([{bare_level}])(?:{organ_initial}|长)")
_COUNTIES = frozenset({"县", "区"})
_HOSTED = 2  # mentions that it is worth to have the document's own body
_AWAY = 2  # mentions that one as a destination takes back: its own and one of the report
_CLAUSE = 60  # characters before a place in which the subject of its clause may stand
_NEARLY_ALL = 0.8  # of the places named
_REACH = 16  # characters before a place in which a verb of travel may stand
Votes = Mapping[str, Mapping[str, float]]


def votes(analysis: Analysis, settled: Sequence[Mention], host: str) -> Votes:
    """Level → place → how much speaks for it: times named above all. ``host`` is the body that the
    document speaks for, '' if none."""
    told = chain(
        _own(analysis),
        _mentioned(analysis, settled),
        published(analysis),
        datelined(analysis, settled),
        at_home(analysis),
        _counties(analysis),
        _province(analysis),
        _zones(analysis),
        _hosted(analysis, host),
    )
    unit = UNIT.of(analysis.lexicon)
    voted = ((name, weight) for name, weight in told if name and weight > 0)
    named = [(ends[0], name, weight) for name, weight in voted if (ends := unit.search(name))]
    if not named:
        return {}
    others = (*held_by_others(analysis, settled), *no_seats(analysis), *_abroad(analysis))
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for of, name, weight in named:
        if not any(place.endswith(name) for place in others):
            found[level(of)][name] += weight
    return found


def _abroad(analysis: Analysis) -> Iterator[str]:
    """The cities that stand behind the name of another country: 日本岐南市."""
    text, names = analysis.text, tuple(own(analysis))
    for hit in analysis.longest_of["countries"]:
        abroad = text[hit.begin : hit.end] != CHINA
        if abroad and text.startswith(names, hit.end):
            yield from (name for name in names if text.startswith(name, hit.end))


def _hosted(analysis: Analysis, host: str) -> Iterator[tuple[str, float]]:
    """The places that the name of the document's own body opens with: 青芦县公安局, 澄州大学."""
    for name in sorted(own(analysis)):
        if host.startswith((name, short(name, analysis.lexicon))):
            yield name, _HOSTED


def _own(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The places named with their unit: also by the publisher, in the title, as one that issues."""
    document, text, names = analysis.document, analysis.text, own(analysis)
    if not names:
        return
    explicitly = _EXPLICIT.of(analysis.lexicon)
    bares = {name: short(name, analysis.lexicon) for name in names}
    plain = {name: plainer(name, analysis.lexicon) for name in names}
    forms = {*names, *chain.from_iterable(plain.values())}
    said = counts({*forms, *bares.values(), *(f"《{name}" for name in names)}, text)
    trips = visited(analysis)
    explicit = Counter(
        name for name, _, end in everywhere(names, text) if explicitly.match(text, end - 1)
    )
    for name, bare in sorted(bares.items()):
        yield (
            name,
            said[name]
            + sum(said[form] for form in plain[name])
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
    text, lexicon, near = analysis.text, analysis.lexicon, max(0, begin - _REACH)
    if analysis.may(_GUEST) and _GUEST.of(lexicon).match(text, end):
        return True
    if analysis.search(_TRIP, near, begin) and not _from_above(analysis, begin, end):
        return True
    if _SEES.of(lexicon).match(text, end) and _SEEN.of(lexicon).search(text, near, begin):
        return True  # 总书记在浙江考察时指出: anybody may tell that
    has_level = _LEVEL.of(lexicon).match(text, end - 1)
    return has_level is not None and has_level[0] == _inspected(analysis, begin)


def _from_above(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether leaders of the level above travel to a place, which then receives them: 州委常委、
    副州长李承赴德钦县."""
    line = max(0, begin - _CLAUSE)
    led = _LEADERS.of(analysis.lexicon).findall(analysis.text, line, begin)
    return bool(led) and rank(led[-1]) < rank(analysis.text[begin:end])


def _inspected(analysis: Analysis, begin: int) -> str:
    """The bare level whose leaders inspect the place that begins here, or '': 市长…到佛冈县."""
    line = max(0, begin - _CLAUSE)
    found = analysis.search(_INSPECTED, line, begin)
    return found["level"] if found else ""


def _mentioned(analysis: Analysis, settled: Sequence[Mention]) -> Iterator[tuple[str, float]]:
    """Places of the gazetteer by their short form, also within a slogan (“幸福温州”)."""
    text, names = analysis.text, own(analysis)
    spans = {(m.begin, m.end) for m in settled if m.type == "Place"}
    towns = tuple(analysis.lexicon.word_class("town_unit"))
    slogans = [m for m in settled if m.type == "Slogan"]
    begins = [m.begin for m in slogans]
    for hit in analysis.longest if slogans else ():
        around = bisect_right(begins, hit.begin) - 1
        if around >= 0 and hit.end <= slogans[around].end:
            spans.add((hit.begin, hit.end))
    for begin, end in sorted(spans):
        form = text[begin:end]
        town = form if len(form) > 2 and form.endswith(towns) else ""
        full = _fuller(form, analysis.lexicon)
        if (town or full) and form not in names and not _away(analysis, begin, end):
            yield from ((town, 1), (full, 1))


@lru_cache(maxsize=1 << 12)  # the same places are in many documents
def _fuller(form: str, lexicon: Lexicon) -> str:
    """The other name, with its unit, that the gazetteer has for a short form of a place; or ''."""
    names = (e["name"] for e in lexicon.known.get(form, ()) if e.list == "places")
    unit = UNIT.of(lexicon)
    return next((name for name in names if unit.search(name) and name != form), "")


def _counties(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The cities of the counties named, where the gazetteer has only one county of that name.

    One that is called ours or that the city's leaders inspect is enough. None counts beside one
    that no gazetteer knows: 东河区 beside 临水区 need not be that of 包头市.
    """
    if not _listed(analysis):
        return
    listed = {hit.entry["name"] for hit in _listed(analysis)}
    if any(unit in _COUNTIES and name not in listed for name, unit in own(analysis).items()):
        return
    ours = _OURS.of(analysis.lexicon)
    found: dict[str, float] = {}
    for hit in _listed(analysis):
        name = hit.entry["name"]
        if hit.entry["level"] != "county":
            continue
        inspected = _inspected(analysis, hit.begin) == CITY
        if name.endswith(CITY) and not inspected:
            continue
        led = ours.search(analysis.text, max(0, hit.begin - 2), hit.begin)
        found[name] = max(found.get(name, 0), 2 if led or inspected else 0.5)
    for name, weight in sorted(found.items()):
        if not visited(analysis)[name] or weight > 1:
            yield ancestors(name, analysis.lexicon).get(CITY, ""), weight


def _province(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The province that nearly all cities and counties named are in."""
    names = dict.fromkeys(hit.entry["name"] for hit in _listed(analysis))
    if len(names) < 2:
        return
    above = (ancestors(name, analysis.lexicon) for name in names)
    provinces = Counter(units[PROVINCE] for units in above if PROVINCE in units)
    for name, number in provinces.most_common(1):
        if number > 1 and number >= _NEARLY_ALL * provinces.total():
            yield name, number / 2


def _zones(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The cities whose development zones are named: 澄州经开区."""
    zones = tuple(analysis.lexicon.word_class("zone_head"))
    for hit in _places(analysis):
        has_zone = analysis.text.startswith(zones, hit.end) and hit.entry.form != hit.entry["name"]
        if has_zone and not _away(analysis, hit.begin, hit.end):
            yield hit.entry["name"], 2


@once
def _places(analysis: Analysis) -> list[Hit]:
    """The places of the gazetteer that stand in the text, by any of their names."""
    return analysis.longest_of["places"]


@once
def _listed(analysis: Analysis) -> list[Hit]:
    """The places of the gazetteer that stand in the text by their full names."""
    return [
        hit
        for hit in _places(analysis)
        if hit.entry.form == hit.entry["name"] and stands(analysis, hit.begin, hit.end)
    ]
