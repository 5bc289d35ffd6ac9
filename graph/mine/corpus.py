"""A corpus that is read several times, held on disk meanwhile."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

from graph.model import Document
from graph.text import whole_lines


class Text(NamedTuple):
    """What mining needs of a document; its text in the one form that names have."""

    identifier: str
    issued: str
    text: str


def spool(documents: Iterable[Document], file: IO[bytes]) -> Iterator[Text]:
    """Write the documents to the file and pass them on; of those of one text the first."""
    seen: set[str] = set()
    for document in documents:
        if document.sha256 not in seen:
            seen.add(document.sha256)
            text = Text(document.id, document.issued, whole_lines(document.text).text)
            pickle.dump(tuple(text), file)
            yield text


def read(file: IO[bytes]) -> Iterator[Text]:
    """What was written, once more."""
    file.seek(0)
    while True:
        try:
            yield Text(*pickle.load(file))
        except EOFError:
            return
