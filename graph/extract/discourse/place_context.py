"""What 市, 县, 省 and 我校 stand for in a document: voted by its places, organs and publisher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.extract.analysis import Analysis
from graph.extract.resolve.resolver import PlaceContext
from graph.extract.states import country, initials
from graph.extract.toponyms import own, short
from graph.lexicon import Pattern
from graph.model import Mention
from graph.text import counts, everywhere

_BARE_LEVEL = Pattern(
    "(?<![\u4e00-\u9fff])[我全本]?([{bare_level}])(?=[委政人纪监])|"
    "[我全本]([{bare_level}])(?![委政])"
)
_UNIT = Pattern("{place_unit}$")
_EXPLICIT = Pattern("[{bare_level}](?:{seat_organ}|第[{numeral}])")
_HOST = Pattern("{host_head}$")
_HOSTED = Pattern("{host_phrase}|(?<![\u4e00-\u9fff]){host_committee}")
_Votes = Mapping[str, Mapping[str, float]]


def place_context(analysis: Analysis, settled: Sequence[Mention]) -> PlaceContext:
    """The places that bare levels and short forms of a document mean, and its host organ.

    A level stands for the place of that level with most votes: times named, named by the publisher,
    in the title, at the head of a title in 《》. A city or county named only once is not enough.
    """
    votes = _votes(analysis, settled)
    levels = {
        level: max(sorted(counts), key=counts.__getitem__)
        for level, counts in votes.items()
        if level in analysis.lexicon.word_class("bare_level")
        and max(counts.values()) >= (2 if level in "市县区" else 1)
    }
    place = analysis.document.place
    if not place:
        place = _own_place(analysis, levels)
    elif place not in levels.values():
        unit = _UNIT.of(analysis.lexicon).search(place)
        if unit:
            levels[_level(unit[0])] = place
    for unit_name in analysis.lexicon.word_class("level"):
        full = levels.get(_level(unit_name), "")
        if full.endswith(unit_name):
            levels[unit_name] = full
    host = _host(analysis, settled)
    year, month, _ = analysis.anchor
    return PlaceContext(
        analysis.document.id,
        levels,
        _shorts(analysis),
        place,
        host,
        analysis.document.issued or (f"{year:04}-{month:02}" if year else ""),
        country(analysis),
        initials(analysis),
    )


def _level(unit: str) -> str:
    """The level that a unit counts as: 自治区 and 特别行政区 → 省, 自治州 → 州."""
    if len(unit) < 3:
        return unit
    return "省" if unit.endswith("区") else unit[-1]


def _shorts(analysis: Analysis) -> dict[str, str]:
    """Short form → full name: 澄州 → 澄州市, 沙屏县 → 沙屏彝族自治县."""
    shorts: dict[str, str] = {}
    for name, unit in sorted(own(analysis).items()):
        bare = short(name, analysis.lexicon)
        if unit not in analysis.lexicon.word_class("small_unit") and len(bare) > 1:
            shorts.setdefault(bare, name)
            if unit != _level(unit) != "省":
                shorts.setdefault(bare + unit[-1], name)
    return shorts


def _votes(analysis: Analysis, settled: Sequence[Mention]) -> _Votes:
    document, text = analysis.document, analysis.text
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    names = own(analysis)
    ends, explicitly = (form.of(analysis.lexicon) for form in (_UNIT, _EXPLICIT))
    said = counts(
        {
            *names,
            *(short(name, analysis.lexicon) for name in names),
            *(f"《{name}" for name in names),
        },
        text,
    )
    explicit = Counter(
        name for name, _, end in everywhere(names, text) if explicitly.match(text, end - 1)
    )
    for name, unit in sorted(names.items()):
        bare = short(name, analysis.lexicon)
        votes[_level(unit)][name] += (
            said[name]
            + 0.5 * said[bare]
            + 6 * (bare in document.publisher)
            + 2 * (bare in document.title)
            + 2 * said[f"《{name}"]
            + explicit[name]
        )
    for mention in settled:
        if mention.type == "Place" and mention.text not in names:
            for entry in analysis.lexicon.known.get(mention.text, []):
                unit_match = ends.search(entry["name"]) if entry.list == "places" else None
                if unit_match and entry["name"] != mention.text:
                    votes[_level(unit_match[0])][entry["name"]] += 1
                    break
    return votes


def _own_place(analysis: Analysis, levels: Mapping[str, str]) -> str:
    """The document's own place: that of the level most used without a name (市委, 我市)."""
    bare = _BARE_LEVEL.of(analysis.lexicon)
    used = Counter(next(g for g in m.groups() if g) for m in bare.finditer(analysis.text))
    known = [level for level in used if level in levels]
    order = sorted(known, key=lambda level: (-used[level], "区县旗州市省".index(level)))
    return levels[order[0]] if order else ""


def _host(analysis: Analysis, settled: Sequence[Mention]) -> str:
    """The school or firm that 我校 and a bare 党委 mean: the one named most, '' if none."""
    if not _HOSTED.of(analysis.lexicon).search(analysis.text):
        return ""
    host = _HOST.of(analysis.lexicon)
    names = dict.fromkeys(
        m.text for m in settled if m.type == "Organization" and host.search(m.text)
    )
    said = counts(names, analysis.text)
    return max(names, key=said.__getitem__, default="")
