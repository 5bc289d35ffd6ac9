"""What the documents of a graph say of persons and places, by name: a table of its ledger.

Of the many that say the same of a name two are heard, the first and the last, so that deciding it
again costs what is said of it and not how often.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

from graph.model import Claim, PendingName, PersonClaim, PlaceClaim, Topic

TABLE = """
CREATE TABLE claims (
    kind TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, claims TEXT NOT NULL,
    shape TEXT NOT NULL, moment TEXT NOT NULL, current INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, name, key)
) WITHOUT ROWID;
CREATE INDEX bearers ON claims (key);
CREATE INDEX alike ON claims (kind, name, shape, moment) WHERE current;
"""

_READERS: dict[str, Callable[[list[Any]], Claim]] = {
    "person": PersonClaim.of,
    "place": lambda row: PlaceClaim(*row),
    "pending": PendingName.of,
}


class Claims:
    """The claims of documents, by the key of their findings; those of current ones count."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def keep(self, key: str, claims: Iterable[Claim]) -> None:
        """Keep the claims of a document; they do not count yet."""
        self._db.executemany(
            "INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?, 0)",
            (
                (*group, key, json.dumps(said, ensure_ascii=False), _shape(said), _moment(said[0]))
                for group, said in _grouped(claims).items()
            ),
        )

    def count(self, key: str, current: bool) -> None:
        """Let the claims of a document count, or no more."""
        self._db.execute("UPDATE claims SET current = ? WHERE key = ?", (current, key))

    def forget(self, keys: str) -> None:
        """Remove the claims of documents whose keys a subquery selects."""
        self._db.execute(f"DELETE FROM claims WHERE key IN {keys}")

    def all(self, topics: Iterable[Topic] | None = None) -> Iterator[tuple[str, Claim]]:
        """(key, claim) of the current documents, of all topics or of some."""
        sql = "SELECT key, kind, claims FROM claims WHERE current"
        if topics is None:
            yield from _parsed(self._db.execute(sql))
            return
        for topic in topics:
            for kind in _kinds(topic):
                own = f"{sql} AND kind = ? AND name = ?"
                yield from _parsed(self._db.execute(own, (kind, topic.name)))

    def alike(self, topics: Iterable[Topic], judged: Container[Topic]) -> Iterator[Claim]:
        """The same of some topics, but of documents that say the same only the first and the last.

        They bear the number of all. Not so where somebody ``judged`` of the topic. Of what is said
        of places it is the first alone, and nothing of what waits for one.
        """
        chosen = "FROM claims WHERE current AND kind = ? AND name = ?"
        for topic in topics:
            if topic in judged:
                yield from (claim for _, claim in self.all((topic,)))
                continue
            own = f"SELECT key, kind, claims {chosen} AND shape = ''"
            yield from (claim for _, claim in _parsed(self._db.execute(own, topic)))
            groups = f"SELECT shape, min(moment), max(moment), count(*) {chosen} AND shape > ''"
            for shape, first, last, number in self._db.execute(f"{groups} GROUP BY shape", topic):
                one = first == last or topic.kind == "place"
                ends = [(first, number)] if one else [(first, number - 1), (last, 1)]
                for moment, times in ends:
                    row = f"SELECT key, kind, claims {chosen} AND shape = ? AND moment = ?"
                    for _, claim in _parsed(self._db.execute(row, (*topic, shape, moment))):
                        if not isinstance(claim, PendingName):
                            yield claim._replace(times=times)

    def of(self, keys: Iterable[str]) -> Iterator[Claim]:
        """The claims of the documents of these keys."""
        for key in keys:
            rows = self._db.execute("SELECT key, kind, claims FROM claims WHERE key = ?", (key,))
            yield from (claim for _, claim in _parsed(rows))


def _kinds(topic: Topic) -> tuple[str, ...]:
    """The kinds of claims of a topic: what waits for a place stands by itself."""
    return ("place", "pending") if topic.kind == "place" else ("person",)


def _grouped(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """(kind, name) → a document's claims of it."""
    table: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        kind = "pending" if isinstance(claim, PendingName) else claim.topic.kind
        table.setdefault((kind, claim.topic.name), []).append(claim)
    return table


def _shape(said: list[Claim]) -> str:
    """What a document says of a topic, as `Claims.alike` groups it; '' if like no other."""
    first = said[0]
    if isinstance(first, PendingName):
        return ""
    if isinstance(first, PersonClaim):
        if len(said) > 1 or first.key != first.name:
            return ""
        whole = first.shape
    else:
        whole = repr([claim[1:] for claim in said])
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def _moment(claim: Claim) -> str:
    """What sorts documents by their dates; one that gives no date of its own comes last."""
    date = claim.date if isinstance(claim, PersonClaim) else ""
    return f"{date or '~'} {claim.document}"


def _parsed(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, Claim]]:
    for key, kind, said in rows:
        yield from ((key, _READERS[kind](row)) for row in json.loads(said))
