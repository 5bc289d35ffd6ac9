"""Verbs that show how well texts are read, and what the word lists miss."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import graph
from graph.characters import HAN
from graph.cli import terminal
from graph.cli.common import Docs, Read, Words, readable, write
from graph.cli.dash import file_to_write
from graph.cli.progress import progress
from graph.read import FORMATS, fit

app = typer.Typer()

_HAN, _ENDS = re.compile(f"[{HAN}]"), "。！？；”"
_SUFFIXES = frozenset(suffix for form in FORMATS for suffix in form.suffixes)


@app.command()
def explain(
    text: Annotated[
        str,
        typer.Argument(
            metavar="FILE|TEXT", help="文件、一段话或 - / A file, a text itself, or - for stdin."
        ),
    ],
    lexicon: Words = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="输出 / What to print.")] = "text",
) -> int:
    """解释 / Draw what is found in a text, with the rule behind each finding.

    例 / Example:  tifagraph explain report.txt

    tifagraph explain 市委书记陆知远主持召开全市水利工作会议。
    """
    from graph.evaluate import explain as drawn
    from graph.lexicon import load

    words = load(lexicon)
    left_out: list[graph.InputError] = []
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    own = [fit(graph.Document("text", text, ""))] if _is_text(text) else []
    for document in own or readable([text], left_out):
        sys.stdout.write(drawn(document, format, colour, words))
    return 1 if left_out else 0


def _is_text(given: str) -> bool:
    """Whether it is a text itself: in Chinese, no file, and not written like the path of one."""
    if not given.strip():
        return True  # and an empty one: the path '' would be this folder
    like_a_path = Path(given).suffix in _SUFFIXES or ("/" in given and given[-1] not in _ENDS)
    # os.path.exists, unlike the path's own method, bears a name too long
    return bool(_HAN.search(given)) and not like_a_path and not os.path.exists(given)


@app.command()
def evaluate(
    kg: Read,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="标注文件夹 / The folder of gold.")],
    errors: Annotated[bool, typer.Option("--errors", help="列出错误 / List the errors.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option(help="输出 / What to print.")] = "text",
) -> int:
    """评测 / Score a graph against annotated documents: precision, recall, F1.

    例 / Example:  tifagraph evaluate kg data/gold --errors
    """
    from graph.evaluate import evaluate as score

    scores = score(graph.open(kg).store, gold)
    if format == "json":
        print(json.dumps(scores.as_dict(), ensure_ascii=False, indent=1))
    else:
        sys.stdout.write(scores.text(errors).rstrip("\n") + "\n")
    return 1 if scores.absent else 0


@app.command()
def mine(
    docs: Docs,
    out: Annotated[
        Path | None,
        file_to_write("写入 / Write: .tsv, .json, or - for stdout.", ".tsv", ".json"),
    ] = None,
    min_documents: Annotated[
        int, typer.Option(min=2, help="至少见于几篇 / In how many documents it must stand.")
    ] = 3,
    known: Annotated[
        bool, typer.Option("--known", help="含词表已有的 / With those the lexicon has already.")
    ] = False,
    lexicon: Words = None,
    format: Annotated[Literal["tsv", "json"], typer.Option(help="输出 / What to print.")] = "tsv",
) -> int:
    """挖掘提法 / Find formulations that recur, to be reviewed into a lexicon's slogans.tsv.

    例 / Example:  tifagraph mine data/documents -o slogans.tsv
    """
    from graph.lexicon import load
    from graph.mine import as_json, as_tsv
    from graph.mine import mine as mined

    words = load(lexicon)
    left_out: list[graph.InputError] = []
    with progress():
        found = mined(
            readable(docs, left_out), min_documents=min_documents, known=known, lexicon=words
        )
    form = out.suffix[1:] if out else format
    text = as_json(found) if form == "json" else as_tsv(found)
    if out:
        write(out, text, slogans=len(found))
    else:
        sys.stdout.write(text)
    return 1 if left_out or not found else 0


@app.command()
def coverage(
    docs: Docs,
    lexicon: Words = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="输出 / What to print.")] = "text",
) -> int:
    """覆盖情况 / Tell what share of sentences yields something, and what yields nothing.

    例 / Example:  tifagraph coverage data/documents
    """
    from graph.evaluate import coverage as covered
    from graph.lexicon import load

    words = load(lexicon)
    left_out: list[graph.InputError] = []
    with progress():
        found = covered(readable(docs, left_out), lexicon=words)
    if format == "json":
        print(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        terminal.coverage(found)
    return 1 if left_out or not found.with_mentions else 0
