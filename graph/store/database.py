"""The Oxigraph database of a graph: a cache of its lines.

It is ``store/VERSION`` in the graph's folder, where the version is the hash of ``graph.nq`` and
its delta (`graph.store.delta`), so it is never taken for the database of another graph. If it is
missing, stale or damaged it is built again; after a small change the former one is updated.
``store/seal.json`` saves reading ``graph.nq`` for its hash.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from graph.files import CACHE, NQUADS, Lease, Seal, digest_of, free, lease, replacing, spare_memory
from graph.store.delta import Change, Delta, merged, read
from graph.store.loading import PIECE_BYTES, apply, load, load_lines

log = logging.getLogger(__name__)

_SEAL = "seal.json"
_VERSION_CHARACTERS = 16
_OPEN_BYTES, _CORE_BYTES = 448 << 20, 72 << 20
"""Address space of an open database, and of its threads for each core."""
_LOADER_BYTES, _BYTES_A_BYTE = 256 << 20, 7
"""Address space that loading takes besides, and for each byte of a piece. Measured on one and two
cores with files of 2 to 105 MB, with 128 MB to spare: threads take more now and then."""

_HELD = ": 数据库放在内存里 / the database is held in memory"
_FILES = re.compile("file descriptors|[Tt]oo many open files")

DAMAGED = (OSError, RuntimeError)
"""What pyoxigraph raises when its files cannot be read; the latter for checksums and sizes."""


class Database(NamedTuple):
    """An open database, and the lease of its folder: RocksDB opens some of its files only when it
    reads them, and where they are gone by then a query never ends. ``version`` is its graph's."""

    oxigraph: ox.Store
    lease: Lease | None = None
    version: str = ""


def database_of(folder: Path) -> Database:
    """The database of a folder's graph. OSError or SyntaxError when the graph cannot be read."""
    with open_lines(folder, lines=False) as (_, delta):
        place = _place(folder, delta.version)
        with suppress(OSError):
            if found := _opened(place):
                return found
    with open_lines(folder) as (file, delta):
        return _database(_place(folder, delta.version), file, lambda: delta.change)


def in_memory(folder: Path) -> Database:
    """A copy of the database in memory, which many threads can read at once."""
    delta = delta_of(folder, lines=True)
    return Database(apply(load(ox.Store(), folder / NQUADS), delta.change))


