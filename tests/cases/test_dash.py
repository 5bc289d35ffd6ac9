"""``-`` is stdin or stdout wherever a file may be given; a text may be given for one."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

import graph
from graph.cli import main


@pytest.fixture
def folder(kg: graph.KnowledgeGraph) -> str:
    return str(kg.store.path)


def piped(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_query_on_stdin(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(monkeypatch, "\ufeffASK { ?p a tg:Person }".encode())
    assert main(["query", folder, "-"]) == 0
    assert capsys.readouterr().out == "true\n"
    piped(monkeypatch, "甲".encode("gbk"))
    assert main(["query", folder, "-"]) == 2
    assert "不是 UTF-8 / not UTF-8 at byte 0" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "-", "who-holds-what", "程望山"],
        ["show", "-", "程望山"],
        ["evidence", "-", "程望山"],
        ["slogans", "-"],
        ["export", "-", "-o", "-", "--format", "nquads"],
        ["view", "-", "-o", "-"],
        ["stats", "-"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_graph_on_stdin_answers_as_its_folder_does(
    arguments: list[str],
    folder: str,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main([arguments[0], folder, *arguments[2:]]) == 0
    wanted = capfdbinary.readouterr().out
    piped(monkeypatch, Path(folder, "graph.nq").read_bytes())
    assert main(arguments) == 0
    assert capfdbinary.readouterr().out == wanted


def test_a_graph_is_compared_with_one_on_stdin(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(monkeypatch, Path(folder, "graph.nq").read_bytes())
    assert main(["diff", folder, "-"]) == 0
    assert "没有差别 / no difference" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["export", "KG", "-o", "-"], "@prefix"),
        (["view", "KG", "-o", "-", "--focus", "程望山"], "<!doctype html>"),
        (["slogans", "KG", "-o", "-"], "提法 slogan"),
        (["mine", "DOCS", "-o", "-", "--min-documents", "2", "--known"], "# "),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)
def test_output_to_stdout(
    arguments: list[str],
    begins: str,
    folder: str,
    reports: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"KG": folder, "DOCS": str(reports)}
    assert main([given.get(word, word) for word in arguments]) in (0, 1)
    assert capfd.readouterr().out.startswith(begins)
    assert not list(tmp_path.iterdir())


def test_a_graph_is_no_stream(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", str(reports), "-o", "-"]) == 2
    assert "图是一个文件夹" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_explain_reads_the_sentence_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sentence = "市委书记程望山主持会议。"
    assert main(["explain", sentence]) == 0
    assert "程望山 holds 市委书记" in capsys.readouterr().out
    Path("程望山.txt").write_text(sentence, "utf-8")
    assert main(["explain", "程望山.txt"]) == 0
    assert "程望山 holds 市委书记" in capsys.readouterr().out
    assert main(["explain", " "]) == 2
    assert "没有文字 / empty" in capsys.readouterr().err
    for mistyped in "陈望山.txt", "文件/程望山", "report":
        assert main(["explain", mistyped]) == 2
        assert "no such file or folder" in capsys.readouterr().err
