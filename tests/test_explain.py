"""What ``explain`` says of a document, as text that reads back and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from graph.evaluate.explain import explain
from graph.evaluate.notation import align, parse
from graph.extract.pipeline import extract, read, stated
from graph.model import Document
from graph.read import documents
from graph.resources import ROOT
from graph.text.head import prepare

TEXT = """\
江州市委召开全市水利工作会议
　　江州市委书记程望山主持会议。程望山强调，要树牢“四个意识”。
　　牵住责任制这个“牛鼻子”。党委书记要履行职责。
　　会议开了三个小时。他读了《山水之歌》。天气很好。
"""
DOCUMENT = Document("2020/0421", TEXT, "0" * 64)


def test_every_finding_stands_with_its_rule_and_its_entity() -> None:
    """The drawn sentence, its relations, its mentions with their chance, who speaks where."""
    drawn = explain(DOCUMENT)
    assert re.search("# 程望山  \\(tagger-person [5-9]\\d%\\)", drawn)
    assert re.search("=> 程望山 invokes 四个意识  # speaker-scope [5-9]\\d%\n", drawn)
    blocks = re.sub(" \\d\\d?%", "", drawn).split("\n\n")
    assert blocks[0] == "# 文种 kind: 新闻报道 news"
    assert blocks[3].splitlines() == [
        "  [程望山](Person)强调，要树牢“[四个意识](Slogan)”。",
        "=> 程望山 invokes 四个意识  # speaker-scope",
        "=> 江州市水利工作会议 speaker 程望山  # speaker-verb",
        "# 程望山  (tagger-person)",
        "# 四个意识  (known-formula, numeral-in-quotes)",
        "# 讲话人 speaker: 程望山  场合 occasion: 江州市水利工作会议",
    ]
    assert "# 江州市委 → 中共江州市委员会  (local-organ)" in blocks[1].splitlines()


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("牵住责任制", "“牛鼻子” formula-in-quotes: 词表列为比喻 / listed as a metaphor"),
        ("党委书记要", "“党委书记” post-stack: 旁边没有人名，也没有任命 / nobody holds it"),
        ("会议开了", "“会议” noun-phrase: 没有全称，或前面没有“召开”"),
        ("他读了", "“山水之歌” title-in-marks: 标题不以条例、规划、通知之类的词结尾"),
        ("天气", "没有规则相近 / no rule came near"),
    ],
)
def test_a_silent_sentence_says_what_came_near(sentence: str, why: str) -> None:
    """The nearest rule and what it lacked."""
    (block,) = (b for b in explain(DOCUMENT).split("\n\n") if b.strip().startswith(sentence))
    assert f"\n# nothing: {why}" in block


def test_the_explanation_can_be_kept_as_gold() -> None:
    """It is drawn notation: the same spans and relations come back."""
    found, cases = extract(prepare(DOCUMENT)), parse(explain(DOCUMENT))
    assert [(s.begin, s.end) for s in align(cases, TEXT)] == [
        (m.begin, m.end) for m in found.mentions
    ]
    assert sum(len(case.relations) for case in cases) == len(found.relations) > 0


def test_json_has_offsets_rules_and_entities() -> None:
    """Every span is the document's own, every relation names rule and property."""
    value = json.loads(explain(DOCUMENT, "json"))
    assert value["document"] == "2020/0421"
    spans = [
        part
        for s in value["sentences"]
        for part in (s, *s["mentions"], *s["near"], *s["proposals"])
    ]
    assert all(TEXT[part["begin"] : part["end"]] == part["text"] for part in spans)
    said = next(s for s in value["sentences"] if s["text"].startswith("程望山强调"))
    assert said["speaker"]["name"] == "程望山"
    assert 50 < said["relations"][0].pop("confidence") < 100
    assert said["relations"][0] == {
        "subject": {"type": "Person", "key": "程望山", "name": "程望山"},
        "relation": "invokes",
        "property": "tg:invokes",
        "object": {"type": "Slogan", "key": "四个意识", "name": "四个意识"},
        "rule": "speaker-scope",
    }
    assert [s["near"][0]["rule"] for s in value["sentences"] if s["near"]] == [
        "formula-in-quotes",
        "post-stack",
        "noun-phrase",
        "title-in-marks",
    ]


def test_what_was_left_out_says_why() -> None:
    """市委 gave way to the longer name; 我市 is of no city that the text names."""
    document = Document("x", "市委书记程望山要求，我市要抓落实。", "0")
    drawn = re.sub(" \\d\\d?%", "", explain(document))
    assert (
        "# 未取 left out: 市委  (Organization, local-organ): 让位 lost to 市委书记"
        in drawn.splitlines()
    )
    assert "# 未取 left out: 我市  (Place, deictic-place): 称呼或所指不明" in drawn


def explained() -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """The sample documents, each with the sentences of its explanation."""
    for found in documents([ROOT / "data" / "documents"]):
        assert isinstance(found, Document)
        yield found, json.loads(explain(found, "json"))["sentences"]


def test_every_proposal_was_kept_or_lost_or_is_below_the_bar() -> None:
    """What is kept are the mentions; what is not says why; both kinds of why occur."""
    lost = below = 0
    for _, sentences in explained():
        for sentence in sentences:
            kept = {(p["begin"], p["end"], p["type"]) for p in sentence["proposals"] if p["kept"]}
            judged = {
                (m["begin"], m["end"], m["type"])
                for m in sentence["mentions"]
                if m["confidence"] < 100
            }
            assert kept <= {(m["begin"], m["end"], m["type"]) for m in sentence["mentions"]}
            assert judged <= kept
            for left in (p for p in sentence["proposals"] if not p["kept"]):
                lost += bool(left["lost_to"])
                below += not left["lost_to"] and left["chance"] <= left["bar"]
                assert left["rules"] or left["chance"] >= left["bar"]
    assert lost > 100 and below > 10


def test_what_rules_state_stands_or_is_vetoed() -> None:
    """Nothing that a rule says goes unsaid."""
    fallen = 0
    for document, sentences in explained():
        said = [r for s in sentences for r in s["relations"] if r["rule"] != "pair-judge"]
        vetoed = [r for s in sentences for r in s["vetoed"]]
        assert len(said) + len(vetoed) == len(stated(read(prepare(document))))
        assert all(r["confidence"] <= 35 for r in vetoed)  # the highest bar
        fallen += len(vetoed)
    assert fallen


@pytest.mark.parametrize(
    "text", ["\u200b".join(TEXT), "市委書記程望山強調，要樹牢「四個意識」。他讀了《山水之歌》。"]
)
def test_all_is_told_in_the_documents_own_characters(text: str) -> None:
    """Near misses and proposals too, whatever the text is read as."""
    sentences = json.loads(explain(Document("x", text, "0"), "json"))["sentences"]
    spans = [p for s in sentences for p in (s, *s["mentions"], *s["near"], *s["proposals"])]
    assert all(text[part["begin"] : part["end"]] == part["text"] for part in spans)
    assert {"near", "mentions", "proposals"} <= {k for s in sentences for k in s if s[k]}


def test_colour_adds_nothing_but_colour() -> None:
    """Without its ANSI sequences the text is the same; a document's own are not let through."""
    coloured = explain(DOCUMENT, color=True)
    assert coloured != explain(DOCUMENT) == re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert "\x1b" not in explain(Document("x", "程望山\x1b[31m强调。", "0"))


def test_an_empty_document_explains_nothing() -> None:
    """No sentence, no error."""
    assert explain(Document("x", "\n", "0")).strip() == ""
    assert json.loads(explain(Document("x", "", "0"), "json"))["sentences"] == []
