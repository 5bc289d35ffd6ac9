"""Few files may be open: one line says so, and the database on disk stays as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

pytest.importorskip("resource", reason="limits are a matter of POSIX")

_RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv = ["tifagraph", *sys.argv[2:]]
from graph.cli import run
run()
"""
DOCUMENT = "澄州市委召开会议\n2021年7月5日\n市委书记陆维主持会议，强调要抓好“四个体系”。\n"


def _run(files: int, *arguments: object) -> tuple[int, list[str]]:
    """The exit code of the command with so many files, and its lines on stderr."""
    command = [sys.executable, "-c", _RUN, str(files), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, [line for line in done.stderr.splitlines() if "ulimit" in line]


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(DOCUMENT, "utf-8")
    code, told = _run(512, "build", tmp_path / "a.txt", "-o", tmp_path / "kg")
    assert (code, told) == (0, [])
    return tmp_path / "kg"


def _databases(kg: Path) -> list[str]:
    return sorted(path.name for path in (kg / "store").iterdir() if path.is_dir())


def test_a_query_leaves_the_database_as_it_is(kg: Path) -> None:
    before = _databases(kg)
    code, told = _run(64, "query", kg, "who-holds-what")
    assert code == 0 and len(told) == 1
    assert "too few files may be open" in told[0] and told[0].endswith("ulimit -n 256")
    assert before and _databases(kg) == before


def test_a_change_says_it_once(kg: Path) -> None:
    (kg.parent / "b.txt").write_text(DOCUMENT.replace("陆维", "周宁"), "utf-8")
    code, told = _run(64, "add", kg, kg.parent / "b.txt")
    assert code == 0 and len(told) == 1


def test_a_change_that_cannot_go_on_says_no_more(kg: Path) -> None:
    before = (kg / "graph.nq").read_bytes()
    code, told = _run(12, "update", kg, kg.parent / "a.txt")
    assert code == 2 and len(told) == 1 and "cannot write" in told[0]
    assert (kg / "graph.nq").read_bytes() == before
