"""Plain text, and Markdown without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import yaml

from graph.read.fields import FIELDS, plausible_day
from graph.read.source import Found, Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---\n(.*?\n)(?:---|\.\.\.)\n", re.S)
_BLANK = "　"  # between the cells of a row, as Chinese tables are set in text
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*")
"""Marks that CommonMark leaves beside Chinese punctuation: **要抓实。**会议."""
_BREAKS = ("softbreak", "hardbreak")


def read_text(source: Source) -> Iterator[Found]:
    """The input as it is."""
    data = source.whole()
    text, source = source.text(data)
    yield source.document(text, data)


def read_markdown(source: Source) -> Iterator[Found]:
    """Paragraphs, headings, items and rows as lines; fields of a YAML head that are known."""
    from markdown_it import MarkdownIt

    data = source.whole()
    text, source = source.text(data)
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    fields = _front(front[1]) if front else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(text[front.end() if front else 0 :])
    yield source.document("\n".join(_lines(tokens)), data, **fields)


def _front(head: str) -> dict[str, str]:
    """The known fields of a YAML head: title, publisher, date …"""
    try:
        found = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    told = found.items() if isinstance(found, dict) else ()
    values = {str(k).lower(): str(v) for k, v in told if isinstance(v, str | int | date)}
    known = {name: values[name] for name in FIELDS[2:-1] if name in values}
    known["issued"] = plausible_day(values.get("issued", values.get("date", "")))
    return known


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield _BLANK.join(filter(None, row))
            row = None
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")
        elif token.type == "inline":
            line = _inline(token.children or ())
            if row is None:
                yield line
            else:
                row.append(line)


def _inline(children: Sequence[Token]) -> str:
    """The text of a paragraph; marks of emphasis, links and images leave what they surround."""
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in _BREAKS:
            parts.append("\n")
    return _STRONG.sub(r"\1", "".join(parts))
