"""VoID statistics and the RO-Crate of a graph's folder."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

import pytest
import rdflib
import sample
from rocrate.rocrate import ROCrate

import graph
from graph.cli import main
from graph.export import Source, export
from graph.model import StoreError
from graph.rdf.terms import BASE
from graph.store import Store

pytestmark = pytest.mark.slow

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def folder(demo: graph.KnowledgeGraph, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo.store.path, tmp_path / "kg"))


def counted(statistics: rdflib.Graph, kind: str, unit: str) -> dict[str, int]:
    """Partition by partition, the class or property → the number."""
    return {
        str(statistics.value(part, VOID[kind])): statistics.value(part, VOID[unit]).toPython()
        for part in statistics.objects(None, VOID[f"{kind}Partition"])
    }


def test_void_counts_what_the_graph_holds(demo: graph.KnowledgeGraph, folder: Path) -> None:
    graph.open(folder).export(folder / "void.ttl")
    statistics = rdflib.Graph().parse(folder / "void.ttl", format="turtle")
    whole = demo.rdflib().default_graph
    dataset = rdflib.URIRef(f"{BASE}dataset")

    def number(name: str) -> int:
        return statistics.value(dataset, VOID[name]).toPython()

    assert number("triples") == len(whole)
    assert number("entities") == sum(demo.report.entities.values())
    assert number("documents") == demo.report.documents
    assert number("distinctSubjects") == len(set(whole.subjects()))
    evidence = statistics.value(dataset, VOID.subset)
    assert statistics.value(evidence, VOID.triples).toPython() == len(demo.store) - len(whole)
    classes = {str(c): len(list(whole.subjects(rdflib.RDF.type, c))) for c in
               set(whole.objects(None, rdflib.RDF.type))}  # fmt: skip
    assert counted(statistics, "class", "entities") == classes
    properties = {str(p): len(list(whole.subject_objects(p))) for p in set(whole.predicates())}
    assert counted(statistics, "property", "triples") == properties
    assert not [term for triple in statistics for term in triple if isinstance(term, rdflib.BNode)]


def test_statistics_follow_a_change_and_are_no_part_of_the_graph(folder: Path) -> None:
    kg = graph.open(folder)
    before = (folder / "graph.nq").read_bytes()
    kg.export(folder / "void.ttl")
    assert (folder / "graph.nq").read_bytes() == before
    assert main(["remove", str(folder), "local-01"]) == 0
    stream = io.BytesIO()
    graph.open(folder).export(stream, "void")
    assert (folder / "void.ttl").read_bytes() == stream.getvalue()
    assert b"void:documents 15" in stream.getvalue()


def test_a_crate_describes_every_file(folder: Path) -> None:
    kg = graph.open(folder)
    kg.export(folder / "graph.ttl")
    kg.export(folder / "ro-crate-metadata.json", title="云麓省图谱", licence=LICENCE)
    crate = ROCrate(folder)
    root = crate.root_dataset
    assert root["name"] == "云麓省图谱"
    assert root["license"].id == LICENCE
    assert root["datePublished"] == "2025-04-23"
    assert root["temporalCoverage"] == "2018-12-26/2025-04-23"
    names = {"documents.sqlite", "graph.nq", "graph.ttl", "manifest.json"}
    assert {file.id for file in root["hasPart"]} == names
    for file in root["hasPart"]:
        content = (folder / file.id).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert int(file["contentSize"]) == len(content)
    numbers = {count["propertyID"].rpartition("#")[2]: count["value"] for count in
               root["variableMeasured"]}  # fmt: skip
    assert numbers["Document"] == kg.report.documents
    assert numbers["Person"] == kg.report.entities["Person"]
    assert crate.get("#tifagraph")["softwareVersion"] == graph.__version__


def test_the_same_crate_twice_and_a_date_of_ones_own(folder: Path) -> None:
    def written(**told: str) -> bytes:
        graph.open(folder).export(folder / "ro-crate-metadata.json", **told)
        return (folder / "ro-crate-metadata.json").read_bytes()

    assert written() == written()
    assert b'"datePublished": "2026-01-31"' in written(published="2026-01-31")


def test_a_date_that_is_none_is_told(folder: Path) -> None:
    with pytest.raises(StoreError, match="no date"):
        graph.open(folder).export(folder / "ro-crate-metadata.json", published="2026-02-30")


def test_a_missing_licence_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(folder / "ro-crate-metadata.json")
    assert main(["export", str(folder), "-o", out]) == 0
    assert "no licence" in capsys.readouterr().err
    assert main(["export", str(folder), "-o", out, "--licence", LICENCE]) == 0
    assert "no licence" not in capsys.readouterr().err


def test_a_single_file_is_no_folder_to_describe(tmp_path: Path) -> None:
    Store.write(tmp_path / "kg", sample.lines())
    shutil.copy(tmp_path / "kg" / "graph.nq", tmp_path / "one.nq")
    with pytest.raises(StoreError, match=r"这不是 / an RO-Crate .* is no folder"):
        export(Source(Store.open(tmp_path / "one.nq")), tmp_path / "ro-crate-metadata.json")
