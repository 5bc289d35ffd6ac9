"""Verbs that show how well texts are read, and what the word lists miss."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import graph
from graph.cli import terminal
from graph.cli.common import KG, Docs, Words, readable, write
from graph.cli.progress import progress
from graph.read import documents

app = typer.Typer()


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="文件或 - / A file, or - for stdin.")],
    lexicon: Words = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="text, json")] = "text",
) -> int:
    """解释 / Draw what is found in a text, with the rule behind each finding.

    例 / Example:  tifagraph explain report.txt
    """
    from graph.evaluate import explain as drawn
    from graph.lexicon import load

    words, left_out = load(lexicon), 0
    for document in documents([file]):
        if isinstance(document, graph.InputError):
            terminal.error(str(document))
            left_out += 1
        else:
            colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
            sys.stdout.write(drawn(document, format, colour, words))
    return 2 if left_out else 0


@app.command()
def evaluate(
    kg: KG,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="标注文件夹 / The folder of gold.")],
    errors: Annotated[bool, typer.Option("--errors", help="列出错误 / List the errors.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option(help="text, json")] = "text",
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
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="文件 / The file to write.")
    ] = None,
    min_documents: Annotated[
        int, typer.Option(min=2, help="至少见于几篇 / In how many documents it must stand.")
    ] = 3,
    known: Annotated[
        bool, typer.Option("--known", help="含词表已有的 / With those the lexicon has already.")
    ] = False,
    lexicon: Words = None,
    format: Annotated[Literal["tsv", "json"], typer.Option(help="tsv, json")] = "tsv",
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
    text = as_json(found) if format == "json" else as_tsv(found)
    if out:
        write(out, text, slogans=len(found))
    else:
        sys.stdout.write(text)
    return 1 if left_out or not found else 0


@app.command()
def coverage(
    docs: Docs,
    lexicon: Words = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="text, json")] = "text",
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
