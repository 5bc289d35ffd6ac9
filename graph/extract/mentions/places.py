"""Places: the gazetteer's names, names of the document's own grammar (梅坞镇前垄村), sites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.rules import mentions
from graph.extract.states import STATE, initials
from graph.extract.toponyms import HAN, NOT_OWN, own, short_forms, stands
from graph.model import Mention
from graph.text import occurrences

_LISTS = ("places", "countries", "landmarks")
_STATE = re.compile(f"(?<![\\d今昨当近次同].){STATE}")
_BELOW = re.compile(
    rf"(?:(?!{NOT_OWN})[{HAN}]){{2,3}}(?:镇|乡|街道)(?:(?:(?!{NOT_OWN})[{HAN}]){{2,4}}?村)?(?!民|委会|长)|"
    rf"(?:(?!{NOT_OWN})[{HAN}]){{2,3}}?村(?!民|庄|委会|长|干)"
)
_DEICTIC = re.compile(r"[我本](?:省|市|县|区|州|旗|镇|乡)(?![委政人])")
_SITE = (
    "国家湿地公园|湿地公园|森林公园|经济技术开发区|高新技术产业开发区|经济开发区|"
    "开发区|高新区|工业园区|"
    "产业园|科学城|会议中心|市民中心|烈士陵园|陵园|纪念馆|纪念堂|自由贸易试验区|自贸试验区|自由贸易港|"
    "自贸港|示范区|合作区|保护区|度假区|火车站|体育中心|会展中心|展览馆|体育馆|体育场|宾馆|机场|大桥|水库|广场|码头|礼堂|会堂"
)
_SITES = re.compile(
    rf"(?:市|省|县)?(?:(?![的了在是有这和与][{HAN}]?|拥有|参观|考察|"
    rf"建设)[{HAN}]){{0,8}}?(?:{_SITE})(?!管委会|党|工委)"
)


@once
def spans(analysis: Analysis) -> dict[tuple[int, int], str]:
    """All place candidates: (begin, end) → the rule behind."""
    found: dict[tuple[int, int], str] = {}
    for hit in analysis.longest:
        if (
            hit.entry.list in _LISTS
            and len(hit.entry.form) > 1
            and stands(analysis, hit.begin, hit.end)
        ):
            found[hit.begin, hit.end] = "gazetteer"
    found |= {span: "words-beside" for span in by_words(analysis).items()}
    for begin in _initials(analysis):
        found[begin, begin + 1] = "country-initial"
    closed = {end for _, end in found}
    for hit in analysis.longest:
        if hit.entry.list == "landmarks" and hit.begin and hit.entry.form[-1] in "州省市":
            led = analysis.text[hit.begin - 1] in initials(analysis)
            if led and hit.begin not in closed:
                found.pop((hit.begin, hit.end), None)
                found[hit.begin - 1, hit.end] = "led-by-country"
                closed.add(hit.end)
    for span in occurrences({*own(analysis), *short_forms(analysis)}, analysis.text):
        found.setdefault(span, "own-place")
    for (begin, end), rule in list(found.items()):
        below = _BELOW.match(analysis.text, end)
        if rule != "country-initial" and below and below.end() > end:
            found[begin, below.end()] = "village"
    return found


_SHARED = re.compile("国(?:务|防|家安)")


_BEHIND = re.compile("[等两多]地(?![位方理])|等?(?:方向|地区|一带|附近)|以[东西南北]")
_BEFORE = (
    "城镇",
    "首府",
    "首都",
    "城市",
    "小镇",
    "村庄",
    "定居点",
    *map("{}部".format, "东西南北中"),
)


@once
def by_words(analysis: Analysis) -> dict[int, int]:
    """Begin → end of what the tagger takes for persons, and words beside show for places."""
    found: dict[int, int] = {}
    for tag in analysis.tags:
        if tag.type == "Person" and tag.end - tag.begin > 2:
            led = analysis.text.endswith(_BEFORE, 0, tag.begin)
            for end in (tag.end, tag.end - 1):  # 巴赫穆特|等地, which may be tagged with 等
                if _BEHIND.match(analysis.text, end) or (led and end == tag.end):
                    found.setdefault(tag.begin, end)
    return found


@once
def foreign(analysis: Analysis) -> dict[int, int]:
    """End of a foreign country's name → its begin."""
    return {
        h.end: h.begin
        for h in analysis.longest
        if h.entry.list == "countries" and h.entry.form != "中国"
    }


