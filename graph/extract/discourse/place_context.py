"""What 市, 县, 省 and 我校 stand for in a document: voted by its places, organs and publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.extract.analysis import Analysis
from graph.extract.discourse.hosts import host_of
from graph.extract.discourse.votes import votes
from graph.extract.resolve.organ import bureaus
from graph.extract.resolve.places import ancestors, with_city
from graph.extract.resolve.resolver import PlaceContext
from graph.extract.states import country, initials
from graph.extract.toponyms import UNIT, level, own, short
from graph.lexicon import PROVINCE, Lexicon, Pattern, rank
from graph.model import Mention
from graph.text import occurrences

_BARE_LEVEL = Pattern(
    "(?<![{han}]){whole_or_own}?([{bare_level}])(?={organ_initial})|"
    "{whole_or_own}([{bare_level}])(?!{seat_initial})"
)
_OFFICE = Pattern("(?:{deputy}?[{bare_level}]?(?=长))?(?P<office>长|[{han}]{2})")
_BARE_OFFICE = Pattern("(?<![{han}]){deputy}?(?P<office>[{bare_level}](?:长|[{han}]{2}))")
_OPENS = Pattern("(?:[^{han}]|^|{day_unit}|{party_lead|allied_party})$")
_HEAD = 3  # sentences, with the headline
_LEADS = 12  # characters of what stands before a place and is no part of it: 中国国民党革命委员会
_LINE = Pattern("{whole_or_own}[{bare_level}](?P<line>[{han}]{2,6}?){line_body}")
_ZONE_BODY = Pattern("{zone_body}$")
_OF_BUREAU = Pattern("{bureau_unit}{zone_head}$")
_COURTS = ("high", "middle")
_MIDDLE = Pattern("(?<![{han}])([{bare_level}]){middle_court}")
_LINE_BUREAU = Pattern("(?<=[{bare_level}])(?=([{han}]{2,6}?){line_head})")


def place_context(
    analysis: Analysis, settled: Sequence[Mention], organs: Sequence[Mention]
) -> PlaceContext:
    """The places that bare levels and short forms of a document mean, and its host organ, which is
    one of ``organs``.

    A level stands for the place of that level with most votes: times named, named by the publisher,
    in the title, at the head of a title in 《》. A city or county named only once is not enough.
    """
    host = host_of(analysis, organs)
    voted = _voted(analysis, settled, host)
    place = analysis.document.place or _own_place(analysis, voted)
    levels = _completed(voted, place, analysis.lexicon)
    levels = {of: with_city(name, levels.values(), analysis.lexicon) for of, name in levels.items()}
    place = with_city(place, levels.values(), analysis.lexicon)
    towns = _towns(analysis, levels)
    levels = {of: towns.get(name, name) for of, name in levels.items()}
    year, month, _ = analysis.anchor
    return PlaceContext(
        analysis.document.id,
        levels,
        _shorts(analysis) | towns | _zones(analysis, settled),
        towns.get(place, place),
        host,
        analysis.document.issued or (f"{year:04}-{month:02}" if year else ""),
        country(analysis),
        initials(analysis),
        _line(analysis, settled),
        _courts(analysis, levels),
    )


def _voted(analysis: Analysis, settled: Sequence[Mention], host: str) -> dict[str, str]:
    """Level → the place with most votes of those that have enough."""
    words = analysis.lexicon.word_class
    return {
        of: max(places, key=places.__getitem__)
        for of, places in votes(analysis, settled, host).items()
        if (of in words("bare_level") or of in words("town_unit"))
        and max(places.values()) >= _least(analysis, of, places)
        and _alone_at_top(places)
    }


def _completed(voted: Mapping[str, str], place: str, lexicon: Lexicon) -> dict[str, str]:
    """The levels voted for with those of the document's own place and of what is above it; each by
    the unit of its place, too (自治区, 旗)."""
    if not voted and not place:
        return {}
    levels, unit = dict(voted), UNIT.of(lexicon).search(place)
    if unit and place not in levels.values():
        levels[level(unit[0])] = place
    above = ancestors(place, lexicon)
    levels |= {of: name for of, name in above.items() if of not in place[-1:]}
    for unit_name in lexicon.word_class("level"):
        full = levels.get(level(unit_name), "")
        if full.endswith(unit_name):
            levels[unit_name] = full
    return levels


def _alone_at_top(places: Mapping[str, float]) -> bool:
    """Whether one place has more votes than any other: of two that are equal none is meant."""
    first, *others = sorted(places.values(), reverse=True)
    return not others or first > others[0]


def _least(analysis: Analysis, of: str, places: Mapping[str, float]) -> float:
    """How many votes a level's place needs: one where 我市 speaks of the only one there is, or a
    bare office of its own."""
    words = analysis.lexicon.word_class
    if of not in words("local_level") and of not in words("town_unit"):
        return 1
    if sum(votes >= 1 for votes in places.values()) > 1:  # less has what only its counties tell
        return 2
    own_words = analysis.lexicon.word_class("whole_or_own")
    spoken = any(f"{own_word}{of}" in analysis.text for own_word in own_words)
    return 1 if spoken or any(_taken_up(analysis, place) for place in places) else 2


def _taken_up(analysis: Analysis, place: str) -> bool:
    """Whether an office with its place that opens a clause of the head (not 与苏州市政协) stands
    elsewhere without: 岚山市政协 and 市政协主席, 岚山市市长 and 副市长."""
    text, lexicon = analysis.text, analysis.lexicon
    head = max((sentence.end for sentence in analysis.sentences[:_HEAD]), default=0)
    opens, office = _OPENS.of(lexicon), _OFFICE.of(lexicon)
    offices = {
        place[-1] + found["office"]
        for begin, end in occurrences([place], text[:head])
        if (found := office.match(text, end)) and opens.search(text, max(0, begin - _LEADS), begin)
    }
    bare = _BARE_OFFICE.of(lexicon).finditer(text) if offices else ()
    return any(found["office"] in offices for found in bare)


def _shorts(analysis: Analysis) -> dict[str, str]:
    """Short form → full name: 澄州 → 澄州市, 沙屏县 → 沙屏彝族自治县; but 吉林 is the province."""
    shorts: dict[str, str] = {}
    home = analysis.document.place
    for name, unit in sorted(own(analysis).items()):
        bare = short(name, analysis.lexicon)
        if name != home and _names_province(bare, analysis.lexicon):
            continue
        if unit not in analysis.lexicon.word_class("small_unit") and len(bare) > 1:
            shorts.setdefault(bare, name)
            if unit != level(unit) != PROVINCE:
                shorts.setdefault(bare + unit[-1], name)
    return shorts


def _towns(analysis: Analysis, levels: Mapping[str, str]) -> dict[str, str]:
    """Town → the town behind its county, 青芦县板桥镇: the one that the text names before it, else
    the only one that the document's levels know; many counties have a 板桥镇."""
    lexicon, text = analysis.lexicon, analysis.text
    units = lexicon.word_class("town_unit")
    named = sorted(name for name, unit in own(analysis).items() if unit in units)
    if not named:
        return {}
    counties = {name for name in (*levels.values(), *own(analysis)) if _is_county(name, lexicon)}
    home = {name for name in levels.values() if name in counties}
    found: dict[str, str] = {}
    for town in named:
        told = {county for county in counties if county + town in text} or home
        if len(told) == 1:
            found[town] = next(iter(told)) + town
    return found


