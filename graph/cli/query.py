"""Verbs that ask a graph."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, cast

import typer

from graph.cli import complete, dash, terminal
from graph.cli.common import Day, Format, Name, Read, fits, found, opened, show
from graph.cli.common import named as parameter
from graph.model import QueryError
from graph.query import (
    FORMATS,
    MAX_MEMORY_BYTES,
    TIMEOUT_SECONDS,
    Endpoint,
    Query,
    Rows,
    Source,
    meant,
    named,
    presented,
    query_meant,
    run,
)
from graph.rdf import typed_address
from graph.store import Store

app = typer.Typer()

_MEMORY_MIB = MAX_MEMORY_BYTES >> 20


@app.command()
def query(
    kg: Annotated[
        str | None,
        typer.Argument(
            metavar="KG",
            help="图的文件夹，或 - 读 N-Quads；有 --endpoint 则不写 / The graph's folder, or - for "
            "N-Quads on stdin; none with --endpoint.",
        ),
    ] = None,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME|SPARQL|@FILE",
            help="查询名、SPARQL、@文件或 -；不写则列出 / A question, SPARQL, @FILE, - for stdin; "
            "nothing lists them.",
            autocompletion=complete.questions,
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="VALUE",
            help="参数的值，依所列次序 / Values of its parameters, in the order of the list.",
        ),
    ] = None,
    endpoint: Annotated[
        str, typer.Option(metavar="URL", help="问此 SPARQL 服务 / Ask this SPARQL endpoint.")
    ] = "",
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--param",
            metavar="NAME=VALUE",
            help="参数 / A parameter by name.",
            autocompletion=complete.parameters,
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="最长秒数 / How long it may take.")
    ] = TIMEOUT_SECONDS,
    memory: Annotated[
        int | None,
        typer.Option(
            min=64,
            metavar="MIB",
            help=f"最多内存，默认 {_MEMORY_MIB} / How much memory it may take; by default "
            f"{_MEMORY_MIB}.",
        ),
    ] = None,
    as_of: Day = "",
    format: Format = "table",
) -> int:
    """查询 / Ask a named question or any SPARQL; triples come as Turtle.

    例 / Example:  tifagraph query kg career 陆知远

    tifagraph query kg who-holds-what -p place=澄州市

    tifagraph query kg "SELECT * { ?s ?p ?o } LIMIT 9" --timeout 10 --memory 512

    tifagraph query --endpoint http://127.0.0.1:7878/query career 陆知远
    """  # fmt: skip
    words = [word for word in (kg, question, *(values or ())) if word is not None]
    folder = None if endpoint else words.pop(0) if words else ""
    ours = {"--as-of": as_of, "--memory": memory}
    if not words:
        fits("-p", parameters, False, "NAME|SPARQL|@FILE")
        if folder:
            _source(folder, endpoint, ours)
        terminal.questions(named().values())
        return 0
    _check_first(words, endpoint)
    question = dash.text() if words[0] == "-" else words[0]
    given = _given(query_meant(question), words[1:], parameters or ())
    source = _source(folder, endpoint, ours)
    most = (memory or _MEMORY_MIB) << 20
    return show(presented(source, question, timeout=timeout, memory=most, **given), format)


def _check_first(words: Sequence[str], endpoint: str) -> None:
    """QueryError where a graph is given although an endpoint is asked: of several words the first
    is a question then."""
    first = words[0]
    is_question = first in named() or first[0] in "@-" or re.search(r"[\s{<]", first)
    if endpoint and len(words) > 1 and not is_question:
        raise QueryError(
            f"有 --endpoint 就不写 KG，去掉“{first}” / no KG is given with --endpoint: leave out "
            f"“{first}”"
        )


def _source(folder: str | None, endpoint: str, ours: Mapping[str, object]) -> Source:
    """What is asked; ``ours`` are options that another's server cannot be given."""
    if folder is not None:
        return opened(dash.piped(Path(folder)), str(ours["--as-of"])).store
    for option, given in ours.items():
        if given:
            raise QueryError(
                f"{option} 只用于图的文件夹 / {option} is for a folder, not for --endpoint"
            )
    return Endpoint(endpoint)


def _given(asked: Query, values: Sequence[str], by_name: Sequence[str]) -> dict[str, str]:
    """The values of a query's parameters: some in their order, others by name."""
    names = [parameter.name for parameter in asked.parameters]
    if len(values) > len(names):
        takes = "、".join(names) or "无 / none"
        raise QueryError(
            f"值太多，“{values[len(names)]}”无处可放 / too many values; parameters are: {takes}"
        )
    given = dict(zip(names, values, strict=False))
    for name, value in map(parameter, by_name):
        if name in given:
            raise QueryError(f"参数 {name} 给了两次 / parameter {name} is given twice")
        given[name] = value
    return given


@app.command()
def evidence(
    kg: Read,
    name: Name,
    as_of: Day = "",
    format: Annotated[
        str, typer.Option(help=f"输出 / What to print: {', '.join(('text', *FORMATS))}.")
    ] = "text",
) -> int:
    """原文依据 / Show the sentences behind everything said of a name.

    例 / Example:  tifagraph evidence kg 两个维护
    """
    asked = opened(kg, as_of)
    rows = asked.evidence(name)
    if format != "text":
        show(rows, format)
    else:
        terminal.evidence(rows)
    if not rows and (entity := meant(asked.store, "Entity", name)):
        return _mentioned(asked.store, str(kg), entity[1:-1])
    return found(rows)


def _mentioned(store: Store, kg: str, entity: str) -> int:
    """Say how often something is mentioned of which nothing is stated; the exit code."""
    times = len(cast("Rows", run(store, "mentions", entity=entity)))
    see = shlex.join(("tifagraph", "query", kg, "mentions", typed_address(entity)))
    terminal.say(
        f"没有关于它的陈述；提及 {times} 处 / nothing is stated of it; mentions: {times}; see:", see
    )
    return 1
