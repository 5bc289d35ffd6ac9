"""No text makes extraction fail, whatever its characters; what is found stands where it says."""

from __future__ import annotations

import os

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.characters import fold
from graph.extract import Analysis, extract, graph_lines, near_misses, read
from graph.model import Document
from graph.text import prepare

EXAMPLES = int(os.environ.get("TIFAGRAPH_EXAMPLES", "150"))
_WORDS = """
陆知远 李明 王强 习近平 买买提江·艾山 欧阳春 拜登 陆书记 他 市委书记 市长 副市长
组织部部长 省委常委、 主任 总统 外长 国家主席 兼 澄州市 云泽省 青芦县 沙屏彝族自治县
前垄村 北京 俄罗斯 美国 中国 在京 市委 县政府 国务院 全国人大常委会 纪委监委
澄州水务有限公司 发改局 代表团 会议 市委常委会（扩大）会议 座谈会 党的二十大
十三届全国人大三次会议 开幕式 论坛 民法典 澄州市水利条例 意见 政府工作报告
“十四五”规划纲要 〔2020〕3号 澄政发 “四个意识” 两个维护 云上澄州 三问三送 四个澄州
数字澄州 中国特色强军道路 工程 召开 主持 出席 强调 指出 听取 通过 审议 传达学习 印发 会见
陪同调研 任命 免去 为 职务 现任 拟任 辞去 同志 等领导 作报告 作了说明 记者 一要 二要 一是
第一， （一） 1. 首先， 最后， 两点要求：要 以“ 为主要内容的 4月21日 2020年4月21日
99年20月12日 昨日 当天 今年 建党100周年 来源：澄州日报
"""
FRAGMENTS = [
    *"“”‘’「」『』《》〈〉（）()【】，。；：！？、·•\n\t 　0129０",
    *"一二三十市县省委党国我本和与在由为的第",
    *"\ue000\ufdd0\ufdd4\ufffd\U000e0100\U00020000\u202e\x85\u2028\x00",
    "丁　蕙",
    *_WORDS.split(),
]
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)
NAMES = st.sampled_from(["a", "2020/04/21-1", "2020/20/20", "2021", "0001-01-01", "3020-02-30"])
DAYS = st.sampled_from(["", "2020-04-21", "0001-01-01", "9999-12-31"])


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
@given(TEXTS, NAMES, DAYS)
def test_any_text_is_read(text: str, name: str, issued: str) -> None:
    document = prepare(Document(name, text, "", issued=issued))
    found = extract(document)
    for sentence in found.sentences:
        assert text[sentence.begin : sentence.end] == sentence.text
    spans = [(sentence.begin, sentence.end) for sentence in found.sentences]
    for mention in found.mentions:
        assert text[mention.begin : mention.end] == mention.text
        assert any(begin <= mention.begin < mention.end <= end for begin, end in spans)
    lines, _ = graph_lines(document)
    list(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    list(near_misses(read(Analysis(document))))


@given(st.text())
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
def test_folding_keeps_offsets_and_leaves_none_of_our_signs(text: str) -> None:
    known = fold(text)
    assert not known.begins or len(known.begins) == len(known.text)
    assert not any(0xFDD0 <= ord(char) < 0xFDF0 for char in known.text)


@pytest.mark.parametrize(
    "text",
    [
        "《民法典》由十三届全国人大三次会议在云泽通过。",
        "李明99年20月12日到会，昨日返回。",
        "市长李明\ue000主持会议，\ufdd0出席。",
    ],
)
def test_a_text_that_once_failed(text: str) -> None:
    for name in ("a", "2020/04/2020年20月20日"):
        assert extract(prepare(Document(name, text, ""))).mentions


def test_a_law_passed_by_a_session_at_a_place_is_cited_by_it() -> None:
    document = prepare(Document("a", "《民法典》由十三届全国人大三次会议在北京通过。", ""))
    said = {
        (r.subject.type, r.name, getattr(r.object, "type", "")) for r in extract(document).relations
    }
    assert ("Event", "cites", "Policy") in said


def test_a_sign_of_ours_in_a_text_stands_for_nothing() -> None:
    text = "\ufdd0主持全市水利工作会议。"
    assert not extract(prepare(Document("a", text, ""))).relations


def test_a_picture_is_no_part_of_a_name() -> None:
    text = "7月5日，市长田文水👏出席全市水利工作会议🎉。副市长陆远✅、沈岩⚠\ufe0f参加。"
    found = extract(prepare(Document("a", text, "0" * 64)))
    people = [m for m in found.mentions if m.type == "Person"]
    assert [m.text for m in people] == ["田文水", "陆远", "沈岩"]
    assert all(text[m.begin : m.end] == m.text for m in found.mentions)


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_any_line_end_ends_a_line(end: str) -> None:
    text = f"全市水利工作会议召开{end}2021年7月5日{end}7月4日，全市水利工作会议召开。"
    assert prepare(Document("a", text, "0" * 64)).issued == "2021-07-05"


@pytest.mark.parametrize("formula", ['"四个到位"', "“四个到位”"])
def test_straight_quotation_marks_quote(formula: str) -> None:
    text = f'市长田文水强调，要做到{formula}，用好 "ABC" 系统。'
    found = extract(prepare(Document("a", text, "0" * 64)))
    assert [m.text for m in found.mentions if m.type == "Slogan"] == ["四个到位"]
