"""Word lists on disk → rows: ours, and a user's own, which add to ours, replace or remove.

A list is a TSV file: ``#`` comments that name its source, a header line, one entry a line, nothing
quoted. A user's list has the name and the columns of ours, as many of them as are wanted; its row
replaces ours of the same name (and code, class or country, where it gives one), and ``-`` before
the name removes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from graph.characters import fold
from graph.model import InputError

Row: TypeAlias = Mapping[str, str]
Lists: TypeAlias = dict[str, list[Row]]
"""Each list's rows by the name of its file; a row's first column is the form looked for."""

MINED = ("documents", "uses", "first_date", "last_date", "quoted", "variants", "example")
"""What `graph.mine` says of a candidate beyond the columns of ``slogans.tsv``: read, not used."""

_CLOSED = ("kind", "strength", "role", "level", "class")
_OPTIONAL = {"strength"}


class _Line(NamedTuple):
    """A row where it stands, so that an error can name file and line."""

    path: Path
    number: int
    row: Row

    def error(self, zh: str, en: str) -> InputError:
        return InputError(f"{self.path}:{self.number}: {zh} / {en}")


def read(folder: Path) -> Lists:
    """The lists of a folder. InputError names file and line where a row does not fit its header."""
    return {
        path.stem: [line.row for line in _lines(path)][1:] for path in sorted(folder.glob("*.tsv"))
    }


def amended(ours: Lists, folder: Path) -> Lists:
    """``ours`` with what the lists of ``folder`` add, replace and remove.

    InputError, with file and line, where there is nothing to read, a file or column is not one of
    ours, a name is missing or given twice, a kind is unknown, or there is nothing to remove.
    """
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise InputError(
            f"{folder}: 没有词表文件 / no word list there; give a folder with e.g. slogans.tsv"
        )
    out = dict(ours)
    for path in paths:
        if path.stem not in ours:
            known = ", ".join(f"{name}.tsv" for name in ours)
            raise InputError(f"{path}:1: 没有这种词表 / no such list; there are: {known}")
        out[path.stem] = _amended(ours[path.stem], list(_lines(path)))
    return out


def _amended(ours: list[Row], lines: list[_Line]) -> list[Row]:
    """One list's rows with those of a user's file of its name."""
    if not lines:
        return ours
    header, *rows = lines
    _check_columns(ours, header)
    kept, added = ours, []
    seen: dict[tuple[str, str], int] = {}
    for line in rows:
        name, code = _name(line.row).removeprefix("-").strip(), _code(line.row)
        first = seen.setdefault((name, code), line.number)
        if first != line.number:
            raise line.error(f"“{name}”已见于第 {first} 行", f"stands in line {first} already")
        others = [row for row in kept if not _same(row, name, code)]
        if not _name(line.row).startswith("-"):
            _check_values(ours, line)
            added.append(line.row)
        elif len(others) == len(kept):
            raise line.error(
                f"词表中没有“{name}”，无可删除", "there is nothing of this name to remove"
            )
        kept = others
    return kept + added


def _same(row: Row, name: str, code: str) -> bool:
    return _name(row) == name and code in ("", _code(row))


def _code(row: Row) -> str:
    """What distinguishes rows of one name: a division's code, a word's class in the grammar, a
    foreigner's country."""
    return row.get("code") or row.get("class") or row.get("country") or ""


def _name(row: Row) -> str:
    return next(iter(row.values()))


def _check_columns(ours: list[Row], line: _Line) -> None:
    """A user's header: our first column first, then any of ours."""
    allowed, given = [*ours[0], *MINED], list(line.row)
    if given[0] != allowed[0]:
        raise line.error(f"首列须是 {allowed[0]}", f"the header must begin with {allowed[0]}")
    for column in given:
        if column not in allowed:
            columns = ", ".join(ours[0])
            raise line.error(f"没有“{column}”这一列", f"no such column; there are: {columns}")


def _check_values(ours: list[Row], line: _Line) -> None:
    """The columns whose values are few must have one of those that ours have."""
    for column in _CLOSED:
        if column not in ours[0]:
            continue
        value = line.row.get(column, "")
        known = {row[column] for row in ours}
        if value not in known and (value or column not in _OPTIONAL):
            choice = ", ".join(sorted(known))
            raise line.error(
                f"{column} 不能是“{value}”", f"“{_name(line.row)}” needs one of: {choice}"
            )


def _lines(path: Path) -> Iterator[_Line]:
    """The header, as a row of itself, then the rows; those too short are filled up."""
    header: list[str] = []
    for number, text in enumerate(fold(_text(path)).text.split("\n"), 1):
        cells = [cell.strip() for cell in text.split("\t")]
        if text.startswith("#") or not any(cells):
            continue
        header = header or cells
        filled = cells + [""] * (len(header) - len(cells))
        line = _Line(path, number, dict(zip(header, filled, strict=False)))
        if len(cells) > len(header):
            raise line.error(
                f"{len(cells)} 列, 须有 {len(header)} 列",
                f"{len(cells)} columns where the header has {len(header)}; separate them by tabs",
            )
        if not cells[0].lstrip("-"):
            raise line.error(f"首列 {header[0]} 为空", f"the first column, {header[0]}, is empty")
        yield line


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: 不是 UTF-8 / not UTF-8 at byte {error.start}; try: iconv -f GB18030 -t UTF-8"
        ) from None
    except OSError as error:
        raise InputError(f"{path}: 读不了 / cannot be read: {error.strerror}") from None
