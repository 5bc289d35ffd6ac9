"""Lists beside the picture, the key, and the axis of time, in a real browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from test_explore import shown


def cells(one: Any, column: int) -> list[str]:
    return list(one.page.locator(f"#table tbody td:nth-child({column})").all_text_contents())


def test_lists_sort_lead_and_follow_the_filters(path: Path, opened: Any) -> None:
    one = opened(path)
    wide = one.page.locator("#graph").bounding_box()["width"]
    one.page.click("#list")
    assert one.page.locator("#graph").bounding_box()["width"] < wide - 300
    assert cells(one, 1) == ["2018-12-25"] and cells(one, 3) == ["澄州市委全会"]
    table = one.page.locator("#table")
    table.get_by_role("button", name="用提法").click()
    assert sorted(cells(one, 1)) == ["沈月华", "陆知远"]
    assert table.locator("th[aria-sort=descending]").text_content() == "末见"
    table.get_by_role("button", name="谁").click()
    assert cells(one, 1) == ["陆知远", "沈月华"]
    table.get_by_role("button", name="谁").click()
    assert cells(one, 1) == ["沈月华", "陆知远"]
    assert table.locator("th[aria-sort=descending]").text_content() == "谁"
    one.page.evaluate("location.hash = 'table=used&until=2018-12-31'")
    table.locator("small", has_text="1 条").wait_for()
    assert cells(one, 1) == ["陆知远"] and cells(one, 5) == ["1"]
    table.locator("td .name", has_text="陆知远").click()
    assert one.picked() == "陆知远"
    one.page.keyboard.press("Escape")
    one.page.locator("#graph").focus()
    one.page.keyboard.press("Escape")
    assert table.is_hidden()
    assert not one.errors


def test_what_is_held_and_demanded(path: Path, opened: Any) -> None:
    one = opened(path, "#table=held")
    assert cells(one, 2) == ["澄州市委书记"] and cells(one, 4) == ["2018-12-26"]
    one.page.locator("#table").get_by_role("button", name="要求").click()
    assert [cells(one, column) for column in (1, 2, 3, 4)] == [
        ["2018-12-26"], ["陆知远"], ["1"], ["抓收官"],
    ]  # fmt: skip


def test_a_list_is_saved_for_a_spreadsheet(path: Path, opened: Any, tmp_path: Path) -> None:
    one = opened(path, "#table=used", permissions=["clipboard-read", "clipboard-write"])
    with one.page.expect_download() as download:
        one.page.locator("#table").get_by_role("button", name="CSV").click()
    download.value.save_as(tmp_path / "a.csv")
    assert download.value.suggested_filename.startswith("用提法-")
    text = (tmp_path / "a.csv").read_bytes().decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert rows[0] == ["谁", "提法", "始见", "末见", "句", "引文"]
    assert {row[0]: row[2:5] for row in rows[1:]} == {
        "陆知远": ["2018-12-26", "2021-07-02", "3"],
        "沈月华": ["2021-07-02", "2021-07-02", "1"],
    }
    one.page.locator("#table tr", has_text="沈月华").locator(".quote").click()
    one.page.locator("#live", has_text="已复制").wait_for()
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert copied == "“沈月华：四个澄州。”（《二次全会》，2021-07-02）"


def test_the_key_shows_itself_once(path: Path, opened: Any) -> None:
    one = opened(path, first_visit=True)
    key = one.page.locator("#help")
    assert key.is_visible() and "没有别的含义" in key.text_content()
    key.get_by_role("button", name="关闭").click()
    one.page.reload()
    one.page.wait_for_selector("html[data-drawn]")
    assert key.is_hidden()
    one.page.keyboard.press("?")
    assert key.is_visible()
    one.page.keyboard.press("Escape")
    assert key.is_hidden()
    assert not one.errors


def test_a_bar_selects_its_time(path: Path, opened: Any) -> None:
    one = opened(path)
    bars = one.page.locator("#time .pillar")
    assert bars.count() == 2
    bars.last.click()
    shown(one.page, 4, 3)
    assert one.page.locator("#time .period").all_text_contents() == ["2021-07"]
    names = one.page.locator("#time .month, #time .year").all_text_contents()
    assert {"2019", "2020", "2021"} <= set(names) and any("月" in name for name in names)
    bars.last.click()
    shown(one.page, 8, 7)
    start = one.page.get_by_role("slider", name="时段起点")
    start.focus()
    one.page.keyboard.press("End")
    assert start.get_attribute("aria-valuetext") == "2021-07"
    shown(one.page, 4, 3)
    one.page.keyboard.press("Home")
    shown(one.page, 8, 7)
    assert not one.errors
