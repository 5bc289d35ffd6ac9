"""The page answers for the whole graph, of which it draws a part, in a real browser."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from test_explore import shown
from written import (
    LATER,
    REPORT,
    SECRETARY,
    SHEN,
    SLOGAN,
    UNDATED,
    data,
    entity,
    extraction,
    write,
)

GROUPS, SIZE = 6, 12


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of eight entities drawn."""
    return write(tmp_path_factory.mktemp("part"), REPORT, LATER, UNDATED, limit=3)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """78 entities, 20 of them drawn; a year a group."""
    reports = (
        extraction(
            str(group),
            f"第{group}号报告",
            f"20{10 + group}-01-01",
            [
                (
                    entity("Person", f"{group}组{number}号"),
                    "invokes",
                    entity("Slogan", f"{group}个目标"),
                )
                for number in range(SIZE)
            ],
        )
        for group in range(GROUPS)
    )
    return write(tmp_path_factory.mktemp("many"), *reports, limit=20)


def search(one: Any, typed: str) -> list[str]:
    one.page.keyboard.press("/")
    one.page.fill("#search", typed)
    return list(one.page.locator("#hits li .name, #hits .none, #hits .further").all_text_contents())


def test_search_finds_what_is_not_drawn_and_brings_it_in(part: Path, opened: Any) -> None:
    one = opened(part)
    assert data(one.page, "nodes") == "3"
    assert "8 个实体中画出 3 个" in one.page.locator("#legend").text_content()
    for typed, found in (
        ("luzhiyuan", "陆知远"),
        ("liuzhiy", "陆知远"),  # another reading of 陆
        ("lzy", "陆知远"),
        ("沈yh", "沈月华"),
        ("laolu", "陆知远"),
        ("shengbaohu", "没有这个名字"),
        ("baohu", "澄水保护条例"),
        ("csbhtl", "澄水保护条例"),
    ):
        assert search(one, typed)[0] == found
    one.page.keyboard.press("Enter")
    assert one.picked() == "澄水保护条例"
    assert "沈月华：澄水保护条例。" in one.page.locator("#panel").text_content()
    assert data(one.page, "nodes") == "4"
    assert not one.errors


def test_titles_are_found_and_open(part: Path, opened: Any) -> None:
    one = opened(part)
    assert search(one, "ercquanhui") == ["二次全会"]
    one.page.keyboard.press("Enter")
    assert one.page.locator("#reader h2").text_content() == "二次全会"


def test_more_is_found_than_fits(many: Path, opened: Any) -> None:
    one = opened(many)
    found = search(one, "号")
    assert len(found) == 9 and found[-1] == "另有 70 条"
    one.page.keyboard.press("ArrowUp")
    one.page.keyboard.press("Enter")
    assert one.page.locator("#hits li").count() == 49
    assert one.page.locator("#hits [aria-selected=true] .name").count() == 1


def test_filters_choose_among_all(many: Path, opened: Any) -> None:
    one = opened(many)
    shown(one.page, 20, 18)
    legend = one.page.locator("#legend")
    one.page.evaluate("location.hash = 'since=2013&until=2013'")
    shown(one.page, 13, 12)
    assert "符合条件的 13 个全部画出" in legend.text_content()
    assert legend.locator("[data-type=Person] small").text_content() == "12"
    assert "6 篇文档中的 1 篇" in one.page.locator("#holds").text_content().replace("\xa0", " ")
    one.page.evaluate("location.hash = 'off=Slogan'")
    shown(one.page, 20, 0)
    assert "符合条件的 72 个中画出 20 个" in legend.text_content()
    assert one.page.locator("#time .pillar rect").count() == 0
    slider = legend.get_by_role("slider", name="画出多少个")
    slider.focus()
    one.page.keyboard.press("End")
    shown(one.page, 70, 0)
    again = opened(many, "#" + one.page.url.partition("#")[2])
    shown(again.page, 70, 0)
    legend.locator(".clear").click()
    assert not one.errors + again.errors


def test_a_phone_draws_as_many_as_can_be_told_apart_there(tmp_path: Path, opened: Any) -> None:
    """Three of them are named in any case, and the slider's place is its own."""
    people = [entity("Person", f"第{number}人") for number in range(200)]
    told = [(person, "invokes", entity("Slogan", "一个目标")) for person in people]
    path = write(tmp_path, extraction("1", "报告", "2020-01-01", told), limit=300)
    for width, drawn in ((390, 120), (1280, 201)):
        one = opened(path, viewport={"width": width, "height": 844})
        shown(one.page, drawn, drawn - 1)
        assert int(one.page.locator("[data-labels]").get_attribute("data-labels")) >= 3


