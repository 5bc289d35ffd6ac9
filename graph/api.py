"""The library's public functions: build or open a graph, query, view, check and export it.

The command line uses them, and other rooms for the verbs that are not here: duplicates, same,
different, explain, evaluate, mine, coverage, show, slogans. Parts that load slowly are imported
where they are used, so that ``import graph`` is quick.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Unpack, cast

from graph.build import (
    Changes,
    Input,
    Report,
    add,
    as_of,
    at_least_one,
    inputs,
    remove,
    report,
    update,
)
from graph.build import build as build_graph
from graph.build import texts as texts_of
from graph.given import Documents, built_with, taken
from graph.model import StoreError
from graph.notebook import shown
from graph.rdf import BASE
from graph.read import Metadata
from graph.stages import Progress, tell
from graph.store import Store

if TYPE_CHECKING:
    import rdflib

    from graph.check import Difference, Engine, Proof, Validation
    from graph.export import Options, Source, Written
    from graph.page import Page
    from graph.query import Given, Network, Projection, Rows, Triples


def build(
    docs: Documents,
    out: str | Path,
    *,
    base: str = BASE,
    lexicon: str | Path | None = None,
    judgements: str | Path | None = None,
    metadata: Metadata | None = None,
    strict: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Build the graph of ``docs`` in the folder ``out`` and open it; see `graph.build.build`.

    ``.report.failures`` are the documents left out, and why; a ``strict`` build raises the first.
    ``metadata`` says what paths do not say themselves, of ``docs`` and of those that `add` and
    `update` are given later. ``judgements`` is the file of
    recorded decisions on who is who, by default the ``judgements.tsv`` beside the documents and
    that in ``out``.
    """
    folder = _folder(out)
    metadata = metadata or Metadata()
    metadata.check()
    stream, judged = taken(docs, judgements, folder, metadata)
    with shown(progress) as told:
        found = build_graph(
            stream,
            folder,
            base=base,
            lexicon=lexicon,
            judgements=judged or (),
            known=metadata.written(),
            strict=strict,
            workers=workers,
            progress=told,
        )
    return KnowledgeGraph(Store.open(folder), found)


def open(path: str | Path) -> KnowledgeGraph:
    """Open a graph's folder or file. StoreError when there is none."""
    return KnowledgeGraph(Store.open(_folder(path)))


def _folder(given: object) -> Path:
    if isinstance(given, str | Path):
        return Path(given)
    raise StoreError(f"{given!r} 不是路径 / is no path: give a graph's folder as a string or Path")


class KnowledgeGraph:
    """A graph on disk."""

    def __init__(self, store: Store, found: Report | None = None) -> None:
        self.store = store
        self._report = found

    @property
    def report(self) -> Report:
        """Counts of the graph; for a graph just built also the failures."""
        self._report = self._report or report(self.store)
        return self._report

    def add(self, docs: Documents, progress: Progress | None = None) -> Changes:
        """Add documents, or replace those of their identifiers; see `graph.build.add`."""
        path = self.store.path
        stream, _ = taken(docs, metadata=built_with(path))
        with shown(progress) as told:
            return self._changed(add(path, stream, progress=told))

    def update(
        self,
        docs: Documents,
        judgements: str | Path | None = None,
        progress: Progress | None = None,
    ) -> Changes:
        """Make it the graph of ``docs``; see `graph.build.update`.

        ``judgements`` are as in `build`.
        """
        path = self.store.path
        stream, judged = taken(docs, judgements, path, built_with(path))
        with shown(progress) as told:
            return self._changed(update(path, stream, judgements=judged, progress=told))

    def remove(self, *identifiers: str) -> Changes:
        """Remove documents, or all of a folder; see `graph.build.remove`."""
        return self._changed(remove(self.store.path, identifiers))

    def _changed(self, changes: Changes) -> Changes:
        self.store, self._report = Store.open(self.store.path), None
        return changes

    def as_of(self, day: str | date) -> KnowledgeGraph:
        """The graph of the documents issued by a day; see `graph.build.as_of`."""
        return KnowledgeGraph(as_of(self.store.path, day))

    def inputs(self) -> tuple[Input, ...]:
        """What became of every input: built, skipped or failed, and why."""
        return tuple(inputs(self.store.path))

    def query(
        self,
        query: str,
        *,
        timeout: float | None = 60.0,
        memory: int = 4 << 30,
        **parameters: Given,
    ) -> Rows | bool | Triples:
        """Answer a named query, SPARQL text or ``@FILE``, in ``timeout`` seconds, ``memory`` bytes.

        See `graph.query.query.run`.
        """
        from graph.query import presented

        return presented(self.store, query, timeout=timeout, memory=memory, **parameters)

    def evidence(self, name: str) -> Rows:
        """Every relation that an entity of this name is in, with the sentence that states it."""
        return cast("Rows", self.query("evidence", about=name))

    def view(
        self,
        path: str | Path | None = None,
        *,
        focus: str | None = None,
        hops: int = 1,
        types: Iterable[str] = (),
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
        co_occurrence: str | None = None,
        limit: int = 300,
        title: str = "",
        lang: Literal["zh", "en"] = "zh",
        documents: bool | None = None,
    ) -> Page:
        """The interactive page, written to ``path`` where one is given; Jupyter shows it inline.

        `graph.page.scope.Scope` tells what the options ask for, `graph.page.view.view` the rest.
        """
        from graph.page import Scope, view

        tell("page")
        scope = Scope(
            focus, hops, limit, tuple(types), place, since, until, document, co_occurrence
        )
        return view(self.store, path, scope, title=title, lang=lang, documents=documents)

    def networkx(
        self, projection: Projection = "relations", types: Iterable[str] = (), **parameters: Given
    ) -> Network:
        """The graph, or a projection of it, for networkx; see `graph.query.networks`."""
        from graph.query import network

        return network(self.store, projection, types, **parameters)

    def __repr__(self) -> str:
        return f"<KnowledgeGraph of {self.store.path}>"

    def _repr_html_(self) -> str:
        return self.view(limit=150, documents=False)._repr_html_()

    def export(
        self, target: str | Path | BinaryIO, format: str = "", **options: Unpack[Options]
    ) -> Written:
        """Write the graph to a path or stream; see `graph.export.export.export`.

        ``options`` are ``layer``, ``title``, ``licence`` and ``published``;
        `graph.export.source.Source` tells what they mean.
        """
        from graph.export import export

        tell("export")
        return export(self.source(**options), target, format)

    def source(self, **options: Unpack[Options]) -> Source:
        """The graph as exports take it."""
        from graph.export import Source

        return Source(self.store, texts=partial(texts_of, self.store.path), **options)

    def verify(self, docs: Documents, again: bool = False) -> Proof:
        """Prove the graph against its documents; see `graph.check.verify.verify`."""
        from graph.check import verify

        path = self.store.path
        found, _ = taken(docs, metadata=built_with(path))
        return verify(path, at_least_one(found), again=again)

    def validate(self, engine: Engine = "auto") -> Validation:
        """Check the graph against the ontology's shapes; see `graph.check.shapes.validate`."""
        from graph.check import validate

        return validate(self.store, engine)

    def diff(self, later: KnowledgeGraph) -> Difference:
        """What differs in another graph; see `graph.check.diff.diff`."""
        from graph.check import diff

        return diff(self.store, later.store)

    def rdflib(self) -> rdflib.Dataset:
        """The whole graph in memory as an `rdflib.Dataset`."""
        return self.store.rdflib()