def _zones(analysis: Analysis, settled: Sequence[Mention]) -> dict[str, str]:
    """What bare zones mean, 高新区 → 青芦高新区: the one that the document names most."""
    lexicon, text = analysis.lexicon, analysis.text
    heads = [zone for zone in lexicon.word_class("zone_head") if zone in text]
    if not heads:
        return {}
    body = _ZONE_BODY.of(lexicon)
    forms = (body.sub("", m.text) for m in settled if m.type in ("Place", "Organization"))
    of_bureau = _OF_BUREAU.of(lexicon)  # 市公安局|开发区: where its 分局 is
    named = Counter(form for form in forms if not of_bureau.search(form))
    found = {z: {n: named[n] for n in named if n != z and n.endswith(z)} for z in heads}
    return {z: max(n, key=n.__getitem__) for z, n in found.items() if n and _alone_at_top(n)}


def _is_county(name: str, lexicon: Lexicon) -> bool:
    """Whether it is a county, banner or district, or a city that the gazetteer has among them."""
    rows = [e for e in lexicon.known.get(name, ()) if e.list == "places" and e["name"] == name]
    return any(e["level"] == "county" for e in rows) or name.endswith(
        tuple(lexicon.word_class("county_unit"))
    )


def _names_province(form: str, lexicon: Lexicon) -> bool:
    entries = lexicon.known.get(form, ())
    return any(entry.list == "places" and rank(entry["name"]) == 1 for entry in entries)


