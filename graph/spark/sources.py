"""Inputs on any file system that Spark reads → a row for each document, or for what is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial, reduce
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graph.build import pack_document
from graph.files import NQUADS
from graph.model import JUDGEMENTS, Document, InputError, InputSkipped
from graph.rdf import document_iri
from graph.read import Metadata, Piece, Reader, unread_suffix
from graph.spark.failures import FAILURES, reason
from graph.spark.frames import Row, through

READ = pa.schema(
    [
        ("iri", pa.string()),
        ("rank", pa.string()),
        ("file", pa.string()),
        ("place", pa.string()),
        ("outcome", pa.string()),
        ("note", pa.string()),
        ("document", pa.binary()),
    ]
)
"""``rank`` sorts the documents as a build on one machine reads them: of two of one identifier the
first counts. ``outcome`` is '' for a document, else "skipped" or "failed"; ``note`` says why."""

_LINES = (".jsonl", ".ndjson", ".jsonl.gz")
_TABLES = (".parquet",)
_GLOB = re.compile(r"([\\*?\[\]{}])")
_Place = Callable[[str], tuple[Piece, str]]


def documents(spark: SparkSession, paths: Iterable[str], metadata: Metadata) -> DataFrame:
    """The documents (`READ`) of files and folders, also on hdfs:// or s3a://.

    JSON Lines and Parquet are read in parts, other files as a whole by the readers of
    `graph.read`. As Spark does, files are passed over whose name begins with ``_`` or ``.``.
    InputError where an address is not there, or none is given.
    """
    found = [
        frame
        for number, path in enumerate(sorted(set(paths)))
        for frame in _of_argument(spark, _Argument(number, path, metadata))
    ]
    if not found:
        raise InputError("没有给出文档 / no documents given")
    return reduce(DataFrame.union, found)


@dataclass(frozen=True)
class _Argument:
    """A file or folder as it was given; ``root`` is the folder's address as Spark writes it."""

    number: int
    path: str
    metadata: Metadata
    root: str = ""

    def place(self, address: str) -> tuple[Piece, str]:
        """The file of an address, and what sorts it among the others."""
        inside = address.removeprefix(self.root).lstrip("/") if self.root else ""
        where = f"{self.path.rstrip('/')}/{inside}" if inside else self.path
        name = inside or PurePosixPath(address).name
        *folders, file = name.split("/")
        rank = "\t".join([f"{self.number:06}", *(f"1{folder}" for folder in folders), f"0{file}"])
        return Piece(where, name, self.metadata), rank


def _of_argument(spark: SparkSession, given: _Argument) -> Iterator[DataFrame]:
    addresses, given = _listed(spark, given)
    unread = []
    kinds: dict[str, list[str]] = {"lines": [], "tables": [], "files": []}
    for address in addresses:
        piece, rank = given.place(address)
        kind = _kind(piece.name)
        why = unread_suffix(piece.name) if given.root and kind == "files" else None
        if why:
            unread.append(_left_out(why.at(piece.where), piece.where, rank))
        else:
            kinds[kind].append(_GLOB.sub(r"\\\1", address))
    if unread:
        yield spark.createDataFrame(pa.Table.from_pylist(unread, schema=READ))
    if kinds["lines"]:
        yield _lines(spark, kinds["lines"], given)
    if kinds["tables"]:
        yield _tables(spark, kinds["tables"], given)
    if kinds["files"]:
        yield _files(spark, kinds["files"], given)


def _kind(name: str) -> str:
    lower = name.lower()
    return "lines" if lower.endswith(_LINES) else "tables" if lower.endswith(_TABLES) else "files"


