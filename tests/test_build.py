"""The build: the same bytes however it is run, what failed named, nothing half done."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import graph
from graph.build.build import build
from graph.extract import Analysis, deciding
from graph.model import Mention
from graph.read import documents

DEMO = Path(__file__).parent.parent / "data" / "documents"


def demo() -> list[graph.Document]:
    found = list(documents([DEMO]))
    docs = [item for item in found if isinstance(item, graph.Document)]
    assert len(docs) == len(found) > 10
    return docs


def sha256(folder: Path) -> str:
    return hashlib.sha256((folder / "graph.nq").read_bytes()).hexdigest()


@pytest.mark.slow
def test_the_bytes_depend_on_the_documents_alone(tmp_path: Path) -> None:
    graph.build(DEMO, tmp_path / "one")
    expected = sha256(tmp_path / "one")

    shuffled = demo()
    random.Random(1).shuffle(shuffled)
    graph.build(shuffled, tmp_path / "shuffled")
    assert sha256(tmp_path / "shuffled") == expected

    graph.build(reversed(shuffled), tmp_path / "three", workers=3)
    assert sha256(tmp_path / "three") == expected

    for seed in "1", "2":
        command = [sys.executable, "-c", f"import graph; graph.build({str(DEMO)!r}, 'kg')"]
        subprocess.run(
            command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, check=True
        )
        assert sha256(tmp_path / "kg") == expected


def test_a_corpus_is_the_union_of_its_documents(tmp_path: Path) -> None:
    """But for what is decided over all of them: who is who, and which city 市委 is of."""
    lines: set[bytes] = set()
    docs = [doc for doc in demo() if doc.id in ("local-01", "local-03", "local-13")]
    for document in docs:
        graph.build([document], tmp_path / document.id)
        lines.update((tmp_path / document.id / "graph.nq").read_bytes().splitlines(keepends=True))
    graph.build(docs, tmp_path / "all")
    together = (tmp_path / "all" / "graph.nq").read_bytes().splitlines(keepends=True)
    assert together == sorted(together)
    assert all(b"person/" in line or b"sameBecause" in line for line in {*together} ^ lines)


@pytest.mark.slow
def test_many_documents_go_through_a_pool(tmp_path: Path) -> None:
    docs = [replace(doc, id=f"{n}/{doc.id}") for n in range(6) for doc in demo()]
    seen: list[tuple[str, int, int]] = []
    kg = graph.build(docs, tmp_path, progress=lambda *told: seen.append(told))
    assert kg.report.documents == len(docs) > 64
    stages = list(dict.fromkeys(stage for stage, *_ in seen))
    assert stages == ["extract", "decide", "sort", "write", "store"]
    for stage in stages[:3]:
        last = next(told for told in reversed(seen) if told[0] == stage)
        assert last[1] == last[2] > 64


def test_the_report_counts_what_stands_in_the_graph(kg: graph.KnowledgeGraph) -> None:
    report = kg.report
    assert report.documents == 2
    assert report.failures == ()
    assert report.silent_documents == ()
    assert report.sentences == sum(
        1 for line in kg.store.lines() if line.endswith(b"ontology#Sentence> .\n")
    )
    assert report.entities["Person"] == 3
    assert report.relations["holds"] >= 3
    opened = graph.open(kg.store.path)
    assert opened.report == report


def test_a_document_without_a_finding_is_named(tmp_path: Path) -> None:
    docs = [graph.Document("weather", "今天下雨。\n明天也下。", "0" * 64), demo()[0]]
    report = graph.build(docs, tmp_path).report
    assert report.silent_documents == ("weather",)
    assert report.silent_sentences >= 2


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_breaks_extraction_is_reported_and_left_out(
    tmp_path: Path, workers: int
) -> None:
    broken = replace(demo()[0], id="broken", text=None, file="")  # type: ignore[arg-type]
    unread = graph.InputError("x.txt: 读不了")
    report = build([broken, unread, *demo()[:2]], tmp_path, workers=workers)  # unchecked
    assert report.documents == 2
    first, second = map(str, report.failures)
    assert first.startswith("broken: 抽取出错，已略过 / extraction failed, left out: ")
    assert second == "x.txt: 读不了"


def test_a_rule_that_raises_costs_one_document_of_those_decided_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raises(analysis: Analysis) -> Iterator[Mention]:
        if analysis.document.id == "odd":
            raise ValueError(analysis.document.id)
        yield from ()

    first, *others = demo()[:3]
    mention_rules, relation_rules = deciding.registered()
    monkeypatch.setattr(deciding, "registered", lambda: ((*mention_rules, raises), relation_rules))
    report = build([replace(first, id="odd", file=""), *others], tmp_path / "kg", workers=1)
    assert [str(failure)[:5] for failure in report.failures] == ["odd: "]
    graph.build(others, tmp_path / "without")
    assert sha256(tmp_path / "kg") == sha256(tmp_path / "without")


def test_nothing_to_build_from_leaves_the_former_graph_alone(tmp_path: Path) -> None:
    graph.build(demo()[:1], tmp_path / "kg")
    before = sha256(tmp_path / "kg")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"\xff")
    with pytest.raises(graph.InputError, match=r"a\.txt: 编码认不出") as caught:
        graph.build([tmp_path / "in", tmp_path / "nowhere"], tmp_path / "kg")
    assert [note.partition(": ")[2] for note in caught.value.__notes__] == [
        "没有这个文件或文件夹 / no such file or folder; check the path"
    ]
    with pytest.raises(graph.InputError, match="no documents given"):
        graph.build([], tmp_path / "kg")
    broken = replace(demo()[0], text=None)  # type: ignore[arg-type]
    with pytest.raises(graph.InputError, match="extraction failed"):
        build([broken], tmp_path / "kg")
    assert sha256(tmp_path / "kg") == before


def test_a_base_of_ones_own(tmp_path: Path) -> None:
    graph.build(demo()[:1], tmp_path, base="https://example.org/图/")
    text = (tmp_path / "graph.nq").read_text("utf-8")
    assert "<https://example.org/图/document/local-01>" in text
    assert graph.rdf.terms.BASE not in text
    for base in "example.org/", "https://example.org", "https://example.org/a b/":
        with pytest.raises(graph.TifagraphError, match="that ends in / and has no #"):
            graph.build(demo()[:1], tmp_path, base=base)


def test_import_is_light() -> None:
    """What loads slowly loads when used: ``import graph`` stays below a tenth of a second."""
    heavy = "{'numpy', 'rdflib', 'networkx', 'pyvis', 'IPython', 'jinja2', 'rich', 'typer'}"
    code = f"import sys, graph; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
