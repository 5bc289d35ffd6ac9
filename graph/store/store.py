"""The graph on disk: sorted N-Quads, and an Oxigraph database that can be rebuilt from them.

A graph's folder contains ``graph.nq``, its lines sorted by bytes (for a graph without blank nodes
that is the canonical form of W3C RDFC-1.0), the delta of a large one (`graph.store.delta`), and
the database to query (`graph.store.database`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from graph.files import NQUADS, Seal, locked, replacing, sort_lines, unwritable
from graph.model import StoreError
from graph.rdf import PREFIXES, expand
from graph.store.database import (
    Database,
    database_of,
    lines_of,
    rebuilt,
    remember,
    succeeded,
    successor,
    version_at,
)
from graph.store.dataset import Dataset
from graph.store.delta import Change, Draft, forget, version_of
from graph.store.loading import format_of, load

if TYPE_CHECKING:
    import rdflib

_STRING = expand("xsd:string")

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """A graph opened for reading. Any number of processes may read it at once."""

    def __init__(self, path: Path, database: Database) -> None:
        self.path = path
        """The graph's folder, or the single file that was opened."""
        self._database = database

    @property
    def version(self) -> str:
        """What tells this graph from any other content of its path (`version_at`)."""
        return self._database.version

    @classmethod
    def write(cls, folder: str | os.PathLike[str], lines: Iterable[str]) -> Store:
        """Write N-Quads ``lines``, unsorted and perhaps repeated, as the graph of ``folder``.

        Returns the graph opened. The folder is created if needed; its former graph stays until the
        new one is complete. Memory stays bounded. StoreError when the folder cannot be written or
        another process writes it.
        """
        path = Path(folder)
        encoded = (line.rstrip("\n").encode() + b"\n" for line in lines)
        with locked(path):
            return cls.replace(path, sort_lines(encoded))

    @classmethod
    def replace(
        cls,
        folder: Path,
        content: Iterable[bytes],
        change: Change | None = None,
        before: Callable[[Seal], object] = repr,
    ) -> Store:
        """Write ``content``, the bytes of sorted N-Quads, as the graph of a `locked` folder.

        ``change`` are the lines to add to and remove from the former graph, if known: its database
        is then updated instead of loaded again. ``before`` is called with the seal of the new file
        once that is safely on disk, before it replaces the former one. StoreError as in `write`.
        """
        hasher = hashlib.sha256()
        try:
            with replacing(folder / NQUADS) as file:
                for chunk in content:
                    hasher.update(chunk)
                    file.write(chunk)
                file.flush()
                digest = hasher.hexdigest()
                database = successor(folder, digest, Path(file.name), change=change)
                os.fsync(file.fileno())
                seal = Seal.of(file, digest)
                before(seal)
                forget(folder, digest)  # of a file of the same content
            forget(folder)
            succeeded(folder, digest)
            remember(folder, seal)
        except SyntaxError as error:
            raise StoreError(f"N-Quads 有误 / malformed N-Quads: {error.msg}") from error
        except OSError as error:
            raise unwritable(folder, error) from error
        return cls(folder, database)

    @classmethod
    def amend(
        cls, folder: Path, draft: Draft, change: Change, before: Callable[[Seal, str], object]
    ) -> Store:
        """Apply a change, already put to ``draft``, to the graph of a `locked` folder; open it.

        ``before`` is called with the seal of ``graph.nq`` and the digest of the delta, before the
        delta is committed. StoreError when the folder cannot be written.
        """
        try:
            with open(folder / NQUADS, "rb") as nquads:
                seal = Seal.of(nquads, draft.base)
            new = version_of(draft.base, draft.digest)
            database = successor(folder, new, folder / NQUADS, draft.change, change)
            before(seal, draft.digest)
            draft.commit()
            succeeded(folder, new)
        except OSError as error:
            raise unwritable(folder, error) from error
        return cls(folder, database)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Store:
        """Open a graph's folder, its ``graph.nq``, or any RDF file (.nq .trig .ttl .nt .jsonld).

        A file that is not a folder's ``graph.nq`` is loaded into memory. StoreError when there is
        no graph or it is malformed.
        """
        given = Path(path)
        folder = given.parent if given.name == NQUADS else given
        try:
            if (folder / NQUADS).is_file():
                return cls(folder, database_of(folder))
            if given.is_file():
                version = version_at(given)
                return cls(given, Database(load(ox.Store(), given), version=version))
        except SyntaxError as error:
            raise StoreError(f"{given} 有误 / is malformed: {error.msg}") from error
        except OSError as error:
            raise StoreError(f"读不了 / cannot read {given}: {error.strerror or error}") from error
        what = f"没有 / holds no {NQUADS}" if folder.is_dir() else "不存在 / does not exist"
        raise StoreError(f"{folder} {what}: run `tifagraph build DOCUMENTS -o {folder}` first")

    def query(
        self,
        sparql: str,
        substitutions: Mapping[ox.Variable, Term] | None = None,
        dataset: Dataset | None = None,
        base: str | None = None,
    ) -> Results:
        """Evaluate SPARQL 1.1 over the default graph and the sentences' named graphs, or over a
        ``dataset`` of some of them, which then counts instead of any FROM. Relative IRIs in it are
        resolved against ``base``.

        The prefixes of `graph.rdf.terms` need no declaration. Raises pyoxigraph's SyntaxError, and
        `DAMAGED`, also while the results are read; `graph.query.run` translates both.
        """
        given = dict(substitutions) if substitutions else None
        database = self._database.oxigraph
        if dataset is None:
            return database.query(sparql, base_iri=base, prefixes=PREFIXES, substitutions=given)
        return dataset.of(database).query(
            sparql,
            base_iri=base,
            prefixes=PREFIXES,
            substitutions=given,
            default_graph=ox.DefaultGraph(),
            named_graphs=dataset.graphs(),
        )

    def rebuild(self) -> None:
        """Build the database again, after a query has shown that it is damaged."""
        if self.path.is_dir():
            self._database = rebuilt(self.path)

    def lines(self) -> Iterator[bytes]:
        """The quads as N-Quads sorted by bytes, each line with its line end.

        They come from the file: the database turns xsd:nonNegativeInteger into xsd:integer.
        """
        if self.path.is_dir():
            yield from lines_of(self.path)
        else:
            yield from sort_lines(f"{quad} .\n".encode() for quad in self._quads())

    def _quads(self) -> Iterator[ox.Quad]:
        if self.path.is_dir():
            return ox.parse(b"".join(self.lines()), format=ox.RdfFormat.N_QUADS)
        return ox.parse(path=self.path, format=format_of(self.path))

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._database.oxigraph)

    def __bool__(self) -> bool:
        """Always True, so that ``if store:`` does not test the number of quads."""
        return True

    def rdflib(self) -> rdflib.Dataset:
        """The graph as an in-memory `rdflib.Dataset`, some 2 kB and 20-40 µs a quad.

        Term for term as in the file, which neither oxrdflib nor rdflib's own parser would give.
        ``default_union`` is off: every statement is in the default graph once.
        """
        import rdflib

        dataset = rdflib.Dataset(default_union=False)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace, override=True, replace=True)

        @lru_cache(maxsize=1 << 16)
        def term(found: Term) -> rdflib.term.Node:
            if isinstance(found, ox.Literal):
                language, datatype = found.language, found.datatype.value
                plain = language or datatype == _STRING
                kind = None if plain else rdflib.URIRef(datatype)
                return rdflib.Literal(found.value, language, kind, normalize=False)
            if isinstance(found, ox.NamedNode):
                return rdflib.URIRef(found.value)
            return rdflib.BNode(str(found)[2:])

        @lru_cache(maxsize=1 << 16)
        def graph(found: ox.NamedNode | ox.DefaultGraph) -> rdflib.Graph:
            if isinstance(found, ox.NamedNode):
                return dataset.graph(rdflib.URIRef(found.value))
            default: rdflib.Graph = dataset.default_graph
            return default

        for quad in self._quads():
            triple = (term(quad.subject), term(quad.predicate), term(quad.object))
            graph(quad.graph_name).add(triple)
        return dataset
