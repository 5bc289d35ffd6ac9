"""What extraction finds in one document, and its lines packed."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from graph.model import Claim, Document


class Findings(NamedTuple):
    """One document, its date, its N-Quads lines packed and its claims of persons."""

    document: Document
    issued: str
    lines: bytes
    claims: tuple[Claim, ...]


def pack(lines: set[str]) -> bytes:
    """Lines in few bytes, sorted by theirs: those of a graph's file."""
    ended = ("\n".join(lines) + "\n").encode().splitlines(keepends=True)
    return zlib.compress(b"".join(sorted(ended)), 1)


def unpack(packed: bytes) -> list[bytes]:
    """The lines, with their ends."""
    return zlib.decompress(packed).splitlines(keepends=True)
