"""What the decoder takes for a name and is none: all parts of an organ, what somebody is by rank;
and a meeting of the chiefs of all counties, which no one county holds."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import extract
from graph.model import Document
from graph.text.head import prepare

_NOTICE = """关于做好秋粮收购工作的通知
岚政发〔2019〕21号
各县、区人民政府，{}：
请抓好落实。
岚阳市人民政府
2019年9月1日"""


def _named(text: str, kind: str) -> dict[str, str]:
    found = extract(prepare(Document("case", text, "0" * 64)))
    return {m.text: m.entity.name for m in found.mentions if m.type == kind and m.entity}


@pytest.mark.parametrize("parts", ["委、办、局", "部门", "组成部门", "部委办"])
def test_all_parts_of_an_organ_are_none(parts: str) -> None:
    """市政府各委、办、局 names 市政府."""
    named = _named(_NOTICE.format(f"市政府各{parts}"), "Organization")
    assert named == {"市政府": "岚阳市人民政府", "岚阳市人民政府": "岚阳市人民政府"}


def test_what_somebody_is_is_no_post() -> None:
    """A retired cadre is one, and no 离休 has him for its 干部."""
    text = "讣告\n云麓省原副省长、离休干部郁达山同志，因病于2018年1月9日逝世。\n"
    assert set(_named(text, "Post")) == {"云麓省原副省长"}


def test_no_county_holds_the_meeting_of_all_secretaries() -> None:
    """县委书记会议 is no 中共丹溪县委书记会议, though 丹溪县 is the only one named."""
    text = (
        "岚阳市委召开县委书记会议\n2月8日，岚阳市委召开县委书记会议，丹溪县委书记林大有作了发言。"
    )
    assert all("丹溪" not in name for name in _named(text, "Event").values())


def test_an_honour_is_no_formula() -> None:
    """What somebody is given is a title, not what the giver stands for."""
    text = (
        "岚阳市人民政府关于表彰先进的决定\n"
        "市政府决定，授予常遇山等同志“全市脱贫攻坚先进个人”称号。要做到“两个维护”。\n"
        "岚阳市人民政府\n2021年2月5日"
    )
    assert set(_named(text, "Slogan")) == {"两个维护"}


_LIFE = (
    "简书白简历\n简书白，男，1964年8月出生，云麓丹溪人。\n"
    "2008年3月至2012年6月，任岚阳市规划局局长；\n2012年6月至2016年11月，任丹溪县委书记；\n"
)


def test_a_verb_and_a_place_are_nobody() -> None:
    """任 before a county is no surname."""
    assert set(_named(_LIFE, "Person")) == {"简书白"}
    assert "丹溪县委书记" in _named(_LIFE, "Post")


def test_whoever_is_called_so_stays_one() -> None:
    """任建国市长 bears the name."""
    text = "岚阳召开会议\n市委书记陆远主持会议，任建国市长讲话。\n"
    assert "任建国" in _named(text, "Person")


def test_a_school_s_head_is_none_of_its_department() -> None:
    """副校长 beside 中文系主任 is one of the school; 曾担|任 is nobody."""
    text = (
        "江一舟简历\n江一舟，男，1934年2月生。历任岚阳师专中文系主任、副校长。\n"
        "曾担任岚阳大学外语系主任。曾当选岚阳市政协第三届委员会委员。\n"
    )
    assert _named(text, "Post")["副校长"] == "岚阳师专副校长"
    assert _named(text, "Post")["岚阳市政协第三届委员会委员"] == "岚阳市政协委员"
    assert set(_named(text, "Person")) == {"江一舟"}


def test_districts_that_nothing_else_tells_of() -> None:
    """Each post of a career is of its own district, not of the one that the text knows."""
    text = (
        "巩大林被查\n巩大林1966年生，早年任教于岚阳大学，从政后历任岚阳市东湖区副区长、区长；"
        "青石区区长、区委书记；西山区委书记等职。\n"
    )
    named = _named(text, "Post")
    assert named["岚阳市东湖区副区长"] == "岚阳市东湖区副区长"
    assert named["区委书记"] == "青石区委书记"


def test_a_crop_is_nobody() -> None:
    """A word that opens with a surname is no person where no rule takes it for one."""
    text = "央视网消息：夏玉米长势良好。夏玉米迎来丰收。"
    assert not _named(text, "Person")


@pytest.mark.parametrize("heading", ["严 明 纪 律", "严　明　纪　律　全　面　从　严"])
def test_words_set_wide_are_nobody(heading: str) -> None:
    assert not _named(f"{heading}\n岚阳市纪委召开会议。\n", "Person")


def test_who_speaks_for_his_kind_holds_no_post() -> None:
    """教师代表 is whom he speaks for; 省人大代表 is elected."""
    text = "座谈会上，校友代表沈岩、教师代表苏映雪和省人大代表高存义发言。\n"
    assert set(_named(text, "Post")) == {"省人大代表"}
