"""The store: lines that last, a database that is always that of the lines."""

from __future__ import annotations

import logging
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from graph.files import sorted_lines as lines_module
from graph.model import StoreError
from graph.query.query import run
from graph.store.store import Store

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(store: Store) -> int:
    (row,) = run(store, COUNT)  # type: ignore[misc]
    return int(row.n)


def tables(folder: Path) -> list[Path]:
    found = list((folder / "store").glob("*/*.sst"))
    assert found
    return found


@pytest.mark.parametrize("run_length", [7, 1 << 18])
def test_lines_are_sorted_by_bytes_and_unique(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_length: int
) -> None:
    monkeypatch.setattr(lines_module, "_RUN_LINES", run_length)
    lines = [*sample.lines(), *sample.lines()]
    random.Random(1).shuffle(lines)
    store = Store.write(tmp_path / "new" / "kg", (line + "\n" for line in lines))
    wanted = sorted(f"{line}\n".encode() for line in sample.lines())
    assert (store.path / "graph.nq").read_bytes() == b"".join(wanted)
    assert list(store.lines()) == wanted
    assert len(store) == len(wanted)


def test_a_graph_opens_by_its_folder_its_file_and_as_another_file(tmp_path: Path) -> None:
    kg = Store.write(tmp_path / "kg", sample.lines())
    other = tmp_path / "other.nq"
    other.write_bytes(b"".join(reversed(list(kg.lines()))))
    for path in (tmp_path / "kg", str(tmp_path / "kg" / "graph.nq"), other):
        opened = Store.open(path)
        assert list(opened.lines()) == list(kg.lines())
        assert len(opened) == len(kg)
        assert count(opened) == count(kg)


def test_the_database_is_rebuilt_when_missing_stale_or_damaged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "graph")  # no library's talk
    lines = sorted(sample.lines())
    quads = len(Store.write(tmp_path, lines))
    caplog.clear()
    assert len(Store.open(tmp_path)) == quads
    assert not caplog.messages

    (tmp_path / "graph.nq").write_text("".join(f"{line}\n" for line in lines[1:]), "utf-8")
    assert len(Store.open(tmp_path)) == quads - 1
    assert "building the database" in caplog.messages[-1]

    Store.write(tmp_path, lines)
    assert len(list((tmp_path / "store").glob("?" * 16))) == 1
    for table in tables(tmp_path):
        table.write_bytes(table.read_bytes()[:100])
    caplog.clear()
    assert count(Store.open(tmp_path)) == count(Store.open(tmp_path)) > 0
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert "damaged" in caplog.messages[0]


def test_damage_met_by_a_query_is_repaired(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Store.write(tmp_path, sample.lines())
    largest = sorted(tables(tmp_path), key=lambda table: table.stat().st_size)[-6:]
    for table in largest:
        content = bytearray(table.read_bytes())
        content[20] ^= 0xFF  # in a data block, which opening does not read
        table.write_bytes(content)
    store = Store.open(tmp_path)
    assert not caplog.messages
    (row,) = run(store, "SELECT ?p { ?p rdfs:label '陆知远'@zh }")  # type: ignore[misc]
    assert row.p.endswith("person/陆知远")
    assert any("damaged" in message for message in caplog.messages)


def test_a_failing_write_leaves_the_former_graph(tmp_path: Path) -> None:
    before = list(Store.write(tmp_path, sample.lines()).lines())

    def broken() -> Iterator[str]:
        yield next(iter(sample.lines()))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Store.write(tmp_path, broken())
    with pytest.raises(StoreError, match=r"malformed N-Quads: .* line 1"):
        Store.write(tmp_path, ["no quad at all"])
    assert list(Store.open(tmp_path).lines()) == before
    assert {path.name for path in tmp_path.iterdir()} == {".lock", "graph.nq", "store"}


def test_only_one_process_writes_while_others_read(tmp_path: Path) -> None:
    lines = sorted(sample.lines())
    reader = Store.write(tmp_path, lines)
    before = count(reader)
    code = (
        "import sys\nfrom graph.store.store import Store\nfrom graph.model import StoreError\n"
        "print(len(Store.open(sys.argv[1])))\n"
        "try: Store.write(sys.argv[1], [])\nexcept StoreError as error: print(error)"
    )

    def meanwhile() -> Iterator[str]:
        done = subprocess.run(
            [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[0] == str(len(lines))
        assert "another process is writing" in done.stdout
        yield lines[0]

    assert len(Store.write(tmp_path, meanwhile())) == 1
    assert count(reader) == before  # it goes on reading what it opened
    assert len(Store.open(tmp_path)) == 1


def test_errors_say_what_to_try(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("no graph")
    (tmp_path / "bad.trig").write_text("<a")
    for path, message in {
        tmp_path / "nowhere": "does not exist: run `tifagraph build DOCUMENTS -o",
        tmp_path: "holds no graph.nq: run `tifagraph build",
        tmp_path / "note.md": "is no RDF file",
        tmp_path / "bad.trig": "is malformed: ",
    }.items():
        with pytest.raises(StoreError) as caught:
            Store.open(path)
        assert message in str(caught.value)
    with pytest.raises(StoreError, match="choose another folder"):
        Store.write(tmp_path / "note.md" / "kg", sample.lines())


def test_an_empty_graph_is_a_graph(tmp_path: Path) -> None:
    store = Store.write(tmp_path, [])
    assert store
    assert len(store) == count(store) == len(Store.open(tmp_path)) == 0


def test_rdflib_has_the_same_quads_and_no_union(tmp_path: Path) -> None:
    store = Store.write(tmp_path, sample.lines())
    dataset = store.rdflib()
    lines = set()
    for *triple, graph in dataset.quads():
        named = [] if graph == DATASET_DEFAULT_GRAPH_ID else [graph]
        lines.add(" ".join(term.n3() for term in [*triple, *named]) + " .")
    assert lines == sample.lines()
    assert not dataset.default_union
    assert len(dataset.default_graph) == count(store) < len(store)
