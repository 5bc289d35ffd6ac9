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


def test_a_table_on_stdin(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(monkeypatch, "姓名\n程望山\n".encode())
    assert main(["reconcile", folder, "-", "--column", "姓名"]) == 0
    assert "person/程望山,100,yes" in capsys.readouterr().out
    piped(monkeypatch, "姓名\n程望山\n".encode())
    assert main(["reconcile", folder, "-", "--column", "名"]) == 2
    assert "错误 / error: -: 没有“名”这一列" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["reconcile", "-", "-", "--column", "姓名"],
        ["query", "-", "-"],
        ["diff", "-", "-"],
        ["build", "-", "-o", "kg", "--judgements", "-"],
        ["build", "-", "-", "-o", "kg"],
    ],
    ids=" ".join,
)
def test_stdin_is_read_once(
    arguments: list[str],
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    piped(monkeypatch, Path(folder, "graph.nq").read_bytes())
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and "标准输入只能读一次 / stdin can be read once" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["documents", "-"], "这里要图的文件夹，- 不行 / this needs the graph's folder"),
        (["inputs", "-"], "这里要图的文件夹"),
        (["verify", "-", "."], "这里要图的文件夹"),
        (["add", "-", "."], "这里要图的文件夹"),
        (["update", "-", "."], "这里要图的文件夹"),
        (["remove", "-", "a"], "这里要图的文件夹"),
        (["build", ".", "-o", "kg", "--metadata", "-"], "元数据表须是文件"),
    ],
    ids=lambda given: " ".join(given[:2]) if isinstance(given, list) else "",
)
def test_what_cannot_be_stdin_says_so(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line and "-o -" not in line


def test_a_graph_on_stdin_is_no_folder_to_describe(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(monkeypatch, Path(folder, "graph.nq").read_bytes())
    assert main(["export", "-", "-o", "-", "--format", "ro-crate"]) == 2
    err = capsys.readouterr().err
    assert "RO-Crate 描述图的文件夹，这不是 / an RO-Crate" in err and "stdin.nq" not in err


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
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text(sentence, "utf-8")
    (tmp_path / "folder" / "b.txt").touch()
    assert main(["explain", "folder"]) == 1  # as build, mine and coverage where some are left out
    out, err = capsys.readouterr()
    assert "程望山 holds 市委书记" in out and "略过 / left out: folder/b.txt: 没有文字" in err
    for mistyped in "陈望山.txt", "文件/程望山", "report":
        assert main(["explain", mistyped]) == 2
        assert "no such file or folder" in capsys.readouterr().err