def test_undated_documents_are_counted_and_named(part: Path, opened: Any) -> None:
    one = opened(part, "#since=2021-01-01")
    shown(one.page, 3, 2)
    one.page.click("#sieve")
    note = one.page.locator("#filters .undated")
    assert "连同 1 篇没有日期的文档" in note.text_content() and "《d》" in note.text_content()
    note.locator("input").check()
    assert "undated=1" in one.page.url
    assert "3 篇文档中的 2 篇" in one.page.locator("#holds").text_content().replace("\xa0", " ")
    assert not one.errors


def test_a_browser_too_old_is_told(part: Path, chromium: Any) -> None:
    page = chromium.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(part.as_uri())
    page.locator("#empty", has_text="2023").wait_for()
    page.close()


def test_the_same_filter_gives_the_same_picture(many: Path, opened: Any, tmp_path: Path) -> None:
    pictures = []
    for _ in range(2):
        one = opened(many, "#off=Slogan&most=50")
        one.page.click("#picture")
        with one.page.expect_download() as download:
            one.page.locator("#keep button", has_text="SVG").click()
        download.value.save_as(tmp_path / "a.svg")
        pictures.append((tmp_path / "a.svg").read_bytes())
    assert pictures[0] == pictures[1] and pictures[0].count(b"<path") > 50


@pytest.fixture
def few_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve reports on one use of a slogan, of whose sentences the page holds one."""
    shortening = import_module("graph.page.shortening")
    monkeypatch.setattr(shortening, "MAX_CHARACTERS", 1)
    monkeypatch.setattr(shortening, "DRAWN", 1)
    used = [
        extraction(f"u{month}", "", f"2021-{month:02}-01", [(SHEN, "invokes", SLOGAN)])
        for month in range(1, 13)
    ]
    held = extraction("h", "", "2021-01-01", [(SHEN, "holds", SECRETARY)])
    return write(tmp_path, *used, held, documents=False)


def test_what_is_told_in_sentences_that_the_page_has_not(few_sentences: Path, opened: Any) -> None:
    one = opened(few_sentences, "#node=person/沈月华")
    line = one.page.locator("#panel .row", has_text="四个澄州")
    assert line.locator(".more").text_content() == "12 句"
    one.page.evaluate("location.hash = 'node=person/沈月华&since=2021-06'")
    one.page.locator("#panel .counts", has_text="7 / 13 篇文档").wait_for()
    assert line.locator(".more").text_content() == "至少 7 句"
    line.locator(".more").click()
    told = one.page.locator("#panel li .evidence").first
    assert told.text_content() == "另有至少 7 句未列出"
    one.page.evaluate("location.hash = 'edge=person/沈月华~invokes~slogan/四个澄州&since=2021-06'")
    one.page.locator("#panel .counts", has_text="7 句").wait_for()
    assert not one.errors


def test_the_most_told_post_stands_under_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Any
) -> None:
    monkeypatch.setattr(import_module("graph.page.shortening"), "MAX_CHARACTERS", 1)
    once = entity("Post", "组长")
    told = [(SHEN, "holds", once)] + [(SHEN, "holds", SECRETARY)] * 60
    one = opened(write(tmp_path, extraction("a", "", "2021-01-01", told), documents=False))
    one.page.evaluate("location.hash = 'node=person/沈月华'")
    assert one.page.locator("#panel .posts").text_content() == "澄州市委书记"
    names = one.page.locator("#panel ul, #panel ol").first.locator(".name").all_text_contents()
    assert [name.split(" ")[0] for name in names] == ["澄州市委书记", "组长"]


def test_relations_are_counted_as_they_pass_the_filters(many: Path, opened: Any) -> None:
    one = opened(many)
    count = one.page.locator("#filters .choice", has_text="使用提法").locator("small")
    assert count.text_content() == "72"
    one.page.evaluate("location.hash = 'since=2013&until=2013'")
    shown(one.page, 13, 12)
    assert count.text_content() == "12"


def test_no_name_of_the_timeline_stands_on_another(tmp_path: Path, opened: Any) -> None:
    reports = [
        extraction(f"{year}-{month}", "", f"{year}-{month:02}-01", [(SHEN, "invokes", SLOGAN)])
        for year in (2021, 2022, 2023, 2024)
        for month in range(1, 13)
    ]
    path = write(tmp_path, *reports)
    for period in ("since=2022-03&until=2022-03", "since=2022-01&until=2022-06"):
        one = opened(path, f"#{period}")
        boxes = one.page.locator("#time svg.chart text").evaluate_all(
            "texts => texts.map((text) => text.getBoundingClientRect())"
            ".filter(({ y }, _, [first]) => Math.abs(y - first.y) < 4)"
            ".map(({ left, right }) => [left, right])"
        )
        ends = sorted(boxes)
        assert len(ends) > 5 and all(a[1] <= b[0] for a, b in pairwise(ends))
