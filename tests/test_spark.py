"""The Spark engine: whatever the partitions and failures, the bytes of a build on one machine."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graph
from graph.build import rows_of
from graph.claims import Claim, Held, PendingName, PersonClaim, PlaceClaim, Provisional, Within
from graph.cli import main
from graph.identity import JUDGEMENTS, Judgement, decide
from graph.model import Key, StoreError, TifagraphError
from graph.resources import ROOT

pytest.importorskip("pyspark", reason="pip install 'tifagraph[spark]'")
pytest.importorskip("pyarrow", reason="pip install 'tifagraph[spark]'")
import pyarrow as pa
import pyarrow.parquet as pq

from graph import spark
from graph.spark.session import session

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("java") is None and "JAVA_HOME" not in os.environ,
        reason="Spark needs Java 17 or 21",
    ),
    pytest.mark.filterwarnings("default"),  # Spark's own
]

BASE = "https://example.org/id/"
# Names in two counties, names that only their documents tell apart, organs whose place other
# documents tell, slogans that differ in a word: each by several documents of one wording.
NEWS = (
    "丰水县委书记李明主持召开县委常委会会议，强调要做到“两个维护”。",
    "青芦县县长李明到县城调研，要求抓好春耕，做到“两个坚决维护”。",
    "王强指出，要树牢“四个意识”、做到“两个维护”。",
    "云泽省澄州市丰水县召开会议，市委组织部部长韩松出席，县委书记李明讲话。",
    "会议提出“奋力推进澄州现代化建设”，王某军、韩松发言。",
)
SIX = 6


def record(identifier: str, text: str, issued: str = "") -> str:
    """A line of JSON Lines, with the fields in the order in which Parquet's are told."""
    told = {"id": identifier, "issued": issued, "text": text}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def news(months: range) -> list[str]:
    """Every text once a month."""
    return [
        record(f"{month:02}/{at}", text, f"2021-{month:02}-1{at}")
        for month in months
        for at, text in enumerate(NEWS)
    ]


@pytest.fixture(scope="module")
def context() -> Iterator[Any]:
    """A session on two cores that tries a task up to four times, as a cluster does.

    Java compiles simply: what runs is over before more would pay.
    """
    quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    plain = "--conf spark.sql.codegen.wholeStage=false"
    told = f'{plain} --driver-java-options "{quick}" pyspark-shell'
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", told)
        with session("local[2,4]") as running:
            yield running.sparkContext


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, records, a record that is none, an identifier given twice, recorded judgements."""
    folder = tmp_path_factory.mktemp("reports")
    for path in sorted((ROOT / "data" / "documents").glob("*.txt"))[:8]:
        shutil.copy(path, folder)
    odd = folder / "通知 [2020]"
    odd.mkdir()
    (odd / "1号%20.txt").write_text(NEWS[0], "utf-8")
    (odd / "图.jpg").write_bytes(b"\xff\xd8\xff")
    wrong = ['{"id": "x"}', record("01/0", "另一份。")]
    (folder / "news.jsonl").write_text("\n".join([*news(range(1, SIX)), *wrong]), "utf-8")
    judged = (
        "same\t韩松-澄州市\t陆知远\n",
        "different\t王某军-01/4\t王某军-02/4\n",
        "wrong\tslogan/两个维护\n",
        "wrong\t陆知远\tslogan/四个澄州\t\t\t\tinvokes\n",
    )
    (folder / JUDGEMENTS).write_text("".join(judged), "utf-8")
    return folder


@pytest.fixture(scope="module")
def one_machine(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    return graph.build(reports, tmp_path_factory.mktemp("one"), base=BASE)


@pytest.fixture(scope="module")
def by_spark(
    context: Any, reports: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, spark.SparkManifest]:
    """The same graph, by Spark; not to be changed."""
    out = tmp_path_factory.mktemp("spark")
    judged = graph.identity.read_judgements(reports / JUDGEMENTS)
    done = spark.build([str(reports)], str(out), base=BASE, judgements=judged, partitions=3)
    return out, done


def lines(out: Path) -> bytes:
    """The files of a graph's lines, one after another."""
    return b"".join(path.read_bytes() for path in sorted(out.glob("quads-*/*.nq")))


def test_the_bytes_and_the_inputs_are_those_of_one_machine(
    one_machine: graph.KnowledgeGraph, by_spark: tuple[Path, spark.SparkManifest]
) -> None:
    out, done = by_spark
    assert lines(out) == (one_machine.store.path / "graph.nq").read_bytes()
    assert "/id/slogan/两个维护>" not in lines(out).decode()
    assert (done.documents, done.quads) == (one_machine.report.documents, len(one_machine.store))
    assert len(done.parts) == 3
    outcomes = [item.outcome for item in one_machine.inputs()]
    assert done.inputs == {name: outcomes.count(name) for name in ("built", "skipped", "failed")}
    assert done.inputs["failed"] == 2


