"""The verb that shows what is known of one entity."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.text import Text

from graph.cli import terminal
from graph.cli.common import Day, Name, Read, opened, plain
from graph.query import Fact, Profile, meant, profile

app = typer.Typer()

_ASIDE = 40  # characters of a sentence shown beside what it says
_SHOWN = 8  # facts of a section, before the rest is counted


@app.command()
def show(
    kg: Read,
    name: Name,
    as_of: Day = "",
    full: Annotated[
        bool, typer.Option("--full", help="全部与整句 / All facts, whole sentences.")
    ] = False,
    format: Annotated[Literal["text", "json"], typer.Option(help="输出 / What to print.")] = "text",
) -> int:
    """一览 / Everything known of a person, organ, event, policy, slogan or place, and who says so.

    例 / Example:  tifagraph show kg 陆知远
    """
    store = opened(kg, as_of).store
    entity = meant(store, "Entity", name)
    if not entity:
        terminal.say("没有结果 / nothing found")
        return 1
    known = profile(store, entity)
    if format == "json":
        print(json.dumps(asdict(known), ensure_ascii=False, indent=1))
    else:
        _print(known, full)
    return 0


def _print(known: Profile, full: bool) -> None:
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 1 << 16)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    head = Text(plain(known.name), "bold")
    if known.address != known.name:
        head.append(f"  {plain(known.address)}", "cyan")
    console.print(head.append(f"  {' · '.join(known.kinds)}", "dim"))
    if known.others:
        console.print(Text(f"又称 also: {plain('、'.join(known.others))}", "dim"))
    years = [f"{year or '无日期 undated'} {n}/{of}" for year, (n, of) in known.years.items() if n]
    console.print(Text(f"文献 documents: {' · '.join(years)}", "dim"))
    for title, facts in known.sections.items():
        console.print(Text(f"\n{title}  {len(facts)}", "bold"))
        for fact in facts if full else facts[:_SHOWN]:
            console.print(_line(fact, full, width), soft_wrap=True)
        if len(facts) > _SHOWN and not full:
            more = len(facts) - _SHOWN
            console.print(Text(f"  … 还有 {more} 条 / {more} more (--full)", "dim"))
    if known.companions:
        beside = "、".join(f"{name} {n}" for name, n in known.companions.items())
        console.print(Text("\n同场 appeared with", "bold").append(f"  {plain(beside)}", "none"))


def _line(fact: Fact, full: bool, width: int) -> Text:
    """A fact and, dimmed, its document and the beginning of its sentence."""
    line = Text("  ")
    if fact.when:
        line.append(f"{fact.when}  ", "cyan")
    line.append(plain(fact.what))
    if fact.times > 1:
        line.append(f" ×{fact.times}")
    dates = fact.date if fact.last == fact.date else f"{fact.date}…{fact.last}"
    source = " ".join(filter(None, (fact.document, dates)))
    sentence = plain(fact.sentence)
    if not full and len(sentence) > _ASIDE:
        sentence = _around(sentence, fact.what)
    said = Text(f"  ‹{source}› {sentence}", "dim")
    if width and line.cell_len + said.cell_len > width and not full:
        said.truncate(max(0, width - line.cell_len), overflow="ellipsis")
    return line.append_text(said)


def _around(sentence: str, what: str) -> str:
    """The part of a long sentence where a name stands, or its beginning."""
    begin = max(0, sentence.find(what) - _ASIDE // 2)
    cut = sentence[begin : begin + _ASIDE]
    return f"{'…' if begin else ''}{cut}{'…' if begin + _ASIDE < len(sentence) else ''}"
