"""One writer at a time for a graph's folder, and drafts of killed writers cleared away."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.files.spare import spare_descriptors, spare_memory
from graph.model import StoreError

_LOCK = ".lock"
_held: set[int] = set()
_WRITER_BYTES = 1088 << 20
"""Address space that extraction and the database of a small graph take, with its threads."""
_DRAFT = re.compile(r"\.(?:graph\.nq|manifest\.json)\.\d+")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's exclusive lock; the folder is created if needed.

    The system frees the lock however the process ends. StoreError when another process has it,
    the folder cannot be written, or too few files or too little memory are allowed.
    """
    spare_descriptors(folder)
    spare_memory(folder, _WRITER_BYTES)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        try:
            _lock(descriptor)
        except OSError as error:
            raise StoreError(
                f"另一进程正在写 / another process is writing {folder}: wait for it or "
                "choose another folder"
            ) from error
        _held.add(descriptor)
        for draft in folder.glob(".*.[0-9]*"):
            if _DRAFT.fullmatch(draft.name):  # of a writer that was killed
                draft.unlink()
        yield
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Change a file that others change, too: wait for who does so, which takes a moment.

    A hidden file beside it is locked, since the file itself is replaced. OSError as of open.
    """
    beside = path.with_name(f".{path.name}.lock")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait(descriptor)
        yield
    finally:
        os.close(descriptor)


class Lease:
    """A folder that must not be deleted while somebody reads it; given back with the object.

    flock(2) shares it with forks. Windows deletes no open file, so nothing is held there.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __del__(self) -> None:
        os.close(self._descriptor)


def lease(folder: Path) -> Lease | None:
    """The lease of a folder, None where it is gone or there are no leases. OSError as of open."""
    return _leased(folder, shared=True)


def free(folder: Path) -> Lease | None:
    """The lease of a folder that nobody else holds, to delete it; None where somebody does."""
    return _leased(folder, shared=False)


def unwritable(folder: Path, error: Exception) -> StoreError:
    """What to say when a graph's folder cannot be written."""
    reason = getattr(error, "strerror", None) or error
    return StoreError(f"写不了 / cannot write {folder}: {reason}; choose another folder")


def _leave_locks() -> None:
    """A forked worker must not hold its parent's lock: it may outlive a parent that is killed."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_locks)

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _wait(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

    def _leased(folder: Path, shared: bool) -> Lease | None:
        return None if shared else Lease(os.open(os.devnull, os.O_RDONLY))

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _wait(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _leased(folder: Path, shared: bool) -> Lease | None:
        try:
            descriptor = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            return None
        found = Lease(descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_there = os.path.samestat(os.fstat(descriptor), os.stat(folder))
        except (BlockingIOError, FileNotFoundError):  # in use; or deleted while we waited
            return None
        return found if is_there else None
