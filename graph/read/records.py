"""JSON and JSON Lines: an object a document, with at least a text."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, cast

from graph.model import InputError
from graph.read.decoding import lines_of
from graph.read.fields import FIELDS, shown
from graph.read.source import Found, Source


def read_lines(source: Source) -> Iterator[Found]:
    """The documents of lines; a line that is none is an error in its place."""
    packed = source.stream.read(2) == b"\x1f\x8b"
    source.stream.seek(0)
    if not packed:
        yield from records(source, lines_of(source.stream))
        return
    try:
        with gzip.open(source.stream) as file:
            yield from records(source, lines_of(cast("Any", file)))
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"读不了 / cannot be read: {error}") from None


def records(source: Source, lines: Iterable[bytes]) -> Iterator[Found]:
    """The documents of lines, each of them a JSON object that has an id of its own."""
    empty = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            empty = False
            yield line_record(source, str(number), line.rstrip(b"\r\n"))
    if empty:
        raise InputError("没有文字 / empty: there is no text in it")


def line_record(source: Source, part: str, line: bytes) -> Found:
    """The document of a line, the ``part`` of an input; an error where it is none."""
    try:
        text, source = source.text(line)
        return record(source, part, _parsed(text), line)
    except InputError as error:
        return error.at(f"{source.where}:{part}")


def read_json(source: Source) -> Iterator[Found]:
    """The documents of an array of objects, each with an id, or the document of one object."""
    data = source.whole()
    text, source = source.text(data)
    found = _parsed(text)
    if isinstance(found, dict):
        yield record(source, "", {source.columns.get("id", "id"): source.id, **found}, data)
        return
    for number, item in enumerate(found if isinstance(found, list) else [found], 1):
        own = json.dumps(item, ensure_ascii=False, sort_keys=True)
        yield record(source, str(number), item, own.encode("utf-8", "surrogatepass"))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"不是合法的 JSON / not valid JSON: {error}") from None


def record(source: Source, part: str, item: object, data: bytes) -> Found:
    """The document of a JSON object, the ``part`` of an input; an error where it is none."""
    try:
        values = _values(source, item)
    except InputError as error:
        return error.at(f"{source.where}:{part}" if part else source.where)
    return source.document(values.pop("text"), data, part, values.pop("id"), **values)


def _values(source: Source, item: object) -> dict[str, str]:
    if not isinstance(item, dict):
        raise InputError('不是 JSON 对象 / not an object like {"id": …, "text": …}')
    named = {field: source.columns.get(field, field) for field in FIELDS}
    values = {field: _string(item, name) for field, name in named.items()}
    if not values["id"].strip():
        raise InputError(
            f'缺少 "{named["id"]}" / "{named["id"]}" is missing; every record needs its own'
        )
    if item.get(named["text"]) is None:
        given = ", ".join(shown(name) for name in list(item)[:12]) or "none"
        raise InputError(
            f'缺少 "{named["text"]}" / "{named["text"]}" is missing or null; '
            f"the record's fields: {given}; name yours: --columns text=FIELD"
        )
    return values


def _string(item: dict[str, object], name: str) -> str:
    """A field's string, empty where it is null or absent; an id may be a whole number, too."""
    value = item.get(name)
    if value is None:
        return ""
    if name == "id" and type(value) is int:
        return str(value)
    if not isinstance(value, str):
        raise InputError(f'"{name}" 应为字符串 / "{name}" must be a string, not {shown(value)}')
    return value
