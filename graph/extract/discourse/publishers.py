"""The place of a report by who printed or signed it, where it was filed, or what its headline opens
with: 丰水县融媒体中心, 云泽日报青岩5月6日讯, 澄州：全市教育工作会议召开."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extract.analysis import Analysis
from graph.extract.common_words import bounded
from graph.extract.toponyms import level, own
from graph.lexicon import Pattern
from graph.model import Mention

_PUBLISHED = Pattern("(?P<name>[{han}]{2,3}?)(?P<unit>{place_unit})(?={local_publisher})")
_SIGNED = Pattern(
    "[（(]?(?:{publisher_label}[:：])?(?P<name>[{han}]{2,20}?)"
    "(?:[　 ]*{reporter_rank}?{byline_role}[^（）()\\n]{1,20})?[）)]?\\Z"
)
_DATELINED = Pattern(
    "(?:^|\\n)[ 　]*(?:[{han}]{2,8}?{press_head|wire_head}|{own_press})(?P<name>[{han}]{2,3})"
    "\\d+{month_unit}\\d+{day_unit}{dispatch_word}"
)
_FILED = Pattern("{day_unit}{dispatch_word}")
"""What a dateline ends with: that a text has none is seen at once."""
_LED = Pattern("[　 ]*(?P<name>[{han}]{2,3})(?:[：:]|{holding_verb}|{whole_or_own}[{bare_level}])")
"""What a headline opens with: 澄州：全市教育工作会议召开."""
_PAPER = Pattern("(?P<name>[{han}]{2,3})(?:{press_head|wire_head})")
_SPOKEN = Pattern("(?:(?<![{han}])|{whole_or_own})([{bare_level}])(?!{level})")
BARE = Pattern("([{bare_level}])(?<![{han}].)(?:{organ_initial}|长)")
"""A level without a place, before an organ or a head of it: 市委, 县长."""


def published(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """The publisher's place, also one the text does not spell out: 丰水县融媒体中心, in its head or
    below it."""
    _, above, last = analysis.text.rstrip().rpartition("\n")
    signs = above and analysis.may(_PUBLISHED)
    signed = _SIGNED.of(analysis.lexicon).match(last) if signs else None
    publishers = {analysis.document.publisher, signed["name"] if signed else ""}
    for publisher in sorted(publishers - {""}):
        published = _PUBLISHED.of(analysis.lexicon).match(publisher)
        name = published and bounded(published["name"], published["unit"], analysis)
        counted = publisher == analysis.document.publisher and own(analysis)
        if published and name and name + published["unit"] not in (counted or ()):
            yield name + published["unit"], 6


def datelined(analysis: Analysis, settled: Sequence[Mention]) -> Iterator[tuple[str, float]]:
    """Where a report was filed, but not from the capital (云泽日报青岩5月6日讯 of 青岩县), the
    place that its headline opens with or whose paper printed it: where the text speaks of one local
    level alone and names no other place of it."""
    text, lexicon = analysis.text, analysis.lexicon
    filed = analysis.search(_DATELINED) if analysis.search(_FILED) else None
    led = _LED.of(lexicon).match(text)
    paper = _PAPER.of(lexicon).fullmatch(analysis.document.publisher)
    if not (filed or led or paper):
        return
    tagged = {text[tag.begin : tag.end] for tag in analysis.tags if tag.type == "Place"}
    cities = (*lexicon.word_class("prefectural_unit"),)  # 澄州日报, but not 法治日报
    headed = led["name"] if led and led["name"] in tagged - own(analysis).keys() else ""
    printed = paper["name"] if paper else ""
    printed = printed if printed in tagged or printed.endswith(cities) else ""
    names = {filed["name"] if filed else "", headed, printed} - {""}
    levels = _spoken(analysis, settled) if names else set()
    if len(levels) != 1:
        return
    unit = levels.pop()
    for bare in names - {*lexicon.word_class("capital")}:
        name = bare + unit
        listed = [e["name"] for e in lexicon.known.get(bare, [])]  # also 中国网
        others = {other for other, of in own(analysis).items() if level(of) == unit}
        if len(names) == 1 and (not listed or name in listed) and others <= {name}:
            yield name, 2


def _spoken(analysis: Analysis, settled: Sequence[Mention]) -> set[str]:
    """The local levels that a text speaks of without a place: 市委, 市水利局, 全市."""
    lexicon = analysis.lexicon
    local = {*lexicon.word_class("local_level")}
    of_organs = {m.text[0] for m in settled if m.type in ("Organization", "Post")}
    said = {*BARE.of(lexicon).findall(analysis.text), *_SPOKEN.of(lexicon).findall(analysis.text)}
    return (said | of_organs) & local
