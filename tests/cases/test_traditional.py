"""A report in traditional script says what it says in simplified: one identity, its own anchors."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

import pytest
from opencc import OpenCC

import graph
from graph.build import build
from graph.characters import fold, normal
from graph.extract import extract
from graph.mine import mine
from graph.model import Document, Extraction
from graph.text import prepare

SIMPLIFIED = (
    "澄州市召开全市组织工作会议\n2021年7月5日　来源：澄州日报\n"
    "7月5日，澄州市委书记高远山主持召开全市组织工作会议。王市长出席会议并讲话。"
    "市委组织部部长叶振东宣读决定。高远山强调，要做到“两个维护”，推动乡村振兴。\n"
)
TRADITIONAL = (
    "澄州市召開全市組織工作會議\n2021年7月5日　來源：澄州日報\n"
    "7月5日，澄州市委書記高遠山主持召開全市組織工作會議。王市長出席會議並講話。"
    "市委組織部部長葉振東宣讀決定。高遠山強調，要做到「兩個維護」，推動鄉村振興。\n"
)
ZERO_WIDTH = "\u200b".join(TRADITIONAL)
DOCUMENTS = sorted(Path("data/documents").glob("*.txt"))


def read(text: str, **known: str) -> Extraction:
    return extract(prepare(Document("a", text, "0" * 64, **known)))


def entities(found: Extraction) -> set[tuple[str, str, str]]:
    return {(m.entity.type, str(m.entity.key), m.entity.name) for m in found.mentions if m.entity}


def relations(found: Extraction) -> set[tuple[str, str, str]]:
    return {
        (str(r.subject.key), r.name, r.object if isinstance(r.object, str) else str(r.object.key))
        for r in found.relations
    }


@pytest.mark.parametrize("text", [TRADITIONAL, ZERO_WIDTH], ids=["plain", "zero widths"])
def test_it_says_what_the_simplified_says(text: str) -> None:
    found, plain = read(text), read(SIMPLIFIED)
    assert entities(found) == entities(plain)
    assert relations(found) == relations(plain)
    assert len(relations(plain)) > 8
    assert (found.document.issued, found.document.publisher) == ("2021-07-05", "澄州日报")


@pytest.mark.parametrize("text", [TRADITIONAL, ZERO_WIDTH], ids=["plain", "zero widths"])
def test_anchors_are_the_documents_own_characters(text: str) -> None:
    found = read(text)
    for span in (*found.mentions, *found.sentences, *(r.sentence for r in found.relations)):
        assert text[span.begin : span.end] == span.text
    said = {m.text.replace("\u200b", "") for m in found.mentions}
    assert {"高遠山", "葉振東", "澄州市委書記", "市委組織部部長", "兩個維護"} <= said


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_sample_reports_in_traditional_script(path: Path) -> None:
    text = path.read_text("utf-8")
    other = OpenCC("s2t").convert(text)
    assert sum(a != b for a, b in zip(text, other, strict=True)) > len(text) // 8
    assert entities(read(other)) == entities(read(text))
    assert relations(read(other)) == relations(read(text))


def test_a_name_is_found_in_either_script(tmp_path: Path) -> None:
    texts = {"a": SIMPLIFIED, "b": TRADITIONAL}
    docs = [prepare(Document(name, text, "0" * 64)) for name, text in texts.items()]
    build(docs, tmp_path / "kg")
    kg = graph.open(tmp_path / "kg")
    rows = kg.query("SELECT ?l ?a { ?p a tg:Person ; rdfs:label ?l ; skos:altLabel ?a }")
    assert {(r.l, r.a) for r in rows} >= {("高远山", "高遠山"), ("叶振东", "葉振東")}
    for name in ("兩個維護", "两个维护", "乡村振兴", "鄉村振興"):
        assert {e.document for e in kg.evidence(name)} == {"a", "b"}
    assert kg.validate()


def test_who_asks_in_traditional_script_finds_what_is_in_simplified(tmp_path: Path) -> None:
    build([prepare(Document("a", SIMPLIFIED, "0" * 64))], tmp_path / "kg")
    kg = graph.open(tmp_path / "kg")
    assert kg.evidence("「兩個維護」")
    assert kg.query("who-holds-what", person="高遠山")
    kg.view(tmp_path / "page.html", focus="高遠山")
    page = (tmp_path / "page.html").read_text("utf-8")
    (packed,) = re.findall(r'<script[^>]*id="data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert "高远山" in zlib.decompress(base64.b64decode(packed)).decode()


def test_what_the_input_says_of_a_document_is_read_so_too() -> None:
    text = "會議學習了重要講話精神。市委書記高遠山講話。"
    found = read(text, place="澄州市雲澤縣", publisher="雲澤日報")
    assert relations(found) == relations(
        read("会议学习了重要讲话精神。市委书记高远山讲话。", place="澄州市云泽县")
    )


def test_a_formulation_recurs_in_either_script() -> None:
    texts = (
        "会议要求坚持湖城共生理念，各级要坚持湖城共生理念。",
        "會議要求堅持湖城共生理念，打造「五分鐘便民站」。",
        "他說，要堅持湖城共生理念，打造「五分鐘便民站」。",
        "我们坚持湖城共生理念，打造“五分钟便民站”。",
    )
    found = {c.name: c.documents for c in mine(Document(t, t, t) for t in texts)}
    assert found == {"湖城共生理念": 4, "五分钟便民站": 3}


@pytest.mark.parametrize(
    "text",
    [
        "会议纪念《王雲五文集》出版，市委书记高远山讲话。",  # a title quoted in the other script
        "乾县县委书记陈乾讲话。",
        "市委书记高远山了解征求意见情况。",
    ],
)
def test_a_simplified_text_keeps_its_characters(text: str) -> None:
    assert fold(text).text == text


def test_a_name_alone_keeps_its_script() -> None:
    assert normal("葉振東") == "葉振東"
    assert fold("陳乾書記忠誠乾淨").text == "陈乾书记忠诚干净"
