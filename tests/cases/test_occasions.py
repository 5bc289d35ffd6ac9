"""A meeting that is only named or planned takes neither chair nor date of the one reported."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import extract
from graph.model import Document, Entity, Relation
from graph.text.head import prepare

_PLANNED = """澄州市委召开常委会会议
2022年1月8日
1月8日，市委书记陆远主持召开市委常委会会议，研究召开市委经济工作会议有关事宜。
会议决定召开中共澄州市委十三届五次全会，传达学习全省农村工作会议精神。市长沈月出席。
"""
_LOCAL = """青芦县两会开幕
2022年1月8日
1月8日，青芦县两会开幕。县委书记孟广出席并讲话。
两会期间，代表们畅谈发展。
"""
_NATIONAL = """全国两会开幕
2022年3月5日
3月5日，全国两会在北京开幕。两会期间，澄州市委书记陆远接受采访。
"""

_BRIEFING = """2023年9月12日外交部发言人顾临主持例行记者会
星海卫视记者：发言人可否谈谈访问安排？
顾临：中方高度重视此次访问。
"""


def _relations(text: str) -> list[Relation]:
    return list(extract(prepare(Document("case", text, "0" * 64))).relations)


def _events(text: str) -> set[str]:
    found = extract(prepare(Document("case", text, "0" * 64)))
    return {m.entity.name for m in found.mentions if m.type == "Event" and m.entity}


def test_a_planned_plenum_has_no_chair() -> None:
    """Nor has the meeting whose spirit is studied anybody who came."""
    about = {
        r.subject.name
        for r in _relations(_PLANNED)
        if r.name in ("chair", "attendee", "speaker", "on_date") and r.subject.type == "Event"
    }
    assert about == {"中共澄州市委常委会会议"}


def test_the_sessions_of_a_county_are_not_the_nations() -> None:
    """Behind its name, and alone after that."""
    assert _events(_LOCAL) == {"青芦县两会"}


def test_the_nations_sessions_stay_so() -> None:
    """No place stands before them."""
    assert _events(_NATIONAL) == {"全国人民代表大会会议和中国人民政治协商会议全国委员会会议"}


_ASIDE = """青芦县：把课堂搬到茶园
1月8日，县委书记孟广走进梅坞镇的茶园，同茶农座谈。
茶农说，今年的收成好过去年。县长沈月主持。
孟广强调，要把茶产业做大做强。
另讯，1月6日，全省茶产业发展大会在岭安市召开。
"""


def test_an_occasion_told_at_the_end_is_not_that_of_what_stands_before() -> None:
    about = {
        r.name
        for r in _relations(_ASIDE)
        if r.subject.type == "Event" and r.subject.name.endswith("大会")
    }
    assert not about & {"chair", "attendee", "speaker"}


_BESIDE = """澄州市召开水利工作会议
6月15日，全市水利工作会议在澄州市民中心召开。市委书记沈月出席并讲话，市长孟广主持。
又讯　近日，副省长陆远在云梧市会见了沈月一行。陆远曾任澄州市委书记，他叮嘱，要抢跑道。
"""
_BEFORE = """副市长沈月到青芦县督办水利项目
6月15日，副市长沈月到青芦县督办水利项目。在泵站，站长陆远介绍，三台机组已经运转。
沈月说，要抢时间。陆远表示，月底一定完工。县委书记孟广参加。大家干劲很足。
当晚，全市水利工作会议在澄州市民中心召开，市长申屠静主持。
"""


def _takes_part(text: str) -> set[tuple[str, str]]:
    taking = ("chair", "speaker", "attendee")
    return {
        (r.name, r.object.name)
        for r in _relations(text)
        if r.name in taking and isinstance(r.object, Entity)
    }


def test_who_speaks_in_other_news_is_at_no_occasion() -> None:
    """A report below, of a visit, is none of the meeting: no frame says so, and no judge."""
    assert _takes_part(_BESIDE) == {("speaker", "沈月"), ("chair", "孟广")}


def test_a_late_occasion_takes_nobody_from_what_came_before() -> None:
    """Who spoke at the pumps spoke not at the meeting of that evening."""
    assert _takes_part(_BEFORE) == {("chair", "申屠静")}


def _visit(document: str, guest: str) -> set[str]:
    text = f"国务院总理陆知远举行仪式，欢迎{guest}对中国进行正式访问。"
    found = extract(prepare(Document(document, text, "0" * 64)))
    visits = (m.entity for m in found.mentions if m.entity and m.text == "正式访问")
    return {str(visit.key) for visit in visits}


def test_two_visits_are_no_one_occasion() -> None:
    """Nobody says whose visit it is: that of its document alone."""
    one, other = _visit("a", "巴基斯坦总理夏巴兹"), _visit("b", "德国总理默茨")
    assert one and other and one.isdisjoint(other)


def test_what_is_over_or_to_come_has_nobody_who_speaks() -> None:
    """Neither frames nor the judge of pairs make it the occasion of the next sentence."""
    for opening in (
        "在刚刚结束的全省运动会上，健儿们摘金夺银。",
        "代表们来自全市各地，将出席6月召开的市第十四次党代会。",
        "陆远要求，办好即将开幕的第六届数字贸易博览会。",
        "经研究，定于9月1日召开全市招商大会。",
        "去年3月召开的全市招商大会成果丰硕。",
        "为迎接全市招商大会召开，各单位全力备战。",
        "全市招商大会召开在即，筹备工作就绪。",
    ):
        text = opening + "县委书记陆远、县长沈月参加接见，市委组织部部长孟广作辅导。"
        names = {r.name for r in _relations(text)}
        assert names.isdisjoint({"chair", "speaker", "attendee"})


_CLOSING = """第九届亚洲冬季运动会在哈尔滨闭幕
2025年2月14日
第九届亚洲冬季运动会14日晚在哈尔滨闭幕。国务院总理孟广出席闭幕式。
随后，举行了亚奥理事会会旗交接仪式。
市长陆远、县长沈月等出席闭幕式。
"""


def test_a_closing_ceremony_is_no_part_of_the_ceremony_before_it() -> None:
    """Who attends it attends the games."""
    attended = {r.subject.name for r in _relations(_CLOSING) if r.name == "attendee"}
    assert attended == {"2025年第9届亚洲冬季运动会"}


def test_whose_spokesman_meets_the_press_holds_the_meeting() -> None:
    """It is named so; a reporter's station is no speaker there, though 发言人 begins like 发言."""
    assert _events(_BRIEFING) == {"外交部例行记者会"}
    speaking = {r.object.name for r in _relations(_BRIEFING) if r.name == "speaker"}  # type: ignore[union-attr]
    assert speaking == {"顾临"}


