"""The findings of one document, and the compression of its lines and of what it says."""

from __future__ import annotations

import json
from typing import NamedTuple

from isal import isal_zlib as zlib  # packs in a fifth of the time, and zlib reads it

from graph.claims import Claim
from graph.model import Document

_FASTEST = 0


class Findings(NamedTuple):
    """One document, its date and what told it, its compressed N-Quads lines and its claims."""

    document: Document
    issued: str
    dated: str
    lines: bytes
    claims: tuple[Claim, ...]


def text_of(lines: set[str]) -> bytes:
    """The lines sorted by bytes, as in ``graph.nq``, each with its line end."""
    return b"\n".join(sorted(map(str.encode, lines))) + b"\n"


def pack(lines: set[str]) -> bytes:
    """The text of the lines, compressed."""
    return zlib.compress(text_of(lines), _FASTEST)


def unpack(packed: bytes) -> bytes:
    """The text of the lines, each with its line end."""
    return zlib.decompress(packed)


def pack_document(document: Document) -> bytes:
    """All that a document says, compressed; not where it was read."""
    return zlib.compress(json.dumps(list(document.said), ensure_ascii=False).encode(), _FASTEST)


def unpack_document(packed: bytes) -> Document:
    """The document, without where it was read."""
    return Document(*json.loads(zlib.decompress(packed)))
