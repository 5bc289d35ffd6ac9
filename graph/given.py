"""What a caller gives: documents or where they are, and the judgements beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from graph.build import known
from graph.identity import JUDGEMENTS, Judgement, read_judgements
from graph.model import Document, InputError, StoreError
from graph.read import Metadata, documents, fit

Documents: TypeAlias = str | Path | Iterable[str | Path] | Iterable[Document | InputError]
"""A path (folder, file, or ``-`` for standard input), several, or documents made elsewhere."""


def taken(
    docs: Documents,
    judgements: str | Path | None = None,
    kg: str | Path | None = None,
    metadata: Metadata | None = None,
) -> tuple[Iterable[Document | InputError], tuple[Judgement, ...] | None]:
    """The documents, and the judgements of a file or, if they come from paths, beside them.

    The judgements in the folder of the graph, ``kg``, are added to these.
    """
    given = None if judgements is None else read_judgements(judgements, must_exist=True)
    items = iter(_several(docs))
    first = next(items, None)
    if isinstance(first, Document | InputError):
        return _checked(chain([first], items)), given
    paths = [_path(item) for item in ([] if first is None else [first, *items])]
    for path in paths:
        if kg and os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(kg):
            raise StoreError(
                f"{kg}: 文档就在这里，图要另放一处 / it holds the documents: "
                f"give the graph a folder of its own, such as {Path(kg)}-kg"
            )
    return documents(paths, metadata), beside(paths, kg) if given is None else given


def beside(paths: Iterable[str | Path], kg: str | Path | None) -> tuple[Judgement, ...]:
    """The recorded judgements beside inputs, and in the folder of a graph."""
    folders = {
        Path(path) if os.path.isdir(path) else Path(path).parent for path in paths if path != "-"
    } | ({Path(kg)} if kg else set())
    return tuple(sorted({j for folder in folders for j in read_judgements(folder / JUDGEMENTS)}))


def _several(docs: object) -> Iterable[object]:
    if isinstance(docs, str | Path | Document):
        return [docs]
    if isinstance(docs, Iterable) and not isinstance(docs, bytes):
        return docs
    raise _no_documents(docs)


def _checked(items: Iterable[object]) -> Iterator[Document | InputError]:
    """Documents made by the caller, checked by `graph.read.fit`; anything else is an InputError."""
    for item in items:
        if isinstance(item, InputError):
            yield item
            continue
        try:
            if not isinstance(item, Document):
                raise _no_documents(item)
            yield fit(item)
        except InputError as error:
            yield error.at(str(item.id) if isinstance(item, Document) else "")


def _path(item: object) -> str | Path:
    if isinstance(item, str | Path):
        return item
    raise _no_documents(item)


def _no_documents(given: object) -> InputError:
    return InputError(
        "应为路径、若干路径或若干 Document / give a path, paths or Documents, "
        f"not {type(given).__name__}"
    )


def built_with(kg: Path) -> Metadata:
    """What the build of a graph was told of its inputs; nothing where no build is kept."""
    try:
        return Metadata.read(known(kg))
    except StoreError:  # the verb itself says so
        return Metadata()
