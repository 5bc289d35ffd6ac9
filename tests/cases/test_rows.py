"""Rows as people see them: tables in a terminal and in Jupyter, data frames, columns, prefixes."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date

import pytest
import sample
from rich.cells import cell_len

import graph
from graph.query import FORMATS, Rows, column_labels, named, presented, render
from graph.store import Store


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    return graph.KnowledgeGraph(Store.write(tmp_path_factory.mktemp("kg"), sample.lines()))


def asked(kg: graph.KnowledgeGraph, query: str, **given: str) -> Rows:
    answer = kg.query(query, **given)
    assert isinstance(answer, Rows)
    return answer


def test_every_column_of_every_question_has_a_chinese_name(kg: graph.KnowledgeGraph) -> None:
    needed = {
        "policy": "江州市就业条例",
        "entity": "两个维护",
        "person": "陆知远",
        "slogan": "两个维护",
        "date": "2021-01-01",
        "place": "江州市",
        "event": "中共江州市委常委会会议",
        "later": "江州市经济工作会议",
    }
    for query in named().values():
        given = {p.name: needed[p.name] for p in query.parameters if not p.optional}
        answer = presented(kg.store, query.name, timeout=60, **given)
        assert isinstance(answer, Rows)
        assert set(answer.columns) <= set(column_labels()), query.name
        assert answer.labels == column_labels()


def test_the_columns_of_a_star_stand_as_written(kg: graph.KnowledgeGraph) -> None:
    rows = asked(kg, "SELECT DISTINCT * { ?z a tg:Slogan . ?z rdfs:label ?b . ?z a ?a } LIMIT 1")
    assert rows.columns == ("z", "b", "a")
    assert rows[0].z.endswith(f"/slogan/{rows[0].b}")
    named_ones = asked(kg, "SELECT ?b ?z { ?z a tg:Slogan ; rdfs:label ?b } LIMIT 1")
    assert named_ones.columns == ("b", "z")


def test_a_table_has_prefixes_for_iris_and_other_formats_have_them_whole(
    kg: graph.KnowledgeGraph,
) -> None:
    rows = asked(kg, "SELECT ?x ?t ?d { ?x a ?t ; rdfs:label '两个维护'@zh . ?d a tg:Document }")
    table = render(rows)
    assert "slogan:两个维护" in table and "tg:Slogan" in table and "document:2020/0421" in table
    assert "https://" not in table
    for format in FORMATS.keys() - {"table"}:
        assert "https://w3id.org/tifagraph/id/slogan/两个维护" in render(rows, format)
    assert asked(kg, "mentions", entity="slogan:两个维护")


def test_a_user_s_own_columns_stay_his_own(kg: graph.KnowledgeGraph) -> None:
    rows = asked(kg, "SELECT ?person { ?x a tg:Person ; rdfs:label ?person }")
    assert render(rows).splitlines()[0].strip() == "person"


def test_repr_is_a_table_of_the_first_rows(
    kg: graph.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    rows = asked(kg, "who-holds-what")
    text = repr(rows)
    assert text.splitlines()[0].split() == ["人物", "职务", "机构", "最早载明", "最晚载明", "句数"]
    assert len(text.splitlines()) == 3 + len(rows) and "陆知远" in text
    many = repr(asked(kg, "SELECT ?s ?p ?o { ?s ?p ?o }"))
    assert many.count("\n") < 100
    assert many.splitlines()[-1].startswith("… 共 ") and many.endswith(" rows")
    assert repr(asked(kg, "SELECT ?s { ?s a tg:Nothing }")).endswith("没有结果 / nothing found")
    assert repr(rows[:1]).count("\n") == 3


def test_html_is_a_table_whose_text_is_no_markup(kg: graph.KnowledgeGraph) -> None:
    html = asked(kg, "who-holds-what")._repr_html_()
    assert "<th>人物<br>person</th>" in html
    assert '<td style="text-align:left">陆知远</td>' in html
    assert '<td style="text-align:right">2</td>' in html
    hostile = asked(kg, "SELECT ('<script>x</script>' AS ?a) {}")._repr_html_()
    assert "<script" not in hostile and "&lt;script&gt;" in hostile
    assert "rows</p>" in asked(kg, "SELECT ?s ?p ?o { ?s ?p ?o }")._repr_html_()


def test_a_data_frame_has_dates_and_numbers(kg: graph.KnowledgeGraph) -> None:
    pytest.importorskip("pandas")
    rows = asked(kg, "who-holds-what")
    frame = rows.to_pandas()
    assert list(frame.columns) == list(rows.columns)
    assert frame["sentences"].sum() == sum(row.sentences for row in rows)
    assert frame["first_seen"].dt.date.tolist() == [row.first_seen for row in rows]
    assert isinstance(rows[0].first_seen, date)
    assert asked(kg, "SELECT ?s { ?s a tg:Nothing }").to_pandas().empty


def test_without_pandas_it_is_said_how_to_get_it(
    kg: graph.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(graph.TifagraphError, match=r"pip install 'tifagraph\[pandas\]'"):
        asked(kg, "who-holds-what").to_pandas()


def test_reprs_are_short(kg: graph.KnowledgeGraph) -> None:
    page = kg.view()
    assert repr(kg) == f"<KnowledgeGraph of {kg.store.path}>"
    assert len(repr(page)) < 100 and repr(page).startswith("<Page of ")
    assert repr(kg.diff(kg)) == "<Difference: 0 statements added, 0 removed, 0 reworded>"


@pytest.mark.parametrize("query", ["who-holds-what", "documents", "policies", "mentions"])
def test_a_narrow_table_loses_no_column_and_cuts_no_heading(
    kg: graph.KnowledgeGraph, query: str
) -> None:
    given = {"entity": "两个维护"} if query == "mentions" else {}
    rows = asked(kg, query, **given)
    lines = render(rows, width=80).splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert lines[1].split() == list(rows.columns)
    assert lines[0].split() == [column_labels()[column] for column in rows.columns]
    characters = Counter("".join(lines[3:]))
    assert not Counter("".join(str(cell or "") for row in rows for cell in row)) - characters
