"""One name, one IRI, one label, however it was typed; mentions keep the text's own characters."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.build import build
from graph.characters import fold, normal, spelt, tamed
from graph.extract import extract
from graph.model import Document
from graph.rdf import statements

pytestmark = pytest.mark.slow  # builds upon builds

PLAIN = (
    "澄州市召开全市人才工作会议\n2021年7月5日\n"
    "7月5日，澄州市委书记高远山主持召开全市人才工作会议。市长沈岩讲话。"
    "高远山强调，要做到“两个维护”，坚持“人民至上、生命至上”，落实“1+N”体系。"
)
KANGXI = str.maketrans("人大工一月日高山", "⼈⼤⼯⼀⽉⽇⾼⼭")
FORMS = {
    "radicals": PLAIN.translate(KANGXI),
    "a zero width in every word": "\u200b".join(PLAIN),
    "soft hyphens": PLAIN.replace("维护", "维\u00ad护").replace("沈岩", "沈\u00ad岩"),
    "bidirectional marks": PLAIN.replace("沈岩", "\u202a沈\u200f岩\u202c"),
    "a mark of byte order inside": PLAIN.replace("两个", "两\ufeff个"),
    "variation selectors": PLAIN.replace("沈岩", "沈\ufe00岩\U000e0101"),
    "full width": PLAIN.replace("1+N", "１＋Ｎ").replace("7月5日", "７月５日"),
    "compatibility ideographs": PLAIN.replace("沈", "\uf972").replace("年", "\uf98e"),
    "corner brackets": PLAIN.replace("“", "「").replace("”", "」"),
}


def entities(text: str) -> set[tuple[str, str, str]]:
    found = extract(graph.Document("a", text, ""))
    return {(m.entity.type, str(m.entity.key), m.entity.name) for m in found.mentions if m.entity}


@pytest.mark.parametrize("form", FORMS)
def test_one_entity_however_it_was_typed(form: str) -> None:
    assert entities(FORMS[form]) == entities(PLAIN)


@pytest.mark.parametrize("form", FORMS)
def test_mentions_and_sentences_are_the_texts_own(form: str) -> None:
    text = FORMS[form]
    found = extract(graph.Document("a", text, ""))
    for span in (*found.mentions, *found.sentences, *(r.sentence for r in found.relations)):
        assert text[span.begin : span.end] == span.text != ""
    assert {r.sentence for r in found.relations} <= set(found.sentences)
    assert len(found.relations) == len(extract(graph.Document("a", PLAIN, "")).relations)


@pytest.mark.parametrize(
    "quoted",
    [
        "两个维护",
        "两个维护 ",
        "　两个维护",
        "两个维护，",
        "两个维护,",
        "两\xa0个维护",
        "两 个 维 护",
    ],
)
def test_blanks_and_commas_in_a_quotation_are_no_part_of_it(quoted: str, tmp_path: Path) -> None:
    texts = ("程望山强调，要做到“两个维护”。", f"程望山强调，要坚决做到“{quoted}”。")
    docs = [graph.Document(str(n), text, "0" * 64) for n, text in enumerate(texts)]
    build(docs, tmp_path / "kg")
    kg = graph.open(tmp_path / "kg")
    rows = kg.query("SELECT ?s ?n ?m { ?s a tg:Slogan ; rdfs:label ?n . ?m itsrdf:taIdentRef ?s }")
    assert {(row.s.rpartition("/")[2], row.n) for row in rows} == {("两个维护", "两个维护")}
    assert len(rows) == 2
    assert kg.validate()


def test_every_entity_has_one_label(tmp_path: Path) -> None:
    docs = [
        graph.Document(form, text, "0" * 64) for form, text in {**FORMS, "plain": PLAIN}.items()
    ]
    build(docs, tmp_path / "kg")
    labels: dict[str, set[str]] = defaultdict(set)
    with (tmp_path / "kg" / "graph.nq").open("rb") as lines:
        for subject, predicate, value, _ in statements(lines):
            if predicate.endswith("rdf-schema#label>"):
                labels[subject].add(value)
    assert {len(found) for found in labels.values()} == {1}
    assert graph.open(tmp_path / "kg").validate()


def test_typography_is_folded_and_words_are_not() -> None:
    assert normal("丁　蕙") == "丁蕙"
    assert normal("干在实处　走在前列") == normal("干在实处  走在前列") == "干在实处 走在前列"
    assert normal("ＡＩ＋") == "AI+"
    assert normal("买买提•艾山") == normal("买买提·艾山")
    assert normal("José") == normal("Jose\u0301")
    assert normal("，") == "，"
    assert normal("物业条例(试行)") == "物业条例（试行）"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_what_is_folded_is_where_it_was(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))


@given(st.text(max_size=40))
def test_what_is_shown_does_nothing(text: str) -> None:
    assert len(tamed(text)) == len(text)
    assert not set(tamed(text)) & set("\x1b\x07\x9b\u202e\u2066\u200f\u2028")
    assert "\n" not in spelt(text) and not set(spelt(text)) & set("\x1b\u200b\u202e\U000e0001")


@pytest.mark.parametrize("quoted", ["“两个维护，”", "“两个维护 ”", "“ 两个维护”", "“两个维护、”"])
def test_a_comma_inside_the_marks_is_no_part_of_a_formula(quoted: str) -> None:
    """Neither of its name nor of its mention."""
    found = extract(Document("d", f"澄州市委书记陆维强调，要坚决做到{quoted}。", ""))
    slogans = [m for m in found.mentions if m.type == "Slogan"]
    assert [(m.text, m.entity.name) for m in slogans if m.entity] == [("两个维护", "两个维护")]


@pytest.mark.parametrize("asked", ["“两个维护”", " 两个维护", "两个 维护", "陆 维", "陆　维"])
def test_a_name_is_found_however_it_is_asked_for(tmp_path: Path, asked: str) -> None:
    document = Document("d", "澄州市委书记陆维强调，要做到“两个维护”。", "")
    kg = graph.build([document], tmp_path / "kg")
    assert kg.evidence(asked)
