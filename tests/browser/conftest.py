"""A real Chromium that may reach nothing but files, and pages that report whatever they do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from written import LATER, REPORT, UNDATED, write

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass
class Opened:
    """A page, and all that it asked for, complained of or tried to say in a dialog."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def picked(self) -> str:
        """The heading of the panel, empty while it is closed."""
        heading = self.page.locator("#panel:not([hidden]) h2")
        return str(heading.text_content()) if heading.count() else ""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path and not os.environ.get("CI"):
        pytest.skip("no Chromium on the PATH: install it to test the page")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any) -> Iterator[Any]:
    """Opens a file: ``opened(path, "#node=…", width=1280, …)`` → :class:`Opened`, once drawn."""
    contexts = []

    def open_page(
        path: Path, fragment: str = "", *, first_visit: bool = False, **options: Any
    ) -> Opened:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        contexts.append(chromium.new_context(reduced_motion="reduce", **options))
        if not first_visit:
            contexts[-1].add_init_script("localStorage.setItem('tifagraph-key', '1')")
        seen = Opened(contexts[-1].new_page())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on("console", lambda line: seen.errors.append(line.text))
        seen.page.on("dialog", lambda dialog: seen.dialogs.append(dialog.message))
        seen.page.on("dialog", lambda dialog: dialog.dismiss())
        seen.page.goto(path.as_uri() + fragment)
        seen.page.wait_for_selector("html[data-drawn]")
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three small documents."""
    return write(tmp_path_factory.mktemp("page"), REPORT, LATER, UNDATED, title="澄州图谱")