def _own_place(analysis: Analysis, levels: Mapping[str, str]) -> str:
    """The document's own place: that of the level most used without a name (市委, 我市)."""
    if not levels:
        return ""
    bare = analysis.matches(_BARE_LEVEL)
    used = Counter(next(group for group in found.groups() if group) for found in bare)
    known = [level for level in used if level in levels]
    order = sorted(known, key=lambda level: (-used[level], -rank(level), level))
    return levels[order[0]] if order else ""


def _line(analysis: Analysis, settled: Sequence[Mention]) -> str:
    """What the document's bureaus are for, where it speaks of all of one line, 全市公安机关, or
    else names bureaus of one alone."""
    known = bureaus(analysis.lexicon)
    heads = tuple(analysis.lexicon.word_class("line_head"))
    lines = {
        match["line"]
        for match in analysis.matches(_LINE)
        if any(match["line"] + head in known for head in heads)
    }
    lines = lines or _lines_named(analysis, settled, heads)
    return lines.pop() if len(lines) == 1 else ""


def _lines_named(
    analysis: Analysis, settled: Sequence[Mention], heads: tuple[str, ...]
) -> set[str]:
    """What the bureaus are for that a document names with their place: 水利 of 云泽省水利厅."""
    if not analysis.may(_LINE_BUREAU):
        return set()
    known, named = bureaus(analysis.lexicon), _LINE_BUREAU.of(analysis.lexicon)
    organs = {m.text for m in settled if m.type in ("Organization", "Post")}
    lines = {*named.findall("\n".join(organs))}
    return {line for line in lines if any(line + head in known for head in heads)}


def _courts(analysis: Analysis, levels: Mapping[str, str]) -> dict[str, str]:
    """Place → its court, where that is a higher one: of a province, of a prefecture by the
    gazetteer, of one that the document names so (市中级人民法院)."""
    if not levels:
        return {}
    lexicon = analysis.lexicon
    high, middle = (next(iter(lexicon.word_class(f"{kind}_court")), "") for kind in _COURTS)
    court_of = {"province": high, "prefecture": middle}
    told = [court for court in lexicon.word_class("middle_court") if court in analysis.text]
    found = {name: high for of, name in levels.items() if of == PROVINCE}
    for name in levels.values():
        rows = (e for e in lexicon.known.get(name, ()) if e.list == "places")
        found.update((name, court_of[e["level"]]) for e in rows if e["level"] in court_of)
        if any(name + court in analysis.text for court in told):
            found.setdefault(name, middle)
    for named in _MIDDLE.of(lexicon).findall(analysis.text) if told else ():
        if named in levels:
            found.setdefault(levels[named], middle)
    return found
