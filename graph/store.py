"""The graph on disk: sorted N-Quads that last, and an Oxigraph database that is rebuilt from them.

A graph's folder holds ``graph.nq``, its lines sorted by bytes (for a graph without blank nodes
that is the canonical form of W3C RDFC-1.0), and ``store/HASH``, the database to query. HASH is
that of ``graph.nq``, so a database is never taken for that of another graph. It is a cache:
missing, stale or damaged, it is built again; after a small change it is brought up to date.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

import pyoxigraph as ox

from graph.lines import sort_lines
from graph.locks import locked, unwritable
from graph.model import StoreError
from graph.terms import PREFIXES, expand

if TYPE_CHECKING:
    import rdflib

log = logging.getLogger(__name__)

NQUADS = "graph.nq"
CACHE = "store"
_SEAL = "seal.json"
_STRING = expand("xsd:string")
_PIECE = 1 << 26  # bytes; a quarter of that halves the memory and costs a quarter more time

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
DAMAGED = (OSError, RuntimeError)
"""What pyoxigraph raises when its files cannot be read; the latter for checksums and sizes."""

Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Change(NamedTuple):
    """The lines that one graph has and another has not."""

    added: Sequence[bytes]
    removed: Sequence[bytes]


class Seal(NamedTuple):
    """What a file is, and how to see at a glance that it is still the same."""

    sha256: str
    size: int
    modified: int
    inode: int

    @classmethod
    def of(cls, file: BinaryIO, sha256: str) -> Seal:
        """The seal of an open file that is complete."""
        found = os.fstat(file.fileno())
        return cls(sha256, found.st_size, found.st_mtime_ns, found.st_ino)

    def fits(self, path: Path) -> bool:
        """Whether the path is that file; looked into only where it has been copied or touched."""
        return path.is_file() and (
            self.seems(path)
            or (path.stat().st_size == self.size and digest_of(path) == self.sha256)
        )

    def seems(self, path: Path) -> bool:
        """Whether the path is that file by all that can be seen without reading it."""
        found = path.stat()
        return self[1:] == (found.st_size, found.st_mtime_ns, found.st_ino)


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
        """Make ``content``, the bytes of sorted N-Quads, the graph of a `locked` folder; open it.

        ``change`` is what the former graph lacks and has too much: its database is then updated
        instead of loaded anew. ``before`` gets the seal of the new file when that is safe on disk
        and about to take the place of the former graph. StoreError as of `write`.
        """
        hasher = hashlib.sha256()
        try:
            with replacing(folder / NQUADS) as file:
                for chunk in content:
                    hasher.update(chunk)
                    file.write(chunk)
                file.flush()
                digest = hasher.hexdigest()
                database = _successor(folder, Path(file.name), digest, change)
                os.fsync(file.fileno())
                before(Seal.of(file, digest))
            _forget_former(folder, digest)
            _sealed(folder, digest)
        except SyntaxError as error:
            raise StoreError(f"malformed N-Quads: {error.msg}") from error
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
                return cls(folder, _database(folder, folder / NQUADS, _digest(folder)))
            if given.is_file():
                return cls(given, load(ox.Store(), given))
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
            shutil.rmtree(self.path / CACHE, ignore_errors=True)
            self._database = _database(self.path, self.path / NQUADS, _digest(self.path))

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


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(folder: Path) -> str:
    """The SHA-256 of a folder's ``graph.nq``, remembered for as long as the file is untouched."""
    path = folder / NQUADS
    try:
        seal = Seal(*json.loads((folder / CACHE / _SEAL).read_bytes()))
        if seal.seems(path):
            return seal.sha256
    except (OSError, ValueError, TypeError):
        pass  # not written yet, or by another version
    return _sealed(folder, digest_of(path))


def _sealed(folder: Path, digest: str) -> str:
    """Remember the SHA-256 of a folder's ``graph.nq``, where something can be written."""
    with suppress(OSError):
        (folder / CACHE).mkdir(exist_ok=True)
        with open(folder / NQUADS, "rb") as nquads, replacing(folder / CACHE / _SEAL) as file:
            file.write(json.dumps(Seal.of(nquads, digest)).encode())
    return digest


def _place(folder: Path, digest: str) -> Path:
    return folder / CACHE / digest[:16]


def _forget_former(folder: Path, digest: str) -> None:
    """Remove the databases of former graphs; whoever still reads one keeps its open files."""
    current = _place(folder, digest)
    for place in current.parent.glob("*"):
        if place.is_dir() and place != current:
            gone = place.with_name(f".{place.name.strip('.')}.{os.getpid()}")
            with suppress(OSError):
                os.rename(place, gone)  # at once: half a database must not bear its name
            shutil.rmtree(gone, ignore_errors=True)
        elif place.name.startswith(f".{_SEAL}"):
            place.unlink(missing_ok=True)


def _database(folder: Path, nquads: Path, digest: str) -> ox.Store:
    """The database of ``nquads``: the one kept in ``folder``, else a new one, kept if possible."""
    place = _place(folder, digest)
    if place.is_dir():
        try:
            return ox.Store.read_only(str(place))
        except DAMAGED as error:
            log.warning("the database %s is damaged (%s): building it again", place, error)
            shutil.rmtree(place, ignore_errors=True)
    try:
        return _keep(place, lambda draft: load(ox.Store(draft), nquads))
    except OSError as error:
        log.warning("no database can be kept in %s (%s): using memory", place.parent, error)
        return load(ox.Store(), nquads)


def _successor(folder: Path, nquads: Path, digest: str, change: Change | None) -> ox.Store:
    """The database of a graph about to replace the folder's: the former one changed, if it can."""
    place = _place(folder, digest)
    former = list(place.parent.glob("?" * 16))
    if change and len(former) == 1 and former[0] != place:
        try:
            return _keep(place, lambda draft: _changed(former[0], draft, change))
        except DAMAGED as error:
            log.warning("the database %s cannot be updated (%s)", former[0], error)
    return _database(folder, nquads, digest)


def _changed(former: Path, draft: str, change: Change) -> None:
    """A copy of a database, by hard links where the file system has them, with a change applied."""
    ox.Store.read_only(str(former)).backup(draft)
    database = ox.Store(draft)
    for quad in _quads(change.removed):
        database.remove(quad)
    database.extend(_quads(change.added))
    database.flush()


def _quads(lines: Sequence[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)


def _keep(place: Path, make: Callable[[str], object]) -> ox.Store:
    """Build the database beside its place, then rename it: nobody ever sees half of one."""
    log.info("building the database %s", place)
    place.parent.mkdir(exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        make(str(draft))
        with suppress(OSError):  # another process was faster
            os.rename(draft, place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return ox.Store.read_only(str(place))


def load(database: ox.Store, path: Path) -> ox.Store:
    """Load an RDF file into a database, N-Quads in pieces: memory then stays bounded.

    What is just being written need not be checked again.
    """
    form, ours = _format(path), path.name.startswith(f".{NQUADS}")
    if form != ox.RdfFormat.N_QUADS:
        database.bulk_load(path=path, format=form)
        return database
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            database.bulk_load(input=piece + file.readline(), format=form, lenient=ours)
    return database


def _format(path: Path) -> ox.RdfFormat:
    suffix = "nq" if path.name.startswith(f".{NQUADS}") else path.suffix[1:]
    if known := ox.RdfFormat.from_extension(suffix):
        return known
    raise StoreError(f"{path} is no RDF file: open a graph's folder, .nq, .trig, .ttl or .nt")
