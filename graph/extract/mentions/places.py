"""Places: by the gazetteer, by a unit in the document (梅坞镇前垄村); sites by their noun."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.resolve.places import GAZETTEERS
from graph.extract.rules import mentions
from graph.extract.states import STATE, countries, initials
from graph.extract.titled_names import titled_names
from graph.extract.toponyms import CHINA, NOT_OWN, autonomous, own, short_forms, stands
from graph.lexicon import Hit, Led, Lexicon, Pattern, once_per_lexicon
from graph.model import Mention
from graph.text import finder, occurrences

_CHINA = "中"  # for short, beside another state
_CHAIN = 60  # characters that a chain of places has at most
_STATE = Pattern("(?<![\\d{day_mark}].){state}", {"state": STATE.template})
_STATES = Led("acting|foreign_office|cabinet|foreign_organ|state", _STATE.template)
_BELOW = Pattern(
    "(?:{in_name}{2,3}{town_unit}(?:{in_name}{2,4}?{settlement_unit})?(?!{no_village})|"
    "{in_name}{2,3}?{settlement_unit}(?!{no_village}))",
    {"in_name": f"(?:(?!{NOT_OWN})[{{han}}])"},
)
_DEICTIC = Pattern("[{own_mark}]{level}(?![委政人])")
_SITES = Pattern(
    "{bare_level}?(?:(?![{no_site_character}][{han}]?|{no_site_word})[{han}]){0,8}?{site_head}(?!{site_organ})"
)
_CITY_SITE = Pattern("市{site_head}(?!{site_organ})")


@once
def spans(analysis: Analysis) -> dict[tuple[int, int], str]:
    """All place candidates, which may overlap: (begin, end) → the name of the rule."""
    found: dict[tuple[int, int], str] = {}
    for hit in analysis.longest:
        if (
            hit.entry.list in GAZETTEERS
            and len(hit.entry.form) > 1
            and not _two_states(analysis, hit.begin, hit.end)
            and stands(analysis, hit.begin, hit.end)
        ):
            found[hit.begin, hit.end] = "gazetteer"
    if any(unit in analysis.text for unit in ("州", "自治")):
        for span in _autonomous_finder(analysis.lexicon)(analysis.text):
            found.setdefault(span, "gazetteer")
    found |= {span: "words-beside" for span in by_words(analysis).items()}
    for begin in _initials(analysis):
        found[begin, begin + 1] = "country-initial"
    closed, levels = {end for _, end in found}, analysis.lexicon.word_class("bare_level")
    for hit in analysis.longest_of["landmarks"]:
        if hit.begin and hit.entry.form[-1] in levels:
            led = analysis.text[hit.begin - 1] in initials(analysis)
            if led and hit.begin not in closed:
                found.pop((hit.begin, hit.end), None)
                found[hit.begin - 1, hit.end] = "led-by-country"
                closed.add(hit.end)
    for span in occurrences({*own(analysis), *short_forms(analysis)}, analysis.text):
        found.setdefault(span, "own-place")
    below_it = _BELOW.of(analysis.lexicon)
    for (begin, end), rule in list(found.items()) if analysis.may(_BELOW) else ():
        below = below_it.match(analysis.text, end)
        if rule != "country-initial" and below and below.end() > end:
            found[begin, below.end()] = "village"
    return found


@once_per_lexicon
def _autonomous_finder(lexicon: Lexicon) -> Callable[[str], Iterator[tuple[int, int]]]:
    return finder(autonomous(lexicon))


def _two_states(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether what may be a city is two states for short: 巴中友谊, where Pakistan is named."""
    first, second = analysis.text[begin], analysis.text[begin + 1 : end]
    if second != _CHINA:
        return False
    named = countries(analysis)[initials(analysis).get(first, "")]
    before = {hit.end for hit in analysis.longest_of["places"]}
    return named > 0 and begin not in before


_BEHIND = Pattern("{region_word}")


@once
def by_words(analysis: Analysis) -> dict[int, int]:
    """Begin → end of what the tagger takes for a person, but words beside it show for a place."""
    found: dict[int, int] = {}
    behind = _BEHIND.of(analysis.lexicon)
    before = tuple(analysis.lexicon.word_class("settlement_word"))
    for tag in analysis.tags:
        if tag.type == "Person" and tag.end - tag.begin > 2:
            led = analysis.text.endswith(before, 0, tag.begin)
            for end in (tag.end, tag.end - 1):  # 巴赫穆特|等地, which may be tagged with 等
                if behind.match(analysis.text, end) or (led and end == tag.end):
                    found.setdefault(tag.begin, end)
    return found


