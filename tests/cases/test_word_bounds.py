"""No boundary of a place or organ cuts a common word: 要|确保|省委, 澄州|区位, 新农村."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import by_rules, extract
from graph.model import Document
from graph.text.head import prepare

_CASES = [
    ("7月2日，澄州市委书记陆远主持会议。陆远说，澄州区位优越。", {"澄州"}),
    ("澄州市召开会议。莲花县新农村建设成效明显，澄州市政府督促整改。", {"澄州市", "莲花县"}),
    ("县委书记陆远强调，要确保省委书记方石提出的要求落实到位。", set()),
    ("澄州市召开会议。会议要求，要坚持省委领导，要落实省政府部署。", {"澄州市"}),
]


@pytest.mark.parametrize(("text", "places"), _CASES)
def test_places(text: str, places: set[str]) -> None:
    """The places named, and no organ of an invented one."""
    found = by_rules(prepare(Document("case", text, "0" * 64)))
    assert {m.text for m in found.mentions if m.type == "Place"} == places
    names = {m.entity.name for m in found.mentions if m.entity}
    assert not any("确保" in name or "坚持" in name or "落实" in name for name in names)


_WORDS = [
    "约谈",
    "力争",
    "婉拒",
    "电告",
    "拜会",
    "造访",
    "归口",
    "冲进",
    "追责",
    "选派",
    "仰仗",
    "助力",
]
_ORGANS = ["市委", "省政府", "区政府", "市教育局", "县公安局", "市场监管局"]


@pytest.mark.parametrize("word", _WORDS)
def test_no_organ_opens_with_a_common_word(word: str) -> None:
    """Whether rules propose it or the decoder reads it."""
    for organ in _ORGANS:
        text = f"会议强调，要坚定不移抓落实。{word}{organ}作出的部署。"
        found = extract(prepare(Document("case", text, "0" * 64)))
        assert not [m.text for m in found.mentions if word in m.text]


def test_an_organ_may_open_with_one() -> None:
    """最高 is a common word, and part of a name all the same."""
    text = "最高人民检察院发布通知，全国政协提案委员会参加会议。"
    found = extract(prepare(Document("case", text, "0" * 64)))
    named = {m.text for m in found.mentions if m.type == "Organization"}
    assert named == {"最高人民检察院", "全国政协提案委员会"}


_OWN_WORDS = [
    ("陆远主席复信澄江交响乐团总裁兼首席执行官马思艺。", "Post", "澄江交响乐团总裁"),
    ("国家主席陆远复信澄江交响乐团总裁兼首席执行官马思艺。", "Post", "澄江交响乐团总裁"),
    ("陆远出席在澄江广场举行的澄江市建市80周年庆典，观看阅兵式。", "Event", "澄江市建市80周年庆典"),
]


@pytest.mark.parametrize(("text", "kind", "own"), _OWN_WORDS)
def test_a_verb_is_no_part_of_a_name(text: str, kind: str, own: str) -> None:
    """A letter or visit to somebody is none of his post, nor what is watched of a celebration."""
    found = extract(prepare(Document("case", text, "0" * 64)))
    assert own in {m.text for m in found.mentions if m.type == kind}
    assert not any("复信" in m.text or "观看" in m.text for m in found.mentions)


_WORDS_OF_TIME_AND_PLACE = [
    "会上",
    "席间",
    "台下",
    "今天",
    "目前",
    "记者",
    "镜头",
    "会场",
    "现场",
    "线上",
    "左一",
    "二排",
    "群众",
    "村民",
    "来源",
]


@pytest.mark.parametrize("word", _WORDS_OF_TIME_AND_PLACE)
def test_no_county_is_called_by_a_noun(word: str) -> None:
    """会上市委书记 is no secretary of 会上市: nouns and times stand before organs, too."""
    for post in ("市委书记", "区教育局局长", "县公安局局长"):
        text = f"大家认真听讲。{word}{post}李建讲话。"
        found = extract(prepare(Document("case", text, "0" * 64)))
        assert not [
            m for m in found.mentions if m.entity and word in m.entity.name and m.text != word
        ]
