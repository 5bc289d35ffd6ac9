"""WebAnno TSV 3 → marks; `graph.export.webanno` tells its form. It has no relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.curate.values import Found, Mark, known_type, quoted
from graph.identity import plain
from graph.model import InputError

_LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_PARTS = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"(?P<value>.*?)(?:(?<!\\)\[(?P<number>\d+)\])?")
_ESCAPED = re.compile(r"\\(.)")


class _Piece(NamedTuple):
    """A token's part of a mark; pieces of one number make one mark."""

    begin: int
    end: int
    number: str
    reference: str
    type: str
    where: str


def read_webanno(path: Path, content: str, text: str) -> Found:
    """The named entities of a text. InputError names the line that cannot be read."""
    units = [0]
    for place, char in enumerate(text):
        units += [place + 1] * (2 if ord(char) > 0xFFFF else 1)
    marks: dict[str, Mark] = {}
    for piece in _pieces(path, content, text, units):
        begin = marks[piece.number].begin if piece.number in marks else piece.begin
        type = known_type(piece.type, piece.where)
        name = text[begin : piece.end]
        marks[piece.number] = Mark(begin, piece.end, type, piece.reference, name)
    return Found(tuple(sorted(marks.values())), None)


def _pieces(path: Path, content: str, text: str, units: list[int]) -> Iterator[_Piece]:
    lines = content.split("\n")
    columns = _columns(lines, path)
    for line_number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 3:
            continue
        where = f"{path}:{line_number}"
        try:
            begin, end = (units[int(unit)] for unit in cells[1].split("-"))
            identifiers, types = (_PARTS.split(cells[3 + columns[n]]) for n in (0, 1))
        except (ValueError, IndexError):
            raise InputError("不是 WebAnno TSV / no line of WebAnno TSV", where) from None
        quoted(text, begin, end, _plain(cells[2]), where)
        for order, (identifier, type) in enumerate(zip(identifiers, types, strict=False)):
            if type not in ("_", "*"):
                value, number = _value(type)
                reference = _value(identifier)[0]
                meant = plain(reference) if reference not in ("", "_", "*") else ""
                yield _Piece(begin, end, number or f"{cells[0]}/{order}", meant, value, where)


def _columns(lines: list[str], path: Path) -> tuple[int, int]:
    """Where identifier and value stand among the columns of all layers of spans."""
    names = [
        (line.removeprefix("#T_SP=").partition("|")[0], column)
        for line in lines
        if line.startswith("#T_SP=")
        for column in line.split("|")[1:]
    ]
    try:
        return names.index((_LAYER, "identifier")), names.index((_LAYER, "value"))
    except ValueError:
        raise InputError(
            "没有命名实体层 / no layer of named entities with identifier and value", str(path)
        ) from None


def _value(cell: str) -> tuple[str, str]:
    found = _NUMBERED.fullmatch(cell)
    assert found  # any text is one
    return _plain(found["value"]), found["number"] or ""


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
