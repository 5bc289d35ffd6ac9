"""Inputs → Documents: folders, files or standard input, in any format of `graph.read.formats`.

What cannot be read becomes an ``InputError`` in its place in the stream, so one bad file never
stops the others. Names of files and identifiers of records become identifiers of documents.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from graph.model import JUDGEMENTS, Document, InputError
from graph.rdf import document_iri
from graph.read.apart import Reader
from graph.read.decoding import MAX_DOCUMENT_BYTES, lines_of, whole
from graph.read.formats import by_suffix, is_apart, read, unread_suffix
from graph.read.metadata import Metadata
from graph.read.meter import HIDDEN, Meter, may_hold
from graph.read.records import records
from graph.read.source import Found, Source, stem, unreadable


def documents(
    paths: Sequence[str | Path], metadata: Metadata | None = None
) -> Iterator[Document | InputError]:
    """The documents of folders (recursively), of files and, for ``-``, of standard input.

    A folder gives its files of all formats that are read; of the others those that could hold a
    document are errors, the rest ``InputSkipped``, but hidden files, links, graphs and
    ``judgements.tsv`` are passed over. A single file of another suffix is plain text unless that
    or its bytes say that it is not. A document's id is its path relative to the folder without
    suffix, a single file's stem, ``stdin``, or a record's ``id``; within an archive or a table it
    is the input's id and the part's name or number. Its text is the decoded input without byte
    order mark and with line ends as ``\\n``; its sha256 is that of the file's bytes, or of the
    record's line without its line end. Two ids that would share an IRI are one too many: the
    second is an error. ``metadata`` adds what the inputs do not say themselves.
    Arguments are taken in sorted order, so that the result does not depend on theirs.
    """
    known = metadata or Metadata()
    seen: dict[str, str] = {}
    used: set[int] = set()
    arguments = sorted(set(map(str, paths)))
    meter = Meter(arguments)
    with closing(Reader()) as reader:
        for argument in arguments:
            for found in _Argument(argument, known, used, reader, meter).found():
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
                        f"标识“{item.id}”重复 / identifier “{item.id}” "
                        f"is taken by {seen[iri]}; rename one of them",
                        where,
                    )
    meter.end()
    yield from known.unused(used)


class _Argument:
    """A folder, a file or standard input, as it was given."""

    def __init__(
        self, argument: str, metadata: Metadata, used: set[int], reader: Reader, meter: Meter
    ) -> None:
        self.argument, self.path = argument, Path(argument)
        self.metadata, self.used, self.reader, self.meter = metadata, used, reader, meter

    def found(self) -> Iterator[Found]:
        if self.argument == "-":
            found = _standard_input(self.metadata, self.reader)
            yield from self._completed(found, "stdin", "stdin")
        elif os.path.isdir(self.path):  # unlike the path's own methods it bears a name too long
            yield from self._folder()
        elif os.path.exists(self.path):
            yield from self._file(self.path, self.path.name)
        else:
            missing = "没有这个文件或文件夹 / no such file or folder; check the path"
            yield InputError(missing, self.argument)

    def _folder(self) -> Iterator[Found]:
        failed: list[OSError] = []
        empty = True
        for folder, subfolders, files in os.walk(self.path, onerror=failed.append):
            subfolders[:] = sorted(name for name in subfolders if may_hold(Path(folder, name)))
            for name in subfolders:
                yield from self._outside(Path(folder, name))
            for name in sorted(files):
                path = Path(folder, name)
                if name.startswith(HIDDEN) or name == JUDGEMENTS or self.metadata.is_table(path):
                    continue
                empty = False
                yield from self._entry(path)
        for error in failed:
            yield unreadable(error, str(error.filename))
        if empty and not failed:
            yield InputError("文件夹里没有文件 / no file in this folder", self.argument)

    def _entry(self, path: Path) -> Iterator[Found]:
        """A file of the folder."""
        if os.path.islink(path):
            yield from self._outside(path)
        elif os.path.lexists(path) and not os.path.isfile(path):
            if by_suffix(path.name):
                yield InputError("不是普通文件 / not a regular file; left out", str(path))
        elif unread := unread_suffix(path.name):
            yield unread.at(str(path))
            self.meter.pass_by(path)
        else:
            yield from self._file(path, path.relative_to(self.path).as_posix())

    def _outside(self, path: Path) -> Iterator[InputError]:
        """An error for a link out of the folder; one that stays inside names what is read."""
        target = Path(os.path.realpath(path))
        if path.is_symlink() and not target.is_relative_to(os.path.realpath(self.path)):
            yield InputError(
                "链接指向文件夹之外，未跟随 / a link out of the folder, not followed; "
                f"give {target} as an input of its own",
                str(path),
            )

    def _file(self, path: Path, name: str) -> Iterator[Found]:
        found = _file(path, stem(name), self.metadata, self.reader, self.meter)
        yield from self._completed(found, str(path), name)
        self.meter.pass_by(path)

    def _completed(self, found: Iterator[Found], file: str, name: str) -> Iterator[Found]:
        """The documents of a file, called ``name`` in its folder, with what is known of them."""
        for item in found:
            if isinstance(item, InputError):
                yield item
                continue
            where, document = item
            path = name + document.file.removeprefix(file)  # within an archive it is a member's
            try:
                yield where, self.metadata.complete(document, path, self.used)
            except InputError as error:
                yield error.at(where)


def _file(
    path: Path, identifier: str, metadata: Metadata, reader: Reader, meter: Meter
) -> Iterator[Found]:
    where = str(path)
    try:
        with path.open("rb") as file:
            stream: BinaryIO = file if file.seekable() else BytesIO(whole(file))
            if is_apart(path.name, stream):
                data = path if stream is file else stream.read()
                yield from reader.read(where, identifier, metadata.columns, data)
            else:
                for found in read(Source(where, identifier, stream, metadata.columns)):
                    meter.stand(file)
                    yield found
    except InputError as error:
        yield error.at(where)
    except OSError as error:
        yield unreadable(error, where)


def _standard_input(metadata: Metadata, reader: Reader) -> Iterator[Found]:
    """JSON Lines when the first line is an object, otherwise one document of any format."""
    lines = lines_of(sys.stdin.buffer)
    first = next(lines, b"")
    if _is_record(first):
        source = Source("stdin", "stdin", BytesIO(), metadata.columns)
        yield from records(source, chain([first], lines))
        return
    data = first + sys.stdin.buffer.read(MAX_DOCUMENT_BYTES + 1)
    if is_apart("stdin", BytesIO(data)):
        yield from reader.read("stdin", "stdin", metadata.columns, data)
    else:
        yield from read(Source("stdin", "stdin", BytesIO(data), metadata.columns))


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
