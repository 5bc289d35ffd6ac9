"""Days as they are written, in Chinese digits and in ranges, and which of them is that of issue."""

from __future__ import annotations

import pytest

from graph.model import Document
from graph.text import dates, prepare

ANCHOR = (2009, 3, 2)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("二〇〇八年九月八日召开", ["2008-09-08"]),
        ("二○○八年十一月三十日召开", ["2008-11-30"]),
        ("一九五四年十二月二十一日召开", ["1954-12-21"]),
        ("于二月十日开幕，二月二十日闭幕", ["2009-02-10", "2009-02-20"]),
        ("为期三日，二十一日谈，百日攻坚，星期三日程", []),
        ("二〇〇八年二月三十日", []),  # no such day
        ("2月8-9日召开", ["2009-02-08", "2009-02-09"]),
        ("2月8—10日召开", ["2009-02-08", "2009-02-10"]),
        ("2008年9月8～9日召开", ["2008-09-08", "2008-09-09"]),
        ("2月8日、9日召开", ["2009-02-08", "2009-02-09"]),
        ("1月30日至2月2日召开", ["2009-01-30", "2009-02-02"]),
    ],
)
def test_days(text: str, values: list[str]) -> None:
    assert [day.value for day in dates(text, ANCHOR)] == values


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        ("澄州日报　2021年7月5日", "2021-07-05"),
        ("（2021年7月5日）", "2021-07-05"),
        ("（2021年7月5日澄州市人民代表大会通过）", "2021-07-05"),
        ("一九五四年八月十日", "1954-08-10"),
        ("成文日期：二〇二一年七月五日", "2021-07-05"),
        ("2021-07-05 09:30:15 字号", "2021-07-05"),
        ("有效期至2026年12月31日\n各县：\n请照办。\n2021年7月5日", "2021-07-05"),
        ("有效期：2026年12月31日", ""),
        ("实施日期：2026年1月1日", ""),
        ("自 2026年1月1日 起施行", ""),
        ("1949年10月1日，\n人民站起来了。", ""),
        ("2023年1月30日起调整收费", ""),
        ("照此办理。\n二〇〇八年九月八日", "2008-09-08"),
    ],
)
def test_the_day_of_issue(lines: str, issued: str) -> None:
    assert prepare(Document("notice", f"澄州市文件\n{lines}", "")).issued == issued
