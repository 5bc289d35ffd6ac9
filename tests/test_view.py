"""What a page is made of: where things stand, what is told, what stays away."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

sys.path.append(str(Path(__file__).parent / "browser"))

from written import LATER, REPORT, UNDATED, entity, extraction, store_of

from graph.page.layout import MAX_UNGROUPED_NODES, positions
from graph.page.projection import project
from graph.page.scope import Scope
from graph.page.view import view


def told(html: str) -> dict[str, Any]:
    """The data that a page carries."""
    found = re.search(r'id="data">(.*?)</script>', html)
    assert found
    return dict(json.loads(found[1]))


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


def test_neighbours_stay_away_where_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(tmp_path, REPORT, LATER)
    whole = told(view(store, scope=Scope(limit=3)).html)
    assert sum(node[4] is None for node in whole["nodes"]) > 1
    monkeypatch.setattr(import_module("graph.page.data"), "MAX_DATA_BYTES", 10)
    tight = told(view(store, scope=Scope(limit=3)).html)
    assert len(tight["nodes"]) == 3
    assert sum(node[13] for node in tight["nodes"]) > sum(node[13] for node in whole["nodes"])


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
    data = told(view(store_of(tmp_path, *found, lone)).html)
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