@pytest.mark.parametrize("partitions", [1, 8])
def test_the_bytes_do_not_depend_on_partitions_or_on_a_killed_task(
    partitions: int,
    context: Any,
    reports: Path,
    one_machine: graph.KnowledgeGraph,
    tmp_path: Path,
) -> None:
    judged = graph.identity.read_judgements(reports / JUDGEMENTS)
    killer = Killer(context)
    if partitions > 1:
        killer.start()
    spark.build([str(reports)], str(tmp_path), base=BASE, judgements=judged, partitions=partitions)
    killer.stop()
    assert lines(tmp_path) == (one_machine.store.path / "graph.nq").read_bytes()
    assert killer.failed == (partitions > 1)


class Killer(threading.Thread):
    """Kills Spark's Python workers, one after another, until a task has failed of it."""

    def __init__(self, context: Any) -> None:
        super().__init__(daemon=True)
        self.tracker = context.statusTracker()
        self.failed = self.stopped = False

    def run(self) -> None:
        while not (self.stopped or self.failed):
            for worker in _workers()[:1]:
                os.kill(worker, signal.SIGKILL)
            for _ in range(10):
                time.sleep(0.05)
                stages = map(self.tracker.getStageInfo, self.tracker.getActiveStageIds())
                self.failed |= any(stage and stage.numFailedTasks for stage in stages)

    def stop(self) -> None:
        self.stopped = True
        if self.is_alive():
            self.join()


