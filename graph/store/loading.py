"""RDF files and changes put into an Oxigraph database."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from graph.files import NQUADS
from graph.model import StoreError
from graph.stages import tell
from graph.store.delta import Change

PIECE_BYTES = 1 << 26
"""What is loaded at once; a quarter of that halves the memory and costs a quarter more time."""


def load(database: ox.Store, path: Path) -> ox.Store:
    """Load an RDF file into a database, N-Quads in pieces, so that memory stays bounded."""
    form = format_of(path)
    if form != ox.RdfFormat.N_QUADS:
        database.bulk_load(path=path, format=form)
        return database
    with path.open("rb") as file:
        return load_lines(database, file)


def load_lines(database: ox.Store, nquads: BinaryIO) -> ox.Store:
    """Load N-Quads; our own draft of ``graph.nq`` is not checked again."""
    ours = Path(nquads.name).name.startswith(f".{NQUADS}")
    size = os.fstat(nquads.fileno()).st_size
    while piece := nquads.read(PIECE_BYTES):
        tell("store", nquads.tell() - len(piece), size)
        lines = piece + nquads.readline()
        database.bulk_load(input=lines, format=ox.RdfFormat.N_QUADS, lenient=ours)
    return database


def format_of(path: Path) -> ox.RdfFormat:
    """The format of an RDF file by its suffix. StoreError when the suffix is unknown."""
    suffix = "nq" if path.name.startswith(f".{NQUADS}") else path.suffix[1:]
    if known := ox.RdfFormat.from_extension(suffix):
        return known
    raise StoreError(
        f"{path} 不是 RDF 文件 / is no RDF file: open a graph's folder, .nq, .trig, .ttl or .nt"
    )


def apply(database: ox.Store, change: Change) -> ox.Store:
    """A database with a change applied to it."""
    for quad in _quads(change.removed):
        database.remove(quad)
    database.extend(_quads(change.added))
    database.flush()  # a backup takes what is flushed alone
    return database


def _quads(lines: Sequence[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
