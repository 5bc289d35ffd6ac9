"""The files of a graph's folder: their names, atomic replacement, and seals to recognise them."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

NQUADS = "graph.nq"
LEDGER = "documents.sqlite"
CACHE = "store"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_ELSEWHERE = "没有权限，换一处 / no right to write there: choose another place"
_HINTS = {
    errno.ENOENT: "先建文件夹 / make its folder first: mkdir -p {folder}",
    errno.EISDIR: "这是文件夹，请写文件名 / that is a folder: name a file in it",
    errno.ENOTDIR: "路径中有文件 / a part of the path is a file: choose another place",
    errno.ENAMETOOLONG: "名字太长 / give a shorter name",
    errno.ENOSPC: "磁盘已满 / free some of the disk, or choose another",
    errno.EACCES: _ELSEWHERE,
    errno.EPERM: _ELSEWHERE,
    errno.EROFS: _ELSEWHERE,
}
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


def refusal(path: Path, error: OSError) -> str:
    """What to say of a file that cannot be written, with what to try."""
    hint = _HINTS.get(error.errno or 0, "换一处 / choose another place")
    reason = error.strerror or error
    return f"写不了 / cannot write {path}: {reason}; {hint.format(folder=path.parent)}"


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that replaces ``path`` when the block ends without error, else is deleted.

    A device or a pipe is written directly: it cannot be replaced. OSError names ``path``, not the
    draft beside it, also where the disk is full, which the system says of no file.
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
    except OSError as error:
        if error.filename == str(draft) or (not error.filename and error.errno in _FULL):
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        draft.unlink(missing_ok=True)
