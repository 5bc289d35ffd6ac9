"""The graph as Parquet, for DuckDB, pandas, Polars and Spark: its quads, and tables made of them.

``quads`` has the lines of the graph in their order: IRIs and values as they are, ``g`` null in the
default graph, ``datatype`` and ``language`` null where there is none. ``entities``, ``relations``
(with the sentences that state each) and ``documents`` say the same in rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, TypeAlias

import pyoxigraph as ox

from graph.export.archive import Archive
from graph.export.contents import Contents, Node, Seen
from graph.export.source import Source
from graph.model import StoreError
from graph.rdf import parsed

Row: TypeAlias = tuple[Any, ...]

_COUNTED = {
    "quads": "四元组 quads",
    "entities": "实体 entities",
    "relations": "关系 relations",
    "documents": "文档 documents",
}
_ROWS = 1 << 16  # of a row group: some 10 MB in memory
_TABLES: dict[str, dict[str, str]] = {
    "quads": dict.fromkeys(("g", "s", "p", "o", "language", "datatype"), "string"),
    "entities": {
        **dict.fromkeys(("iri", "type", "name"), "string"),
        **dict.fromkeys(("kinds", "aliases"), "strings"),
        **dict.fromkeys(("mentions", "documents"), "int"),
        **dict.fromkeys(("first", "last"), "date"),
    },
    "relations": {
        **dict.fromkeys(("subject", "relation", "object", "datatype"), "string"),
        "evidence": "int",
        **dict.fromkeys(("first", "last"), "date"),
        "sentences": "strings",
    },
    "documents": {
        **dict.fromkeys(("iri", "id", "title"), "string"),
        "issued": "date",
        **dict.fromkeys(("publisher", "source", "kind", "place", "sha256"), "string"),
    },
}


def parquet(source: Source, output: BinaryIO) -> None:
    """Write the archive of the tables. StoreError where pyarrow is not installed."""
    contents = Contents(source)
    with ExitStack() as stack, Archive(output) as archive:
        tables = {name: _Table(stack.enter_context(TemporaryFile()), name) for name in _TABLES}
        for row in map(_quad, parsed(source.lines())):
            tables["quads"].add(row)
        for node in contents.nodes():
            tables["entities"].add(_entity(contents, node))
            for relation in _relations(contents, node):
                tables["relations"].add(relation)
        for document in contents.documents.values():
            cells = {**document._asdict(), "issued": _date(document.issued)}
            tables["documents"].add(tuple(cells.values()))
        for name, table in tables.items():
            source.counts[_COUNTED[name]] = table.close()
            archive.add(f"{name}.parquet", table.file)


def _quad(quad: ox.Quad) -> Row:
    graph, value = quad.graph_name, quad.object
    literal = value if isinstance(value, ox.Literal) else None
    return (
        graph.value if isinstance(graph, ox.NamedNode) else None,
        *(str(getattr(term, "value", term)) for term in (quad.subject, quad.predicate, value)),
        literal.language if literal else None,
        literal.datatype.value if literal else None,
    )


def _entity(contents: Contents, node: Node) -> Row:
    seen = contents.seen.get(node.iri, Seen())
    names = (node.iri, node.type, node.label, list(node.kinds), list(node.aliases))
    return (*names, seen.mentions, seen.documents, _date(seen.first), _date(seen.last))


def _relations(contents: Contents, node: Node) -> Iterator[Row]:
    for relation, value, datatype, sentences in node.statements:
        dates = map(_date, contents.dates(sentences))
        said = (node.iri, relation, value, datatype or None, len(sentences))
        yield (*said, *dates, list(sentences))


def _date(day: str) -> date | None:
    return date.fromisoformat(day) if day else None


class _Table:
    """A Parquet file being written, a row group at a time."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        pyarrow, writer = _pyarrow()
        types = {
            "string": pyarrow.string(),
            "strings": pyarrow.list_(pyarrow.string()),
            "int": pyarrow.int64(),
            "date": pyarrow.date32(),
        }
        self.file, self._batch, self._array = file, pyarrow.RecordBatch, pyarrow.array
        self._schema = pyarrow.schema([(n, types[kind]) for n, kind in _TABLES[name].items()])
        self._writer = writer(file, self._schema, compression="zstd")
        self._rows: list[Row] = []
        self._number = 0

    def add(self, row: Row) -> None:
        """Add a row, in the order of the columns."""
        self._rows.append(row)
        if len(self._rows) == _ROWS:
            self._flush()

    def close(self) -> int:
        """End the file; returns the number of its rows."""
        self._flush()
        self._writer.close()
        return self._number

    def _flush(self) -> None:
        if self._rows:
            columns = zip(*self._rows, strict=True)
            self._writer.write_batch(
                self._batch.from_arrays(
                    [
                        self._array(cells, field.type)
                        for cells, field in zip(columns, self._schema, strict=True)
                    ],
                    schema=self._schema,
                )
            )
            self._number += len(self._rows)
            self._rows.clear()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ModuleNotFoundError:
        raise StoreError(
            "写 Parquet 需要 pyarrow / Parquet needs pyarrow: pip install 'tifagraph[parquet]'"
        ) from None
    return pyarrow, ParquetWriter
