"""A large graph's changes are kept beside its lines: seen by all, proved, written in time."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_increments import LINES, TEXTS, anew, document, exported, small

import graph
from graph.build.build import add, as_of, build, remove, update
from graph.check.shapes import validate
from graph.check.verify import verify
from graph.query.query import run
from graph.store.delta import MAX_DELTA_BYTES, Change, amended, drafted, merged, read
from graph.store.store import Store

pytestmark = pytest.mark.slow  # builds upon builds

OLD = [document(identifier, 0) for identifier in TEXTS if identifier != "notice"]
ALL = [document(identifier, 0) for identifier in TEXTS]
WANTED = anew(frozenset((doc.id, 0) for doc in ALL))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graph that is taken for a large one, after a document has come."""
    monkeypatch.setattr(import_module("graph.build.publish"), "MAX_DELTA_BYTES", 0)
    build(OLD, tmp_path / "kg")
    before = (tmp_path / "kg" / "graph.nq").stat().st_ino
    add(tmp_path / "kg", [document("notice", 0)])
    assert (tmp_path / "kg" / "graph.nq").stat().st_ino == before
    return tmp_path / "kg"


def test_what_changes_is_seen_by_all(folder: Path) -> None:
    assert (folder / "graph.nq").read_bytes() == anew(frozenset((doc.id, 0) for doc in OLD))
    assert exported(folder) == WANTED
    store = Store.open(folder)
    assert len(store) == len(list(store.rdflib().quads())) == WANTED.count(b"\n")
    (row,) = run(store, "SELECT (COUNT(*) AS ?n) { ?d a tg:Document }")  # type: ignore[misc]
    assert row.n == len(ALL)
    assert as_of(folder, "2022-12-31")
    assert validate(store, "sparql").violations == ()
    assert verify(folder, ALL, again=True).findings == ()


def test_what_has_changed_back_leaves_nothing(folder: Path) -> None:
    remove(folder, ["notice"])
    assert read(folder, lines=True).change == Change()
    assert json.loads((folder / "manifest.json").read_text())["delta"] == ""
    assert verify(folder, OLD).findings == ()


def test_a_date_is_asked_for_again_after_a_change(folder: Path) -> None:
    before = len(as_of(folder, "2022-12-31"))
    add(folder, [graph.Document("dated", "丰水县委书记李明讲话。", "0" * 64, issued="2022-01-01")])
    assert len(as_of(folder, "2022-12-31")) > before


def test_an_update_writes_the_file_whole(folder: Path) -> None:
    update(folder, ALL)
    assert (folder / "graph.nq").read_bytes() == WANTED
    assert not (folder / "delta.sqlite").exists()
    assert json.loads((folder / "manifest.json").read_text())["delta"] == ""


def test_a_delta_that_grows_is_written_into_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        import_module("graph.build.changeset"), "MAX_DELTA_BYTES", read(folder).size + 1000
    )
    add(folder, [document("2021/03", 1)])
    assert not (folder / "delta.sqlite").exists()
    changed = {(doc.id, int(doc.id == "2021/03")) for doc in ALL}
    assert (folder / "graph.nq").read_bytes() == anew(frozenset(changed))


@pytest.mark.parametrize("lost", ["store", "copied"])
def test_it_is_found_again(folder: Path, tmp_path: Path, lost: str) -> None:
    if lost == "store":
        shutil.rmtree(folder / "store")
    else:
        folder = shutil.copytree(folder, tmp_path / "copy")
    assert len(Store.open(folder)) == WANTED.count(b"\n")
    add(folder, [document("2021/01", 1)])
    changed = {(doc.id, int(doc.id == "2021/01")) for doc in ALL}
    assert exported(folder) == anew(frozenset(changed))


def test_a_delta_of_another_file_means_nothing(folder: Path, tmp_path: Path) -> None:
    delta = shutil.copy(folder / "delta.sqlite", tmp_path)
    build(ALL[:3], folder)
    shutil.copy(delta, folder)
    assert exported(folder) == anew(frozenset((doc.id, 0) for doc in ALL[:3]))
    add(folder, ALL[3:])
    assert exported(folder) == WANTED


def test_lost_without_its_delta_a_graph_is_written_anew(folder: Path) -> None:
    (folder / "delta.sqlite").unlink()
    found = verify(folder, ALL).findings
    assert ("manifest", "graph.nq") in {(f.kind, f.where) for f in found}
    assert any(f.kind == "lost" and "/document/notice>" in f.where for f in found)
    add(folder, [document("2021/01", 0)])
    assert (folder / "graph.nq").read_bytes() == WANTED
    assert verify(folder, ALL).findings == ()


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("DELETE FROM lines WHERE line = (SELECT min(line) FROM lines WHERE added)", "lost"),
        ("INSERT INTO lines VALUES (x'3c613a623e203c613a633e203c613a643e202e0a', 1)", "foreign"),
        ("UPDATE about SET digest = 'f' || digest", "manifest"),
    ],
)
def test_tampering_is_found(folder: Path, damage: str, kind: str) -> None:
    with closing(sqlite3.connect(folder / "delta.sqlite")) as database:
        database.execute(damage)
        database.commit()
    found = {finding.kind for finding in verify(folder, ALL).findings}
    assert {"manifest", kind} <= found


def test_a_damaged_delta_is_told(folder: Path) -> None:
    (folder / "delta.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(
        graph.StoreError, match=r"delta\.sqlite .* / is damaged .* `tifagraph update"
    ):
        Store.open(folder)
    add(folder, [document("notice", 0)])
    assert (folder / "graph.nq").read_bytes() == WANTED
    assert verify(folder, ALL).findings == ()


def test_small_is_what_is_written_in_no_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(OLD, tmp_path)
    add(tmp_path, [document("notice", 0)])
    assert (tmp_path / "graph.nq").read_bytes() == WANTED
    small(monkeypatch, len(WANTED) - 1)
    remove(tmp_path, ["notice"])
    assert (tmp_path / "graph.nq").read_bytes() == WANTED
    assert MAX_DELTA_BYTES > 1 << 20


@settings(deadline=None, max_examples=50)
@given(old=LINES, steps=st.lists(LINES, max_size=4))
def test_lines_are_amended(
    tmp_path_factory: pytest.TempPathFactory, old: set[bytes], steps: list[set[bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("delta")
    text, now = b"".join(sorted(old)), set(old)
    for new in steps:
        with drafted(folder, "base") as draft:
            draft.put(Change(sorted(new - now), sorted(now - new)))
            assert all(draft.adds(line) for line in new - old)
            assert not any(draft.adds(line) for line in old - new)
            assert {draft.adds(line) for line in new & old} <= {None}
            draft.commit()
        now = new
        delta = read(folder, lines=True)
        assert delta.right()
        assert delta.size == sum(map(len, old ^ now))
        wanted = b"".join(sorted(now))
        assert b"".join(merged(io.BufferedReader(io.BytesIO(text)), delta.change)) == wanted
        assert b"".join(amended(text, delta.change)) == wanted
    assert bool(read(folder).digest) == (now != old)