def version_at(path: Path) -> str:
    """The version of the graph in a folder or file as it is now, as `Database.version` has it.

    OSError when it cannot be read.
    """
    if path.is_dir():
        return _place(path, delta_of(path).version).name
    state = path.stat()
    return _file_version(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _file_version(path: Path, modified: int, size: int) -> str:
    return digest_of(path)[:_VERSION_CHARACTERS]


def delta_of(folder: Path, lines: bool = False) -> Delta:
    """The delta of a folder's ``graph.nq``; an empty one if it has none."""
    with open_lines(folder, lines) as (_, delta):
        return delta


@contextmanager
def open_lines(folder: Path, lines: bool = True) -> Iterator[tuple[BufferedReader, Delta]]:
    """A folder's ``graph.nq``, open, and its delta, both of one moment."""
    delta = read(folder, lines)  # first: it is deleted only after it is merged into the file
    with open(folder / NQUADS, "rb") as file:
        digest = _digest(folder, file)
        yield file, delta if delta.base == digest else Delta(digest)


def lines_of(folder: Path) -> Iterator[bytes]:
    """The lines of a folder's graph, sorted, each with its line end."""
    with open_lines(folder) as (file, delta):
        yield from merged(file, delta.change) if delta.digest else file


def rebuilt(folder: Path) -> Database:
    """Delete the database and build it again from the lines."""
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    return database_of(folder)


def successor(
    folder: Path,
    version: str,
    nquads: Path,
    delta: Callable[[], Change] = Change,
    change: Change | None = None,
) -> Database:
    """The database of the graph that is about to replace the folder's.

    The former database is updated with ``change`` if that is given and possible; otherwise a new
    one is built from ``nquads`` and ``delta``.
    """
    place = _place(folder, version)
    _room_to_load(folder, nquads)  # which a change takes, too
    former = change and _former(folder)
    if change and former and former != place:
        try:
            return _keep(place, lambda draft: _changed(former, draft, change))
        except DAMAGED as error:
            if not _few_files(error):
                log.warning(
                    "数据库更新不了 / the database %s cannot be updated (%s)", former, error
                )
    with open(nquads, "rb") as file:
        return _database(place, file, delta)


def _former(folder: Path) -> Path | None:
    """Where the database of a folder's present graph is, if it has one."""
    with suppress(OSError):
        place = _place(folder, delta_of(folder).version)
        return place if place.is_dir() else None
    return None


def succeeded(folder: Path, version: str) -> None:
    """Delete the databases of all versions of the folder's graph but this one.

    Those that somebody reads stay until the next change.
    """
    current = _place(folder, version)
    for place in current.parent.glob("*"):
        if place.is_dir() and place != current:
            unread = free(place)
            if not unread:
                continue
            gone = place.with_name(f".{place.name.strip('.')}.{os.getpid()}")
            with suppress(OSError):
                os.rename(place, gone)  # at once: no half-deleted database may have its name
            shutil.rmtree(gone, ignore_errors=True)
        elif place.name.startswith(f".{_SEAL}"):
            place.unlink(missing_ok=True)


def _digest(folder: Path, file: BufferedReader) -> str:
    """The SHA-256 of a folder's open ``graph.nq``, cached while the file is unchanged."""
    try:
        seal = Seal(*json.loads((folder / CACHE / _SEAL).read_bytes()))
        if seal == Seal.of(file, seal.sha256):
            return seal.sha256
    except (OSError, ValueError, TypeError):
        pass  # not written yet, or by another version
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    remember(folder, Seal.of(file, digest))
    return digest


def remember(folder: Path, seal: Seal) -> None:
    """Cache the SHA-256 of a folder's ``graph.nq``, if the folder can be written."""
    with suppress(OSError):
        (folder / CACHE).mkdir(exist_ok=True)
        with replacing(folder / CACHE / _SEAL) as file:
            file.write(json.dumps(seal).encode())


def _place(folder: Path, version: str) -> Path:
    return folder / CACHE / version[:_VERSION_CHARACTERS]


@cache
def _room_to_open(folder: Path) -> None:
    """StoreError where memory lacks for the folder's database; the next one shares its threads."""
    spare_memory(folder, _OPEN_BYTES + _CORE_BYTES * (os.cpu_count() or 1))


def _room_to_load(folder: Path, nquads: Path) -> None:
    """StoreError where memory lacks for a new database of the folder, loaded from a file."""
    _room_to_open(folder)
    piece = min(nquads.stat().st_size, PIECE_BYTES)
    cores = _CORE_BYTES * (os.cpu_count() or 1)
    spare_memory(folder, _OPEN_BYTES + cores + _LOADER_BYTES + _BYTES_A_BYTE * piece)


def _database(place: Path, nquads: BinaryIO, delta: Callable[[], Change]) -> Database:
    """The database at a path, else a new one of an open file, stored there if possible.

    StoreError where there is too little memory for it.
    """

    def made(database: ox.Store) -> ox.Store:
        nquads.seek(0)
        return apply(load_lines(database, nquads), delta())

    try:
        if found := _opened(place):
            return found
        _room_to_load(place.parent.parent, Path(nquads.name))
        return _keep(place, lambda draft: made(ox.Store(draft)))
    except OSError as error:
        if _few_files(error):
            log.warning("可打开的文件太少 / too few files may be open%s; try: ulimit -n 256", _HELD)
        else:
            log.warning(
                "存不了数据库 / no database can be kept in %s (%s)%s", place.parent, error, _HELD
            )
        return Database(made(ox.Store()), version=place.name)


def _opened(place: Path) -> Database | None:
    """The database at a path, None where there is none that can be read.

    OSError, and the database stays, where too few files may be open.
    """
    _room_to_open(place.parent.parent)
    held = lease(place)
    try:
        return _read_only(place, held) if place.is_dir() else None
    except DAMAGED as error:
        if _few_files(error):
            raise
        log.warning(
            "数据库已损坏，正在重建 / the database %s is damaged (%s): building it again",
            place,
            error,
        )
        shutil.rmtree(place, ignore_errors=True)
    return None


def _few_files(error: Exception) -> bool:
    """Whether a database failed for want of file descriptors; Oxigraph says so in words alone."""
    return isinstance(error, OSError) and bool(_FILES.search(str(error)))


def _keep(place: Path, make: Callable[[str], object]) -> Database:
    """Build the database under a draft name, then rename it: no reader sees half of one."""
    log.info("building the database %s", place)
    place.parent.mkdir(exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        make(str(draft))
        with suppress(OSError):  # another process was faster
            os.rename(draft, place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    held = lease(place)
    return _read_only(place, held)


def _read_only(place: Path, held: Lease | None) -> Database:
    return Database(ox.Store.read_only(str(place)), held, place.name)


def _changed(former: Path, draft: str, change: Change) -> None:
    """A copy of a database, by hard links where the file system has them, with a change applied."""
    ox.Store.read_only(str(former)).backup(draft)
    apply(ox.Store(draft), change)
