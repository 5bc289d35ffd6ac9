"""Parquet, as DuckDB reads it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb
import pyoxigraph as ox
import pytest

import graph
from graph.model import StoreError

pytestmark = pytest.mark.slow

README = Path(__file__).parents[1] / "README.md"


@pytest.fixture(scope="module")
def tables(demo: graph.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parquet") / "tables"
    demo.export(folder, "parquet")
    return folder


def test_duckdb_reads_every_quad_in_order(demo: graph.KnowledgeGraph, tables: Path) -> None:
    rows = duckdb.sql(f"SELECT g, s, p, o, language, datatype FROM '{tables}/quads.parquet'")
    assert rows.columns == ["g", "s", "p", "o", "language", "datatype"]

    def line(g: str, s: str, p: str, o: str, language: str, datatype: str) -> bytes:
        node = ox.NamedNode
        kind = None if language or not datatype else node(datatype)
        value = ox.Literal(o, datatype=kind, language=language) if datatype else node(o)
        graph = node(g) if g else ox.DefaultGraph()
        return f"{ox.Quad(node(s), node(p), value, graph)} .\n".encode()

    assert [line(*row) for row in rows.fetchall()] == list(demo.store.lines())


def test_the_question_of_the_readme_is_answered_as_by_sparql(
    demo: graph.KnowledgeGraph, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (question,) = re.findall(r"```sql\n([^`]*parquet[^`]*)```", README.read_text("utf-8"))
    monkeypatch.chdir(tables.parent)
    found = duckdb.sql(question).fetchall()
    assert len(found) == 3
    asked = demo.query(
        "SELECT ?name (COUNT(?d) AS ?n) { ?p a tg:Person ; rdfs:label ?name ; tg:directive ?d }"
        " GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 3",
        timeout=None,
    )
    assert [(row[0], row[1]) for row in found] == [(row.name, row.n) for row in asked]
    count = duckdb.sql(f"SELECT count(*) FROM '{tables}/entities.parquet'").fetchall()
    assert count == [(sum(demo.report.entities.values()),)]


def test_statements_lead_to_their_sentences(demo: graph.KnowledgeGraph, tables: Path) -> None:
    rows = duckdb.sql(
        f"SELECT r.subject, q.o, d.id FROM (SELECT *, unnest(sentences) AS sentence "
        f"FROM '{tables}/relations.parquet') r "
        f"JOIN '{tables}/quads.parquet' q ON q.s = r.sentence AND q.p LIKE '%#anchorOf' "
        f"JOIN '{tables}/documents.parquet' d ON starts_with(r.sentence, d.iri || '#')"
    ).fetchall()
    said = {(row.document, row.text) for row in demo.evidence("两个维护")}
    assert said <= {(document, sentence) for _, sentence, document in rows}


def test_the_same_bytes_twice(demo: graph.KnowledgeGraph, tmp_path: Path) -> None:
    for name in "ab":
        demo.export(tmp_path / f"{name}.zip", "parquet")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_it_is_told_what_to_install(
    demo: graph.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(StoreError, match=r"tifagraph\[parquet\]"):
        demo.export(tmp_path / "x", "parquet")
    assert not (tmp_path / "x").exists()
