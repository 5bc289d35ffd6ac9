"""What the documents of a graph say of persons and places, by name: a table of its ledger.

Of the many that say the same of a name two are heard, the first and the last, so that deciding it
again costs what is said of it and not how often.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Container, Iterable, Iterator

from graph.identity import Claim

TABLE = """
CREATE TABLE claims (
    name TEXT NOT NULL, key TEXT NOT NULL, claims TEXT NOT NULL, shape TEXT NOT NULL,
    moment TEXT NOT NULL, current INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (name, key)
) WITHOUT ROWID;
CREATE INDEX bearers ON claims (key);
CREATE INDEX alike ON claims (name, shape, moment) WHERE current;
"""


class Claims:
    """The claims of documents, by the key of their findings; those of current ones count."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def keep(self, key: str, claims: Iterable[Claim]) -> None:
        """Keep the claims of a document; they do not count yet."""
        self._db.executemany(
            "INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, 0)",
            (
                (name, key, json.dumps(said, ensure_ascii=False), _shape(said), _moment(said[0]))
                for name, said in _by_name(claims).items()
            ),
        )

    def count(self, key: str, current: bool) -> None:
        """Let the claims of a document count, or no more."""
        self._db.execute("UPDATE claims SET current = ? WHERE key = ?", (current, key))

    def forget(self, keys: str) -> None:
        """Remove the claims of documents whose keys a subquery selects."""
        self._db.execute(f"DELETE FROM claims WHERE key IN {keys}")

    def all(self, names: Iterable[str] | None = None) -> Iterator[tuple[str, Claim]]:
        """(key, claim) of the current documents, of all names or of some."""
        sql = "SELECT key, claims FROM claims WHERE current"
        if names is None:
            yield from _parsed(self._db.execute(sql))
            return
        for name in names:
            for own in (name, name + _WAITING):
                yield from _parsed(self._db.execute(f"{sql} AND name = ?", (own,)))

    def alike(self, names: Iterable[str], judged: Container[str]) -> Iterator[Claim]:
        """The same of some names, but of documents that say the same only the first and the last.

        They bear the number of all. Not so where somebody ``judged`` of the name. Of what is said
        of places it is the first alone, and nothing of what waits for one.
        """
        of_name = "FROM claims WHERE current AND name = ?"
        for name in names:
            if name in judged:
                yield from (claim for _, claim in self.all((name,)))
                continue
            own = f"SELECT key, claims {of_name} AND shape = ''"
            yield from (claim for _, claim in _parsed(self._db.execute(own, (name,))))
            groups = f"SELECT shape, min(moment), max(moment), count(*) {of_name} AND shape > ''"
            for shape, first, last, number in self._db.execute(f"{groups} GROUP BY shape", (name,)):
                one = first == last or name.startswith("~")
                ends = [(first, number)] if one else [(first, number - 1), (last, 1)]
                for moment, times in ends:
                    row = f"SELECT key, claims {of_name} AND shape = ? AND moment = ?"
                    for _, claim in _parsed(self._db.execute(row, (name, shape, moment))):
                        yield claim._replace(times=times)

    def of(self, keys: Iterable[str]) -> Iterator[Claim]:
        """The claims of the documents of these keys."""
        for key in keys:
            rows = self._db.execute("SELECT key, claims FROM claims WHERE key = ?", (key,))
            yield from (claim for _, claim in _parsed(rows))


_WAITING = "~"
"""Ends the name under which stands what waits for a place."""


def _by_name(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    table: dict[str, list[Claim]] = {}
    for claim in claims:
        waits = claim.name.startswith("~") and claim.held
        table.setdefault(claim.name + _WAITING * bool(waits), []).append(claim)
    return table


def _shape(said: list[Claim]) -> str:
    """What a document says of a name, as `Claims.alike` groups it; '' if like no other."""
    whole = "".join(claim.shape for claim in said)
    if said[0].name.startswith("~"):
        alone = not said[0].held
    else:
        alone = len(said) == 1 and said[0].key == said[0].name
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest() if alone else ""


def _moment(claim: Claim) -> str:
    return f"{claim.date or '~'} {claim.document}"


def _parsed(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Claim]]:
    for key, said in rows:
        yield from ((key, Claim.of(row)) for row in json.loads(said))
