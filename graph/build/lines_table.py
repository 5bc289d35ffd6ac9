"""The lines of a graph that need to be known one by one: two tables of its ledger.

How many documents state a line, so that it goes with the last of them; and which slogans there
are, so that a new one is linked to its variants.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

from graph.identity import keys_of

TABLE = """
CREATE TABLE slogans (key TEXT, line BLOB, PRIMARY KEY (key, line)) WITHOUT ROWID;
CREATE TABLE shared (line BLOB PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
"""


class Lines:
    """Counts of the lines that several documents state, and an index of slogans."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def sharers(self, line: bytes) -> int:
        """The number of documents that state a line of the graph."""
        row = self._db.execute(
            "SELECT documents FROM shared WHERE line = ?", (_hash(line),)
        ).fetchone()
        return int(row[0]) if row else 1

    def share(self, counts: Iterable[tuple[bytes, int]]) -> None:
        """Set the number of documents that state each of these lines; 1 needs no row."""
        rows = [(_hash(line), number) for line, number in counts]
        single = ((line,) for line, number in rows if number < 2)
        self._db.executemany("DELETE FROM shared WHERE line = ?", single)
        several = (row for row in rows if row[1] > 1)
        self._db.executemany("REPLACE INTO shared VALUES (?, ?)", several)

    def forget(self) -> None:
        """Remove all counts of `share`, and all slogans."""
        self._db.execute("DELETE FROM shared")
        self._db.execute("DELETE FROM slogans")

    def add_slogans(self, lines: Iterable[bytes]) -> None:
        """Index the lines that state a slogan by the keys of its name (`keys_of`)."""
        rows = ((key, line) for line in lines for key in keys_of(line))
        self._db.executemany("INSERT OR IGNORE INTO slogans VALUES (?, ?)", rows)

    def drop_slogans(self, lines: Iterable[bytes]) -> None:
        """Remove these lines from the index."""
        rows = ((key, line) for line in lines for key in keys_of(line))
        self._db.executemany("DELETE FROM slogans WHERE key = ? AND line = ?", rows)

    def slogans(self, keys: Iterable[str]) -> set[bytes]:
        """The lines of slogans that have one of the keys."""
        query = "SELECT line FROM slogans WHERE key = ?"
        return {line for key in keys for (line,) in self._db.execute(query, (key,))}


def _hash(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=16).digest()
