"""The graph on disk: sorted N-Quads that last, and an Oxigraph database that is rebuilt from them.

A graph's folder holds ``graph.nq``, its lines sorted by bytes (for a graph without blank nodes
that is the canonical form of W3C RDFC-1.0), and ``store/HASH``, the database to query. HASH is
that of ``graph.nq``, so a database is never taken for that of another graph. It is a cache:
missing, stale or damaged, it is built again.
"""

from __future__ import annotations

import hashlib
import heapq
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

import pyoxigraph as ox

from graph.model import StoreError
from graph.terms import PREFIXES, expand

if TYPE_CHECKING:
    import rdflib

log = logging.getLogger(__name__)

NQUADS = "graph.nq"
_CACHE, _LOCK = "store", ".lock"
_STRING = expand("xsd:string")
_RUN = 1 << 18  # lines sorted in memory at once, some 80 MB

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
DAMAGED = (OSError, RuntimeError)
"""What pyoxigraph raises when its files cannot be read; the latter for checksums and sizes."""

Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """A graph opened for reading. Any number of processes may read it at once."""

    def __init__(self, path: Path, database: ox.Store) -> None:
        self.path = path
        """The graph's folder, or the single file that was opened."""
        self._database = database

    @classmethod
    def write(cls, folder: str | os.PathLike[str], lines: Iterable[str]) -> Store:
        """Make N-Quads ``lines``, in any order, repeated or not, the graph of ``folder``; open it.

        The folder comes into being; its former graph stands until the new one is complete. Memory
        stays bounded. StoreError when it cannot be written or another process is writing it.
        """
        path = Path(folder)
        encoded = (line.rstrip("\n").encode() + b"\n" for line in lines)
        try:
            path.mkdir(parents=True, exist_ok=True)
            with _locked(path), replacing(path / NQUADS) as file:
                file.writelines(sort_lines(encoded))
                file.flush()
                database = _database(path, Path(file.name))
            _forget_former(path)
        except SyntaxError as error:
            raise StoreError(f"malformed N-Quads: {error.msg}") from error
        except OSError as error:
            raise StoreError(
                f"cannot write {path}: {error.strerror or error}; choose another folder"
            ) from error
        return cls(path, database)

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
                return cls(folder, _database(folder, folder / NQUADS))
            if given.is_file():
                return cls(given, _load(ox.Store(), given))
        except SyntaxError as error:
            raise StoreError(f"{given} is malformed: {error.msg}") from error
        except OSError as error:
            raise StoreError(f"cannot read {given}: {error.strerror or error}") from error
        what = f"holds no {NQUADS}" if folder.is_dir() else "does not exist"
        raise StoreError(f"{folder} {what}: run `tifagraph build DOCUMENTS -o {folder}` first")

    def query(
        self, sparql: str, substitutions: Mapping[ox.Variable, Term] | None = None
    ) -> Results:
        """Evaluate SPARQL 1.1 over the default graph and the sentences' named graphs.

        The prefixes of `graph.terms` need no declaration. Raises pyoxigraph's SyntaxError, and
        `DAMAGED` while the results are read too: `graph.query.run` is the friendlier way.
        """
        given = dict(substitutions) if substitutions else None
        return self._database.query(sparql, prefixes=PREFIXES, substitutions=given)

    def rebuild(self) -> None:
        """Build the database anew, once a query has shown that it is damaged."""
        if self.path.is_dir():
            shutil.rmtree(self.path / _CACHE, ignore_errors=True)
            self._database = _database(self.path, self.path / NQUADS)

    def lines(self) -> Iterator[bytes]:
        """The quads as N-Quads sorted by bytes, each line with its end.

        They come from the file: the database keeps xsd:nonNegativeInteger as xsd:integer.
        """
        if self.path.is_dir():
            with open(self.path / NQUADS, "rb") as file:
                yield from file
        else:
            parsed = ox.parse(path=self.path, format=_format(self.path))
            yield from sort_lines(f"{quad} .\n".encode() for quad in parsed)

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._database)

    def __bool__(self) -> bool:
        """True: an empty graph is a graph too."""
        return True

    def rdflib(self) -> rdflib.Dataset:
        """The graph as an in-memory `rdflib.Dataset`, some 2 kB and 20-40 µs a quad.

        Term for term as in the file, which neither oxrdflib nor rdflib's own parser would give.
        ``default_union`` is off: the default graph says everything once.
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

        file = self.path / NQUADS if self.path.is_dir() else self.path
        for quad in ox.parse(path=file, format=_format(file)):
            triple = (term(quad.subject), term(quad.predicate), term(quad.object))
            graph(quad.graph_name).add(triple)
        return dataset


def sort_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sort lines by bytes and drop repeated ones in bounded memory: an external merge sort."""
    rest = iter(lines)
    with ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        while run := set(islice(rest, _RUN)):
            file = files.enter_context(tempfile.TemporaryFile())
            file.writelines(sorted(run))
            file.seek(0)
            runs.append(file)
        for line, _ in groupby(heapq.merge(*runs)):
            yield line


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of ``path`` when the block ends well, else vanishes."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(draft, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _place(folder: Path, nquads: Path) -> Path:
    with open(nquads, "rb") as file:
        return folder / _CACHE / hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _forget_former(folder: Path) -> None:
    """Remove the databases of former graphs; whoever still reads one keeps its open files."""
    current = _place(folder, folder / NQUADS)
    for place in current.parent.glob("*"):
        if place != current:
            shutil.rmtree(place, ignore_errors=True)


def _database(folder: Path, nquads: Path) -> ox.Store:
    """The database of ``nquads``: the one kept in ``folder``, else a new one, kept if possible."""
    place = _place(folder, nquads)
    if place.is_dir():
        try:
            return ox.Store.read_only(str(place))
        except DAMAGED as error:
            log.warning("the database %s is damaged (%s): building it again", place, error)
            shutil.rmtree(place, ignore_errors=True)
    try:
        return _keep(place, nquads)
    except OSError as error:
        log.warning("no database can be kept in %s (%s): using memory", place.parent, error)
        return _load(ox.Store(), nquads)


def _keep(place: Path, nquads: Path) -> ox.Store:
    """Build the database beside its place, then rename it: nobody ever sees half of one."""
    log.info("building the database %s", place)
    place.parent.mkdir(exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        _load(ox.Store(str(draft)), nquads)
        with suppress(OSError):  # another process was faster
            os.rename(draft, place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return ox.Store.read_only(str(place))


def _load(database: ox.Store, path: Path) -> ox.Store:
    database.bulk_load(path=path, format=_format(path))
    return database


def _format(path: Path) -> ox.RdfFormat:
    suffix = "nq" if path.name.startswith(f".{NQUADS}") else path.suffix[1:]
    if known := ox.RdfFormat.from_extension(suffix):
        return known
    raise StoreError(f"{path} is no RDF file: open a graph's folder, .nq, .trig, .ttl or .nt")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Be the folder's only writer. The system frees the lock however the process ends."""
    with open(folder / _LOCK, "ab") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise StoreError(
                f"another process is writing {folder}: wait for it or choose another folder"
            ) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
