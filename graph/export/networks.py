"""The graph as a network: GraphML, and GEXF with dates, as Gephi and networkx read them.

A node is an entity with its type, its names and the dates of the documents it is met in; an edge
is a relation of two entities with the number of sentences that state it. What leads to a date or a
text stands at its node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import BinaryIO, NamedTuple, TypeAlias

from graph.characters import tamed
from graph.export.contents import Contents, Node, Seen
from graph.export.source import Source
from graph.rdf import ontology

Value: TypeAlias = str | int
_ESCAPES = str.maketrans(
    {
        **{"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"},
        **{"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"},  # a plain one in an attribute is a blank
        **dict.fromkeys("\ufffe\uffff", "\ufffd"),
    }
)
_SEPARATOR = "；"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COUNTS = ("documents", "mentions", "order", "level", "evidence")
_OF_NODE = ("type", "type_zh", "kinds", "iri", "aliases", "first", "last", "documents", "mentions")
_OF_VALUE = ("posts", "divisionCode", "order", "level")
_OF_EDGE = ("relation", "relation_zh", "evidence", "first", "last")


class Vertex(NamedTuple):
    """A node of the network: its attributes are told by name, empty ones left out."""

    id: str
    label: str
    type: str
    attributes: Mapping[str, Value]

    @property
    def lasts(self) -> tuple[str, str]:
        """Its own days, as an event's, or those of the first and last document; may be empty."""
        begins, ends = self._days("on_date", "since"), self._days("on_date", "until")
        if begins or ends:
            return min(begins, default=""), max(ends, default="")
        return str(self.attributes.get("first", "")), str(self.attributes.get("last", ""))

    def _days(self, *names: str) -> list[str]:
        told = (str(self.attributes.get(name, "")).split(_SEPARATOR) for name in names)
        return list(filter(_DAY.fullmatch, chain.from_iterable(told)))


class Edge(NamedTuple):
    """An edge of the network."""

    source: str
    target: str
    label: str
    attributes: Mapping[str, Value]

    @property
    def lasts(self) -> tuple[str, str]:
        """The dates of the first and last document that state it; may be empty."""
        return str(self.attributes.get("first", "")), str(self.attributes.get("last", ""))


def graphml(source: Source, output: BinaryIO) -> None:
    """Write GraphML 1.0."""
    write = _Lines(output)
    write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
    for kind, names in (("node", ("label", *_node_attributes())), ("edge", ("label", *_OF_EDGE))):
        for name in names:
            type = "int" if name in _COUNTS else "string"
            write(f' <key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>')
    write(' <graph edgedefault="directed">')
    for vertex in _vertices(source):
        write(f"  <node{_xml(id=vertex.id)}>")
        write(_data("node", {"label": vertex.label, **vertex.attributes}))
        write("  </node>")
    for edge in _edges(source):
        write(f"  <edge{_xml(source=edge.source, target=edge.target)}>")
        write(_data("edge", {"label": edge.label, **edge.attributes}))
        write("  </edge>")
    write(" </graph>\n</graphml>")


