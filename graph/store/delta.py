"""What a large graph has changed by since ``graph.nq`` was written: ``delta.sqlite`` beside it.

A differential file (Severance and Lohman, ACM Transactions on Database Systems 1, 1976): a line
that comes or goes is kept there, and ``graph.nq`` is written anew only when there are many. So a
change costs what it says, not what the graph is in size. A delta holds for a ``graph.nq`` of one
content; beside another it means nothing.
"""

from __future__ import annotations

import hashlib
import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from mmap import mmap
from pathlib import Path
from typing import BinaryIO, NamedTuple

from graph.files import line_offset, splice
from graph.model import StoreError

NAME = "delta.sqlite"
MAX_DELTA_BYTES = 1 << 26
"""Bytes: a smaller ``graph.nq`` is written whole at once, and a larger delta is written into it."""

_TABLES = """
BEGIN;
CREATE TABLE IF NOT EXISTS lines (line BLOB PRIMARY KEY, added INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS about (base TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL);
COMMIT;
"""


class Change(NamedTuple):
    """The lines, sorted, that one graph has and another has not."""

    added: Sequence[bytes] = ()
    removed: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Delta:
    """What amends the ``graph.nq`` whose SHA-256 is ``base``.

    ``digest``, '' if nothing does, is the sum modulo 2²⁵⁶ of the SHA-256 of each line with its
    sign, so that it grows with the lines (Bellare and Micciancio, EUROCRYPT 1997, AdHash).
    ``size`` are the bytes of the lines; ``change`` holds them where they have been read.
    """

    base: str = ""
    digest: str = ""
    size: int = 0
    change: Change = field(default_factory=Change)

    @property
    def version(self) -> str:
        """What the amended graph is known by: a SHA-256, ``base`` where nothing amends it."""
        return version_of(self.base, self.digest)

    def right(self) -> bool:
        """Whether its lines are those that it was made of."""
        return self.digest == _summed("", self.change, Change())


def version_of(base: str, digest: str) -> str:
    """As `Delta.version`."""
    return hashlib.sha256(f"{base} {digest}".encode()).hexdigest() if digest else base


def read(folder: Path, lines: bool = False) -> Delta:
    """The delta kept in a folder, its lines only when asked for; an empty one if there is none.

    StoreError when it is damaged, OSError when it cannot be read.
    """
    if not (folder / NAME).is_file():
        return Delta()
    with _told(folder), closing(_connected(folder / NAME)) as database:
        database.execute("BEGIN")
        rows = database.execute("SELECT base, digest, size FROM about")
        base, digest, size = rows.fetchone() or ("", "", 0)
        return Delta(base, digest, size, _change(database) if digest and lines else Change())


def forget(folder: Path, base: str | None = None) -> None:
    """Remove the delta of a folder; with ``base`` one that amends that ``graph.nq`` alone."""
    with suppress(StoreError):
        if base is not None and read(folder).base != base:
            return
    for name in (NAME, f"{NAME}-journal"):  # the latter of a writer that was killed
        (folder / name).unlink(missing_ok=True)


def merged(file: BinaryIO, change: Change) -> Iterator[bytes]:
    """The sorted lines of a file with a change, one by one."""
    gone = set(change.removed)
    stay = (line for line in file if line not in gone)
    return heapq.merge(stay, change.added) if change.added else stay


def amended(text: mmap | bytes, change: Change) -> Iterator[bytes]:
    """The same in large pieces."""

    def edits() -> Iterator[tuple[int, int, bytes]]:
        place = 0
        for line, length in sorted(signed):
            place = line_offset(text, line, place)
            yield place, length, b"" if length else line

    signed = [(line, 0) for line in change.added] + [(line, len(line)) for line in change.removed]
    return splice(text, edits())


class Draft:
    """A delta being written: nobody sees it before `commit`."""

    def __init__(self, database: sqlite3.Connection, folder: Path, base: str) -> None:
        self._db, self._folder = database, folder
        self.base, self.digest, self.size = base, "", 0
        about = database.execute("SELECT digest, size FROM about WHERE base = ?", (base,))
        self.digest, self.size = about.fetchone() or ("", 0)
        if not self.digest:
            database.execute("DELETE FROM lines")

    def stands(self, line: bytes) -> bool | None:
        """Whether the delta adds the line, or removes it; None where it says nothing."""
        row = self._db.execute("SELECT added FROM lines WHERE line = ?", (line,)).fetchone()
        return bool(row[0]) if row else None

    def put(self, change: Change) -> None:
        """Amend the graph further."""
        said = list[bytes](), list[bytes]()
        unsaid = list[bytes](), list[bytes]()
        for lines, comes in ((change.added, True), (change.removed, False)):
            for line in lines:
                if self.stands(line) is (not comes):  # back to what graph.nq says
                    self._db.execute("DELETE FROM lines WHERE line = ?", (line,))
                    unsaid[comes].append(line)
                else:
                    self._db.execute("INSERT INTO lines VALUES (?, ?)", (line, comes))
                    said[not comes].append(line)
        self.digest = _summed(self.digest, Change(*said), Change(*unsaid))
        self.size += sum(map(len, chain(*said))) - sum(map(len, chain(*unsaid)))

    def change(self) -> Change:
        """All that amends ``graph.nq``."""
        return _change(self._db)

    def commit(self) -> None:
        """Let this be the delta, at once and safely on disk."""
        with _told(self._folder):
            about = self.base, self.digest, self.size
            self._db.execute("DELETE FROM about")
            self._db.execute("INSERT INTO about VALUES (?, ?, ?)", about)
            self._db.execute("COMMIT")


@contextmanager
def drafted(folder: Path, base: str) -> Iterator[Draft]:
    """The delta of a `locked` folder to be amended. OSError when it cannot be written."""
    with _told(folder):
        database = _connected(folder / NAME)
    with closing(database):
        with _told(folder):
            database.executescript(_TABLES)
            database.execute("PRAGMA cache_spill = OFF")  # readers are held up by commits alone
            database.execute("BEGIN IMMEDIATE")
            draft = Draft(database, folder, base)
        yield draft


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:  # a full disk, a lock
        raise OSError(f"{NAME}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{folder / NAME} is damaged ({error}): run `tifagraph update {folder} DOCUMENTS`"
        ) from error


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _change(database: sqlite3.Connection) -> Change:
    rows = "SELECT line FROM lines WHERE added = ? ORDER BY line"
    added, removed = ([line for (line,) in database.execute(rows, (n,))] for n in (True, False))
    return Change(added, removed)


def _summed(digest: str, more: Change, less: Change) -> str:
    """A digest with further lines, and without others; '' where none are left."""
    number = (int(digest or "0", 16) + _sum(more) - _sum(less)) % (1 << 256)
    return f"{number:064x}" if number else ""


def _sum(change: Change) -> int:
    return _hashes(b"+", change.added) + _hashes(b"-", change.removed)


def _hashes(sign: bytes, lines: Iterable[bytes]) -> int:
    return sum(int.from_bytes(hashlib.sha256(sign + line).digest()) for line in lines)
