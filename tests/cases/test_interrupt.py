"""Ctrl-C: it ends at once, the graph stays whole, and the next build goes on from there."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import graph
from graph.files import LEDGER, NQUADS
from graph.read import documents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

DEMO = Path(__file__).parents[2] / "data" / "documents"
# A process that a shell sends to the background is born deaf to Ctrl-C, as are its children.
COMMAND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from graph.cli import run; run()"
)


def reports(times: int) -> Iterator[graph.Document]:
    """The sample reports so many times, each time under other names."""
    found = [item for item in documents([DEMO]) if isinstance(item, graph.Document)]
    for number in range(times):
        for report in found:
            yield replace(report, id=f"{number}/{report.id}")


def staged(folder: Path) -> int:
    """How many documents a ledger has done; 0 where there is none yet."""
    with closing(sqlite3.connect(f"file:{folder / LEDGER}?mode=ro", uri=True)) as database:
        try:
            return int(database.execute("SELECT count(*) FROM documents").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the batches that are extracted from now on, in this process."""
    sizes: list[int] = []
    workers = import_module("graph.build.workers")
    find: Callable[..., object] = workers.find

    def counted(base: str, words: Path | None, batch: list[graph.Document]) -> object:
        sizes.append(len(batch))
        return find(base, words, batch)

    monkeypatch.setattr(workers, "find", counted)
    return sizes


@pytest.mark.slow
def test_ctrl_c_while_workers_extract(tmp_path: Path, extracted: list[int]) -> None:
    path, folder = tmp_path / "d.jsonl", tmp_path / "kg"
    with path.open("w", encoding="utf-8") as file:
        for report in reports(40):
            record = {"id": report.id, "text": report.text, "issued": report.issued}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    building = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "build", str(path), "-o", str(folder), "--workers", "2"],
        stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    while not (folder / LEDGER).exists() or not staged(folder):
        assert building.poll() is None
        time.sleep(0.05)
    os.killpg(building.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, err = building.communicate(timeout=300)
    assert building.returncode == 130
    assert "Traceback" not in err
    with pytest.raises(ProcessLookupError):  # no worker is left
        os.killpg(building.pid, 0)
    kept = staged(folder)
    (said,) = re.findall(r"the (\d+) documents done are kept: run the same command again", err)
    assert int(said) == kept < 40 * 16
    assert not (folder / NQUADS).exists()

    graph.build(path, folder, workers=1)
    assert sum(extracted) == 40 * 16 - kept < 40 * 16
    assert graph.open(folder).report.documents == 40 * 16


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["extract", "decide", "sort", "write", "store"])
def test_ctrl_c_at_any_stage(tmp_path: Path, extracted: list[int], stage: str) -> None:
    def stop(told: str, done: int, total: int) -> None:
        if told == stage and (done or stage == "store"):  # which is told before its one piece
            raise KeyboardInterrupt

    old, new = [*reports(1)], [replace(report, issued="2025-11-03") for report in reports(1)]
    graph.build(old, tmp_path / "kg")
    before = (tmp_path / "kg" / NQUADS).read_bytes()
    with pytest.raises(KeyboardInterrupt):
        graph.build(new, tmp_path / "kg", progress=stop)
    assert (tmp_path / "kg" / NQUADS).read_bytes() == before
    assert graph.open(tmp_path / "kg").report.documents == 16
    extracted.clear()
    graph.open(tmp_path / "kg").update(new)
    assert not extracted
    graph.build(new, tmp_path / "anew")
    after = (tmp_path / "kg" / NQUADS).read_bytes()
    assert before != after == (tmp_path / "anew" / NQUADS).read_bytes()
