"""The page's main path in Firefox: found, read, filtered, drawn near and far, corrected, kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox

ENTER, ESCAPE = "\ue007", "\ue00c"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = shutil.which("firefox") or shutil.which("firefox-esr")
    if not program and not os.environ.get("CI"):
        pytest.skip("no Firefox on the PATH: install it to test the page in it")
    browser = Firefox(program or "firefox", tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


def heading(firefox: Firefox) -> str:
    return str(firefox.run("return document.querySelector('#panel h2').textContent"))


@pytest.mark.slow
def test_the_main_path(path: Path, firefox: Firefox) -> None:
    firefox.open(path.as_uri())
    firefox.run("window.faults = []; addEventListener('error', (e) => faults.push(e.message));")
    assert firefox.run("return document.getElementById('graph').dataset.nodes") == "8"
    assert int(firefox.run("return document.getElementById('graph').dataset.labels")) > 4
    firefox.click("#help button")
    firefox.type("#search", "luzhiyuan" + ENTER)
    assert heading(firefox) == "陆知远"
    firefox.click("#panel .more")
    firefox.click("#panel blockquote cite a")
    lit = firefox.until("return document.querySelector('#reader .sought')?.textContent")
    assert "陆知远" in lit
    firefox.click("#panel .tograph")
    firefox.click("#panel .deeds button", "这是两个人")
    assert firefox.find(".judge code", "tifagraph different 陆知远-a 陆知远-b")
    firefox.type("#graph", ESCAPE)
    firefox.click("[data-type=Person]")
    firefox.until("return document.getElementById('graph').dataset.nodes === '6'")
    firefox.run("history.back()")
    firefox.until("return document.getElementById('graph').dataset.nodes === '8'")
    firefox.type("#graph", "+++---0")
    firefox.click("#list")
    assert firefox.find("#table td", "陆知远")  # who chaired
    firefox.click("#picture")
    assert firefox.find("#keep button", "SVG")
    assert firefox.run("return window.faults") == []
