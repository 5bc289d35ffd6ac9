"""Organisations: place × level × head noun × parts (越城区委机关工委), named organs, firms.

    [中共] PLACE* LEVEL? [第N届] CORE PART*    中共云麓省委 组织部 干部监督处
    PLACE X HEAD PART*                        澄州 水务 有限公司

The core is a closed class (委, 政府, 人大常委会 …) or an office of the lexicon; the head noun of
the second form is a closed class too; between them stands no word that names never contain.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.places import begins, ends, foreign, spans
from graph.extract.rules import mentions
from graph.extract.states import STATE_ORGAN
from graph.extract.toponyms import HAN
from graph.lexicon import Lexicon, once_per_lexicon
from graph.model import Mention
from graph.text import everywhere

LEVEL = "自治区|自治州|自治县|省|市|县|区|州|旗|镇|乡"
_ORDINAL = "(?:第?[一二三四五六七八九十]+届)?"
_STATE = (
    "委(?![员托派任内])|人民政府|政府|人民代表大会常务委员会|人大常委会|人民代表大会|"
    "人大|政协|纪律检查委员会|"
    "纪委监委|纪委|监察委员会|监委|中级人民法院|高级人民法院|人民法院|法院|"
    "人民检察院|检察院|军分区|"
    "人武部|直机关工委|直属机关工委"
)
_STOP = (
    f"(?<=[省市县区州])同(?![济仁方创煤心力兴洲])|[^{HAN}]|[的了在是把将被对于等并也都不让使为]|要[求在]|召开|举行|举办|出席|参加|"
    f"列席|会见|主持|讲话|考察|调研|强调|指出|"
    "表示|推进|加强|深入|贯彻|落实|建设(?!局|委|厅|部|投资|集团|有限)|负责|同志|"
    "工作(?!委员会|领导小组|局|队|组|部|办|委|站)|会同|牵头|领导(?!小组)|全体|"
    "有关|主要|干部(?!监督|学院|教育)|企业(?!家|联合会|集团)|群众|人员|部门|单位|各|"
    "全市|全省|全县|我|他|她|以|与|向|从|由|兼|书记|主任|秘书长|主席|首个|一个|多个|"
    "多家|一批|这家|该"
)
_X = f"(?:(?!{_STOP})[{HAN}])"
_OFFICE_TAIL = (
    "领导小组办公室|领导小组|指挥部|委员会|办公室|督查室|研究室|局|厅|管委会|"
    "政务服务中心|服务中心|交易中心|城投集团|城投公司|集团|公司|人民医院|医院|党校|"
    "宣讲团|讲师团|工商联|妇联|红十字会|总工会|联合会|供电公司|支队|总队"
)
_PART = (
    "机关党委|机关工委|机关党组织|直属机关工委|党组(?!织)|党委|党总支|直属党支部|"
    "党支部(?!书)|机关(?!党)|常务委员会|常委会|教育工委|"
    "组织部|宣传部|统战部|政法委员会|政法委|办公厅|办公室|党校|研究室|督查室|政研室|"
    "改革办|农办|编办|网信办|巡察办|老干部局|"
    "理论学习中心组|农村工作领导小组办公室|农村工作领导小组|巡察工作领导小组|"
    "交警支队|代表资格审查委员会|"
    f"{_X}{{2,14}}?(?:委员会|领导小组|办公室)|{_X}{{2,6}}?(?:处|科|室|厅)(?!长|级|理|"
    f"于)|办(?![公理法事好实成到])"
)
_HEAD = (
    "股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|大学|学院|学校|中学|小学|"
    "医院|银行|中心支行|支行|分行|管委会|管理委员会|"
    "研究会|促进会|基金会|代表团|党政代表团|军区|军分区|战区|海军|舰队|博物馆|图书馆|研究院|研究所|"
    "研究中心|实验室|协会|商会|学会|联合会|日报社|电视台|"
    "出版社|税务局|供电公司|港务局|救援队|搜救队|政府|国防部|外交部|创新中心|"
    "转化中心|专班|人民医院|融媒体中心|科技创新局|经济发展委员会"
)


@once_per_lexicon
def _local(lexicon: Lexicon) -> re.Pattern[str]:
    known = sorted(_office_forms(lexicon), key=lambda w: (-len(w), w))
    offices = "".join(re.escape(form) + "|" for form in known)
    core = f"{_STATE}|团委|{offices}{_X}{{1,12}}?(?:{_OFFICE_TAIL})"
    return re.compile(f"({LEVEL})({_ORDINAL})({core})((?:{_PART}){{0,6}})")


@once_per_lexicon
def _office_forms(lexicon: Lexicon) -> frozenset[str]:
    """Short and full names of local offices."""
    entries = lexicon.entries("offices")
    return frozenset(f for e in entries for f in (e["short"], e["full"]) if len(f) > 1)


_LEADING = ("国网", "人民银行", "共青团", "中国")
_AMBIGUOUS = frozenset({"中共", "求是", "人大", "政协", "党委"})
_SUBUNIT = re.compile(
    f"{_X}{{0,10}}?(?:调查组|督查组|督导组|巡视组)|{_X}{{2,12}}?(?:研究所|研究院|学院|附属医院|舰队|海军|分公司|有限公司|"
    f"代表资格审查委员会|委员会)|海军机关|社(?![会区交论])|(?:海军|陆军|空军)(?:机关)?|机关"
)
_TERM = re.compile("第?[一二三四五六七八九十]+届\\Z")
_NAMED_PART = re.compile(f"(?:{_PART}){{1,6}}")
_PLACED = re.compile(
    f"({_X}{{0,12}}?(?:{_HEAD})(?:(?:{_X}{{0,8}}?(?:学院|研究所|中心|公司))(?!长))?)((?:{_PART}){{0,6}})"
)
_OF_STATE = re.compile(f"({STATE_ORGAN})(?!部?长|门|选举|大[厦楼]|山)()")
_AGENCY = re.compile(f"({_X}{{2,10}}?(?:局|(?<![签部])署|委员会|法院))(?![长势面限部])()")
_CABINET = re.compile("(国务院)()")  # 美国务院
_CLASS = re.compile("[各每几该城]$|）$|[两]级?$")


_OPENS = re.compile(f"(?:^|[^{HAN}]|[由会同与和及经向对在据从派请报为是让到给受听取])$")


@once_per_lexicon
def _closed(lexicon: Lexicon) -> frozenset[str]:
    """The cores that are known words, not composed ones."""
    return _office_forms(lexicon) | {*re.sub(r"\(\?!.*?\)", "", _STATE).split("|"), "团委"}


def _begin(analysis: Analysis, start: int, level_end: int) -> int | None:
    """Where an organ begins whose level stands at start: before its places, or at the level."""
    begin = ends(analysis).get(level_end)
    if begin is None or begin > start:
        begin = ends(analysis).get(start, start)
        if begin == start and _CLASS.search(analysis.text[max(0, start - 2) : start]):
            return None
    return begin


def with_party(text: str, begin: int) -> int:
    for prefix in ("中共", "中国共产党", "共青团", "团", "政协", "中国人民政治协商会议"):
        if text.endswith(prefix, 0, begin):
            return begin - len(prefix)
    return begin


@once
def candidates(analysis: Analysis) -> dict[tuple[int, int], str]:
    """All organisation candidates: (begin, end) → the rule behind."""
    found = dict.fromkeys(_local_organs(analysis), "local-organ")
    for _, end in list(found):
        _listed(analysis, end, found)
    found |= dict.fromkeys(_known_organs(analysis), "organ")
    found |= dict.fromkeys(_placed_organs(analysis), "placed-organ")
    for tail in _echoes(analysis, found):
        found.setdefault(tail, "organ-echo")
    found |= dict.fromkeys(_tagged_organs(analysis, found), "tagger-organ")
    return found


def _local_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """中共云麓省委组织部: a level, a core and its parts, from their place on."""
    text = analysis.text
    for match in _local(analysis.lexicon).finditer(text):
        begin = _begin(analysis, match.start(), match.end(1))
        composed = begin == match.start() and match[3] not in _closed(analysis.lexicon)
        if begin is None or (composed and not _OPENS.search(text, max(0, begin - 1), begin)):
            continue
        term = _TERM.search(text, max(0, begin - 6), begin)
        begin = with_party(text, term.start() if term else begin)
        yield begin, match.end()
        if match[4]:
            yield begin, match.end(3)


def _known_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Organs of the list, with their term or country before them and their parts behind."""
    text = analysis.text
    for hit in analysis.hits:
        if hit.entry.list != "organs" or hit.entry.form in _AMBIGUOUS:
            continue
        if hit.entry.form[-1] == "部" and text.startswith(("门", "队", "署"), hit.end):
            continue  # 交通部门
        term = _TERM.search(text, max(0, hit.begin - 6), hit.begin)
        begin = term.start() if term else hit.begin
        begin -= 2 * text.endswith("中国", 0, begin)
        begin = foreign(analysis).get(begin, begin)
        yield begin, hit.end
        part = _NAMED_PART.match(text, hit.end) or _SUBUNIT.match(text, hit.end)
        if part and hit.entry.form not in ("中国共产党", "中共"):
            yield begin, part.end()


