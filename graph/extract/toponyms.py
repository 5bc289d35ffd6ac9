"""A document's own gazetteer: the places it names with their unit (澄州市, 沙屏彝族自治县)."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from graph.extract.analysis import Analysis, once
from graph.extract.common_words import bounded
from graph.extract.titled_names import titled_names
from graph.lexicon import PROVINCE, Lexicon, Pattern, once_per_lexicon

_PEOPLES = "(?:{people:opening}{people}族){0,4}"
_OWN = Pattern(
    "(?:(?<![{han}])|(?<=[^{level_modifier}][{upper_unit}])|{place_cue:opening}{place_cue})"
    "(?P<name>[{han}]{2,3}?)(?P<whole>{peoples}(?P<unit>{place_unit}))"
    "(?!{no_unit}|[{han}]?{leaders})",
    {"peoples": _PEOPLES},
)
CHINA = "中国"
"""The country that the word lists are of."""

NOT_OWN = "[{no_place_character}]|{no_name_ending}$|{no_place_word}"
"""What no place's own name holds, as part of a template."""
_NOT_OWN = Pattern(NOT_OWN)
_ORGANS = Pattern("{organ_opening}|{ordinal_mark}.{1,3}{term_unit}|[{han}]{2,6}{bureau_ending}")
_OF_TITLE = Pattern(
    "[{han}（）“”、]{2,40}(?:{regulation_title|measures_title|plan_title})"
    "(?:（[^（）]*）)?[　 ]*(?:\n|$)"
)
_BOUNDED = Pattern("(?:[^{han}]|^|{place_cue|upper_unit})$")
_CROSSED = Pattern("{crossing_word}")  # 参加纳米…, 沿海城市: no place begins inside
INVITED = Pattern("应(?=[{bare_level}][^，。；\\n]{1,24}{invitation})")
"""At whose invitation, no place: 应|县委书记…邀请."""
UNIT = Pattern("{place_unit}$")
"""The unit that ends the name of a place."""
_SHORTEST_BUREAU = 3  # characters; 团委, 侨办 are also what verbs stand before
_LEVEL_UNIT = Pattern("{level|place_unit}$")
_WHOLE_UNIT = Pattern("{peoples}{place_unit}$", {"peoples": _PEOPLES})
_PEOPLE = Pattern("(?<=[{han}]{2})(?:{people}族?)+$")


@once
def own(analysis: Analysis) -> dict[str, str]:
    """Full names of the document's places → their unit: 酉阳土家族苗族自治县, also of 酉阳县."""
    found: dict[str, str] = {}
    full = autonomous(analysis.lexicon)
    no_name = _NOT_OWN.of(analysis.lexicon)
    sites = analysis.lexicon.word_class("site_head")
    no_place = {at for h in analysis.longest_of["organs"] for at in range(h.begin, h.end)}
    no_place.update(titled_names(analysis))
    for match in analysis.matches(_OWN):
        if match.start("name") in no_place:  # 民革|省委, 致公党|省委, 罗春山|市委书记
            continue
        name = bounded(match["name"], match["whole"], analysis)
        if name == CHINA or _is_state(name, analysis.lexicon) or f"{name}{match['whole']}" in sites:
            continue  # 美国|市场, 苏州|工业园区
        if name and not no_name.search(name) and _attested(analysis, match, name):
            found[full.get(name + match["whole"], name + match["whole"])] = match["unit"]
    for hit in analysis.longest_of["places"]:
        whole = hit.entry.form == hit.entry["name"] or hit.entry.form in full
        unit = whole and _last_unit(hit.entry["name"], analysis.lexicon)
        if unit and stands(analysis, hit.begin, hit.end):
            found[hit.entry["name"]] = unit
    return found


def _is_state(name: str, lexicon: Lexicon) -> bool:
    return any(entry.list == "countries" for entry in lexicon.known.get(name, ()))


def _attested(analysis: Analysis, match: re.Match[str], name: str) -> bool:
    """What the gazetteer does not know needs a witness: publisher, tagger, an organ of it."""
    lexicon = analysis.lexicon
    if name in analysis.document.publisher or name in _tagged_places(analysis):
        return True
    opens = not analysis.text[: match.start("name")].strip()
    if opens and _OF_TITLE.of(lexicon).match(analysis.text, match.end()):
        return True
    before = analysis.text[max(0, match.start("name") - 2) : match.start("name")]
    small = match["whole"] in lexicon.word_class("small_unit")
    if before.endswith("《") or (small and before in lexicon.word_class("arrival_verb")):
        return True
    at = match.end()
    organ = _tagged_organs(analysis).get(match.start("name"))
    return bool(_ORGANS.of(lexicon).match(analysis.text, at)) or any(
        analysis.text[at : at + size] in forms and (size >= _SHORTEST_BUREAU or at + size == organ)
        for size, forms in _bureaus(lexicon).items()
    )


