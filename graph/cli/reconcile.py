"""The verb that says whom the names in a table mean."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.characters import BOM
from graph.cli import terminal
from graph.cli.common import Read, opened, write
from graph.cli.dash import content, file_to_write
from graph.model import InputError, QueryError
from graph.rdf import TYPES, ontology
from graph.read import table

app = typer.Typer()


@app.command()
def reconcile(
    kg: Read,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", help="表格或 - / A table: .csv, its heads first; or - for stdin."
        ),
    ],
    column: Annotated[str, typer.Option(metavar="HEAD", help="名称列 / The column of names.")],
    type: Annotated[
        str, typer.Option(metavar="TYPE", help="类型 / Person or 人物, Organization or 机构 …")
    ] = "",
    post: Annotated[str, typer.Option(metavar="HEAD", help="职务列 / A column of posts.")] = "",
    organization: Annotated[
        str, typer.Option(metavar="HEAD", help="机构列 / A column of organisations.")
    ] = "",
    place: Annotated[str, typer.Option(metavar="HEAD", help="地点列 / A column of places.")] = "",
    out: Annotated[
        Path | None,
        file_to_write("写入 / Write: .csv, or - for stdout.", ".csv"),
    ] = None,
) -> int:
    """对照 / Find whom the names in a table mean; its rows come back with id, score and candidates.

    例 / Example:  tifagraph reconcile kg 名单.csv --column 姓名 --type 人物 --post 职务 -o 对照.csv
    """  # fmt: skip
    from graph.match import Columns, reconciled  # which reads a dictionary of pinyin

    told = {"post": post, "organization": organization, "place": place}
    columns = Columns(column, {what: head for what, head in told.items() if head})
    store, types = opened(kg, "").store, _types(type)
    try:
        rows = list(reconciled(store, table(content(file)), columns, types))
    except InputError as error:
        raise error.at(str(file)) from None
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    if out:
        write(out, BOM + text.getvalue())
    else:
        sys.stdout.write(text.getvalue())
    sure = sum(row[-2] == "yes" for row in rows[1:])
    terminal.say(f"确认 / matched: {sure:,} / {len(rows) - 1:,}")
    return 0


def _types(given: str) -> tuple[str, ...]:
    """The type of that name or label, if any. QueryError for an unknown one."""
    if not given:
        return ()
    for kind in (*ontology.entity_types(), *ontology.classes()):
        if given in (kind.name, *kind.labels):
            return (kind.name,)
    raise QueryError(f"没有类型“{given}” / no type is called that; there are {', '.join(TYPES)}")
