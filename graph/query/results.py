"""The answers to a query, as Python values and as text: table, CSV, JSON, SPARQL results JSON."""

from __future__ import annotations

import csv
import html
import io
import json
import shutil
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import pyoxigraph as ox

from graph.export import prefixes, turtle
from graph.model import QueryError, TifagraphError
from graph.query.tables import html_table, text_table
from graph.rdf import BASE, expand
from graph.store import Term

if TYPE_CHECKING:
    import pandas

_FEW, _MANY = 20, 100  # rows shown in a terminal and in a notebook
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

    def __init__(
        self,
        columns: Sequence[str],
        terms: Sequence[Sequence[Term | None]],
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self.terms = terms
        """The same rows as RDF terms."""
        self.labels = labels or {}
        """What tables call a column in Chinese, where it is one of a named question."""
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
            return Rows(self.columns, self.terms[place], self.labels)
        return self._row(*map(value, self.terms[place]))

    def __iter__(self) -> Iterator[Any]:
        return (self._row(*map(value, terms)) for terms in self.terms)

    def __reduce__(self) -> tuple[Any, ...]:
        return Rows, (self.columns, self.terms)  # to be handed over by a worker

    def __repr__(self) -> str:
        """The first rows as a table, as wide as the terminal."""
        width = shutil.get_terminal_size().columns
        table = text_table(self.columns, self.labels, self.terms[:_FEW], width)
        return f"{table}{self._rest(_FEW)}".rstrip("\n")

    def _repr_html_(self) -> str:
        """What Jupyter shows: the first rows as a table."""
        rest = html.escape(self._rest(_MANY))
        return f"{html_table(self.columns, self.labels, self.terms[:_MANY])}<p>{rest}</p>"

    def _rest(self, shown: int) -> str:
        """How many rows there are, where not all of them are ``shown`` or there is none."""
        if 0 < len(self) <= shown:
            return ""
        return f"… 共 {len(self):,} 行 / {len(self):,} rows" if self else "没有结果 / nothing found"

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a `pandas.DataFrame`; a column of dates alone becomes datetime64.

        TifagraphError where pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise TifagraphError(
                "没有安装 pandas / pandas is not installed; try: pip install 'tifagraph[pandas]'"
            ) from error
        frame = pandas.DataFrame(map(tuple, self), columns=list(self.columns))
        for column in frame:
            cells = frame[column].dropna()
            if len(cells) and all(isinstance(cell, date) for cell in cells):
                frame[column] = pandas.to_datetime(frame[column])
        return frame


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
        raise QueryError(
            f"没有输出格式“{format}” / no output format is called that; there are "
            f"{', '.join(FORMATS)}"
        )
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
    return text_table(rows.columns, rows.labels, rows.terms, width)


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
