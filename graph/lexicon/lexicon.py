"""Word lists → one automaton that finds all their entries in a text, overlapping ones included.

The first column of a list (`lists`) is the form to find, ``also`` contains further forms joined by
``|``. The automaton is Aho and Corasick's (1975), over code points; which of overlapping entries
count is up to the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce, wraps
from pathlib import Path
from typing import NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from graph import resources
from graph.cached import cached_property
from graph.lexicon import lists
from graph.lexicon.lists import Row

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
    fields: Row

    def __getitem__(self, column: str) -> str:
        return self.fields.get(column) or ""


class Hit(NamedTuple):
    """An entry found in a text, half-open offsets."""

    begin: int
    end: int
    entry: Entry


class Lexicon:
    """Our lists, amended by further folders in order (`graph.lexicon.lists.amended`).

    ``entries("surnames")`` gives one; ``scan(text)`` finds names.
    """

    def __init__(self, folder: Path = resources.LEXICON, *more: Path) -> None:
        self.memo: dict[object, object] = {}
        self._asked: dict[tuple[object, ...], tuple[str, ...]] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._ours = lists.read(folder)
        self._rows = reduce(lists.amended, more, self._ours)

    def entries(self, name: str) -> Sequence[Entry]:
        """Every form of a list with its row; none for a list that is not there."""
        if name not in self._entries:
            self._entries[name] = [
                Entry(form, name, row)
                for row in self._rows.get(name, [])
                for form in dict.fromkeys(filter(None, _forms(row)))
            ]
        return self._entries[name]

    def words(self, name: str, **where: str) -> tuple[str, ...]:
        """The first column of the rows whose columns equal ``where``, longest first."""
        asked = (name, *sorted(where.items()))
        if asked not in self._asked:
            rows = self._rows.get(name, [])
            found = (r for r in rows if all(r.get(k) == v for k, v in where.items()))
            words = (next(iter(row.values())) for row in found)
            self._asked[asked] = tuple(sorted(words, key=lambda word: (-len(word), word)))
        return self._asked[asked]

    def kind(self, name: str, value: str) -> tuple[str, ...]:
        """The words of a list whose kind, role or level is ``value``, longest first."""
        if (name, value) not in self._asked:
            self._asked[name, value] = self.words(name, **{self._column(name): value})
        return self._asked[name, value]

    def has(self, name: str, value: str) -> bool:
        """Whether our own lists have such a kind of a list, or class of the grammar where no list
        is named; a user's may leave it empty."""
        name = name or "grammar"
        return (name, self._column(name), value) in self._kinds

    def _column(self, name: str) -> str:
        return next(c for c in ("class", "kind", "role", "level") if c in self._ours[name][0])

    @cached_property
    def _kinds(self) -> set[tuple[str, str, str]]:
        return {
            (name, column, value)
            for name, rows in self._ours.items()
            for row in rows
            for column, value in row.items()
            if column in ("class", "kind", "role", "level")
        }

    def word_class(self, name: str) -> dict[str, Row]:
        """The words of a class of ``grammar.tsv``, longest first, each with its row."""
        return self._grammar.get(name, {})

    @cached_property
    def _grammar(self) -> dict[str, dict[str, Row]]:
        classes: dict[str, dict[str, Row]] = {}
        rows = self._rows.get("grammar", [])
        for row in sorted(rows, key=lambda row: (-len(row["word"]), row["word"])):
            classes.setdefault(row["class"], {})[row["word"]] = row
        return classes

    @cached_property
    def known(self) -> dict[str, list[Entry]]:
        """Form → its entries, over the lists of names."""
        table: dict[str, list[Entry]] = {}
        for name in SCANNED:
            for entry in self.entries(name):
                table.setdefault(entry.form, []).append(entry)
        return table

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[list[Entry]]]:
        forms = sorted(self.known)
        entries = [self.known[form] for form in forms]
        return AhoCorasick(forms, matchkind=MatchKind.Standard), entries

    def scan(self, text: str) -> list[Hit]:
        """Every entry found in ``text``, overlaps included, sorted by end, then begin."""
        automaton, entries = self._automaton
        return [
            Hit(begin, end, entry)
            for index, begin, end in automaton.find_matches_as_indexes(text, overlapping=True)
            for entry in entries[index]
        ]


def _forms(row: Row) -> list[str]:
    """What a row's name may be written as; some may be empty."""
    first = next(iter(row.values()))
    also = (row.get("also") or "").split("|")
    return [first, *also, row.get("short", ""), row.get("full", "")]


def once_per_lexicon(function: Callable[[Lexicon], T]) -> Callable[[Lexicon], T]:
    """What a rule makes of the lists – a set, a pattern – made once for each lexicon."""

    @wraps(function)
    def shared(lexicon: Lexicon) -> T:
        try:
            return lexicon.memo[function]  # type: ignore[return-value]
        except KeyError:
            pass  # so that an error in the function is none within the handling of this one
        value = lexicon.memo[function] = function(lexicon)
        return value

    return shared


@lru_cache(maxsize=2)
def load(folder: Path | None) -> Lexicon:
    """The lexicon that comes with the package, with a user's lists if given; loaded once each."""
    return Lexicon(resources.LEXICON, *([folder] if folder else []))


def default() -> Lexicon:
    """The lexicon that comes with the package."""
    return load(None)
