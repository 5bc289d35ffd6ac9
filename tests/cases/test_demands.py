"""Numbered demands stand in an outline, and headings count in it."""

from __future__ import annotations

from graph.extract import extract
from graph.model import Document, Entity
from graph.text import prepare

NOTICE = """\
澄州市水利局关于加强湖泊保护的通知
澄水发〔2020〕3号
各县水利局：
一、主要任务
（一）加强巡查。一是巡查岸线，二是巡查水面。
（二）清退围网。
1.登记造册。
2.限期清退。
二、保障措施
"""


def levels(text: str) -> list[tuple[str, int]]:
    """Each demand of a text with its level."""
    found = extract(prepare(Document("a", text, "0" * 64))).relations
    demands = (r.object for r in found if r.name == "directive")
    return [(d.name, d.level) for d in demands if isinstance(d, Entity)]


def test_a_demand_keeps_its_level_below_headings_that_are_none() -> None:
    assert levels(NOTICE) == [
        ("加强巡查", 2),
        ("巡查岸线", 3),
        ("巡查水面", 3),
        ("清退围网", 2),
        ("登记造册", 3),
        ("限期清退", 3),
    ]


def test_each_speaker_begins_an_outline_of_his_own() -> None:
    text = (
        "会议强调：\n（一）加强巡查。\n（二）清退围网。\n"
        "市长苏映雪强调，一要抓早，二要抓实。\n"
        "县长李明要求，一要抓细，二要抓长。\n"
    )
    assert {level for _, level in levels("澄州市召开全市水利工作会议\n" + text)} == {1}


def test_what_begins_with_a_verb_of_understanding_has_not_been_done() -> None:
    """了解 is a demand, 完成了 is told."""
    asked = NOTICE.replace("巡查岸线", "了解岸线").replace("巡查水面", "了解水面")
    assert ("了解岸线", 3) in levels(asked)
    told = NOTICE.replace("巡查岸线", "巡查了岸线").replace("巡查水面", "巡查了水面")
    assert ("巡查了岸线", 3) not in levels(told)


SPEECH = """\
在全市水利工作会议上的讲话
苏映雪
同志们：
一、过去五年的工作
（一）巡查岸线。
（二）清退围网。
二、今后五年的任务
"""


def test_a_speech_demands_nothing_where_it_looks_back() -> None:
    asked = SPEECH.replace("过去五年的工作", "今后五年的工作")
    assert levels(SPEECH) == []
    assert levels(asked) == [("巡查岸线", 2), ("清退围网", 2)]


def test_causes_merits_and_what_others_want_are_no_demands() -> None:
    """Told by the words that lead to the list; 提出三点要求 leads to demands."""
    opened = "在全市水利工作会议上的讲话\n苏映雪\n同志们：\n"
    points = "一要取消巡查，二要拆除围网。"
    for lead in ("主要原因有三条：", "集体管水有两个好处：", "有人主张：", "五年的教训告诉我们，"):
        assert levels(opened + lead + points) == [], lead
    assert len(levels(opened + "为此提出两点要求：" + points)) == 2


def test_points_in_one_paragraph_are_demands_too() -> None:
    text = SPEECH + "主要任务是：一、修好水渠，护好岸线；二、清退围网；三、巡查水面。"
    assert levels(text) == [("修好水渠，护好岸线", 2), ("清退围网", 2), ("巡查水面", 2)]


def test_who_counts_in_words_begins_anew_with_the_first() -> None:
    text = (
        "澄州市召开全市水利工作会议\n"
        "市长苏映雪强调，首先，要抓早。其次，要抓实。\n"
        "县长李明要求，首先，要抓细。最后，要抓长。\n"
    )
    found = extract(prepare(Document("a", text, "0" * 64))).relations
    told = [(r.subject.name, r.object) for r in found if r.name == "directive"]
    said = [(who, d.name, d.order) for who, d in told if isinstance(d, Entity)]
    assert said == [
        ("苏映雪", "要抓早", 1),
        ("苏映雪", "要抓实", 2),
        ("李明", "要抓细", 1),
        ("李明", "要抓长", 2),
    ]
