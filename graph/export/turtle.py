"""N-Quads lines → Turtle and TriG that read well and whose bytes depend on the graph alone.

Libraries write the same graph differently from run to run or from release to release; a file that
is compared, signed and kept under version control needs one writer (W3C RDF 1.1 Turtle, TriG).
The lines come sorted by bytes and memory stays bounded by the largest document.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from operator import itemgetter

from graph.rdf import PREFIXES, RELATIONS, Statement, by_graph, in_text_order, iri, statements

_ORDER = {
    iri(curie): place
    for place, curie in enumerate(
        (
            *("rdf:type", "rdfs:label", "skos:altLabel"),
            *("dcterms:identifier", "dcterms:title", "dcterms:issued", "dcterms:publisher"),
            *("dcterms:source", "tg:sha256", "dcterms:isPartOf", "nif:referenceContext"),
            *("nif:sentence", "nif:beginIndex", "nif:endIndex", "nif:anchorOf"),
            *("itsrdf:taIdentRef", "tg:order", *RELATIONS.values()),
        )
    )
}
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_INTEGER = re.compile(rf'"(0|-?[1-9][0-9]*)"\^\^{iri("xsd:integer")}')
# RFC 3986 §5.2 gives base + reference only where the reference cannot be taken for a scheme, an
# authority or an absolute path, and has no dot or empty segments to remove.
_RELATIVE = re.compile(r"(?!.*/(?:\.{0,2}(?:[/?#]|$)))[a-z]+/.+")
_BASE = re.compile(r"https?://[^/?#]+/(?:[^?#]*/)?")


def turtle(lines: Iterable[bytes], base: str = "") -> Iterator[bytes]:
    """The default graph of sorted N-Quads ``lines`` as Turtle, in chunks of UTF-8."""
    names = Names(base)
    default = (statement for statement in statements(lines) if not statement[3])
    return _with_header(names, _blocks(names, default))


def trig(lines: Iterable[bytes], base: str = "") -> Iterator[bytes]:
    """The default graph, then each named graph, in chunks of UTF-8."""
    names = Names(base)
    return _with_header(names, chain.from_iterable(_parts(names, lines)))


class Names:
    """Shortens terms, and remembers which prefixes and whether the base were needed."""

    def __init__(self, base: str) -> None:
        self.base = base if _BASE.fullmatch(base) else ""
        self.prefixes: set[str] = set()
        self.relative = False
        self.term = lru_cache(maxsize=1 << 16)(self._term)

    def header(self) -> str:
        lines = [f"@base <{self.base}> .\n"] if self.relative else []
        lines += [f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(self.prefixes)]
        return "".join(lines)

    def _term(self, term: str) -> str:
        if term[0] == "<":
            return self._iri(term)
        if match := _INTEGER.fullmatch(term):
            return match[1]
        value, marks, datatype = term.rpartition("^^")
        return value + marks + self._iri(datatype) if marks and term[-1] == ">" else term

    def _iri(self, term: str) -> str:
        full = term[1:-1]
        if reference := self.reference(full):
            self.relative = True
            return f"<{reference}>"
        return self.curie(full) or term

    def reference(self, full: str) -> str:
        """The IRI relative to the base where that is safe, else empty."""
        if not self.base or not full.startswith(self.base):
            return ""
        reference = full[len(self.base) :]
        return reference if _RELATIVE.fullmatch(reference) else ""

    def curie(self, full: str) -> str:
        """The IRI as ``prefix:local`` where it has such a form, else empty."""
        cut = max(full.rfind("#"), full.rfind("/")) + 1
        prefix, local = _NAMESPACES.get(full[:cut]), full[cut:]
        if prefix is None or not _LOCAL.fullmatch(local):
            return ""
        self.prefixes.add(prefix)
        return f"{prefix}:{local}"


def _parts(names: Names, lines: Iterable[bytes]) -> Iterator[Iterable[str]]:
    for graph, group in by_graph(lines):
        if not graph:
            yield _blocks(names, group)
            continue
        inner = "".join(_blocks(names, group)).replace("\n\n", "\n").strip("\n")
        indented = inner.replace("\n", "\n    ")
        yield (f"\n{names.term(graph)} {{\n    {indented}\n}}\n",)


def _with_header(names: Names, body: Iterable[str]) -> Iterator[bytes]:
    """Only when the body is written is it known which prefixes it uses."""
    with tempfile.TemporaryFile() as file:
        file.writelines(block.encode() for block in body)
        file.seek(0)
        yield names.header().encode()
        while chunk := file.read(1 << 20):
            yield chunk


def _blocks(names: Names, found: Iterable[Statement]) -> Iterator[str]:
    """One block a subject: ``\\nsubject a … ;\\n    predicate object, object .\\n``."""
    for subject, group in in_text_order(found, itemgetter(0)):
        objects: dict[str, list[str]] = {}
        for _, predicate, object_, _ in group:
            objects.setdefault(predicate, []).append(object_)
        lines = [
            f"{_verb(names, predicate)} {_objects(names, objects[predicate])}"
            for predicate in sorted(objects, key=lambda p: (_ORDER.get(p, len(_ORDER)), p))
        ]
        yield f"\n{names.term(subject)} " + " ;\n    ".join(lines) + " .\n"


def _verb(names: Names, predicate: str) -> str:
    return "a" if _ORDER.get(predicate) == 0 else names.term(predicate)


def _objects(names: Names, objects: list[str]) -> str:
    terms = [names.term(term) for term in objects]
    return (", " if sum(map(len, terms)) < 80 else ",\n        ").join(terms)