def _listed(spark: SparkSession, given: _Argument) -> tuple[list[str], _Argument]:
    """The addresses of the files of an argument, as Spark lists them, and the folder they are in.

    Graphs, judgements and the table of metadata are no documents.
    """
    path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(given.path)
    try:
        files = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
        status = files.getFileStatus(path)
        if not status.isDirectory():
            return [_plain(status.getPath().toString())], given
        listed = spark.read.format("binaryFile").option("recursiveFileLookup", True)
        found = [_plain(unquote(each)) for each in listed.load(given.path).inputFiles()]
    except FAILURES as error:
        raise InputError(
            "没有这个文件或文件夹，或读不了 / no such file or folder, or it cannot be read; "
            f"check the address: {reason(error)}",
            given.path,
        ) from None
    root = _plain(status.getPath().toString())
    graphs = [each.removesuffix(NQUADS) for each in found if each.endswith(f"/{NQUADS}")]
    table = given.metadata.table
    addresses = [
        each
        for each in found
        if not each.startswith(tuple(graphs))
        and PurePosixPath(each).name not in (JUDGEMENTS, table and table.name)
        and not PurePosixPath(each).name.startswith("~$")
    ]
    if not addresses:
        raise InputError("文件夹里没有文件 / no file in this folder", given.path)
    return addresses, _Argument(given.number, given.path, given.metadata, root)


def _plain(address: str) -> str:
    """An address as Java's paths write it: ``file:/a`` for ``file:///a``."""
    return re.sub(r"^file:/+", "file:/", address)


def _lines(spark: SparkSession, addresses: list[str], given: _Argument) -> DataFrame:
    frame = spark.read.text(addresses, lineSep="\n").select(
        F.col("value").cast("binary").alias("data"),
        F.col("_metadata.file_path").alias("address"),
        F.col("_metadata.file_block_start").alias("begin"),
    )
    return through(frame, partial(_read_lines, given.place), READ)


def _read_lines(place: _Place, rows: Iterator[Row]) -> Iterator[Row]:
    """Lines are counted from the beginning of the block of the file that one task reads."""
    now, number = ("", -1), 0
    for row in rows:
        block = (row["address"], row["begin"])
        number = number + 1 if block == now else 1
        if block != now:
            piece, rank = place(_plain(unquote(row["address"])))
            now = block
        if row["data"].strip():
            count = f"{row['begin']}+{number}" if row["begin"] else str(number)
            found = piece.line(count, row["data"])
            yield _row(found, piece, f"{rank}\t{row['begin']:015}\t{number:012}")


def _tables(spark: SparkSession, addresses: list[str], given: _Argument) -> DataFrame:
    try:
        frame = spark.read.parquet(*addresses)
    except FAILURES as error:
        raise InputError(f"不是 Parquet / no Parquet: {reason(error)}", given.path) from None
    where = {"address": "_metadata.file_path", "begin": "_metadata.row_index"}
    told = [F.col(column).alias(f"__{name}") for name, column in where.items()]
    return through(frame.select("*", *told), partial(_read_rows, given.place), READ)


def _read_rows(place: _Place, rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        piece, rank = place(_plain(unquote(row.pop("__address"))))
        number = row.pop("__begin") + 1
        yield _row(piece.row(str(number), row), piece, f"{rank}\t{number:015}")


def _files(spark: SparkSession, addresses: list[str], given: _Argument) -> DataFrame:
    frame = spark.read.format("binaryFile").load(addresses).select("path", "content")
    return through(frame, partial(_read_files, given.place), READ)


def _read_files(place: _Place, rows: Iterator[Row]) -> Iterator[Row]:
    with closing(Reader()) as reader:
        for row in rows:
            piece, rank = place(_plain(row["path"]))
            for number, found in enumerate(piece.file(row["content"], reader)):
                yield _row(found, piece, f"{rank}\t{number:012}")


def _row(found: Any, piece: Piece, rank: str) -> Row:
    if isinstance(found, InputError):
        return _left_out(found, piece.where, rank)
    place, document = found
    return _as_row(document, place, rank)


def _as_row(document: Document, place: str, rank: str) -> Row:
    return {
        "iri": document_iri("", document.id),
        "rank": rank,
        "file": document.file or document.id,
        "place": place,
        "outcome": "",
        "note": document.note,
        "document": pack_document(document),
    }


def _left_out(error: InputError, file: str, rank: str) -> Row:
    return {
        "iri": "",
        "rank": rank,
        "file": file,
        "place": error.where or file,
        "outcome": "skipped" if isinstance(error, InputSkipped) else "failed",
        "note": error.reason,
        "document": None,
    }
