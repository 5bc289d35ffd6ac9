"""Who is who, corrected where it is read: the command to copy, and the judgement that is sent."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from serving import served
from test_axe import faults
from written import COMMITTEE, LATER, REPORT, drawn, entity, extraction, write

import graph
from graph.cli import main
from graph.identity import JUDGEMENTS, read_judgements


def command(one: Any) -> list[str]:
    return shlex.split(one.page.locator(".judge code").text_content())


def deed(one: Any, name: str) -> None:
    one.page.locator("#panel .deeds").get_by_role("button", name=name, exact=True).click()


def test_two_of_a_name_are_told_by_their_documents(path: Path, opened: Any) -> None:
    one = opened(path, "#node=person/陆知远")
    deed(one, "这是两个人")
    assert command(one)[:4] == ["tifagraph", "different", "陆知远-a", "陆知远-b"]
    one.page.get_by_label("另一个是").select_option("d")
    one.page.get_by_label("理由").fill("it's 另一人")
    assert command(one)[3:] == ["陆知远-d", "--because", "it's 另一人"]
    assert faults(one.page) == []
    deed(one, "关闭")
    assert one.page.locator(".judge").count() == 0
    assert not one.errors


def test_a_sentence_on_another_of_that_name(path: Path, opened: Any) -> None:
    one = opened(path, "#node=person/陆知远")
    for more in one.page.locator("#panel .more").all():
        more.click()
    wrong = one.page.locator("#panel blockquote", has_text="二次全会").first.locator(".quote")
    wrong.get_by_text("不对").click()
    assert command(one)[1:4] == ["wrong", "person/陆知远", "invokes"]
    one.page.get_by_label("不对的是").select_option(label="这一句说的是另一个“陆知远”")
    assert command(one)[1:4] == ["different", "陆知远-a", "陆知远-b"]
    one.page.get_by_label("不对的是").select_option(label="“陆知远”不是人物")
    assert command(one)[1:4] == ["wrong", "person/陆知远", "--because"]
    one.page.get_by_label("不对的是").select_option(index=0)
    assert command(one)[1:5] == ["wrong", "person/陆知远", "invokes", "slogan/四个澄州"]
    once = opened(path, "#node=person/沈月华")  # in one document: there is no other to tell it from
    deed(once, "不对")
    assert command(once)[1:3] == ["wrong", "person/沈月华"]


@pytest.mark.parametrize(
    ("node", "section", "said"),
    [
        ("event/澄州市委全会", "陆知远", ["event/澄州市委全会", "chair", "person/陆知远"]),
        ("event/澄州市委全会", "2018-12-25", ["event/澄州市委全会", "on_date", "2018-12-25"]),
        ("person/陆知远", "澄州市委书记", ["person/陆知远", "holds", "post/澄州市委书记"]),
        ("person/陆知远", "澄州市委全会", ["event/澄州市委全会", "chair", "person/陆知远"]),
        ("person/陆知远", "抓收官", ["person/陆知远", "directive", "directive/a/1"]),
        ("slogan/四个澄州", "沈月华", ["person/沈月华", "invokes", "slogan/四个澄州"]),
    ],
)
def test_a_statement_is_wrong(
    path: Path, opened: Any, node: str, section: str, said: list[str]
) -> None:
    one = opened(path, f"#node={node}")
    line = one.page.locator("#panel li", has=one.page.locator(".name", has_text=section)).first
    if line.locator(".more[aria-expanded=false]").count():
        line.locator(".more").click()
    line.locator("blockquote").first.get_by_text("不对", exact=True).click()
    assert command(one) == ["tifagraph", "wrong", *said, "--because", "看图判断"]
    assert one.page.locator(".judge h3").text_content() == "不对"
    assert faults(one.page) == []
    assert not one.errors


def test_an_entity_of_any_type_is_wrong(path: Path, opened: Any) -> None:
    one = opened(path)
    first = {key.partition("/")[0]: key for key in drawn(one.page, "key")}
    assert len(first) == 7
    for key in first.values():
        one.page.evaluate("key => { location.hash = `node=${key}`; }", key)
        one.page.locator("#panel .deeds").get_by_role("button", name="不对", exact=True).click()
        one.page.wait_for_function(
            "key => document.querySelector('.judge code')?.textContent.includes(key)", arg=key
        )
        assert command(one)[:4] == ["tifagraph", "wrong", key, "--because"]


def test_the_sentences_of_a_relation(path: Path, opened: Any) -> None:
    one = opened(path, "#edge=person/陆知远~holds~post/澄州市委书记&lang=en")
    one.page.locator("#panel blockquote").first.get_by_text("Wrong", exact=True).click()
    assert command(one)[1:5] == ["wrong", "person/陆知远", "holds", "post/澄州市委书记"]


def test_same_person_is_sought_among_persons(tmp_path: Path, opened: Any) -> None:
    shen = entity("Person", "沈月华")
    html = write(tmp_path, REPORT, LATER, extraction("e", "", "", [(shen, "holds", COMMITTEE)]))
    one = opened(html, "#node=person/陆知远&lang=en")
    deed(one, "Same person")
    one.page.fill("#search", "澄州市")
    assert one.page.locator("#hits [role=option] .name").count() == 0  # a place is nobody
    one.page.fill("#search", "shenyuehua")
    one.page.keyboard.press("Enter")
    assert one.picked() == "陆知远"
    assert command(one)[1:4] == ["same", "陆知远", "沈月华"]


@pytest.mark.slow
def test_the_command_is_one_that_update_applies(
    tmp_path: Path, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for day in (3, 4):
        text = f"市委书记陆知远调研\n澄州市委书记陆知远{day}日到青芦县调研。他强调，要抓落实。\n"
        (docs / f"调研-{day}.txt").write_text(text, "utf-8")
    kg = graph.build([docs], tmp_path / "kg", workers=1)
    kg.view(tmp_path / "graph.html")
    one = opened(tmp_path / "graph.html", "#node=person/陆知远")
    deed(one, "这是两个人")
    monkeypatch.chdir(docs)
    assert main(command(one)[1:]) == 0
    changes = kg.update([docs])
    assert [str(j) for j in changes.verdicts.applied] == ["陆知远-调研-3 ≠ 陆知远-调研-4"]
    assert not changes.verdicts.unborne


@pytest.mark.slow
def test_the_command_takes_a_statement_out(
    tmp_path: Path, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    text = "澄州市召开供水工作会议\n3月4日，全市供水工作会议召开。市长王岩主持会议。\n"
    (docs / "会议.txt").write_text(text, "utf-8")
    kg = graph.build([docs], tmp_path / "kg", workers=1)
    kg.view(tmp_path / "graph.html")
    one = opened(tmp_path / "graph.html", "#node=person/王岩")
    met = one.page.locator("#panel li", has=one.page.locator(".name", has_text="供水")).first
    if met.locator(".more[aria-expanded=false]").count():
        met.locator(".more").click()
    met.locator("blockquote").first.get_by_text("不对", exact=True).click()
    monkeypatch.chdir(docs)
    assert main(command(one)[1:]) == 0
    (found,) = kg.update([docs]).verdicts.applied
    assert found.relation == "chair" and not kg.query("SELECT ?e { ?e tg:chair ?p }")


@pytest.mark.slow
def test_a_served_page_records_it(tmp_path: Path, chromium: Any) -> None:
    for day in (3, 4):
        text = f"市委书记陆知远调研\n澄州市委书记陆知远{day}日到青芦县调研。他强调，要抓落实。\n"
        (tmp_path / f"调研-{day}.txt").write_text(text, "utf-8")
    kg = graph.build([tmp_path], tmp_path / "kg", workers=1).store.path
    page = chromium.new_page(locale="zh-CN")
    try:
        with served(kg, "--judge") as client:
            page.goto(f"{client.base_url}page#node=person/陆知远")
            page.wait_for_selector("html[data-drawn]")
            for said, left_open in (("已记入", 0), ("已有判断", 1)):
                page.locator("#panel .deeds button", has_text="这是两个人").click()
                page.locator(".judge button", has_text="记入").click()
                page.locator("#live", has_text=said).wait_for()
                assert page.locator(".judge").count() == left_open
    finally:
        page.close()
    (found,) = read_judgements(kg / JUDGEMENTS)
    assert (str(found), found.why) == ("陆知远-调研-3 ≠ 陆知远-调研-4", "看图判断")


@pytest.mark.slow
def test_a_served_page_records_what_is_wrong(tmp_path: Path, chromium: Any) -> None:
    text = "市委书记陆知远调研\n澄州市委书记陆知远3日到青芦县调研。他强调，要抓落实。\n"
    (tmp_path / "调研.txt").write_text(text, "utf-8")
    kg = graph.build([tmp_path], tmp_path / "kg", workers=1).store.path
    page = chromium.new_page(locale="zh-CN")
    try:
        with served(kg, "--judge") as client:
            page.goto(f"{client.base_url}page#node=place/青芦县")
            page.wait_for_selector("html[data-drawn]")
            for said in ("已记入", "已有判断"):
                page.locator("#panel .deeds button", has_text="不对").click()
                page.locator(".judge button", has_text="记入").click()
                page.locator("#live", has_text=said).wait_for()
    finally:
        page.close()
    (found,) = read_judgements(kg / JUDGEMENTS)
    assert (found.verdict, found.a, found.b) == ("wrong", "place/青芦县", "")
