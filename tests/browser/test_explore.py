"""Filters, time, neighbours, paths and the keyboard, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from written import LATER, PLAN, REPORT, SECRETARY, SHEN, SLOGAN, entity, extraction, write


def shown(page: Any, nodes: int, links: int) -> None:
    """Waits until the picture shows so many."""
    page.wait_for_function(
        """([nodes, links]) => { const { dataset } = document.getElementById("graph");
            return dataset.nodes == nodes && dataset.links == links; }""",
        arg=[nodes, links],
    )


def fragment(page: Any) -> str:
    return "#" + str(page.url).partition("#")[2]


def test_filters_by_relation_date_and_document(path: Path, opened: Any) -> None:
    one = opened(path)
    shown(one.page, 8, 7)
    one.page.click("#sieve")
    one.page.uncheck("[data-relation=invokes]")
    shown(one.page, 7, 5)  # 四个澄州 has no other relation
    assert "符合条件的 7 个全部画出" in one.page.locator("#legend").text_content()
    one.page.fill("[data-date=since]", "2021-01-01")
    shown(one.page, 2, 1)  # 沈月华 and 澄水保护条例, the only relation left of document b
    again = opened(path, fragment(one.page))
    shown(again.page, 2, 1)
    one.page.locator("#filters .clear").click()
    shown(one.page, 8, 7)
    one.page.select_option("[data-choice=document]", label="2018-12-26 市委全会召开")
    shown(one.page, 6, 5)
    one.page.keyboard.press("Escape")
    assert one.page.locator("#filters").is_hidden()
    one.page.go_back()
    shown(one.page, 8, 7)
    assert not one.errors + again.errors


def test_filters_by_place(tmp_path: Path, opened: Any) -> None:
    city, county = entity("Place", "澄州市"), entity("Place", "青芦县")
    fair = entity("Event", "青芦县茶会")
    html = write(
        tmp_path,
        extraction("a", "甲", "2020-01-01", [(county, "contained_in", city)]),
        extraction("b", "乙", "2020-02-01", [(fair, "in_place", county), (fair, "chair", SHEN)]),
        extraction("c", "丙", "2020-03-01", [(SHEN, "invokes", SLOGAN)]),
    )
    one = opened(html)
    shown(one.page, 5, 4)
    one.page.click("#sieve")
    one.page.select_option("[data-choice=place]", label="澄州市（1）")
    shown(one.page, 3, 2)
    assert "place=%E6%BE%84" in one.page.url


def test_filters_by_kind_of_document(tmp_path: Path, opened: Any) -> None:
    city, county = entity("Place", "澄州市"), entity("Place", "青芦县")
    html = write(
        tmp_path,
        extraction("a", "甲", "2020-01-01", [(county, "contained_in", city)], "notice"),
        extraction("b", "乙", "2020-02-01", [(SHEN, "cites", PLAN)], "notice"),
        extraction("c", "丙", "2020-03-01", [(SHEN, "invokes", SLOGAN)], "speech"),
        extraction("d", "丁", "2020-04-01", [(SHEN, "holds", SECRETARY)]),
    )
    one = opened(html)
    shown(one.page, 6, 4)
    one.page.click("#sieve")
    kinds = one.page.locator("[data-choice=kind] option").all_text_contents()
    assert kinds == ["所有文种", "公文（2）", "讲话（1）"]
    one.page.select_option("[data-choice=kind]", label="讲话（1）")
    shown(one.page, 2, 1)
    assert "kind=speech" in one.page.url
    again = opened(html, fragment(one.page))
    shown(again.page, 2, 1)
    one.page.keyboard.press("Escape")
    one.page.click("#language")
    one.page.click("#sieve")
    assert one.page.locator("[data-choice=kind]").evaluate(
        "box => box.selectedOptions[0].text"
    ) == ("speech（1）")
    one.page.select_option("[data-choice=kind]", label="Any kind")
    shown(one.page, 6, 4)
    assert not one.errors + again.errors


def test_the_brush_over_time_filters(path: Path, opened: Any) -> None:
    one = opened(path)
    chart = one.page.locator("#time .chart").bounding_box()
    y = chart["y"] + 20
    one.page.mouse.move(chart["x"] + 2, y)
    one.page.mouse.down()
    one.page.mouse.move(chart["x"] + chart["width"] / 2, y, steps=4)
    one.page.mouse.up()
    shown(one.page, 6, 5)
    assert "since=2018-12" in one.page.url
    again = opened(path, fragment(one.page))
    shown(again.page, 6, 5)
    assert again.page.locator("#time .brush").count() == 1
    one.page.mouse.click(chart["x"] + 200, y)
    shown(one.page, 8, 7)


def test_the_ends_of_the_period_move_by_keyboard(path: Path, opened: Any) -> None:
    one = opened(path)
    start = one.page.get_by_role("slider", name="时段起点")
    start.focus()
    one.page.keyboard.press("ArrowRight")
    shown(one.page, 4, 3)  # without document a, and without the one that has no date
    assert start.get_attribute("aria-valuetext") == "2019-01"
    one.page.keyboard.press("ArrowLeft")
    shown(one.page, 8, 7)


def test_first_and_last_use_of_a_slogan(path: Path, opened: Any) -> None:
    one = opened(path, "#node=slogan/四个澄州&uses=1")
    told = one.page.locator("#panel .counts").text_content()
    assert "始见 2018-12-26" in told and "末见 2021-07-02" in told
    marks = one.page.locator("#time .attested").all_text_contents()
    assert marks == ["始见 2018-12-26", "末见 2021-07-02"]
    use = one.page.locator("#uses .use")
    assert use.locator("text").text_content() == "2018-12 – 2021-07"
    assert use.locator("circle").count() == 2
    one.page.keyboard.press("Escape")
    use.locator("button").click()
    assert one.picked() == "四个澄州"
    one.page.get_by_role("button", name="提法沿革").click()
    assert use.count() == 0


def test_neighbours_open_and_close(tmp_path: Path, opened: Any) -> None:
    one = opened(write(tmp_path, REPORT, LATER, focus="沈月华"))
    shown(one.page, 3, 2)
    one.page.locator("#panel button.name", has_text="四个澄州").click()
    one.page.locator("#panel .expand").click()
    shown(one.page, 4, 3)
    again = opened(tmp_path / "graph.html", fragment(one.page))
    shown(again.page, 4, 3)
    one.page.locator("#panel .collapse").click()
    shown(one.page, 3, 2)
    one.page.keyboard.press("/")
    one.page.keyboard.type("陆知远")
    one.page.keyboard.press("Enter")
    assert one.picked() == "陆知远"
    shown(one.page, 4, 3)


def test_the_path_between_two(path: Path, opened: Any) -> None:
    one = opened(path, "#node=person/沈月华")
    one.page.locator("#panel .path").click()
    one.page.keyboard.type("jurisdiction")
    assert "没有这个名字" in one.page.locator("#hits").text_content()
    one.page.fill("#search", "澄州市")
    one.page.keyboard.press("Enter")
    stops = one.page.locator("#panel .stop")
    assert stops.all_text_contents() == [
        "沈月华", "四个澄州", "陆知远", "澄州市委书记", "中共澄州市委员会", "澄州市",
    ]  # fmt: skip
    one.page.locator("#panel .leg .more").first.click()
    assert "沈月华：四个澄州。" in one.page.locator("#panel .leg").first.text_content()
    again = opened(path, fragment(one.page))
    assert again.page.locator("#panel .stop").count() == 6
    again.page.click("#sieve")
    again.page.uncheck("[data-relation=post_in]")
    assert "没有相连的路径" in again.page.locator("#panel").text_content()
    one.page.locator("#panel .back").click()
    one.page.wait_for_function("document.querySelector('#panel h2').textContent === '沈月华'")
    one.page.locator("#panel .forward").click()
    one.page.wait_for_function("document.querySelectorAll('#panel .stop').length === 6")


def test_shift_click_leads_to_the_other(path: Path, opened: Any) -> None:
    one = opened(path, "#node=person/沈月华")
    x, y = one.page.evaluate("""() => {
        const canvas = document.querySelector("#graph canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const root = getComputedStyle(document.documentElement);
        const colour = parseInt(root.getPropertyValue("--type-Slogan").slice(1), 16);
        const found = [];
        for (let at = 0; at < data.length; at += 4) {
            const here = data[at] * 65536 + data[at + 1] * 256 + data[at + 2];
            if (here === colour) found.push(at / 4);
        }
        const middle = found[Math.floor(found.length / 2)];
        const box = canvas.getBoundingClientRect();
        return [box.x + middle % canvas.width, box.y + Math.floor(middle / canvas.width)];
    }""")
    one.page.mouse.move(x, y)
    assert one.page.locator("#tip").text_content().startswith("四个澄州")
    one.page.keyboard.down("Shift")
    one.page.mouse.click(x, y)
    one.page.locator("#panel .stop").first.wait_for()
    stops = one.page.locator("#panel .stop").all_text_contents()
    assert stops == ["沈月华", "四个澄州"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_by_keyboard_alone(path: Path, opened: Any, language: str) -> None:
    one = opened(path, f"#lang={language}")
    reached = []
    for _ in range(40):
        one.page.keyboard.press("Tab")
        name = one.page.evaluate(
            "(({ id, dataset, tagName }) => id || dataset.type || dataset.end || tagName)"
            "(document.activeElement)"
        )
        if name == "BODY":
            break
        reached.append(name)
    assert reached[:9] == [
        "search", "sieve", "list", "read", "fit", "picture", "language", "why", "graph",
    ]  # fmt: skip
    assert "DIV" not in reached  # every stop is something
    assert {"0", "1", "Person", "Slogan"} <= set(reached)
    one.page.locator("#graph").focus()
    one.page.keyboard.press("ArrowRight")
    first = one.picked()
    assert first and first in one.page.locator("#live").text_content()
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        one.page.keyboard.press(key)
    assert one.picked()
    one.page.keyboard.press("Enter")
    one.page.keyboard.press("ArrowDown")
    neighbour = one.page.evaluate("document.activeElement.firstChild.textContent")
    one.page.keyboard.press("Enter")
    assert one.picked() == neighbour
    one.page.keyboard.press("Escape")
    assert one.page.evaluate("document.activeElement.id") == "graph"
    assert not one.errors


def test_arrows_lead_through_what_search_finds(path: Path, opened: Any) -> None:
    one = opened(path)
    one.page.keyboard.press("/")
    one.page.keyboard.type("澄")
    hits = one.page.locator("#hits li").all_text_contents()
    assert len(hits) == 6
    for key, at in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowUp", 0)):
        one.page.keyboard.press(key)
        chosen = one.page.locator("#hits [aria-selected=true]")
        assert chosen.get_attribute("id") == f"hit{at}"
        active = one.page.locator("#search").get_attribute("aria-activedescendant")
        assert active == f"hit{at}"
    one.page.keyboard.press("ArrowUp")
    one.page.keyboard.press("Enter")
    assert hits[-1].startswith(one.picked())
    assert one.page.evaluate("document.activeElement.id") == "panel"


def test_every_control_has_a_name_in_both_languages(path: Path, opened: Any) -> None:
    for language, foreign in (("zh", "[A-Za-z]{3,}"), ("en", "[\u4e00-\u9fff]")):
        one = opened(path, f"#lang={language}&node=slogan/四个澄州&uses=1")
        one.page.click("#sieve")
        names = one.page.evaluate("""() => [...document.querySelectorAll(
            "button, input, select, [role=slider]")].map((one) => (one.getAttribute("aria-label")
            || one.labels?.[0]?.textContent || one.textContent).trim())""")
        assert all(names)
        own = one.page.evaluate("""() => ["sieve", "read", "fit", "picture", "legend", "filters"]
            .map((id) => { const copy = document.getElementById(id).cloneNode(true);
                copy.querySelectorAll("select").forEach((one) => one.remove());
                return copy.textContent; }).join(" ")""")
        assert not re.search(foreign, own)


def test_a_path_prefers_meetings_to_slogans_and_has_others(tmp_path: Path, opened: Any) -> None:
    host, tea = entity("Person", "陆知远"), entity("Event", "澄州茶会")
    told = [(SHEN, "invokes", SLOGAN), (host, "invokes", SLOGAN)]
    html = write(
        tmp_path,
        extraction("a", "甲", "2020-01-01", told * 3),
        extraction("b", "乙", "2020-02-01", [(tea, "chair", SHEN), (tea, "speaker", host)]),
    )
    one = opened(html, "#path=person/沈月华,person/陆知远")
    stops = one.page.locator("#panel .stop")
    assert stops.all_text_contents() == ["沈月华", "澄州茶会", "陆知远"]
    one.page.locator("#panel .deeds").get_by_role("button", name="第 2 条").click()
    assert stops.all_text_contents() == ["沈月华", "四个澄州", "陆知远"]
    again = opened(html, fragment(one.page))
    assert again.page.locator("#panel .stop").nth(1).text_content() == "四个澄州"
    assert not one.errors + again.errors
