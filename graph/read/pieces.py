"""Inputs that another has opened: the bytes of a file, a line, a record of a table.

As `graph.read.documents` does, but for engines that read files themselves, each piece on any
machine. The caller sees that no identifier is given twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from graph.model import InputError
from graph.read.apart import Reader
from graph.read.formats import is_apart, read
from graph.read.metadata import Metadata
from graph.read.records import line_record, record
from graph.read.source import Found, Source, stem


@dataclass(frozen=True)
class Piece:
    """A piece of the input ``where``, called ``name`` in its folder, with what is known of it."""

    where: str
    name: str
    metadata: Metadata

    def file(self, data: bytes, reader: Reader) -> Iterator[Found]:
        """The documents of a whole file; foreign formats are read by ``reader``'s process."""
        if is_apart(self.name, BytesIO(data)):
            found = reader.read(self.where, stem(self.name), self.metadata.columns, data)
        else:
            found = read(self._source(data))
        return map(self._completed, found)

    def line(self, number: str, line: bytes) -> Found:
        """The document of a line of JSON Lines; ``number`` says which."""
        return self._completed(line_record(self._source(b""), number, line.rstrip(b"\r\n")))

    def row(self, number: str, row: Mapping[str, object]) -> Found:
        """The document of a row of a table with types; days may be dates."""
        item = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
        }
        own = json.dumps(item, ensure_ascii=False, sort_keys=True, default=str)
        data = own.encode("utf-8", "surrogatepass")
        return self._completed(record(self._source(b""), number, item, data))

    def _source(self, data: bytes) -> Source:
        return Source(self.where, stem(self.name), BytesIO(data), self.metadata.columns)

    def _completed(self, found: Found) -> Found:
        if isinstance(found, InputError):
            return found
        where, document = found
        path = self.name + document.file.removeprefix(self.where)
        try:
            return where, self.metadata.complete(document, path, set())
        except InputError as error:
            return error.at(where)