@once_per_lexicon
def _bureaus(lexicon: Lexicon) -> dict[int, set[str]]:
    """What local bureaus are called without their place (发改委, 中级人民法院), by length."""
    forms: dict[int, set[str]] = defaultdict(set)
    for entry in lexicon.entries("bureaus"):
        for form in filter(None, (entry["short"], entry["full"])):
            forms[len(form)].add(form)
    return forms


@once
def _tagged_places(analysis: Analysis) -> set[str]:
    """What the tagger takes for a place or for the beginning of an organ, without its unit."""
    unit = _WHOLE_UNIT.of(analysis.lexicon)
    return {
        unit.sub("", analysis.text[tag.begin : tag.end])
        for tag in analysis.tags
        if tag.type == "Place"
    }


@once
def _tagged_organs(analysis: Analysis) -> dict[int, int]:
    """Begin → end of what the tagger takes for an organ."""
    return {tag.begin: tag.end for tag in analysis.tags if tag.type == "Organization"}


@once
def _tagged_begins(analysis: Analysis) -> set[int]:
    """Where the tagger sees a place begin."""
    return {tag.begin for tag in analysis.tags if tag.type == "Place"}


def stands(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether a listed place may stand here: names of two characters need a boundary or a cue."""
    known, span = _standing(analysis), (begin, end)
    if span not in known:
        known[span] = _stands(analysis, begin, end)
    return known[span]


@once
def _standing(analysis: Analysis) -> dict[tuple[int, int], bool]:
    """The spans that were asked for: several rules look at each listed place."""
    return {}


def _stands(analysis: Analysis, begin: int, end: int) -> bool:
    form, lexicon = analysis.text[begin:end], analysis.lexicon
    if (
        (analysis.may(INVITED) and INVITED.of(lexicon).match(analysis.text, begin))
        or (
            form == CHINA
            and analysis.text.startswith((*lexicon.word_class("china_compound"),), end)
        )
        or form in lexicon.word_class("generic_place")
        or (begin and _CROSSED.of(lexicon).match(analysis.text, begin - 1))
        or (
            form[-1] == "区"
            and analysis.text.startswith((*lexicon.word_class("no_district"),), end)
        )
    ):
        return False
    return (
        end - begin > 2
        or form[-1] not in lexicon.word_class("local_level")
        or bool(_BOUNDED.of(lexicon).search(analysis.text, max(0, begin - 3), begin))
        or begin in _tagged_begins(analysis)
    )


@lru_cache(maxsize=1 << 12)  # the same places are in many documents
def _last_unit(name: str, lexicon: Lexicon) -> str:
    """The unit that a place's full name ends in, '' where it ends in none."""
    unit = UNIT.of(lexicon).search(name)
    return unit[0] if unit else ""


@lru_cache(maxsize=1 << 12)
def short(name: str, lexicon: Lexicon) -> str:
    """A place's name without its unit: 澄州市 → 澄州, 沙屏彝族自治县 → 沙屏."""
    return _PEOPLE.of(lexicon).sub("", UNIT.of(lexicon).sub("", name))


@once
def short_forms(analysis: Analysis) -> dict[str, str]:
    """Short form → full name of the document's own places of a county's rank and above."""
    small = analysis.lexicon.word_class("small_unit")
    shorts = {
        name: short(name, analysis.lexicon)
        for name, unit in own(analysis).items()
        if unit not in small
    }
    return {bare: name for name, bare in shorts.items() if len(bare) > 1}


@lru_cache(maxsize=1 << 12)
def unit_of(place: str, lexicon: Lexicon) -> str:
    """The level word a place's full name ends in: 绍兴市 → 市; '' where there is none."""
    unit = _LEVEL_UNIT.of(lexicon).search(place)
    return unit[0] if unit else ""


def level(unit: str) -> str:
    """The level that a unit counts as: 自治区 and 特别行政区 → 省, 自治州 → 州."""
    if len(unit) < 3:
        return unit
    return PROVINCE if unit.endswith("区") else unit[-1]


def plainer(place: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The names without its peoples that an autonomous place goes by: 黔南州, 黔南自治州."""
    unit = unit_of(place, lexicon)
    bare = short(place, lexicon)
    if unit == unit[-1:] or level(unit) == PROVINCE or bare + unit == place:
        return ()
    return bare + unit[-1], bare + unit


@once_per_lexicon
def autonomous(lexicon: Lexicon) -> dict[str, str]:
    """The plainer names of autonomous places → their full ones: 镇宁自治县."""
    names = {entry["name"] for entry in lexicon.entries("places")}
    return {form: name for name in sorted(names) for form in plainer(name, lexicon)}
