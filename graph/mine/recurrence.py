"""What stands after a cue or in quotation marks and recurs word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile

from graph.lexicon import HAN, Lexicon, once_per_lexicon
from graph.mine.corpus import Text

_CUES = (
    "坚持(?!不懈)|贯彻落实|贯彻|落实|践行|推进(?!剂|舱)|构建|实施(?!细则|方案|办法)|弘扬|"
    "树立|树牢|增强|做到|坚定(?!不移|信心|信仰者)|高举|秉持|倡导|遵循|发扬|奉行|打造|"
    "深化(?!改革)|实行|推行|开展|打赢|打好|牢记|统筹|提出|反对|纠治|按照|围绕|聚焦|培育"
)
CUE = re.compile(f"(?:{_CUES})[了好地]?[“‘]?(?=[{HAN}\\d])")
"""Words that treat what follows as a formulation."""

_RUN = re.compile(f"[{HAN}\\dA-Za-z·、]{{3,24}}")
_QUOTED = re.compile("[“‘「『]([^“”‘’「」『』]{2,24})[”’」』]")
_NO_FORMULA = re.compile(
    "[。？！；：\\s《》（）()]|^[\\d.·]+|\\d年|\\d月|^[一二三四五六七八九十]+[点五]"
)
_OPENS = re.compile(
    f"(?:{_CUES}|维护|守护|恪守|捍卫|尊重|壮大|走|站在|成为|加强|促进|支持|形成|发挥|提升|提高|参与|"
    "服务|加快|深入|进一步|保持|建设|继续|具有|相互|同|和|的|与|及|了|在|是|也|就|都|而|或|"
    "等|并|各|把|被|让|向|从|于|将|又|更|已|所|其|该|我|他|她|它|你|这|那|有|不断|相关|"
    "重点|多|一系列|一批|两国|双方|中方|全国|我国|习近平(?:主席|总书记)|总书记|"
    "党中央(?!集中)|党的[一二三四五六七八九十]|新时代党)"
)
_CLOSES = re.compile(
    ".*(?:[的和与及了在是把被将等并向从于后时有新以对各我他她它你这那到至重做因由使让、]|"
    "(?<!有|作)为|工作|合作|关系|能力|水平|力度|问题|情况|活动|项目|要求|部署|领导人|元首|"
    "讲话|指示|领域|成果|共识|关于|形式|进行|取得|政府|方面|作用|质量|动能|态势|信心|"
    "期望|希望|嘱托|打击|管制|检查|力量|立场|需求|交流|传统|作业|措施|举措|定位|干涉|"
    "内政|动力|产业|征程上|关切|以来|发言|起来|落到实处|奋斗|贡献|平台|蓝图|建议|权限|"
    "意见|保障|保证|典范|机遇|事业|规定|条例|报告|方案|办法)$"
)
_OWN = frozenset({"中国", "世界", "全球"})  # names that formulations are made of: 平安中国


def passages(texts: Iterable[Text]) -> Iterator[tuple[str, int]]:
    """What stands after a cue, to the next mark, and what stands in quotation marks."""
    for number, (_, _, text) in enumerate(texts):
        for cue in CUE.finditer(text):
            run = _RUN.match(text, cue.end())
            if run:
                yield run.group(), number
        for quotation in _QUOTED.finditer(text):
            yield quotation[1], number


def recurring(passages: Iterable[tuple[str, int]], min_documents: int) -> set[str]:
    """The passages, and the beginnings at which they branch, that enough documents have.

    One sweep over the sorted passages keeps a stack of the prefixes that are still open.
    """
    ordered = sorted(passages)
    found: set[str] = set()
    opened: list[tuple[int, int]] = []  # length of a prefix, index of the first passage with it
    for index, ((passage, _), (after, _)) in enumerate(pairwise([*ordered, ("", -1)])):
        shared, begin = _shared(passage, after), index
        if not opened or opened[-1][0] < len(passage):
            opened.append((len(passage), index))
        while opened and opened[-1][0] > shared:
            length, begin = opened.pop()
            within = ordered[begin : index + 1]
            if length > 2 and len({number for _, number in within}) >= min_documents:
                found.add(passage[:length])
        if shared and (not opened or opened[-1][0] < shared):
            opened.append((shared, begin))
    return found


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same)


def plausible(name: str, lexicon: Lexicon) -> bool:
    """No speech, no name, no ordinary word, and bounded by words that can bound a formulation."""
    known = lexicon.known.get(name, [])
    if any(entry.list == "slogans" for entry in known):
        return True
    if known or name in _ordinary(lexicon) or _NO_FORMULA.search(name):
        return False
    if _OPENS.match(name) or _CLOSES.match(name):
        return False
    pieces = re.split("[、，]", name)
    if len({len(piece) for piece in pieces}) > 1 or min(map(len, pieces)) < 2:
        return False
    hits = [hit for hit in lexicon.scan(name) if hit.entry.list != "slogans"]
    at_edge = (hit for hit in hits if hit.begin == 0 or hit.end == len(name))
    return all(hit.entry.form in _OWN for hit in at_edge)


@once_per_lexicon
def _ordinary(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("words"))
