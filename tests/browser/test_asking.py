"""The workbench of a server that runs, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote

import pytest
import sample
import serving
from test_axe import faults

from graph.store import Store

pytest.importorskip("uvicorn")

ALL = "SELECT ?person ?post { ?p a tg:Person ; rdfs:label ?person ; org:holds/rdfs:label ?post }"
SETTLED = 300
"""Milliseconds; a list that has just opened takes no key yet, lest one is meant for the text."""
COUNTS = "SELECT ?class (COUNT(?one) AS ?count) { ?one a ?class } GROUP BY ?class"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    kg = Store.write(tmp_path_factory.mktemp("kg"), sample.lines()).path
    with serving.served(kg) as client:
        yield str(client.base_url)


class Bench:
    """A page of the workbench, and all that it complained of."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, fragment: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}/{fragment}")
        self.page.wait_for_selector("html[data-ready]")

    def cells(self, column: int) -> list[str]:
        self.page.wait_for_selector("#answer table")
        return list(self.page.locator(f"td:nth-child({column})").all_text_contents())


@pytest.fixture
def bench(chromium: Any, address: str) -> Iterator[Any]:
    contexts = []

    def opened(fragment: str = "", language: str = "zh", **options: Any) -> Bench:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        locale = {"zh": "zh-CN", "en": "en-GB"}[language]
        contexts.append(chromium.new_context(locale=locale, reduced_motion="reduce", **options))
        one = Bench(contexts[-1].new_page(), address.rstrip("/"))
        one.open(fragment)
        return one

    yield opened
    for context in contexts:
        context.close()


def test_a_query_is_written_completed_and_answered(bench: Any) -> None:
    one = bench()
    editor = one.page.locator(".cm-content")
    editor.click()
    one.page.keyboard.press("Control+a")
    one.page.keyboard.type("SELECT ?name { ?p a tg:Pers", delay=20)
    one.page.wait_for_selector(".cm-tooltip-autocomplete")
    one.page.wait_for_timeout(SETTLED)
    one.page.keyboard.press("Enter")
    one.page.keyboard.type(" ; rdfs:label ?name } ORDER BY ?name")
    assert "tg:Person ;" in editor.text_content()
    one.page.keyboard.press("Control+Enter")
    assert sorted(one.cells(1)) == sorted(["陆知远", "苏映雪", "周岚"])
    assert not one.errors
    assert {url.split("/")[2] for url in one.requests if "://" in url} == {
        one.address.split("/")[2]
    }
    # the address holds the query
    again = unquote(one.page.url).replace("+", " ")
    assert "#query=SELECT ?name" in again


def test_a_term_is_found_by_its_chinese_label(bench: Any) -> None:
    one = bench()
    one.page.locator(".cm-content").click()
    one.page.keyboard.press("Control+a")
    one.page.keyboard.insert_text("SELECT * { ?a 担")
    one.page.keyboard.insert_text("任")
    one.page.keyboard.press("Control+Space")
    one.page.wait_for_selector(".cm-tooltip-autocomplete")
    one.page.wait_for_timeout(SETTLED)
    one.page.keyboard.press("Enter")
    assert "org:holds" in one.page.locator(".cm-content").text_content()


def test_a_question_is_a_form(bench: Any) -> None:
    one = bench("#question=career")
    assert one.page.evaluate("document.activeElement.name") == "person"
    one.page.keyboard.type("lzy", delay=20)
    one.page.wait_for_selector(".suggested [role=option]")
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("Enter")
    assert one.page.input_value("[name=person]") == "陆知远"
    one.page.keyboard.press("Enter")
    assert "中共江州市委书记" in " ".join(one.cells(5))
    assert "question=career&person=陆知远" in unquote(one.page.url)
    assert one.page.locator("#query").is_hidden()
    one.page.click("#toggle")
    assert "VALUES" in one.page.locator(".cm-content").text_content()
    assert not one.errors


def test_an_unknown_name_is_told(bench: Any) -> None:
    one = bench("#question=career&person=无此人", "en")
    refused = one.page.locator(".refused")
    assert "Nothing in the graph is called 无此人" in refused.text_content()
    assert one.page.get_attribute("[name=person]", "aria-invalid") == "true"


def test_a_table_sorts_and_its_names_open(bench: Any) -> None:
    one = bench(f"#query={quote(ALL)}")
    before = one.cells(2)
    one.page.click("th:nth-child(2) button")
    up = one.cells(2)
    one.page.click("th:nth-child(2) button")
    down = one.cells(2)
    assert up == down[::-1] and sorted(up) == sorted(before)
    assert one.page.get_attribute("th:nth-child(2)", "aria-sort") == "descending"
    one.page.click("td >> text=陆知远")
    one.page.wait_for_url("**/id/person/**")
    assert one.page.locator("h1").text_content() == "陆知远"
    assert "市委书记" in one.page.content()


def test_numbers_sort_as_numbers_and_are_drawn(bench: Any) -> None:
    one = bench(f"#query={quote(COUNTS)}", "en")
    one.page.click("th:nth-child(2) button")
    numbers = [int(text) for text in one.cells(2)]
    assert numbers == sorted(numbers) and max(numbers) > 9
    one.page.click(".tab >> text=Chart")
    assert one.page.locator("rect.bar").count() == len(numbers)
    one.page.wait_for_url("**as=chart**")
    one.page.keyboard.press("3")
    one.page.wait_for_url("**as=graph**")
    one.page.keyboard.press("1")
    assert len(one.cells(2)) == len(numbers)


