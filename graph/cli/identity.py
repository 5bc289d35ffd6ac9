"""Verbs on who is who: pairs to look at, and judgements on them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import graph
from graph.cli import namesakes, terminal
from graph.cli.common import Read, found, show
from graph.files import NQUADS
from graph.identity import JUDGEMENTS, WRONG, Judgement, judged, names, record
from graph.model import Document
from graph.query import FORMATS
from graph.read import documents
from graph.text import whole_lines

app = typer.Typer()

A = Annotated[str, typer.Argument(metavar="A", help="如 / such as 李明-丰水县")]
B = Annotated[str, typer.Argument(metavar="B", help="如 / such as 李明-青芦县")]
Because = Annotated[str, typer.Option("--because", metavar="WHY", help="理由 / The reason.")]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="判断人 / Who judges.")]
Where = Annotated[
    Path,
    typer.Option(
        "--in",
        metavar="DIR",
        help="文档或图的文件夹，记入其中的 judgements.tsv / The folder of documents or of a graph.",
    ),
]


@app.command()
def duplicates(
    kg: Read,
    format: Annotated[
        str, typer.Option(help=f"输出 / What to print: {', '.join(('text', *FORMATS))}.")
    ] = "text",
) -> int:
    """同名者 / List pairs of one name to look at, with reasons and sentences.

    例 / Example:  tifagraph duplicates kg
    """
    from graph.check import duplicates as pairs

    rows = pairs(graph.open(kg).store)
    if format != "text":
        return show(rows, format)
    namesakes.pairs(rows)
    return found(rows)


@app.command()
def same(a: A, b: B, because: Because, by: By = "", folder: Where = Path()) -> None:
    """判为同一 / Record that two are one, for every build to come.

    A、B 是名字，后接连字符和能认出那人的地方、机构、职务、报纸或文档 / A and B are a name and,
    after a hyphen, a place, organ, post, paper or document that tells the person.

    例 / Example:  tifagraph same 李明-丰水县 李明-青芦县 --because 任前公示 --in docs
    """
    _record("same", a, b, because, by, folder)


@app.command()
def different(a: A, b: B, because: Because, by: By = "", folder: Where = Path()) -> None:
    """判为不同 / Record that two are two, for every build to come.

    A、B 是名字，后接连字符和能认出那人的地方、机构、职务、报纸或文档 / A and B are a name and,
    after a hyphen, a place, organ, post, paper or document that tells the person.

    同一文档里的两个同名者，用各自名字前的职务来分，照原文或照图中写 / Two of one name in one
    document are told by the posts before their names, as in the text or in the graph.

    例 / Example:  tifagraph different 李明-丰水县 李明-青芦县 --because 年龄不同 --in docs

    tifagraph different 李明-省国资委主任 李明-澄州市财政局局长 --because 两人 --in docs
    """
    _record("different", a, b, because, by, folder)


@app.command()
def wrong(
    a: Annotated[str, typer.Argument(metavar="A", help="如 / such as event/全市水利工作会议")],
    relation: Annotated[
        str, typer.Argument(metavar="RELATION", help="如 / such as chair, 主持")
    ] = "",
    b: Annotated[str, typer.Argument(metavar="B", help="如 / such as 李明, 2021-03-04")] = "",
    *,
    because: Because,
    by: By = "",
    folder: Where = Path(),
) -> None:
    """判为不对 / Record that a statement does not hold, or that A is no such thing.

    给出关系和客体，判的是这一条；不给，判的是 A 不是这类实体 / With a relation and an object the
    statement is wrong, in every sentence; without them A is misread, and goes with all that is
    said of it.

    例 / Example:  tifagraph wrong event/全市水利工作会议 主持 李明 --because 误读 --in docs

    tifagraph wrong organization/央视网消息 --because 不是机构 --in docs
    """
    _record("wrong", a, b, because, by, folder, relation)


def _record(
    verdict: str, a: str, b: str, why: str, who: str, folder: Path, relation: str = ""
) -> None:
    from graph.build import told_apart

    judgement = judged(verdict, a, b, why, who, relation)
    if (folder / NQUADS).exists():
        told_apart(graph.open(folder).store, judgement)
    record(folder / JUDGEMENTS, judgement)
    terminal.say("已记入 / recorded in", f"{folder / JUDGEMENTS}", "green")
    nobody = "没有文档这样说 / no document says:"
    if judgement.verdict != WRONG:
        nobody = "无人叫此名 / nobody bears:"
    for reference in _unborne(folder, judgement):
        terminal.say(nobody, f"{reference}; check how it is written", "yellow")
    terminal.say(
        "下次建图或更新时生效；删去该行即撤回 / applied by the next build or update;",
        "remove the line to take it back",
    )


def _unborne(folder: Path, judgement: Judgement) -> list[str]:
    """The references of a judgement that nobody in a graph bears, or no document in a folder."""
    from graph.build import unborne

    if (folder / NQUADS).exists():
        return unborne(folder, judgement)
    missing = {reference: names(reference) for reference in judgement[1:3] if names(reference)}
    for document in documents([str(folder)]):
        if not missing:
            break
        if isinstance(document, Document):
            text = whole_lines(document.text).text
            missing = {r: own for r, own in missing.items() if not any(n in text for n in own)}
    return list(missing)
