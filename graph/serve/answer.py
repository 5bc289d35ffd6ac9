"""The answer to SPARQL in a format of the web; done by a worker."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.export import prefixes
from graph.model import QueryError
from graph.query import explained, too_large
from graph.rdf import BASE
from graph.serve.formats import ROWS, TRIPLES, Format, listed
from graph.store import Dataset, Store

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


class NotAcceptable(QueryError):
    """The client takes no format that this kind of answer has."""


class Sink(io.BytesIO):
    """Bytes in memory, so many at most; OverLimit when more are written."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, piece: Buffer) -> int:
        """Add a piece."""
        written = super().write(piece)
        if self.tell() > self._most:
            raise too_large(self._most)
        return written


def answer(
    store: Store,
    query: str,
    dataset: Dataset | None,
    base: str,
    rows: str | None,
    triples: str | None,
    most: int,
) -> tuple[str, bytes]:
    """The content type and the bytes of a query's answer, in the format of ``rows`` or ``triples``.

    Relative IRIs in it are relative to ``base``. QueryError for a query that is malformed or
    refused, NotAcceptable where its kind of answer has no format, OverLimit for more than ``most``
    bytes.
    """
    sink = Sink(most)
    with explained(query):
        try:
            results = store.query(query, dataset=dataset, base=base)
        except ValueError as error:
            raise QueryError(f"图以 IRI 为名 / a graph is named by its IRI: {error}") from error
        if isinstance(results, ox.QueryTriples):
            format = _given(triples, TRIPLES)
            write(results, format, sink)
        else:
            format = _given(rows, ROWS)
            assert isinstance(format.writer, ox.QueryResultsFormat)
            results.serialize(sink, format=format.writer)
    return format.content_type, sink.getvalue()


def _given(chosen: str | None, known: Iterable[Format]) -> Format:
    for one in known:
        if one.name == chosen:
            return one
    raise NotAcceptable(
        f"没有这种格式 / this kind of answer has no such format; there are {listed(known)}"
    )


def write(triples: Iterable[ox.Triple], format: Format, sink: Sink) -> None:
    """Triples in order, each once, with the prefixes that they need."""
    assert isinstance(format.writer, ox.RdfFormat)
    lines = {str(triple): triple for triple in triples}
    used = {
        name: namespace
        for name, namespace in prefixes(BASE).items()
        if any(f"<{namespace}" in line for line in lines)
    }
    ordered = [lines[line] for line in sorted(lines)]
    is_turtle = format.writer == ox.RdfFormat.TURTLE
    ox.serialize(ordered, sink, format.writer, prefixes=used if is_turtle else None)
