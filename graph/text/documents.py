"""Input → Documents: folders, files or standard input, as plain UTF-8 text or JSON Lines.

What cannot be read becomes an ``InputError`` in its place in the stream, so one bad file never
stops the others. Names of files and identifiers of records become identifiers of documents.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from graph.files import NQUADS
from graph.model import JUDGEMENTS, Document, InputError
from graph.rdf import document_iri
from graph.text.decoding import decoded, lines_of, refused, refused_suffix, whole
from graph.text.records import Found, document, records

_JSONL = (".jsonl", ".jsonl.gz")
_READ = (".txt", *_JSONL)


def documents(paths: Sequence[str | Path]) -> Iterator[Document | InputError]:
    """The documents of folders (recursively), of files and, for ``-``, of standard input.

    A folder gives its ``*.txt``, ``*.jsonl`` and ``*.jsonl.gz``; other files are an error for each
    suffix, but hidden ones, links, graphs and ``judgements.tsv`` are passed over. A single file of
    another suffix is plain text unless that or its bytes say that it is not. A document's id is
    its path relative to the folder without suffix, a single file's stem, ``stdin``, or a record's
    ``id``. Its text is the decoded input without byte order mark and with line ends as ``\\n``;
    its sha256 is that of the file's bytes, or of the record's line without its line end. Two ids
    that would share an IRI are one too many: the second is an error.
    Arguments are taken in sorted order, so that the result does not depend on theirs.
    """
    seen: dict[str, str] = {}
    for argument in sorted(set(map(str, paths))):
        for found in _found(argument):
            if isinstance(found, InputError):
                yield found
                continue
            where, item = found
            iri = document_iri("", item.id)
            if iri not in seen:
                seen[iri] = where
                yield item
            elif seen[iri] != where:
                yield InputError(
                    f"{where}: 标识“{item.id}”重复 / identifier “{item.id}” "
                    f"is taken by {seen[iri]}; rename one of them"
                )


def _found(argument: str) -> Iterator[Found]:
    path = Path(argument)
    if argument == "-":
        yield from _standard_input()
    elif os.path.isdir(path):  # unlike the path's own methods it bears a name too long
        yield from _folder(path)
    elif os.path.exists(path):
        yield from _file(path, path.stem)
    else:
        yield InputError(f"{path}: 没有这个文件或文件夹 / no such file or folder; check the path")


def _folder(root: Path) -> Iterator[Found]:
    unreadable: list[OSError] = []
    passed_over: dict[str, list[str]] = defaultdict(list)
    empty = True
    for folder, subfolders, files in os.walk(root, onerror=unreadable.append):
        subfolders[:] = sorted(name for name in subfolders if _may_hold(Path(folder, name)))
        for name in subfolders:
            yield from _outside(Path(folder, name), root)
        for name in sorted(files):
            path = Path(folder, name)
            if name.startswith(".") or name == JUDGEMENTS:
                continue
            if not name.lower().endswith(_READ):
                if _is_regular(path):
                    passed_over[path.suffix.lower()].append(path.relative_to(root).as_posix())
                continue
            empty = False
            if path.is_symlink():
                yield from _outside(path, root)
            elif os.path.lexists(path) and not _is_regular(path):
                yield InputError(f"{path}: 不是普通文件 / not a regular file; left out")
            else:
                yield from _file(path, path.relative_to(root).with_suffix("").as_posix())
    for error in unreadable:
        yield _unreadable(str(error.filename), error)
    for suffix, names in sorted(passed_over.items()):
        yield _passed_over(root, suffix, names)
    if empty and not (unreadable or passed_over):
        yield InputError(
            f"{root}: 文件夹里没有 .txt 或 .jsonl 文件 / no .txt or .jsonl file in this folder"
        )


def _is_regular(path: Path) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def _may_hold(folder: Path) -> bool:
    """Whether a folder may hold documents: not a hidden one, nor a graph."""
    return not folder.name.startswith(".") and not (folder / NQUADS).exists()


def _passed_over(root: Path, suffix: str, names: list[str]) -> InputError:
    """One line for all files of a suffix that is not read."""
    few = ", ".join(sorted(names)[:3]) + (", …" if len(names) > 3 else "")
    where = f"{root}: 有 {len(names)} 个文件未读 / files not read: {len(names)} ({few})"
    return refused_suffix(where, suffix) or InputError(f"{where}; only .txt and .jsonl are")


def _outside(path: Path, root: Path) -> Iterator[InputError]:
    """An error for a link out of the folder; one that stays inside names what is read anyway."""
    target = Path(os.path.realpath(path))
    if path.is_symlink() and not target.is_relative_to(os.path.realpath(root)):
        yield InputError(
            f"{path}: 链接指向文件夹之外，未跟随 / a link out of the folder, not followed; "
            f"give {target} as an input of its own"
        )


def _file(path: Path, identifier: str) -> Iterator[Found]:
    name = path.name.lower()
    try:
        with gzip.open(path) if name.endswith(".gz") else path.open("rb") as file:
            stream = cast("BinaryIO", file)
            if name.endswith(_JSONL):
                yield from records(str(path), lines_of(stream))
            else:
                yield _plain(str(path), identifier, whole(stream))
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(str(path), error)


def _unreadable(where: str, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or error
    return InputError(f"{where}: 读不了 / cannot be read: {reason}")


def _standard_input() -> Iterator[Found]:
    """JSON Lines when the first line is an object, otherwise one plain document."""
    lines = lines_of(sys.stdin.buffer)
    first = next(lines, b"")
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict):
        yield from records("stdin", chain([first], lines))
    else:
        yield _plain("stdin", "stdin", first + whole(sys.stdin.buffer))


def _plain(where: str, identifier: str, data: bytes) -> Found:
    if error := refused(where, data):
        return error
    try:
        return where, document(where, identifier, decoded(where, data), data)
    except InputError as error:
        return error
