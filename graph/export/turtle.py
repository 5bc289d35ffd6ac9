"""Quads as Turtle and TriG (W3C RDF 1.1), in an order to read in.

pyoxigraph writes every statement. Here the statements are put in order: entities by type, each with
its name first, then documents, then their sentences and mentions as they stand in the text. Between
subjects is a blank line; the prefixes are those in use, by name. Sections wait in temporary files,
so memory stays bounded by the largest document. Documents, sentences and mentions keep their whole
IRIs, which can be asked for as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO, BinaryIO, TypeAlias

import pyoxigraph as ox

from graph.rdf import PREFIXES, RELATIONS, TYPES, by_graph, expand, in_text_order, parsed

_ORDER = {
    expand(curie): place
    for place, curie in enumerate(
        (
            *("rdf:type", "rdfs:label", "skos:altLabel"),
            *("dcterms:identifier", "dcterms:title", "dcterms:issued", "dcterms:publisher"),
            *("dcterms:source", "tg:sha256", "dcterms:isPartOf", "nif:referenceContext"),
            *("nif:sentence", "nif:beginIndex", "nif:endIndex", "nif:anchorOf"),
            *("itsrdf:taIdentRef", "tg:order", "tg:level", *RELATIONS.values()),
        )
    )
}
_OTHERS, _DOCUMENTS, _TEXT, _NAMED_GRAPHS = range(len(TYPES), len(TYPES) + 4)
_DEFAULT = ox.DefaultGraph()
_SPAN, _DOCUMENT = b"#char=", ox.NamedNode(expand("tg:Document"))
_BLOCK_BYTES = 1 << 20
_LINE_BEFORE_SUBJECT = re.compile(rb"\n(?=[^\t}])")
_ABBREVIATED = re.compile(rb"[\n\t ^](\w+):")  # within a literal, too: one prefix too many then

Subject: TypeAlias = Sequence[ox.Quad]
"""The quads of one subject in one graph, the telling predicates first."""


def prefixes(base: str) -> dict[str, str]:
    """Those of the vocabularies and, where there is a base, one for each type of entity."""
    kinds = [kind.lower() for kind in TYPES] if base else []
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in kinds}}


def turtle(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> int:
    """Write the default graph of sorted N-Quads ``lines``; ``names`` are its prefixes.

    Returns the number of statements, as `trig` does.
    """
    with TemporaryFile() as text:
        quads = parsed(_text_last(lines, text))
        default = (quad for quad in quads if quad.graph_name == _DEFAULT)
        return _write(subjects(default), ox.RdfFormat.TURTLE, names, output)


def trig(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> int:
    """Write the default graph, then each named graph."""
    with TemporaryFile() as text:
        graphs = by_graph(_text_last(lines, text))
        every = (subject for _, group in graphs for subject in subjects(group))
        return _write(every, ox.RdfFormat.TRIG, names, output)


def subjects(quads: Iterable[ox.Quad]) -> Iterator[Subject]:
    """Sorted quads of one graph by subject, in the order of the text."""
    for _, group in in_text_order(quads, lambda quad: str(quad.subject)):
        yield sorted(group, key=_rank)


def _text_last(lines: Iterable[bytes], text: IO[bytes]) -> Iterator[bytes]:
    """The lines about sentences and mentions behind all others; they wait in a file for that."""
    for line in lines:
        if _SPAN in line[: line.find(b" ")]:
            text.write(line)
        else:
            yield line
    text.seek(0)
    yield from text


def _rank(quad: ox.Quad) -> tuple[int, str]:
    predicate = quad.predicate.value
    return _ORDER.get(predicate, len(_ORDER)), predicate


def _section(names: Mapping[str, str]) -> Callable[[Subject], int]:
    """Where a subject belongs: among the entities of its type, after them, among documents, …"""
    types = {names[kind.lower()]: n for n, kind in enumerate(TYPES) if kind.lower() in names}

    def section(subject: Subject) -> int:
        if subject[0].graph_name != _DEFAULT:
            return _NAMED_GRAPHS
        iri = str(subject[0].subject)[1:-1]
        if _SPAN.decode() in iri:
            return _TEXT
        namespace, slash, _ = iri.rpartition("/")
        if namespace + slash in types:
            return types[namespace + slash]
        return _DOCUMENTS if any(quad.object == _DOCUMENT for quad in subject) else _OTHERS

    return section


def _write(
    every: Iterable[Subject], format: ox.RdfFormat, names: Mapping[str, str], output: BinaryIO
) -> int:
    """Write the statements of each section into files of their own – sorted lines have a run or
    two of each – and then one after the other. Returns their number."""
    number = 0

    def counted(run: Iterable[Subject]) -> Iterator[ox.Quad]:
        nonlocal number
        for subject in run:
            number += len(subject)
            yield from subject

    with ExitStack() as stack:
        runs: list[tuple[int, IO[bytes]]] = []
        for section, run in groupby(every, _section(names)):
            quads = counted(run)
            statements = quads if format.supports_datasets else (quad.triple for quad in quads)
            file = stack.enter_context(TemporaryFile())
            ox.serialize(statements, file, format, prefixes=dict(names))
            runs.append((section, file))
        _join([file for _, file in sorted(runs, key=itemgetter(0))], output)
    return number


def _join(files: Sequence[IO[bytes]], output: BinaryIO) -> None:
    """Write the prefixes in use, by name, and the statements, a blank line before each subject."""
    declared: dict[bytes, bytes] = {}
    used: set[bytes] = set()
    for block in _blocks(files, declared):
        used.update(_ABBREVIATED.findall(block))
    output.writelines(line for name, line in sorted(declared.items()) if name in used)
    for block in _blocks(files, declared):
        output.write(_LINE_BEFORE_SUBJECT.sub(b"\n\n", block)[1:] + b"\n")


def _blocks(files: Iterable[IO[bytes]], declared: dict[bytes, bytes]) -> Iterator[bytes]:
    """The statements in blocks of whole lines, each with a line end in front and none behind; the
    prefixes that stand before them are put into ``declared``, name → line."""
    for file in files:
        file.seek(0)
        while (line := file.readline()).startswith(b"@prefix "):
            declared[line.split()[1][:-1]] = line
        while line:
            yield b"\n" + (line + file.read(_BLOCK_BYTES) + file.readline())[:-1]
            line = file.readline()
