"""Names in rows and beside particles: each has its post, none loses its end."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document, Entity
from graph.text import prepare


def _held(text: str) -> set[tuple[str, str]]:
    found = extract(prepare(Document("d", text, ""))).relations
    return {
        (r.subject.name, r.object.name)
        for r in found
        if r.name == "holds" and isinstance(r.object, Entity)
    }


def _persons(text: str) -> set[str]:
    found = extract(prepare(Document("d", text, ""))).mentions
    return {m.entity.name for m in found if m.type == "Person" and m.entity}


@pytest.mark.parametrize("blank", [" ", "　"])
def test_a_row_set_with_blanks_gives_every_name_its_post(blank: str) -> None:
    names = blank.join(["沈月华", "程望山", "苏雪", "（女）邱一鸣", "韩松（回族）"])
    held = _held(f"省委书记：高存义\n省委常委：{names}\n")
    assert {n for n, post in held if post == "省委常委"} == {
        "沈月华",
        "程望山",
        "苏雪",
        "邱一鸣",
        "韩松",
    }


@pytest.mark.parametrize("blank", [" ", "　"])
def test_names_set_wide_are_as_many_as_their_pairs(blank: str) -> None:
    """The blanks within the names are as wide as those between them."""
    names = blank.join("郭强崔健王芳"), blank.join("陈明赵敏")
    listed = _persons(f"表彰名单\n优秀教师（6名）\n{names[0]}\n李建国{blank}{names[1]}\n")
    assert listed == {"郭强", "崔健", "王芳", "李建国", "陈明", "赵敏"}


def test_who_has_two_posts_at_once_holds_both() -> None:
    """副市长兼市公安局局长, whose 市 is none of a 长兼市."""
    held = _held(
        "岚山市召开会议\n岚山市副市长兼市公安局局长程望山，远大集团总经理助理兼投资部部长苏映雪出席会议。\n"
    )
    assert held >= {
        ("程望山", "岚山市副市长"),
        ("程望山", "岚山市公安局局长"),
        ("苏映雪", "远大集团总经理助理"),
        ("苏映雪", "远大集团投资部部长"),
    }


def test_what_orders_a_row_stands_behind_it() -> None:
    held = _held("省长：高存义\n副省长    程望山、邱一鸣、（按姓氏笔画为序）\n")
    assert {n for n, post in held if post == "副省长"} == {"程望山", "邱一鸣"}


def test_a_name_with_a_particle_inside_is_an_item_of_a_list() -> None:
    assert "万在山" in _persons("省委常委：沈月华、程望山、万在山\n")
    assert "万在场" not in _persons("省委常委：沈月华、程望山、万在场\n")


def test_a_place_that_heads_a_list_is_nobody() -> None:
    assert _persons("云泽省领导班子名单\n省长：程望山\n") == {"程望山"}


@pytest.mark.parametrize("verb", ["到江州调研", "赴江州考察", "来到江州"])
def test_a_joint_that_joins_nobody_ends_a_name(verb: str) -> None:
    assert _persons(f"江州市领导来访。县长程元和{verb}。") == {"程元和"}


def test_a_joint_before_guests_is_none_of_the_name() -> None:
    assert _persons("江州市召开会议。县长程远和前往现场的人合影。") == {"程远"}


def test_a_name_set_wide_ends_before_its_verb() -> None:
    assert _persons("江州市召开会议。市长孙 以 农作了报告。副市长高 远 主持会议。") == {
        "孙以农",
        "高远",
    }


def test_every_item_below_its_verb_is_read_though_no_list_knows_the_place() -> None:
    removed = "童欣然的青沙市审计局局长职务；\n蒋映雪的青沙市财政局局长职务。"
    assert _persons(f"免去：\n{removed}") == {"童欣然", "蒋映雪"}
