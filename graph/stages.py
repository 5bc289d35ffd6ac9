"""How far a long piece of work is: it tells its stages, and whoever wants to know listens.

Stages are told from deep inside – the reader of a file, the sorter of lines, the loader of a
database –, so they reach the listener by a context variable, as log records reach a handler, and
not through every function in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, TypeAlias

Stage: TypeAlias = Literal[
    "read", "extract", "decide", "sort", "write", "store", "page", "export", "mine"
]
"""In bytes are "read" and "store", in documents "extract" and "sort", in names "decide", in lines
"write"; the others have no measure."""

LABELS: dict[Stage, str] = {
    "read": "读取 read",
    "extract": "抽取 extract",
    "decide": "定名 decide",
    "sort": "排序 sort",
    "write": "写出 write",
    "store": "装库 store",
    "page": "画页 page",
    "export": "导出 export",
    "mine": "挖掘 mine",
}

Progress: TypeAlias = Callable[[Stage, int, int], object]
"""Called with a stage, how much of it is done, and how much it is in all: 0 where unknown."""

_listener: ContextVar[Progress | None] = ContextVar("listener", default=None)


@contextmanager
def listening(progress: Progress | None) -> Iterator[None]:
    """Call ``progress`` with the stages of what is done inside; None leaves the listener there."""
    token = _listener.set(progress or _listener.get())
    try:
        yield
    finally:
        _listener.reset(token)


def heard() -> bool:
    """Whether anybody listens: what only the listener needs is not worth its cost otherwise."""
    return _listener.get() is not None


def tell(stage: Stage, done: int = 0, total: int = 0) -> None:
    """Tell the listener, if there is one, how far a stage is."""
    if progress := _listener.get():
        progress(stage, done, total)
