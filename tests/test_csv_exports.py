"""CSV for Neo4j's importer and for spreadsheets, read as their readers do."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sample

import graph
from graph.export import Source, export
from graph.model import StoreError
from graph.rdf import RELATIONS, iri, literal
from graph.rdf.terms import BASE
from graph.store import Store

pytestmark = pytest.mark.slow

HEAD = re.compile(
    r"(?:\w+)?:(?:ID|LABEL|START_ID|END_ID|TYPE)|\w+(?::(?:int|date|string)(?:\[\])?)?"
)  # neo4j-admin's grammar of a column, of what is used of it


@pytest.fixture(scope="module")
def neo4j(demo: graph.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("neo4j") / "csv"
    demo.export(folder, "neo4j")
    return folder


@pytest.fixture(scope="module")
def sheets(demo: graph.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets") / "csv"
    demo.export(folder, "csv")
    return folder


def rows(paths: Iterator[Path]) -> Iterator[dict[str, str]]:
    """The rows of files, as Neo4j's importer takes them: a line each."""
    for path in sorted(paths):
        lines = path.read_text("utf-8").split("\n")
        assert lines.pop() == ""
        head, *found = csv.reader(lines, strict=True)
        assert all(HEAD.fullmatch(column) for column in head), head
        assert len(found) == len(lines) - 1
        for row in found:
            yield dict(zip(head, row, strict=True))


def typed(column: str, value: str) -> Any:
    kind = column.partition(":")[2]
    if kind == "int":
        return int(value)
    for cell in value.split(";") if kind.startswith("date") and value else ():
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", cell), (column, value)
    return value


def test_neo4j_finds_every_entity_relation_and_document(
    demo: graph.KnowledgeGraph, neo4j: Path
) -> None:
    nodes = list(rows(neo4j.glob("nodes-*")))
    ids = [node["iri:ID"] for node in nodes]
    assert len(ids) == len(set(ids))
    report = demo.report
    assert len(ids) == sum(report.entities.values()) + report.documents
    edges = list(rows(neo4j.glob("relationships-*")))
    assert {edge[":START_ID"] for edge in edges} | {edge[":END_ID"] for edge in edges} <= set(ids)
    types = {edge[":TYPE"] for edge in edges}
    assert types <= {name.upper() for name in RELATIONS} | {"MENTIONED_IN"}
    held = [edge for edge in edges if edge[":TYPE"] == "HOLDS"]
    assert len(held) == report.relations["holds"]
    assert all(edge["sentence"] and int(edge["evidence:int"]) > 0 for edge in held)
    (mentions,) = demo.query("SELECT (COUNT(?m) AS ?n) { ?m itsrdf:taIdentRef ?e }", timeout=None)
    assert sum(int(e.get("mentions:int", 0)) for e in edges) == mentions.n


def test_neo4j_columns_are_what_their_heads_say(neo4j: Path) -> None:
    for row in rows(neo4j.glob("*.csv")):
        for column, value in row.items():
            typed(column, value)
    persons = {row["name"]: row for row in rows(neo4j.glob("nodes-person.csv"))}
    assert persons["陆知远"][":LABEL"] == "Person"
    assert persons["陆知远"]["first:date"] == "2018-12-26"
    labels = {row[":LABEL"] for row in rows(neo4j.glob("nodes-event.csv"))}
    assert "Event;Meeting" in labels


def test_a_spreadsheet_has_names_dates_and_sentences(
    demo: graph.KnowledgeGraph, sheets: Path
) -> None:
    found = {}
    for path in sheets.iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with open(path, encoding="utf-8-sig", newline="") as file:
            found[path.stem] = list(csv.DictReader(file, strict=True))
    assert set(found) == {"persons", "posts", "events", "statements"}
    assert len(found["persons"]) == demo.report.entities["Person"]
    holds, tenures = demo.report.relations["holds"], demo.report.relations["tenure_post"]
    assert len(found["posts"]) == holds + tenures
    elected = [row for row in found["posts"] if row["status"] == "elected"]
    assert {row["since"] for row in elected if row["person"] == "邹立群"} == {"2019-02-20"}
    asked = demo.evidence("陆知远")
    said = {(row["document"], row["sentence"]) for row in found["statements"]}
    assert {(row.document, row.text) for row in asked} <= said
    assert all(row["sentence"] and row["document"] for row in found["statements"])


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    lines = sample.lines() | {
        f"<{BASE}person/x> {iri('rdf:type')} {iri('tg:Person')} .",
        f"<{BASE}person/x> {iri('rdfs:label')} {literal('=1+1', language='zh')} .",
    }
    export(Source(Store.write(tmp_path / "kg", lines)), tmp_path / "x.zip", "csv")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        text = archive.read("persons.csv").decode("utf-8-sig")
    assert "'=1+1" in {row["person"] for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("name", ["neo4j", "csv"])
def test_folder_archive_and_stream_hold_the_same(
    demo: graph.KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    stream = io.BytesIO()
    demo.export(stream, name)
    demo.export(tmp_path / "x.zip", name)
    assert (tmp_path / "x.zip").read_bytes() == stream.getvalue()
    demo.export(tmp_path / "x", name)
    with zipfile.ZipFile(stream) as archive:
        assert {p.name: p.read_bytes() for p in (tmp_path / "x").iterdir()} == {
            item: archive.read(item) for item in archive.namelist()
        }
    with pytest.raises(StoreError, match="not empty"):
        demo.export(tmp_path / "x", name)
