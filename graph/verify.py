"""The proof of a whole graph: its sources opened again, every anchor and every relation checked.

One pass over the sorted lines of ``graph.nq``. There a relation stands right before the sentence
graphs that state it (``.`` sorts before ``<``), so nothing has to be looked up.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from graph.build import build
from graph.files import NQUADS, digest_of
from graph.increments import read_judged, union
from graph.ledger import Ledger, opened
from graph.lines import sort_lines
from graph.manifest import Manifest
from graph.model import Document, EntityType, InputError, StoreError
from graph.store import Store
from graph.terms import RELATIONS, document_iri, iri, literal
from graph.turtle import Statement, statements
from graph.work import folder_of

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
    """One thing that is wrong: a kind of `KINDS`, and where."""

    kind: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {' / '.join(KINDS[self.kind])}"


@dataclass(frozen=True, slots=True)
class Proof:
    """How much has been checked, and what was found; ``unread`` are sources that cannot be read."""

    documents: int
    anchors: int
    relations: int
    evidence: int
    quads: int
    findings: tuple[Finding, ...]
    unread: tuple[InputError, ...] = ()


def verify(kg: str | Path, docs: Iterable[Document | InputError], *, again: bool = False) -> Proof:
    """Prove the graph of a folder against its sources.

    That the lines are those of the manifest, each document has its SHA-256, each sentence and
    mention its text at its offsets, each relation a sentence and stands in the default graph and
    in that of the sentence, each entity is mentioned. A wrong line is named as far as what is kept
    of the documents tells; with ``again`` everything is extracted again, which proves names and
    classes, too. StoreError when the folder holds no graph with a manifest.
    """
    folder = Path(kg)
    manifest = Manifest.read(folder)
    sources, unread = _sources(docs, manifest.base)
    check = _Check(manifest.base, {node: doc.text for node, doc in sources.items()})
    lines = _in_order(folder / NQUADS, check)
    for _, group in groupby(_parsed(lines, check), lambda s: s[0]):
        check.subject(list(group))
    check.documents(sources)
    check.whole()
    found = check.findings
    found += _against_manifest(folder, manifest, check)
    if again:
        with opened(folder) as ledger, TemporaryDirectory() as other:
            _extract_again(sources.values(), other, ledger)
            with Path(other, NQUADS).open("rb") as wanted:
                found += _compared(folder / NQUADS, wanted)
    return Proof(
        documents=len(check.found),
        anchors=check.anchors,
        relations=check.relations,
        evidence=check.evidence.total(),
        quads=check.quads,
        findings=tuple(dict.fromkeys(found)),
        unread=tuple(unread),
    )


def _sources(
    docs: Iterable[Document | InputError], base: str
) -> tuple[dict[str, Document], list[InputError]]:
    sources: dict[str, Document] = {}
    unread = []
    for document in docs:
        if isinstance(document, Document):
            sources[f"<{document_iri(base, document.id)}>"] = document
        else:
            unread.append(document)
    return sources, unread


def _in_order(path: Path, check: _Check) -> Iterator[bytes]:
    """The lines; if they are not sorted in the file, that is told and they are sorted here."""
    before = b""
    with path.open("rb") as file:
        for line in file:
            if line <= before:
                check.tell("unsorted", line.decode(errors="replace").strip())
                break
            before = line
        file.seek(0)
        yield from sort_lines(file) if check.findings else file


def _parsed(lines: Iterable[bytes], check: _Check) -> Iterator[Statement]:
    for line in lines:
        check.quads += 1
        try:
            yield from statements((line,))
        except ValueError:
            check.tell("malformed", line.decode(errors="replace").strip())


_SPAN = re.compile(r"(<[^>]*)#char=(\d+),(\d+)>")
_TYPE = iri("rdf:type")
_PREDICATES = {iri(curie) for curie in RELATIONS.values()}
_ENTITY = {iri(f"tg:{kind}") for kind in get_args(EntityType)}
_BEGIN, _END, _ANCHOR, _MEANS, _WITHIN = (
    iri(f"{curie}")
    for curie in (
        "nif:beginIndex", "nif:endIndex", "nif:anchorOf", "itsrdf:taIdentRef", "nif:sentence",
    )
)  # fmt: skip
_OF = (iri("dcterms:isPartOf"), iri("nif:referenceContext"))
_INDEX = "^^" + iri("xsd:nonNegativeInteger")


class _Check:
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
            return  # the document is told of once
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


def _against_manifest(folder: Path, manifest: Manifest, check: _Check) -> Iterator[Finding]:
    said = (manifest.sha256, manifest.documents, manifest.quads)
    if (digest_of(folder / NQUADS), len(check.found), check.quads) != said:
        yield Finding("manifest", NQUADS)
        try:
            with opened(folder) as ledger:
                kept = sort_lines(union(ledger, ledger.current()))
                yield from _compared(folder / NQUADS, kept)
        except StoreError as error:
            yield Finding("manifest", str(error))
    try:
        right = len(Store.open(folder)) == check.quads
    except StoreError:
        right = False
    if not right:
        yield Finding("database", str(folder / "store"))


def _extract_again(sources: Iterable[Document], folder: str, ledger: Ledger) -> None:
    """Build the graph of the sources with the settings of the ledger's."""
    with folder_of(json.loads(ledger.setting("lexicon"))) as lexicon:
        base, judged = ledger.setting("base"), read_judged(ledger)
        build(sources, folder, base=base, lexicon=lexicon, judgements=judged)


def _compared(path: Path, wanted: Iterable[bytes], most: int = 20) -> list[Finding]:
    """The first lines of a file that sorted lines do not have, and the other way round."""
    with path.open("rb") as file:
        return list(islice(_differences(sort_lines(file), iter(wanted)), most))


def _differences(found: Iterator[bytes], wanted: Iterator[bytes]) -> Iterator[Finding]:
    here, there = next(found, b""), next(wanted, b"")
    while here or there:
        if here == there:
            here, there = next(found, b""), next(wanted, b"")
        elif there and (not here or there < here):
            yield Finding("lost", there.decode().strip())
            there = next(wanted, b"")
        else:
            yield Finding("foreign", here.decode(errors="replace").strip())
            here = next(found, b"")
