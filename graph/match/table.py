"""A table whose rows name entities, with whom each of them means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.match.candidates import Asked, candidates
from graph.model import InputError
from graph.store import Store

ADDED = ("id", "address", "score", "match", "candidates")
"""The columns that a reconciled table has beside its own."""

_OTHERS = 5  # candidates shown in a cell


class Columns(NamedTuple):
    """The columns of a table by their heads: that of the names, and of what else is told of them
    (`graph.match.context.CONTEXT`)."""

    name: str
    context: Mapping[str, str]


def reconciled(
    store: Store, rows: Iterable[Sequence[str]], columns: Columns, types: Sequence[str] = ()
) -> Iterator[list[str]]:
    """The rows of a table, its head first, each with the cells `ADDED`: the IRI, short address and
    score of the likeliest, ``yes`` where it is surely meant, and the others with their scores.

    InputError for a column that the table lacks, and for a row with more cells than its head, since
    nothing tells which column each of them is of.
    """
    listed = iter(rows)
    head = next(listed, [])
    name, context = _place(head, columns.name), _places(head, columns.context)
    yield [*head, *(_free(added, head) for added in ADDED)]
    known: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for number, row in enumerate(listed, 2):
        cells = _cells(row, head, number)
        told = tuple((what, cells[place].strip()) for what, place in context.items())
        key = cells[name].strip(), told
        if key not in known:
            known[key] = _added(store, *key, types)
        yield [*cells, *known[key]]


def _cells(row: Sequence[str], head: Sequence[str], number: int) -> list[str]:
    """The cells of the table's row of that number, as many as its head has."""
    if any(cell.strip() for cell in row[len(head) :]):
        raise InputError(
            f"第 {number} 行有 {len(row)} 格，表头只有 {len(head)} 格 / row {number} has "
            f"{len(row)} cells where the head has {len(head)}; put a cell that holds a comma in "
            "quotes"
        )
    return [*row[: len(head)], *[""] * (len(head) - len(row))]


def _added(
    store: Store, name: str, told: Sequence[tuple[str, str]], types: Sequence[str]
) -> list[str]:
    if not name:
        return [""] * len(ADDED)
    context = {what: (value,) for what, value in told if value}
    found = candidates(store, Asked(name, tuple(types), context, _OTHERS + 1))
    if not found:
        return [""] * len(ADDED)
    best, *rest = found
    others = "; ".join(f"{one.address} {one.score:g}" for one in rest)
    return [best.iri, best.address, f"{best.score:g}", "yes" if best.match else "", others]


def _places(head: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    return {what: _place(head, column) for what, column in columns.items()}


def _place(head: Sequence[str], column: str) -> int:
    heads = [cell.strip() for cell in head]
    if column not in heads:
        raise InputError(
            f"没有“{column}”这一列 / no column is called that; there are {'、'.join(heads)}"
        )
    return heads.index(column)


def _free(added: str, head: Sequence[str]) -> str:
    """The head of a column that the table has not yet."""
    return added if added not in head else f"tifagraph_{added}"
