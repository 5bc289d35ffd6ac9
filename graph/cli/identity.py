"""Verbs on who is who: pairs to look at, and judgements on them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

import graph
from graph.cli import terminal
from graph.cli.common import KG, Format, show

app = typer.Typer()

A = Annotated[str, typer.Argument(metavar="A", help="如 / such as person/李明-丰水县")]
B = Annotated[str, typer.Argument(metavar="B", help="如 / such as person/李明-青芦县")]
Because = Annotated[str, typer.Option("--because", metavar="WHY", help="理由 / The reason.")]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="判断人 / Who judges.")]
Where = Annotated[
    Path,
    typer.Option(
        "--in",
        metavar="DIR",
        help="文档的文件夹，记入其中的 judgements.tsv / The folder of the documents.",
    ),
]


@app.command()
def duplicates(kg: KG, format: Format = "table") -> int:
    """同名者 / List pairs of one name to look at, with reasons and sentences.

    例 / Example:  tifagraph duplicates kg
    """
    from graph.check import duplicates as pairs

    return show(pairs(graph.open(kg).store), format)


@app.command()
def same(a: A, b: B, because: Because, by: By = "", folder: Where = Path()) -> None:
    """判为同一 / Record that two are one, for every build to come.

    例 / Example:  tifagraph same 李明-丰水县 李明-青芦县 --because 任前公示 --in docs
    """
    _record("same", a, b, because, by, folder)


@app.command()
def different(a: A, b: B, because: Because, by: By = "", folder: Where = Path()) -> None:
    """判为不同 / Record that two are two, for every build to come.

    例 / Example:  tifagraph different 李明-丰水县 李明-青芦县 --because 年龄不同 --in docs
    """
    _record("different", a, b, because, by, folder)


def _record(verdict: str, a: str, b: str, why: str, who: str, folder: Path) -> None:
    from graph.identity import JUDGEMENTS, Judgement, plain, record

    today = date.today().isoformat()
    record(folder / JUDGEMENTS, Judgement(verdict, plain(a), plain(b), who, today, why))
    terminal.say("已记入 / recorded in", f"{folder / JUDGEMENTS}", "green")
    terminal.say(
        "下次建图或更新时生效；删去该行即撤回 / applied by the next build or update;",
        "remove the line to take it back",
    )
