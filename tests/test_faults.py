"""What may befall a graph: killed writers, full and read-only disks, damage. It stays whole.

The writers here are real processes, killed with SIGKILL: at every step of writing, and at random
moments, ``TIFAGRAPH_KILLS`` of them.
"""

from __future__ import annotations

import json
import os
import random
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import astuple, replace
from importlib import import_module
from itertools import count, islice
from pathlib import Path

import pytest
from test_increments import TEXTS, anew, document, exported

import graph
from graph.build import workers as pool
from graph.build.build import add, build, remove, update
from graph.build.manifest import builder
from graph.check.verify import verify
from graph.files.locks import locked
from graph.query.query import run
from graph.store.store import Store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked"),
]

OLD = [document(identifier, 0) for identifier in TEXTS if identifier != "notice"]
NEW = [document(identifier, 1) for identifier in TEXTS]
KILLS = int(os.environ.get("TIFAGRAPH_KILLS", "40"))


def lines_of(docs: list[graph.Document], version: int) -> bytes:
    return anew(frozenset((doc.id, version) for doc in docs))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The old graph."""
    build(OLD, tmp_path / "kg")
    return tmp_path / "kg"


class Writers:
    """Processes that write, one at a time (`doomed`)."""

    def __init__(self, folder: Path) -> None:
        self.said = folder / "said"
        self.server = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("doomed.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # two answers at once: select would not see the one kept in a buffer
        )

    def start(self, verb: str, folder: Path, docs: list[graph.Document], **job: int) -> int:
        """Begin to build or update; the process's id."""
        self.said.write_text("")
        fields = [list(astuple(doc)) for doc in docs]
        order = {"said": str(self.said), "verb": verb, "folder": str(folder), "docs": fields, **job}
        assert self.server.stdin
        self.server.stdin.write(json.dumps(order).encode() + b"\n")
        return self._answer()

    def end(self) -> int:
        """Wait for the process; its exit code, or minus the signal that killed it."""
        return self._answer()

    def run(self, verb: str, folder: Path, docs: list[graph.Document], **job: int) -> int:
        self.start(verb, folder, docs, **job)
        return self.end()

    def _answer(self) -> int:
        assert self.server.stdout
        ready, _, _ = select.select([self.server.stdout], [], [], 60)
        assert ready, "the writer hangs"
        return int(self.server.stdout.readline())


@pytest.fixture(scope="module")
def writers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writers]:
    found = Writers(tmp_path_factory.mktemp("writers"))
    yield found
    assert found.server.stdin
    assert found.server.stdout
    found.server.stdin.close()
    found.server.stdout.close()
    found.server.wait(60)


def whole(folder: Path) -> bool:
    """Assert that the old graph stands or the new one does, and open it; whether it is the new."""
    store = Store.open(folder)
    lines = exported(folder)
    assert lines in (lines_of(OLD, 0), lines_of(NEW, 1))
    assert len(store) == lines.count(b"\n")
    (row,) = run(store, "SELECT (COUNT(*) AS ?n) { ?d a tg:Document }")  # type: ignore[misc]
    is_new = lines == lines_of(NEW, 1)
    assert row.n == len(NEW if is_new else OLD)
    return is_new


