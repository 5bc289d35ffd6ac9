"""Projections for networkx: their nodes, edges and attributes, and what they are good for."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
import sample

import graph
from graph.store import Store


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    return graph.KnowledgeGraph(Store.write(tmp_path_factory.mktemp("kg"), sample.lines()))


def test_relations_are_edges_with_sentences_and_dates(kg: graph.KnowledgeGraph) -> None:
    found = kg.networkx()
    assert isinstance(found, nx.MultiDiGraph)
    lu, secretary = "person/陆知远", "post/中共江州市委书记"
    assert found.nodes[lu]["name"] == "陆知远" and found.nodes[lu]["type"] == "Person"
    assert found.nodes[lu]["iri"] == "https://w3id.org/tifagraph/id/person/陆知远"
    (row,) = kg.query("who-holds-what", person="陆知远")
    assert found.edges[lu, secretary, "holds"] == {
        "relation": "holds",
        "sentences": row.sentences,
        "first": str(row.first_seen),
        "last": str(row.last_seen),
    }
    stated = kg.query("SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER (ISIRI(?o)) }")
    entities = {row.x for row in kg.query("SELECT ?x { ?x a ?t ; rdfs:label ?l }")}
    assert found.number_of_edges() == sum({row.s, row.o} <= entities for row in stated)


def test_types_leave_the_rest_out(kg: graph.KnowledgeGraph) -> None:
    found = kg.networkx(types=["人物", "post"])
    assert {data["type"] for _, data in found.nodes(data=True)} == {"Person", "Post"}
    assert {key for *_, key in found.edges(keys=True)} == {"holds"}


@pytest.mark.parametrize(
    ("projection", "question"),
    [("attendance", "network-attendance"), ("career", "network-career")],
)
def test_people_are_linked_as_the_question_says(
    kg: graph.KnowledgeGraph, projection: str, question: str
) -> None:
    found = kg.networkx(projection)
    rows = kg.query(question)
    assert {
        (*sorted(found.nodes[end]["name"] for end in edge), weight)
        for *edge, weight in found.edges(data="weight")
    } == {(*sorted((row.source, row.target)), row.weight) for row in rows}
    assert not list(nx.isolates(found))


def test_parameters_of_the_question(kg: graph.KnowledgeGraph) -> None:
    assert not kg.networkx("attendance", date="1990")
    assert kg.networkx("attendance", date="2020").number_of_edges() == 1


def test_names_in_one_sentence(kg: graph.KnowledgeGraph) -> None:
    found = kg.networkx("sentences", types=["Slogan"])
    assert {data["type"] for _, data in found.nodes(data=True)} == {"Slogan"}
    wanted = kg.query("cooccurrence", slogan="两个维护")
    linked = {found.nodes[other]["name"] for other in found["slogan/两个维护"]}
    assert linked == {row.other for row in wanted}


def test_every_format_of_networkx_can_write_them(kg: graph.KnowledgeGraph, tmp_path: Path) -> None:
    nx.write_graphml(kg.networkx(), tmp_path / "a.graphml")
    nx.write_gexf(kg.networkx("attendance"), tmp_path / "a.gexf")
    again = nx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert sorted(again) == sorted(kg.networkx())


@pytest.mark.parametrize(
    ("projection", "given", "said"),
    [
        ("friends", {}, "没有投影“friends” / no projection is called that; there are relations"),
        ("relations", {"types": ["Star"]}, "没有“Star”这一类 / no type is called that"),
        ("relations", {"place": "江州市"}, "relations 没有参数 place / relations has no parameter"),
        ("career", {"types": ["Person"]}, "career 只有人物 / has persons alone"),
        ("career", {"place": "江州市"}, "has no parameter place"),
    ],
)
def test_what_is_unknown_is_told(
    kg: graph.KnowledgeGraph, projection: str, given: dict[str, object], said: str
) -> None:
    with pytest.raises(graph.QueryError) as caught:
        kg.networkx(projection, **given)
    assert said in str(caught.value)
