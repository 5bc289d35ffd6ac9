"""Long inputs are read whole: what stands in them in number is found in that number."""

from __future__ import annotations

import pytest

from graph.characters import fold
from graph.extract import extract
from graph.model import Document, Entity, Extraction
from graph.text import prepare, sentences

# Given names of two characters each of which is at home in names alone.
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗谢宋"
_FIRST, _SECOND = "晓建志国永文立春秀玉", "锋军杰辉霞敏娟婷斌峰"
NAMES = [s + a + b for s in _SURNAMES for a in _FIRST for b in _SECOND]


def found(text: str) -> Extraction:
    return extract(prepare(Document("a", text, "")))


def of(kind: str, extraction: Extraction) -> set[str]:
    return {m.entity.name for m in extraction.mentions if m.type == kind and m.entity}


@pytest.mark.parametrize("count", [1000, 2000])
def test_as_many_persons_as_a_list_has(count: int) -> None:
    listed = NAMES[:count]
    assert of("Person", found("代表名单\n" + "、".join(listed) + "。")) >= set(listed)


def test_a_first_line_of_organs_may_be_long() -> None:
    """Such a line tells whose the title below it is: one way of reading it, not one a split."""
    line = "市委书记" * 60
    assert found(f"{line}\n关于开展检查的通知\n各县：\n请照办。").document.text.startswith(line)


def test_attendees_of_a_long_list_attend() -> None:
    listed = NAMES[:800]
    text = "澄州市召开全市水利工作会议。\n" + "、".join(listed) + "出席会议。"
    relations = found(text).relations
    assert sum(relation.name == "attendee" for relation in relations) == len(listed)


@pytest.mark.slow
def test_as_many_quotations_as_a_line_has() -> None:
    assert sum(m.type == "Slogan" for m in found("“四风”" * 28_000).mentions) == 28_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["1", "一", "《", "“", "（", "·", "。", "市", "委员会", "第一届", "关于《", "以“"]
)
def test_a_line_of_one_sign_is_read(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert found(text).document.text == text


@pytest.mark.parametrize("end", ["王", "欧阳", "王　", "欧"])
def test_a_text_may_end_in_a_surname(end: str) -> None:
    """Nothing of a name stands behind the end: 出席会议的有市长李明、王."""
    extraction = found("出席会议的有市长李明、" + end)
    assert "李明" in of("Person", extraction)
    assert all(m.end <= len(extraction.document.text) for m in extraction.mentions)


def test_no_chain_of_places_is_longer_than_a_name() -> None:
    extraction = found("澄州市召开会议\n" + "市委书记" * 2000)
    assert max(m.end - m.begin for m in extraction.mentions) < 100


def test_a_sentence_is_cut_at_its_last_comma() -> None:
    text = "市长李明出席会议，" * 2000
    pieces = sentences(text)
    assert all(len(piece.text) <= 4000 and piece.text.endswith("，") for piece in pieces)
    assert "".join(piece.text for piece in pieces) == text


def test_a_sentence_without_a_comma_is_cut_anyway() -> None:
    pieces = sentences("国" * 10_000)
    assert [len(piece.text) for piece in pieces] == [4000, 4000, 2000]
    assert [piece.begin for piece in pieces] == [0, 4000, 8000]


def test_sentences_as_ever() -> None:
    """Marks that follow one another end one sentence, and brackets hold theirs together."""
    assert [s.text for s in sentences("好！！”他说。（一。二。）三。")] == [
        "好！！”",
        "他说。",
        "（一。二。）三。",
    ]


def test_a_demand_is_a_clause_and_not_the_rest_of_the_line() -> None:
    text = "县政府办公室通知\n" + "（一）加强学习（二）抓好落实" * 4000
    demands = [r.object for r in found(text).relations if r.name == "directive"]
    assert all(isinstance(demand, Entity) and len(demand.name) <= 400 for demand in demands)


def test_a_million_characters_are_folded() -> None:
    text = "澄州市召开全市水利工作会议，部署防汛备汛。" * 48_000
    assert fold(text).text == text
    compatible = "\uf900\ufa6e\ufaff\U0002f800\U0002fa1d\u2f00"
    assert fold(compatible).text == "豈\ufa6e\ufaff丽\U0002a600一"
