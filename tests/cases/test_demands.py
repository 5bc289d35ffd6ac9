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
