"""The drawn notation: what a case says, what a mistake says, and back again from what is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evaluate.notation import Case, Span, Stated, align, draw, escape, parse, unescape
from graph.extract.pipeline import extract
from graph.model import Document, Extraction, InputError, Mention, Sentence
from graph.rdf import MENTIONED, RELATIONS
from graph.read import documents

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"

CASES = """\
# 抬头的说明与任何一例都不相干

# 讲话人引用
[程望山](Person)强调，要认真贯彻《[条例](Policy)》。
=> 程望山 cites 条例  # speaker-scope
  [会议](Event?)还研究了\\[其他\\]事项。    # 同一段

[苏映雪](Person)到会
另起一段

牵住责任制这个“牛鼻子”    # nothing: a metaphor is no slogan

各级党委书记要履行职责。
# no Post: a class of people
"""


def test_every_part_of_a_case_is_read() -> None:
    """Escapes, comments, optional mentions, sentences of one paragraph and of two."""
    assert parse(CASES) == [
        Case(
            "程望山强调，要认真贯彻《条例》。会议还研究了[其他]事项。",
            (Span(0, 3, "Person"), Span(12, 14, "Policy"), Span(16, 18, "Event", optional=True)),
            (Stated("程望山", "cites", "条例"),),
            ("讲话人引用", "同一段"),
            3,
        ),
        Case("苏映雪到会\n另起一段", (Span(0, 3, "Person"),), (), (), 8),
        Case("牵住责任制这个“牛鼻子”", (), (), ("nothing: a metaphor is no slogan",), 11),
        Case("各级党委书记要履行职责。", (), (), ("no Post: a class of people",), 13),
    ]


def test_comments_tell_what_must_not_be_found() -> None:
    """``nothing`` forbids all, ``no Post`` one type."""
    absent = [case.absent for case in parse(CASES)]
    assert absent == [
        frozenset(),
        frozenset(),
        frozenset((*MENTIONED, *RELATIONS)),
        frozenset({"Post"}),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "好\n[程望山](Persona)说",
            "a.txt:2: 没有类型 Persona / no such type; one of Person, Post",
        ),
        ("程望山]说", "a.txt:1: “]说” 不成标注 / is no mention: write [name](Type), or \\]"),
        ("[程望山]说", "a.txt:1: “[程望山]说” 不成标注"),
        ("程\n=> 程望山 爱 江州", "a.txt:2: 关系写作“=> 主体 关系 客体”"),
        ("\n=> 程望山 cites 条例", "a.txt:2: 关系上方没有文本"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(text: str, message: str) -> None:
    """One line that says where and what to write instead."""
    with pytest.raises(InputError) as error:
        parse(text, "a.txt")
    assert str(error.value).startswith(message)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaping_is_undone(text: str) -> None:
    """Any text survives, on one line in which nothing has a special sense."""
    drawn = escape(text)
    assert unescape(drawn) == text
    assert "\n" not in drawn
    case = parse(f"x{drawn}x")[0]
    assert (case.text, case.mentions) == (f"x{text}x", ())


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_document_drawn_and_read_back_has_the_same_spans(path: Path) -> None:
    """And the same relations, in their order."""
    (document,) = documents([path])
    assert isinstance(document, Document)
    found = extract(document)
    cases = parse(draw(found), path.name)
    assert align(cases, document.text) == [Span(m.begin, m.end, m.type) for m in found.mentions]
    stated = [
        (r.subject.name, r.name)
        for s in found.sentences
        for r in found.relations
        if r.sentence == s
    ]
    assert [tuple(r[:2]) for case in cases for r in case.relations] == stated


def test_a_mention_over_a_line_end_is_drawn_whole() -> None:
    """Hard line breaks cut titles in two; signs of the notation may stand anywhere."""
    text = "学习《关于[加强]\n工作的意见》# =>\x1b。"
    sentences = (Sentence(0, 10, text[:10], 0), Sentence(11, len(text), text[11:], 1))
    mention = Mention(3, 15, text[3:15], "Policy", "title-in-marks")
    drawn = draw(Extraction(Document("x", text, ""), sentences, (mention,), ()))
    assert drawn == "学习《[关于\\[加强\\]\\n工作的意见](Policy)》\\# \\=>\\u001b。\n"
    assert align(parse(drawn), text) == [Span(3, 15, "Policy")]


def test_a_case_that_is_not_in_its_document_is_named() -> None:
    """White space may differ, words may not."""
    cases = parse("[程望山](Person)\n\n到[江州](Place)去了", "a.drawn")
    assert align(cases, "　程 望山\n　到江州去了")[0] == Span(1, 5, "Person")
    with pytest.raises(InputError, match=r"a\.drawn:3: 原文中没有这段话"):
        align(cases, "程望山到江洲去了", "a.drawn")
