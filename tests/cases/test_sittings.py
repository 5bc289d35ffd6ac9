"""One sitting of an assembly, one name: whatever order and length its words have."""

from __future__ import annotations

import hashlib

import pytest

from graph.extract import extract
from graph.model import Document
from graph.text import prepare


def names(text: str) -> set[str]:
    """The names of the events of a text."""
    found = extract(prepare(Document("d", text, hashlib.sha256(text.encode()).hexdigest())))
    return {m.entity.name for m in found.mentions if m.type == "Event" and m.entity}


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("十四届全国人大常委会第19次会议", "第十四届全国人民代表大会常务委员会第十九次会议"),
        (
            "第十四届全国人民代表大会常务委员会第十九次会议",
            "第十四届全国人民代表大会常务委员会第十九次会议",
        ),
        (
            "中华人民共和国第十四届全国人民代表大会常务委员会第十九次会议",
            "第十四届全国人民代表大会常务委员会第十九次会议",
        ),
        ("全国政协十四届常委会第四次会议", "政协第十四届全国委员会常务委员会第四次会议"),
        ("十四届全国政协常委会第四次会议", "政协第十四届全国委员会常务委员会第四次会议"),
        (
            "中国人民政治协商会议第十四届全国委员会常务委员会第四次会议",
            "政协第十四届全国委员会常务委员会第四次会议",
        ),
        ("政协云南省第十三届委员会第三次会议", "政协云南省第十三届委员会第三次会议"),
        ("云南省政协十三届三次会议", "政协云南省第十三届委员会第三次会议"),
        ("云南省十四届人大二次会议", "云南省第十四届人民代表大会第二次会议"),
        ("云南省第十四届人民代表大会第二次会议", "云南省第十四届人民代表大会第二次会议"),
    ],
)
def test_a_sitting_has_one_name(told: str, name: str) -> None:
    assert names(f"{told}今天在昆明开幕。") == {name}


def test_the_level_is_that_of_the_document() -> None:
    text = "云南省人民代表大会常务委员会公告\n省十四届人大常委会第九次会议昨天在昆明闭幕。"
    assert "云南省第十四届人民代表大会常务委员会第九次会议" in names(text)


@pytest.mark.parametrize("told", ["省十四届人大二次会议", "十四届作协第三次会议"])
def test_a_sitting_of_whom_nobody_says_keeps_its_words(told: str) -> None:
    assert all(name.endswith(told) for name in names(f"{told}今天开幕。"))


def test_a_congress_sits_in_sessions() -> None:
    text = "十四届全国人大四次会议在京开幕。全国政协十四届四次会议同日举行。"
    found = extract(prepare(Document("d", text, hashlib.sha256(text.encode()).hexdigest())))
    kinds = {
        m.entity.name[:2]: m.entity.kinds for m in found.mentions if m.type == "Event" and m.entity
    }
    assert kinds == {"第十": ("PeoplesCongressSession",), "政协": ("Meeting",)}


_HOME = "澄州市召开会议。青芦县委书记孟广讲话。"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("市委六届五次全会", "中国共产党澄州市第六届委员会第五次全体会议"),
        ("六届市委五次全会", "中国共产党澄州市第六届委员会第五次全体会议"),
        (
            "中国共产党澄州市第六届委员会第五次全体（扩大）会议",
            "中国共产党澄州市第六届委员会第五次全体会议",
        ),
        ("市纪委六届三次全会", "中国共产党澄州市第六届纪律检查委员会第三次全体会议"),
        ("青芦县第十一次党代会", "中国共产党青芦县第十一次代表大会"),
        ("中共青芦县第11次代表大会", "中国共产党青芦县第十一次代表大会"),
        ("市政协六届五次全会", "政协澄州市第六届委员会第五次会议"),
        # not the party's
        ("共青团青芦县第十一次代表大会", "共青团青芦县第十一次代表大会"),
        ("青芦县文联第十一次代表大会", "青芦县文联第十一次代表大会"),
    ],
)
def test_a_plenum_or_congress_of_the_party_has_one_name(told: str, name: str) -> None:
    assert names(f"{_HOME}{told}召开。") == {name}
