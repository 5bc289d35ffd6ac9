"""What a document's head says of it, its sentences and its dates."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.characters import fold
from graph.model import Document
from graph.text.dates import dates
from graph.text.head import anchor, prepare
from graph.text.sentences import sentences
from graph.text.years import clue_year


def document(text: str, identifier: str = "doc") -> Document:
    return prepare(Document(identifier, text, "0" * 64))


def test_the_head_gives_title_date_and_publisher() -> None:
    found = document("江州召开水利会议\n发布日期：2021-03-05　来源：江州日报\n3月4日，会议召开。")
    assert (found.title, found.issued, found.publisher) == (
        "江州召开水利会议",
        "2021-03-05",
        "江州日报",
    )


def test_what_the_input_gave_is_kept() -> None:
    given_ = Document(
        "d", "标题\n2021年3月5日　来源：江州日报", "0", title="别的", issued="2020-01-01"
    )
    assert prepare(given_).title == "别的"
    assert prepare(given_).issued == "2020-01-01"


@pytest.mark.parametrize(
    ("identifier", "text", "issued"),
    [
        ("xw-20230213_03", "13日，会议召开。", "2023-02-13"),  # in the identifier
        (
            "notice",
            "江州市通知\n请照办。\n江州市人民政府\n2022年4月18日",
            "2022-04-18",
        ),  # at the foot
        ("report", "政府工作报告\n——2024年1月16日在市人大会议上", "2024-01-16"),  # below the title
        ("plan", "护岸方案\n一、工期——2024年1月16日前完成。", ""),  # a day to come
        ("plain", "4月21日，会议召开。", ""),  # no year anywhere
        ("wrong", "2021年13月41日", ""),  # no such day
    ],
)
def test_the_date_of_issue(identifier: str, text: str, issued: str) -> None:
    assert document(text, identifier).issued == issued


def test_the_organs_above_a_title_belong_to_it() -> None:
    """关于… below 江州市水利局　江州市财政局 is no line of the text; below anything else it is."""
    organs = "江州市水利局　江州市财政局"
    assert document(f"{organs}\n关于护岸的意见\n一、清淤。").title == f"{organs}关于护岸的意见"
    assert document("护岸文件\n关于护岸的意见\n一、清淤。").title == "护岸文件"


def test_a_text_without_line_breaks_has_no_title() -> None:
    assert document("要坚持依法治水。" * 40).title == ""


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("确保今年“十三五”规划圆满收官。", 2020),
        ("今年是“十五五”开局之年。", 2026),
        ("今年是中国共产党成立100周年。", 2021),
        ("明年是“十五五”开局之年。", 0),  # not this year
        ("今年“十三五”收官。今年是新中国成立75周年。", 0),  # two years
    ],
)
def test_the_year_that_clues_fix(text: str, year: int) -> None:
    assert clue_year(text) == year


def test_a_dateline_anchors_the_day() -> None:
    assert anchor(document("本报江州1月17日电　今天开会。", "rb199801-1")) == (1998, 1, 17)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4月21日上午", ["2020-04-21"]),
        ("20日至21日", ["2020-04-20", "2020-04-21"]),
        ("昨日，会议召开", ["2020-04-21"]),
        ("30日", ["2020-03-30"]),  # the month before: later than the day of issue
        ("12月31日", ["2019-12-31"]),  # the year before
        ("8月25日举行", ["2019-08-25"]),
        ("5月10日将举行", ["2020-05-10"]),  # announced
        ("2018年2月30日", []),  # no such day
        ("生日蛋糕，人民日报", []),
    ],
)
def test_dates_take_what_they_leave_out_from_the_anchor(text: str, values: list[str]) -> None:
    assert [d.value for d in dates(text, (2020, 4, 22))] == values


def test_a_date_whose_year_nobody_knows_keeps_month_and_day() -> None:
    assert [d.value for d in dates("4月21日上午", (0, 0, 0))] == ["--04-21"]


def test_sentences_end_at_marks_and_lines_but_not_in_brackets() -> None:
    text = "标题\n甲说：“好！”乙走了。（2019年通过。公布。）丙来了"
    assert [s.text for s in sentences(text)] == [
        "标题",
        "甲说：“好！”",
        "乙走了。",
        "（2019年通过。公布。）丙来了",
    ]


@given(st.text(alphabet="甲乙。！？，“”（）《》\n　 a1", max_size=80))
def test_sentences_lose_nothing_but_space(text: str) -> None:
    found = sentences(text)
    assert all(text[s.begin : s.end] == s.text == s.text.strip() != "" for s in found)
    assert all(a.end <= b.begin for a, b in pairwise(found))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("会议强调,要做到「两个维护」.", "会议强调，要做到“两个维护”。"),
        ("买买提江•艾山(代)", "买买提江·艾山（代）"),
        ("２０２０年", "2020年"),
        ("价格为1,234.5元, 见https://a.b", "价格为1,234.5元，见https://a.b"),
    ],
)
def test_rules_read_one_form_of_marks(text: str, read: str) -> None:
    assert fold(text).text.replace(" ", "") == read.replace(" ", "")
    assert len(fold(text).text) == len(text)


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(begin < end <= len(text) for begin, end in spans)
    assert all(a[1] <= b[0] or a == b for a, b in pairwise(spans))
