"""The library's face: build or open a graph, ask it, look at it, pass it on.

The command line calls these and nothing else. Parts that load slowly are imported where they are
used, so that ``import graph`` is quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from graph import read
from graph.build import Report, report
from graph.build import build as build_store
from graph.model import Document, InputError
from graph.store import Store
from graph.terms import BASE

if TYPE_CHECKING:
    import rdflib

    from graph.query import Given
    from graph.rows import Rows, Triples

Documents: TypeAlias = str | Path | Iterable[str | Path] | Iterable[Document | InputError]
"""A path (folder, file, or ``-`` for standard input), several, or documents made elsewhere."""


def build(
    docs: Documents,
    out: str | Path,
    *,
    base: str = BASE,
    workers: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> KnowledgeGraph:
    """Build the graph of ``docs`` in the folder ``out`` and open it; see `graph.build.build`.

    What was left out, and why, stands in ``.report.failures``.
    """
    found = build_store(_stream(docs), out, base=base, workers=workers, progress=progress)
    return KnowledgeGraph(Store.open(out), found)


def open(path: str | Path) -> KnowledgeGraph:
    """Open a graph's folder or file. StoreError when there is none."""
    return KnowledgeGraph(Store.open(path))


def _stream(docs: Documents) -> Iterable[Document | InputError]:
    if isinstance(docs, str | Path):
        return read.documents([docs])
    items = iter(docs)
    first = next(items, None)
    if first is None or isinstance(first, str | Path):
        return read.documents([] if first is None else [first, *cast("Iterator[str]", items)])
    return chain([first], cast("Iterator[Document | InputError]", items))


class KnowledgeGraph:
    """A graph on disk."""

    def __init__(self, store: Store, found: Report | None = None) -> None:
        self.store = store
        self._report = found

    @property
    def report(self) -> Report:
        """What the graph holds; of a graph just built also what failed."""
        self._report = self._report or report(self.store)
        return self._report

    def query(self, query: str, **parameters: Given) -> Rows | bool | Triples:
        """Answer a named query, SPARQL text or ``@FILE``; see `graph.query.run`."""
        from graph.query import run

        return run(self.store, query, **parameters)

    def evidence(self, name: str) -> Rows:
        """Every relation that an entity of this name is in, with the sentence that states it."""
        return cast("Rows", self.query("evidence", about=name))

    def view(self, path: str | Path, focus: str | None = None, hops: int = 1) -> None:
        """Write the interactive page, of everything or of what is around ``focus``."""
        from graph.view import view

        view(self.store, path, focus=focus, hops=hops)

    def export(self, target: str | Path | BinaryIO, format: str = "") -> None:
        """Write the graph as Turtle, TriG, N-Quads or JSON-LD; a path's suffix tells which."""
        from graph.export import export

        export(self.store, target, format)

    def rdflib(self) -> rdflib.Dataset:
        """The whole graph in memory as an `rdflib.Dataset`."""
        return self.store.rdflib()
