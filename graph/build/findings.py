"""The findings of one document, and the compression of their lines."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from graph.claims import Claim
from graph.model import Document


class Findings(NamedTuple):
    """One document, its date and what told it, its compressed N-Quads lines and its claims."""

    document: Document
    issued: str
    dated: str
    lines: bytes
    claims: tuple[Claim, ...]


def pack(lines: set[str]) -> bytes:
    """The lines sorted by bytes, as in ``graph.nq``, and compressed."""
    ended = ("\n".join(lines) + "\n").encode().splitlines(keepends=True)
    return zlib.compress(b"".join(sorted(ended)), 1)


def unpack(packed: bytes) -> list[bytes]:
    """The lines, each with its line end."""
    return zlib.decompress(packed).splitlines(keepends=True)
