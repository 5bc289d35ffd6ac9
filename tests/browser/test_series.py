"""Numbered meetings of one body are one star until it is opened, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_axe import faults
from test_explore import fragment
from written import LU, SHEN, entity, extraction, write

NUMBERS = "三四五六"
BODY = "澄州市政府常务会议"
HUB = f"#node=series/{BODY}"


@pytest.fixture(scope="module")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four numbered meetings of a government, and two of another, which are no series."""
    reports = (
        extraction(
            number,
            f"第{number}次会议",
            f"2020-0{place + 1}-07",
            [
                (entity("Event", f"澄州市政府第{number}次常务会议"), "chair", SHEN),
                (entity("Event", f"澄州市政府第{number}次常务会议"), "speaker", LU),
            ],
        )
        for place, number in enumerate(NUMBERS)
    )
    other = [
        (entity("Event", f"丰水县政府第{number}次常务会议"), "chair", LU) for number in NUMBERS[:2]
    ]
    return write(
        tmp_path_factory.mktemp("series"), *reports, extraction("x", "丰水", "2020-09-01", other)
    )


def stars(page: Any) -> list[str]:
    """What is written on the saved drawing."""
    page.click("#picture")
    with page.expect_download() as saved:
        page.locator("#keep button", has_text="SVG").click()
    text = Path(saved.value.path()).read_text("utf-8")
    written = (part.split(">")[-1] for part in text.split("</text>"))
    return sorted(label for label in written if "常务会议" in label and " · " not in label)


def test_a_series_is_one_star_and_opens(meetings: Path, opened: Any) -> None:
    one = opened(meetings)
    written = stars(one.page)
    assert f"{BODY} ×4" in written
    assert not any(f"第{number}次" in label for number in NUMBERS[2:] for label in written)
    assert sum("丰水县" in label for label in written) == 2
    one.page.goto(f"{one.page.url}{HUB}")
    one.page.wait_for_selector("#panel:not([hidden])")
    assert one.picked() == f"{BODY} ×4"
    names = one.page.locator("#panel ul").first.locator(".name").all_text_contents()
    assert [name.split(" ")[0] for name in names] == [
        f"澄州市政府第{number}次常务会议" for number in reversed(NUMBERS)
    ]
    assert "2020-01-07 – 2020-04-07" in one.page.locator("#panel .counts").first.text_content()
    chaired = one.page.locator("#panel .row", has=one.page.locator(".name", has_text="沈月华"))
    assert chaired.locator(".more").text_content() == "4 句"
    assert faults(one.page) == []
    one.page.locator("#panel .expand", has_text="展开 4 次会议").click()
    apart = [label for label in stars(one.page) if "澄州市" in label]
    assert len(apart) == 4 and f"{BODY} ×4" not in apart
    again = opened(meetings, fragment(one.page))
    assert len([label for label in stars(again.page) if "澄州市" in label]) == 4
    one.page.locator("#panel .collapse").click()
    assert f"{BODY} ×4" in stars(one.page)
    assert not one.errors + again.errors


def test_a_meeting_leads_to_its_series_and_stands_apart_when_chosen(
    meetings: Path, opened: Any
) -> None:
    one = opened(meetings)
    one.page.fill("#search", "第四次常务")
    one.page.keyboard.press("Enter")
    chosen = one.picked()
    assert "第四次" in chosen
    one.page.goto(f"{one.page.url.partition('#')[0]}#node=event/澄州市政府第四次常务会议")
    one.page.wait_for_function("document.querySelector('#panel h2').textContent.includes('澄州')")
    assert stars(one.page) == ["澄州市政府第四次常务会议"]
    one.page.locator("#panel .deeds button", has_text="历次会议 4").click()
    assert one.picked() == f"{BODY} ×4"
    one.page.keyboard.press("Escape")
    assert f"{BODY} ×4" in stars(one.page)
    assert not one.errors


def test_the_years_of_a_fair_are_a_series(tmp_path: Path, opened: Any) -> None:
    fairs = [
        extraction(
            f"f{number}",
            "",
            f"202{place}-04-15",
            [(entity("Event", f"第{number}届澄州茶叶博览会"), "speaker", LU)],
        )
        for place, number in enumerate("十二三")
    ]
    one = opened(write(tmp_path, *fairs), "#node=series/澄州茶叶博览会")
    assert one.picked() == "澄州茶叶博览会 ×3"
    assert not one.errors
