"""LAC's labels mended by rule: organisations whole, types by majority, known names everywhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import ahocorasick_rs as ac

Span = tuple[int, int, str]
Line = tuple[str, list[Span]]

ORGAN_TAIL = re.compile(
    r"(大学|学院|学校|中学|小学|医院|公司|集团|银行|法院|检察院|研究院|研究所|局|厅|委员会|协会|商会"
    r"|合作社|电视台|出版社|政府|报社|工厂|卫生院|派出所)$"
)
"""A place that ends so is an organisation."""

ORGAN_MORE = re.compile(
    r"(?:（集团）|集团)?(?:股份)?(?:有限责任|有限)?公司|集团|研究院|研究所|研究中心|实验室|组织部|宣传部"
    r"|统战部|政法委|办公厅|办公室|党组|党委|常委会|机关党委|委员会|纪委监委|分公司|分行|支行|支队|大队"
    r"|管委会|合作社|医院|学院|村委会|居委会|党支部|总支"
)
"""What follows an organisation's name and belongs to it."""

ELLIPTICAL = re.compile(
    r"党中央|国务院(?=[，。、的和批关印决])|[东南西北中]部战区(?:陆军|海军|空军)?(?:机关)?"
    r"|(?:十[一二三四五]届)?全国人大(?:常委会)?(?=[，。、的举在常及])"
    r"|(?<=[，。、的高及在对为使])常委会(?!会议|第|议|委员|副|副?委员)"
    r"|(?:外交|教育|科技|工业和信息化|公安|民政|司法|财政|人力资源社会保障|自然资源|生态环境|住房城乡建设|交通运输|水利"
    r"|农业农村|商务|文化和旅游|退役军人事务|应急管理)部(?![长门署分])|海关总署"
    r"|国家(?:统计|能源|医保|税务总|林草|文物|邮政|铁路)局"
    r"|国家(?:发展改革委|卫生健康委)|中央(?:组织|宣传|统战)部(?![长])|最高人民(?:法院|检察院)"
    r"|(?:[省市县区州]|自治区)(?:委(?!员|托|派|任|屈|婉)(?:[一-鿿]{1,4}部(?![长署分门])|政法委|办公[厅室])?"
    r"|政府(?:办公[厅室])?(?!采购)|人大(?:常委会)?(?!代表)|政协(?!委员)|纪委(?:监委)?|监委"
    r"|(?:发改委|发展改革委|卫健委|国资委)"
    r"|(?:财政|教育|公安|民政|司法|住建|交通运输|水利|水务|农业农村|商务|应急管理|审计|市场监管|医保|税务|气象|统计"
    r"|生态环境|自然资源)[局厅])"
    r"|(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南"
    r"|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|解放军)(?:代表团|军区)"
)
"""Organs that LAC passes over."""

DOTTED = re.compile(r"[·•][一-鿿]{1,8}(?=[，。、\s])")
BROKEN = re.compile(r"[。！？；，、“”《》：]")
ABBREVIATION = re.compile(
    r"^[中美俄乌日韩朝越印英法德欧非阿澳巴伊以土加墨古柬泰老缅蒙哈吉塔匈塞希葡西意荷比波新马菲瑞外拉亚港秘埃沙贝华]{1,2}$"
)
"""俄, 中美: left out."""

MENDED: dict[str, set[str]] = defaultdict(set)
for _row in (Path(__file__).resolve().parent / "mend.txt").read_text("utf-8").splitlines():
    if _row.startswith("@"):
        _name, *_words = _row[1:].split()
        MENDED[_name].update(_words)


def clean(lines: Iterable[Line]) -> list[Line]:
    """LAC's labels mended: organisations whole, types by majority, names known found everywhere."""
    mended = [(text, _join(text, _retype(text, spans))) for text, spans in lines]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for text, spans in mended:
        for begin, end, kind in spans:
            votes[text[begin:end]][kind] += 1
    winner = {name: kinds.most_common(1)[0][0] for name, kinds in votes.items()}
    frequent = sorted(n for n, kinds in votes.items() if len(n) >= 3 and kinds.total() >= 3)
    seen: Counter[str] = Counter()
    known = ac.AhoCorasick(frequent, matchkind=ac.MatchKind.LeftmostLongest)
    for text, _ in mended:
        seen.update(frequent[i] for i, _, _ in known.find_matches_as_indexes(text))
    sure = [n for n in frequent if votes[n].total() >= 0.75 * seen[n]]
    matcher = ac.AhoCorasick(sure, matchkind=ac.MatchKind.LeftmostLongest)
    result = []
    for text, spans in mended:
        taken = [(b, e, winner[text[b:e]]) for b, e, _ in spans]
        extra = [(b, e, winner[sure[i]]) for i, b, e in matcher.find_matches_as_indexes(text)]
        result.append((text, _merge(taken, extra)))
    return result


def _retype(text: str, spans: list[Span]) -> list[Span]:
    kept = []
    for begin, end, kind in spans:
        if text[begin:end].endswith("政治局常委") and text[end : end + 1] != "会":
            end -= 2
        name = text[begin:end]
        if name in MENDED["place"] | MENDED["organ"]:
            kind = "Place" if name in MENDED["place"] else "Organization"
        if kind == "Place" and ORGAN_TAIL.search(name):
            kind = "Organization"
        wrong = name in MENDED[f"no-{kind.lower()}"] or len(name) < 2 or BROKEN.search(name)
        if not wrong and not (kind == "Place" and ABBREVIATION.match(name)):
            kept.append((begin, end, kind))
    return _merge(kept, [(*m.span(), "Organization") for m in ELLIPTICAL.finditer(text)])


def _merge(first: list[Span], second: list[Span]) -> list[Span]:
    """Both, in order; of two that overlap the longer, or else the first list's."""
    chosen: list[Span] = []
    for span in sorted(first + second, key=lambda s: s[0] - s[1]):
        if not any(span[0] < e and b < span[1] for b, e, _ in chosen):
            chosen.append(span)
    return sorted(chosen)


def _join(text: str, spans: list[Span]) -> list[Span]:
    """Place + place is one place, place + organisation one organisation; cut ends are put back."""
    joined: list[Span] = []
    for begin, end, kind in spans:
        if joined and end <= joined[-1][1]:
            continue
        if kind == "Organization":
            while more := ORGAN_MORE.match(text, end):
                end = more.end()
        if kind == "Person" and text.startswith("埃米尔", begin) and end - begin > 4:
            begin += 3
        if kind == "Person" and (dotted := DOTTED.match(text, end)):
            end = dotted.end()
        if joined and joined[-1][1] == begin and joined[-1][2] == "Place" and kind != "Person":
            begin = joined.pop()[0]
        joined.append((begin, end, kind))
    return joined
