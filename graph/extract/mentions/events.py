"""Events: a meeting, ceremony or exhibition by its full noun phrase, from the word that opens it
(召开, 出席, 在 …) to its head noun; congresses and plenums by their ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.organizations import by_end, with_party
from graph.extract.mentions.places import ends
from graph.extract.rules import mentions
from graph.extract.toponyms import HAN
from graph.model import Mention
from graph.text import opening

_N = "[一二三四五六七八九十百\\d]{1,8}"
HEADS = (
    "会议|(?:工作|推进|座谈|动员|部署|调度|现场|学习|发布|交流|报告|研讨|协调|对话|见面|推介|"
    "启动|总结|咨询|通气|吹风|宣讲|务虚|分析|培训|恳谈|听证|论证)会(?!议)|茶话会|民主生活会|洽谈会|"
    "博览会|展览会|交易会|进博会|运动会|联席会|座谈|大会|全会|峰会(?![见谈晤])|论坛|年会|例会|"
    "典礼|开幕式|闭幕式|签约仪式|启动仪式|宣誓仪式|授牌仪式|仪式|"
    "领导人会晤|团拜会|招待会|纪念活动|庆祝活动|周年活动|专题学习|集体学习|艺术节|艺术年|文化年|电影节|音乐节|旅游节|"
    "成就展|专题讲座|讲座|讲堂|党代会|世界杯|阅兵|晚会|音乐会|展览|巡察"
)
_HEAD = re.compile(
    f"{opening(re.findall('[^|(?:)!]+', HEADS))}(?:{HEADS})"
    f"(?:开幕式|闭幕式|暨[{HAN}]{{2,24}}?(?:会议|大会|会|仪式))?(?!室|厅|中心|纪要|场)"
)
_CAMPAIGN = "(?!习近平新时代中国特色社会主义思想主题教育)"
_OPEN = re.compile(
    "主持召开|召开|进行|开(?![幕发放展局工业])|举行|举办|开设|出席|参加|列席|主持|"
    f"传达学习|学习贯彻{_CAMPAIGN}|执行完?|传达|担任|欢迎|邀请|提请|筹备|隆重|盛大|[办抓开用]好|"
    f"贯彻落实|贯彻{_CAMPAIGN}|落实|根据|按照|会见参加|听取|以来|通过|开展|打造|设立|"
    "以及|和|与|在|于|对|是|将|把|为|的|了|到|从|自|向|至|就|同(?!志)|由|及|会上|肯定|决定|"
    "首先|预祝|需要|宣布|期间|日|上午|下午|晚|当天|今天|昨天|今年|党组|精神|《|，|。|"
    "；|：|！|？|【|】|（(?!扩大)|\\s|、"
)
_BARE = re.compile(
    f"^(?:本次|这次|此次|该|全体|上级|上级有关|有关|相关|各类|重要|专题|新闻|大型|一系列|系列|两场|"
    f"三场|多场|首场|主题|党组|专门|领导|班子|全)?(?:{HEADS})$"
)
_PLENUM = re.compile(
    opening("纪党中第届一二三四五六七八九十百0123456789妇工共残侨文作科青学全")
    + "(?:纪念(?:(?!举行|召开|出席)[^，。；：“”《》]){2,24}周年(?:庆典|(?:纪念|庆祝)?活动|大会)|"
    f"(?:党的|中共|中国共产党)?第?{_N}届(?:中央委员会第?)?(?:中央纪委|"
    f"中央)?[二三四五六七、中第]*{_N}中全会|"
    f"(?:党的|中共)?第?{_N}届{_N}中(?:、{_N}中)*全会|(?:党的|"
    f"中共)(?:第)?(?:[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])大(?!精神会)|"
    f"(?:中国)?(?:妇女|工会|共青团|残联|侨联|文联|作协|科协|青联|"
    f"学联)[一二三四五六七八九十]{{1,3}}大|"
    f"中国共产党第{_N}次全国代表大会|第?{_N}届全国(?:人大|政协){_N}次会议|"
    f"{_N}届[{HAN}]{{1,8}}?(?:纪委|委){_N}次全会|"
    f"第?{_N}届(?:(?!举行|召开)[{HAN}]){{2,16}}第{_N}次(?:全体)?会议|全国、全省[{HAN}]{{2,10}}?会议)"
)
_ORGAN_MEETING = re.compile(
    f"(?:第?{_N}届)?(?:第?{_N}次)?(?:全体|全体委员|党代|常务|常委会|委员长|党委|党组|"
    f"主席|专题|理论学习中心组)?(?:（扩大）)?(?:第?{_N}次)?(?:（扩大）)?(?:常务)?(?:全"
    f"体)?(?:会议|全会|学习会|党代会)|"
    f"{_N}届{_N}次(?:全会|全体会议|会议)|第{_N}次(?:全体|代表|常务)?(?:会议|全会|"
    f"大会)|第{_N}轮巡察|第{_N}次党代会|第{_N}次(?:全[国盟会党社台])?(?:代表大会|"
    f"代表会议)"
)


_TERM = re.compile(f"第?{_N}届\\Z")
_TOLD = re.compile("[^，。；]{0,12}?(?:召开|举行)了?(会议)(?=[，。　 \\n]|$)")
_NO_OCCASION = frozenset({"War", "Movement", "Disaster"})
_EDITION = re.compile(f"(?:(?:19|20)\\d\\d年?)?(?:第{_N}届|首届)?\\Z")  # $ would take in a line end
_CONVENED = re.compile("(?:召开|举行|主持|参加)(?:座谈会|联组会)|(?:座谈会|联组会)上")
_FULLER = re.compile(f"(?<!召开)(?<!举行)(?<!主持)(?<=[{HAN}”])(?<!次)(?<!参加)(?:座谈会|联组会)")


@mentions
@once
def plenums(analysis: Analysis) -> list[Mention]:
    """党的二十大, 二十届三中全会, 十四届全国人大四次会议."""
    return list(_congresses(analysis))


def _congresses(analysis: Analysis) -> Iterator[Mention]:
    for match in _PLENUM.finditer(analysis.text):
        begin = with_party(analysis.text, ends(analysis).get(match.start(), match.start()))
        yield analysis.mention(begin, match.end(), "Event", "congress")
    for hit in analysis.hits:
        if hit.entry.list == "meetings" and hit.entry["kind"] not in _NO_OCCASION:
            led = _EDITION.search(analysis.text, max(0, hit.begin - 12), hit.begin)
            begin = led.start() if led else hit.begin
            yield analysis.mention(begin, hit.end, "Event", "known-event")


@mentions
def organ_meetings(analysis: Analysis) -> Iterator[Mention]:
    """An organ's own meeting: 市政府第七十二次常务会议, 市委五届十三次全会."""
    for end, begin in by_end(analysis).items():
        match = _ORGAN_MEETING.match(analysis.text, end)
        if match:
            term = _TERM.search(analysis.text, max(0, begin - 6), begin)
            begin = term.start() if term else begin
            yield analysis.mention(begin, match.end(), "Event", "organ-meeting")
    for begin, end in _ordinal_of_place(analysis):
        yield analysis.mention(begin, end, "Event", "organ-meeting")


