"""What a verb shows of how far it is, and what it says of what it wrote."""

from __future__ import annotations

import json
import os
import re
import select
import sys
from pathlib import Path

import pytest

import graph
from graph.cli import main
from graph.stages import heard, listening, tell

RAIN = "今天下雨。\n"


@pytest.fixture
def here(reports: Path, kg: graph.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    """A folder to write in; ``{docs}`` and ``{kg}`` are the reports and their graph."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "rain.txt").write_text(RAIN, "utf-8")
    return {"docs": str(reports), "kg": str(kg.store.path)}


def test_the_innermost_listener_hears() -> None:
    outer: list[tuple[str, int, int]] = []
    inner: list[tuple[str, int, int]] = []
    tell("page")
    with listening(lambda *told: outer.append(told)):
        tell("read", 1, 3)
        with listening(lambda *told: inner.append(told)):
            tell("read", 2, 3)
        with listening(None):
            tell("read", 3, 3)
        assert heard()
    assert not heard()
    assert outer == [("read", 1, 3), ("read", 3, 3)]
    assert inner == [("read", 2, 3)]


def test_bytes_read_are_all_bytes(here: dict[str, str], tmp_path: Path) -> None:
    """Of a table, of files that are passed over and of pictures, too."""
    for name in "a.txt", "sub/b.txt", ".hidden.txt", "c.png":
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RAIN * len(name), "utf-8")
    lines = [json.dumps({"id": str(n), "text": RAIN}) + "\n" for n in range(50)]
    (tmp_path / "in" / "d.jsonl").write_text("".join(lines), "utf-8")
    told: list[tuple[str, int, int]] = []
    graph.build(tmp_path / "in", tmp_path / "kg", progress=lambda *said: told.append(said))
    read = [(done, total) for stage, done, total in told if stage == "read"]
    files = [path for path in tmp_path.glob("in/**/*.*") if not path.name.startswith(".")]
    seen = sum(path.stat().st_size for path in files)
    assert read == sorted(read)
    assert read[-1] == (seen, seen)
    assert ("extract", 52, 52) in told


@pytest.mark.parametrize(
    "verb",
    [
        "build empty -o kg", "add {kg} empty", "update {kg} empty", "mine empty",
        "coverage empty", "verify {kg} empty", "explain empty",
    ],
)  # fmt: skip
def test_an_empty_folder_is_the_same_everywhere(
    here: dict[str, str], verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(verb.format(**here).split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "错误 / error: empty: 文件夹里没有文件 / no file in this folder\n"
    assert not Path("kg").exists()


def test_no_graph_among_the_documents(
    here: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("docs").mkdir()
    Path("docs/a.txt").write_text("市委书记程望山主持会议。", "utf-8")
    for out in "docs", "./docs/", str(tmp_path / "docs"):
        assert main(["build", "docs", "-o", out]) == 2
        assert "文档就在这里，图要另放一处" in capsys.readouterr().err
    assert os.listdir("docs") == ["a.txt"]
    assert main(["build", "docs", "-o", "docs/kg"]) == 0
    Path("docs/kg/graph.nq").unlink()  # as a build that was interrupted leaves it
    capsys.readouterr()
    assert main(["build", "docs", "-o", "docs/kg"]) == 0
    assert "skipped" not in capsys.readouterr().err


def test_a_graph_without_findings_says_what_to_try(
    here: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "rain.txt", "-o", "kg"]) == 1
    err = capsys.readouterr().err
    assert "tifagraph explain rain.txt" in err
    assert "tifagraph coverage rain.txt" in err
    assert "query" not in err
    assert Path("kg/graph.html").stat().st_size


@pytest.mark.parametrize(
    ("verb", "counted"),
    [
        ("view {kg} -o a.html", "实体 entities 19 · 文档 documents 2"),
        ("slogans {kg} -o a.csv", "提法 slogans 3"),
        ("mine {docs} -o a.tsv --min-documents 2 --known", "提法 slogans 1"),
    ],
)
def test_verbs_say_what_they_wrote(
    here: dict[str, str], verb: str, counted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(verb.format(**here).split()) == 0
    out, err = capsys.readouterr()
    (written,) = Path().glob("a.*")
    assert out == ""
    assert f"{written} · {written.stat().st_size:,} 字节 bytes · {counted}" in err


@pytest.mark.parametrize("verb", ["view {kg} -o ", "slogans {kg} -o ", "mine {docs} -o "])
@pytest.mark.parametrize(
    ("out", "hint"),
    [
        (
            "nowhere/a.html",
            "nowhere/a.html: No such file or directory; 先建文件夹 /",
        ),
        ("rain.txt/a.html", "a part of the path is a file"),
        ("很" * 90 + ".html", "give a shorter name"),
        ("folder.html", "name a file in it"),
        ("/dev/full", "磁盘已满"),
    ],
)
def test_what_to_try_where_nothing_can_be_written(
    here: dict[str, str], verb: str, out: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    by_suffix = "view" not in verb
    if out == "/dev/full" and (not Path(out).exists() or by_suffix):
        pytest.skip("no such device, or told by its suffix")
    if "mine" in verb:
        out, hint = (told.replace(".html", ".tsv") for told in (out, hint))
    Path(f"folder{Path(out).suffix}").mkdir(exist_ok=True)
    assert main([*verb.format(**here).split(), out]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert hint in err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_stages_on_a_terminal(tmp_path: Path, reports: Path) -> None:
    import pty

    texts = [path.read_text("utf-8") for path in sorted(reports.glob("*/*.txt"))]
    with (tmp_path / "d.jsonl").open("w", encoding="utf-8") as file:
        for number in range(600):
            record = {"id": str(number), "text": texts[number % len(texts)]}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    process, terminal = pty.fork()
    if process == 0:
        command = "from graph.cli import run; run()"
        os.environ |= {"TERM": "xterm", "COLUMNS": "100"}
        os.execv(
            sys.executable,
            [sys.executable, "-c", command, "build", f"{tmp_path}/d.jsonl", "-o", f"{tmp_path}/kg"],
        )  # fmt: skip
    said = b""
    while select.select([terminal], [], [], 120)[0]:
        try:
            said += os.read(terminal, 1 << 16)
        except OSError:  # all of it is read
            break
    assert os.waitpid(process, 0)[1] == 0
    shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", said.decode())
    for stage in "读取 read", "抽取 extract", "排序 sort", "写出 write", "装库 store":
        assert stage in shown
    assert re.search(r"抽取 extract .*600/600", shown)
    assert re.search(r"/s · 剩 left 0:0", shown)


def test_nothing_of_it_in_a_file(here: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", here["docs"], "-o", "kg"]) == 0
    err = capsys.readouterr().err
    assert "extract" not in err
    assert err.startswith("接着试试 / try next:\n")
