"""The proof of a whole graph: every anchor and every relation is checked against the sources.

One pass over the sorted lines of the graph. In these a relation comes directly before the sentence
graphs that state it (``.`` sorts before ``<``), so nothing has to be looked up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.build import Ledger, Manifest, build, folder_of, opened, read_judged, union
from graph.check.invariants import Check, Finding
from graph.files import NQUADS, differences, digest_of, sort_lines
from graph.model import Document, InputError, InputSkipped, StoreError
from graph.rdf import Statement, document_iri, statements
from graph.store import NAME as DELTA
from graph.store import Change, Delta, Store, merged, read

_BLOCK = 1 << 12  # lines parsed at once


@dataclass(frozen=True, slots=True)
class Proof:
    """Counts of what was checked, and the faults; ``unread`` are sources that cannot be read."""

    documents: int
    anchors: int
    relations: int
    evidence: int
    quads: int
    findings: tuple[Finding, ...]
    unread: tuple[InputError, ...] = ()


_MOST = 20  # differing lines that are told


def verify(kg: str | Path, docs: Iterable[Document | InputError], *, again: bool = False) -> Proof:
    """Prove the graph of a folder against its sources.

    The lines must match the manifest, the ledger and the number of quads in the database. Each
    document must have its SHA-256, each sentence and mention its text at its offsets; each relation
    must be in the default graph and in the graph of a sentence, and each entity must be mentioned.
    The ledger may be forged as well: ``again`` extracts everything again. StoreError when the
    folder has no graph with a manifest.
    """
    folder = Path(kg)
    manifest = Manifest.read(folder)
    sources, unread = _sources(docs, manifest.base)
    check = Check(manifest.base, {node: doc.text for node, doc in sources.items()})
    kept = Delta()
    with suppress(StoreError):  # damaged: then it is not as the manifest says
        kept = read(folder, lines=True) if manifest.delta else kept
    lines = partial(_lines, folder / NQUADS, kept.change)
    for _, group in groupby(_parsed(_in_order(lines, check), check), lambda s: s[0]):
        check.subject(list(group))
    check.documents(sources)
    check.whole()
    found = check.findings
    found += _against_manifest(folder, manifest, kept, check)
    found += _against_ledger(folder, lines())
    found += _against_database(folder, check.quads)
    if again:
        with opened(folder) as ledger, TemporaryDirectory() as other:
            _extract_again(sources.values(), other, ledger)
            with Path(other, NQUADS).open("rb") as wanted:
                found += _compared(sort_lines(lines()), wanted)
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
        elif not isinstance(document, InputSkipped):
            unread.append(document)
    return sources, unread


def _lines(path: Path, change: Change) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from merged(file, change)


def _in_order(lines: Callable[[], Iterator[bytes]], check: Check) -> Iterator[bytes]:
    """The lines, sorted; a file that is not sorted is reported as a fault."""
    before = b""
    for line in lines():
        if line <= before:
            check.tell("unsorted", line.decode(errors="replace").strip())
            return sort_lines(lines())
        before = line
    return lines()


def _parsed(lines: Iterable[bytes], check: Check) -> Iterator[Statement]:
    """The statements of lines; a line that is not N-Quads is reported as a fault."""
    rest = iter(lines)
    while block := list(islice(rest, _BLOCK)):
        check.quads += len(block)
        try:
            yield from list(statements(block))
        except ValueError:
            for line in block:
                try:
                    yield from list(statements((line,)))
                except ValueError:
                    check.tell("malformed", line.decode(errors="replace").strip())


def _against_manifest(
    folder: Path, manifest: Manifest, kept: Delta, check: Check
) -> Iterator[Finding]:
    sizes = (manifest.documents, manifest.quads)
    if (digest_of(folder / NQUADS), len(check.found), check.quads) != (manifest.sha256, *sizes):
        yield Finding("manifest", NQUADS)
    elif manifest.delta and not (kept.digest == manifest.delta and kept.right()):
        yield Finding("manifest", DELTA)


def _against_ledger(folder: Path, lines: Iterator[bytes]) -> Iterator[Finding]:
    """The lines that differ from those of the documents in the ledger."""
    try:
        with opened(folder) as ledger:
            wanted = sort_lines(union(ledger, ledger.current()))
            yield from _compared(sort_lines(lines), wanted)
    except StoreError as error:
        yield Finding("manifest", str(error))


def _against_database(folder: Path, quads: int) -> Iterator[Finding]:
    try:
        right = len(Store.open(folder)) == quads
    except StoreError:
        right = False
    if not right:
        yield Finding("database", str(folder / "store"))


def _extract_again(sources: Iterable[Document], folder: str, ledger: Ledger) -> None:
    """Build the graph of the sources with the settings of the ledger."""
    with folder_of(json.loads(ledger.setting("lexicon"))) as lexicon:
        base, judged = ledger.setting("base"), read_judged(ledger)
        build(sources, folder, base=base, lexicon=lexicon, judgements=judged)


def _compared(lines: Iterable[bytes], wanted: Iterable[bytes]) -> Iterator[Finding]:
    """The first lines that only one of the sorted sequences has."""
    for foreign, line in islice(differences(wanted, lines), _MOST):
        yield Finding("foreign" if foreign else "lost", line.decode(errors="replace").strip())
