"""The proof of a graph: what is whole is proved, what was tampered with is found and named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import graph
from graph.build import build as building
from graph.check.verify import verify
from graph.cli.proving import KINDS
from graph.identity import Judgement
from graph.read import documents

DOCUMENT = f"{graph.rdf.terms.BASE}document/2020/0421"


@pytest.fixture
def both(reports: Path, kg: graph.KnowledgeGraph, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the graph and of its documents, to be tampered with."""
    shutil.copytree(kg.store.path, tmp_path / "kg")
    shutil.copytree(reports, tmp_path / "docs")
    return tmp_path / "kg", tmp_path / "docs"


def found(kg: Path, docs: Path, again: bool = False) -> set[tuple[str, str]]:
    """Kind and place of every finding."""
    proof = verify(kg, documents([docs]), again=again)
    return {(finding.kind, finding.where) for finding in proof.findings}


def test_a_whole_graph_is_proved(both: tuple[Path, Path], kg: graph.KnowledgeGraph) -> None:
    folder, docs = both
    proof = verify(folder, documents([docs]), again=True)
    assert proof.findings == ()
    assert proof.documents == 2
    assert proof.quads == len(kg.store)
    assert proof.evidence >= proof.relations == sum(kg.report.relations.values())
    assert proof.anchors > kg.report.sentences


def test_the_manifest_says_what_the_graph_is(both: tuple[Path, Path]) -> None:
    folder, _ = both
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    dataset = ox.Dataset(ox.parse(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    canonical = sorted(f"{quad} .\n".encode() for quad in dataset)
    assert b"".join(canonical) == (folder / "graph.nq").read_bytes()
    assert manifest["sha256"] == graph.files.atomic.digest_of(folder / "graph.nq")
    assert (manifest["documents"], manifest["quads"]) == (2, len(canonical))
    assert manifest["builder"]["version"] == graph.__version__
    parts = ("extraction", "identity", "lexicon", "ontology")
    assert {len(manifest["builder"][part]) for part in parts} == {64}


def test_one_character_of_a_document(both: tuple[Path, Path]) -> None:
    folder, docs = both
    path = docs / "2020" / "0421.txt"
    path.write_text(path.read_text("utf-8").replace("程望山主持", "程望川主持"), "utf-8")
    seen = found(folder, docs)
    assert ("source-changed", "2020/0421") in seen
    anchors = {where for kind, where in seen if kind == "anchor"}
    assert any(where.startswith(f"<{DOCUMENT}#char=") for where in anchors)
    assert {kind for kind, _ in seen} == {"source-changed", "anchor"}


def test_one_document(both: tuple[Path, Path]) -> None:
    folder, docs = both
    (docs / "2020" / "0421.txt").rename(docs / "other.txt")
    assert found(folder, docs) == {("source-missing", "2020/0421"), ("source-new", "other")}


def line_with(folder: Path, *parts: str) -> str:
    lines = (folder / "graph.nq").read_text("utf-8").splitlines(keepends=True)
    return next(line for line in lines if all(part in line for part in parts))


HOLDS, LABEL, SENTENCE = "org#holds>", "rdf-schema#label>", "ontology#Sentence>"

TAMPER: dict[str, tuple[tuple[str, ...], Callable[[str, str], str], str]] = {
    "a relation no sentence states": (
        (HOLDS, "#char="), lambda line, text: text.replace(line, ""), "unstated"),
    "a relation the default graph lacks": (
        (HOLDS,), lambda line, text: text.replace(f"\n{line}", "\n"), "not-in-default"),
    "an invented relation": (
        (HOLDS,), lambda line, text: text.replace(line, line + line.replace("/post/", "/post/代")),
        "unstated"),
    "a graph that is no sentence": (
        (HOLDS, "#char="), lambda line, text: text.replace(line, line.replace("#char=", "#char=9")),
        "no-sentence"),
    "something else in a sentence's graph": (
        (LABEL,), lambda line, text: text.replace(line, line.replace(" .", f" <{DOCUMENT}> .")),
        "no-relation"),
    "another anchor": (
        ("anchorOf", "程望山"), lambda line, text: text.replace(line, line.replace("山", "川")),
        "anchor"),
    "another offset": (
        ("beginIndex", '"0"'), lambda line, text: text.replace(line, line.replace('"0"', '"1"')),
        "anchor"),
    "an entity nobody mentions": (
        (LABEL,),
        lambda line, text: text + f"<https://x/> {graph.rdf.terms.iri('rdf:type')} "
        f"{graph.rdf.terms.iri('tg:Person')} .\n", "unmentioned"),
    "a label": (
        (LABEL, "苏映雪"),
        lambda line, text: text.replace(line, line.replace("雪", "霞")), "foreign"),
    "a label gone": ((LABEL, "苏映雪"), lambda line, text: text.replace(line, ""), "lost"),
    "a line twice": ((LABEL,), lambda line, text: text.replace(line, line + line), "unsorted"),
    "no line": ((LABEL,), lambda line, text: text.replace(line, line + "\x00\n"), "malformed"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPER)
def test_one_triple(name: str, both: tuple[Path, Path]) -> None:
    folder, docs = both
    parts, change, kind = TAMPER[name]
    line = line_with(folder, *parts)
    text = (folder / "graph.nq").read_text("utf-8")
    (folder / "graph.nq").write_text(change(line, text), "utf-8")
    seen = found(folder, docs)
    assert kind in {kind for kind, _ in seen}
    assert ("manifest", "graph.nq") in seen
    if kind in ("foreign", "lost"):  # the line itself is named
        assert ("lost", line.strip()) in seen


def test_what_a_forger_makes_fit_is_found(both: tuple[Path, Path]) -> None:
    """A label changed in the graph, its hash in the manifest, and nothing else."""
    folder, docs = both
    line = line_with(folder, LABEL, "苏映雪")
    path = folder / "graph.nq"
    forged = sorted(path.read_bytes().replace(line.encode(), line.replace("雪", "霞").encode())
                    .splitlines(keepends=True))  # fmt: skip
    path.write_bytes(b"".join(forged))
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["sha256"] = graph.files.atomic.digest_of(path)
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert ("lost", line.strip()) in found(folder, docs)
    assert ("lost", line.strip()) in found(folder, docs, again=True)


@pytest.mark.slow
def test_judgements_and_word_lists_are_part_of_the_proof(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "slogans.tsv").write_text("name\tkind\n一项一项\tformula\n", "utf-8")
    judged = [Judgement("different", "person/苏映雪-2020/0421", "person/苏映雪-2020/0506")]
    building(documents([reports]), tmp_path / "kg", lexicon=tmp_path / "words", judgements=judged)
    assert found(tmp_path / "kg", reports, again=True) == set()


def test_what_cannot_be_verified_says_so(tmp_path: Path, reports: Path) -> None:
    with pytest.raises(graph.StoreError, match=r"has no manifest\.json: build the graph"):
        verify(tmp_path, documents([reports]))
    (tmp_path / "manifest.json").write_text("{}", "utf-8")
    with pytest.raises(graph.StoreError, match="malformed"):
        verify(tmp_path, documents([reports]))


def test_every_kind_is_said_in_both_languages() -> None:
    assert all(zh != en and zh and en for zh, en in KINDS.values())
