"""A graph against the SHACL shapes of the ontology: by pySHACL, or by the same rules as SPARQL.

pySHACL is the reference (W3C SHACL Core), but too slow and too large beyond some hundred thousand
triples. For larger graphs each constraint of `graph.rdf.shapes` becomes a query on the database.
All conditions on a node share one FILTER NOT EXISTS; with two, Oxigraph's plan is quadratic.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

import pyoxigraph as ox

from graph.model import TifagraphError
from graph.rdf import expand, iri, shapes
from graph.store import Store, in_memory

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

MAX_PYSHACL_QUADS = 300_000
"""The largest graph that pySHACL checks, if it is installed: half a minute."""

MAX_IN_MEMORY_QUADS = 10_000_000
"""The largest graph that is copied to memory to be checked: ten times as fast, some 4 GB."""

Engine: TypeAlias = Literal["auto", "pyshacl", "sparql"]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that a shape does not fit: the shape's local name, the node, a value of it if any."""

    shape: str
    node: str
    value: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Validation:
    """The violations, sorted, and the engine that found them."""

    engine: str
    violations: tuple[Violation, ...]

    def __bool__(self) -> bool:
        """Whether the graph conforms."""
        return not self.violations


def validate(store: Store, engine: Engine = "auto") -> Validation:
    """Check a graph's default graph against `graph.rdf.shapes`.

    ``auto`` is pySHACL up to `MAX_PYSHACL_QUADS` where it is installed, else SPARQL.
    TifagraphError when pySHACL is asked for and not there.
    """
    installed = importlib.util.find_spec("pyshacl") is not None
    if engine == "pyshacl" and not installed:
        raise TifagraphError(
            "没有安装 pySHACL / pySHACL is not installed: pip install pyshacl, or use sparql"
        )
    if engine == "auto":
        engine = "pyshacl" if installed and len(store) <= MAX_PYSHACL_QUADS else "sparql"
    found = _by_pyshacl(store) if engine == "pyshacl" else _by_sparql(store)
    return Validation(engine, tuple(sorted(set(found))))


def _shapes() -> rdflib.Graph:
    from rdflib import Graph

    return Graph().parse(data=shapes(), format="turtle")


def _by_pyshacl(store: Store) -> Iterator[Violation]:
    import pyshacl
    from rdflib import SH, Graph

    data, shapes = Graph(), _Shapes(_shapes())
    for triple in store.rdflib().default_graph:
        data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes.graph)
    for result in cast("Graph", report).subjects(SH.resultSeverity):
        shape, node, value = (
            cast("Graph", report).value(result, part)
            for part in (SH.sourceShape, SH.focusNode, SH.value)
        )
        assert shape is not None
        yield shapes.violation(shape, str(node), "" if value is None else str(value))


def _by_sparql(store: Store) -> Iterator[Violation]:
    shapes, asked = _Shapes(_shapes()), store
    if store.path.is_dir() and len(store) <= MAX_IN_MEMORY_QUADS:
        asked = Store(store.path, in_memory(store.path))
    constraints = list(shapes.queries())

    def violating(constraint: tuple[Node, str]) -> list[ox.QuerySolution]:
        return list(cast("ox.QuerySolutions", asked.query(constraint[1])))

    with ThreadPoolExecutor() as threads:  # the database lets go of the interpreter's lock
        for (shape, _), rows in zip(constraints, threads.map(violating, constraints), strict=True):
            for row in rows:
                value = row["value"]
                yield shapes.violation(
                    shape, _text(row["focus"]), "" if value is None else _text(value)
                )
    yield from _exact(store, shapes)


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _exact(store: Store, shapes: _Shapes) -> Iterator[Violation]:
    """Datatypes that the database does not keep apart from xsd:integer, read from the lines."""
    wanted = {
        (f"> {_n3(shapes.one(shape, 'sh:path'))} ").encode(): (
            shape, f'"^^{_n3(shapes.one(shape, "sh:datatype"))} .\n'.encode(),
        )
        for shape in shapes.of_integers()
    }  # fmt: skip
    wrong: dict[Node, list[str]] = {}
    for line in store.lines():
        for path, (shape, datatype) in wanted.items():
            if path in line and not line.endswith(datatype):
                wrong.setdefault(shape, []).append(line.decode().partition(" ")[0])
    for shape, nodes in wrong.items():
        targets = "UNION".join(shapes.targets(owner) for owner in shapes.owners(shape))
        query = f"SELECT DISTINCT ?focus {{ VALUES ?focus {{ {' '.join(set(nodes))} }} {targets} }}"
        for row in cast("ox.QuerySolutions", store.query(query)):
            yield shapes.violation(shape, _text(row["focus"]), "")


