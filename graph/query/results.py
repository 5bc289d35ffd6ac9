"""The answers to a query, as Python values and as text: table, CSV, JSON, SPARQL results JSON."""

from __future__ import annotations

import csv
import io
import json
from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, overload

import pyoxigraph as ox
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.characters import tamed
from graph.export import prefixes, turtle
from graph.model import QueryError
from graph.rdf import BASE, expand
from graph.store import Term

Value: TypeAlias = str | int | float | Decimal | date | None
"""A cell: an IRI or text as str, a number, a date; None where a variable is unbound."""

Triples: TypeAlias = tuple[ox.Triple, ...]
"""The answer to CONSTRUCT and DESCRIBE."""

_READ: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys((expand("xsd:integer"), expand("xsd:nonNegativeInteger")), int),
    expand("xsd:boolean"): lambda text: text in ("true", "1"),
    expand("xsd:date"): date.fromisoformat,
    expand("xsd:decimal"): Decimal,
    expand("xsd:double"): float,
}


class Rows(Sequence[Any]):
    """The rows of a SELECT: named tuples (``row.person``) of str, int, date …, None if unbound.

    An IRI is a str. A column whose name is no Python identifier is reached by its place.
    """

    def __init__(self, columns: Sequence[str], terms: Sequence[Sequence[Term | None]]) -> None:
        self.columns = tuple(columns)
        self.terms = terms
        """The same rows as RDF terms."""
        row = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]
        self._row: Callable[..., Any] = row

    def __len__(self) -> int:
        return len(self.terms)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return Rows(self.columns, self.terms[place])
        return self._row(*map(value, self.terms[place]))

    def __iter__(self) -> Iterator[Any]:
        return (self._row(*map(value, terms)) for terms in self.terms)

    def __reduce__(self) -> tuple[Any, ...]:
        return Rows, (self.columns, self.terms)  # to be handed over by a worker

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns)}>"


def value(term: Term | None) -> Value:
    """An RDF term as a Python value; a literal malformed for its datatype stays text."""
    if isinstance(term, ox.Literal):
        try:
            return _READ.get(term.datatype.value, str)(term.value)
        except (ValueError, ArithmeticError):
            return term.value
    return None if term is None else str(getattr(term, "value", term))


def render(result: Rows | bool | Triples, format: str = "table", width: int | None = None) -> str:
    """An answer as text that ends in a line end.

    Rows as ``table`` (as wide as it needs, or folded to ``width`` columns of a terminal), ``csv``
    (RFC 4180; a cell may begin with ``=``, so import it into a spreadsheet as text), ``json`` (a
    list of objects) or ``sparql-json`` (W3C SPARQL 1.1 Query Results JSON). A truth value is one
    word, triples are Turtle. QueryError for an unknown format.
    """
    if format not in FORMATS:
        raise QueryError(f"no output format is called “{format}”; there are {', '.join(FORMATS)}")
    if isinstance(result, bool):
        boolean = json.dumps(result)
        return (
            f'{{"head": {{}}, "boolean": {boolean}}}\n'
            if format == "sparql-json"
            else boolean + "\n"
        )
    if isinstance(result, tuple):
        return to_turtle(result)
    return _table(result, width) if format == "table" else FORMATS[format](result)


def to_turtle(triples: Triples) -> str:
    """Triples as Turtle, the same text for the same triples."""
    lines = sorted({f"{triple} .\n".encode() for triple in triples})
    out = io.BytesIO()
    turtle(lines, prefixes(BASE), out)
    return out.getvalue().decode()


def _table(rows: Rows, width: int | None = None) -> str:
    """CJK characters take two columns; control and bidi characters cannot act on the terminal."""
    cells = [[tamed(_cell(item)) for item in row] for row in rows]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, column in enumerate(rows.columns):
        numeric = bool(cells) and all(isinstance(row[place], int | None) for row in rows)
        table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    out = io.StringIO()
    console = Console(file=out, width=width or 1 << 16, color_system=None, legacy_windows=False)
    console.print(table)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _cell(item: Value) -> str:
    return "" if item is None else str(item)


def _csv(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out)  # ends lines with CRLF, as RFC 4180 wants
    writer.writerow(rows.columns)
    writer.writerows(map(_cell, row) for row in rows)
    return out.getvalue()


def _json(rows: Rows) -> str:
    def default(item: object) -> str:
        return str(item)

    objects = (
        json.dumps(dict(zip(rows.columns, row, strict=True)), ensure_ascii=False, default=default)
        for row in rows
    )
    return "[\n" + ",\n".join(objects) + "\n]\n" if len(rows) else "[]\n"


def _sparql_json(rows: Rows) -> str:
    bindings = [
        {c: _binding(t) for c, t in zip(rows.columns, terms, strict=True) if t is not None}
        for terms in rows.terms
    ]
    document = {"head": {"vars": rows.columns}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False) + "\n"


def _binding(term: Term) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        kind = "uri" if isinstance(term, ox.NamedNode) else "bnode"
        return {"type": kind, "value": str(value(term))}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != expand("xsd:string"):
        found["datatype"] = term.datatype.value
    return found


FORMATS: dict[str, Callable[[Rows], str]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "sparql-json": _sparql_json,
}
"""The output formats of rows."""
