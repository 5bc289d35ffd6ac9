"""Verbs that ask a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli import terminal
from graph.cli.common import KG, Day, Format, found, opened, show
from graph.cli.common import named as parameter
from graph.model import QueryError
from graph.query import FORMATS, TIMEOUT_SECONDS, Endpoint, Source, named, run

app = typer.Typer()


@app.command()
def query(
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KG [NAME|SPARQL|@FILE]",
            help="图的文件夹，再写查询名、SPARQL 或文件；不写则列出 / The graph's folder, then what "
            "to ask; nothing lists the named queries.",
        ),
    ] = None,
    endpoint: Annotated[
        str,
        typer.Option(metavar="URL", help="问别的服务器，不写 KG / Ask this server instead of a KG."),
    ] = "",
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", "--param", metavar="NAME=VALUE", help="参数 / A parameter's value."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="最长秒数 / How long it may take.")
    ] = TIMEOUT_SECONDS,
    as_of: Day = "",
    format: Format = "table",
) -> int:
    """查询 / Ask a named question or any SPARQL; triples come as Turtle.

    例 / Example:  tifagraph query kg who-holds-what -p place=澄州市
    """
    source, question = _source(asked or [], endpoint, as_of)
    if question is None:
        terminal.questions(named().values())
        return 0
    given = dict(map(parameter, parameters or ()))
    return show(run(source, question, timeout=timeout, **given), format)


def _source(asked: list[str], endpoint: str, as_of: str) -> tuple[Source, str | None]:
    """What is asked, and the question where there is one."""
    if endpoint and as_of:
        raise QueryError("--as-of 只用于 KG / --as-of is for a graph's folder, not an --endpoint")
    kg, *rest = [""] * bool(endpoint) + asked or [""]
    if len(rest) > 1 or not (kg or endpoint):
        raise QueryError(
            "写作 / write: tifagraph query KG NAME, or tifagraph query --endpoint URL NAME"
        )
    source = Endpoint(endpoint) if endpoint else opened(Path(kg), as_of).store
    return source, rest[0] if rest else None


@app.command()
def evidence(
    kg: KG,
    name: Annotated[str, typer.Argument(metavar="NAME", help="名称 / What something is called.")],
    as_of: Day = "",
    format: Annotated[str, typer.Option(help=", ".join(("text", *FORMATS)))] = "text",
) -> int:
    """原文依据 / Show the sentences behind everything said of a name.

    例 / Example:  tifagraph evidence kg 两个维护
    """
    rows = opened(kg, as_of).evidence(name)
    if format != "text":
        return show(rows, format)
    terminal.evidence(rows)
    return found(rows)
