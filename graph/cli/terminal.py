"""What the command line shows: errors and hints on stderr, counts on stdout."""

from __future__ import annotations

import logging
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.build import Input, Report, Verdicts
from graph.characters import spelt
from graph.cli.help import wrapped
from graph.model import InputError
from graph.query import Query, Rows
from graph.rdf import RELATIONS, ontology

if TYPE_CHECKING:
    from graph.evaluate import Coverage

_COUNTED = {"entities": "实体 entities", "documents": "文档 documents", "slogans": "提法 slogans"}
SHOWN_ITEMS = 5
"""So many of a list are shown before its rest is counted."""
_CURIES = {curie.partition(":")[2]: curie for curie in RELATIONS.values()}


def hold_streams() -> None:
    """Fill what the caller has closed of stdin, stdout and stderr, or a file would get its place.

    Closed output then fails when it is written, as any other that cannot be.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDONLY if descriptor == 1 else os.O_RDWR)
    for descriptor, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(descriptor, mode, closefd=False))


def use_utf8() -> None:
    """Write UTF-8 to files and pipes under any locale, and never fail on a terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def say(mark: str, message: str = "", style: str = "") -> None:
    """One line on stderr whatever the message holds: controls and the like are spelt out."""
    line = Text(mark, style).append(f" {spelt(message)}" if message else "", "none")
    Console(stderr=True, highlight=False).print(line, soft_wrap=True)


def stdout() -> Console:
    """As wide as the terminal; in a file or a pipe no line is broken."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 1 << 16)


class Notes(logging.Handler):
    """Shows what the library logs, such as names that come near one not found."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """One line on stderr, each message once."""
        message = record.getMessage()
        if message not in self._said:
            self._said.add(message)
            say("提示 / note:", message, "yellow")


def error(message: str) -> None:
    """An error's line."""
    say("错误 / error:", message, "bold red")


def written(path: Path, **counts: int) -> None:
    """What a verb has written: where, how large, and how much of what."""
    size = f"{path.stat().st_size:,} 字节 bytes" if path.is_file() else ""
    told = [f"{_COUNTED[what]} {number:,}" for what, number in counts.items()]
    say("已写入 / written:", " · ".join(filter(None, [str(path), size, *told])), "green")


def summary(report: Report) -> None:
    """What a graph holds, on stdout: entities by type beside relations by kind."""
    entities = {
        f"{kind.label('zh')} {kind.label('en')}": report.entities[kind.name]
        for kind in ontology.entity_types()
    }
    relations = {
        f"{kind.label('zh')} {kind.label('en')}": report.relations[kind.relation]
        for kind in ontology.relations()
    }
    ranked = dict(sorted(relations.items(), key=lambda item: -item[1]))
    both = Table.grid(padding=(0, 4))
    both.add_row(_counts("实体 entities", entities), _counts("关系 relations", ranked))
    silent = report.silent_documents
    console = stdout()
    console.print(f"文档 documents {report.documents:,} · 句子 sentences {report.sentences:,}\n")
    console.print(both)
    console.print(
        f"\n没有发现 without a finding: 文档 documents {len(silent):,} · "
        f"句子 sentences {report.silent_sentences:,}"
    )
    if silent:
        more = " …" if len(silent) > SHOWN_ITEMS else ""
        console.print(Text(f"  {', '.join(silent[:SHOWN_ITEMS])}{more}"))


def left_out(failures: Sequence[InputError], skipped: Sequence[InputError]) -> None:
    """What gave no document, on stderr: a line for each reason, with the first few inputs."""
    for mark, style, errors in (
        ("略过 / left out:", "yellow", failures), ("不读 / skipped:", "dim", skipped),
    ):  # fmt: skip
        by_reason: dict[str, list[str]] = {}
        for error in errors:
            by_reason.setdefault(error.reason, []).append(error.where)
        for reason, places in by_reason.items():
            say(mark, f"{_few(places)}: {reason}" if places != [""] else reason, style)


def noted(inputs: Iterable[Input]) -> None:
    """What the reading had to decide: encodings, formats that the suffix belies."""
    by_note: dict[str, list[str]] = {}
    for item in inputs:
        if item.outcome == "built" and item.note:
            by_note.setdefault(item.note, []).append(item.input)
    for note, places in by_note.items():
        say("提示 / note:", f"{_few(places)}: {note}", "dim")


def _few(places: Sequence[str]) -> str:
    """The first few of several inputs, and how many they are."""
    if len(places) <= SHOWN_ITEMS:
        return ", ".join(places)
    return f"{', '.join(places[:SHOWN_ITEMS])} … ({len(places):,})"


