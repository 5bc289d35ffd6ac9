"""What a page is made of: where things stand, what is told, what stays away."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import namesakes
import networkx as nx
import pytest

sys.path.append(str(Path(__file__).parent / "browser"))

from written import (
    LATER,
    LU,
    REPORT,
    SECRETARY,
    SHEN,
    SLOGAN,
    UNDATED,
    entity,
    extraction,
    store_of,
    story,
)

from graph.model import (
    AmbiguousError,
    Document,
    Entity,
    Extraction,
    Key,
    Mention,
    Relation,
    Sentence,
    TifagraphError,
)
from graph.page.layout import MAX_UNGROUPED_NODES, positions
from graph.page.pinyin import readings
from graph.page.projection import project
from graph.page.scope import Scope
from graph.page.view import view


def village(groups: int, size: int) -> Any:
    """Groups that hold together, each linked to the first, and a pair that nothing is linked to."""
    graph: Any = nx.MultiDiGraph()
    for group in range(groups):
        for member in range(size):
            graph.add_edge(f"{group}/0", f"{group}/{member + 1}", key="holds", weight=1)
        graph.add_edge(f"{group}/0", "0/0", key="invokes", weight=1)
    graph.add_edge("a", "b", key="holds", weight=1)
    graph.remove_edges_from(list(nx.selfloop_edges(graph, keys=True)))
    return graph


@pytest.mark.slow
@pytest.mark.parametrize("groups", [4, 45])
def test_nothing_stands_upon_anything_else(groups: int) -> None:
    graph = village(groups, 20)
    assert (len(graph) > MAX_UNGROUPED_NODES) == (groups == 45)
    radius = dict.fromkeys(graph, 9.0)
    at = positions(graph, radius)
    places = list(at.values())
    near = min(
        (x - u) ** 2 + (y - v) ** 2
        for index, (x, y) in enumerate(places)
        for u, v in places[:index]
    )
    assert near > (2 * 9.0) ** 2
    turned: Any = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from(graph.edges(keys=True, data=True))
    assert positions(turned, radius) == at


def test_a_page_holds_every_entity_and_fewer_sentences_where_they_are_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = [
        extraction(f"z{day}", "", f"2022-01-{day}", [(LU, "invokes", SLOGAN)])
        for day in range(10, 15)
    ]
    store = store_of(tmp_path, REPORT, LATER, *again)
    whole = story(view(store, scope=Scope(limit=3)).html)
    assert sum(node[4] is None for node in whole["nodes"]) == 5
    said = {node[1]: len(node[11]) for node in whole["nodes"]}
    assert said["四个澄州"] == 8
    monkeypatch.setattr(import_module("graph.page.shortening"), "MAX_CHARACTERS", 150)
    monkeypatch.setattr(import_module("graph.page.shortening"), "DRAWN", 5)
    tight = story(view(store, scope=Scope(limit=3), documents=False).html)
    said = {node[1]: len(node[11]) for node in tight["nodes"]}
    assert said["四个澄州"] == 5 and max(said[node[1]] for node in tight["nodes"][3:]) == 1
    assert len(tight["nodes"]) == len(whole["nodes"])
    assert [node[9] for node in tight["nodes"]] == [node[9] for node in whole["nodes"]]


def test_many_documents_are_known_by_month_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("graph.page.sources"), "MAX_SINGLE_DOCUMENTS", 1)
    slogan, hall = entity("Slogan", "四个澄州"), entity("Place", "澄州市")
    found = [
        extraction(str(day), "", f"2020-01-{day}", [(entity("Event", "会"), "in_place", hall)])
        for day in (10, 20)
    ]
    lone = extraction("c", "", "2020-02-01", [(hall, "component", slogan)])
    data = story(view(store_of(tmp_path, *found, lone)).html)
    assert data["pooled"]
    assert data["sources"] == [["2020-01", [0], 2, None], ["2020-02", [], 1, None]]
    assert data["places"] == ["澄州市"]


def test_a_scope_counts_only_its_documents(tmp_path: Path) -> None:
    store = store_of(tmp_path, REPORT, LATER, UNDATED)
    slogan = next(iter(project(store, Scope(focus="四个澄州")).graph["focus"]))
    assert project(store).nodes[slogan]["mentions"] == 4
    assert project(store, Scope(since="2021")).nodes[slogan]["mentions"] == 2
    assert project(store, Scope(document="a")).nodes[slogan]["mentions"] == 1
    assert project(store, Scope(document="a", until="2018-12")).graph["documents"] == 1


def test_only_what_is_named_is_drawn(tmp_path: Path) -> None:
    store = store_of(tmp_path, REPORT, LATER, UNDATED)
    named = Scope(only=("陆知远", "四个澄州", "無此人"))
    drawn = {node for node, data in project(store, named).nodes(data=True) if data["drawn"]}
    assert {node.rpartition("/")[2] for node in drawn} == {"陆知远", "四个澄州"}
    again = project(store, Scope(only=tuple(drawn))).nodes(data=True)
    assert {node for node, data in again if data["drawn"]} == drawn


def test_what_is_named_is_known_by_its_address_and_asked_for_where_several_bear_it(
    tmp_path: Path,
) -> None:
    store = namesakes.write(tmp_path)
    north = Scope(only=("person/秦越-北河县", "陆知远"))
    drawn = {node for node, data in project(store, north).nodes(data=True) if data["drawn"]}
    assert {node.rpartition("/")[2] for node in drawn} == {"秦越-北河县", "陆知远"}
    for scope in (Scope(only=("陆知远", "秦越")), Scope(focus="秦越")):
        with pytest.raises(AmbiguousError, match="2 bear this name") as caught:
            project(store, scope)
        assert caught.value.candidates == {
            "person/秦越-北河县": "中共北河县委书记",
            "person/秦越-南山县": "南山县水利局局长",
        }


@pytest.mark.parametrize(
    "scope",
    [
        Scope(document="無"), Scope(place="無"), Scope(types=("無",)), Scope(focus="無"),
        Scope(only=("無",)), Scope(document="a", until="1900"),
    ],
    ids=str,
)  # fmt: skip
def test_a_scope_of_nothing_is_told_in_both_languages(tmp_path: Path, scope: Scope) -> None:
    with pytest.raises(TifagraphError, match=r"^[^(]+ / [^(]+$"):
        project(store_of(tmp_path, REPORT), scope)


def test_names_of_one_sentence_are_linked(tmp_path: Path) -> None:
    one, other, third = (entity("Slogan", name) for name in ("四个意识", "四个自信", "两个维护"))
    store = store_of(
        tmp_path,
        extraction("a", "", "2020-01-01", [(one, "component", other), (one, "component", third)]),
        extraction("b", "", "2020-01-02", [(other, "component", one)]),
    )
    graph = project(store, Scope(co_occurrence="提法"))
    weights = {
        frozenset(node.rpartition("/")[2] for node in pair): data["weight"]
        for *pair, data in graph.edges(data=True)
    }
    assert weights == {
        frozenset({"四个意识", "四个自信"}): 2,
        frozenset({"四个意识", "两个维护"}): 1,
    }


def test_a_dateline_names_the_source_and_not_a_subject(tmp_path: Path) -> None:
    text = "澄州网消息（澄州报道）：澄州网建成。"
    site = entity("Organization", "澄州网")
    sentence = Sentence(0, len(text), text, 0)
    mentions = tuple(
        Mention(at, at + 3, "澄州网", "Organization", "test", site) for at in (0, text.rindex("澄"))
    )
    document = Document("z", text, "0" * 64, title="甲", issued="2020-01-01")
    found = Extraction(document, (sentence,), mentions, ())
    data = story(view(store_of(tmp_path, found, REPORT), scope=Scope(types=("机构",))).html)
    (row,) = (node for node in data["nodes"] if node[1] == "澄州网")
    assert (row[8], row[10]) == (1, 1)  # one mention, the source of one document


def test_the_tenures_of_a_person(tmp_path: Path) -> None:
    tenure = Entity("Tenure", Key("a/1"), "沈月华，澄州市委书记")
    told = [
        (tenure, "member", SHEN),
        (tenure, "tenure_post", SECRETARY),
        (tenure, "since", "2019-03"),
        (tenure, "status", "appointed"),
    ]
    text = "任命沈月华为澄州市委书记。"
    sentence = Sentence(0, len(text), text, 0)
    relations = tuple(Relation(*one, sentence, "test") for one in told)
    document = Document("a", text, "0" * 64, title="任免", issued="2019-03-02")
    mentions = (
        Mention(2, 5, "沈月华", "Person", "test", SHEN),
        Mention(6, 12, "澄州市委书记", "Post", "test", SECRETARY),
    )
    data = story(
        view(store_of(tmp_path, Extraction(document, (sentence,), mentions, relations))).html
    )
    post = next(at for at, node in enumerate(data["nodes"]) if node[1] == "澄州市委书记")
    (person,) = (node for node in data["nodes"] if node[1] == "沈月华")
    assert person[13] == [[post, "appointed", "2019-03", "", [0]]]


def test_how_characters_are_read() -> None:
    assert readings(["陆知远"]) == {"陆": "lu liu", "知": "zhi", "远": "yuan"}
    assert readings(["“重庆”A1"]) == {"重": "zhong chong tong", "庆": "qing"}
