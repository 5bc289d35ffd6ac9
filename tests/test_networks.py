"""GraphML and GEXF, as networkx reads them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
import sample

import graph
from graph.export import Source, export
from graph.rdf import RELATIONS, iri, literal
from graph.rdf.terms import BASE
from graph.store import Store

pytestmark = pytest.mark.slow

READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
HOSTILE = 'a"b<c>&\x01\x0b\ufffe\U0001f600]]>'


def network(kg: graph.KnowledgeGraph, name: str, folder: Path) -> Any:
    path = folder / f"network.{name}"
    kg.export(path)
    return READERS[name](path)


@pytest.mark.parametrize("name", READERS)
def test_networkx_finds_every_entity_and_relation(
    demo: graph.KnowledgeGraph, name: str, tmp_path: Path
) -> None:
    found = network(demo, name, tmp_path)
    assert len(found) == sum(demo.report.entities.values())
    assert {d["relation"] for _, _, d in found.edges(data=True)} <= set(RELATIONS)
    wanted = sum(demo.report.relations.values())
    literals = [
        value
        for _, attributes in found.nodes(data=True)
        for key in RELATIONS
        for value in str(attributes.get(key, "")).split("；")
        if value
    ]
    assert found.number_of_edges() + len(literals) == wanted


@pytest.mark.parametrize("name", READERS)
def test_nodes_and_edges_are_typed_and_dated(
    demo: graph.KnowledgeGraph, name: str, tmp_path: Path
) -> None:
    found = network(demo, name, tmp_path)
    person = found.nodes[f"{BASE}person/陆知远"]
    assert person["label"] == "陆知远"
    assert (person["type"], person["type_zh"]) == ("Person", "人物")
    assert (person["first"], person["last"]) == ("2018-12-26", "2021-02-27")
    assert "中共澄州市委书记" in person["posts"].split("；")
    assert person["documents"] > 1
    (held,) = found[f"{BASE}person/陆知远"][f"{BASE}post/中共澄州市委书记"].values()
    assert (held["relation"], held["label"]) == ("holds", "担任")
    assert held["evidence"] > 1
    assert held["first"] <= held["last"]


def test_gexf_has_days_weights_and_colours(demo: graph.KnowledgeGraph, tmp_path: Path) -> None:
    found = network(demo, "gexf", tmp_path)
    person = found.nodes[f"{BASE}person/陆知远"]
    assert (person["start"], person["end"]) == ("2018-12-26", "2021-02-27")
    assert person["viz"]["color"] == {"r": 0x14, "g": 0x6F, "b": 0xA1, "a": 1.0}
    events = [d for _, d in found.nodes(data=True) if d["type"] == "Event"]
    days = {d["label"]: (d["start"], d["end"]) for d in events if "20" in d.get("on_date", "")}
    assert days["中国共产党澄州市第五届纪律检查委员会第四次全体会议"] == (
        "2019-02-19",
        "2019-02-20",
    )
    assert all(begin <= end for begin, end in days.values())
    assert all(d["weight"] == d["evidence"] for _, _, d in found.edges(data=True))


@pytest.mark.parametrize("name", READERS)
def test_any_name_is_xml(tmp_path: Path, name: str) -> None:
    slogan = f"<{BASE}slogan/x>"
    lines = sample.lines() | {
        f"{slogan} {iri('rdf:type')} {iri('tg:Slogan')} .",
        f"{slogan} {iri('rdfs:label')} {literal(HOSTILE, language='zh')} .",
    }
    stream = io.BytesIO()
    export(Source(Store.write(tmp_path, lines)), stream, name)
    ElementTree.fromstring(stream.getvalue())
    found = READERS[name](io.BytesIO(stream.getvalue()))
    label = 'a"b<c>&\ufffd\ufffd\ufffd\U0001f600]]>'
    assert found.nodes[f"{BASE}slogan/x"]["label"] == label