def _initials(analysis: Analysis) -> Iterator[int]:
    """Where a country's first character leads one of its offices or organs: 乌国防部."""
    known = initials(analysis)
    joined = {"中", *known}  # 中俄总理定期会晤
    inside = {i: hit for hit in analysis.longest for i in range(hit.begin, hit.end)
              if hit.entry.list in _LISTS}  # fmt: skip
    for match in _STATE.finditer(analysis.text):
        begin = match.start() - 1
        hit = inside.get(begin)
        shared = hit and hit.end == begin + 2 and _SHARED.match(match[0])  # 美国务卿
        between = begin > 0 and analysis.text[begin - 1] in joined
        if analysis.text[max(begin, 0)] in known and (not hit or shared) and not between:
            yield begin


@once
def begins(analysis: Analysis) -> set[int]:
    """Where a place begins."""
    return {begin for begin, _ in spans(analysis)}


@once
def ends(analysis: Analysis) -> dict[int, int]:
    """End of a place → the leftmost begin of the chain of places that ends there."""
    out: dict[int, int] = {}
    for begin, end in sorted(spans(analysis)):
        out[end] = min(out.get(end, begin), out.get(begin, begin))
    return out


@mentions
def gazetteer(analysis: Analysis) -> Iterator[Mention]:
    """Places of the lists and of the document's own grammar."""
    for (begin, end), rule in spans(analysis).items():
        if rule != "country-initial":
            yield analysis.mention(begin, end, "Place", rule)


@mentions
def deictic(analysis: Analysis) -> Iterator[Mention]:
    """我市, 本县: the document's own place."""
    for match in _DEICTIC.finditer(analysis.text):
        yield analysis.mention(*match.span(), "Place", "deictic-place")


_COUNTED = re.compile("[两二三四五六七八九十多各]国")
_AT_SHORT = re.compile("在([京沪津渝穗蓉])(?=举行|召开|举办|开幕|闭幕|启动|会见|同|与|成立)")


@mentions
def abbreviated(analysis: Analysis) -> Iterator[Mention]:
    """在京举行: a city by its one-character name, where a verb of convening follows."""
    for match in _AT_SHORT.finditer(analysis.text):
        yield analysis.mention(*match.span(1), "Place", "place-abbreviation")


@mentions
def sites(analysis: Analysis) -> Iterator[Mention]:
    """A site named after a place: 青芦湖国家湿地公园, 北京展览馆; or of the city: 市会议中心."""
    for _, end in list(spans(analysis)):
        match = _SITES.match(analysis.text, end)
        if match:
            yield analysis.mention(ends(analysis)[end], match.end(), "Place", "site")
    for match in re.finditer(rf"市(?:{_SITE})(?!管委会|党|工委)", analysis.text):
        yield analysis.mention(*match.span(), "Place", "site")


@mentions
def tagged(analysis: Analysis) -> Iterator[Mention]:
    """Places the tagger sees."""
    listed: dict[int, set[int]] = {}  # offset → where the places begin that cover it
    for begin, end in spans(analysis):
        for offset in range(begin, end):
            listed.setdefault(offset, set()).add(begin)
    people = {h.begin: h.end for h in analysis.longest
              if h.entry.list == "persons" and h.end - h.begin > 2}  # fmt: skip
    for tag in analysis.tags:
        inside = range(tag.begin, tag.end)
        clash = any(listed.get(offset, set()) - {tag.begin} for offset in inside)
        clash = clash or any(people.get(offset, tag.end) < tag.end for offset in inside)
        counted = _COUNTED.fullmatch(analysis.text, tag.begin, tag.end)
        if tag.type == "Place" and tag.end - tag.begin > 1 and not clash and not counted:
            yield analysis.mention(
                tag.begin,
                tag.end - (analysis.text[tag.end - 1] in "上内里"),
                "Place",
                "tagger-place",
            )