@mentions
def bare_meetings(analysis: Analysis) -> Iterator[Mention]:
    """座谈会 alone, where one is convened and no fuller name of it stands in the document."""
    for match in re.finditer("(?:常委会|党委|党组)（扩大）会议", analysis.text):
        yield analysis.mention(*match.span(), "Event", "organ-meeting")
    for match in re.finditer("(?:召开|举行)了?((?:新闻|媒体)(?:发布|吹风)会)", analysis.text):
        yield analysis.mention(*match.span(1), "Event", "bare-meeting")
    for end in by_end(analysis):
        told = _TOLD.match(analysis.text, end)
        if told:
            yield analysis.mention(*told.span(1), "Event", "told-meeting")
    if _CONVENED.search(analysis.text) and not _FULLER.search(analysis.text):
        for match in re.finditer("座谈会|联组会议?", analysis.text):
            yield analysis.mention(*match.span(), "Event", "bare-meeting")


def _ordinal_of_place(analysis: Analysis) -> Iterator[tuple[int, int]]:
    for match in re.finditer(
        f"(?:省|市|县|区|州)第{_N}次(?:党代会|代表大会|人民代表大会)", analysis.text
    ):
        yield ends(analysis).get(match.start() + 1, match.start()), match.end()


@mentions
def noun_phrases(analysis: Analysis) -> Iterator[Mention]:
    """全市机关党的建设工作会议: left to the word that opens the phrase, quotations kept whole."""
    named: dict[int, list[int]] = {}
    for mention in (*plenums(analysis), *organ_meetings(analysis)):
        if mention.rule != "known-event":
            named.setdefault(mention.end, []).append(mention.begin)
    for sentence in analysis.sentences:
        text = analysis.reading(sentence)
        for match in _HEAD.finditer(text):
            begin = _left(text, match.start())
            phrase = text[begin : match.end()]
            if match.end() - begin > 4 and not _BARE.match(phrase):
                offset = sentence.begin
                if any(offset + begin < b for b in named.get(offset + match.end(), ())):
                    continue
                yield analysis.mention(offset + begin, offset + match.end(), "Event", "noun-phrase")


def _left(text: str, head: int) -> int:
    """Where the phrase begins whose head noun stands at ``head``."""
    strong = _strong(text, head)
    if strong is not None:
        return strong
    limit, begin = max(0, head - 40), 0
    depth = 0
    for i in range(head - 1, limit - 1, -1):
        char = text[i]
        if char == "）" and not text.endswith("（扩大）", 0, i + 1):
            return i + 1
        if char in "”’』）》":
            depth += 1
        elif char in "“‘『（《":
            depth -= 1
            if depth < 0:
                return i + 1
        elif depth == 0:
            opening = _OPEN.match(text, i)
            if opening and opening.end() <= head and not _inside_name(text, i, opening.end(), head):
                begin = opening.end()
                break
    else:
        begin = limit
    return begin


_OPENER = re.compile("主持召开(?:了)?|(?:召开|举行|举办|列席)(?:了|的)?")
_CLOSED = re.compile(f"[，。；：！？的]|{HEADS}|研究|部署|听取|审议|学习(?!会|教育)|传达")


def _strong(text: str, head: int) -> int | None:
    """After 召开 and its like, or between 在 and 上, a phrase may hold 和, 与 and 、."""
    openers = [m.end() for m in _OPENER.finditer(text, max(0, head - 45), head)]
    after = _HEAD.match(text, head)
    if after and text.startswith("上", after.end()):
        near = range(max(0, head - 45), head)
        openers += [at + 1 for at in near if text[at] == "在"]
    for begin in sorted(openers, reverse=True):
        if begin < head and not _CLOSED.search(text, begin, head):
            return begin
    return None


_NAME_PARTS = re.compile(
    "中央和国家|党的|的建设|和国家机关|经济和|创新和|与会|共和国|统筹推进|学习会|日报|党组织|部署会"
)


def _inside_name(text: str, begin: int, end: int, head: int) -> bool:
    """Whether the opening word belongs to the name (党的建设工作会议, 中央和国家机关…会议)."""
    for match in _NAME_PARTS.finditer(text, max(0, begin - 6), min(len(text), end + 6)):
        if match.start() <= begin and end <= match.end():
            return True
    return False
