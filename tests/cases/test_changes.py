"""Changes of a graph, step by step: as built anew, counts and digests right, work shared out."""

from __future__ import annotations

import logging
import multiprocessing
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import graph
from graph.build.build import add, build, remove
from graph.build.workers import SERIAL_CHARACTERS
from graph.store import Change, drafted


def document(identifier: str, text: str) -> graph.Document:
    return graph.Document(identifier, text, "0" * 64)


def the_graph(folder: Path) -> bytes:
    return (folder / "graph.nq").read_bytes()


def test_what_is_decided_otherwise_elsewhere_is_decided_from_all_that_is_said(
    tmp_path: Path,
) -> None:
    five = [document(f"a{n}", "丰水县县长李明出席会议。") for n in range(5)]
    other = document("b", "青芦县县长李明出席会议。")
    build(five, tmp_path / "kg")
    add(tmp_path / "kg", [other])
    build([*five, other], tmp_path / "anew")
    assert "/person/李明>".encode() not in the_graph(tmp_path / "kg")
    assert the_graph(tmp_path / "kg") == the_graph(tmp_path / "anew")


def shared(folder: Path) -> list[object]:
    with closing(sqlite3.connect(folder / "documents.sqlite")) as ledger:
        return ledger.execute("SELECT * FROM shared ORDER BY line").fetchall()


def test_how_many_documents_share_a_line_is_counted_up_and_down(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    docs = [document(name, "会议学习了《中国共产党章程》。") for name in "abc"]
    kg = tmp_path / "kg"
    build(docs[:1], kg)
    for step, count in enumerate((2, 3, 2, 1)):
        if step < 2:
            add(kg, docs[:count])
        else:
            remove(kg, [docs[count].id])
        build(docs[:count], tmp_path / f"anew{step}")
        assert shared(kg) == shared(tmp_path / f"anew{step}")
        assert the_graph(kg) == the_graph(tmp_path / f"anew{step}")
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


def test_a_digest_tells_what_comes_from_what_goes(tmp_path: Path) -> None:
    def digest(folder: str, *changes: Change) -> str:
        (tmp_path / folder).mkdir()
        with drafted(tmp_path / folder, "base") as draft:
            for change in changes:
                draft.put(change)
            return draft.digest

    one, other = b"<a> <b> <c> .\n", b"<d> <e> <f> .\n"
    comes = digest("comes", Change([one], []))
    assert comes != digest("goes", Change([], [one]))
    back = digest("back", Change([one, other], []), Change([], [other]))
    assert back == comes
    assert digest("nothing", Change([one], []), Change([], [one])) == ""


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core has one process")
@pytest.mark.parametrize("more", [0, 1])
def test_many_documents_are_shared_out_and_a_few_are_not(tmp_path: Path, more: int) -> None:
    processes: list[int] = []
    rain = "今天下雨。\n" * (SERIAL_CHARACTERS // 600 + 1)
    docs = [document(f"d{n}", rain) for n in range(99 + more)]
    build(
        docs,
        tmp_path,
        progress=lambda *told: processes.append(len(multiprocessing.active_children())),
    )
    assert (max(processes) > 1) is bool(more)