def test_a_network_joins_what_stands_in_a_row(bench: Any) -> None:
    one = bench(f"#query={quote(ALL)}&as=graph")
    circles = one.page.locator(".network circle")
    circles.first.wait_for()
    assert circles.count() == 6 and one.page.locator(".network .edge").count() == 3
    inside = """() => [...document.querySelectorAll('.network circle')].every((dot) =>
      dot.cx.baseVal.value > 0 && dot.cy.baseVal.value > 0)"""
    assert one.page.evaluate(inside)
    assert "only=" in one.page.get_attribute(".charted p a", "href")


def test_every_format_is_downloaded(bench: Any) -> None:
    one = bench(f"#query={quote(ALL)}")
    one.cells(1)
    for name, begins in (
        ("CSV", "person,post\r\n"),
        ("TSV", "?person\t?post\n"),
        ("JSON", "{"),
        ("XML", "<?xml"),
    ):
        with one.page.expect_download() as download:
            one.page.click(f".downloads >> text={name}")
        path = download.value.path()
        assert download.value.suggested_filename == f"tifagraph.{name.lower()}"
        assert path.read_bytes().decode().startswith(begins)
    one.open(f"#query={quote('CONSTRUCT { ?p a tg:Person } { ?p a tg:Person }')}")
    assert "tg:Person" in one.page.locator("#answer pre").text_content()
    offered = one.page.locator(".downloads a").all_text_contents()
    assert offered == ["TURTLE", "N-TRIPLES", "JSON-LD"]


def test_yes_no_nothing_and_refused(bench: Any) -> None:
    one = bench(f"#query={quote('ASK { ?p a tg:Person }')}", "en")
    assert one.page.locator(".verdict").text_content() == "Yes"
    one.open(f"#query={quote('SELECT * { ?p a tg:Nothing }')}")
    assert one.page.locator(".none").text_content() == "No results."
    one.open(f"#query={quote('SELECT {')}")
    assert "malformed at line 1" in one.page.locator(".refused").text_content()


def test_a_search_from_the_keyboard(bench: Any) -> None:
    one = bench("", "en")
    one.page.locator("body").press("/")
    one.page.keyboard.type("liangge", delay=20)
    one.page.wait_for_selector("#hits [role=option]")
    assert "两个维护" in one.page.locator("#hits").text_content()
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector(".found")
    assert "find=liangge" in one.page.url
    marks = set(one.page.locator(".sentences mark").all_text_contents())
    assert marks == {"两个维护"}
    one.page.go_back()
    one.page.wait_for_selector(".found", state="detached")
    assert not one.errors


def test_the_language_is_remembered(bench: Any) -> None:
    one = bench("#question=who-holds-what", "zh")
    assert one.page.locator("#asked h2").text_content() == "谁任何职"
    one.page.click("#language")
    one.page.wait_for_selector("#asked h2 >> text=Who holds which post")
    one.open("#question=who-holds-what")
    assert one.page.locator("#asked h2").text_content() == "Who holds which post"
    assert one.page.get_attribute("html", "lang") == "en"


def test_hostile_names_do_nothing(bench: Any) -> None:
    trap = "<img src=x onerror=window.__pwned=1>"
    query = (
        f'SELECT ("{trap}" AS ?a) (<javascript:window.__pwned=1> AS ?b) ("{trap}"@zh AS ?c) {{}}'
    )
    for shape in ("table", "chart", "graph"):
        one = bench(f"#query={quote(query)}&as={shape}")
        assert one.page.evaluate("window.__pwned") is None
        assert one.page.locator("#answer img, #answer a[href^='javascript']").count() == 0
        assert not one.errors
    one = bench(f"#find={quote(trap)}")
    one.page.wait_for_selector("#answer .none")
    assert one.page.evaluate("window.__pwned") is None


STATES = {
    "start": "",
    "form": "#question=career&person=陆知远",
    "empty form": "#question=leadership",
    "chart": f"#query={quote(COUNTS)}&as=chart",
    "network": f"#query={quote(ALL)}&as=graph",
    "search": "#find=两个维护",
    "refused": "#query=SELECT",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_axe_finds_nothing(bench: Any, scheme: str, size: tuple[int, int]) -> None:
    viewport = dict(zip(("width", "height"), size, strict=True))
    one = bench("", color_scheme=scheme, viewport=viewport)
    told = {}
    for name, fragment in STATES.items():
        one.open(fragment)
        told[name] = faults(one.page)
        wide = one.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0], (name, wide)
    one.open()
    one.page.fill("#find", "江")
    one.page.wait_for_selector("#hits [role=option]")
    told["suggestions"] = faults(one.page)
    one.page.keyboard.press("Escape")
    if size[0] > 860:
        one.page.click("#keys")
        told["keys"] = faults(one.page)
    else:
        one.page.click("#choose")
        told["questions"] = faults(one.page)
    assert not {name: found for name, found in told.items() if found}


def test_the_map_opens(bench: Any) -> None:
    one = bench("", "en")
    one.page.click("#map")
    one.page.wait_for_selector("html[data-drawn]")
    assert not one.errors
