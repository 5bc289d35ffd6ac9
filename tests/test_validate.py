"""Validation: pySHACL and the same rules as SPARQL find the same, whole or damaged."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest
from rdflib import SH, Graph, URIRef
from rdflib.term import Node
from test_shapes import DAMAGE, DOCUMENT, POINT, default_graph

import graph
from graph.check.shapes import validate
from graph.rdf import ontology
from graph.rdf.terms import expand
from graph.resources import ONTOLOGY
from graph.store.store import Store


def stored(data: Graph, folder: Path) -> Store:
    """A graph of one's own making in a folder."""
    return Store.write(folder, data.serialize(format="nt").splitlines())


def found(store: Store, engine: str) -> set[tuple[str, str]]:
    """Shape and node of every violation."""
    return {(v.shape, v.node) for v in validate(store, engine).violations}  # type: ignore[arg-type]


def test_a_graph_just_built_conforms(kg: graph.KnowledgeGraph) -> None:
    for engine in "pyshacl", "sparql":
        assert validate(kg.store, engine)  # type: ignore[arg-type]


def damaged(subject: URIRef, predicate: URIRef, how: str, value: Node | None) -> Graph:
    data = default_graph()
    if how == "=":
        data.remove((subject, predicate, None))
    if value is not None:
        data.add((subject, predicate, value))
    return data


@pytest.mark.slow
@pytest.mark.parametrize("row", DAMAGE, ids=[row[0] for row in DAMAGE])
def test_both_engines_find_the_same_damage(row: Sequence[object], tmp_path: Path) -> None:
    _, subject, predicate, how, value, shape = row
    store = stored(damaged(subject, predicate, how, value), tmp_path)  # type: ignore[arg-type]
    reference = found(store, "pyshacl")
    assert shape in {name for name, _ in reference}
    assert found(store, "sparql") == reference


def test_both_engines_find_relations_between_the_wrong_things(tmp_path: Path) -> None:
    data = default_graph()
    for relation in ontology.relations():
        data.add((POINT, URIRef(expand(relation.curie)), DOCUMENT))
    for kind in ("Document", "Sentence", "Person"):
        data.parse(data=f"[] a <{expand('tg:' + kind)}> .", format="turtle")
    store = stored(data, tmp_path)
    reference = found(store, "pyshacl")
    assert len(reference) > 2 * len(ontology.relations())
    same = {(shape, node) for shape, node in found(store, "sparql")}
    named = {pair for pair in reference if "/" in pair[1]}  # blank nodes have no lasting names
    assert {pair for pair in same if "/" in pair[1]} == named
    assert {shape for shape, _ in same} == {shape for shape, _ in reference}


def test_a_violation_says_what_is_wrong_in_both_languages(tmp_path: Path) -> None:
    data = damaged(DOCUMENT, URIRef(expand("tg:sha256")), "=", None)
    for engine in "pyshacl", "sparql":
        (violation,) = validate(stored(data, tmp_path), engine).violations  # type: ignore[arg-type]
        assert (violation.shape, violation.node) == ("sha256", str(DOCUMENT))
        shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
        said = set(shapes.objects(URIRef("https://w3id.org/tifagraph/shapes#sha256"), SH.message))
        assert {violation.zh, violation.en} == {str(message) for message in said}


def test_the_engine_is_chosen_by_size_and_by_what_is_installed(
    kg: graph.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert validate(kg.store).engine == "pyshacl"
    monkeypatch.setattr(import_module("graph.check.shapes"), "MAX_PYSHACL_QUADS", 10)
    assert validate(kg.store).engine == "sparql"
    monkeypatch.setattr(import_module("graph.check.shapes"), "MAX_PYSHACL_QUADS", 10**9)
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert validate(kg.store).engine == "sparql"
    with pytest.raises(graph.TifagraphError, match="pip install pyshacl"):
        validate(kg.store, "pyshacl")
