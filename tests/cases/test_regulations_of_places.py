"""The regulation of a place is not the nation's of the same words, nor another place's."""

from __future__ import annotations

from graph.extract import extract
from graph.model import Document


def policies(text: str) -> list[str]:
    found = extract(Document("a", text, ""))
    return [m.entity.name for m in found.mentions if m.entity and m.type == "Policy"]


def test_one_for_each_place() -> None:
    text = (
        "浙江省古桥保护条例\n第一章 总则\n第一条 为了保护浙江省的古桥，制定本条例。\n"
        "第二条 本省物业管理条例另有规定的，从其规定。广东省物业管理条例可以参照。"
        "物业管理条例也要执行。"
    )
    own, *others = policies(text)
    assert own == "浙江省古桥保护条例"
    assert others == ["浙江省物业管理条例", "广东省物业管理条例", "物业管理条例"]


def test_of_a_province_that_nobody_names() -> None:
    text = "会议学习本省物业管理条例。"
    found = extract(Document("a", text, ""))
    (policy,) = (m.entity for m in found.mentions if m.entity and m.type == "Policy")
    assert (policy.name, policy.key.document) == ("本省物业管理条例", "a")


def test_a_party_rule_has_none_of_a_place_beside_it() -> None:
    assert policies("绍兴市信访工作条例学习班开课。") == ["信访工作条例"]


def test_the_centres_rules_are_no_provinces() -> None:
    text = "云南省人大常委会召开会议。省人大常委会要严格执行中央八项规定，省政府抓好落实。"
    assert not any("云南" in name for name in policies(text))


def test_a_work_report_of_nobody_knows_whose_is_its_documents() -> None:
    found = extract(Document("a", "大会听取了政府工作报告。", ""))
    assert {m.entity.key.document for m in found.mentions if m.entity and m.type == "Policy"} == {
        "a"
    }
