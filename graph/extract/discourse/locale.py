"""What 市, 县, 省 and 我校 stand for in a document: voted by its places, organs and publisher."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.extract.analysis import Analysis
from graph.extract.resolve.resolver import LEVELS, Locale
from graph.extract.states import country, initials
from graph.extract.toponyms import own, short
from graph.model import Mention
from graph.text import counts, everywhere

_BARE_LEVEL = re.compile(
    "(?<![\u4e00-\u9fff])(?:我|全|本)?(省|市|县|区|州|旗)(?=[委政人纪监])|"
    "[我全本](省|市|县|区|州|旗)(?!委|政)"
)
_UNIT = re.compile(f"(?:{'|'.join(LEVELS)})$")
_GROUPS = {"自治区": "省", "特别行政区": "省", "自治州": "州", "自治县": "县", "自治旗": "旗"}
_EXPLICIT = re.compile(
    "^(?:中国共产党|中共)|(?:市|县|区|省|州)(?:委|人民政府|政府|人大常委会|"
    "第[一二三四五六七八九十])"
)
_HOST = re.compile("(?:大学|学院|集团|医院|公司)$")
_HOSTED = re.compile(
    "我校|我院|全校|学校党委|集团(?:党委|公司|上下)|"
    "(?<![\u4e00-\u9fff])党委(?:（扩大）会议|书记)|我司|公司党委"
)
_SMALL = ("村", "镇", "乡", "街道", "社区")
_Votes = Mapping[str, Mapping[str, float]]


def locale(analysis: Analysis, settled: Sequence[Mention]) -> Locale:
    """The places that bare levels and short forms of a document mean, and its host organ.

    A level stands for the place of that level with most votes: times named, named by the publisher,
    in the title, at the head of a title in 《》. A city or county named but once is not enough.
    """
    votes = _votes(analysis, settled)
    levels = {
        level: max(sorted(counts), key=counts.__getitem__)
        for level, counts in votes.items()
        if level in "省市县区州旗" and max(counts.values()) >= (2 if level in "市县区" else 1)
    }
    place = analysis.document.place
    if not place:
        place = _own_place(analysis.text, levels)
    elif place not in levels.values():
        unit = _UNIT.search(place)
        if unit:
            levels[_GROUPS.get(unit[0], unit[0])] = place
    for unit_name in ("自治区", "自治州", "自治县"):
        full = levels.get(_GROUPS[unit_name], "")
        if full.endswith(unit_name):
            levels[unit_name] = full
    host = _host(analysis, settled)
    year, month, _ = analysis.anchor
    return Locale(
        analysis.document.id,
        levels,
        _shorts(analysis),
        place,
        host,
        analysis.document.issued or (f"{year:04}-{month:02}" if year else ""),
        country(analysis),
        initials(analysis),
    )


def _shorts(analysis: Analysis) -> dict[str, str]:
    """Short form → full name: 澄州 → 澄州市, 沙屏县 → 沙屏彝族自治县."""
    shorts: dict[str, str] = {}
    for name, unit in sorted(own(analysis).items()):
        bare = short(name)
        if unit not in _SMALL and len(bare) > 1:
            shorts.setdefault(bare, name)
            if unit in ("自治县", "自治州", "自治旗"):
                shorts.setdefault(bare + unit[-1], name)
    return shorts


def _votes(analysis: Analysis, settled: Sequence[Mention]) -> _Votes:
    document, text = analysis.document, analysis.text
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    names = own(analysis)
    said = counts({*names, *map(short, names), *(f"《{name}" for name in names)}, text)
    explicit = Counter(
        name for name, _, end in everywhere(names, text) if _EXPLICIT.match(text, end - 1)
    )
    for name, unit in sorted(names.items()):
        bare = short(name)
        votes[_GROUPS.get(unit, unit)][name] += (
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
                unit_match = _UNIT.search(entry["name"]) if entry.list == "places" else None
                if unit_match and entry["name"] != mention.text:
                    votes[_GROUPS.get(unit_match[0], unit_match[0])][entry["name"]] += 1
                    break
    return votes


def _own_place(text: str, levels: Mapping[str, str]) -> str:
    """The document's own place: of the level it speaks of most without a name (市委, 我市)."""
    used = Counter(next(g for g in m.groups() if g) for m in _BARE_LEVEL.finditer(text))
    known = [level for level in used if level in levels]
    order = sorted(known, key=lambda level: (-used[level], "区县旗州市省".index(level)))
    return levels[order[0]] if order else ""


def _host(analysis: Analysis, settled: Sequence[Mention]) -> str:
    """The school or firm that 我校 and a bare 党委 mean: the one named most, if any is meant."""
    if not _HOSTED.search(analysis.text):
        return ""
    names = dict.fromkeys(
        m.text for m in settled if m.type == "Organization" and _HOST.search(m.text)
    )
    said = counts(names, analysis.text)
    return max(names, key=said.__getitem__, default="")
