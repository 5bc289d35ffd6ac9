"""No fault that axe-core (Deque) finds, in any state of the page, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")

STATES = {
    "plain": "",
    "person": "#node=person/陆知远",
    "path": "#path=person/沈月华,place/澄州市",
    "slogans": "#node=slogan/四个澄州&uses=1&since=2019-01&until=2021-07",
    "reader": "#read=0&node=person/陆知远",
    "list": "#table=used&lang=en",
    "lost": "#node=person/无此人",
}


def faults(page: Any) -> list[str]:
    """The rules broken, each with where."""
    page.evaluate(AXE)
    # Links lead to states of the page, which axe takes for skip links without their targets.
    found = page.evaluate("axe.run(document, { rules: { 'skip-link': { enabled: false } } })")
    return [
        f"{one['id']}: {node['html'][:90]}" for one in found["violations"] for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(path: Path, opened: Any, scheme: str) -> None:
    one = opened(path, color_scheme=scheme)
    told = {}
    for name, fragment in STATES.items():
        one.page.evaluate("hash => { location.hash = hash }", fragment)
        one.page.wait_for_timeout(60)
        if name == "person":
            for more in one.page.locator("#panel .more").all():
                more.click()
        told[name] = faults(one.page)
    for name, act in {
        "filters": lambda: one.page.click("#sieve"),
        "search": lambda: (one.page.fill("#search", "澄"), one.page.focus("#search")),
        "menu": lambda: one.page.click("#picture"),
        "help": lambda: one.page.click("#why"),
    }.items():
        one.page.evaluate("location.hash = ''")
        act()
        told[name] = faults(one.page)
    assert not {name: found for name, found in told.items() if found}


def test_axe_finds_nothing_on_a_phone(path: Path, opened: Any) -> None:
    one = opened(path, "#read=0&node=person/陆知远", viewport={"width": 390, "height": 844})
    assert faults(one.page) == []
