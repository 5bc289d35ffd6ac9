"""Verbs that make a graph and count what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

import graph
from graph.cli import terminal
from graph.cli.common import KG, Docs, Judgements, Words
from graph.query import Rows
from graph.rdf import BASE

app = typer.Typer()


@app.command()
def build(
    docs: Docs,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="KG", help="图的文件夹 / The graph's folder.")
    ],
    base: Annotated[
        str,
        typer.Option(
            help="实体 IRI 前缀，以 / 结尾 / What the IRIs of entities begin with; ends in /."
        ),
    ] = BASE,
    lexicon: Words = None,
    judgements: Judgements = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="进程数 / Processes; by default what is fastest.")
    ] = None,
) -> int:
    """从文档建图 / Build the graph of documents.

    例 / Example:  tifagraph build data/documents -o kg
    """
    with terminal.progress() as progress:
        kg = graph.build(
            docs,
            out,
            base=base,
            lexicon=lexicon,
            judgements=judgements,
            workers=workers,
            progress=progress,
        )
        kg.export(out / "graph.ttl")
        kg.view(out / "graph.html")
    for failure in kg.report.failures:
        terminal.say("略过 / left out:", str(failure), "yellow")
    terminal.summary(kg.report)
    terminal.verdicts(kg.report.verdicts)
    slogans = cast("Rows", kg.query("slogans", timeout=None))
    terminal.next_steps(out, slogans[0].slogan if slogans else None)
    return 1 if kg.report.failures or not any(kg.report.entities.values()) else 0


@app.command()
def stats(kg: KG) -> int:
    """图中有什么 / Count what a graph holds.

    例 / Example:  tifagraph stats kg
    """
    report = graph.open(kg).report
    terminal.summary(report)
    return 0 if any(report.entities.values()) else 1
