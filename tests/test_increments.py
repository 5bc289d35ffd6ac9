"""A graph that grows: after any changes the bytes of a build anew, at the cost of the change."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import graph
from graph.build.build import add, build, remove, update
from graph.build.manifest import builder
from graph.check.verify import verify
from graph.files.sorted_lines import has_line, line_offset, splice
from graph.identity import Judgement
from graph.identity.cluster import GROUNDS
from graph.read import documents
from graph.store.delta import MAX_DELTA_BYTES
from graph.store.store import Store

pytestmark = pytest.mark.slow

# Eight places in one file, each with what stands there at first and after a correction: persons of
# one name in two counties, a career, slogans and organs that several share.
TEXTS = {
    "2021/01": (
        "3月1日，丰水县委书记李明主持召开县委常委会会议，强调要做到“两个维护”。",
        "3月1日，丰水县委书记李明主持召开县委常委会会议，强调要增强“四个意识”、做到“两个维护”。",
    ),
    "2021/02": (
        "云梧市市长李明到浅溪县调研，要求抓好春耕。",
        "云梧市副市长李明到浅溪县调研，要求抓好春耕。",
    ),
    "2021/03": ("李明指出，要树牢“四个意识”。", "李明强调，要坚定“四个自信”。"),
    "2021/04": ("云梧市委组织部部长韩松出席会议。", "云梧市委组织部部长韩松主持会议。"),
    "2021/05": (
        "云梧市委副书记韩松、丰水县县长陈涛参加调研。",
        "云梧市委副书记韩松参加调研。",
    ),
    "2022/01": (
        "会议学习了《中国共产党章程》，丰水县县长陈涛讲话。",
        "会议学习了《中国共产党章程》，丰水县副县长陈涛讲话。",
    ),
    "2022/02": ("浅溪县县长陈涛强调，要做到“两个维护”。", "今天下雨。"),
    "2022/03": ("会议提出碳达峰、碳中和。", "会议提出碳达峰碳中和。"),
    "2022/04": ("浅溪县县长陈涛要求抓好碳达峰碳中和。", "浅溪县县长陈涛要求抓好四个意识。"),
    "notice": ("关于做好防汛工作的通知\n各县人民政府：\n云梧市人民政府\n2022年6月1日", "无事。"),
}


def document(identifier: str, version: int) -> graph.Document:
    """As it is read from a file of the given content."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"{identifier}.txt")
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXTS[identifier][version], "utf-8")
        (found,) = documents([folder])
    assert isinstance(found, graph.Document)
    return found


@cache
def anew(corpus: frozenset[tuple[str, int]]) -> bytes:
    """The graph of these versions, built at once."""
    with TemporaryDirectory() as folder:
        build([document(*pair) for pair in sorted(corpus)], folder)
        return Path(folder, "graph.nq").read_bytes()


def database(folder: Path) -> set[str]:
    """The quads that queries see."""
    (place,) = (folder / "store").glob("?" * 16)
    return {str(quad) for quad in ox.Store.read_only(str(place))}


def exported(folder: Path) -> bytes:
    """The graph's lines."""
    return b"".join(Store.open(folder).lines())


def small(patch: pytest.MonkeyPatch, most: int) -> None:
    """Let a graph of so many bytes be a large one."""
    for module in "build.publish", "build.changeset":
        patch.setattr(import_module(f"graph.{module}"), "MAX_DELTA_BYTES", most)


def kept(folder: Path) -> list[object]:
    """In how many documents each shared line stands, and how slogans are found, by the ledger."""
    with closing(sqlite3.connect(folder / "documents.sqlite")) as ledger:
        return [
            ledger.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("shared", "slogans")
        ]


CORPUS = st.dictionaries(st.sampled_from(sorted(TEXTS)), st.integers(0, 1), min_size=1)
STEP = st.one_of(
    st.tuples(st.just("add"), CORPUS),
    st.tuples(st.just("update"), CORPUS),
    st.tuples(st.just("remove"), st.sets(st.sampled_from(sorted(TEXTS)), min_size=1)),
)


