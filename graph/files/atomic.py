"""The files of a graph's folder: their names, atomic replacement, and seals to recognise them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

NQUADS = "graph.nq"
LEDGER = "documents.sqlite"
CACHE = "store"
_NAMED = 48  # characters of a name that a draft bears: all of it could be too long


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
        """Whether the path has that content; it is read only if it has been copied or touched."""
        return path.is_file() and (
            self.seems(path)
            or (path.stat().st_size == self.size and digest_of(path) == self.sha256)
        )

    def seems(self, path: Path) -> bool:
        """Whether size, time and inode of the path are those of the file."""
        found = path.stat()
        return self[1:] == (found.st_size, found.st_mtime_ns, found.st_ino)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that replaces ``path`` when the block ends without error, else is deleted.

    A device or a pipe is written directly: it cannot be replaced.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        with open(path, "wb") as file:
            yield file
        return
    draft = path.with_name(f".{path.name[:_NAMED]}.{os.getpid()}")
    try:
        with open(draft, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
