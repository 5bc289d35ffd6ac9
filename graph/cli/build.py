"""Verbs that build a graph, count what is in it, and change its documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, cast

import typer

import graph
from graph.build import Changes
from graph.cli import spark, terminal
from graph.cli.common import (
    KG,
    Columns,
    Docs,
    Engine,
    Issued,
    Judgements,
    Partitions,
    PathPattern,
    Place,
    Publisher,
    Read,
    Table,
    Words,
    fits,
    named,
    plain,
)
from graph.cli.dash import folder, on_disk
from graph.cli.progress import progress
from graph.files import spare_descriptors
from graph.query import Rows
from graph.rdf import BASE
from graph.store import read

app = typer.Typer()

Out = Annotated[
    str,
    typer.Option(
        "-o", "--out", metavar="KG", help="图的文件夹 / The graph's folder.", callback=folder
    ),
]
Base = Annotated[
    str,
    typer.Option(help="IRI 前缀，以 / 结尾 / What the IRIs of entities begin with; ends in /."),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="一有读不了的就停 / Stop at the first failure.")
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="进程数，默认每核一个 / Processes; by default one for each core."),
]


@app.command()
def build(
    docs: Docs,
    out: Out,
    base: Base = BASE,
    lexicon: Words = None,
    judgements: Judgements = None,
    metadata: Table = None,
    path_pattern: PathPattern = "",
    columns: Columns = None,
    place: Place = "",
    issued: Issued = "",
    publisher: Publisher = "",
    strict: Strict = False,
    workers: Workers = None,
    engine: Engine = "local",
    partitions: Partitions = None,
) -> int:
    """从文档建图 / Build the graph of documents.

    例 / Example:  tifagraph build data/documents -o kg

    tifagraph build 文件 -o kg --metadata 目录.csv --path-pattern '{place}/{issued}-{title}'
    """
    _check(engine, partitions, workers)
    given = {"place": place, "issued": issued, "publisher": publisher}
    told = {name: value for name, value in given.items() if value}
    known = graph.Metadata(metadata, path_pattern, told, dict(map(named, columns or ())))
    if engine == "spark":
        return spark.build(docs, out, base, lexicon, judgements, known, strict, partitions)
    with progress():
        kg = graph.build(
            docs, out, base=base, lexicon=lexicon, judgements=judgements,
            metadata=known, strict=strict, workers=workers,
        )  # fmt: skip
    try:
        _built(kg)
    finally:  # page and Turtle come late, but they come where nobody reads what is said, too
        _drawn(kg)
    if not any(kg.report.entities.values()):
        terminal.nothing_found(docs)
        return 1
    slogans = cast("Rows", kg.query("slogans", timeout=None))
    terminal.next_steps(Path(out), slogans[0].slogan if slogans else None)
    return 1 if kg.report.failures else 0


def _check(engine: str, partitions: int | None, workers: int | None = None) -> None:
    """QueryError for an option of the other engine."""
    fits("--partitions", partitions, engine == "spark", "--engine spark")
    fits("--workers", workers, engine == "local", "--engine local")


def _built(kg: graph.KnowledgeGraph) -> None:
    """What a new graph holds, and what became of the inputs and the judgements."""
    terminal.left_out(kg.report.failures, kg.report.skipped)
    terminal.noted(kg.inputs())
    terminal.summary(kg.report)
    terminal.verdicts(kg.report.verdicts)
    sys.stdout.flush()


def _drawn(kg: graph.KnowledgeGraph) -> None:
    """The page and the Turtle file of a new graph, which is whole without them."""
    folder = kg.store.path
    try:
        with progress():
            kg.view(folder / "graph.html")
            kg.export(folder / "graph.ttl")
    except KeyboardInterrupt:
        terminal.say(
            f"图已建成，只差网页与 Turtle / the graph is whole without page and Turtle: "
            f"tifagraph view {folder} -o page.html"
        )
        raise


@app.command()
def stats(kg: Read) -> int:
    """图中有什么 / Count what a graph holds.

    例 / Example:  tifagraph stats kg
    """
    report = graph.open(kg).report
    terminal.summary(report)
    return 0 if any(report.entities.values()) else 1


@app.command()
def add(
    kg: Annotated[
        str,
        typer.Argument(metavar="KG", callback=on_disk, help="图的文件夹 / The graph's folder."),
    ],
    docs: Docs,
    engine: Engine = "local",
    partitions: Partitions = None,
) -> int:
    """加入或替换文档 / Add documents, or replace those of the same identifiers.

    例 / Example:  tifagraph add kg new/
    """
    _check(engine, partitions)
    if engine == "spark":
        return spark.add(kg, docs, partitions)
    opened = _to_change(Path(kg))
    with progress():
        changes = opened.add(docs)
    return _changed(opened, changes)


@app.command()
def update(kg: KG, docs: Docs, judgements: Judgements = None) -> int:
    """与文档对齐 / Make it the graph of DOCS: read what is new or changed, drop what is gone.

    例 / Example:  tifagraph update kg data/documents
    """
    opened = _to_change(kg)
    with progress():
        changes = opened.update(docs, judgements)
    return _changed(opened, changes)


@app.command()
def remove(
    kg: KG,
    identifiers: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="文档标识或文件夹 / Identifiers, or a folder of them."),
    ],
) -> int:
    """移除文档 / Remove documents; what no other document says goes with them.

    例 / Example:  tifagraph remove kg 2020/0421
    """
    opened = _to_change(kg)
    return _changed(opened, opened.remove(*identifiers))


def _to_change(kg: Path) -> graph.KnowledgeGraph:
    """The graph, opened; StoreError at once where too few files may be open to change it."""
    spare_descriptors(kg)
    return graph.open(kg)


def _changed(kg: graph.KnowledgeGraph, changes: Changes) -> int:
    """Print what has changed, and rewrite the page and the Turtle file if that is due."""
    pending = bool(read(kg.store.path).digest)
    try:
        _told(changes, pending)
    finally:
        if not pending:
            _redrawn(kg)
    return 1 if changes.failures else 0


def _told(changes: Changes, pending: bool) -> None:
    """What has changed on stdout, how much and what else on stderr."""
    terminal.left_out(changes.failures, changes.skipped)
    for mark, identifiers in (
        ("+", changes.added), ("~", changes.replaced), ("-", changes.removed),
    ):  # fmt: skip
        for identifier in identifiers:
            print(mark, plain(identifier))
    counts = len(changes.added), len(changes.replaced), len(changes.removed), changes.unchanged
    terminal.say(
        "新增 added {:,} · 替换 replaced {:,} · 移除 removed {:,} · 未变 unchanged {:,}".format(
            *counts
        )
    )
    terminal.verdicts(changes.verdicts)
    if pending:
        terminal.say(
            "改动记在 graph.nq 之旁，查询与导出均已计入；update 写全各文件 / kept beside graph.nq, "
            "known to queries and exports; update writes that file whole, and page and Turtle"
        )


def _redrawn(kg: graph.KnowledgeGraph) -> None:
    """Page, Turtle file and statistics anew, where the graph has them and they are older."""
    folder = kg.store.path
    changed = (folder / "graph.nq").stat().st_mtime_ns
    with progress():
        for name in ("graph.html", "graph.ttl", "void.ttl"):
            path = folder / name
            if path.exists() and path.stat().st_mtime_ns < changed:
                (kg.view if path.suffix == ".html" else kg.export)(path)
