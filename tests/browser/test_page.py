"""The page in a real browser: it draws, it answers, it keeps its state in its address."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from written import LATER, REPORT, colours, drawn, store_of, write

from graph.model import TifagraphError
from graph.page.scope import Scope
from graph.page.view import view
from graph.store.store import Store


def type_of(opened: Any, kind: str) -> Any:
    return opened.page.locator(f"#legend [data-type={kind}]")


def test_draws_and_loads_nothing(path: Path, opened: Any) -> None:
    one = opened(path)
    assert colours(one.page) > 50
    assert one.page.locator("h1").text_content() == one.page.title() == "澄州图谱"
    story = one.page.locator("#holds").text_content()
    shown = "3 篇文档 · 2018-12-26 – 2021-07-02 · 8 个实体 · 7 条关系"
    assert story.replace("\xa0", " ") == shown
    assert one.requests == [path.as_uri()]
    assert not one.errors
    assert path.stat().st_size < 1_000_000


def test_search_leads_to_the_sentence(path: Path, opened: Any) -> None:
    one = opened(path)
    asked = [
        ("老陆", "陆知远"),
        ("syh", "沈月华"),
        ("四个", "四个澄州"),
        ("沈　月华", "沈月华"),
        ("“四个 澄州”", "四个澄州"),
    ]
    for typed, found in asked:
        one.page.keyboard.press("/")
        one.page.keyboard.type(typed)
        one.page.keyboard.press("Enter")
        assert one.picked() == found
    panel = one.page.locator("#panel")
    assert panel.locator("blockquote", has_text="陆知远：四个澄州。").count() > 0
    assert panel.locator("mark:not(.other)").first.text_content() == "四个澄州"
    assert "《市委全会召开》" in panel.text_content()
    panel.locator("button.name", has_text="陆知远").click()
    assert one.picked() == "陆知远"
    assert panel.locator(".row", has_text="抓收官").locator(".order").text_content() == "1."
    assert (
        panel.locator(".row", has_text="四个澄州").locator(".when").text_content()
        == "2018-12 – 2021-07"
    )
    opener = panel.locator(".row", has_text="澄州市委书记").locator(".more")
    opener.click()
    evidence = panel.locator("li", has_text="澄州市委书记").locator("blockquote").first
    assert evidence.is_visible()
    assert evidence.locator("mark").all_text_contents() == ["陆知远", "澄州市委书记"]
    one.page.keyboard.press("Escape")
    assert one.picked() == ""
    one.page.go_back()
    assert one.picked() == "陆知远"


def test_pointer_finds_nodes_and_edges(path: Path, opened: Any) -> None:
    one = opened(path, "#node=person/沈月华")
    assert one.picked() == "沈月华"
    box = one.page.locator("#graph").bounding_box()
    for x in range(int(box["x"]), int(box["x"] + box["width"]) - 420, 16):
        for y in range(int(box["y"]) + 20, int(box["y"] + box["height"]), 60):
            one.page.mouse.move(x, y)
            tip = one.page.locator("#tip")
            if tip.is_visible() and "—" in tip.text_content():
                one.page.mouse.click(x, y)
                panel = one.page.locator("#panel")
                assert panel.locator(".way").count() == 1
                assert panel.locator("blockquote mark").count() >= 2
                assert "#edge=" in one.page.url
                return
    raise AssertionError("no line found under the pointer")


def test_legend_is_the_filter(path: Path, opened: Any) -> None:
    one = opened(path)
    before = colours(one.page)
    labels = int(one.page.locator("#graph").get_attribute("data-labels"))
    assert labels == 8
    type_of(one, "Person").click()
    assert type_of(one, "Person").get_attribute("aria-pressed") == "false"
    one.page.wait_for_function("document.getElementById('graph').dataset.labels === '6'")
    assert colours(one.page) != before
    again = opened(path, "#" + one.page.url.partition("#")[2])
    assert type_of(again, "Person").get_attribute("aria-pressed") == "false"
    type_of(one, "Person").click()
    one.page.wait_for_function("document.getElementById('graph').dataset.labels === '8'")


def test_speaks_both_languages_and_keeps_its_state_in_the_url(path: Path, opened: Any) -> None:
    one = opened(path, "#node=organization/中共澄州市委员会")
    assert one.picked() == "中共澄州市委员会"
    assert "机构 · 党的机关" in one.page.locator("#panel .kind").text_content()
    one.page.click("#language")
    assert one.page.evaluate("document.documentElement.lang") == "en"
    assert "Organisation · party organ" in one.page.locator("#panel .kind").text_content()
    assert "8\xa0entities" in one.page.locator("#holds").text_content()
    again = opened(path, "#" + one.page.url.partition("#")[2])
    assert again.picked() == "中共澄州市委员会"
    assert "8\xa0entities" in again.page.locator("#holds").text_content()
    assert not one.errors + again.errors


def test_a_strange_link_opens_the_plain_page(path: Path, opened: Any) -> None:
    one = opened(path, "#lang=__proto__&off=toString,Person&node=__proto__&edge=constructor")
    assert one.picked() == ""
    assert type_of(one, "Person").get_attribute("aria-pressed") == "false"
    assert not one.errors


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_screens_get_a_sheet(path: Path, opened: Any, scheme: str) -> None:
    one = opened(
        path, "#node=slogan/四个澄州", viewport={"width": 390, "height": 844}, color_scheme=scheme
    )
    box = one.page.locator("#panel").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] > 300 and box["y"] + box["height"] == 844
    assert one.page.evaluate("document.documentElement.scrollWidth") == 390
    paper = one.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(250, 247, 240)") == (scheme == "light")


def test_focus_draws_the_neighbourhood_and_opens_it(tmp_path: Path, opened: Any) -> None:
    one = opened(write(tmp_path, REPORT, LATER, focus="沈月华"))
    assert one.picked() == one.page.title() == "沈月华"
    one.page.keyboard.press("Escape")
    assert one.picked() == ""
    one.page.go_back()
    assert one.picked() == "沈月华"
    assert sorted(drawn(one.page, "label")) == sorted(["沈月华", "四个澄州", "澄水保护条例"])
    two = opened(write(tmp_path, REPORT, LATER, focus="沈月华", hops=2))
    assert "陆知远" in drawn(two.page, "label")
    with pytest.raises(TifagraphError, match="无此人"):
        write(tmp_path, REPORT, focus="无此人")


def test_an_empty_graph_still_opens(tmp_path: Path, opened: Any) -> None:
    one = opened(write(tmp_path))
    assert "0\xa0篇文档" in one.page.locator("#holds").text_content()
    assert "tifagraph coverage" in one.page.locator("#empty").inner_text()
    assert not one.errors


def test_a_page_with_entities_does_not_say_it_has_none(path: Path, opened: Any) -> None:
    assert not opened(path).page.locator("#empty").is_visible()


def test_at_most_so_many_nodes(tmp_path: Path, opened: Any) -> None:
    assert len(drawn(opened(write(tmp_path, REPORT, LATER, limit=4)).page, "key")) == 4


def test_a_page_is_called_after_what_it_shows(tmp_path: Path, opened: Any) -> None:
    store = store_of(tmp_path, REPORT, LATER)

    def titles(**scope: Any) -> list[str]:
        view(store, tmp_path / "graph.html", Scope(**scope))
        page = opened(tmp_path / "graph.html").page
        first = page.title()
        page.click("#language")
        return [first, page.title()]

    assert titles() == ["公文知识图谱", "Knowledge graph of official text"]
    assert titles(document="a") == ["市委全会召开"] * 2
    assert titles(co_occurrence="提法") == ["提法同现", "Co-occurrence: slogan"]


def test_same_input_same_bytes(path: Path, tmp_path: Path) -> None:
    store = path.parent / "kg"
    script = (
        "import sys; from graph.store.store import Store; from graph.page.view import view;"
        f"view(Store.open(sys.argv[1]), sys.argv[2], title={'澄州图谱'!a})"
    )
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.html"
        env = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "POSIX", "PYTHONUTF8": "0"}
        subprocess.run([sys.executable, "-c", script, store, target], env=env, check=True)
        assert target.read_bytes() == path.read_bytes()
    assert [child.name for child in tmp_path.iterdir() if child.name.startswith(".")] == []


def test_a_page_that_cannot_be_written(path: Path, tmp_path: Path) -> None:
    with pytest.raises(TifagraphError, match="cannot write"):
        view(Store.open(path.parent / "kg"), tmp_path / "missing" / "graph.html")
