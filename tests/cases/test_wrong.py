"""What is judged wrong is in no graph, a statement or an entity; and it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph
from graph.cli import main
from graph.identity import Judgement, judged, read_judgements
from graph.model import InputError

pytestmark = pytest.mark.slow  # builds upon builds

MEETING = (
    "澄州市召开供水工作会议。\n3月4日，全市供水工作会议召开。市水利局局长李明主持会议，"
    "市长王岩出席会议。李明强调，要做到“节水优先”。\n"
)
LATER = "澄州市水利局局长李明到青芦县调研。他强调，要做到“节水优先”。\n"
APPOINTED = "市政府任命：\n2021年3月，任命李明为澄州市水利局局长。\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in (("a", MEETING), ("b", LATER), ("c", APPOINTED)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def lines(kg: Path) -> bytes:
    return (kg / "graph.nq").read_bytes()


def triples(kg: Path, pattern: str) -> set[tuple[str, ...]]:
    rows = graph.open(kg).query(f"SELECT DISTINCT * {{ {pattern} }}")
    return {tuple(str(value).rpartition("/")[2] for value in row) for row in rows}


def judge(docs: Path, *words: str) -> None:
    assert main(["wrong", *words, "--because", "误读", "--in", str(docs)]) == 0


STATEMENTS = [
    pytest.param(
        ("event/全市供水工作会议", "chair", "李明"), "?e tg:chair ?p", id="between entities"
    ),
    pytest.param(("李明", "holds", "post/澄州市水利局局长"), "?p org:holds ?o", id="a post"),
    pytest.param(("李明", "使用提法", "slogan/节水优先"), "?p tg:invokes ?o", id="by its label"),
]


@pytest.mark.parametrize(("said", "pattern"), STATEMENTS)
def test_a_statement_goes_and_comes_back(
    docs: Path, tmp_path: Path, said: tuple[str, ...], pattern: str
) -> None:
    kg, anew = tmp_path / "kg", tmp_path / "anew"
    graph.build(docs, kg)
    before, met = lines(kg), triples(kg, pattern)
    assert met, before.decode()
    (event,) = triples(kg, "?e tg:chair ?p") and {e for e, _ in triples(kg, "?e tg:chair ?p")}
    judge(docs, *(f"event/{event}" if part.startswith("event/") else part for part in said))
    changes = graph.open(kg).update(docs)
    assert len(changes.verdicts.applied) == 1
    assert len(triples(kg, pattern)) < len(met)
    marked = triples(kg, "?s prov:wasInfluencedBy ?j . ?s a tg:Sentence . ?j tg:verdict ?v")
    assert marked and {row[-1] for row in marked} == {"wrong"}
    graph.build(docs, anew)
    assert lines(kg) == lines(anew)
    assert main(["verify", str(kg), str(docs)]) == 0
    assert main(["validate", str(kg)]) == 0
    (docs / "judgements.tsv").unlink()
    graph.open(kg).update(docs)
    assert lines(kg) == before


def test_tenures_go_with_the_post(docs: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    graph.build(docs, kg)
    assert triples(kg, "?t org:member ?p")
    judge(docs, "李明", "holds", "post/澄州市水利局局长")
    graph.open(kg).update(docs)
    assert not triples(kg, "?t org:member ?p") and not triples(kg, "?t a tg:Tenure")


@pytest.mark.parametrize("who", ["person/王岩", "slogan/节水优先", "organization/澄州市水利局"])
def test_an_entity_goes_with_all_that_is_said_of_it(docs: Path, tmp_path: Path, who: str) -> None:
    kg, anew = tmp_path / "kg", tmp_path / "anew"
    graph.build(docs, kg)
    before = lines(kg)
    assert f"/id/{who}>".encode() in before
    judge(docs, who)
    assert len(graph.open(kg).update(docs).verdicts.applied) == 1
    assert f"/id/{who}>".encode() not in lines(kg)
    graph.build(docs, anew)
    assert lines(kg) == lines(anew)
    assert main(["verify", str(kg), str(docs)]) == 0
    assert main(["validate", str(kg)]) == 0
    (docs / "d.txt").write_text(LATER.replace("青芦", "丰水"), "utf-8")  # says it again
    graph.open(kg).add(docs / "d.txt")
    assert f"/id/{who}>".encode() not in lines(kg)
    (docs / "d.txt").unlink()
    (docs / "judgements.tsv").unlink()
    graph.open(kg).update(docs)
    assert lines(kg) == before


def test_a_namesake_that_appears_takes_no_judgement_away(docs: Path, tmp_path: Path) -> None:
    """Who was 李明 in all documents, and is 李明 in that one, may be 李明-澄州市 one day."""
    kg, anew = tmp_path / "kg", tmp_path / "anew"
    graph.build(docs, kg)
    judge(docs, "李明", "invokes", "slogan/节水优先")
    graph.open(kg).update(docs)
    (docs / "e.txt").write_text("丰水县县长李明和青芦县县长李明出席会议。", "utf-8")
    changes = graph.open(kg).update(docs)
    assert len(changes.verdicts.applied) == 1 and not triples(kg, "?p tg:invokes ?o")
    graph.build(docs, anew)
    assert lines(kg) == lines(anew)


def test_what_no_document_says_is_told(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kg = tmp_path / "kg"
    graph.build(docs, kg)
    judge(kg, "event/全市防火工作会议", "主持", "李明")
    assert "no document says: event/全市防火工作会议 chair 李明" in capsys.readouterr().err
    assert main(["update", str(kg), str(docs)]) == 0
    assert "no document says: 1 · ✗ event/全市防火工作会议 chair 李明" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("甲会", "likes", "李明"), "chair 主持"),
        (("甲会", "chair"), "subject, relation and object"),
        (("event/甲会", "chair", "event/甲会"), "must differ"),
    ],
)
def test_what_cannot_be_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert main(["wrong", *words, "--because", "误读", "--in", str(tmp_path)]) in (1, 2)
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("*.tsv"))


def test_lines_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    path.write_text(
        "wrong\torganization/央视网消息\nwrong\tevent/甲会\t李明\t\t\t\tchair\n", "utf-8"
    )
    assert read_judgements(path) == (
        Judgement("wrong", "event/甲会", "person/李明", relation="chair"),
        Judgement("wrong", "organization/央视网消息", ""),
    )
    for line in ("wrong", "wrong\t", "wrong\tevent/甲会\t李明", "same\t甲\t乙\t\t\t\tchair"):
        path.write_text(f"{line}\n", "utf-8")
        with pytest.raises(InputError, match="separated by tabs"):
            read_judgements(path)


def test_a_bare_name_is_of_the_type_that_the_relation_joins() -> None:
    found = judged("wrong", "甲会", "李明", "误读", relation="主持")
    assert found[:3] == ("wrong", "event/甲会", "person/李明") and found.relation == "chair"
    found = judged("wrong", "甲会", "2021-03-04", "误读", relation="on_date")
    assert found[:3] == ("wrong", "event/甲会", "2021-03-04")
