"""The verb that serves a graph over HTTP."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from graph.cli import terminal
from graph.cli.common import KG
from graph.model import InputError
from graph.query import SERVED, Limits

app = typer.Typer()

_LACKING = "服务器未装 / the server is not installed; try: pip install 'tifagraph[serve]'"


@app.command()
def serve(
    kg: KG,
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, metavar="PORT", help="端口 / The port; 0 is any."),
    ] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="地址 / Listen here; 0.0.0.0 is everywhere.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="域名 / A name that it is asked by: kg.example.org."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="跨域 / A site whose pages may ask it, * for all."),
    ] = None,
    judge: Annotated[
        bool,
        typer.Option(
            "--judge",
            help="网页可记判断 / Its page may record who is who, and what is wrong, in "
            "KG/judgements.tsv.",
        ),
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="最长秒数 / A query's time.")
    ] = SERVED.seconds,
    memory: Annotated[
        int, typer.Option(min=64, metavar="MIB", help="最多内存 / A query's memory.")
    ] = SERVED.memory >> 20,
    max_results: Annotated[
        int, typer.Option(min=1, metavar="MIB", help="最大答案 / An answer.")
    ] = SERVED.answer >> 20,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="同时几个 / So many queries at once.")
    ] = 8,
    log: Annotated[
        bool, typer.Option("--log", help="逐条记录 / A line a request on stderr.")
    ] = False,
) -> None:
    """服务 / A SPARQL endpoint and pages for a browser, on this machine; Ctrl-C ends it.

    例 / Example:  tifagraph serve kg --port 8000

    tifagraph serve kg --judge
    """
    try:
        from graph.serve import application
        from graph.serve import serve as listen
    except ModuleNotFoundError as error:
        raise InputError(_LACKING) from error
    limits = Limits(timeout, memory << 20, max_results << 20)
    names = [host, *(name or ())]
    served = application(kg, limits, workers=workers, hosts=names, origins=cors or (), judge=judge)
    with suppress(KeyboardInterrupt):
        listen(served, host, port, log=log, ready=_ready)
    terminal.say("已停止 / stopped")


def _ready(address: str) -> None:
    terminal.say("服务 / serving:", f"{address}  SPARQL: {address}sparql  (Ctrl-C 结束 / ends)")
