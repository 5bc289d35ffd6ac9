"""Posts: [organ | place | level] (副|代|常务副 …)? head, in stacks joined by 、 and 兼.

A candidate becomes a mention when somebody holds it in the text: a name beside its stack, an
appointment, a head of state or government; "党委书记要履行" names a class and stays out.
"""

from __future__ import annotations

import re

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.places import ends, foreign, spans
from graph.extract.resolve.posts import AIDES, ALSO
from graph.lexicon import Lexicon, Pattern, once_per_lexicon
from graph.text import opening

_KINDS = ("national", "level", "title", "head")
_MOD = "(?:常务副|第一副|副|代理|代|执行|名誉|总)?"
_OFFICE = (
    "国民议会|国家议会|联邦议会|议会|国会|参议院|众议院|国家杜马|内阁|"
    "村委会|居委会|组织部|宣传部|统战部|政法委|书记处|纪委|监委|党组|党委|团委|工委|办公室|党总支|党支部|"
    "人大常委会|政协|军委|法院|检察院|"
    "领导小组|指挥部|管委会|党校|集团|公司|协会|商会|学院|局|厅|部"
)
JOIN = re.compile("[、，]?(?:兼任|兼)?(?:（兼）)?")
NEVER = re.compile(
    "(?:候选人|人选|职数|队伍|们|级|会议|会(?![见谈晤])|(?<=主席)[团国]|(?<=执行主席)席|制|办公|培训|助理员|岗位)"
)


_MORE = Pattern(f"{AIDES}|{ALSO}")


@once_per_lexicon
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    words = {kind: lexicon.words("posts", kind=kind) for kind in _KINDS}
    complete, level, title, head = ("|".join(map(re.escape, words[kind])) for kind in _KINDS)
    first = opening({*"常第副代执名总", *(word for listed in words.values() for word in listed)})
    return re.compile(
        f"{first}(?:(?P<national>{complete})(?![长])|"
        f"{_MOD}(?:(?P<level>{level})|(?P<title>{title})|(?P<head>{head})))"
    )


_MINISTRY = re.compile("[\u4e00-\u9fff]{1,8}")
_PARTY = re.compile("[\u4e00-\u9fff“”]{1,12}?(?:党|运动|联盟|阵线)”?党?")
_PARTY_OR_STATE = re.compile("|[\u4e00-\u9fff]{0,8}(?:党|国家|委员会|阵线)(?:中央(?:委员会)?)?")
_BARE_OFFICE = re.compile(
    f"(?:(?:集团|公司|学校|学院)(?:[\u4e00-\u9fff]{{2,4}}(?=部))?)?(?:{_OFFICE})\\Z"
)


@once
def candidates(analysis: Analysis) -> dict[int, tuple[int, str]]:
    """Begin → (end, kind) of every post the words allow; kind as in the list, or ``bare``."""
    found: dict[int, tuple[int, str]] = {}
    text, organs, places = analysis.text, by_end(analysis), ends(analysis)
    position = 0
    for match in _heads(analysis.lexicon).finditer(text):
        start, end = match.span()
        if start < position or NEVER.match(text, end):
            continue
        if match[0] == "苏丹" and start not in foreign(analysis):
            continue  # the country
        kind = match.lastgroup or "head"
        begin = start
        if kind == "national":
            begin = min(organs.get(start, start), _abroad(analysis, start, _PARTY_OR_STATE))
            kind = "national" if begin == start else "head"
        elif start in organs:
            begin = organs[start]
        elif match[0] == "部长" and start + 1 in organs:
            begin = organs[start + 1]  # 公安部长, 县委宣传部长: the organ and the title share 部
            kind = "head"
        elif start in places:
            begin = places[start]
        elif kind in ("head", "title"):
            abroad = start
            if match[0].endswith(("部长", "大臣")):
                abroad = _abroad(analysis, start, _MINISTRY)
            elif match[0].endswith(("主席", "领袖")):
                abroad = _abroad(analysis, start, _PARTY)
            if abroad < start:
                found[abroad] = (end, "head")
                position = end
                continue
            shared = start + (match[0] == "部长")  # 组织部长
            office = _BARE_OFFICE.search(text, max(0, start - 9), start)
            office = office or _BARE_OFFICE.search(text, max(0, start - 9), shared)
            begin = places.get(office.start(), office.start()) if office else start
            kind = "office" if office else ("bare" if kind == "head" else kind)
        begin = _stationed(analysis, begin)
        more = _MORE.of(analysis.lexicon).match(text, end)
        end = more.end() if more else end
        found[begin] = (end, kind)
        position = end
    return found


def _stationed(analysis: Analysis, begin: int) -> int:
    """中国驻俄罗斯大使: from the country that sends."""
    if not analysis.text.endswith("驻", 0, begin):
        return begin
    return ends(analysis).get(begin - 1, begin)


def _abroad(analysis: Analysis, start: int, between: re.Pattern[str]) -> int:
    """Where the country stands whose ministry or party leads the post, or ``start``."""
    if spans(analysis).get((start - 1, start)) == "country-initial":
        return start - 1  # 俄外长
    for end in range(start, max(0, start - 16), -1):
        begin = foreign(analysis).get(end)
        if begin is not None and between.fullmatch(analysis.text, end, start):
            return begin
    return start


@once
def stacks(analysis: Analysis) -> list[list[tuple[int, int, str]]]:
    """Posts that follow one another (市委常委、组织部部长): lists of (begin, end, kind)."""
    out: list[list[tuple[int, int, str]]] = []
    for begin, (end, kind) in sorted(candidates(analysis).items()):
        joined = out and JOIN.fullmatch(analysis.text, out[-1][-1][1], begin)
        if joined:
            out[-1].append((begin, end, kind))
        else:
            out.append([(begin, end, kind)])
    return out
