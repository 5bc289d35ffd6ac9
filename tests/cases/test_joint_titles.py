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
