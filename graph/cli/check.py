"""Verbs that check a graph: against its documents, its shapes, another graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

import typer

import graph
from graph.check import Difference, Engine, Proof, Statement, Validation
from graph.cli import terminal
from graph.cli.common import KG, Docs, Read, plain
from graph.cli.dash import piped_if_given
from graph.cli.proving import KINDS
from graph.rdf import RELATIONS, ontology

app = typer.Typer()

_SHOWN_FINDINGS = 5
Text = Annotated[Literal["text", "json"], typer.Option("--format", help="输出 / What to print.")]


@app.command()
def verify(
    kg: KG,
    docs: Docs,
    again: Annotated[
        bool, typer.Option("--again", help="重新抽取 / Extract everything again, too.")
    ] = False,
    format: Text = "text",
) -> int:
    """核验 / Prove the graph against its documents: hashes, offsets, every statement.

    例 / Example:  tifagraph verify kg data/documents
    """
    proof = graph.open(kg).verify(docs, again)
    for error in proof.unread:
        terminal.say("读不了 / unread:", str(error), "yellow")
    if format == "json":
        print(_json({**asdict(proof), "unread": [str(error) for error in proof.unread]}))
    else:
        _show_proof(proof)
    return 1 if proof.findings else 0


def _show_proof(proof: Proof) -> None:
    ordered = sorted(proof.findings, key=lambda f: (list(KINDS).index(f.kind), f.where))
    for kind, group in groupby(ordered, lambda f: f.kind):
        found = list(group)
        print(f"{' / '.join(KINDS[kind])} ({len(found):,})")
        _list(finding.where for finding in found)
    print(
        f"文档 documents {proof.documents:,} · 原文 anchors {proof.anchors:,} · "
        f"关系 relations {proof.relations:,} · 依据 evidence {proof.evidence:,} · "
        f"行 quads {proof.quads:,}"
    )
    print(
        f"不符 {len(proof.findings):,} 处 / {len(proof.findings):,} findings"
        if proof.findings
        else "全部属实 / all of it is proved"
    )


@app.command()
def validate(
    kg: Read,
    engine: Annotated[Engine, typer.Option(help="用何引擎 / Which engine.")] = "auto",
    format: Text = "text",
) -> int:
    """校验 / Check the graph against the SHACL shapes of the ontology.

    例 / Example:  tifagraph validate kg
    """
    found = graph.open(kg).validate(engine)
    if format == "json":
        print(_json({"conforms": bool(found), **asdict(found)}))
    else:
        _show_validation(found)
    return 0 if found else 1


def _show_validation(found: Validation) -> None:
    for shape, group in groupby(found.violations, lambda v: v.shape):
        violations = list(group)
        print(f"{shape} ({len(violations):,}): {violations[0].zh} / {violations[0].en}")
        _list(f"{v.node}  {v.value}".rstrip() for v in violations)
    said = "不符合约束 / does not conform" if found.violations else "符合约束 / conforms"
    print(f"{said} ({found.engine}; {len(found.violations):,} violations)")


@app.command()
def diff(
    kg: Read,
    later: Annotated[
        Path | None,
        typer.Argument(
            metavar="[KG2]", help="另一个图，或 - / Another graph, or -.", callback=piped_if_given
        ),
    ] = None,
    since: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DATE",
            help="到此日、月或年为止的图 / The graph as of a day, month or year.",
        ),
    ] = "",
    until: Annotated[
        str, typer.Option("--to", metavar="DATE", help="到此日的图 / … and as of a later one.")
    ] = "",
    format: Text = "text",
) -> int:
    """比较 / What was added, removed and reworded from one graph, or day, to another.

    例 / Example:  tifagraph diff kg --from 2020 --to 2021-06
    """
    first = graph.open(kg)
    second = graph.open(later) if later else first
    if not (later or since or until):
        raise graph.QueryError("另给一个图或日期 / give another graph, or --from and --to DATE")
    if since:
        first = first.as_of(since)
    if until:
        second = second.as_of(until)
    found = first.diff(second)
    if format == "json":
        print(_json(asdict(found)))
    else:
        _show_difference(found)
    return 1 if found else 0


def _show_difference(found: Difference) -> None:
    for mark, identifiers in (
        ("+", found.documents_added), ("-", found.documents_removed),
        ("~", found.documents_changed),
    ):  # fmt: skip
        for identifier in identifiers:
            print(f"{mark} 文档 document {plain(identifier)}")
    for title, statements in (
        ("新增 added", found.added), ("删除 removed", found.removed),
        ("改写 reworded", found.reworded),
    ):  # fmt: skip
        if statements:
            print(f"\n{title} ({len(statements):,})")
        for statement in statements:
            print("\n".join(_drawn(statement)))
    if not found:
        print("没有差别 / no difference")


def _drawn(statement: Statement) -> Iterator[str]:
    relation = ontology.label(RELATIONS[statement.relation])
    yield plain(f"{statement.subject} — {relation} → {statement.object}")
    for mark, sentences in ("-", statement.before), ("+", statement.after):
        for sentence in sentences:
            yield plain(f"  {mark} {sentence.document}  {sentence.date}".rstrip())
            yield plain(f"    {sentence.text}")


def _list(lines: Iterable[str]) -> None:
    """The first few, and how many more there are."""
    all_of_them = list(lines)
    for line in all_of_them[:_SHOWN_FINDINGS]:
        print("  " + plain(line))
    if len(all_of_them) > _SHOWN_FINDINGS:
        print(f"  … (+{len(all_of_them) - _SHOWN_FINDINGS:,})")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
