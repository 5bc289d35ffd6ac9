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

    A file is named after its document's identifier, or lies alone in a folder of that name, as in
    a project that INCEpTION exports. InputError names a file that cannot be read, that is one of
    several of a document, or about none of the documents.
    """
    files = {path for path in folder.rglob("*") if path.suffix in _READERS and path.is_file()}
    if not files:
        raise InputError(f"没有标注 / no annotations in there ({', '.join(_READERS)})", str(folder))
    for document in documents:
        found = sorted(files.intersection(_places(folder, document.id)))
        if len(found) > 1:
            raise InputError(
                "一份文档有几份标注，留下一份 / several annotations of one document, keep one: "
                + ", ".join(map(str, found)),
                document.id,
            )
        for path in found:
            files.remove(path)
            read = _READERS[path.suffix]
            yield Corrected(document, read(path, _content(path), document.text))
    if files:
        raise InputError("图中没有这份文档 / the graph has no such document", str(min(files)))


def _places(folder: Path, name: str) -> Iterator[Path]:
    """Where the annotation of a document may be."""
    for suffix in _READERS:
        path = folder / f"{name}{suffix}"
        yield from (path, *path.glob(f"*{suffix}"))


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"读不了 / cannot be read: {reason}", str(path)) from None
