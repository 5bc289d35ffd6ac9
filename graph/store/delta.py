"""The lines added to and removed from a large graph since ``graph.nq`` was written.

A differential file (Severance and Lohman, ACM Transactions on Database Systems 1, 1976),
``delta.sqlite``: ``graph.nq`` is written again only when the delta has grown large, so the cost of
a change does not depend on the size of the graph. A delta belongs to one ``graph.nq``, known by
its SHA-256, and is ignored beside any other.
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
"""A smaller ``graph.nq`` is always rewritten; a larger delta is merged into ``graph.nq``."""

_TABLES = """
BEGIN;
CREATE TABLE IF NOT EXISTS lines (line BLOB PRIMARY KEY, added INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS about (base TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL);
COMMIT;
"""


class Change(NamedTuple):
    """The lines, sorted, to add to and to remove from a graph."""

    added: Sequence[bytes] = ()
    removed: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Delta:
    """The lines added to and removed from the ``graph.nq`` whose SHA-256 is ``base``.

    ``digest``, '' if there are none, is the sum modulo 2²⁵⁶ of the SHA-256 of each line with its
    sign, so that it can be updated line by line (Bellare and Micciancio, EUROCRYPT 1997, AdHash).
    ``size`` is the number of bytes of the lines; ``change`` is empty if they have not been read.
    """

    base: str = ""
    digest: str = ""
    size: int = 0
    change: Change = field(default_factory=Change)

    @property
    def version(self) -> str:
        """The identity of the amended graph: a SHA-256, ``base`` itself if the delta is empty."""
        return version_of(self.base, self.digest)

    def right(self) -> bool:
        """Whether the digest matches the lines."""
        return self.digest == _summed("", self.change, Change())


def version_of(base: str, digest: str) -> str:
    """The version of a graph (`Delta.version`) from the two digests of its delta."""
    return hashlib.sha256(f"{base} {digest}".encode()).hexdigest() if digest else base


def read(folder: Path, lines: bool = False) -> Delta:
    """The delta stored in a folder, its lines only if ``lines``; an empty one if there is none.

    StoreError when it is damaged, OSError when it cannot be read.
    """
    if not (folder / NAME).is_file():
        return Delta()
    with _translated_errors(folder), closing(_connected(folder / NAME)) as database:
        database.execute("BEGIN")
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone():
            return Delta()  # its writer was killed before the tables were there
        rows = database.execute("SELECT base, digest, size FROM about")
        base, digest, size = rows.fetchone() or ("", "", 0)
        return Delta(base, digest, size, _change(database) if digest and lines else Change())


def forget(folder: Path, base: str | None = None) -> None:
    """Remove the delta of a folder; with ``base`` only if it belongs to that ``graph.nq``."""
    with suppress(StoreError):
        if base is not None and read(folder).base != base:
            return
    for name in (NAME, f"{NAME}-journal"):  # the latter of a writer that was killed
        (folder / name).unlink(missing_ok=True)


def merged(file: BinaryIO, change: Change) -> Iterator[bytes]:
    """The sorted lines of a file with a change applied, one by one."""
    gone = set(change.removed)
    stay = (line for line in file if line not in gone)
    return heapq.merge(stay, change.added) if change.added else stay


def amended(text: mmap | bytes, change: Change) -> Iterator[bytes]:
    """The sorted text with a change applied, in large pieces."""

    def edits() -> Iterator[tuple[int, int, bytes]]:
        place = 0
        for line, length in sorted(signed):
            place = line_offset(text, line, place)
            yield place, length, b"" if length else line

    signed = [(line, 0) for line in change.added] + [(line, len(line)) for line in change.removed]
    return splice(text, edits())


class Draft:
    """A delta being written; no reader sees it before `commit`."""

    def __init__(self, database: sqlite3.Connection, folder: Path, base: str) -> None:
        self._db, self._folder = database, folder
        self.base, self.digest, self.size = base, "", 0
        about = database.execute("SELECT digest, size FROM about WHERE base = ?", (base,))
        self.digest, self.size = about.fetchone() or ("", 0)
        if not self.digest:
            database.execute("DELETE FROM lines")

    def adds(self, line: bytes) -> bool | None:
        """True if the delta adds the line, False if it removes it, None if it does neither."""
        row = self._db.execute("SELECT added FROM lines WHERE line = ?", (line,)).fetchone()
        return bool(row[0]) if row else None

    def put(self, change: Change) -> None:
        """Add a further change to the delta."""
        inserted = list[bytes](), list[bytes]()
        deleted = list[bytes](), list[bytes]()
        for lines, comes in ((change.added, True), (change.removed, False)):
            for line in lines:
                if self.adds(line) is (not comes):  # graph.nq has it right again
                    self._db.execute("DELETE FROM lines WHERE line = ?", (line,))
                    deleted[comes].append(line)
                else:
                    self._db.execute("INSERT INTO lines VALUES (?, ?)", (line, comes))
                    inserted[not comes].append(line)
        self.digest = _summed(self.digest, Change(*inserted), Change(*deleted))
        self.size += sum(map(len, chain(*inserted))) - sum(map(len, chain(*deleted)))

    def change(self) -> Change:
        """All lines of the delta."""
        return _change(self._db)

    def commit(self) -> None:
        """Make this the folder's delta, safely on disk."""
        with _translated_errors(self._folder):
            about = self.base, self.digest, self.size
            self._db.execute("DELETE FROM about")
            self._db.execute("INSERT INTO about VALUES (?, ?, ?)", about)
            self._db.execute("COMMIT")


@contextmanager
def drafted(folder: Path, base: str) -> Iterator[Draft]:
    """A draft of the delta of a `locked` folder. OSError when it cannot be written."""
    with _translated_errors(folder):
        database = _connected(folder / NAME)
    with closing(database):
        with _translated_errors(folder):
            database.executescript(_TABLES)
            database.execute("PRAGMA cache_spill = OFF")  # readers are held up by commits alone
            database.execute("BEGIN IMMEDIATE")
            draft = Draft(database, folder, base)
        yield draft


@contextmanager
def _translated_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:  # a full disk, a lock
        raise OSError(f"{NAME}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{folder / NAME} 已损坏 / is damaged ({error}): "
            f"run `tifagraph update {folder} DOCUMENTS`"
        ) from error


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _change(database: sqlite3.Connection) -> Change:
    rows = "SELECT line FROM lines WHERE added = ? ORDER BY line"
    added, removed = ([line for (line,) in database.execute(rows, (n,))] for n in (True, False))
    return Change(added, removed)


def _summed(digest: str, more: Change, less: Change) -> str:
    """A digest with lines added and removed; '' if no lines are left."""
    number = (int(digest or "0", 16) + _sum(more) - _sum(less)) % (1 << 256)
    return f"{number:064x}" if number else ""


def _sum(change: Change) -> int:
    return _hashes(b"+", change.added) + _hashes(b"-", change.removed)


def _hashes(sign: bytes, lines: Iterable[bytes]) -> int:
    return sum(int.from_bytes(hashlib.sha256(sign + line).digest()) for line in lines)
