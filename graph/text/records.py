"""Lines of JSON → Documents: an object a line, with at least an id and a text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import TypeAlias

from graph.model import Document, InputError
from graph.rdf import KINDS
from graph.text.decoding import check_readable, decoded
from graph.text.numerals import ONES

Found: TypeAlias = tuple[str, Document] | InputError
"""A document with the place it was found at (``file`` or ``file:line``), or why there is none."""

_FIELDS = ("id", "text", "title", "issued", "publisher", "source", "place", "kind")
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_UNFIT_ID = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_HAN_DIGITS = str.maketrans(f"○〇零{ONES}", "000123456789")
_DAY = re.compile(
    r"(\d{4})\s*(?:年|[-/.])\s*(\d\d?)\s*(?:月|[-/.])\s*(\d\d?)\s*日?"
    r"(?:(?:T|\s+)\d\d?:\d\d.*)?|(\d{4})(\d\d)(\d\d)"
)


def records(name: str, lines: Iterator[bytes]) -> Iterator[Found]:
    """The documents of lines; a line that is none is an error in its place."""
    empty = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            empty = False
            where = f"{name}:{number}"
            try:
                yield where, _record(where, line.rstrip(b"\r\n"))
            except InputError as error:
                yield error
    if empty:
        yield InputError(f"{name}: 没有文字 / empty: there is no text in it")


def _record(where: str, line: bytes) -> Document:
    try:
        record = json.loads(decoded(where, line))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: 不是合法的 JSON / not valid JSON: {error}") from None
    if not isinstance(record, dict):
        raise InputError(f'{where}: 不是 JSON 对象 / not an object like {{"id": …, "text": …}}')
    values = {field: _string(where, record, field) for field in _FIELDS}
    if not values["id"].strip():
        raise InputError(f'{where}: 缺少 "id" / "id" is missing; every record needs its own')
    if record.get("text") is None:
        given = ", ".join(shown(name) for name in list(record)[:12]) or "none"
        raise InputError(
            f'{where}: 缺少 "text" / "text" is missing or null; the record\'s fields: {given}'
        )
    return document(where, values.pop("id"), values.pop("text"), line, **values)


def _string(where: str, record: dict[str, object], field: str) -> str:
    """A field's string, empty where it is null or absent; an id may be a whole number, too."""
    value = record.get(field)
    if value is None:
        return ""
    if field == "id" and type(value) is int:
        return str(value)
    if not isinstance(value, str):
        raise InputError(
            f'{where}: "{field}" 应为字符串 / "{field}" must be a string, not {shown(value)}'
        )
    return value


def shown(value: object) -> str:
    """A value in a message: as JSON where it can be, and no longer than a few words."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= 40 else f"{text[:39]}…"


def document(where: str, identifier: str, text: str, data: bytes, **fields: str) -> Document:
    """The document of a text. Raises InputError where it is none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return fit(where, Document(identifier, text, hashlib.sha256(data).hexdigest(), **fields))


def fit(where: str, found: Document) -> Document:
    """The document with its fields stripped and its date as ``YYYY-MM-DD``.

    Raises InputError for an empty text, a field that is no string or cannot be written as UTF-8,
    a date that is none and a kind that is none of `graph.rdf.KINDS`.
    """
    values = {field.name: getattr(found, field.name) for field in fields(Document)}
    for name, value in values.items():
        if not isinstance(value, str):
            kind = type(value).__name__
            raise InputError(
                f'{where}: "{name}" 应为字符串 / "{name}" must be a string, not {kind}'
            )
        if name != "id" and _UNFIT.search(value):
            raise InputError(
                f'{where}: "{name}" 含无效字符 / "{name}" holds NUL or half a surrogate pair'
            )
    if _UNFIT_ID.search(found.id):
        raise InputError(
            f"{where}: 名称含控制字符或不是 UTF-8 / "
            f"the name holds control characters or is not UTF-8; rename it"
        )
    if not found.text.strip():
        raise InputError(f"{where}: 没有文字 / empty: there is no text in it")
    check_readable(where, found.text)
    plain = {name: values[name].strip() for name in _FIELDS[2:]}
    plain["issued"] = _day(where, plain["issued"])
    if plain["kind"] and plain["kind"] not in KINDS:
        raise InputError(
            f'{where}: "kind" 不是文种 / "kind" is {shown(plain["kind"])}; '
            f"there are {', '.join(KINDS)}"
        )
    return Document(found.id, found.text, found.sha256, **plain)


def _day(where: str, issued: str) -> str:
    """A day as ``YYYY-MM-DD``, however it is written; of a time only the day."""
    if not issued:
        return ""
    try:
        match = _DAY.fullmatch(_arabic(issued))
        if match is None:
            raise ValueError
        year, month, day = (int(part) for part in match.groups() if part)
        return date(year, month, day).isoformat()
    except ValueError:
        raise InputError(
            f'{where}: "issued" 不是日期 / "issued" is {shown(issued)}, not a date like 2020-04-21'
        ) from None


def _arabic(text: str) -> str:
    """二〇二一年十二月二十一日 → 2021年12月21日."""
    text = re.sub(f"([{ONES[:3]}])?十([{ONES}])?", _tens, text)
    return text.translate(_HAN_DIGITS)


def _tens(match: re.Match[str]) -> str:
    return f"{match[1] or '一'}{match[2] or '零'}"
