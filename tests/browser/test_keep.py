"""What is taken away from the page: pictures, the link, a printed dossier, in a real browser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any


def saved(one: Any, name: str, path: Path) -> str:
    """Saves what that line of the menu gives; the name it came under."""
    one.page.click("#picture")
    with one.page.expect_download() as download:
        one.page.locator("#keep button", has_text=name).click()
    download.value.save_as(path)
    return str(download.value.suggested_filename)


def test_pictures_bear_focus_date_and_filters(path: Path, opened: Any, tmp_path: Path) -> None:
    one = opened(path, "#node=person/沈月华&since=2021-01&off=Post")
    today = date.today().isoformat()
    assert saved(one, "PNG", tmp_path / "a.png") == f"沈月华-{today}.png"
    head = (tmp_path / "a.png").read_bytes()[:24]
    wide = int.from_bytes(head[16:20], "big")
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    box, panel = (one.page.locator(name).bounding_box() for name in ("#graph", "#panel"))
    assert abs(wide - 2 * (panel["x"] - box["x"])) <= 2
    assert saved(one, "SVG", tmp_path / "a.svg") == f"沈月华-{today}.svg"
    drawing = (tmp_path / "a.svg").read_text(encoding="utf-8")
    told = re.findall("<text[^>]*>([^<]*)", drawing)
    assert told[0] == "沈月华 · 澄州图谱"
    assert "2021-01 – …" in told[1] and "不含职务" in told[1]
    assert "四个澄州" in told and "提法" in told
    assert one.requests[1:] == [] or all(url.startswith("data:") for url in one.requests[1:])
    assert not one.errors


def test_the_link_is_copied(path: Path, opened: Any) -> None:
    one = opened(path, "#node=person/沈月华", permissions=["clipboard-read", "clipboard-write"])
    one.page.click("#picture")
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("Enter")
    one.page.locator("#live.seen", has_text="已复制").wait_for()
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert copied == one.page.url
    one.page.evaluate("document.getElementById('live').textContent = ''")
    one.page.locator("#panel blockquote .quote").first.click()
    one.page.locator("#live", has_text="已复制").wait_for()
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert copied == "“沈月华：四个澄州。”（《二次全会》，2021-07-02）"


def test_on_paper_there_is_a_dossier(path: Path, opened: Any) -> None:
    one = opened(path, "#node=person/陆知远&since=2018")
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    one.page.emulate_media(media="print")
    dossier = one.page.locator("#dossier")
    assert dossier.is_visible() and not one.page.locator("#graph").is_visible()
    assert dossier.locator(":scope > svg text", has_text="陆知远").count() > 0
    assert dossier.locator("h2").text_content() == "陆知远"
    assert dossier.locator("blockquote", has_text="陆知远：四个澄州。").first.is_visible()
    assert dossier.locator("blockquote footer").first.is_visible()
    assert dossier.locator(".sources li").all_text_contents() == [
        "《市委全会召开》，2018-12-26", "《二次全会》，2021-07-02",
    ]  # fmt: skip
    assert dossier.locator("button:visible", has_text="引用").count() == 0
    one.page.emulate_media(media="screen")
    one.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert dossier.locator("*").count() == 0
    assert not one.errors


def place(one: Any, name: str, path: Path) -> tuple[float, float]:
    """Where the name stands on the picture, in pixels from its left top."""
    saved(one, "SVG", path / "a.svg")
    drawing = (path / "a.svg").read_text("utf-8")
    found = re.search(f'<text x="([^"]+)" y="([^"]+)"[^>]*>{name}<', drawing)
    assert found
    return float(found[1]), float(found[2])


def point(one: Any, name: str, path: Path) -> tuple[float, float]:
    """Moves the pointer to the node of that name, which stands above it; where that is."""
    left, top = place(one, name, path)
    box = one.page.locator("#graph").bounding_box()
    x, y = box["x"] + left + 20, box["y"] + top
    for up in range(4, 60, 2):
        one.page.mouse.move(x, y - up)
        if one.page.locator("#tip").is_visible():
            assert one.page.locator("#tip").text_content().startswith(name)
            one.page.mouse.move(x, y - up - 12)  # from the rim into the node
            return x, y - up - 12
    raise AssertionError("no node above its name")


def test_a_dragged_node_takes_its_name_along(path: Path, opened: Any, tmp_path: Path) -> None:
    one = opened(path, "#node=slogan/四个澄州")
    before, beside = (place(one, name, tmp_path) for name in ("四个澄州", "沈月华"))
    x, y = point(one, "四个澄州", tmp_path)
    one.page.mouse.down()
    one.page.mouse.move(x - 80, y + 60, steps=5)
    one.page.mouse.up()
    one.page.wait_for_timeout(100)
    after = place(one, "四个澄州", tmp_path)
    assert abs(after[0] - before[0]) + abs(after[1] - before[1]) > 60
    assert place(one, "沈月华", tmp_path) == beside  # the picture itself did not move
    assert not one.errors


def test_the_tip_goes_with_a_click(path: Path, opened: Any, tmp_path: Path) -> None:
    one = opened(path, "#node=slogan/四个澄州")
    one.page.mouse.click(*point(one, "四个澄州", tmp_path))
    assert one.picked() == "四个澄州" and one.page.locator("#tip").is_hidden()
