"""Input → Documents: folders, files or standard input, as plain UTF-8 text or JSON Lines.

What cannot be read becomes an ``InputError`` in its place in the stream, so one bad file never
stops the others. Names of files and identifiers of records become identifiers of documents.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from graph.model import Document, InputError
from graph.rdf import document_iri

LIMIT = 64 << 20
"""The most bytes a document may have; an official text has a few thousand."""

_JSONL = (".jsonl", ".jsonl.gz")
_FIELDS = ("id", "text", "title", "issued", "publisher", "source", "place")
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_UNFIT_ID = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")

_Found: TypeAlias = tuple[str, Document] | InputError
"""A document with the place it was found at (``file`` or ``file:line``), or why there is none."""


def documents(paths: Sequence[str | Path]) -> Iterator[Document | InputError]:
    """The documents of folders (recursively), of files and, for ``-``, of standard input.

    A folder gives its ``*.txt``, ``*.jsonl`` and ``*.jsonl.gz``; hidden files and links are passed
    over. A document's id is its path relative to the folder without suffix, a single file's stem,
    ``stdin``, or a record's ``id``. Its text is the decoded input without byte order mark and
    with line ends as ``\\n``; its sha256 is that of the file's bytes, or of the record's line
    without its line end. Two ids that would share an IRI are one too many: the second is an error.
    Arguments are taken in sorted order, so that the result does not depend on theirs.
    """
    seen: dict[str, str] = {}
    for argument in sorted(set(map(str, paths))):
        for found in _found(argument):
            if isinstance(found, InputError):
                yield found
                continue
            where, document = found
            iri = document_iri("", document.id)
            if iri not in seen:
                seen[iri] = where
                yield document
            elif seen[iri] != where:
                yield InputError(
                    f"{where}: 标识“{document.id}”重复 / identifier “{document.id}” "
                    f"is taken by {seen[iri]}; rename one of them"
                )


def _found(argument: str) -> Iterator[_Found]:
    path = Path(argument)
    if argument == "-":
        yield from _standard_input()
    elif path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield from _file(path, path.stem)
    else:
        yield InputError(f"{path}: 没有这个文件或文件夹 / no such file or folder; check the path")


def _folder(root: Path) -> Iterator[_Found]:
    unreadable: list[OSError] = []
    empty = True
    for folder, subfolders, files in os.walk(root, onerror=unreadable.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in subfolders:
            yield from _outside(Path(folder, name), root)
        for name in sorted(files):
            path = Path(folder, name)
            if name.startswith(".") or not name.lower().endswith((".txt", *_JSONL)):
                continue
            empty = False
            if path.is_symlink():
                yield from _outside(path, root)
            elif not stat.S_ISREG(path.lstat().st_mode):
                yield InputError(f"{path}: 不是普通文件 / not a regular file; left out")
            else:
                yield from _file(path, path.relative_to(root).with_suffix("").as_posix())
    for error in unreadable:
        yield _unreadable(str(error.filename), error)
    if empty and not unreadable:
        yield InputError(
            f"{root}: 文件夹里没有 .txt 或 .jsonl 文件 / no .txt or .jsonl file in this folder"
        )


def _outside(path: Path, root: Path) -> Iterator[InputError]:
    """An error for a link out of the folder; one that stays inside names what is read anyway."""
    target = Path(os.path.realpath(path))
    if path.is_symlink() and not target.is_relative_to(os.path.realpath(root)):
        yield InputError(
            f"{path}: 链接指向文件夹之外，未跟随 / a link out of the folder, not followed; "
            f"give {target} as an input of its own"
        )


def _file(path: Path, identifier: str) -> Iterator[_Found]:
    name = path.name.lower()
    try:
        with gzip.open(path) if name.endswith(".gz") else path.open("rb") as file:
            stream = cast("BinaryIO", file)
            if name.endswith(_JSONL):
                yield from _records(str(path), _lines(stream))
            else:
                yield _plain(str(path), identifier, stream.read(LIMIT + 1))
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(str(path), error)


def _unreadable(where: str, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or error
    return InputError(f"{where}: 读不了 / cannot be read: {reason}")


def _standard_input() -> Iterator[_Found]:
    """JSON Lines when the first line is an object with a text, otherwise one plain document."""
    lines = _lines(sys.stdin.buffer)
    first = next(lines, b"")
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict) and "text" in record:
        yield from _records("stdin", chain([first], lines))
    else:
        yield _plain("stdin", "stdin", first + sys.stdin.buffer.read(LIMIT + 1))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends; of one beyond the limit only enough to see that it is."""
    while line := file.readline(LIMIT + 1):
        yield line
        while len(line) > LIMIT and not line.endswith(b"\n"):
            line = file.readline(LIMIT + 1)


def _records(name: str, lines: Iterator[bytes]) -> Iterator[_Found]:
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
        record = json.loads(_decoded(where, line))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: 不是合法的 JSON / not valid JSON: {error}") from None
    if not isinstance(record, dict):
        raise InputError(f'{where}: 不是 JSON 对象 / not an object like {{"id": …, "text": …}}')
    values = {field: _string(where, record, field) for field in _FIELDS}
    if not values["id"].strip():
        raise InputError(f'{where}: 缺少 "id" / "id" is missing; every record needs its own')
    _check_date(where, values["issued"])
    return _document(where, values.pop("id"), values.pop("text"), line, **values)


def _string(where: str, record: dict[str, object], field: str) -> str:
    """A field's string, empty where it is null or absent; an id may be a whole number, too."""
    value = record.get(field)
    if value is None:
        return ""
    if field == "id" and type(value) is int:
        return str(value)
    if not isinstance(value, str):
        raise InputError(f'{where}: "{field}" 应为字符串 / "{field}" must be a string')
    if _UNFIT.search(value):
        raise InputError(
            f'{where}: "{field}" 含无效字符 / "{field}" holds NUL or half a surrogate pair'
        )
    return value


def _check_date(where: str, issued: str) -> None:
    try:
        if issued and not _ISO_DATE.fullmatch(issued):
            raise ValueError
        if issued:
            date.fromisoformat(issued)
    except ValueError:
        raise InputError(
            f'{where}: "issued" 不是日期 / "issued" is {issued!a}, not a date like 2020-04-21'
        ) from None


def _plain(where: str, identifier: str, data: bytes) -> _Found:
    try:
        return where, _document(where, identifier, _decoded(where, data), data)
    except InputError as error:
        return error


def _document(where: str, identifier: str, text: str, data: bytes, **fields: str) -> Document:
    if _UNFIT_ID.search(identifier):
        raise InputError(
            f"{where}: 名称含控制字符或不是 UTF-8 / "
            f"the name holds control characters or is not UTF-8; rename it"
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{where}: 没有文字 / empty: there is no text in it")
    return Document(identifier, text, hashlib.sha256(data).hexdigest(), **fields)


def _decoded(where: str, data: bytes) -> str:
    """Strict UTF-8 without byte order mark. Raises InputError that says how to convert."""
    if len(data) > LIMIT:
        raise InputError(
            f"{where}: 超过 {LIMIT >> 20} MiB / larger than {LIMIT >> 20} MiB; split it"
        )
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\0" in data and not utf16:
        raise InputError(
            f"{where}: 不是文本 / not text (NUL at byte {data.index(0)}); "
            f"save it as UTF-8 text first"
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: 不是 UTF-8 / not UTF-8 at byte {error.start}; "
            f"try: iconv -f {'UTF-16' if utf16 else 'GB18030'} -t UTF-8"
        ) from None
