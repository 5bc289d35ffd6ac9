"""A picture of many nodes: dots far away, nodes and names close by, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written import colours, data, drawn, entity, extraction, write

GROUPS, SIZE = 35, 20


def villages(folder: Path, groups: int, size: int) -> Path:
    """The page of so many groups, each of so many persons around a slogan."""
    village = [
        (entity("Person", f"{group}组{number}号"), "invokes", entity("Slogan", f"{group}个目标"))
        for group in range(groups)
        for number in range(size)
    ]
    reports = (
        extraction(str(group), "报告", f"20{10 + group % 10}-01-01", village[group::groups])
        for group in range(groups)
    )
    return write(folder, *reports, limit=6000, documents=False)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return villages(tmp_path_factory.mktemp("crowd"), GROUPS, SIZE)


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


MOST_STROKES = 4500  # on the canvas in one frame, of 5,000 nodes: what makes zooming fluent

COUNTING = """() => {
    window.strokes = 0;
    for (const name of ["arc", "rect", "lineTo", "quadraticCurveTo", "fillText"]) {
        const draw = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...given) {
            window.strokes += 1;
            return draw.apply(this, given);
        };
    }
}"""
ZOOM = """async (by) => {
    const target = document.querySelector("#graph canvas");
    let most = 0;
    for (let frame = 0; frame < 60; frame += 1) {
        window.strokes = 0;
        target.dispatchEvent(new WheelEvent("wheel",
            { deltaY: by, clientX: 640, clientY: 380, bubbles: true, cancelable: true }));
        await new Promise(requestAnimationFrame);
        most = Math.max(most, window.strokes);
    }
    return most;
}"""


@pytest.mark.slow
def test_islands_are_discs_from_afar_and_open(tmp_path: Path, opened: Any) -> None:
    one = opened(villages(tmp_path, 100, 49))
    assert data(one.page, "nodes") == "5000"
    assert int(data(one.page, "islands")) == 100
    assert int(data(one.page, "labels")) > 20
    one.page.evaluate(COUNTING)
    for by in (-60, 60):
        assert 0 < one.page.evaluate(ZOOM, by) < MOST_STROKES
    one.page.click("#fit")
    one.page.wait_for_function("document.getElementById('graph').dataset.islands === '100'")
    box = one.page.locator("#graph").bounding_box()
    for step in range(40):  # wherever an island lies, the pointer meets one on its way
        one.page.mouse.move(box["x"] + 400 + 12 * step, box["y"] + box["height"] / 2)
        if one.page.locator("#tip:not([hidden])").count():
            break
    assert one.page.locator("#tip").text_content().startswith("50 个：")
    one.page.mouse.down()
    one.page.mouse.up()
    one.page.wait_for_function("Number(document.getElementById('graph').dataset.islands) < 10")
    assert not one.errors
