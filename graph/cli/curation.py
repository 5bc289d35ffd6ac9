"""The verb that takes corrected annotations back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

import graph
from graph.cli import terminal
from graph.cli.common import KG
from graph.identity import JUDGEMENTS, read_judgements, record

app = typer.Typer()

_BECAUSE = "改正的标注 corrected annotation"


@app.command()
def curate(
    kg: KG,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="CORRECTED",
            help="改正过的文件夹 / The folder that was exported (brat, web-annotation, webanno) "
            "and corrected.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="GOLD", help="标注文件夹 / The folder of gold.")
    ],
) -> None:
    """收回改正的标注 / Take corrected annotations back, as gold and as judgements on who is who.

    所得用于 tifagraph evaluate；judgements.tsv 用于 build --judgements / The gold is for
    evaluate, its judgements.tsv for build --judgements.

    例 / Example:  tifagraph export kg -o corrected --format brat

    tifagraph curate kg corrected -o gold
    """
    from graph.curate import corrected, judgements, write_gold

    source = graph.open(kg).source()
    items = list(corrected(folder, source.texts()))
    for item in items:
        write_gold(item, out)
    found = judgements(source, items, _BECAUSE, date.today().isoformat())
    there = {judgement[:3] for judgement in read_judgements(out / JUDGEMENTS)}
    for judgement in found:
        if judgement[:3] not in there:
            record(out / JUDGEMENTS, judgement)
    terminal.say(
        "已写入 / written:",
        f"{out} · 文档 documents {len(items):,} · 判断 judgements {len(found):,}",
        "green",
    )
