"""Who is who, corrected where it is read: the command to copy, and the judgement that is sent."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from serving import served
from test_axe import faults
from written import COMMITTEE, LATER, REPORT, entity, extraction, write

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
    assert command(one)[1:4] == ["different", "陆知远-a", "陆知远-b"]
    once = opened(path, "#node=person/沈月华")  # in one document: there is no other to tell it from
    once.page.locator("#panel .more").first.click()
    assert once.page.locator("#panel .quote", has_text="引用").count()
    assert once.page.locator("#panel .quote", has_text="不对").count() == 0


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
