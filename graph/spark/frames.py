"""Rows of a Spark data frame put through our own functions, partition by partition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, TypeAlias

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from pyspark.sql.types import StringType, StructField, StructType

Row: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[Iterator[Row]], Iterator[Row]]

BLOCK_ROWS = 64
"""Rows handed back at once: findings of books are large."""

BLOCK_LINES = 1 << 13

LINES = StructType([StructField("line", StringType(), False)])
"""N-Quads lines without their line end."""


def through(frame: DataFrame, step: Step, schema: pa.Schema) -> DataFrame:
    """The rows that ``step`` makes of those of each partition, in their order.

    It runs on the workers, once a partition, and again where a task fails.
    """
    return frame.mapInArrow(partial(_rows, step, schema), from_arrow_schema(schema))


def lines_through(
    frame: DataFrame, step: Callable[[Iterator[Row]], Iterator[Iterable[bytes]]]
) -> DataFrame:
    """The lines (`LINES`) that ``step`` makes of the rows of each partition."""
    return frame.mapInArrow(partial(_lines, step), LINES)


def _rows(
    step: Step, schema: pa.Schema, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    out = step(row for batch in batches for row in batch.to_pylist())
    while block := list(islice(out, BLOCK_ROWS)):
        yield pa.RecordBatch.from_pylist(block, schema=schema)


def _lines(
    step: Callable[[Iterator[Row]], Iterator[Iterable[bytes]]],
    batches: Iterator[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    block: list[bytes] = []
    for lines in step(row for batch in batches for row in batch.to_pylist()):
        block += lines
        if len(block) >= BLOCK_LINES:
            yield _batch(block)
            block = []
    yield _batch(block)


def _batch(lines: list[bytes]) -> pa.RecordBatch:
    text = pa.array(lines, pa.binary()).cast(pa.string())
    return pa.RecordBatch.from_arrays([text], schema=to_arrow_schema(LINES))
