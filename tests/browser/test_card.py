"""What the panel tells of a person, and what follows the filters in it, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written import MEETING, SECRETARY, SHEN, SLOGAN, entity, extraction, write

from graph.model import Entity, Key

MAYOR = entity("Post", "澄州市市长")
TENURES = [
    (Entity("Tenure", Key("c/1"), "沈月华，市长"), MAYOR, "2016-05", "2019-02", "attested"),
    (Entity("Tenure", Key("c/2"), "沈月华，书记"), SECRETARY, "2019-03", "", "appointed"),
]


@pytest.fixture(scope="module")
def career(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """沈月华's two posts, a meeting, a slogan of twelve reports, the demands of two speeches."""
    told: list[Any] = [(SHEN, "holds", MAYOR), (SHEN, "holds", SECRETARY)]
    for tenure, post, since, until, status in TENURES:
        told += [
            (tenure, "member", SHEN),
            (tenure, "tenure_post", post),
            (tenure, "status", status),
        ]
        told += [(tenure, "since", since)] + [(tenure, "until", until)] * bool(until)
    order = {"a": ("抓收官", "抓开局"), "b": ("抓安全",)}
    speeches = [
        extraction(
            name,
            f"在{name}会上的讲话",
            f"2020-0{place}-01",
            [(MEETING, "chair", SHEN), (MEETING, "speaker", SHEN)]
            + [
                (SHEN, "directive", Entity("Directive", Key(f"{name}/{at}"), text, order=at + 1))
                for at, text in enumerate(texts)
            ],
        )
        for place, (name, texts) in enumerate(order.items(), 1)
    ]
    used = [
        extraction(f"u{month}", "", f"2021-{month:02}-01", [(SHEN, "invokes", SLOGAN)])
        for month in range(1, 13)
    ]
    resume = extraction("c", "任前公示", "2019-03-01", told)
    return write(tmp_path_factory.mktemp("career"), resume, *speeches, *used)


def headings(one: Any) -> list[str]:
    return [text.rstrip("0123456789") for text in one.page.locator("#panel h3").all_text_contents()]


def test_a_person_in_order(career: Path, opened: Any) -> None:
    one = opened(career, "#node=person/沈月华")
    panel = one.page.locator("#panel")
    assert panel.locator(".posts").text_content() == "澄州市委书记"
    assert headings(one) == ["任职", "会议与活动", "使用提法", "提出要求", "见于原文"]
    held = panel.locator("li", has_text="澄州市").locator(".row")
    assert held.nth(0).locator(".when").text_content() == "任 2016-05 – 2019-02"
    assert held.nth(1).locator(".when").text_content() == "任命 2019-03 – …"
    meeting = panel.locator(".row", has_text="澄州市委全会")
    assert meeting.count() == 1 and "主持、讲话" in meeting.text_content()
    assert panel.locator("h4").all_text_contents() == [
        "《在b会上的讲话》2020-02-01", "《在a会上的讲话》2020-01-01",
    ]  # fmt: skip
    demands = panel.locator("h4 + ul").nth(1).locator(".row")
    assert [demands.nth(at).locator(".name").text_content() for at in (0, 1)] == [
        "抓收官",
        "抓开局",
    ]
    assert not one.errors


def test_every_sentence_is_reached(career: Path, opened: Any) -> None:
    one = opened(career, "#node=slogan/四个澄州")
    quotes = one.page.locator("#panel .scroll > .evidence blockquote")
    assert quotes.count() == 3
    one.page.locator("#panel .scroll > .evidence button.rest", has_text="还有 9 句").click()
    assert quotes.count() == 12
    assert one.page.locator("#panel .scroll > .evidence .rest").count() == 0


def test_the_panel_follows_the_filters(career: Path, opened: Any) -> None:
    one = opened(career, "#node=person/沈月华&since=2021-06")
    assert "筛选后余 7 / 15 篇文档，1 / 5 条关系" in one.page.locator("#panel .top").text_content()
    assert headings(one) == ["使用提法", "见于原文"]
    row = one.page.locator("#panel .row", has_text="四个澄州")
    assert row.locator(".more").text_content() == "7 句"
    assert row.locator(".when").text_content() == "2021-06 – 2021-12"
    one.page.locator("#panel .clear").click()
    assert headings(one)[0] == "任职"
    assert not one.errors


def test_a_dead_link_says_so(career: Path, opened: Any) -> None:
    one = opened(career, "#node=person/李无名")
    notice = one.page.locator("#notice")
    assert "没有链接所指的“李无名”" in notice.text_content()
    notice.get_by_role("button", name="查找").click()
    assert one.page.locator("#search").input_value() == "李无名"
    one.page.keyboard.press("Escape")
    notice.get_by_role("button", name="关闭").click()
    assert notice.is_hidden() and "node=" not in one.page.url


def test_a_cited_sentence_stands_clear_of_the_sheet(career: Path, opened: Any) -> None:
    one = opened(career, "#node=slogan/四个澄州", viewport={"width": 390, "height": 844})
    one.page.locator("#panel blockquote cite a").last.click()
    sought = one.page.locator("#reader .sought").bounding_box()
    sheet = one.page.locator("#panel").bounding_box()
    assert sought["y"] + sought["height"] < sheet["y"]
