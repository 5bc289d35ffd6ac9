"""Verbs that write a graph in another form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import graph
from graph.cli import terminal
from graph.cli.common import KG
from graph.cli.progress import progress
from graph.export import FORMATS

app = typer.Typer()


Focus = Annotated[
    str | None, typer.Option(metavar="NAME", help="以谁为中心 / Only what is around this name.")
]
Hops = Annotated[
    int, typer.Option(min=1, max=5, help="几步之内 / Within how many relations of it.")
]
Types = Annotated[
    str, typer.Option(metavar="TYPE,…", help="只画这些类 / Only these types, 人物,提法 say.")
]
InPlace = Annotated[
    str | None, typer.Option(metavar="NAME", help="某地的文档 / Only documents of a place.")
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="自何时起 / From a year, month or day.")
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="至何时止 / Up to a year, month or day.")
]
OneDocument = Annotated[
    str | None, typer.Option(metavar="ID", help="某一文档 / Only a document, by ID or title.")
]
CoOccurrence = Annotated[
    str | None,
    typer.Option(metavar="TYPE", help="某类同句出现 / Which of a type share sentences."),
]
Texts = Annotated[
    bool | None,
    typer.Option(
        "--documents/--no-documents",
        help="收入原文；默认仅限少量 / Take in the documents; by default if they are few.",
    ),
]


@app.command()
def view(
    kg: KG,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE", help="网页文件 / The page to write.")
    ],
    focus: Focus = None,
    hops: Hops = 1,
    types: Types = "",
    place: InPlace = None,
    since: Since = None,
    until: Until = None,
    document: OneDocument = None,
    co_occurrence: CoOccurrence = None,
    limit: Annotated[
        int, typer.Option(min=1, help="先画多少实体 / How many entities are drawn at first.")
    ] = 300,
    title: Annotated[str, typer.Option(help="标题 / The page's title.")] = "",
    lang: Annotated[
        Literal["zh", "en"], typer.Option(help="界面语言 / The language at first.")
    ] = "zh",
    documents: Texts = None,
) -> None:
    """画成网页 / Draw the graph as one interactive page that needs no network.

    例 / Example:  tifagraph view kg -o page.html --focus 两个维护 --hops 2
    """
    with progress():
        page = graph.open(kg).view(
            out,
            focus=focus,
            hops=hops,
            types=[name for name in types.replace("，", ",").split(",") if name.strip()],
            place=place,
            since=since,
            until=until,
            document=document,
            co_occurrence=co_occurrence,
            limit=limit,
            title=title,
            lang=lang,
            documents=documents,
        )
    terminal.written(out, entities=page.entities, documents=page.documents)
    if page.texts_left_out:
        terminal.say(
            "未收入原文 / documents left out:",
            "文档较多，--documents 可全部收入 / they are many; --documents takes them in",
        )


@app.command()
def export(
    kg: KG,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE", help="文件或 - / File, or - for stdout.")
    ],
    format: Annotated[
        str,
        typer.Option(
            help=f"{', '.join(f.name for f in FORMATS)}; 默认依后缀 / by default the suffix."
        ),
    ] = "",
) -> None:
    """导出 / Write the graph in another form.

    例 / Example:  tifagraph export kg -o graph.trig
    """
    to_stdout = str(out) == "-"
    graph.open(kg).export(sys.stdout.buffer if to_stdout else out, format)
