"""CSV tables filled in one pass: each waits in a temporary file for its turn."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, NamedTuple, TypeAlias

from graph.export.archive import Archive

Cell: TypeAlias = str | int


class _Encoded(NamedTuple):
    """A binary file that takes text."""

    file: IO[bytes]

    def write(self, text: str) -> int:
        return self.file.write(text.encode())


class Tables:
    """CSV tables by file name, in UTF-8: each begins with ``start`` and its columns.

    ``lines_end`` is CRLF, as RFC 4180 wants, or LF.
    """

    def __init__(self, start: str = "", lines_end: str = "\r\n") -> None:
        self._start, self._lines_end = start, lines_end
        self._files: dict[str, _Encoded] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def begin(self, name: str, columns: Sequence[str]) -> None:
        """Begin a table with its head."""
        file = self._stack.enter_context(TemporaryFile())  # noqa: SIM115 (the stack closes it)
        self._files[name] = _Encoded(file)
        self._files[name].write(self._start)
        self.add(name, columns)

    def add(self, name: str, row: Iterable[Cell]) -> None:
        """Add a row to a table."""
        csv.writer(self._files[name], lineterminator=self._lines_end).writerow(row)

    def into(self, archive: Archive) -> None:
        """Put all tables into an archive, as they were begun."""
        for name, encoded in self._files.items():
            archive.add(name, encoded.file)
