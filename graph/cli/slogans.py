"""The verb that studies slogans over time."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from graph.analyze import TIERS, Study, chart, report, rows, study, table, tiers
from graph.characters import BOM
from graph.cli.common import Day, Read, found, opened, write
from graph.cli.dash import file_to_write
from graph.model import QueryError
from graph.query import meant, render
from graph.rdf import address
from graph.store import Store

app = typer.Typer()

_WRITTEN = (".csv", ".html", ".json")


@app.command()
def slogans(
    kg: Read,
    out: Annotated[
        Path | None,
        file_to_write("写入 / Write: .csv, .json, .html with charts, or - for stdout.", *_WRITTEN),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--slogan", metavar="NAME", help="只看此提法 / Only this one; repeatable."),
    ] = None,
    by: Annotated[Literal["year", "month", "day"], typer.Option(help="分期 / Periods.")] = "year",
    place: Annotated[
        str, typer.Option(metavar="NAME", help="只看某地的文献 / Only documents of a place.")
    ] = "",
    scale: Annotated[
        str,
        typer.Option(
            "--tiers", metavar="SHARES", help="六级语温的五个界限 / Five bounds of the six tiers."
        ),
    ] = ",".join(str(tier.least) for tier in TIERS[:-1]),
    limit: Annotated[
        int, typer.Option(min=1, help="表中至多几个 / How many the table shows at most.")
    ] = 30,
    as_of: Day = "",
    format: Annotated[
        Literal["table", "chart", "csv", "json"], typer.Option(help="输出 / What to print.")
    ] = "table",
) -> int:
    """提法的时间与传播 / Slogans in time: shares, tiers, rises and falls, what replaced what.

    例 / Example:  tifagraph slogans kg -o slogans.html --by month
    """
    store = opened(kg, as_of).store
    told = study(store, by, place, tiers(scale))
    if names:
        _only(told, [_label(store, name) for name in names])
    if out:
        _write(told, out)
    elif format in ("csv", "json"):
        sys.stdout.write(_text(told, format))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 160
        shown = chart if format == "chart" else table
        sys.stdout.write(shown(told, limit, width))
    return found(rows(told))


def _label(store: Store, name: str) -> str:
    """The label of the slogan that a name or an address means; the name where it means none."""
    found = meant(store, "Slogan", name)
    return address(found[1:-1]) if found else name


def _only(study: Study, names: list[str]) -> None:
    """Leave only these slogans in a study. QueryError for one that it does not have."""
    known = {usage.slogan for usage in study.slogans}
    for name in names:
        if name not in known:
            near = "、".join(sorted(other for other in known if name in other)[:5])
            raise QueryError(
                f"没有提法“{name}” / no slogan is called that"
                + (f"; there is {near}" if near else "")
            )
    study.slogans = [usage for usage in study.slogans if usage.slogan in names]
    study.replacements = [r for r in study.replacements if {r.old, r.new} & set(names)]
    study.orders = [o for o in study.orders if {o.first, o.second} & set(names)]


def _write(study: Study, out: Path) -> None:
    """The study in the form that the file's suffix tells."""
    text = report(study) if out.suffix == ".html" else _text(study, out.suffix[1:])
    write(out, text, slogans=len(study.slogans))


def _text(study: Study, format: str) -> str:
    if format == "csv":
        return BOM + render(rows(study), "csv")
    return json.dumps(asdict(study), ensure_ascii=False, indent=1) + "\n"
