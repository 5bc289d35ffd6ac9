"""What a document is told to be: its fields checked, its date as ``YYYY-MM-DD``."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields, replace
from datetime import date
from typing import Any, BinaryIO, cast

from graph.model import Document, InputError
from graph.rdf import KINDS
from graph.read.decoding import check_readable
from graph.text import arabic

FIELDS = ("id", "text", "title", "issued", "publisher", "source", "place", "kind")
"""The fields that an input can give, as records and tables name them."""

_UNFIT = re.compile("[\x00\ud800-\udfff]")
_UNFIT_ID = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_DAY = re.compile(
    r"(\d{4})\s*(?:年|[-/.])\s*(\d\d?)\s*(?:月|[-/.])\s*(\d\d?)\s*日?"
    r"(?:(?:T|\s+)\d\d?:\d\d.*)?|(\d{4})(\d\d)(\d\d)"
)


def digest(data: bytes | BinaryIO) -> str:
    """The SHA-256 of bytes, or of a whole file."""
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    data.seek(0)
    return hashlib.file_digest(cast("Any", data), "sha256").hexdigest()


def shown(value: object) -> str:
    """A value in a message: as JSON where it can be, and no longer than a few words."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= 40 else f"{text[:39]}…"


def fit(found: Document) -> Document:
    """The document with plain line ends, its fields stripped and its date as ``YYYY-MM-DD``.

    Raises InputError for an empty text, a field that is no string or cannot be written as UTF-8,
    a date that is none and a kind that is none of `graph.rdf.KINDS`.
    """
    values = {field.name: getattr(found, field.name) for field in fields(Document)}
    for name, value in values.items():
        if not isinstance(value, str):
            kind = type(value).__name__
            raise InputError(f'"{name}" 应为字符串 / "{name}" must be a string, not {kind}')
        if name not in ("id", "file") and _UNFIT.search(value):
            raise InputError(f'"{name}" 含无效字符 / "{name}" holds NUL or half a surrogate pair')
    if _UNFIT_ID.search(found.id):
        raise InputError(
            "名称含控制字符或不是 UTF-8 / "
            "the name holds control characters or is not UTF-8; rename it"
        )
    if not found.text.strip():
        raise InputError("没有文字 / empty: there is no text in it")
    check_readable(found.text)
    plain = {name: values[name].strip() for name in FIELDS[2:]}
    plain["issued"] = day(plain["issued"])
    if plain["kind"] and plain["kind"] not in KINDS:
        raise InputError(
            f'"kind" 不是文种 / "kind" is {shown(plain["kind"])}; there are {", ".join(KINDS)}'
        )
    return replace(found, **plain)


def day(issued: str) -> str:
    """A day as ``YYYY-MM-DD``, however it is written; of a time only the day, of nothing ''.

    InputError when it is no day.
    """
    if not issued:
        return ""
    try:
        match = _DAY.fullmatch(arabic(issued))
        if match is None:
            raise ValueError
        year, month, day_of_month = (int(part) for part in match.groups() if part)
        return date(year, month, day_of_month).isoformat()
    except ValueError:
        raise InputError(
            f'"issued" 不是日期 / "issued" is {shown(issued)}, not a date like 2020-04-21'
        ) from None


def plausible_day(written: str) -> str:
    """A day that a file's own metadata give; '' for what is none."""
    try:
        return day(written.strip())
    except InputError:
        return ""
