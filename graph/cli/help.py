"""The help of every verb as plain text in both languages, wrapped between words and Han.

Contexts and formatters are Any here: typer keeps their types to itself.
"""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterable, Iterator
from typing import Any

import typer
from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

_WIDEST = 100  # columns of a line, however wide the terminal
_NAMES = 26  # columns of a name before what it means stands on the next line
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_UNIT = re.compile(
    f"[“‘《[(]*[{_HAN}][，。；：、！？”’》）.\\])]*|\\s+|(?:(?![“‘《[(]*[{_HAN}])\\S)+"
)
_TYPES = {r" <int range>$": " N", r" <str>$": " TEXT", r" <bool>$": "", r" <(.*\|.*)>$": r" \1"}
"""How typer shows the type of an option that has no word for its value, and how we do."""
_TYPERS = {
    "Show this message and exit.": "显示帮助 / Show this message and exit.",
    "Install completion for the current shell.": "安装补全 / Install completion for this shell.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "显示补全的脚本 / Show the script of completion, to copy or change it."
    ),
    "[default: ": "[默认 default: ",
    "[required]": "[必填 required]",
    "; required]": "; 必填 required]",
}
"""What typer says in English alone, and in both languages."""


class Command(TyperCommand):
    """A verb with plain help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Its usage, what it does, its arguments and its options."""
        formatter.write("\n".join(_page(self, ctx, _width())) + "\n")


class Group(TyperGroup):
    """All verbs, each with the first line of its help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The usage, the options and the verbs."""
        width = _width()
        verbs = [(name, _about(verb)[0]) for name, verb in self.commands.items()]
        lines = [*_page(self, ctx, width), "", "命令 Commands", *_listed(verbs, width)]
        formatter.write("\n".join(lines) + "\n")


def make_plain(app: typer.Typer) -> None:
    """Give all verbs of an app plain help."""
    for verbs in app.registered_groups:
        for command in verbs.typer_instance.registered_commands if verbs.typer_instance else ():
            command.cls = Command


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)


def _page(command: Any, ctx: Any, width: int) -> Iterator[str]:
    usage = f"{ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}"
    yield from wrapped(f"用法 Usage: {usage}", width, 4)
    for paragraph in _about(command):
        yield ""
        indent = 4 if "tifagraph" in paragraph else 0
        yield from (f"  {line}" for line in wrapped(paragraph, width - 2, indent))
    for title, kind in ("参数 Arguments", "argument"), ("选项 Options", "option"):
        records = [
            (_named(record[0], kind), record[1])
            for param in command.get_params(ctx)
            if param.param_type_name == kind and (record := param.get_help_record(ctx))
        ]
        if records:
            yield from ("", title, *_listed(records, width))


def _named(shown: str, kind: str) -> str:
    """A parameter as its help names it; the type of an argument is told in its help."""
    if kind == "argument":
        return shown.partition(" <")[0]
    for typers, ours in _TYPES.items():
        shown = re.sub(typers, ours, shown)
    return shown


def _about(command: Any) -> list[str]:
    """The paragraphs of a command's help, each on one line."""
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    return [" ".join(paragraph.split("\n")) for paragraph in paragraphs]


def _listed(records: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Names with what they mean beside them, or below where they are long."""
    records = list(records)
    column = 4 + min(_NAMES, max(cell_len(name) for name, _ in records))
    for name, meaning in records:
        for typers, ours in _TYPERS.items():
            meaning = meaning.replace(typers, ours)
        begin = f"  {name}"
        lines = wrapped(meaning, width - column)
        if cell_len(begin) + 2 > column:
            yield begin
        else:
            yield f"{begin}{' ' * (column - cell_len(begin))}{next(lines, '')}".rstrip()
        yield from (f"{' ' * column}{line}" for line in lines)


def wrapped(text: str, width: int, indent: int = 0) -> Iterator[str]:
    """Lines of at most ``width`` columns, broken at spaces and between Han, never in a word.

    All but the first are indented. A word that is wider than a line has one for itself.
    """
    line = ""
    for unit in _UNIT.findall(text):
        if line.strip() and cell_len(line + unit.rstrip()) > width:
            yield line.rstrip()
            line = " " * indent
        if line.strip() or unit.strip():
            line += " " if unit.isspace() else unit
    if line.strip():
        yield line.rstrip()