def _placed_organs(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """澄州水务有限公司: a place, a head noun, and no more than words of a name between them."""
    text = analysis.text
    for begin, end in (*spans(analysis), *_china(analysis)):
        match = _OF_STATE.match(text, end) or _PLACED.match(text, end)
        if not match and spans(analysis).get((begin, end)) == "country-initial":
            match = _CABINET.match(text, end)
        if not match and end in foreign(analysis):
            match = _AGENCY.match(text, end)
        if match and not _second_place(analysis, match):
            begin = ends(analysis).get(end, begin)
            led = next((w for w in _LEADING if text.endswith(w, 0, begin)), "")
            yield begin - len(led), match.end()


def _tagged_organs(
    analysis: Analysis, found: Collection[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What the tagger sees where no other rule sees anything."""
    text = analysis.text
    covered = {i for begin, end in found for i in range(begin, end)}
    for tag in analysis.tags:
        named = _ORGAN_END.search(text, tag.begin, tag.end)
        named = None if _CLASS_WORD.match(text, tag.begin) else named
        if tag.type == "Organization" and named and covered.isdisjoint(range(tag.begin, tag.end)):
            part = _NAMED_PART.match(text, tag.end)
            yield tag.begin, part.end() if part else tag.end


def _china(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """中国 in an organ of the list that is but the beginning of another: 中国船舶|工业行业协会."""
    for hit in analysis.longest:
        if hit.entry.list == "organs" and hit.entry.form.startswith("中国"):
            whole = _PLACED.match(analysis.text, hit.begin + 2)
            if whole and whole.end() > hit.end:
                yield hit.begin, hit.begin + 2


def _second_place(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether the words between a place and its head noun join another place: A和B政府."""
    joints = (i for i in range(match.start(), match.end()) if analysis.text[i] in "和与")
    return any(i + 1 in begins(analysis) for i in joints)


def _listed(analysis: Analysis, end: int, found: dict[tuple[int, int], str]) -> None:
    """Bureaux that follow one with its level in a list: 市发改局、工信局、农业农村局."""
    forms = _office_forms(analysis.lexicon)
    while analysis.text[end : end + 1] == "、":
        begin = end + 1
        sizes = range(10, 2, -1)
        size = next((n for n in sizes if analysis.text[begin : begin + n] in forms), 0)
        if not size:
            return
        end = begin + size
        found.setdefault((begin, end), "listed-organ")


_ECHO = re.compile(
    "(?:常委会|组织部|领导小组办公室|党政代表团|代表团|代表工作委员会|代表资格审查委员会|管委会)$"
)

_MORE = re.compile("会议|委员|组成|[（第]|主任|部长")


def _echoes(analysis: Analysis, found: dict[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    """The last words of an organ named before, standing alone: 常委会 after 全国人大常委会."""
    first: dict[str, int] = {}
    states = {begin: end for end, begin in foreign(analysis).items()}
    for begin, end in found:
        tail = _ECHO.search(analysis.text, begin, end)
        if tail and tail.start() > begin:
            first[tail[0]] = min(end, first.get(tail[0], end))
        state = states.get(begin, end)
        if end - state > 2:  # 公明党 after 日本公明党
            first.setdefault(analysis.text[state:end], end)
    last: dict[str, int] = {}
    for tail_, begin, end in everywhere(first, analysis.text):
        if begin >= last.get(tail_, 0):  # 党党 stands once in 党党党
            last[tail_] = end
            if begin >= first[tail_] and not _MORE.match(analysis.text, end):
                yield begin, end


_CLASS_WORD = re.compile("机关|各|部门|基层|有关|党组|党支部|该|本|全|我")
_ORGAN_END = re.compile(
    "(?:部|局|委|会|院|校|学|厂|公司|集团|队|社|台|馆|所|中心|银行|行|军|团|组|室|处|"
    "署|厅|府|党|盟|站|网|店|基地|办|联|企|港|科技|实业|大队|号|[A-Za-z])$"
)


@once
def by_end(analysis: Analysis) -> dict[int, int]:
    """End of a candidate → the leftmost begin of those that end there."""
    out: dict[int, int] = {}
    for begin, end in candidates(analysis):
        out[end] = min(begin, out.get(end, begin))
    return out


@mentions
def organs(analysis: Analysis) -> Iterator[Mention]:
    """Every candidate; the overlaps are settled later, the longest first."""
    for (begin, end), rule in candidates(analysis).items():
        yield analysis.mention(begin, end, "Organization", rule)
