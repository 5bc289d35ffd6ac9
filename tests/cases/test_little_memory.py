"""Little memory is allowed: one line says so, and the old graph stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.build.workers import _attempt
from graph.model import Document

pytest.importorskip("resource", reason="limits are a matter of POSIX")
pytestmark = pytest.mark.slow

_RUN = """
import resource, sys
size = int(sys.argv[1]) << 20
resource.setrlimit(resource.RLIMIT_AS, (size, size))
sys.argv = ["tifagraph", *sys.argv[2:]]
from graph.cli import run
run()
"""
DOCUMENT = "澄州市委召开会议\n2021年7月5日\n市委书记陆维主持会议，强调要抓好“四个体系”。\n"


def _run(mebibytes: int, *arguments: object) -> tuple[int, str]:
    """The exit code of the command with so much memory, and what it says on stderr."""
    command = [sys.executable, "-c", _RUN, str(mebibytes), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(DOCUMENT, "utf-8")
    assert _run(4096, "build", tmp_path / "a.txt", "-o", tmp_path / "kg", "--workers", 1)[0] == 0
    return tmp_path / "kg"


@pytest.mark.parametrize("mebibytes", [420, 700, 1100])
def test_a_database_that_would_end_the_process(kg: Path, mebibytes: int) -> None:
    before = (kg / "graph.nq").read_bytes()
    code, told = _run(mebibytes, "build", kg.parent / "a.txt", "-o", kg, "--workers", 1)
    assert code == 2 and len(told.splitlines()) == 1
    assert "too little memory is allowed; try: ulimit -v unlimited" in told
    assert (kg / "graph.nq").read_bytes() == before


@pytest.mark.parametrize("verb", ["stats", "validate"])
def test_a_database_that_cannot_be_opened(kg: Path, verb: str) -> None:
    code, told = _run(500, verb, kg)
    assert code == 2 and len(told.splitlines()) == 1
    assert "too little memory is allowed" in told


def test_a_document_that_needs_more_than_there_is() -> None:
    """It alone is left out, with a line."""
    said = str(_attempt(Document("b", DOCUMENT, ""), bytearray, 1 << 62))
    assert said.startswith("b: 内存不足") and "too little memory is allowed, left out" in said
