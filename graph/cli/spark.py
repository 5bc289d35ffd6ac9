"""Verbs on graphs that are built by Spark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import graph
from graph.cli import terminal
from graph.given import beside
from graph.identity import read_judgements
from graph.read import Metadata
from graph.spark import SparkManifest, engine
from graph.spark import load as load_graph

app = typer.Typer()


def build(
    docs: list[str],
    out: str,
    base: str,
    lexicon: Path | None,
    judgements: Path | None,
    metadata: Metadata,
    strict: bool,
    partitions: int | None,
) -> int:
    """`tifagraph build --engine spark`."""
    judged = read_judgements(judgements, True) if judgements else beside(docs, out)
    done = engine.build(
        docs,
        out,
        base=base,
        lexicon=lexicon,
        judgements=judged,
        metadata=metadata,
        strict=strict,
        partitions=partitions,
    )
    return _told(out, done)


def add(kg: str, docs: list[str], partitions: int | None) -> int:
    """`tifagraph add --engine spark`."""
    return _told(kg, engine.add(kg, docs, partitions=partitions))


@app.command()
def load(
    source: Annotated[
        str, typer.Argument(metavar="SPARK", help="Spark 建的图 / A graph that Spark built.")
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="KG", help="图的文件夹 / The graph's folder.")
    ],
) -> int:
    """取来 Spark 建的图 / Make a graph that Spark built one to ask and change here.

    例 / Example:  tifagraph load spark-kg -o kg
    """
    load_graph(source, out)
    terminal.summary(graph.open(out).report)
    return 0


def _told(kg: str, done: SparkManifest) -> int:
    """Print what the folder now holds; where inputs failed, where to read which."""
    print(
        f"文档 documents {done.documents:,} · 句 quads {done.quads:,} · "
        f"文件 files {len(done.parts):,}"
    )
    told = "输入 inputs: 建 built {built:,} · 不读 skipped {skipped:,} · 略过 failed {failed:,}"
    terminal.say(told.format(**done.inputs))
    if done.inputs["failed"]:
        terminal.say(
            "略过 / left out:",
            f"{kg}/findings-{done.run}: outcome, file, note; 或 / or: tifagraph load {kg} -o KG, "
            "tifagraph inputs KG",
            "yellow",
        )
    terminal.say("接着试试 / try next:", f"tifagraph load {kg} -o KG")
    return 1 if done.inputs["failed"] else 0
