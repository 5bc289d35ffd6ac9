"""The verbs that keep a graph, as a user meets them: stdout, stderr and the exit code."""

from __future__ import annotations

import json
import shutil
from importlib import import_module
from pathlib import Path

import pytest

import graph
from graph.cli import main


@pytest.fixture
def here(
    reports: Path, kg: graph.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with ``docs`` and their graph ``kg``, its Turtle beside it."""
    shutil.copytree(reports, tmp_path / "docs")
    shutil.copytree(kg.store.path, tmp_path / "kg")
    monkeypatch.chdir(tmp_path)
    assert main(["export", "kg", "-o", "kg/graph.ttl"]) == 0
    return tmp_path


def test_add_update_and_remove(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "new.txt").write_text("程望山强调，要坚定“四个自信”。\n2020年7月1日", "utf-8")
    assert main(["add", "kg", "new.txt"]) == 0
    out, err = capsys.readouterr()
    assert out == "+ new\n"
    assert "新增 added 1 · 替换 replaced 0 · 移除 removed 0 · 未变 unchanged 0" in err
    assert "document/new" in (here / "kg" / "graph.ttl").read_text("utf-8")
    assert not (here / "kg" / "graph.html").exists()

    (here / "docs" / "2020" / "0421.txt").write_text("程望山主持会议。", "utf-8")
    (here / "docs" / "bad.txt").write_bytes(b"\xff")
    assert main(["update", "kg", "docs"]) == 1
    out, err = capsys.readouterr()
    assert out == "~ 2020/0421\n- new\n"
    assert "未变 unchanged 1" in err
    assert "bad.txt: 编码认不出" in err

    assert main(["remove", "kg", "2020/0506"]) == 0
    assert capsys.readouterr().out == "- 2020/0506\n"
    assert graph.open("kg").report.documents == 1
    assert main(["remove", "kg", "2020/0506"]) == 2
    assert "no such document" in capsys.readouterr().err


def test_verify(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "kg", "docs", "--again"]) == 0
    out, _ = capsys.readouterr()
    assert "文档 documents 2" in out
    assert out.endswith("全部属实 / all of it is proved\n")

    path = here / "docs" / "2020" / "0421.txt"
    path.write_text(path.read_text("utf-8").replace("程望山", "程望川"), "utf-8")
    assert main(["verify", "kg", "docs"]) == 1
    out, _ = capsys.readouterr()
    assert "文档内容已变 / the document has changed (1)\n  2020/0421\n" in out
    assert main(["verify", "kg", "docs", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {"kind": "source-changed", "where": "2020/0421"} in found["findings"]
    (here / "kg" / "manifest.json").unlink()
    assert main(["verify", "kg", "docs"]) == 2


def test_validate(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "kg"]) == 0
    assert "符合约束 / conforms (pyshacl; 0 violations)" in capsys.readouterr().out
    path = here / "kg" / "graph.nq"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f'"{graph_sha(text)}"', '"abc"'), "utf-8")
    for engine in "pyshacl", "sparql":
        assert main(["validate", "kg", "--engine", engine]) == 1
        out, _ = capsys.readouterr()
        assert out.startswith("sha256 (1): 文档应有且仅有一个 SHA-256 校验值")
        assert " / A document has exactly one SHA-256" in out
        assert f"does not conform ({engine}; 1 violations)" in out
    assert main(["validate", "kg", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["violations"][0]["shape"] == "sha256"
    assert main(["validate", "nowhere"]) == 2


def graph_sha(text: str) -> str:
    """The first document's SHA-256 in the lines of a graph."""
    return text.partition('ontology#sha256> "')[2][:64]


def test_diff_and_as_of(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "kg", "kg"]) == 0
    assert capsys.readouterr().out == "没有差别 / no difference\n"
    assert main(["diff", "kg", "--from", "2020-04-30"]) == 1
    out, _ = capsys.readouterr()
    assert "+ 文档 document 2020/0506\n" in out
    assert "新增 added" in out
    assert "  + 2020/0506  2020-05-06\n    市委常委、常务副市长高存义参加调研。\n" in out
    assert main(["diff", "kg", "--to", "2020-04-30", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["documents_removed"] == ["2020/0506"]
    assert main(["diff", "kg"]) == 2
    assert main(["diff", "kg", "--from", "2020"]) == 0
    assert main(["diff", "kg", "--from", "2020-13"]) == 2
    capsys.readouterr()

    assert main(["query", "kg", "documents", "--as-of", "2020-04-30", "--format", "csv"]) == 0
    assert [line.split(",")[1] for line in capsys.readouterr().out.splitlines()[1:]] == [
        "2020/0421"
    ]
    assert main(["evidence", "kg", "高存义", "--as-of", "2020-04-30"]) == 1


def test_a_large_graph_says_where_its_changes_are(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("graph.build.publish"), "MAX_DELTA_BYTES", 0)
    (here / "new.txt").write_text("程望山强调，要坚定“四个自信”。\n2020年7月1日", "utf-8")
    assert main(["add", "kg", "new.txt"]) == 0
    assert "kept beside graph.nq" in capsys.readouterr().err
    assert main(["export", "kg", "-o", "all.nq"]) == 0
    assert "document/new" in (here / "all.nq").read_text("utf-8")
    assert "document/new" not in (here / "kg" / "graph.ttl").read_text("utf-8")
    (here / "new.txt").rename(here / "docs" / "new.txt")
    assert main(["update", "kg", "docs"]) == 0
    assert "kept beside" not in capsys.readouterr().err
    assert "document/new" in (here / "kg" / "graph.ttl").read_text("utf-8")
    assert (here / "kg" / "graph.nq").read_bytes() == (here / "all.nq").read_bytes()
