"""The documents of a graph and the findings of each: ``documents.sqlite``.

A graph is the union of its documents' lines. Because they are stored per document, documents can
be added and removed, and the graph as of a date queried, without extracting anything twice. A row
is written when its document is done, so that an interrupted build resumes; it counts once it is
made current, which happens to all documents of a change at once.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

from graph.build.claims_table import TABLE as CLAIMS
from graph.build.claims_table import Claims
from graph.build.findings import Findings, pack_document, unpack, unpack_document
from graph.build.inputs_table import TABLE as INPUTS
from graph.build.inputs_table import Inputs
from graph.build.lines_table import TABLE as LINES
from graph.build.lines_table import Lines
from graph.claims import Final, Provisional
from graph.files import LEDGER
from graph.model import Document, StoreError
from graph.rdf import document_iri

_FORMAT = 6
_TABLES = f"""
BEGIN;
{CLAIMS}CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE documents (
    key TEXT PRIMARY KEY, iri TEXT NOT NULL, id TEXT NOT NULL, issued TEXT NOT NULL,
    current INTEGER NOT NULL DEFAULT 0, names TEXT NOT NULL DEFAULT '[]',
    file TEXT NOT NULL, note TEXT NOT NULL, dated TEXT NOT NULL,
    document BLOB NOT NULL, lines BLOB NOT NULL
);
CREATE UNIQUE INDEX now ON documents (iri) WHERE current;
CREATE INDEX staged ON documents (key) WHERE NOT current;
{INPUTS}{LINES}PRAGMA user_version = {_FORMAT};
COMMIT;
"""

Names: TypeAlias = dict[Provisional, Final]
"""The final names of a document's entities, decided over all documents."""


class Entry(NamedTuple):
    """A current document: the tail of its IRI, the key of its findings, its identifier."""

    iri: str
    key: str
    id: str


@contextmanager
def opened(folder: Path, new: bool = False) -> Iterator[Ledger]:
    """The ledger of a graph's folder; ``new`` creates one if none can be read.

    StoreError when there is none, or it is damaged or cannot be written.
    """
    path = folder / LEDGER
    try:
        if new and not _readable(path):
            path.unlink(missing_ok=True)
            with closing(sqlite3.connect(path, isolation_level=None)) as database:
                database.executescript(_TABLES)
        if not _readable(path):
            raise StoreError(
                f"{folder} 没有此版本能读的文档 / keeps no documents that this version can read: "
                f"build it again with `tifagraph build DOCUMENTS -o {folder}`"
            )
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            yield Ledger(database)
    except sqlite3.Error as error:
        raise StoreError(
            f"{path}: 数据库出错 / {error}; free or repair the disk, or build the graph in another "
            "folder"
        ) from error


def _readable(path: Path) -> bool:
    if not path.is_file():
        return False
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        try:
            return bool(database.execute("PRAGMA user_version").fetchone() == (_FORMAT,))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            return False


class Ledger:
    """An open ledger; its methods raise sqlite3.Error, which `opened` translates."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self.claims = Claims(database)
        self.inputs = Inputs(database)
        self.shared = Lines(database)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Apply all changes of the block, or none."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.commit()
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the ledger for all that the block reads, locked once and not each time."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self.commit()

    def commit(self) -> None:
        """End the transaction before its block does."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def setting(self, name: str) -> str:
        """A setting's value, '' if it has none."""
        row = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def remember(self, **settings: str) -> None:
        """Set the values of settings."""
        self._db.executemany("REPLACE INTO settings VALUES (?, ?)", settings.items())

    def stage(self, found: Iterable[tuple[str, Findings]]) -> None:
        """Store findings by key; they do not count yet."""
        with self.transaction():
            for key, (document, issued, dated, lines, claims) in found:
                row = {
                    "key": key,
                    "iri": document_iri("", document.id),
                    "id": document.id,
                    "issued": issued,
                    "file": document.file or document.id,
                    "note": document.note,
                    "dated": dated,
                    "document": pack_document(document),
                    "lines": lines,
                }
                self._db.execute(
                    f"INSERT OR IGNORE INTO documents ({', '.join(row)})"
                    f" VALUES ({', '.join(f':{name}' for name in row)})",
                    row,
                )
                self.claims.keep(key, claims)

    def dated(self) -> Iterator[tuple[Document, str]]:
        """The current documents as they were read, each with what tells its date."""
        rows = self._db.execute("SELECT document, dated FROM documents WHERE current")
        return ((unpack_document(document), dated) for document, dated in rows)

    def current(self) -> Iterator[Entry]:
        """The current documents, sorted by IRI."""
        rows = self._db.execute("SELECT iri, key, id FROM documents WHERE current ORDER BY iri")
        return map(Entry._make, rows)

    def current_entry(self, iri: str) -> Entry | None:
        """The current document of this IRI, None if there is none."""
        row = self._db.execute(
            "SELECT iri, key, id FROM documents WHERE current AND iri = ?", (iri,)
        ).fetchone()
        return Entry(*row) if row else None

    def entry(self, key: str) -> Entry:
        """The document of the findings of this key."""
        rows = self._db.execute("SELECT iri, key, id FROM documents WHERE key = ?", (key,))
        return Entry(*rows.fetchone())

    def __len__(self) -> int:
        (number,) = self._db.execute("SELECT count(*) FROM documents WHERE current").fetchone()
        return int(number)

    def document(self, key: str) -> Document:
        """The document as it was read, with where that was."""
        row = self._db.execute(
            "SELECT document, file, note FROM documents WHERE key = ?", (key,)
        ).fetchone()
        packed, file, note = row
        return replace(unpack_document(packed), file=file, note=note)

    def text(self, key: str) -> bytes:
        """The document's lines, sorted, with the provisional names of its entities."""
        return unpack(self._value("lines", key))

    def issued(self, key: str) -> str:
        """The document's date, '' if unknown."""
        return str(self._value("issued", key))

    def names(self, key: str) -> Names:
        """The final names of the document's entities, where they differ from provisional ones."""
        found = json.loads(self._value("names", key))
        return {Provisional.of(old): Final.of(new) for old, new in found}

    def rename(self, key: str, names: Names) -> None:
        """Set the final names of a document's entities."""
        self._db.execute(
            "UPDATE documents SET names = ? WHERE key = ?", (_json(sorted(names.items())), key)
        )

    def forget_names(self) -> None:
        """Give the entities of all current documents their provisional names again."""
        self._db.execute("UPDATE documents SET names = '[]' WHERE current AND names <> '[]'")

    def _value(self, column: str, key: str) -> bytes:
        row = self._db.execute(f"SELECT {column} FROM documents WHERE key = ?", (key,)).fetchone()
        value: bytes = row[0]
        return value

    def make_current(self, key: str) -> None:
        """Make findings count; no other current findings may have their IRI."""
        self._count(key, True)

    def retire(self, key: str) -> None:
        """Make findings no longer count."""
        self._count(key, False)

    def _count(self, key: str, current: bool) -> None:
        self._db.execute("UPDATE documents SET current = ? WHERE key = ?", (current, key))
        self.claims.count(key, current)

    def forget_staged(self) -> None:
        """Remove the findings that do not count."""
        self.claims.forget("(SELECT key FROM documents WHERE NOT current)")
        self._db.execute("DELETE FROM documents WHERE NOT current")


def key_of(document: Document, settings: Mapping[str, str]) -> str:
    """The SHA-256 of all that findings depend on: the document, the code, the settings."""
    return hashlib.sha256(_json([list(document.said), settings]).encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
