"""A form in which several bear the name asks which, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote

import namesakes
import pytest
import serving
from test_axe import faults

pytest.importorskip("uvicorn")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving.served(namesakes.write(tmp_path_factory.mktemp("kg")).path) as client:
        yield str(client.base_url).rstrip("/")


def test_a_form_asks_which(chromium: Any, address: str) -> None:
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/#question=who-holds-what&person={quote('秦越')}")
    asked = page.locator(".which")
    assert "“秦越” 有 2 个，是哪一个？" in asked.text_content(timeout=30_000)
    assert page.get_attribute("[name=person]", "aria-invalid") == "true"
    assert list(asked.locator("a").all_text_contents()) == ["秦越-北河县", "秦越-南山县"]
    assert "南山县水利局局长" in asked.text_content()
    assert not faults(page)
    asked.locator("a >> text=南山县").click()
    page.wait_for_selector("#answer .bar")
    assert page.input_value("[name=person]") == "秦越-南山县"
    assert "person=秦越-南山县" in unquote(page.url)
    page.go_back()
    page.wait_for_selector(".which")
    context.close()
