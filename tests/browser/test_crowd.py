"""A picture of many nodes: dots far away, nodes and names close by, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written import colours, data, drawn, entity, extraction, write

GROUPS, SIZE = 35, 20


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    village = [
        (entity("Person", f"{group}组{number}号"), "invokes", entity("Slogan", f"{group}个目标"))
        for group in range(GROUPS)
        for number in range(SIZE)
    ]
    reports = (
        extraction(str(group), "报告", f"20{10 + group % 10}-01-01", village[group::GROUPS])
        for group in range(GROUPS)
    )
    return write(tmp_path_factory.mktemp("crowd"), *reports, limit=5000, documents=False)


def test_a_crowd_is_seen_and_comes_forward(crowd: Path, opened: Any) -> None:
    one = opened(crowd)
    assert len(drawn(one.page, "key")) == GROUPS * (SIZE + 1)
    assert data(one.page, "nodes") == str(GROUPS * (SIZE + 1))
    assert data(one.page, "links") == str(GROUPS * SIZE)
    assert colours(one.page) > 50
    one.page.goto(f"{one.page.url}#node=person/7组3号")
    one.page.wait_for_function("document.querySelector('#panel h2')?.textContent === '7组3号'")
    one.page.locator("#panel button.name", has_text="7个目标").click()
    assert one.page.locator("#panel .row").count() == 12
    one.page.locator("#panel li > button.rest", has_text="另有 8 条").click()
    assert one.page.locator("#panel .row").count() == SIZE
    one.page.keyboard.press("Escape")
    one.page.locator("#graph").focus()
    one.page.keyboard.press("0")
    for _ in range(4):
        one.page.keyboard.press("+")
    one.page.wait_for_timeout(400)
    assert int(data(one.page, "labels")) > 10
    one.page.click("[data-type=Person]")
    one.page.wait_for_function("document.getElementById('graph').dataset.nodes === '35'")
    assert not one.errors
