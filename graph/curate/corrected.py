"""A folder of corrected annotations, each file with the document of the graph that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.curate.brat import read_brat
from graph.curate.values import Corrected, Found
from graph.curate.web_annotation import read_web_annotation
from graph.curate.webanno import read_webanno
from graph.model import Document, InputError

_READERS: dict[str, Callable[[Path, str, str], Found]] = {
    ".ann": read_brat,
    ".jsonld": read_web_annotation,
    ".tsv": read_webanno,
}


def corrected(folder: Path, documents: Iterable[Document]) -> Iterator[Corrected]:
    """The corrected documents, in the order of the given ones, which are those of the graph.

    A file is named after its document's identifier. InputError names a file that cannot be read,
    or that is about none of the documents.
    """
    files = {path for path in folder.rglob("*") if path.suffix in _READERS}
    if not files:
        raise InputError(f"没有标注 / no annotations in there ({', '.join(_READERS)})", str(folder))
    for document in documents:
        for suffix, read in _READERS.items():
            path = folder / f"{document.id}{suffix}"
            if path in files:
                files.remove(path)
                yield Corrected(document, read(path, _content(path), document.text))
    if files:
        raise InputError("图中没有这份文档 / the graph has no such document", str(min(files)))


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"读不了 / cannot be read: {reason}", str(path)) from None