def clean(folder: Path, docs: list[graph.Document], version: int) -> None:
    """Assert that the next change gives the right bytes, proves and leaves nothing behind."""
    update(folder, docs)
    assert (folder / "graph.nq").read_bytes() == lines_of(docs, version)
    assert verify(folder, docs).findings == ()
    left = {path.name for path in folder.iterdir()} - {"documents.sqlite-journal"}
    assert left == {".lock", "graph.nq", "manifest.json", "documents.sqlite", "store"}
    with closing(sqlite3.connect(folder / "documents.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (len(docs),)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("verb", ["update", "build", "add"])
def test_killed_at_every_step_of_writing(
    verb: str, after: bool, folder: Path, writers: Writers
) -> None:
    step, outcomes = 0, set()
    while True:
        step += 1
        code = writers.run(verb, folder, NEW, step=step, after=after)
        outcomes.add(whole(folder))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        clean(folder, OLD, 0)
    assert step > 5
    assert outcomes == {False, True}
    clean(folder, NEW, 1)


def test_killed_at_random_moments(folder: Path, writers: Writers) -> None:
    chance = random.Random(1)
    begun = time.perf_counter()
    assert writers.run("update", folder, NEW) == 0
    takes = time.perf_counter() - begun
    killed = 0
    while killed < KILLS:
        docs = OLD if whole(folder) else NEW
        workers = 2 if chance.random() < 0.1 else 1
        verb = "update" if docs is OLD else chance.choice(["update", "add"])
        process = writers.start(verb, folder, docs, workers=workers)
        time.sleep(chance.uniform(0, takes))
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        if writers.end() == -signal.SIGKILL:
            killed += 1
        else:
            takes *= 0.95  # it was done before: the first one was slow
    whole(folder)
    clean(folder, NEW, 1)


@pytest.mark.parametrize("form", ["", "PRAGMA user_version = 1"], ids=["empty", "no-tables"])
def test_killed_before_the_delta_has_its_tables(folder: Path, form: str) -> None:
    with closing(sqlite3.connect(folder / "delta.sqlite")) as database:
        database.execute(form)
    (folder / "delta.sqlite").touch()
    assert not whole(folder)
    clean(folder, NEW, 1)


def test_a_build_cut_off_is_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writers: Writers
) -> None:
    numbered = (replace(doc, id=f"{n}/{doc.id}") for n in count() for doc in NEW)
    docs = list(islice(numbered, 3 * pool.BATCH_DOCUMENTS))
    assert writers.run("build", tmp_path / "kg", docs, half=pool.BATCH_DOCUMENTS) == -signal.SIGKILL
    with pytest.raises(graph.StoreError, match=r"holds no graph\.nq"):
        Store.open(tmp_path / "kg")

    builder.cache_clear()  # as fresh as the writer's
    read: list[str] = []
    findings = pool.findings

    def counted(documents: Iterator[graph.Document], *rest: object) -> object:
        def seen() -> Iterator[graph.Document]:
            for item in documents:
                read.append(item.id)
                yield item

        return findings(seen(), *rest)

    monkeypatch.setattr(import_module("graph.build.extraction"), "findings", counted)
    report = build(docs, tmp_path / "kg")
    assert report.documents == len(docs)
    assert 0 < len(read) <= 2 * pool.BATCH_DOCUMENTS
    build(docs, tmp_path / "other")
    lines = [(tmp_path / kg / "graph.nq").read_bytes() for kg in ("kg", "other")]
    assert lines[0] == lines[1]


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path, writers: Writers) -> None:
    """And do not keep its lock."""
    docs = [replace(doc, id=f"{n}/{doc.id}") for n in range(2000) for doc in NEW[:1]]
    process = writers.start("build", tmp_path / "kg", docs, workers=2)
    children = Path(f"/proc/{process}/task/{process}/children")
    workers: list[str] = []
    while len(workers) < 2 and children.exists():
        workers = children.read_text().split()
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
    assert writers.end() == -signal.SIGKILL
    assert build(NEW, tmp_path / "kg").documents == len(NEW)
    deadline = time.monotonic() + 60
    while any(alive(worker) for worker in workers):
        assert time.monotonic() < deadline, "orphaned workers go on"
        time.sleep(0.1)


