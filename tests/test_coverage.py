"""Coverage: every sentence is counted once, by what it yielded; what yields nothing is told."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from graph.cli import main
from graph.evaluate.coverage import Coverage, coverage
from graph.extract.discourse.reading import Reading
from graph.extract.pipeline import findings
from graph.model import Document, Extraction
from graph.resources import LEXICON

TEXT = """\
市委书记程望山强调，要增强“四个意识”。
程望山会见苏映雪。
他读了《山水之歌》。天气很好。
"""


@pytest.fixture(scope="module")
def found() -> Coverage:
    other = "苏映雪会见程望山、高存义。\n天气不错。牵住责任制这个“牛鼻子”。"
    return coverage([Document("a", TEXT, "a"), Document("b", other, "b")])


def test_sentences_are_counted_by_what_they_yield(found: Coverage) -> None:
    """One states relations, two more have mentions, four have nothing."""
    assert (found.documents, found.sentences) == (2, 7)
    assert (found.with_mentions, found.with_relations, found.with_nothing) == (3, 1, 4)


def test_a_shape_draws_mentions_as_signs_and_the_words_beside_them(found: Coverage) -> None:
    """Lists of one type are one sign, so two sentences of one shape are counted together."""
    shapes = {shape.shape: shape for shape in found.unrelated}
    assert set(shapes) == {"[Person]会见[Person]", "[Person]会见[Person]…"}
    assert shapes["[Person]会见[Person]"].example == "程望山会见苏映雪。"
    assert {(shape.shape, shape.sentences, shape.document) for shape in found.silent} == {
        ("天气…", 2, "a"),
        ("他读…", 1, "a"),
        ("牵住…", 1, "b"),
    }
    assert found.silent[0].shape == "天气…"


def test_near_misses_name_rule_and_words(found: Coverage) -> None:
    """What a list may be amended by: the quoted word and the title that were left."""
    assert {(miss.rule, *miss.words) for miss in found.misses} == {
        ("title-in-marks", "山水之歌"),
        ("formula-in-quotes", "牛鼻子"),
    }


def test_the_order_of_documents_changes_nothing() -> None:
    """Ties and examples are settled by name."""
    documents = [Document(f"d{n}", text, str(n)) for n, text in enumerate(TEXT.split("\n")[:3] * 2)]
    assert coverage(documents) == coverage(reversed(documents))


def test_the_command_shows_it_and_a_lexicon_raises_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As text and as JSON; an entry of the user's own makes a silent sentence speak."""
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "policies.tsv").write_text("name\tkind\n山水之歌\tplan\n", "utf-8")
    assert (LEXICON / "policies.tsv").exists()
    report = str(tmp_path / "report.txt")
    assert main(["coverage", report]) == 0
    out = capsys.readouterr().out
    assert "文档 documents 1 · 句子 sentences 4" in out
    assert "        2  50.0%  有提及 with mentions" in out
    assert "        1  [Person]会见[Person]  report: 程望山会见苏映雪。" in out
    assert "           山水之歌 1" in out
    silent = []
    for more in [], ["--lexicon", str(tmp_path / "own")]:
        assert main(["coverage", report, "--format", "json", *more]) == 0
        silent.append(json.loads(capsys.readouterr().out)["with_nothing"])
    assert silent == [2, 1]


def test_a_document_that_breaks_extraction_is_left_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is named, and the others are counted."""

    def broken(reading: Reading) -> Extraction:
        if reading.analysis.document.id == "b":
            raise ZeroDivisionError
        return findings(reading)

    monkeypatch.setattr(import_module("graph.evaluate.coverage"), "findings", broken)
    found = coverage([Document("a", TEXT, "a"), Document("b", TEXT, "b")])
    assert (found.documents, found.sentences) == (1, 4)
    assert [record.getMessage()[:2] for record in caplog.records] == ["b:"]


def test_nothing_to_read_is_an_empty_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No division by nothing; an empty folder is wrong use, as for any verb."""
    assert coverage([]).sentences == 0
    assert main(["coverage", str(tmp_path)]) == 2
    assert "no file in this folder" in capsys.readouterr().err
