"""Whole documents through the decoder: leading groups, careers, appointments and removals."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import extract
from graph.model import Document
from graph.text.head import prepare

_GROUP = """关于成立澄州市防汛工作领导小组的通知
2021年3月9日
会议在澄州市委召开，决定成立澄州市防汛工作领导小组，市长贺明任组长，副市长宋明远、市政协副主席白若溪任副组长。
领导小组下设办公室，办公室设在市水利局，宋明远同志兼任办公室主任。
"""
_CAREER = """沈岩同志简历
沈岩，男，汉族，1968年5月生，经济学博士。
1993.02—1998.05  澄州市财政局副局长、党组成员
1998.05—2003.01  中共丰水县委副书记、县长
"""
_FOUNDED = """澄州市人民代表大会常务委员会任免名单
（2021年5月31日澄州市第五届人民代表大会常务委员会第七次会议通过）
任命丁峰、白云舒（女）、范长青为澄州市水利局副局长。
免去李晨、王力的澄州市审计局副局长职务。
任命梅若兰为澄州市教育局局长，免去其澄州市水务局局长职务。
"""
_LISTED = """澄州市委关于成立小组的通知
组    长：云志宏    市委书记
          白朝鲁    市委副书记、市长
副组长：贺明（市政协主席）、宋明远（女，副市长）
"""
_SPREAD = """中共澄州市委领导班子
书    记    陆知远
副 书 记    沈月华
常    委    许 清（女）、丁 蕙（女）、白云舒（女，回族）
秘 书 长    丁 蕙（兼）
"""
_COLONS = """中共澄州市委领导成员
书  记：陆 知远
副书记：沈月华 方 志
秘书长（兼）：丁 蕙
"""
_TABLE = """姓  名    性别    职  务
沈  岩    男      澄州市水利局局长
丁  峰    男      澄州市审计局局长
梅若兰    女      澄州市教育局局长
"""
_TABS = """澄州市防汛指挥部成员名单
指挥长\t贺明\t市长
副指挥长\t宋明远（女）\t副市长
"""
_DOTS = """澄州市水利局领导名单
局长……沈岩
副局长......丁峰
副局长……白云舒
"""
_DASHES = """澄州市领导分工
市长——沈月华
副市长——宋明远
"""
_LED = """关于成立澄州市防汛抗旱指挥部的通知
总 指 挥：市长贺明
副总指挥：副市长宋明远、市水利局局长沈岩
　　　　　市公安局局长丁峰
"""
_CASES = [
    (_SPREAD, "陆知远", {"书记"}),
    (_SPREAD, "沈月华", {"副书记"}),
    (_SPREAD, "许清", {"常委"}),
    (_SPREAD, "丁蕙", {"常委", "秘书长"}),
    (_SPREAD, "白云舒", {"常委"}),
    (_COLONS, "陆知远", {"书记"}),
    (_COLONS, "方志", {"副书记"}),
    (_COLONS, "丁蕙", {"秘书长"}),
    (_TABLE, "沈岩", {"澄州市水利局局长"}),
    (_TABLE, "丁峰", {"澄州市审计局局长"}),
    (_TABLE, "梅若兰", {"澄州市教育局局长"}),
    (_TABS, "贺明", {"澄州市防汛指挥部指挥长", "市长"}),
    (_TABS, "宋明远", {"澄州市防汛指挥部副指挥长", "副市长"}),
    (_DOTS, "沈岩", {"澄州市水利局局长"}),
    (_DOTS, "白云舒", {"副局长"}),
    (_DASHES, "沈月华", {"市长"}),
    (_DASHES, "宋明远", {"副市长"}),
    # names whose three characters are spaced; a spaced word of five is nobody
    ("政　　委：龚 兴 元　县委书记\n指 挥 长：佘　国　强　县长", "佘国强", {"指挥长", "县长"}),
    ("国　家　旅　游　局\n局　长　王　正　平", "旅游局", set()),
    (_GROUP, "贺明", {"澄州市市长", "澄州市防汛工作领导小组组长"}),
    (
        _GROUP,
        "宋明远",
        {"澄州市副市长", "澄州市防汛工作领导小组副组长", "澄州市防汛工作领导小组办公室主任"},
    ),
    (_GROUP, "白若溪", {"澄州市政协副主席", "澄州市防汛工作领导小组副组长"}),
    (
        _CAREER,
        "沈岩",
        {"澄州市财政局副局长", "澄州市财政局党组成员", "中共丰水县委副书记", "丰水县县长"},
    ),
    (_FOUNDED, "丁峰", {"澄州市水利局副局长"}),
    (_FOUNDED, "白云舒", {"澄州市水利局副局长"}),
    (_FOUNDED, "李晨", {"澄州市审计局副局长"}),
    (_FOUNDED, "梅若兰", {"澄州市教育局局长", "澄州市水务局局长"}),
    (_LISTED, "白朝鲁", {"组长", "中共澄州市委副书记", "澄州市市长"}),
    (_LISTED, "宋明远", {"副组长", "澄州市副市长"}),
    (_LED, "贺明", {"总指挥", "市长"}),
    (_LED, "沈岩", {"副总指挥", "市水利局局长"}),
    (_LED, "丁峰", {"副总指挥", "市公安局局长"}),
]


@pytest.mark.parametrize(("text", "person", "posts"), _CASES)
def test_who_holds_what(text: str, person: str, posts: set[str]) -> None:
    """Each of a list its own, and nobody the posts of the next."""
    found = extract(prepare(Document("case", text, "0" * 64)))
    held = {
        r.object.name
        for r in found.relations
        if r.name == "holds" and r.subject.name == person and not isinstance(r.object, str)
    }
    assert held == posts


@pytest.mark.parametrize("text", [_SPREAD, _COLONS, _TABLE, _TABS, _DOTS, _DASHES])
def test_a_list_keeps_its_own_characters(text: str) -> None:
    found = extract(prepare(Document("case", text, "0" * 64)))
    assert found.mentions
    assert all(text[m.begin : m.end] == m.text for m in found.mentions)
    assert all(text[s.begin : s.end] == s.text for s in found.sentences)


def test_one_dash_behind_a_post_is_no_list() -> None:
    """A headline has a dash, too."""
    text = "百姓的好市长——记沈岩同志\n他一心为民。\n"
    found = extract(prepare(Document("case", text, "0" * 64)))
    assert not [r for r in found.relations if r.name == "holds"]


@pytest.mark.parametrize("heading", ["副市长", "组长："])
def test_a_long_row_that_ends_in_prose(heading: str) -> None:
    """Many names with wide blanks between: the time grows with their number, not its power."""
    names = "    ".join(f"陈{given}" for given in "海明川林岩峰涛洋波军" * 12)
    found = extract(prepare(Document("case", f"{heading}    {names}    出席了。", "0" * 64)))
    assert len([m for m in found.mentions if m.type == "Person"]) > 60