def alive(process: str) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_second_writer_is_turned_away_at_once(folder: Path) -> None:
    code = (
        "import sys\nfrom graph.build.build import remove\nfrom graph.model import StoreError\n"
        "try: remove(sys.argv[1], ['2021'])\nexcept StoreError as error: print(error)"
    )
    with locked(folder):
        done = subprocess.run(
            [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True
        )
        assert "another process is writing" in done.stdout
        with pytest.raises(graph.StoreError, match="another process is writing"):
            add(folder, NEW)
    assert not whole(folder)


EVERYTHING = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
CANNOT = r"cannot write|documents\.sqlite: "


@pytest.mark.parametrize("verb", ["update", "add"])
@pytest.mark.parametrize("kib", [1, 8, 30, 60, 100, 150])
def test_no_room_for_a_file(folder: Path, writers: Writers, kib: int, verb: str) -> None:
    """Every file's size is limited, so that now one write fails and now another."""
    code = writers.run(verb, folder, NEW, room=kib << 10)
    if code != 0:
        assert re.search(CANNOT, writers.said.read_text("utf-8"))
    assert code != 0 or kib > 8
    whole(folder)
    clean(folder, NEW, 1)


@pytest.mark.parametrize("files", [4, 5, 6, 7, 8, 10, 14, 16, 20, 24, 32, 48, 64])
def test_few_files_may_be_open(folder: Path, writers: Writers, files: int) -> None:
    """The database goes without its cache, or the writer says why it cannot go on."""
    code = writers.run("update", folder, NEW, files=files)
    assert code in (0, 1)
    assert whole(folder) == (code == 0)
    if code:
        said = writers.said.read_text("utf-8")
        assert re.search("too few files may be open; try: ulimit", said), said
    clean(folder, NEW, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="how much is in use is read from /proc")
@pytest.mark.parametrize("mib", [0, 1, 4, 16, 64])
def test_little_memory(folder: Path, writers: Writers, mib: int) -> None:
    """Whatever becomes of the writer, the graph stays whole."""
    writers.run("update", folder, NEW, memory=(mib << 20) + 4096)
    whole(folder)
    clean(folder, NEW, 1)


def test_a_removal_killed_at_every_step(folder: Path, writers: Writers) -> None:
    update(folder, NEW)
    without = [doc for doc in NEW if doc.id != "notice"]
    states = {exported(folder), lines_of(without, 1)}
    for step in count(1):
        code = writers.run("remove", folder, [], step=step)
        assert exported(folder) in states
        if code == 0:
            break
        assert code == -signal.SIGKILL
        clean(folder, NEW, 1)
    assert step > 3
    clean(folder, without, 1)


def test_a_reader_during_changes(folder: Path, writers: Writers) -> None:
    """Sees the old graph or the new one, whole, however often it changes."""
    sizes = {lines_of(OLD, 0).count(b"\n"), lines_of(NEW, 1).count(b"\n")}
    seen = set()
    for turn in range(8):
        writers.start("update", folder, OLD if turn % 2 else NEW)
        while not select.select([writers.server.stdout], [], [], 0.01)[0]:
            (row,) = run(Store.open(folder), EVERYTHING)  # type: ignore[misc]
            seen.add(row.n)
        assert writers.end() == 0
    assert seen == sizes


@pytest.mark.skipif(sys.platform == "win32", reason="no open file is deleted there")
def test_a_database_stays_while_somebody_reads_it(folder: Path) -> None:
    reader = Store.open(folder)
    (former,) = (folder / "store").glob("?" * 16)
    update(folder, NEW)
    assert former.is_dir()
    (row,) = run(reader, EVERYTHING)  # type: ignore[misc]
    assert row.n == lines_of(OLD, 0).count(b"\n")
    del reader, row
    update(folder, NEW[:2])
    (current,) = (folder / "store").glob("?" * 16)
    assert current != former


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Mounts for the time of a test, where that is allowed."""
    done: list[Path] = []

    def mount(*arguments: str | Path) -> None:
        program = shutil.which("mount")
        if (
            program is None
            or subprocess.run([program, *map(str, arguments)], capture_output=True).returncode
        ):
            pytest.skip("mounting is not allowed here")
        done.append(Path(arguments[-1]))

    yield mount
    for path in reversed(done):
        subprocess.run(["umount", path], check=True)


@pytest.mark.parametrize("kib", [0, 20, 60, 150, 400])
def test_a_full_disk(
    tmp_path: Path, mounted: Callable[..., None], writers: Writers, kib: int
) -> None:
    """A disk that another file fills up but for so much."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted("-t", "tmpfs", "-o", "size=4m", "tmpfs", disk)
    build(OLD, disk / "kg")
    free = shutil.disk_usage(disk).free
    (disk / "other").write_bytes(b"\0" * max(0, free - (kib << 10)))
    if writers.run("update", disk / "kg", NEW):
        assert re.search(CANNOT, writers.said.read_text("utf-8"))
    whole(disk / "kg")
    (disk / "other").unlink()
    clean(disk / "kg", NEW, 1)


def test_a_read_only_folder(folder: Path, tmp_path: Path, mounted: Callable[..., None]) -> None:
    mounted("--bind", folder, folder)
    subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    with pytest.raises(graph.StoreError, match=r"cannot write .*Read-only file system"):
        update(folder, NEW)
    assert not whole(folder)
    assert graph.open(folder).as_of("2022-12-31").report.documents == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_another_user(folder: Path) -> None:
    folder.chmod(0o555)
    with pytest.raises(graph.StoreError, match="cannot write"):
        update(folder, NEW)
    folder.chmod(0o755)
    clean(folder, NEW, 1)


def test_a_damaged_database_of_documents(folder: Path) -> None:
    path = folder / "documents.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(graph.StoreError, match="build it again with `tifagraph build"):
        update(folder, NEW)
    assert not whole(folder)
    build(OLD, folder)
    clean(folder, NEW, 1)

    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(graph.StoreError, match=r"documents\.sqlite: .*build the graph"):
        update(folder, OLD)
    assert whole(folder)


def test_a_damaged_graph_is_written_again_from_its_documents(folder: Path) -> None:
    path = folder / "graph.nq"
    path.write_bytes(path.read_bytes()[:5000])
    add(folder, [NEW[0]])
    remove(folder, [NEW[0].id])
    wanted = anew(frozenset((doc.id, 0) for doc in OLD if doc.id != NEW[0].id))
    assert path.read_bytes() == wanted
    (folder / "manifest.json").unlink()
    clean(folder, OLD, 0)
    assert json.loads((folder / "manifest.json").read_text())["documents"] == len(OLD)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_is_too_long_is_left_out(
    tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told by its characters, so that a slow machine leaves out what a fast one does."""
    monkeypatch.setattr(pool, "MAX_DOCUMENT_CHARACTERS", 5000)
    long = replace(OLD[0], id="long", file="", text="市委书记李明主持会议。\n" * 500)
    report = build([*OLD, long], tmp_path, workers=workers)
    assert report.documents == len(OLD)
    assert [str(failure) for failure in report.failures] == [
        "long: 超过 5,000 字，请分成几份 / longer than 5,000 characters, left out; split it"
    ]
