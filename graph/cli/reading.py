"""Verbs that look at texts, and at how well they were read."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import graph
from graph.cli import terminal
from graph.cli.common import KG, Words
from graph.text import documents

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
