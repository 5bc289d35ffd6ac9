"""Tables: CSV and Excel, a row a document. The head of the table says which column is which."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice

from graph.lexicon import Pattern, default
from graph.model import InputError, InputSkipped
from graph.read.archives import check_packed
from graph.read.decoding import MAX_DOCUMENT_BYTES, decoded
from graph.read.fields import FIELDS, shown
from graph.read.source import Found, Source

_COLUMNS = {field: Pattern(f"{{{field}_column}}") for field in FIELDS}
"""The names of columns that are known, by the field that each gives."""

_FIRST_ROWS = 10  # among which a table's head stands


def read_csv(source: Source) -> Iterator[Found]:
    """The documents of a table whose cells are parted by commas, semicolons or tabs."""
    data = source.whole()
    text, source = source.text(data)
    yield from _documents(source, csv_rows(text))


def table(data: bytes) -> Iterator[Sequence[str]]:
    """The rows of a CSV file in any encoding that is read. InputError when it is none."""
    text, _ = decoded(data)
    yield from csv_rows(text)


def csv_rows(text: str) -> Iterator[Sequence[str]]:
    """The rows of a CSV file. InputError when a quotation is not closed."""
    head = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise InputError(f"表格有误 / not a table: {error}; save it as CSV again") from None


def read_excel(source: Source) -> Iterator[Found]:
    """The documents of every sheet that has a column of texts; other sheets are passed over."""
    from openpyxl import load_workbook

    check_packed(source.stream)
    book = load_workbook(source.stream, read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # which a file may claim to be millions of empty rows
        rows = ([_cell(value) for value in row] for row in sheet.iter_rows(values_only=True))
        part = "" if len(book.worksheets) == 1 else sheet.title
        try:
            yield from _documents(source, rows, part)
        except InputError as error:
            yield error.at(f"{source.where}:{sheet.title}")


def _cell(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _documents(source: Source, rows: Iterable[Sequence[str]], sheet: str = "") -> Iterator[Found]:
    filled = ((n, row) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    first = list(islice(filled, _FIRST_ROWS))
    at, columns = _head([row for _, row in first], source.columns)
    for number, row in chain(first[at + 1 :], filled):
        values = {field: row[at].strip() for field, at in columns.items() if at < len(row)}
        text, own = values.pop("text", ""), values.pop("id", "")
        part = f"{sheet}:{number}" if sheet else str(number)
        data = json.dumps([text, own, values], ensure_ascii=False, sort_keys=True)
        yield source.document(text, data.encode("utf-8", "surrogatepass"), part, own, **values)


def _head(rows: Sequence[Sequence[str]], named: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """The first row that names a column of texts, by its place, and its columns.

    A title may stand above it. InputError, as for a table that is none of documents, without one.
    """
    if not rows:
        raise InputSkipped("空表 / an empty table")
    for at, row in enumerate(rows):
        columns = columns_of(row, named)
        if "text" in columns:
            return at, columns
    if "text" in named:
        raise InputError(
            f"没有“{named['text']}”列 / no column “{named['text']}” among {_names(rows[0])}; "
            "check --columns"
        )
    raise InputSkipped(
        f"没有正文列 / no column of texts among {_names(rows[0])}; "
        "name yours: --columns text=COLUMN"
    )


def _names(row: Sequence[str]) -> str:
    return ", ".join(map(shown, row[:12]))


def columns_of(head: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Field → the column that gives it: the one ``named`` by the user, or by a known name."""
    names = [name.strip().lstrip("\ufeff") for name in head]
    found = {}
    for field in FIELDS:
        at = [place for place, name in enumerate(names) if _is_of(field, name, named)]
        if at:
            found[field] = at[0]
    return found


def _is_of(field: str, name: str, named: Mapping[str, str]) -> bool:
    """Whether a column of this name gives the field."""
    if field in named:
        return named[field] in (name, name.lower())
    return bool(_COLUMNS[field].of(default()).fullmatch(name.lower()))
