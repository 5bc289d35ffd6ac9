"""What several verbs share: the argument that names a graph, and how an answer is shown."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

import graph
from graph.build import at_least_one
from graph.characters import tamed
from graph.cli import dash, terminal
from graph.files import refusal, replacing
from graph.model import Document, InputError, InputSkipped
from graph.query import FORMATS, Rows, Triples, render
from graph.read import FORMATS as FILES
from graph.read import documents

Words = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        metavar="DIR",
        help="自己的词表文件夹 / A folder of your own word lists, which amend ours.",
    ),
]
Judgements = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        callback=dash.piped_if_given,
        help="判断的文件 / Recorded judgements; by default judgements.tsv beside DOCS.",
    ),
]
Table = Annotated[
    Path | None,
    typer.Option(
        "--metadata",
        metavar="FILE",
        callback=dash.kept,
        help="元数据表 / A CSV table with a column file and any of title, issued, publisher, "
        "source, place, kind.",
    ),
]
PathPattern = Annotated[
    str,
    typer.Option(metavar="PATTERN", help="路径样式 / What paths say: '{place}/{issued}-{title}'."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD=COLUMN", help="列名 / What tables and records call a field: text=全文."
    ),
]
Place = Annotated[str, typer.Option(metavar="NAME", help="地区 / The place, where none is told.")]
Issued = Annotated[str, typer.Option(metavar="DATE", help="日期 / The date, where none is told.")]
Publisher = Annotated[
    str, typer.Option(metavar="NAME", help="来源 / The publisher, where none is told.")
]
Docs = Annotated[
    list[str],
    typer.Argument(
        metavar="DOCS",
        callback=dash.documents,
        help="文件夹、文件或 - / Folders, files, or - for stdin: "
        f"{', '.join(dict.fromkeys(form.suffixes[0] for form in FILES))}.",
    ),
]
KG = Annotated[
    Path,
    typer.Argument(metavar="KG", callback=dash.on_disk, help="图的文件夹 / The graph's folder."),
]
Read = Annotated[
    Path,
    typer.Argument(
        metavar="KG",
        callback=dash.piped,
        help="图的文件夹，或 - 读 N-Quads / The graph's folder, or - for N-Quads on stdin.",
    ),
]
Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="名称或短址，如 李明-青芦县 / A name or a short address: 李明-青芦县."
    ),
]
Day = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="只看此日、月或年及以前的文档 / Only documents issued by 2021-06-30, 2021-06 or 2021.",
    ),
]
Engine = Annotated[
    Literal["local", "spark"],
    typer.Option(help="引擎 / spark: on a cluster, or here; needs tifagraph[spark]."),
]
Partitions = Annotated[
    int | None,
    typer.Option(min=1, help="spark 的分区数 / Parts for spark; by default what suits."),
]
Format = Annotated[str, typer.Option(help=f"输出 / What to print: {', '.join(FORMATS)}.")]


def opened(kg: Path, day: str) -> graph.KnowledgeGraph:
    """The graph, or what it was as of a day."""
    found = graph.open(kg)
    return found.as_of(day) if day else found


def readable(docs: list[str], left_out: list[InputError]) -> Iterator[Document]:
    """The documents that can be read; others are named on stderr, failures added to the list.

    InputError where there is none.
    """
    skipped: list[InputError] = []
    for document in at_least_one(documents(docs)):
        if isinstance(document, InputSkipped):
            skipped.append(document)
        elif isinstance(document, InputError):
            left_out.append(document)
        else:
            yield document
    terminal.left_out(left_out, skipped)


def write(out: Path, text: str, **counts: int) -> None:
    """Write a file and say so. TifagraphError where that is refused."""
    try:
        with replacing(out) as file:
            file.write(text.encode())
    except OSError as error:
        raise graph.TifagraphError(refusal(out, error)) from error
    terminal.written(out, **counts)


def fits(option: str, given: object, needed: bool, what: str) -> None:
    """QueryError where an option is given without what it needs, and so would say nothing."""
    if given and not needed:
        raise graph.QueryError(f"{option} 须与 {what} 同用 / {option} goes with {what}")


def show(answer: Rows | bool | Triples, format: str) -> int:
    """Write an answer to stdout and return the exit code."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.write(render(answer, format, width))
    return found(answer)


def found(answer: Rows | bool | Triples) -> int:
    """The exit code of an answer; says so where it is empty."""
    if isinstance(answer, bool) or answer:
        return 0
    terminal.say("没有结果 / nothing found")
    return 1


def named(given: str) -> tuple[str, str]:
    """A parameter as it is typed: NAME=VALUE."""
    name, equals, value = given.partition("=")
    if not (name and equals):
        raise graph.QueryError(f"参数写作 名=值 / write a parameter as NAME=VALUE, not “{given}”")
    return name, value


def plain(text: str) -> str:
    """One line in which control and bidi characters cannot act on a terminal."""
    return tamed(text.replace("\n", " ").replace("\t", " "))
