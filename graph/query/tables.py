"""Terms as tables for people: text for terminals, HTML for notebooks.

An IRI is shown by its prefix (``person:李明-青芦县``, which is a short address, too); a column is
headed by its name and, where it is one of ours, by what that is called in Chinese.
"""

from __future__ import annotations

import html
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

import pyoxigraph as ox

from graph.characters import tamed
from graph.export import prefixes
from graph.rdf import BASE, expand
from graph.resources import ONTOLOGY
from graph.store import Term

_GAP = 3  # columns between two of a table
_INTEGERS = frozenset(map(expand, ("xsd:integer", "xsd:nonNegativeInteger")))


@cache
def column_labels() -> Mapping[str, str]:
    """Column → what it is called in Chinese."""
    text = (ONTOLOGY / "columns.tsv").read_text("utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {column: label for column, label in pairs}


def shown(term: Term | None) -> str:
    """A term as a person reads it; control and bidi characters cannot act on a terminal."""
    if isinstance(term, ox.NamedNode):
        return tamed(shortened(term.value))
    return "" if term is None else tamed(str(getattr(term, "value", term)))


def shortened(iri: str) -> str:
    """``https://w3id.org/tifagraph/id/person/李明`` → ``person:李明``; others stay whole."""
    for prefix, space in _spaces():
        if iri.startswith(space) and len(iri) > len(space):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


@cache
def _spaces() -> tuple[tuple[str, str], ...]:
    return (*prefixes(BASE).items(), ("document", f"{BASE}document/"))


def text_table(
    columns: Sequence[str],
    labels: Mapping[str, str],
    rows: Sequence[Sequence[Term | None]],
    width: int | None = None,
) -> str:
    """As wide as it needs, or folded to ``width`` columns; CJK characters take two of them."""
    # slow to load, and not every user prints
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    heads = [_heads(column, labels) for column in columns]
    cells = [[shown(term) for term in row] for row in rows]
    width = width or 1 << 16
    least = [max(map(_cells, head)) for head in heads]
    tight = sum(least) + _GAP * (len(least) - 1) > width
    gap = _GAP - tight
    widths = _widths(least, cells, width - gap * (len(least) - 1))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=tight)
    for place, head in enumerate(heads):
        side: Literal["left", "right"] = "right" if _numeric(rows, place) else "left"
        table.add_column(Text("\n".join(head)), justify=side, overflow="fold", width=widths[place])
    for row in cells:
        table.add_row(*map(Text, row))
    out = io.StringIO()
    console = Console(
        file=out, width=sum(widths) + gap * len(widths),
        color_system=None, legacy_windows=False,
        force_jupyter=False,  # where it would show the table itself
    )  # fmt: skip
    console.print(table)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _widths(least: list[int], cells: list[list[str]], room: int) -> list[int]:
    """The widths of columns: what they need, the widest narrowed until all have ``room``.

    None becomes narrower than the words that head it, so that no word there is cut.
    """
    needed = [max((_widest(row[i]) for row in cells), default=0) for i in range(len(least))]
    widths = [max(own, min(wanted, room)) for own, wanted in zip(least, needed, strict=True)]
    while sum(widths) > room:
        _, widest = max((w if w > least[i] else 0, i) for i, w in enumerate(widths))
        if widths[widest] == least[widest]:
            break
        widths[widest] -= 1
    return widths


def _widest(cell: str) -> int:
    return max(map(_cells, cell.split("\n")))


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def html_table(
    columns: Sequence[str], labels: Mapping[str, str], rows: Iterable[Sequence[Term | None]]
) -> str:
    """A plain table, which a notebook styles itself; all text is escaped."""
    rows = list(rows)
    heads = "".join(
        f"<th>{'<br>'.join(map(html.escape, _heads(column, labels)))}</th>" for column in columns
    )
    aligned = ["right" if _numeric(rows, place) else "left" for place in range(len(columns))]
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{side}">{html.escape(shown(term))}</td>'
            for side, term in zip(aligned, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _heads(column: str, labels: Mapping[str, str]) -> list[str]:
    return [head for head in (labels.get(column), column) if head]


def _numeric(rows: Sequence[Sequence[Term | None]], place: int) -> bool:
    """Whether a column holds whole numbers alone."""
    cells = [row[place] for row in rows if row[place] is not None]
    return bool(cells) and all(
        isinstance(cell, ox.Literal) and cell.datatype.value in _INTEGERS for cell in cells
    )