def _workers() -> list[int]:
    """The processes that Spark's daemon, started by this process, has forked."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat, command = (entry / "stat").read_text(), (entry / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1]), command
    daemons = {
        pid
        for pid, (parent, command) in parents.items()
        if b"pyspark.daemon" in command and b"pyspark.daemon" not in parents[parent][1]
        and parents[parent][0] == os.getpid()
    }  # fmt: skip
    return sorted(pid for pid, (parent, _) in parents.items() if parent in daemons)


def test_documents_are_added_and_replaced(
    context: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, out = tmp_path / "old.jsonl", tmp_path / "new.jsonl", tmp_path / "out"
    first = news(range(1, 3))
    old.write_text("\n".join(first), "utf-8")
    later = [*news(range(3, 5)), record("01/0", "浅溪县县长李明出席会议。", "2021-01-10")]
    new.write_text("\n".join(later), "utf-8")
    rows = pa.Table.from_pylist([json.loads(line) for line in later])
    pq.write_table(rows, tmp_path / "new.parquet")
    told = ["--engine", "spark", "--partitions", "2"]
    assert main(["build", str(old), "-o", str(out), "--base", BASE, *told]) == 0
    assert main(["add", str(out), str(tmp_path / "new.parquet"), *told]) == 0
    assert f"quads {len(lines(out).splitlines()):,}" in capsys.readouterr().out
    done = spark.SparkManifest.read((out / "manifest.json").read_text("utf-8"), str(out))
    kept = [line for line in first if json.loads(line)["id"] != "01/0"]
    old.write_text("\n".join(kept), "utf-8")
    whole = graph.build([old, new], tmp_path / "whole", base=BASE)
    assert lines(out) == (whole.store.path / "graph.nq").read_bytes()
    assert done.documents == whole.report.documents == len(kept) + len(later)
    counts = [pq.read_table(out / f"findings-{run}").num_rows for run in done.findings]
    assert counts == [len(first), len(later)]
    assert sorted(path.name for path in out.glob("*-*")) == [
        "findings-1", "findings-2", "quads-2", "terms-2",
    ]  # fmt: skip


def test_a_graph_is_loaded_and_changed_on_one_machine(
    by_spark: tuple[Path, spark.SparkManifest],
    one_machine: graph.KnowledgeGraph,
    reports: Path,
    tmp_path: Path,
) -> None:
    loaded = graph.open(spark.load(by_spark[0], tmp_path / "kg").path)
    assert (tmp_path / "kg/graph.nq").read_bytes() == lines(by_spark[0])
    assert loaded.report == graph.open(one_machine.store.path).report
    assert not [f for f in loaded.verify(reports).findings if f.kind != "unread"]
    outcomes = [(item.outcome, item.documents) for item in loaded.inputs()]
    assert outcomes == [(item.outcome, item.documents) for item in one_machine.inputs()]
    more = tmp_path / "more.jsonl"
    more.write_text("\n".join(news(range(SIX, SIX + 1))), "utf-8")
    loaded.add(more)
    both = graph.build([reports, more], tmp_path / "both", base=BASE)
    assert sorted(loaded.store.lines()) == sorted(both.store.lines())


def test_a_damaged_file_is_not_loaded(
    by_spark: tuple[Path, spark.SparkManifest], tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(by_spark[0], copy)
    part = next(copy.glob("quads-*/*.nq"))
    part.write_bytes(part.read_bytes()[:-9])
    with pytest.raises(StoreError, match=part.name):
        spark.load(copy, tmp_path / "kg")
    with pytest.raises(StoreError, match="no graph"):
        spark.load(tmp_path, tmp_path / "kg")


def test_terms_are_those_of_the_lines(by_spark: tuple[Path, spark.SparkManifest]) -> None:
    import pyoxigraph as ox

    out, done = by_spark
    terms = {tuple(row.values()) for row in pq.read_table(out / f"terms-{done.run}").to_pylist()}
    assert len(terms) == done.quads
    for quad in ox.parse(lines(out), format=ox.RdfFormat.N_QUADS):
        value, g = quad.object, getattr(quad.graph_name, "value", None)
        told = (
            (value.language, value.datatype.value) if isinstance(value, ox.Literal) else (None,) * 2
        )
        assert (g, quad.subject.value, quad.predicate.value, value.value, *told) in terms


def drawn(chance: random.Random, name: str, number: int) -> Iterator[Claim]:
    """What one document may claim of a name."""
    document, date = f"d{number}", chance.choice(["", "2019-01-01", "2020-05-05", "2021-09-09"])
    place = chance.choice(["丰水县", "青芦县", "澄州市", ""])
    held = chance.choice(
        [(), (Held(f"{place}县长", f"{place}人民政府", place, leading=True),), (Held("教授"),)]
    )
    within = (Within("丰水县", chance.choice(["澄州市", "云梧市"])),) if place == "丰水县" else ()
    peers = (chance.choice(["韩松", "陈涛"]),) if chance.random() < 0.2 else ()
    key = Key(name, document=chance.choice(["", document]))  # as its document alone would name it
    claim = PersonClaim(document, key, date, place, peers=peers, held=held, within=within)
    if chance.random() < 0.1:  # two of the name in one document
        yield claim._replace(key=Key(name, "丰水县"))
        yield claim._replace(key=Key(name, "青芦县"), held=())
    else:
        yield claim
    if chance.random() < 0.5:
        yield PlaceClaim(document, "丰水县", chance.choice(["澄州市", "澄州市", "云梧市"]))
        organ = Provisional("Organization", Key("市委", document=document))
        yield PendingName(document, "丰水县", "市", organ, "Organization", ("中共", "委员会"))


def test_claims_of_one_wording_are_decided_as_if_all_were_there(context: Any) -> None:
    from pyspark.sql import SparkSession

    from graph.spark.identity import decisions, finals, in_groups, names_of

    running = SparkSession.getActiveSession()
    chance = random.Random(7)
    names = ["李明", "王强", "陈涛", "王某", "韩松", "白景", "陆远", "沈月"]
    documents = {
        f"d{number}": list(drawn(chance, chance.choice(names), number)) for number in range(400)
    }
    judged = (
        Judgement("same", "person/韩松-丰水县", "person/韩松-青芦县"),
        Judgement("different", "person/白景-d1", "person/陆远-d2"),
    )
    expected = decide((claim for said in documents.values() for claim in said), judged)
    rows = [
        {"iri": key, **row._asdict()} for key, said in documents.items() for row in rows_of(said)
    ]
    claims = in_groups(running, running.createDataFrame(pa.Table.from_pylist(rows)), judged)
    decided = decisions(claims, judged, BASE).cache()
    whats = {row.what for row in decided.select("what").distinct().collect()}
    assert whats == {"line", "names", "all", "each"}
    found: dict[str, list[str]] = {}
    told = set()
    for row in finals(claims, decided, BASE).collect():
        if row.what == "line":
            told.add(row.value)
        else:
            found.setdefault(row.iri, []).append(row.value)
    assert told == expected.lines(BASE)
    wanted = {key: dict(expected.names(key)) for key in documents if expected.names(key)}
    assert {key: names_of(values) for key, values in found.items()} == wanted


def test_what_is_missing_is_told(
    context: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(graph.InputError, match="no such file or folder"):
        spark.build([str(tmp_path / "nowhere")], str(tmp_path / "out"))
    with pytest.raises(StoreError, match="--engine spark"):
        spark.add(str(tmp_path / "nowhere"), [str(tmp_path)])
    half = tmp_path / "half.jsonl"
    half.write_text("\n".join([record("a", NEWS[0]), '{"id": "b"}']), "utf-8")
    with pytest.raises(graph.InputError, match=r"half.jsonl:2: .*text"):
        spark.build([str(half)], str(tmp_path / "out"), strict=True, partitions=1)
    assert not (tmp_path / "out/manifest.json").exists()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(TifagraphError, match="Java"):
        spark.build([str(tmp_path)], str(tmp_path / "out"))
