"""Verbs that tell what became of the inputs, and what is known of the documents and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import pyoxigraph as ox
import typer

import graph
from graph.build import Told, told
from graph.cli.common import KG, Format, show
from graph.query import Rows, column_labels

app = typer.Typer()

_UNTOLD = Told("", "", "")


@app.command()
def inputs(kg: KG, format: Format = "table") -> int:
    """输入的下落 / Tell what became of every input: built, skipped or failed, and why.

    例 / Example:  tifagraph inputs kg --format csv
    """
    found = graph.open(kg).inputs()
    show(_rows(("input", "outcome", "documents", "note"), found), format)
    return 1 if any(item.outcome == "failed" for item in found) else 0


@app.command()
def documents(kg: KG, format: Format = "table") -> int:
    """文档目录 / List the documents with date, kind and place, and what tells each of these.

    metadata 输入所给 · head 篇首 · foot 篇末 · name 文件名 · inferred 由正文推断 /
    metadata: the input or what was told of it; head, foot: a line of the text; name: the
    file's; inferred: from the text as a whole.

    例 / Example:  tifagraph documents kg
    """
    opened = graph.open(kg)
    by = told(opened.store.path)
    rows = []
    for row in cast("Rows", opened.query("documents", timeout=None)):
        who = by.get(row.document, _UNTOLD)
        rows.append(
            (
                str(row.date or ""), row.date and who.date, row.document,
                row.kind, row.kind and who.kind, row.title,
                row.place, row.place and who.place, row.sentences,
            )
        )  # fmt: skip
    columns = (
        "date", "date_by", "document", "kind", "kind_by", "title", "place", "place_by", "sentences",
    )  # fmt: skip
    return show(_rows(columns, rows), format)


def _rows(columns: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> Rows:
    return Rows(columns, [tuple(map(_term, row)) for row in rows], column_labels())


def _term(cell: str | int | None) -> ox.Literal | None:
    return None if cell in ("", None) else ox.Literal(cast("str", cell))
