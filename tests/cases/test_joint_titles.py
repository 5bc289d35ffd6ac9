"""A title that opens with several organs is one policy, whatever stands between them."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document


def policies(text: str) -> set[str]:
    found = extract(Document("a", text, ""))
    return {m.entity.name for m in found.mentions if m.entity and m.type == "Policy"}


@pytest.mark.parametrize("between", ["", " ", "　", "、"])
def test_one_policy(between: str) -> None:
    title = f"中共中央{between}国务院关于修缮古桥的意见"
    assert policies(f"会议学习《{title}》。") == {"中共中央国务院关于修缮古桥的意见"}


def test_a_list_of_subjects_is_no_list_of_organs() -> None:
    title = "关于古桥、渡口、水利部门用房修缮的意见"
    assert policies(f"会议学习《{title}》。") == {title}


def test_the_title_of_a_notice_of_two_bureaus() -> None:
    """On one line, below a head with a line for each."""
    text = (
        "岚阳市退役军人事务局\n岚阳市财政局\n文件\n岚退役发〔2021〕11号\n"
        "岚阳市退役军人事务局 岚阳市财政局关于调整补助标准的通知\n"
        "各县（区）财政局：\n现通知如下。\n2021年9月6日\n"
    )
    title = "岚阳市退役军人事务局岚阳市财政局关于调整补助标准的通知"
    assert policies(text) == {title}


def test_an_organ_beside_another_s_title_is_none_of_its_authors() -> None:
    """A line of its own parts them."""
    text = "岚阳市档案局\n岚阳市财政局关于调整补助标准的通知\n各县财政局：\n现通知如下。\n"
    assert policies(text) == {"岚阳市财政局关于调整补助标准的通知"}
