"""Names with a dot: whatever dot was typed, and whatever stands before them."""

from __future__ import annotations

import pytest

from graph.characters import fold
from graph.extract import extract
from graph.model import Document
from graph.text import sentences


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


@pytest.mark.parametrize("dot", ".．")
def test_a_full_stop_joins_a_name_of_another_language(dot: str) -> None:
    text = f"州长沙依拉{dot}哈力克主持会议，副州长买买提江{dot}艾山、约翰{dot}史密斯出席会议。"
    assert _persons(text) == {"沙依拉·哈力克", "买买提江·艾山", "约翰·史密斯"}


def test_a_name_is_one_whatever_its_dot() -> None:
    """One entity, and the text's own characters in its mentions."""
    found = extract(Document("d", "州长沙依拉.哈力克出席会议。\n沙依拉·哈力克讲话。", ""))
    persons = [m for m in found.mentions if m.type == "Person"]
    assert [m.text for m in persons] == ["沙依拉.哈力克", "沙依拉·哈力克"]
    assert len({m.entity for m in persons}) == 1


@pytest.mark.parametrize(
    "text", ["会议召开.王强讲话.", "要抓好落实.各级要加强领导.", "推广应用.加大力度."]
)
def test_a_full_stop_between_words_ends_a_sentence(text: str) -> None:
    assert len(sentences(fold(text).text)) == 2
