"""The claims of a graph's documents about persons and places, by name: a table of its ledger.

Of identical claims about a name only the earliest and the latest are loaded, so deciding a name
costs the number of different claims, not of documents.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, NamedTuple

from graph.claims import Claim, PendingName, PersonClaim, PlaceClaim, Topic

TABLE = """
CREATE TABLE claims (
    kind TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, claims TEXT NOT NULL,
    shape TEXT NOT NULL, moment TEXT NOT NULL, current INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, name, key)
) WITHOUT ROWID;
CREATE INDEX bearers ON claims (key);
CREATE INDEX alike ON claims (kind, name, shape, moment) WHERE current;
"""

_TOPIC = "CASE kind WHEN 'pending' THEN 'place' ELSE kind END"  # the inverse of `_kinds`
_CURRENT = "FROM claims WHERE current"

_READERS: dict[str, Callable[[list[Any]], Claim]] = {
    "person": PersonClaim.of,
    "place": lambda row: PlaceClaim(*row),
    "pending": PendingName.of,
}


class ClaimsRow(NamedTuple):
    """A document's claims about one name, as JSON.

    Claims about a name of one ``shape`` may stand for each other (`Claims.alike`), '' for none;
    ``moment`` sorts them by date, then document.
    """

    kind: str
    name: str
    claims: str
    shape: str
    moment: str


def rows_of(claims: Iterable[Claim]) -> Iterator[ClaimsRow]:
    """A document's claims by name."""
    for group, said in _grouped(claims).items():
        written = json.dumps(said, ensure_ascii=False)
        yield ClaimsRow(*group, written, _shape(said), _moment(said[0]))


def claims_of(kind: str, claims: str) -> Iterator[Claim]:
    """The claims of a row."""
    return map(_READERS[kind], json.loads(claims))


class Claims:
    """The claims of documents, by the key of their findings; only current documents count."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def keep(self, key: str, claims: Iterable[Claim]) -> None:
        """Store the claims of a document; they do not count yet."""
        self._db.executemany(
            "INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?, 0)",
            ((row.kind, row.name, key, *row[2:]) for row in rows_of(claims)),
        )

    def count(self, key: str, current: bool) -> None:
        """Make the claims of a document count, or not."""
        self._db.execute("UPDATE claims SET current = ? WHERE key = ?", (current, key))

    def forget(self, keys: str) -> None:
        """Remove the claims of documents whose keys a subquery selects."""
        self._db.execute(f"DELETE FROM claims WHERE key IN {keys}")

    def all(self, topics: Iterable[Topic] | None = None) -> Iterator[tuple[str, Claim]]:
        """(key, claim) of the current documents, for all topics or for some."""
        sql = "SELECT key, kind, claims FROM claims WHERE current"
        if topics is None:
            yield from _parsed(self._db.execute(sql))
            return
        for topic in topics:
            for kind in _kinds(topic):
                own = f"{sql} AND kind = ? AND name = ?"
                yield from _parsed(self._db.execute(own, (kind, topic.name)))

    def topics(self) -> Iterator[tuple[Topic, int]]:
        """All topics of the current documents, each with how many of these have claims about it."""
        rows = self._db.execute(f"SELECT {_TOPIC}, name, count(*) {_CURRENT} GROUP BY 1, 2")
        return ((Topic(kind, name), number) for kind, name, number in rows)

    def topics_number(self) -> int:
        """How many topics there are."""
        distinct = f"SELECT DISTINCT {_TOPIC}, name {_CURRENT}"
        (number,) = self._db.execute(f"SELECT count(*) FROM ({distinct})").fetchone()
        return int(number)

    def alike(self, topics: Iterable[Topic], judged: Container[Topic]) -> Iterator[Claim]:
        """The distinct claims about some topics: of identical ones the earliest and the latest.

        Their ``times`` add up to the number of documents. Topics in ``judged`` are returned in
        full, since a judgement may single out one document. Identical place claims are reduced to
        the earliest, and pending names are left out.
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
    """The kinds of claims about a topic: pending names are decided with their place."""
    return ("place", "pending") if topic.kind == "place" else ("person",)


def _grouped(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """(kind, name) → a document's claims about it."""
    table: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        kind = "pending" if isinstance(claim, PendingName) else claim.topic.kind
        table.setdefault((kind, claim.topic.name), []).append(claim)
    return table


def _shape(said: list[Claim]) -> str:
    """A digest, equal for claims that `Claims.alike` may merge; '' for claims never merged."""
    first = said[0]
    if isinstance(first, PendingName):
        return ""
    if isinstance(first, PersonClaim):
        if len(said) > 1 or first.key.mark:
            return ""
        whole = first.shape
    else:
        whole = repr([claim[1:] for claim in said])
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


_UNDATED = "9999"


def _moment(claim: Claim) -> str:
    """A sort key by date, then document; undated claims come last."""
    date = claim.date if isinstance(claim, PersonClaim) else ""
    return f"{date or _UNDATED} {claim.document}"


def _parsed(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, Claim]]:
    for key, kind, said in rows:
        yield from ((key, claim) for claim in claims_of(kind, said))
