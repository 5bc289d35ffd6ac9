"""Names with a dot: whatever dot was typed, and whatever stands before them."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document


def _persons(text: str) -> set[str]:
    found = extract(Document("d", text, "")).mentions
    return {m.entity.name for m in found if m.type == "Person" and m.entity}


@pytest.mark.parametrize("dot", "·•・‧･⋅∙")
def test_any_dot_joins_a_name(dot: str) -> None:
    text = f"副县长帕尔哈提{dot}玉素甫、古丽娜尔{dot}吐逊出席会议。"
    assert _persons(text) == {"帕尔哈提·玉素甫", "古丽娜尔·吐逊"}


@pytest.mark.parametrize("post", ["市委书记", "州委书记", "县长", "市委副书记"])
@pytest.mark.parametrize("verb", ["主持会议", "指出，要抓落实", "强调，要治水"])
def test_a_post_is_no_part_of_a_dotted_name(post: str, verb: str) -> None:
    assert _persons(f"全市召开会议。{post}艾尔肯·图尔迪{verb}。") == {"艾尔肯·图尔迪"}