def verdicts(found: Verdicts) -> None:
    """Which judgements hold and which do not, on stderr, the first few by name."""
    for mark, style, items in (
        ("判断已用 / judgements applied:", "green", list(map(str, found.applied))),
        ("无人叫此名 / nobody bears:", "yellow", list(found.unborne)),
        (
            "分不开，两边所指相同 / cannot part, both mean the same:",
            "yellow",
            list(map(str, found.vain)),
        ),
        ("没有文档这样说 / no document says:", "yellow", list(map(str, found.unstated))),
    ):
        if items:
            more = " …" if len(items) > SHOWN_ITEMS else ""
            say(mark, f"{len(items):,} · {', '.join(items[:SHOWN_ITEMS])}{more}", style)
    if found.unborne or found.vain or found.unstated:
        say("", "名字如何写 / how to write a name: tifagraph different --help")


def _counts(title: str, rows: Mapping[str, int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(title)
    table.add_column(f"{sum(rows.values()):,}", justify="right")
    for label, count in rows.items():
        if count:
            table.add_row(label, f"{count:,}")
    return table


def coverage(found: Coverage) -> None:
    """What share of a corpus's sentences yields what, the shapes that do not, and near misses."""
    console = stdout()
    console.print(f"文档 documents {found.documents:,} · 句子 sentences {found.sentences:,}\n")
    for label, count in (
        ("有提及 with mentions", found.with_mentions),
        ("有关系 with relations", found.with_relations),
        ("皆无 with neither", found.with_nothing),
    ):
        console.print(f"{count:>9,}  {count / max(1, found.sentences):>5.1%}  {label}")
    for title, shapes in (
        ("有提及、无关系的句式 / shapes with mentions and no relation", found.unrelated),
        ("皆无的句子的开头 / how sentences with neither begin", found.silent),
    ):
        console.print(f"\n{title}")
        for shape in shapes:
            line = Text(f"{shape.sentences:>9,}  ").append(shape.shape, "bold")
            console.print(line.append(f"  {shape.document}: {_beginning(shape.example)}", "dim"))
    console.print("\n差一点 / near misses")
    for miss in found.misses:
        words = " · ".join(f"{word} {count:,}" for word, count in miss.words.items())
        line = Text(f"{miss.times:>9,}  ").append(miss.rule, "bold").append(f"  {miss.lacks}")
        console.print(line.append(f"\n{'':11}{words}", "dim"))


def _beginning(sentence: str) -> str:
    return sentence if len(sentence) <= 40 else f"{sentence[:39]}…"


def evidence(rows: Rows) -> None:
    """The sentences on stdout, each with its document and date and the relations it states."""
    console = stdout()
    for (date, document, text), stated in groupby(rows, lambda r: (r.date, r.document, r.text)):
        said = list(stated)
        sentence, names = Text(text), {name for row in said for name in (row.subject, row.object)}
        sentence.highlight_words(names, "bold")
        console.print(Text(f"{document}  {date or ''}".rstrip(), "cyan"))
        console.print(sentence)
        for row in said:
            label = ontology.label(_CURIES[row.relation])
            console.print(Text(f"  {row.subject} — {label} → {row.object}", "dim"))
        console.print()


def questions(named: Iterable[Query]) -> None:
    """The named queries with their parameters, on stdout."""
    console = stdout()
    for query in named:
        line = Text(f"{query.name:<20}", "bold").append(
            f" {query.title_zh} / {query.title}", "none"
        )
        console.print(line)
        for parameter in query.parameters:
            optional = "" if parameter.optional else "  (必填 / required)"
            told = f"-p {parameter.name}=…  {parameter.description}{optional}"
            for part in wrapped(told, console.width - 22, 4):
                console.print(Text(f"{'':22}{part}", "dim"))


def next_steps(folder: Path, slogan: str | None) -> None:
    """What to try on a graph just built, on stderr, as it could be typed."""
    here, name = sys.argv[0], _typed(slogan or "NAME")
    command = "tifagraph" if shutil.which("tifagraph") == here else _typed(here)
    if Path(here).name == "__main__.py":
        command = "python -m graph"
    say("接着试试 / try next:", style="bold")
    for step in (
        f"query {_typed(folder)}",
        f"query {_typed(folder)} who-holds-what",
        f"evidence {_typed(folder)} {name}",
        f"view {_typed(folder)} -o page.html --focus {name}",
    ):
        say(f"  {command}", step)
    say(" ", f"{folder / 'graph.html'}  (用浏览器打开 / open it in a browser)")


def nothing_found(docs: Iterable[str]) -> None:
    """What to try where no document gave anything, on stderr."""
    given = [_typed(path) for path in docs]
    one = given[0] if len(given) == 1 and Path(given[0]).is_file() else "FILE"
    steps = {
        f"tifagraph explain {one}": "每句缺什么 / what each sentence lacks",
        f"tifagraph coverage {' '.join(given)}": "哪些句式没读出 / which sentences yield nothing",
        f"tifagraph build {' '.join(given)} -o KG --lexicon DIR": "加自己的词表 / your own lists",
    }
    say("什么也没发现，接着试试 / nothing was found, try next:", style="bold")
    for step, why in steps.items():
        say(f"  {step:<{max(map(len, steps))}}", f" {why}")


def _typed(word: object) -> str:
    """A word of a command line; Chinese needs no quotes there."""
    return str(word) if re.fullmatch(r"[\w./·-]+", str(word)) else shlex.quote(str(word))
