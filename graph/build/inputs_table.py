"""What became of every input of a graph: a table of its ledger, beside that of documents.

A document's row tells the input it came from; here lie the inputs, and parts of them, that gave
none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

TABLE = """
CREATE TABLE left_out (place TEXT, outcome TEXT, reason TEXT);
CREATE INDEX files ON documents (file) WHERE current;
"""


class Inputs:
    """The inputs of the documents of a ledger, and those that gave no document."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def place(self, key: str) -> tuple[str, str] | None:
        """File and note of the document whose findings, current or not, have this key."""
        row = self._db.execute("SELECT file, note FROM documents WHERE key = ?", (key,)).fetchone()
        return row and (row[0], row[1])

    def move(self, found: Iterable[tuple[str, str, str]]) -> None:
        """Set file and note of documents by the key of their findings."""
        self._db.executemany("UPDATE documents SET file = ?2, note = ?3 WHERE key = ?1", found)

    def left_out(self) -> list[tuple[str, str, str]]:
        """The inputs, or parts of them, that gave no document: place, outcome and reason."""
        return self._db.execute("SELECT place, outcome, reason FROM left_out").fetchall()

    def leave_out(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Set what `left_out` returns."""
        self._db.execute("DELETE FROM left_out")
        self._db.executemany("INSERT INTO left_out VALUES (?, ?, ?)", rows)

    def all(self) -> Iterator[tuple[str, str, int, str]]:
        """Every input with its outcome, the number of its documents and what is told of it."""
        return self._db.execute(
            "SELECT file, 'built', count(*), max(note) FROM documents WHERE current GROUP BY file"
            " UNION ALL SELECT place, outcome, 0, reason FROM left_out ORDER BY 1, 2, 4"
        )

    def outcomes(self) -> dict[str, int]:
        """How many inputs have each outcome."""
        (built,) = self._db.execute(
            "SELECT count(DISTINCT file) FROM documents WHERE current"
        ).fetchone()
        rows = self._db.execute("SELECT outcome, count(*) FROM left_out GROUP BY outcome")
        return {"built": built, "skipped": 0, "failed": 0, **dict(rows)}