def _data(kind: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{kind}-{n}">{_escaped(v)}</data>' for n, v in values.items())


def gexf(source: Source, output: BinaryIO) -> None:
    """Write GEXF 1.2: events and tenures last as told, all else from first to last document.

    What is met in undated documents alone is always there.
    """
    write = _Lines(output)
    namespace = "http://www.gexf.net/1.2draft"
    write(f'<gexf xmlns="{namespace}" xmlns:viz="{namespace}/viz" version="1.2">')
    write(' <graph defaultedgetype="directed" mode="dynamic" timeformat="date">')
    for kind, names in (("node", _node_attributes()), ("edge", _OF_EDGE)):
        write(f'  <attributes class="{kind}" mode="static">')
        for name in names:
            type = "integer" if name in _COUNTS else "string"
            write(f'   <attribute id="{name}" title="{name}" type="{type}"/>')
        write("  </attributes>")
    write("  <nodes>")
    for vertex in _vertices(source):
        write(f"   <node{_xml(id=vertex.id, label=vertex.label)}{_spell(*vertex.lasts)}>")
        write(_values(vertex.attributes) + _colour(vertex.type) + "\n   </node>")
    write("  </nodes>\n  <edges>")
    for number, edge in enumerate(_edges(source)):
        ends = _xml(id=str(number), source=edge.source, target=edge.target, label=edge.label)
        weight = f' weight="{edge.attributes["evidence"]}"'
        write(f"   <edge{ends}{weight}{_spell(*edge.lasts)}>")
        write(_values(edge.attributes) + "\n   </edge>")
    write("  </edges>\n </graph>\n</gexf>")


def _spell(start: str, end: str) -> str:
    return _xml(**{name: day for name, day in (("start", start), ("end", end)) if day})


def _values(values: Mapping[str, Value]) -> str:
    each = (f"<attvalue{_xml(**{'for': n, 'value': str(v)})}/>" for n, v in values.items())
    return f"    <attvalues>{''.join(each)}</attvalues>"


@cache
def _colour(type: str) -> str:
    colour = next(c.colour for c in ontology.entity_types() if c.name == type)
    red, green, blue = bytes.fromhex(colour[1:])
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


# nodes and edges


@cache
def _literal_relations() -> tuple[str, ...]:
    """The relations that may lead to a date, a number or a text."""
    return tuple(
        p.relation for p in ontology.relations() if any(r.startswith("xsd:") for r in p.range)
    )


def _node_attributes() -> tuple[str, ...]:
    return (*_OF_NODE, *_OF_VALUE, *_literal_relations())


def _vertices(source: Source) -> Iterator[Vertex]:
    contents = Contents(source)
    names = {kind.name: kind.label("zh") for kind in ontology.entity_types()}
    for node in contents.nodes():
        source.counts["节点 nodes"] += 1
        yield Vertex(node.iri, node.label, node.type, dict(_attributes(contents, node, names)))


def _attributes(
    contents: Contents, node: Node, names: Mapping[str, str]
) -> Iterator[tuple[str, Value]]:
    seen = contents.seen.get(node.iri, Seen())
    posts = [contents.labels.get(iri, "") for iri in node.objects("holds")]
    values = {
        "type": node.type,
        "type_zh": names[node.type],
        "kinds": _SEPARATOR.join(node.kinds),
        "iri": node.iri,
        "aliases": _SEPARATOR.join(node.aliases),
        **seen._asdict(),
        "posts": _SEPARATOR.join(posts),
        **node.values,
    }
    for name in _literal_relations():
        said = [s.object for s in node.statements if s.relation == name and s.datatype]
        values[name] = _SEPARATOR.join(said)
    return ((name, values[name]) for name in _node_attributes() if values.get(name))


def _edges(source: Source) -> Iterator[Edge]:
    contents = Contents(source)
    names = {p.relation: p.label("zh") for p in ontology.relations()}
    for node in contents.nodes():
        for statement in node.statements:
            if not statement.datatype:
                source.counts["边 edges"] += 1
                first, last = contents.dates(statement.sentences)
                values: dict[str, Value] = {
                    "relation": statement.relation,
                    "relation_zh": names[statement.relation],
                    "evidence": len(statement.sentences),
                    "first": first,
                    "last": last,
                }
                told = {name: value for name, value in values.items() if value != ""}
                yield Edge(node.iri, statement.object, names[statement.relation], told)


# XML


class _Lines:
    """Writes lines of XML."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self('<?xml version="1.0" encoding="UTF-8"?>')

    def __call__(self, line: str) -> None:
        self._output.write(f"{line}\n".encode())


def _xml(**attributes: str) -> str:
    """Attributes as they stand in a tag, a blank before each."""
    return "".join(f' {name}="{_escaped(value)}"' for name, value in attributes.items())


def _escaped(value: Value) -> str:
    """A value as XML, with U+FFFD for what XML 1.0 cannot hold."""
    return tamed(str(value)).translate(_ESCAPES)