@settings(
    max_examples=int(os.environ.get("TIFAGRAPH_EXAMPLES", "20")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    start=CORPUS,
    steps=st.lists(STEP, min_size=1, max_size=6),
    most=st.sampled_from([0, 5_000, 50_000, MAX_DELTA_BYTES]),
)
def test_any_changes_give_the_bytes_of_a_build_anew(
    start: dict[str, int], steps: list[tuple[str, dict[str, int] | set[str]]], most: int
) -> None:
    """Whether the file of lines is written whole each time or what changes is kept beside it."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        small(patch, most)
        folder, corpus = Path(name), dict(start)
        build([document(*pair) for pair in corpus.items()], folder)
        for verb, what in steps:
            if verb == "remove":
                leaving = sorted(set(what) & set(corpus))
                remove(folder, leaving)
                corpus = {i: v for i, v in corpus.items() if i not in leaving}
            else:
                assert isinstance(what, dict)
                change = add if verb == "add" else update
                change(folder, [document(*pair) for pair in what.items()])
                corpus = {**corpus, **what} if verb == "add" else dict(what)
            assert exported(folder) == (anew(frozenset(corpus.items())) if corpus else b"")
            if verb == "update" or most == MAX_DELTA_BYTES:
                assert (folder / "graph.nq").read_bytes() == exported(folder)
        assert len(Store.open(folder)) == exported(folder).count(b"\n")
        if corpus:
            docs = [document(*pair) for pair in corpus.items()]
            assert verify(folder, docs).findings == ()
            with TemporaryDirectory() as other:
                build(docs, other)
                assert database(folder) == database(Path(other))
                assert kept(folder) == kept(Path(other))
                update(folder, docs)
                manifest = (folder / "manifest.json").read_bytes()
                assert manifest == Path(other, "manifest.json").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph of all first versions."""
    build([document(i, 0) for i in TEXTS], tmp_path / "kg")
    return tmp_path / "kg"


def all_but(*changed: tuple[str, int | None]) -> bytes:
    versions: dict[str, int | None] = {**dict.fromkeys(TEXTS, 0), **dict(changed)}
    return anew(frozenset((i, v) for i, v in versions.items() if v is not None))


def test_changes_say_what_happened(folder: Path) -> None:
    corrected, same = document("2021/02", 1), document("2021/01", 0)
    new = replace(same, id="2023/01")
    changes = add(folder, [corrected, same, new, graph.InputError("x.txt: 读不了")])
    assert (changes.added, changes.replaced, changes.removed) == (("2023/01",), ("2021/02",), ())
    assert changes.unchanged == 1
    assert [str(failure) for failure in changes.failures] == ["x.txt: 读不了"]

    changes = remove(folder, ["2021", "notice"])
    assert changes.removed == (*(f"2021/0{n}" for n in range(1, 6)), "notice")
    changes = update(folder, [same])
    assert changes.added == ("2021/01",)
    assert changes.removed == ("2022/01", "2022/02", "2022/03", "2022/04", "2023/01")
    assert not update(folder, [same])


def test_a_small_change_is_spliced_in_and_the_database_updated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither all lines are sorted nor the database loaded anew."""

    wanted = all_but(("2021/02", 1), ("2022/02", None))

    def never(*_: object) -> None:
        raise AssertionError("all was done anew")

    monkeypatch.setattr(import_module("graph.build.changeset"), "count_lines", never)
    monkeypatch.setattr(import_module("graph.store.database"), "load", never)
    add(folder, [document("2021/02", 1)])
    remove(folder, ["2022/02"])
    assert (folder / "graph.nq").read_bytes() == wanted


def test_what_is_not_there_cannot_be_removed(folder: Path, tmp_path: Path) -> None:
    before = (folder / "graph.nq").read_bytes()
    with pytest.raises(graph.InputError, match="no such document; did you mean 2021/01"):
        remove(folder, ["2021/02", "2021/1"])
    with pytest.raises(graph.InputError, match="no documents given"):
        update(folder, [])
    assert (folder / "graph.nq").read_bytes() == before
    with pytest.raises(graph.StoreError, match="does not exist: run `tifagraph build"):
        add(tmp_path / "nowhere", [document("notice", 0)])
    Store.write(tmp_path / "foreign", [])
    with pytest.raises(graph.StoreError, match="build it again with `tifagraph build"):
        add(tmp_path / "foreign", [document("notice", 0)])


def test_two_documents_of_one_identifier_are_one_too_many(folder: Path) -> None:
    first, second = document("notice", 0), replace(document("notice", 1), id="notice")
    changes = add(folder, [first, second])
    assert not changes
    assert "identifier taken" in str(changes.failures[0])


def test_a_ledger_ahead_of_the_graph_writes_it_anew(folder: Path) -> None:
    """Cut off between the ledger's commit and the new file's name."""
    old = (folder / "graph.nq").read_bytes()
    remove(folder, ["2021"])
    (folder / "graph.nq").write_bytes(old)
    add(folder, [document("2021/01", 0)])
    wanted = all_but(*((f"2021/0{n}", None) for n in range(2, 6)))
    assert (folder / "graph.nq").read_bytes() == wanted
    assert json.loads((folder / "manifest.json").read_text())["quads"] == wanted.count(b"\n")


def test_wrong_counts_are_made_good(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(sqlite3.connect(folder / "documents.sqlite")) as ledger:
        ledger.execute("DELETE FROM shared")
        ledger.commit()
    remove(folder, ["2021", "2022"])
    assert "行数不符，重新计数 / the counts of lines are wrong" in caplog.text
    assert (folder / "graph.nq").read_bytes() == anew(frozenset({("notice", 0)}))


def test_a_graph_grows_as_it_was_built(tmp_path: Path) -> None:
    """With its base, its word lists and its judgements; another builder reads all again."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "slogans.tsv").write_text("name\tkind\n三实三抓\tformula\n", "utf-8")
    first = graph.Document("a", "李明强调，要坚持“三实三抓”。", "0" * 64)
    second = graph.Document("b", "会议要求坚持三实三抓。", "1" * 64)
    options = {"base": "https://example.org/", "lexicon": tmp_path / "words"}
    build([first], tmp_path / "kg", **options)  # type: ignore[arg-type]
    add(tmp_path / "kg", [second])
    build([first, second], tmp_path / "both", **options)  # type: ignore[arg-type]
    both = (tmp_path / "both" / "graph.nq").read_bytes()
    assert "https://example.org/slogan/三实三抓".encode() in both
    assert (tmp_path / "kg" / "graph.nq").read_bytes() == both


def test_a_build_that_fails_leaves_the_settings_of_the_graph_alone(folder: Path) -> None:
    def stop(*told: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([document("notice", 1)], folder, base="https://example.org/", progress=stop)
    add(folder, [document("2021/01", 1)])
    assert (folder / "graph.nq").read_bytes() == all_but(("2021/01", 1))


def of_tomorrow(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another builder from now on, by one of its parts."""
    parts = {**builder(), part: "of tomorrow"}
    for module in "extraction", "changeset", "publish":
        monkeypatch.setattr(import_module(f"graph.build.{module}"), "builder", lambda: parts)


@pytest.mark.parametrize("part", ["extraction", "lexicon"])
def test_another_reader_reads_everything_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    of_tomorrow(part, monkeypatch)
    seen: list[tuple[str, int, int]] = []
    add(folder, [document("2021/01", 1)], progress=lambda *told: seen.append(told))
    assert ("extract", len(TEXTS), len(TEXTS)) in seen
    assert json.loads((folder / "manifest.json").read_text())["builder"][part] == "of tomorrow"
    assert (folder / "graph.nq").read_bytes() == all_but(("2021/01", 1))


def test_another_who_decides_reads_nothing_and_decides_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_tomorrow("identity", monkeypatch)
    monkeypatch.setitem(GROUNDS, "post", "同一岗位")
    ledger = folder / "documents.sqlite"
    with closing(sqlite3.connect(ledger)) as database:
        keys = set(database.execute("SELECT key FROM documents"))
        update(folder, [document(i, 0) for i in TEXTS])
        assert set(database.execute("SELECT key FROM documents")) == keys
    with TemporaryDirectory() as other:
        build([document(i, 0) for i in TEXTS], other)
        assert (folder / "graph.nq").read_bytes() == Path(other, "graph.nq").read_bytes()
    assert "同一岗位".encode() in (folder / "graph.nq").read_bytes()


def test_judgements_given_later_reach_the_documents_read_before(folder: Path) -> None:
    docs = [document(i, 0) for i in TEXTS]
    judged = [Judgement("same", "person/李明-丰水县", "person/李明-云梧市", "", "", "同一人")]
    update(folder, docs, judgements=judged)
    with TemporaryDirectory() as other:
        build(docs, other, judgements=judged)
        assert (folder / "graph.nq").read_bytes() == Path(other, "graph.nq").read_bytes()
    assert (folder / "graph.nq").read_bytes() != all_but()
    add(folder, [document("2021/01", 1)])
    update(folder, docs, judgements=[])
    assert (folder / "graph.nq").read_bytes() == all_but()


LINES = st.sets(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b"") + b"\n"))


@settings(deadline=None)
@given(old=LINES, new=LINES)
def test_lines_are_found_and_spliced(old: Iterable[bytes], new: Iterable[bytes]) -> None:
    text = b"".join(sorted(old))

    def edits() -> Iterator[tuple[int, int, bytes]]:
        place = 0
        for line in sorted({*old} ^ {*new}):
            place = line_offset(text, line, place)
            there = has_line(text, line, place)
            assert there == (line in old)
            yield (place, len(line), b"") if there else (place, 0, line)

    assert b"".join(splice(text, edits())) == b"".join(sorted(new))


def test_publishing_nothing_new_writes_nothing(folder: Path) -> None:
    before = (folder / "graph.nq").stat().st_ino
    update(folder, [document(i, 0) for i in TEXTS])
    assert (folder / "graph.nq").stat().st_ino == before
