"""Verbs that ask a graph."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.cli import terminal
from graph.cli.common import KG, Day, Format, found, opened, show
from graph.cli.common import named as parameter
from graph.query import FORMATS, TIMEOUT_SECONDS, named, run

app = typer.Typer()


@app.command()
def query(
    kg: KG,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME|SPARQL|@FILE",
            help="查询名、SPARQL 或文件；不写则列出 / Nothing lists the named queries.",
        ),
    ] = None,
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
    asked = opened(kg, as_of)
    if question is None:
        terminal.questions(named().values())
        return 0
    given = dict(map(parameter, parameters or ()))
    answer = run(asked.store, question, timeout=timeout, **given)
    return show(answer, format)


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
