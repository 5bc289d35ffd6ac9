"""Slogans (提法): formulas of the lexicon, quoted formulas, doctrines, a place's own 数字绍兴.

A quotation counts when it opens with a numeral (四个体系), when a word before or after it treats it
as a formula (坚持“…”, “…”工程), or when it recurs; not metaphors, targets, plan periods, speech.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.rules import mentions
from graph.extract.toponyms import HAN, short_forms
from graph.lexicon import Lexicon, once_per_lexicon
from graph.model import Mention
from graph.text import occurrences

_QUOTED = re.compile("[“‘『「]([^“”‘’『』「」]{2,24})[”’』」]")
_NUMERAL = re.compile(
    "^(?:[一二三四五六七八九十百千]|双|两|\\d{1,5}(?=$|[^\\d年月日万亿米公里%％]))"
)
_MEASURED = re.compile("一(?:片|张|条|块|把|股|扇|座|颗|根|粒|滴|支|杯|盘|碗|朵|个)")
_CAMPAIGN = re.compile("(?<=..)(?:工程|行动|活动|战略|机制|制度|模式|经验|思想)$")
_ENUMERATED = re.compile(f"^[{HAN}]{{1,8}}(?:[、，·][{HAN}]{{1,10}}){{1,5}}$")
_CUE = re.compile(
    "(?:坚持|增强|做到|打造|推进|深化|践行|开展|实施|落实|弘扬|贯彻|聚焦|统筹|落细|"
    "创建|共建|建设|擦亮|擦得|推行|严守|推广|"
    "执行|学习运用|发展|提出|立起|打好|纠治|纠|反对|纠正|以|把|按照|确立为|上升为|"
    "实现|构建|倡导|发扬|叫响|达成|共建|努力在|展现更多|"
    "整合为)(?<!项目建设)(?:[\u4e00-\u9fff]{1,5}[村县市镇乡区])?$"
)
_HEAD = re.compile(
    "(?:战略|方针|行动|活动|工程|理念|时期|机制|体系|布局|格局|精神|经验|模式|品牌|"
    "要求|总要求|制度|目标任务|思想|原则|倡议|方略|主题|"
    "杠杆|创建|建设|大棋局|先手棋|状态|姿态|担当|党建|规矩|底线|这块牌子|为抓手|"
    "主战略|攻坚战|攻坚|保卫战|大会战|大讨论|大调研|任务|计划(?!单列)|问题|专项|改革)"
)
_OCCASION = re.compile(
    "[\u4e00-\u9fff]{0,8}?(?:研讨会|座谈会|论坛|峰会|展开幕|开幕|特展|文物展|展览|成就展|仪式|晚会|大会|"
    "会议|博览会|日报|微信)"
)
_PERIOD = re.compile(
    ".*(?:[节赛杯号榜奖路]|[勋奖]章|突击队|地质队|[展巡]演|作品展|论坛|大会)$|\\d0后$|"
    "^十[一二三四五六七八九]?五$|^[七八九]五$|"
    "^[一五六七八九十]{1,2}[·•][一二三四五六七八九十]{1,3}$|^\\d+(?:强|[·•.]\\d+)$|^\\d{4}(?:愿景|宏愿)$"
)
_NAMES = frozenset({"organs", "places", "countries", "landmarks", "meetings"})
_SENTENCE = re.compile("[。？！；：]|吗$|呢$|了什么|^(?:是|不是|我|你|他|她)")
_DOCTRINE = re.compile(
    f"习近平(?:新时代中国特色社会主义|[{HAN}]{{2,10}}?)思想(?!和|建设|武装|政治|引领)"
)
_TRAIT = (
    "实力|生态|幸福|清廉|数字|平安|美丽|活力|创新|法治|健康|文明|智慧|品质|文化|富裕|"
    "开放|绿色|和谐|宜居|诚信|善治|云上|红色|海上|温暖|魅力|质量|共富"
)


def _even(phrase: str) -> bool:
    """Parts of one length each, as 双城驱动、全域共兴."""
    lengths = [len(part) for part in re.split("[、，·]", phrase)]
    return min(lengths) > 2 and max(lengths) - min(lengths) <= 1


@once_per_lexicon
def _never(lexicon: Lexicon) -> frozenset[str]:
    """Quotations that are no formulas: metaphors, and words with a numeral."""
    metaphors = lexicon.words("words", kind="metaphor")
    return frozenset({*metaphors, *lexicon.words("words", kind="notnumeric")})


@once
def quoted(analysis: Analysis) -> dict[tuple[int, int], str]:
    """Quotations that are formulas: (begin, end) without the marks → the rule behind."""
    text, found = analysis.text, {}
    never = _never(analysis.lexicon)
    matches = list(_QUOTED.finditer(text))
    counts = Counter(match[1] for match in matches)
    for match in matches:
        phrase, (begin, end) = match[1], match.span(1)
        if (
            _OCCASION.match(text, end + 1)
            or phrase in never
            or _PERIOD.match(phrase)
            or any(e.list in _NAMES for e in analysis.lexicon.known.get(phrase, []))
            or _SENTENCE.search(phrase)
        ):
            continue
        before, after = text[max(0, begin - 12) : begin - 1], text[end + 1 : end + 6]
        if _NUMERAL.match(phrase) and len(phrase) <= 8 and not _MEASURED.match(phrase):
            found[begin, end] = "numeral-in-quotes"
        elif _ENUMERATED.match(phrase) and (
            _even(phrase) or _CUE.search(before) or _HEAD.match(after)
        ):
            found[begin, end] = "series-in-quotes"
        elif _CAMPAIGN.search(phrase):
            found[begin, end] = "campaign-in-quotes"
        elif _CUE.search(before) and len(phrase) > 2:
            found[begin, end] = "cue-before-quotes"
        elif _HEAD.match(after):
            found[begin, end] = "head-after-quotes"
        elif counts[phrase] > 1:
            found[begin, end] = "recurring-quotes"
    opened, closed = {begin - 1 for begin, _ in found}, {end + 1 for _, end in found}
    for match in matches:
        beside = match.start() in closed or match.end() in opened
        if beside and match[1] not in never:
            found.setdefault(match.span(1), "series-of-quotes")
    return found


@mentions
def quotations(analysis: Analysis) -> Iterator[Mention]:
    """Quoted formulas, and each accepted one again where it stands without marks."""
    accepted = quoted(analysis)
    for (begin, end), rule in accepted.items():
        yield analysis.mention(begin, end, "Slogan", rule)
    phrases = {analysis.text[b:e] for b, e in accepted if e - b > 2}
    for span in occurrences(phrases, analysis.text):
        if span not in accepted:
            yield analysis.mention(*span, "Slogan", "formula-echo")


_PROGRAMME = re.compile(
    f"以(?:[“‘][^”’]{{1,40}}[”’]、?){{1,20}}为(?:主要)?内容的“?([{HAN}]{{2,12}})(?=[”，。；])"
)


@mentions
def programmes(analysis: Analysis) -> Iterator[Mention]:
    """以“A”“B”为主要内容的D: D is the name of a programme."""
    for match in _PROGRAMME.finditer(analysis.text):
        yield analysis.mention(*match.span(1), "Slogan", "programme")


@mentions
def known(analysis: Analysis) -> Iterator[Mention]:
    """Formulas of the lexicon that count wherever they stand."""
    for hit in analysis.hits:
        if hit.entry.list == "slogans" and hit.entry["strength"] != "weak":
            yield analysis.mention(hit.begin, hit.end, "Slogan", "known-formula")


@mentions
def doctrines(analysis: Analysis) -> Iterator[Mention]:
    """习近平…思想."""
    for match in _DOCTRINE.finditer(analysis.text):
        yield analysis.mention(*match.span(), "Slogan", "doctrine")


_PATH = re.compile(
    f"(?:中[{HAN}]{{1,4}}|(?:中国|东盟|非洲|亚太)[－—-]+[{HAN}]{{2,6}})命运共同体|"
    f"中国特色(?!社会主义)[{HAN}]{{2,10}}?道路|"
    f"新时代(?:党的?)?[{HAN}]{{2,10}}?(?:总体方略|工作方针|总方针|路线)"
)


@mentions
def paths(analysis: Analysis) -> Iterator[Mention]:
    """中国特色…道路, 新时代党的…总体方略, 中非命运共同体."""
    for match in _PATH.finditer(analysis.text):
        yield analysis.mention(*match.span(), "Slogan", "path")


@mentions
def own_places(analysis: Analysis) -> Iterator[Mention]:
    """A place's programme named after it: 数字绍兴, 清廉澄州."""
    shorts = sorted(short_forms(analysis), key=lambda n: (-len(n), n))
    if shorts:
        pattern = re.compile(
            f"(?:{_TRAIT})(?:{'|'.join(map(re.escape, shorts))})(?!市|县|区|日报|学院)"
        )
        for match in pattern.finditer(analysis.text):
            yield analysis.mention(*match.span(), "Slogan", "place-programme")
