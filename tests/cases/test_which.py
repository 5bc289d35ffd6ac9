"""Who is meant: a name that several bear asks which, and each is reached by its short address."""

from __future__ import annotations

import pickle
import shlex
from pathlib import Path

import pytest

import graph
from graph.cli import main
from graph.model import Document

pytestmark = pytest.mark.slow  # a build

TOLD = {
    "a": "丰水县农业农村局局长李明强调，要抓好春耕。",
    "b": "青芦县委书记李明强调，要做到“两个维护”。会议在青芦县会展中心举行。",
    "c": "沛川市委召开会议。会议认为，今年以来，市委、市政府抓落实。",
    "d": "澄州市委召开会议。会议认为，今年以来，市委、市政府抓学习。",
    "e": "会议前往望澄区。",
}
BOTH = ["person/李明-丰水县", "person/李明-青芦县"]


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    documents = [Document(name, text, "0" * 64, issued="2021-05-01") for name, text in TOLD.items()]
    return graph.build(documents, tmp_path_factory.mktemp("kg"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "KG", "李明"],
        ["evidence", "KG", "李明"],
        ["evidence", "KG", "李明", "--format", "json"],
        ["query", "KG", "career", "李明"],
        ["query", "KG", "career", "-p", "person=李明"],
        ["view", "KG", "-o", "page.html", "--focus", "李明"],
        ["same", "李明", "李明-青芦县", "--because", "x", "--in", "KG"],
    ],
    ids=lambda arguments: " ".join(arguments[:4]),
)
def test_a_name_of_two_asks_which(
    kg: graph.KnowledgeGraph,
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = str(kg.store.path)
    assert main([folder if word == "KG" else word for word in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    question, *candidates = err.splitlines()
    assert "写明哪一个 / 2 bear this name; say which" in question
    assert [line.split()[0] for line in candidates] == BOTH
    assert "人物 person  中共青芦县委书记" in candidates[1]
    assert not list(tmp_path.iterdir()) and not Path(folder, "judgements.tsv").exists()


@pytest.mark.parametrize("given", ["李明-青芦县", "person/李明-青芦县", "person:李明-青芦县"])
def test_its_short_address_means_one(kg: graph.KnowledgeGraph, given: str) -> None:
    assert {row.object for row in kg.evidence(given)} >= {"两个维护", "中共青芦县委书记"}
    assert not {"丰水县农业农村局局长"} & {row.object for row in kg.evidence(given)}
    assert [row.post for row in kg.query("career", person=given)] == ["中共青芦县委书记"]
    assert "李明" in kg.view(focus=given, documents=False).html


def test_the_error_bears_the_candidates(kg: graph.KnowledgeGraph) -> None:
    with pytest.raises(graph.AmbiguousError) as caught:
        kg.query("organs", organization="市委")
    assert list(caught.value.candidates) == [
        "organization/中共沛川市委员会",
        "organization/中共澄州市委员会",
    ]
    assert str(caught.value).endswith("中共沛川市委员会、organization/中共澄州市委员会")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.candidates) == (str(caught.value), caught.value.candidates)


def test_what_is_only_mentioned_points_to_its_mentions(
    kg: graph.KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(kg.store.path)
    assert main(["evidence", folder, "望澄区"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "提及 1 处 / nothing is stated of it; mentions: 1; see:" in err
    command = shlex.split(err.split("see: tifagraph ")[1])
    assert main(command) == 0
    assert "会议前往望澄区。" in capsys.readouterr().out


def test_a_short_name_makes_no_duplicates(
    kg: graph.KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["duplicates", str(kg.store.path)]) == 0
    out = capsys.readouterr().out
    assert "市委" not in [line.strip() for line in out.splitlines()]
    assert out.startswith("李明\n  person/李明-丰水县\n    丰水县农业农村局局长李明强调")
