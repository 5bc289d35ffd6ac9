"""What is wrong with a graph, subject by subject: its anchors, relations and documents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from graph.model import Document
from graph.rdf import RELATIONS, TYPES, Statement, iri, literal

KINDS = {
    "manifest": ("与 manifest.json 不符", "not as manifest.json says"),
    "malformed": ("不是 N-Quads 行", "no N-Quads line"),
    "unsorted": ("行序有误或重复", "a line out of order, or repeated"),
    "foreign": ("多出的一行，没有文档说过", "a line that no document gives"),
    "lost": ("缺少的一行", "a line is missing"),
    "database": ("数据库与 graph.nq 不符", "the database is not that of graph.nq"),
    "source-changed": ("文档内容已变", "the document has changed"),
    "source-missing": ("找不到文档", "the document is not among the sources"),
    "source-new": ("文档不在图中", "the document is not in the graph"),
    "anchor": ("原文不在所述位置", "the text does not stand at its offsets"),
    "unstated": ("关系没有句子陈述", "no sentence states the relation"),
    "not-in-default": ("关系不在默认图中", "the relation is not in the default graph"),
    "no-sentence": ("命名图不是句子", "a named graph that is no sentence"),
    "no-relation": ("命名图中不是关系", "a named graph holds what is no relation"),
    "unmentioned": ("实体没有出处", "nothing mentions the entity"),
}
"""What can be wrong, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: a kind of `KINDS`, and where it is."""

    kind: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {' / '.join(KINDS[self.kind])}"


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
        """All lines of one subject."""
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
        """The documents of the graph against the sources."""
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
        """What only the end of the file can tell."""
        for graph in sorted(self.evidence.keys() - self.sentences):
            self.tell("no-sentence", graph)
        for entity in sorted(self.entities - self.mentioned):
            self.tell("unmentioned", entity)
