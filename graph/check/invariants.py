"""What is wrong with a graph, subject by subject: its anchors, relations and documents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from graph.model import Document
from graph.rdf import RELATIONS, TYPES, Statement, iri, literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: its kind (``anchor``, ``unstated`` …), and where."""

    kind: str
    where: str


_SPAN = re.compile(r"(<[^>]*)#char=(\d+),(\d+)>")
_TYPE = iri("rdf:type")
_PREDICATES = {iri(curie) for curie in RELATIONS.values()}
_ENTITY = {iri(f"tg:{kind}") for kind in TYPES}
_BEGIN, _END, _ANCHOR, _MEANS, _WITHIN = (
    iri(f"{curie}")
    for curie in (
        "nif:beginIndex", "nif:endIndex", "nif:anchorOf", "itsrdf:taIdentRef", "nif:sentence",
    )
)  # fmt: skip
_OF = (iri("dcterms:isPartOf"), iri("nif:referenceContext"))
_INDEX = "^^" + iri("xsd:nonNegativeInteger")


class Check:
    """What has been seen, and what is wrong."""

    def __init__(self, base: str, texts: dict[str, str]) -> None:
        self.of_document, self.texts = f"<{base}document/", texts
        self.findings: list[Finding] = []
        self.quads = self.anchors = self.relations = 0
        self.found: dict[str, tuple[str, str]] = {}  # document → identifier, SHA-256
        self.sentences: set[str] = set()
        self.evidence: Counter[str] = Counter()
        self.entities: set[str] = set()
        self.mentioned: set[str] = set()

    def tell(self, kind: str, where: str) -> None:
        self.findings.append(Finding(kind, where))

    def subject(self, group: list[Statement]) -> None:
        """Check all lines of one subject."""
        node = group[0][0]
        plain: dict[str, list[str]] = {}
        for (_, predicate, value), said in groupby(group, lambda s: s[:3]):
            graphs = [graph for *_, graph in said]
            if graphs[0] == "":
                plain.setdefault(predicate, []).append(value)
            if predicate in _PREDICATES and not node.startswith(self.of_document):
                self._relation((node, predicate, value), graphs)
            elif graphs[-1]:
                self.tell("no-relation", f"{node} {predicate} {value} {graphs[-1]}")
        types = plain.get(_TYPE, [])
        if span := _SPAN.fullmatch(node):
            self._anchor(node, span, plain, types)
        elif iri("tg:Document") in types:
            self.found[node] = tuple(
                (plain.get(iri(curie)) or [""])[0] for curie in ("dcterms:identifier", "tg:sha256")
            )  # type: ignore[assignment]
            self.mentioned.update(plain.get(iri("tg:place"), ()))
        elif _ENTITY & set(types):
            self.entities.add(node)

    def _relation(self, triple: tuple[str, str, str], graphs: list[str]) -> None:
        stated = graphs if graphs[0] else graphs[1:]
        if graphs[0]:
            self.tell("not-in-default", " ".join(triple))
        if not stated:
            self.tell("unstated", " ".join(triple))
        self.relations += 1
        self.evidence.update(stated)
        self.mentioned.update((triple[0], triple[2]))

    def _anchor(
        self, node: str, span: re.Match[str], plain: dict[str, list[str]], types: list[str]
    ) -> None:
        self.anchors += 1
        document, begin, end = f"{span[1]}>", int(span[2]), int(span[3])
        if iri("tg:Sentence") in types:
            self.sentences.add(node)
        self.mentioned.update(plain.get(_MEANS, ()))
        text = self.texts.get(document)
        if text is None:
            return  # the document is reported once
        inside = True
        for sentence in plain.get(_WITHIN, ()):
            outer = _SPAN.fullmatch(sentence)
            inside = bool(outer and int(outer[2]) <= begin and end <= int(outer[3]))
        if (
            plain.get(_BEGIN) != [f'"{begin}"{_INDEX}']
            or plain.get(_END) != [f'"{end}"{_INDEX}']
            or plain.get(_ANCHOR) != [literal(text[begin:end])]
            or any(plain.get(of, [document]) != [document] for of in _OF)
            or not inside
        ):
            self.tell("anchor", node)

    def documents(self, sources: dict[str, Document]) -> None:
        """Check the documents of the graph against the sources."""
        for node, (identifier, sha256) in self.found.items():
            source = sources.get(node)
            if source is None:
                self.tell("source-missing", identifier.strip('"'))
            elif sha256 != literal(source.sha256):
                self.tell("source-changed", source.id)
        for node, source in sources.items():
            if node not in self.found:
                self.tell("source-new", source.id)

    def whole(self) -> None:
        """Check what depends on the whole file."""
        for graph in sorted(self.evidence.keys() - self.sentences):
            self.tell("no-sentence", graph)
        for entity in sorted(self.entities - self.mentioned):
            self.tell("unmentioned", entity)
