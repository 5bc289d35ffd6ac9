"""Word lists → one longest-match automaton: what is known before a document is read.

A list is a TSV file: ``#`` comments that name its source, a header line, one entry a line. Its
first column is the form looked for, ``also`` holds further forms joined by ``|``. The automaton
is Aho and Corasick's (1975), over code points.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from graph import resources
from graph.model import InputError

T = TypeVar("T")

SCANNED = (
    "places", "countries", "persons", "landmarks", "slogans", "policies", "organs", "meetings",
)  # fmt: skip
"""The lists whose entries are names that may stand anywhere in a text; the others are grammar."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list: the form found, the list's name and the row's other columns."""

    form: str
    list: str
    fields: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.fields.get(column) or ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry met in a text, half-open offsets."""

    begin: int
    end: int
    entry: Entry


def read_list(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of one list. InputError names file and line where a row does not fit the header."""
    with path.open(encoding="utf-8", newline="") as stream:
        numbered = [(n, row.rstrip("\r\n")) for n, row in enumerate(stream, 1)]
    table = [(n, row) for n, row in numbered if row.strip() and not row.startswith("#")]
    if not table:
        return
    header = table[0][1].split("\t")
    for number, row in csv_rows(table[1:]):
        if len(row) > len(header) or not row[0].strip():
            raise InputError(
                f"{path}:{number}: {len(row)} 列, 应为 {len(header)} 列 / "
                f"{len(row)} columns where the header has {len(header)}; separate them by tabs"
            )
        yield dict(zip(header, row + [""] * (len(header) - len(row)), strict=True))


def csv_rows(numbered: list[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Tab-separated rows, nothing quoted, with their line numbers."""
    for number, row in numbered:
        yield number, next(csv.reader([row], delimiter="\t", quoting=csv.QUOTE_NONE))


class Lexicon:
    """All lists of a folder. ``entries("surnames")`` gives one; ``scan(text)`` finds names."""

    def __init__(self, folder: Path = resources.LEXICON) -> None:
        self.memo: dict[object, object] = {}
        self._rows = {path.stem: list(read_list(path)) for path in sorted(folder.glob("*.tsv"))}

    def entries(self, name: str) -> list[Entry]:
        """Every form of a list with its row; [] for a list that is not there."""
        out = []
        for row in self._rows.get(name, []):
            first, *_ = row.values()
            forms = [
                first,
                *(row.get("also") or "").split("|"),
                row.get("short", ""),
                row.get("full", ""),
            ]
            seen = dict.fromkeys(form for form in forms if form)
            out += [Entry(form, name, row) for form in seen]
        return out

    def words(self, name: str, **where: str) -> list[str]:
        """The first column of the rows whose columns equal ``where``, longest first."""
        rows = (r for r in self._rows.get(name, []) if all(r.get(k) == v for k, v in where.items()))
        return sorted((next(iter(row.values())) for row in rows), key=lambda w: (-len(w), w))

    @cached_property
    def known(self) -> dict[str, list[Entry]]:
        """Form → its entries, over the lists of names."""
        table: dict[str, list[Entry]] = {}
        for name in SCANNED:
            for entry in self.entries(name):
                table.setdefault(entry.form, []).append(entry)
        return table

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[str]]:
        forms = sorted(self.known)
        return AhoCorasick(forms, matchkind=MatchKind.Standard), forms

    def scan(self, text: str) -> Iterator[Hit]:
        """Every entry met anywhere in ``text``, overlaps included, by end then begin."""
        automaton, forms = self._automaton
        for index, begin, end in automaton.find_matches_as_indexes(text, overlapping=True):
            for entry in self.known[forms[index]]:
                yield Hit(begin, end, entry)


def once_per_lexicon(function: Callable[[Lexicon], T]) -> Callable[[Lexicon], T]:
    """What a rule makes of the lists – a set, a pattern – made once for each lexicon."""

    @wraps(function)
    def shared(lexicon: Lexicon) -> T:
        if function not in lexicon.memo:
            lexicon.memo[function] = function(lexicon)
        return lexicon.memo[function]  # type: ignore[return-value]

    return shared


@lru_cache(maxsize=1)
def default() -> Lexicon:
    """The lexicon that comes with the package, loaded once."""
    return Lexicon()
