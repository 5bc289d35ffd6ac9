"""The documents in the page, views by command, and the page inside a notebook."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from written import LATER, REPORT, TRAP, UNDATED, data, drawn, store_of, write

import graph
from graph.cli import main
from graph.page.scope import Scope
from graph.page.view import view


def test_reading_leads_to_the_graph_and_back(path: Path, opened: Any) -> None:
    one = opened(path)
    one.page.click("#read")
    reader = one.page.locator("#reader")
    assert reader.locator("h2").text_content() == "市委全会召开"
    named = reader.locator("a.named", has_text="澄州市委全会").first
    assert named.get_attribute("title") == "活动"
    assert "澄州市委全会 主持 陆知远" in reader.locator(".notes").all_text_contents()
    named.click()
    assert one.picked() == "澄州市委全会"
    assert reader.locator(".named.chosen").count() == 2
    one.page.locator("#panel .tograph").click()
    assert reader.is_hidden()
    one.page.keyboard.press("Escape")
    one.page.evaluate("location.hash = 'node=slogan/四个澄州'")
    quotes = one.page.locator("#panel blockquote", has_text="沈月华：四个澄州。")
    quotes.locator("cite a", has_text="二次全会").first.click()
    assert reader.locator("h2").text_content() == "二次全会"
    assert reader.locator(".sought").text_content() == "沈月华：四个澄州。"
    again = opened(path, "#" + one.page.url.partition("#")[2])
    assert again.page.locator("#reader .sought").text_content() == "沈月华：四个澄州。"
    again.page.locator("#reader .turn").first.click()
    assert again.page.locator("#reader h2").text_content() == "市委全会召开"
    assert not one.errors + again.errors


def test_what_is_not_in_the_page_is_underlined_too(tmp_path: Path, opened: Any) -> None:
    one = opened(write(tmp_path, REPORT, types=("提法",)), "#read=0")
    named = one.page.locator("#reader .named")
    assert named.filter(has_text="四个澄州").first.evaluate("e => e.tagName") == "A"
    assert named.filter(has_text="陆知远").first.evaluate("e => e.tagName") == "SPAN"


def test_large_documents_stay_out_and_the_page_says_so(
    tmp_path: Path, opened: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    store = store_of(tmp_path, REPORT, LATER)
    monkeypatch.setattr(import_module("graph.page.reader"), "MAX_BUNDLED_CHARACTERS", 50)
    out = str(tmp_path / "page.html")
    assert main(["view", str(tmp_path / "kg"), "-o", out]) == 0
    assert "--documents" in capsys.readouterr().err
    one = opened(tmp_path / "page.html")
    assert one.page.locator("#read").is_disabled()
    assert "--documents" in one.page.locator("#read").get_attribute("title")
    assert main(["view", str(tmp_path / "kg"), "-o", out, "--documents"]) == 0
    assert "--documents" not in capsys.readouterr().err
    assert opened(tmp_path / "page.html", "#read=1").page.locator("#reader h2").is_visible()
    view(store, out, documents=False)
    assert opened(tmp_path / "page.html").page.locator("#read").is_hidden()


@pytest.mark.parametrize(
    ("arguments", "labels"),
    [
        (["--focus", "沈月华", "--types", "人物,Slogan"], ["四个澄州", "沈月华"]),
        (["--document", "b"], ["四个澄州", "沈月华", "澄水保护条例", "陆知远"]),
        (["--since", "2021"], ["四个澄州", "沈月华", "澄水保护条例", "陆知远"]),
        (["--until", "2021-06", "--types", "Person"], ["陆知远"]),
        (["--limit", "2", "--lang", "en", "--title", "T"], None),
    ],
)
def test_views_by_command(
    tmp_path: Path, opened: Any, arguments: list[str], labels: list[str] | None
) -> None:
    store_of(tmp_path, REPORT, LATER, UNDATED)
    out = tmp_path / "page.html"
    assert main(["view", str(tmp_path / "kg"), "-o", str(out), *arguments]) == 0
    one = opened(out)
    found = sorted(drawn(one.page, "label"))
    assert found == labels if labels else len(found) == 2
    assert not one.errors


def test_co_occurrence_in_a_sentence(tmp_path: Path, opened: Any) -> None:
    store = store_of(tmp_path, REPORT, LATER)
    view(store, tmp_path / "page.html", Scope(co_occurrence="Person"))
    assert data(opened(tmp_path / "page.html").page, "links") == "0"  # no sentence names two
    store = store_of(tmp_path, TRAP)
    view(store, tmp_path / "page.html", Scope(co_occurrence="Slogan"))
    assert data(opened(tmp_path / "page.html").page, "links") == "0"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--place", "火星"], "火星"),
        (["--types", "人,物"], "人物 Person"),
        (["--since", "去年"], "2020-04-21"),
        (["--document", "zzz"], "zzz"),
        (["--document", "a", "--since", "2030"], "没有符合条件的文档"),
    ],
)
def test_views_of_nothing(tmp_path: Path, capsys: Any, arguments: list[str], said: str) -> None:
    store_of(tmp_path, REPORT)
    out = tmp_path / "page.html"
    assert main(["view", str(tmp_path / "kg"), "-o", str(out), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_notebook_shows_the_page_inline(tmp_path: Path, opened: Any, chromium: Any) -> None:
    store_of(tmp_path, REPORT, LATER)
    kg = graph.open(tmp_path / "kg")
    assert "srcdoc" in kg._repr_html_()
    cell = tmp_path / "notebook.html"
    inline = kg.view(focus="沈月华")._repr_html_()
    cell.write_text(f"<!doctype html><meta charset=utf-8>{inline}", encoding="utf-8")
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(cell.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-drawn]").wait_for()
    frame.locator("#panel button.name", has_text="四个澄州").click()
    assert frame.locator("#panel h2").text_content() == "四个澄州"
    frame.locator("#panel a.mention", has_text="沈月华").first.click()
    assert frame.locator("#panel h2").text_content() == "沈月华"
    frame.locator("#panel .back").click()
    frame.locator("#panel h2", has_text="四个澄州").wait_for()
    assert page.url == cell.as_uri() and not errors
    page.close()
