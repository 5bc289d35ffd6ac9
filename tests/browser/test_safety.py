"""Whatever the data holds, the page runs none of it and asks for nothing, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from written import ALERT, HOSTILE, REPORT, TRAP, drawn, entity, extraction, write


def test_hostile_content_does_nothing(tmp_path: Path, opened: Any) -> None:
    html = write(tmp_path, TRAP, REPORT, title=HOSTILE[0] + HOSTILE[1] + HOSTILE[3])
    one = opened(html)
    keys = drawn(one.page, "key")
    assert len(keys) == 6 + 3 * len(HOSTILE)
    for key in keys:
        one.page.evaluate("key => { location.hash = new URLSearchParams({ node: key }) }", key)
        one.page.wait_for_selector("#panel:not([hidden])")
        for more in one.page.locator("#panel .more").all():
            if more.get_attribute("aria-expanded") == "false":
                more.click()
    one.page.keyboard.press("Escape")
    one.page.fill("#search", "<")
    one.page.hover("#hits li")
    one.page.mouse.move(640, 400)
    assert one.page.evaluate("window.__pwned") is None
    assert not one.dialogs
    assert not one.errors
    assert one.requests == [html.as_uri()]
    strange = "img, iframe, a:not([href^='#']), [onclick], [onmouseover]"
    assert one.page.locator(strange).count() == 0
    assert one.page.locator("h1").text_content().startswith(HOSTILE[0])
    one.page.evaluate("key => { location.hash = new URLSearchParams({ node: key }) }", keys[0])
    assert one.page.evaluate("document.documentElement.scrollWidth") == 1280
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html.read_text(encoding="utf-8"))


def test_hostile_content_does_nothing_in_filters_time_and_reader(
    tmp_path: Path, opened: Any
) -> None:
    told = [
        (entity("Event", name), relation, value)
        for name, around in zip(HOSTILE, HOSTILE[1:] + HOSTILE[:1], strict=True)
        for relation, value in (
            ("in_place", entity("Place", around)),
            ("on_date", around),
            ("invokes", entity("Slogan", name)),
        )
    ]
    trap = extraction(HOSTILE[1] + "/..", HOSTILE[2], "2021-01-01", told)
    one = opened(write(tmp_path, trap, TRAP, documents=True))
    slogans = [key for key in drawn(one.page, "key") if key.startswith("slogan/")]
    one.page.click("#sieve")
    places = one.page.locator("[data-choice=place] option").all_text_contents()
    assert any(place.startswith("<img src=x") for place in places)
    for field in ("place", "document"):
        for choice in range(len(one.page.locator(f"[data-choice={field}] option").all())):
            one.page.select_option(f"[data-choice={field}]", index=choice)
    one.page.locator("#filters .clear").click()
    for change in (
        {"uses": "1", "read": "0", "node": slogans[0]},
        {"uses": "1", "read": "1", "place": HOSTILE[0], "open": ",".join(slogans)},
        {"path": ",".join(slogans[:2]), "since": HOSTILE[1], "document": HOSTILE[2]},
        {"read": "__proto__", "at": HOSTILE[0], "path": "a,__proto__", "without": "toString"},
    ):
        one.page.evaluate("all => { location.hash = new URLSearchParams(all) }", change)
        for more in one.page.locator(".notes button, #panel .more, .attested, .use .name").all():
            more.click(force=True) if more.is_visible() else None
    assert one.page.evaluate("window.__pwned") is None
    assert not one.dialogs + one.errors
    assert len(one.requests) == 1
    strange = "img, iframe, a:not([href^='#']), [onclick], [onmouseover]"
    assert one.page.locator(strange).count() == 0


def test_markup_would_be_stopped_even_if_it_got_in(path: Path, opened: Any) -> None:
    one = opened(path)
    one.page.evaluate(
        """alert => {
        const script = document.createElement("script");
        script.textContent = alert;
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="${alert}">`);
        document.body.insertAdjacentHTML("beforeend", '<img src="https://example.org/x.png">');
    }""",
        ALERT,
    )
    one.page.wait_for_timeout(200)
    assert one.page.evaluate("window.__pwned") is None
    assert not one.dialogs
    assert len([error for error in one.errors if "Content Security Policy" in error]) >= 3