@once
def foreign(analysis: Analysis) -> dict[int, int]:
    """End of a foreign country's name → its begin."""
    return {h.end: h.begin for h in analysis.longest_of["countries"] if h.entry.form != CHINA}


def _initials(analysis: Analysis) -> Iterator[int]:
    """Where a country's first character stands for it, before an office or organ: 乌国防部."""
    text, known = analysis.text, initials(analysis)
    compounds = tuple(analysis.lexicon.word_class("state_compound"))
    for match in _STATES.finditer(text, analysis.lexicon):
        begin = match.start() - 1
        between = begin > 0 and (text[begin - 1] in known or text[begin - 1] == _CHINA)
        if text[max(begin, 0)] in known and not between:  # 中俄总理定期会晤
            hit = _covering(analysis).get(begin)
            whole = hit and hit.end == begin + 2
            if not hit or (whole and match[0].startswith(compounds)):  # 美国务卿
                yield begin


@once
def _covering(analysis: Analysis) -> dict[int, Hit]:
    """Offset → the last listed place that covers it."""
    places = (hit for hit in analysis.longest if hit.entry.list in GAZETTEERS)
    return {offset: hit for hit in places for offset in range(hit.begin, hit.end)}


@once
def begins(analysis: Analysis) -> set[int]:
    """Where a place begins."""
    return {begin for begin, _ in spans(analysis)}


@once
def ends(analysis: Analysis) -> dict[int, int]:
    """End of a place → the begin of the longest chain of places that ends there: 云泽省|澄州市."""
    out: dict[int, int] = {}
    for begin, end in sorted(spans(analysis)):
        chain = out.get(begin, begin)
        chain = chain if end - chain <= _CHAIN else begin
        out[end] = min(out.get(end, begin), chain)
    return out


@mentions
def gazetteer(analysis: Analysis) -> Iterator[Mention]:
    """Every candidate but a country's first character, which is a place only in other names."""
    for (begin, end), rule in spans(analysis).items():
        if rule != "country-initial":
            yield analysis.mention(begin, end, "Place", rule)


@mentions
def deictic(analysis: Analysis) -> Iterator[Mention]:
    """我市, 本县: the document's own place."""
    for match in analysis.matches(_DEICTIC):
        yield analysis.mention(*match.span(), "Place", "deictic-place")


_NO_PLACE = Pattern("{no_place_word}")
_AT_SHORT = Pattern("在(?P<city>{abbreviations.city})(?={taking_place})")


@mentions
def abbreviated(analysis: Analysis) -> Iterator[Mention]:
    """在京举行: a city by its one-character name, where a verb of convening follows."""
    for match in analysis.matches(_AT_SHORT):
        yield analysis.mention(*match.span("city"), "Place", "place-abbreviation")


@mentions
def sites(analysis: Analysis) -> Iterator[Mention]:
    """A site named after a place: 青芦湖国家湿地公园, 北京展览馆; or of the city: 市会议中心."""
    site = _SITES.of(analysis.lexicon)
    for _, end in list(spans(analysis)) if analysis.may(_SITES) else ():
        match = site.match(analysis.text, end)
        if match and match.end() not in ends(analysis):  # 云南|丽江古城
            yield analysis.mention(ends(analysis)[end], match.end(), "Place", "site")
    for match in analysis.matches(_CITY_SITE):
        yield analysis.mention(*match.span(), "Place", "site")


@mentions
def tagged(analysis: Analysis) -> Iterator[Mention]:
    """What the tagger takes for places, where no listed place or person crosses it."""
    counted, inside_word = map(analysis.lexicon.word_class, ("counted_states", "inside_word"))
    opened, no_place = dict(sorted(spans(analysis))), _NO_PLACE.of(analysis.lexicon)
    inside = {offset for begin, end in spans(analysis) for offset in range(begin + 1, end)}
    people = {h.begin: h.end for h in analysis.longest_of["persons"] if h.end - h.begin > 2}
    titled = titled_names(analysis)
    for tag in analysis.tags:
        if tag.type != "Place" or tag.end - tag.begin < 2:
            continue
        clash = tag.begin in inside or not opened.keys().isdisjoint(range(tag.begin + 1, tag.end))
        clash = clash or tag.begin in titled or analysis.text[tag.begin : tag.end] in counted
        if people:
            within = range(tag.begin, tag.end)
            clash = clash or any(people.get(i, tag.end) < tag.end for i in within)
        behind = opened.get(tag.begin, tag.end)
        if not clash and not no_place.search(analysis.text, behind, tag.end):  # 莲花县|新农村
            yield analysis.mention(
                tag.begin,
                tag.end - (analysis.text[tag.end - 1] in inside_word),
                "Place",
                "tagger-place",
            )