def test_who_chairs_another_meeting_does_not_name_it() -> None:
    """A director's forum is not one of his bureau."""
    assert _events("3月4日，云麓省水利厅厅长王安主持座谈会。") == {"座谈会"}


_BUREAU = "中国共产党中央委员会政治局会议"


@pytest.mark.parametrize(
    ("held", "meeting", "others"),
    [
        (
            "中共中央政治局",
            _BUREAU,
            "决定今年10月在北京召开二十届四中全会",
        ),
        (
            "中共中央政治局",
            _BUREAU,
            "讨论提交十四届全国人大四次会议的报告",
        ),
        ("中共中央政治局", _BUREAU, "听取中央政治局常委会会议情况的汇报"),
        ("中共中央政治局", _BUREAU, "部署落实中央经济工作会议精神"),
        ("中共水利部党组", "水利部党组会议", "传达中央农村工作会议精神"),
        ("澄州市委", "中共澄州市委会议", "决定召开中共澄州市委十三届六次全会"),
    ],
)
def test_a_meeting_that_a_verb_tells_is_of_who_holds_it(
    held: str, meeting: str, others: str
) -> None:
    """Whatever else is named: what it prepares or passes on is another's."""
    head = f"{held}召开会议\n2025年7月30日\n"
    found = _relations(f"{head}{held}7月30日召开会议，{others}。陆远主持会议。")
    chaired = {r.subject.name for r in found if r.name == "chair"}
    dated = {r.subject.name for r in found if r.name == "on_date"}
    assert chaired == dated == {meeting}


def test_a_meeting_that_a_verb_tells_by_its_own_fuller_name() -> None:
    events = _events("水利部党组召开会议\n水利部党组第八次会议今天召开，陆远主持会议。")
    assert events == {"水利部党组第八次会议"}
