"""Districts of one name are as many places as there are cities that have one."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import by_rules
from graph.model import Document
from graph.text.head import prepare


def _names(text: str) -> set[tuple[str, str]]:
    found = by_rules(prepare(Document("case", text, "0" * 64)))
    return {(m.text, m.entity.name) for m in found.mentions if m.entity}


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("北京市朝阳区区长陆远到会。", "北京市朝阳区区长", "北京市朝阳区区长"),
        ("长春市朝阳区区长陆远到会。", "长春市朝阳区区长", "长春市朝阳区区长"),
        ("福州市鼓楼区政府发布通知。", "福州市鼓楼区政府", "福州市鼓楼区人民政府"),
        ("杭州市西湖区召开会议。西湖区委书记陆远到会。", "西湖区委书记", "中共杭州市西湖区委书记"),
    ],
)
def test_a_district_is_its_citys(text: str, mention: str, name: str) -> None:
    assert (mention, name) in _names(text)


def test_another_citys_district_is_not_ones_own() -> None:
    """Also where it stands beside the document's own."""
    text = "北京市朝阳区召开会议。朝阳区委书记陆远到会。长春市朝阳区的经验值得学习。"
    assert {"北京市朝阳区", "长春市朝阳区"} <= {name for _, name in _names(text)}


def test_a_district_of_one_city_has_its_own_name() -> None:
    assert ("越城区委书记", "中共越城区委书记") in _names("绍兴市召开会议。越城区委书记陆远到会。")


def test_towns_of_one_name_stand_behind_their_counties() -> None:
    """板桥镇 of two counties are two, and so are what is theirs; named alone it is the county's."""
    seen = set()
    for county in ("青芦县", "丰水县"):
        text = (
            f"{county}召开会议\n3月4日，{county}召开会议。县委书记孟广讲话，"
            "板桥镇党委书记李明、镇长王强发言。会议在板桥镇召开。"
        )
        seen |= {name for _, name in _names(text) if "板桥" in name}
    assert seen == {
        f"{led}{county}板桥镇{what}"
        for county in ("青芦县", "丰水县")
        for led, what in (("", ""), ("", "镇长"), ("中共", "委书记"))
    }


def test_a_town_whose_county_nobody_tells_stays_alone() -> None:
    assert "板桥镇" in {name for _, name in _names("会议在板桥镇召开，李明主持。")}
