"""An input that is open, and the documents that a reader makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO, TypeAlias

from graph.model import Document, InputError
from graph.read.decoding import decoded, whole
from graph.read.fields import digest, fit

Found: TypeAlias = tuple[str, Document] | InputError
"""A document with the place it was found at (``file`` or ``file:line``), or why there is none."""

MAX_UNPACKED_BYTES = 2 << 30
"""Bytes that all archives within one input may unpack to together."""

MAX_ENTRIES = 50_000
"""Files that all archives within one input may hold together."""

MAX_DEPTH = 3
"""Archives within archives."""


def unreadable(error: OSError, where: str) -> InputError:
    """What is told of an input that the system does not give."""
    return InputError(f"读不了 / cannot be read: {error.strerror or error}", where)


class Budget:
    """What the archives within one input may still unpack to."""

    def __init__(self) -> None:
        self._bytes, self._entries = MAX_UNPACKED_BYTES, MAX_ENTRIES

    def spend(self, size: int) -> None:
        """Take off the bytes of one file. InputError when there are too many, or too many files."""
        self._bytes -= size
        self._entries -= 1
        if self._bytes < 0 or self._entries < 0:
            limit = f"{MAX_UNPACKED_BYTES >> 30} GiB, {MAX_ENTRIES:,} files"
            raise InputError(
                f"解压后过大，其余未读 / unpacks to more than {limit}; the rest is left out: "
                "unpack it and give the folder"
            )


@dataclass(frozen=True, slots=True)
class Source:
    """An open input.

    ``where`` names it to the user, ``id`` is that of a document that fills it. ``columns`` says
    under what name a record gives each field. ``fields`` are what is known from outside, such as
    the address of a page in a web archive. ``inner`` reads what an archive holds, ``depth`` counts
    the archives around.
    """

    where: str
    id: str
    stream: BinaryIO
    columns: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    inner: Callable[[Source], Iterator[Found]] | None = None
    depth: int = 0
    budget: Budget = field(default_factory=Budget)

    def whole(self) -> bytes:
        """All bytes. InputError when they are more than a document may have."""
        return whole(self.stream)

    def text(self, data: bytes) -> tuple[str, Source]:
        """The text of bytes, and the source, which notes an encoding other than UTF-8."""
        text, encoding = decoded(data)
        return text, self.noting(f"按 {encoding} 读 / read as {encoding}") if encoding else self

    def noting(self, note: str) -> Source:
        """The source with a further note for its documents."""
        return replace(self, note="; ".join(filter(None, (self.note, note))))

    def document(
        self, text: str, data: bytes | BinaryIO, part: str = "", identifier: str = "", **fields: str
    ) -> Found:
        """The document of a text made from ``data``; ``part`` tells it from others of the input."""
        where = f"{self.where}:{part}" if part else self.where
        own = identifier or (f"{self.id}/{part}" if part else self.id)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        given = {**fields, **self.fields}
        try:
            document = Document(own, text, digest(data), **given, file=self.where, note=self.note)
            return where, fit(document)
        except InputError as error:
            return error.at(where)

    def inside(self, name: str, data: bytes, **fields: str) -> Iterator[Found]:
        """The documents of a file within this one."""
        if self.inner is None or self.depth >= MAX_DEPTH:
            raise InputError(
                f"压缩包套了 {MAX_DEPTH} 层以上 / packed more than {MAX_DEPTH} times; unpack it",
                f"{self.where}/{name}",
            )
        return self.inner(
            replace(
                self,
                where=f"{self.where}/{name}",
                id=f"{self.id}/{stem(name)}",
                stream=BytesIO(data),
                fields={**self.fields, **fields},
                note="",
                depth=self.depth + 1,
            )
        )

    def of(self, stream: BinaryIO, address: str) -> Source:
        """The source with another stream, which came from a web address ('' if not known)."""
        known = {"source": address} if address else {}
        return replace(self, stream=stream, fields={**self.fields, **known})


def stem(name: str) -> str:
    """A file's name without its suffix: ``a/b.docx`` → ``a/b``, ``c.jsonl.gz`` → ``c``."""
    path = PurePosixPath(name)
    path = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return path.with_suffix("").as_posix()
