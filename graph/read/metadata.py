"""What is known of inputs from outside: a table beside them, their path, the command line."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from graph.model import Document, InputError, InputSkipped
from graph.read.decoding import decoded, whole
from graph.read.fields import FIELDS, day, fit, shown
from graph.read.source import stem
from graph.read.tables import columns_of, csv_rows

KNOWN = FIELDS[2:]
"""The fields that metadata can give."""
_FILE = ("file", "path", "文件", "文件名", "路径", "id", "编号", "标识")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


class _Row(NamedTuple):
    number: int
    fields: Mapping[str, str]


_NO_ROW = _Row(0, {})


@dataclass(frozen=True)
class Metadata:
    """What the inputs do not say themselves.

    ``table`` is a CSV file: a row for an input, named in the column ``file`` (its path below the
    folder, with suffix or without) or ``id``, with columns for any of `KNOWN`. ``path_pattern`` is
    what paths look like, as ``{place}/{issued}-{title}``; ``{}`` stands for what is of no use.
    ``given`` are fields of all inputs. The table wins over the path, that over what the input
    itself says, and that over ``given``. ``columns`` says what a record's or a table's fields are
    called there: ``{"text": "全文"}``.
    """

    table: Path | None = None
    path_pattern: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, written: str) -> Metadata:
        """The inverse of `written`."""
        told = json.loads(written or "{}")
        table = told.pop("table", None)
        return cls(Path(table) if table else None, **told)

    def written(self) -> str:
        """As text, with the table's full path; '' if nothing is known."""
        told = {"path_pattern": self.path_pattern, "given": self.given, "columns": self.columns}
        filled: dict[str, object] = {name: value for name, value in told.items() if value}
        if self.table:
            filled["table"] = os.path.abspath(self.table)
        return json.dumps(filled, ensure_ascii=False, sort_keys=True) if filled else ""

    def check(self) -> None:
        """InputError where the table, the pattern or a field is not one."""
        _check_names({*self.given, *self.columns})
        fit(Document("", "。", "", **self.given))
        _ = self._rows, self._pattern

    def is_table(self, path: Path) -> bool:
        """Whether a file is the table itself, which is no document."""
        return self.table is not None and os.path.realpath(path) == os.path.realpath(self.table)

    def complete(self, document: Document, name: str, used: set[int]) -> Document:
        """The document with what is known of it; ``name`` is its file's path as it was given.

        The line of the table that tells of it is added to ``used``. InputError where it then is no
        document, as for a kind that is none.
        """
        if not (self.table or self.path_pattern or self.given):
            return document
        own = {key: value for key in KNOWN if (value := getattr(document, key))}
        row = self._row(document, name)
        used.add(row.number)
        fields = {**self.given, **own, **self._of_path(name), **row.fields}
        return fit(replace(document, **fields))

    def unused(self, used: Set[int]) -> Iterator[InputError]:
        """The rows of the table that name no input that was read."""
        lines = {row.number: key for key, row in self._rows.items()}
        for number, key in sorted(lines.items()):
            if number not in used:
                yield InputSkipped(
                    f"没有这个输入 / names no input: {shown(key)}", f"{self.table}:{number}"
                )

    def _row(self, document: Document, name: str) -> _Row:
        rows = (self._rows.get(key) for key in (document.id, name, stem(name)))
        return next(filter(None, rows), _NO_ROW)

    def _of_path(self, name: str) -> dict[str, str]:
        found = self._pattern.search(stem(name)) if self.path_pattern else None
        values = found.groupdict() if found else {}
        return {key: value.strip() for key, value in values.items() if value.strip()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The pattern as an expression; it says how a path ends."""
        names = [name for name in _PLACEHOLDER.findall(self.path_pattern) if name]
        _check_names(set(names))
        if len(set(names)) < len(names) or (self.path_pattern and not names):
            raise InputError(
                f"路径样式有误 / {shown(self.path_pattern)} is no path pattern; "
                "write it as {place}/{issued}-{title}"
            )
        pieces = _PLACEHOLDER.split(self.path_pattern)
        parts = [
            (f"(?P<{piece}>{_SHAPES.get(piece, '[^/]+?')})" if piece else "[^/]*?")
            if at % 2
            else re.escape(piece)
            for at, piece in enumerate(pieces)
        ]
        return re.compile(f"(?:^|/){''.join(parts)}$")

    @cached_property
    def _rows(self) -> dict[str, _Row]:
        """The rows of the table by the input they name."""
        if self.table is None:
            return {}
        try:
            with self.table.open("rb") as file:
                text, _ = decoded(whole(file))
            return dict(_rows(text))
        except InputError as error:
            raise error.at(str(self.table)) from None
        except OSError as error:
            raise InputError(
                f"读不了 / cannot be read: {error.strerror}", str(self.table)
            ) from None


_SHAPES = {"issued": r"\d{4}[-_.年]?\d{1,2}[-_.月]?\d{1,2}日?"}


def _check_names(names: set[str]) -> None:
    unknown = sorted(names - set(FIELDS))
    if unknown:
        raise InputError(
            f"没有这个字段 / unknown fields: {', '.join(map(shown, unknown))}; "
            f"there are {', '.join(FIELDS)}"
        )


def _rows(text: str) -> Iterator[tuple[str, _Row]]:
    rows = csv_rows(text)
    head = [name.strip() for name in next(rows, [])]
    columns = {name: at for name, at in columns_of(head, {}).items() if name in KNOWN}
    files = [at for at, name in enumerate(head) if name.lower() in _FILE]
    if not files or not columns:
        raise InputError(
            f"列名有误 / its columns are {', '.join(map(shown, head))}; there must be “file” and "
            f"some of {', '.join(KNOWN)}"
        )
    for number, row in enumerate(rows, 2):
        key = row[files[0]].strip() if files[0] < len(row) else ""
        if key:
            yield key, _Row(number, _row_fields(row, columns, number))


def _row_fields(row: Sequence[str], columns: Mapping[str, int], number: int) -> dict[str, str]:
    values = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
    try:
        values["issued"] = day(values.get("issued", ""))
    except InputError as error:
        raise InputError(f"{error.reason} (行 / line {number})") from None
    return {name: value for name, value in values.items() if value}
