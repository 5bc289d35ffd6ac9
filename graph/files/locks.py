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
                f"another process is writing {folder}: wait for it or choose another folder"
            ) from error
        _held.add(descriptor)
        for draft in folder.glob(".*.[0-9]*"):
            if _DRAFT.fullmatch(draft.name):  # of a writer that was killed
                draft.unlink()
        yield
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


def unwritable(folder: Path, error: Exception) -> StoreError:
    """What to say when a graph's folder cannot be written."""
    reason = getattr(error, "strerror", None) or error
    return StoreError(f"cannot write {folder}: {reason}; choose another folder")


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

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
