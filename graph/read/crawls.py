"""WARC: the pages and files of a web crawl, each under its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from graph.model import InputError, InputSkipped
from graph.read.decoding import MAX_DOCUMENT_BYTES
from graph.read.source import Found, Source

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def read_crawl(source: Source) -> Iterator[Found]:
    """The documents of all answers that came whole; the others are counted by what they are."""
    from warcio.archiveiterator import ArchiveIterator

    passed: Counter[str] = Counter()
    records = ArchiveIterator(source.stream)
    while (record := _next(source, records)) is not None:
        if isinstance(record, InputError):
            yield record
            break
        if record.rec_type not in ("response", "resource"):
            continue
        kind = _kind(record)
        if kind in _SUFFIXES:
            yield from _answer(source, record, _SUFFIXES[kind])
        else:
            passed[kind] += 1
    if passed:
        counted = ", ".join(f"{kind} {number:,}" for kind, number in passed.most_common(8))
        told = f"不是文档的记录 / records that are no documents: {counted}"
        yield InputSkipped(told, source.where)


def _next(source: Source, records: Iterator[Any]) -> Any:
    """The next record, None after the last, an error where the archive is damaged or cut off."""
    try:
        return next(records, None)
    except Exception as error:  # the library raises what its parsers happen to
        return InputError(
            f"读到损坏处为止 / damaged or cut off, read up to there ({type(error).__name__})",
            source.where,
        )


def _kind(record: Any) -> str:
    """The media type of an answer; its status where that is not 200."""
    if record.http_headers is None:
        return str(record.content_type or "?").partition(";")[0].strip().lower()
    status = record.http_headers.get_statuscode()
    kind = record.http_headers.get_header("content-type") or "?"
    return kind.partition(";")[0].strip().lower() if status == "200" else f"HTTP {status}"


def _answer(source: Source, record: Any, suffix: str) -> Iterator[Found]:
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    name = address.partition("://")[2] or address
    where = f"{source.where}/{name}"
    try:
        data = record.content_stream().read(MAX_DOCUMENT_BYTES + 1)
        full = name if name.lower().endswith(suffix) else f"{name.rstrip('/')}{suffix}"
        yield from source.inside(full, data, source=address)
    except InputError as error:
        yield error.at(where)
