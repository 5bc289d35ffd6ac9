"""What a query may take, set by the process that answers it, and what to say where it took more."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Literal

from graph.model import QueryError
from graph.process import limit_memory, lower

TIMEOUT_SECONDS = 60.0
"""The time of a query that is given no other."""

MAX_MEMORY_BYTES = 4 << 30
"""Bytes of address space that a query and its answer may take beyond those in use already."""

MAX_ANSWER_BYTES = 256 << 20
"""The largest answer that is handed over."""

FAILED, TOO_LARGE, TOO_MUCH = 1, 2, 3
"""Exit codes of a process that answers a query."""

TOO_LONG = -getattr(signal, "SIGALRM", 14)  # minus a signal, which Windows may lack
_TOO_DEEP = (-signal.SIGSEGV, -getattr(signal, "SIGBUS", 7), 0xC00000FD)  # the last is Windows'


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes of address space, and bytes of the answer that a query may take."""

    seconds: float = TIMEOUT_SECONDS
    memory: int = MAX_MEMORY_BYTES
    answer: int = MAX_ANSWER_BYTES


SERVED = Limits(seconds=30.0, memory=2 << 30, answer=64 << 20)
"""Of a query that a stranger sends to a server."""


class OverLimit(QueryError):
    """A query took more than it may; ``what`` says of which."""

    def __init__(
        self, message: str, what: Literal["seconds", "memory", "answer", "depth", "database"]
    ) -> None:
        super().__init__(message)
        self.what = what

    def __reduce__(self) -> tuple[type[OverLimit], tuple[object, ...]]:
        return type(self), (*self.args, self.what)  # to be handed to another process


def confine(memory: int) -> None:
    """Limit this process's memory; let it be silent, end at any signal, and open nothing more."""
    import resource  # not on Windows

    limit_memory(memory)
    faulthandler.disable()  # whose report of a stack overflow is no news to a user
    with open(os.devnull, "wb") as null:
        os.dup2(null.fileno(), 2)
    for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        lower(resource.RLIMIT_NOFILE, _files_to_open())
    lower(resource.RLIMIT_CORE, 0)


def _files_to_open() -> int:
    """The limit of file descriptors that lets this process open no file and no connection, but for
    what its database has yet to open: RocksDB opens sixteen of its tables, others to read them."""
    links = [Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd")]
    opened = {int(link.name): Path(os.readlink(link)) for link in links if link.is_symlink()}
    tables = {path for path in opened.values() if path.suffix == ".sst"}
    folders = {path.parent for path in tables}
    unopened = {path for folder in folders for path in folder.glob("*.sst")} - tables
    free = (number for number in count() if number not in opened)
    return max(islice(free, len(unopened)), default=-1) + 1


def outcome(code: int, limits: Limits) -> OverLimit:
    """Why a process ended without an answer, in one line, by its exit code or minus a signal."""
    if code == TOO_LONG:
        return OverLimit(
            f"{limits.seconds:g} 秒内没有答案 / no answer after {limits.seconds:g} seconds; "
            "ask for less (LIMIT, fewer unconnected patterns) or give it longer: --timeout SECONDS",
            "seconds",
        )
    if code == TOO_LARGE:
        return too_large(limits.answer)
    if code in _TOO_DEEP:
        return OverLimit(
            "嵌套太深 / the query is nested too deeply; write it with fewer brackets and operators",
            "depth",
        )
    if code in (FAILED, 0):
        return OverLimit(
            "数据库答不了 / the database failed on this query; write it otherwise", "database"
        )
    return too_much(limits.memory, "ORDER BY, DISTINCT and GROUP BY hold all they see")


def too_much(most: int, hint: str) -> OverLimit:
    """What to say of what takes more than ``most`` bytes of memory; ``hint`` is what does."""
    size = _size(most)
    return OverLimit(
        f"内存超过 {size} / the query takes more than {size} of memory; ask for less ({hint}) "
        "or give it more: --memory MIB",
        "memory",
    )


def too_large(most: int) -> OverLimit:
    """What to say of an answer of more than ``most`` bytes."""
    size = _size(most)
    return OverLimit(
        f"答案超过 {size} / the answer is larger than {size}; add LIMIT, or ask for less", "answer"
    )


def _size(number: int) -> str:
    return f"{number >> 30} GiB" if number >= 1 << 30 else f"{number >> 20} MiB"
