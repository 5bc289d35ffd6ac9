"""What is written where it cannot be: one line that says so, and nothing else harmed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import graph
from graph.cli import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="devices and descriptors of POSIX")
LONG = "很" * 90  # 270 bytes; file systems allow 255


@pytest.fixture
def folder(kg: graph.KnowledgeGraph) -> str:
    return str(kg.store.path)


def shell(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of ours, with the shell's redirections."""
    ours = f'"{sys.executable}" -c "from graph.cli import run; run()"'
    line = command.replace("tifagraph", ours)
    return subprocess.run(
        ["sh", "-c", line, "sh", *arguments], capture_output=True, text=True, encoding="utf-8"
    )


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    "command",
    [
        'tifagraph query "$1" slogans > /dev/full',
        'tifagraph query "$1" slogans --format json > /dev/full',
        'tifagraph export "$1" -o - > /dev/full',
        'tifagraph stats "$1" > /dev/full',
        'tifagraph export "$1" -o /dev/full --format turtle',
        'tifagraph query "$1" slogans >&-',
        'tifagraph export "$1" -o - >&-',
        'tifagraph stats "$1" >&-',
    ],
)
def test_output_that_cannot_be_written(folder: str, command: str) -> None:
    done = shell(command, folder)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot write" in done.stderr
    assert "unexpected" not in done.stderr
    assert not Path("/dev/full").is_file()


@pytest.mark.slow
def test_closed_streams_take_no_harm(folder: str, tmp_path: Path) -> None:
    """A file that is opened would get the place of a closed one, and be written by accident."""
    done = shell('tifagraph build "$1" -o "$2" >&- 2>&- <&-', str(_news(tmp_path)), folder + "2")
    assert done.returncode == 2  # the counts could not be shown
    assert graph.open(folder + "2").report.documents == 1


def _news(folder: Path) -> Path:
    path = folder / "a.txt"
    path.write_text("市委书记程望山主持会议。", "utf-8")
    return path


def test_a_pipe_is_written_through(folder: str, tmp_path: Path) -> None:
    done = shell('tifagraph export "$1" -o /dev/stdout --format turtle | wc -c', folder)
    graph.open(folder).export(tmp_path / "a.ttl")
    assert int(done.stdout) == (tmp_path / "a.ttl").stat().st_size
    assert os.path.lexists("/dev/stdout")


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "{news}", "-o", LONG],
        ["build", LONG, "-o", "kg"],
        ["build", "{news}", "-o", "{news}"],
        ["build", "{news}", "-o", "kg", "--lexicon", LONG],
        ["build", "{news}", "-o", "kg", "--judgements", LONG],
        ["query", LONG, "slogans"],
        ["query", "{kg}", f"@{LONG}"],
        ["view", "{kg}", "-o", f"{LONG}.html"],
        ["view", "{kg}", "-o", "nowhere/a.html"],
        ["view", "{kg}", "-o", "{here}"],
        ["export", "{kg}", "-o", f"{LONG}.ttl"],
        ["export", "{kg}", "-o", "nowhere/a.ttl"],
        ["export", "{kg}", "-o", "{here}", "--format", "turtle"],
        ["evaluate", "{kg}", LONG],
        ["explain", f"{LONG}.txt"],
        ["mine", LONG],
        ["verify", "{kg}", LONG],
        ["diff", "{kg}", LONG],
        ["add", LONG, "{news}"],
        ["update", "{kg}", LONG],
        ["remove", LONG, "a"],
        ["remove", "{kg}", LONG],
        ["same", "李明-丰水县", "李明-青芦县", "--because", "x", "--in", "nowhere"],
        ["same", "李明-丰水县", "李明-青芦县", "--because", "x", "--in", "{news}"],
        ["different", "李明-丰水县", "李明-青芦县", "--because", "x", "--in", LONG],
    ],
    ids=lambda arguments: " ".join(a if a != LONG else "LONG" for a in arguments)[:60],
)
def test_names_that_cannot_be(
    arguments: list[str],
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    names = {"news": str(_news(tmp_path)), "kg": folder, "here": str(tmp_path)}
    before = Path(folder, "graph.nq").read_bytes()
    assert main([argument.format(**names) for argument in arguments]) in (1, 2)
    out, err = capsys.readouterr()
    assert "unexpected" not in err
    assert err.count("\n") in (1, 2)
    assert not out or arguments[0] in ("verify", "mine")
    assert Path(folder, "graph.nq").read_bytes() == before


def test_a_name_as_long_as_may_be(folder: str, tmp_path: Path) -> None:
    """The file that is written first, beside it, must not have a longer one."""
    path = tmp_path / ("长" * 83 + ".ttl")  # 253 bytes
    graph.open(folder).export(path)
    assert path.stat().st_size


@pytest.mark.parametrize("given", [3, None, b"kg"])
def test_a_folder_of_the_wrong_type(given: object, folder: str) -> None:
    with pytest.raises(graph.TifagraphError, match="is no path"):
        graph.open(given)  # type: ignore[arg-type]
    with pytest.raises(graph.TifagraphError, match="is no path"):
        graph.build([], given)  # type: ignore[arg-type]
    with pytest.raises(graph.TifagraphError, match="not"):
        graph.open(folder).query(given)  # type: ignore[arg-type]
