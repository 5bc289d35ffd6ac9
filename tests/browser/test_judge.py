"""Who is who, corrected where it is read: the command to copy, and the judgement that is sent."""

from __future__ import annotations

import json
import shlex
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from test_axe import faults
from written import COMMITTEE, LATER, LU, REPORT, SLOGAN, entity, extraction, store_of, write

import graph
from graph.cli import main
from graph.page.view import view


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


class _Server(BaseHTTPRequestHandler):
    """A page, and a path that takes judgements: the first is refused."""

    page = b""
    posted: list[Any] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page if self.path == "/" else b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posted.append((self.path, json.loads(body)))
        self.send_response(409 if len(self.posted) == 1 else 204)
        self.end_headers()
        if len(self.posted) == 1:
            self.wfile.write("已有判断".encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    store = store_of(tmp_path, REPORT, extraction("b", "", "", [(LU, "invokes", SLOGAN)]))
    _Server.page, _Server.posted = view(store, serve="/judgements").html.encode(), []
    with HTTPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_served_page_records_it(chromium: Any, address: str) -> None:
    page = chromium.new_page(locale="zh-CN")
    try:
        page.goto(f"{address}#node=person/陆知远")
        page.wait_for_selector("html[data-drawn]")
        page.locator("#panel .deeds button", has_text="这是两个人").click()
        page.locator(".judge button", has_text="记入").click()
        page.locator("#live", has_text="已有判断").wait_for()
        page.locator(".judge button", has_text="记入").click()
        page.locator("#live", has_text="已记入").wait_for()
        assert page.locator(".judge").count() == 0
        wanted = {"verdict": "different", "a": "陆知远-a", "b": "陆知远-b", "why": "看图判断"}
        assert _Server.posted == [("/judgements", wanted)] * 2
    finally:
        page.close()
