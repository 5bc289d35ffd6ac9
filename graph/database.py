"""The Oxigraph database beside a graph: a cache of ``graph.nq``, made, kept and brought up to date.

It is ``store/HASH`` in the graph's folder, HASH being that of ``graph.nq``, so it is never taken
for that of another graph. Missing, stale or damaged, it is built again; after a small change it is
the former one with that change. ``store/seal.json`` saves reading ``graph.nq`` for its hash.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from graph.files import CACHE, NQUADS, Seal, digest_of, replacing
from graph.model import StoreError

log = logging.getLogger(__name__)

_SEAL = "seal.json"
_PIECE = 1 << 26  # bytes; a quarter of that halves the memory and costs a quarter more time

DAMAGED = (OSError, RuntimeError)
"""What pyoxigraph raises when its files cannot be read; the latter for checksums and sizes."""


class Change(NamedTuple):
    """The lines that one graph has and another has not."""

    added: Sequence[bytes]
    removed: Sequence[bytes]


def database_of(folder: Path) -> ox.Store:
    """The database of a folder's graph. OSError or SyntaxError when that cannot be read."""
    return _database(folder, folder / NQUADS, _digest(folder))


def rebuilt(folder: Path) -> ox.Store:
    """The same, but built anew in place of one that is damaged."""
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    return database_of(folder)


def successor(folder: Path, nquads: Path, digest: str, change: Change | None) -> ox.Store:
    """The database of a graph about to replace the folder's: the former one changed, if it can."""
    place = _place(folder, digest)
    former = list(place.parent.glob("?" * 16))
    if change and len(former) == 1 and former[0] != place:
        try:
            return _keep(place, lambda draft: _changed(former[0], draft, change))
        except DAMAGED as error:
            log.warning("the database %s cannot be updated (%s)", former[0], error)
    return _database(folder, nquads, digest)


def succeeded(folder: Path, digest: str) -> None:
    """The folder's graph has been replaced by that of ``digest``: keep nothing of former ones."""
    _forget_former(folder, digest)
    _sealed(folder, digest)


def load(database: ox.Store, path: Path) -> ox.Store:
    """Load an RDF file into a database, N-Quads in pieces: memory then stays bounded.

    What is just being written need not be checked again.
    """
    form, ours = format_of(path), path.name.startswith(f".{NQUADS}")
    if form != ox.RdfFormat.N_QUADS:
        database.bulk_load(path=path, format=form)
        return database
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            database.bulk_load(input=piece + file.readline(), format=form, lenient=ours)
    return database


def format_of(path: Path) -> ox.RdfFormat:
    """The format of an RDF file by its suffix. StoreError when it is none."""
    suffix = "nq" if path.name.startswith(f".{NQUADS}") else path.suffix[1:]
    if known := ox.RdfFormat.from_extension(suffix):
        return known
    raise StoreError(f"{path} is no RDF file: open a graph's folder, .nq, .trig, .ttl or .nt")


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