_INTEGERS = {expand(f"xsd:{kind}") for kind in ("nonNegativeInteger", "positiveInteger")}
_CAST = {expand(f"xsd:{kind}") for kind in ("integer", "date", "gMonthDay")}
_SAID = ("type", "path", "message", "property", "targetClass", "targetSubjectsOf",
         "targetObjectsOf", "qualifiedMinCount", "qualifiedMaxCount")  # fmt: skip


class _Shapes:
    """The shapes as queries; no constraint is passed over."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph

    def all(self, shape: Node, curie: str) -> list[Node]:
        from rdflib import URIRef

        return sorted(self.graph.objects(shape, URIRef(expand(curie))), key=str)

    def one(self, shape: Node, curie: str) -> Node:
        (value,) = self.all(shape, curie)
        return value

    def violation(self, shape: Node, node: str, value: str) -> Violation:
        said = {getattr(m, "language", ""): str(m) for m in self.all(shape, "sh:message")}
        return Violation(
            str(shape).rpartition("#")[2], node, value, said.get("zh", ""), said.get("en", "")
        )

    @cached_property
    def _targeted(self) -> list[Node]:
        from rdflib import URIRef

        kinds = ("sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf")
        return sorted({s for k in kinds for s in self.graph.subjects(URIRef(expand(k)))}, key=str)

    def owners(self, shape: Node) -> list[Node]:
        """The shapes with targets that a property shape is checked for."""
        return [s for s in self._targeted if s == shape or shape in self.all(s, "sh:property")]

    def of_integers(self) -> list[Node]:
        """The property shapes that ask for an integer of a derived datatype."""
        from rdflib import URIRef

        pairs = self.graph.subject_objects(URIRef(expand("sh:datatype")))
        return sorted((shape for shape, kind in pairs if str(kind) in _INTEGERS), key=str)

    def targets(self, shape: Node) -> str:
        """The focus nodes of a shape as a group pattern."""
        ways = [
            f"{{ ?focus {iri('rdf:type')} {_n3(kind)} }}"
            for kind in self.all(shape, "sh:targetClass")
        ]
        ways += [f"{{ ?focus {_n3(p)} ?o }}" for p in self.all(shape, "sh:targetSubjectsOf")]
        ways += [f"{{ ?s {_n3(p)} ?focus }}" for p in self.all(shape, "sh:targetObjectsOf")]
        if len(ways) == 1 and self.all(shape, "sh:targetClass"):
            return ways[0]
        return "{ SELECT DISTINCT ?focus { " + " UNION ".join(ways) + " } }"

    def queries(self) -> Iterator[tuple[Node, str]]:
        """Each constraint with its shape: the rows are violations."""
        for shape in self._targeted:
            targets = self.targets(shape)
            for checked in (shape, *self.all(shape, "sh:property")):
                paths = self.all(checked, "sh:path")
                path = _n3(paths[0]) if paths else ""
                implied = bool(paths) and paths == self.all(shape, "sh:targetSubjectsOf")
                for pattern in self._constraints(checked, path):
                    where = pattern if implied else f"{targets} {pattern}"
                    yield checked, f"SELECT ?focus ?value {{ {where} }}"

    def _constraints(self, shape: Node, path: str) -> Iterator[str]:
        bind = f"?focus {path} ?value ." if path else "BIND (?focus AS ?value)"
        conditions = []
        for predicate, value in sorted(self.graph.predicate_objects(shape), key=str):
            name = str(predicate).rpartition("#")[2]
            if name in _SAID:
                continue
            if name == "minCount" and str(value) == "1":
                yield f"FILTER NOT EXISTS {{ ?focus {path} ?any }}"
            elif name == "maxCount":
                yield _more_than(str(value), bind)
            elif name == "hasValue":
                yield f"FILTER NOT EXISTS {{ ?focus {path} {_n3(value)} }}"
            elif name == "lessThan":
                yield (
                    f"{bind} ?focus {_n3(value)} ?other FILTER (!COALESCE(?value < ?other, false))"
                )
            elif name == "qualifiedValueShape":
                fits = f"{bind} FILTER ({self._fits(value)})"
                yield f"OPTIONAL {{ {fits} }} FILTER (!BOUND(?value))"
                yield _more_than(str(self.one(shape, "sh:qualifiedMaxCount")), fits)
            else:
                conditions.append(f"({self._condition(name, value)})")
        if conditions:
            yield f"{bind} FILTER (!({' && '.join(conditions)}))"

    def _fits(self, shape: Node) -> str:
        """A condition on ?value: that it fits the shape."""
        parts = (
            self._condition(str(predicate).rpartition("#")[2], value)
            for predicate, value in sorted(self.graph.predicate_objects(shape), key=str)
            if str(predicate).rpartition("#")[2] not in _SAID
        )
        return " && ".join(parts)

    def _condition(self, name: str, value: Node) -> str:
        from rdflib.collection import Collection

        if name == "or":
            return " || ".join(f"({self._fits(s)})" for s in Collection(self.graph, value))
        if name in ("in", "languageIn"):
            among = ", ".join(map(_n3, Collection(self.graph, value)))
            return f"?value IN ({among})" if name == "in" else f"LANG(?value) IN ({among})"
        return _CONDITIONS[name](value)


def _more_than(number: str, pattern: str) -> str:
    return (
        f"{{ SELECT ?focus {{ {pattern} }} GROUP BY ?focus "
        f"HAVING (COUNT(DISTINCT ?value) > {number}) }}"
    )


def _n3(term: Node) -> str:
    return term.n3()


def _datatype(kind: Node) -> str:
    """A condition on ?value: it has the datatype and, as far as SPARQL can check, its form."""
    kept = expand("xsd:integer") if str(kind) in _INTEGERS else str(kind)
    is_one = f"isLiteral(?value) && DATATYPE(?value) = <{kept}>"
    if str(kind) in _INTEGERS:
        return f"{is_one} && ?value >= 0"
    if str(kind) in _CAST:
        return f"{is_one} && COALESCE(<{kept}>(STR(?value)) = ?value, false)"
    return is_one


_KINDS = {"IRI": "isIRI(?value)", "Literal": "isLiteral(?value)"}
_CONDITIONS: dict[str, Callable[[Node], str]] = {
    "class": lambda value: f"EXISTS {{ ?value {iri('rdf:type')} {_n3(value)} }}",
    "datatype": _datatype,
    "nodeKind": lambda value: _KINDS[str(value).rpartition("#")[2]],
    "minLength": lambda value: f"COALESCE(STRLEN(STR(?value)) >= {value}, false)",
    "minInclusive": lambda value: f"COALESCE(?value >= {value}, false)",
    "minExclusive": lambda value: f"COALESCE(?value > {value}, false)",
    "maxInclusive": lambda value: f"COALESCE(?value <= {value}, false)",
    "pattern": lambda value: f"COALESCE(REGEX(STR(?value), {_n3(value)}), false)",
}
