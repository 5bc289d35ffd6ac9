"""Verbs that write a graph in another form."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

import typer

import graph
from graph.cli import terminal
from graph.cli.common import Read, fits
from graph.cli.dash import file_to_write
from graph.cli.progress import progress
from graph.export import FORMATS, Layer
from graph.page import Page

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
    kg: Read,
    out: Annotated[
        Path | None,
        file_to_write("网页文件或 - / The page to write, or -."),
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
    fits("--hops", hops > 1, bool(focus), "--focus NAME")
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
    _give(page, out)


def _give(page: Page, out: Path | None) -> None:
    """Write a page to stdout, or say that it is written; and what it lacks."""
    if out is None:
        sys.stdout.write(page.html)
    else:
        terminal.written(out, entities=page.entities, documents=page.documents)
    if page.texts_left_out:
        terminal.say(
            "未收入原文 / documents left out:",
            "文档较多，--documents 可全部收入 / they are many; --documents takes them in",
        )


def _formats() -> str:
    """The formats by who reads them: ``graphml (Gephi), gexf (Gephi)``."""
    readers = groupby(FORMATS, key=lambda known: known.readers)
    return "; ".join(f"{', '.join(f.name for f in same)} ({who})" for who, same in readers)


@app.command()
def export(
    kg: Read,
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--out", metavar="FILE", help="文件、文件夹或 - / File, folder, or - for stdout."
        ),
    ],
    format: Annotated[
        str,
        typer.Option(help=f"格式，默认依后缀 / By default the suffix decides: {_formats()}."),
    ] = "",
    layer: Annotated[
        Layer,
        typer.Option(
            help="RDF 的哪一层 / Of RDF: persons, posts … and what is said of them, or documents, "
            "sentences, mentions."
        ),
    ] = "all",
    title: Annotated[
        str, typer.Option(help="数据集名称 / The title of the data set, for ro-crate.")
    ] = "",
    licence: Annotated[
        str,
        typer.Option(
            "--licence", "--license", metavar="URL", help="数据许可 / Its licence, for ro-crate."
        ),
    ] = "",
    published: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="公布日期，默认为最新文档的日期 / Its date, for ro-crate; by default the newest "
            "document's.",
        ),
    ] = "",
) -> None:
    """导出 / Write the graph in a form that another program reads.

    例 / Example:  tifagraph export kg -o graph.gexf

    tifagraph export kg -o people.ttl --layer entities

    tifagraph export kg -o corrected --format brat
    """
    to_stdout = str(out) == "-"
    with progress():
        written = graph.open(kg).export(
            sys.stdout.buffer if to_stdout else out,
            format,
            layer=layer,
            title=title,
            licence=licence,
            published=published,
        )
    sys.stdout.flush()
    _say("stdout" if to_stdout else f"{out} · {written.size:,} 字节 bytes", written.counts)


def _say(where: str, counts: Mapping[str, int]) -> None:
    """Where an export went, and how much of what it holds."""
    held = "".join(f" · {name} {count:,}" for name, count in sorted(counts.items()))
    terminal.say("已写入 / written:", f"{where}{held}", "green")
