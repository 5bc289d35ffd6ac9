"""A process that has a graph open and does one task after another, each within limits.

`bounded` starts a process for each query; a worker is for who asks often, as a server does: its
graph stays open. A task is any function of our modules, given the store and its arguments, and may
run SPARQL itself, without limits of its own. It opens no file: what it reads must have been read
when its module was imported. A task that takes too much ends the worker.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from graph.files import CACHE
from graph.model import StoreError, TifagraphError
from graph.process import set_alarm
from graph.query.limits import (
    TOO_LARGE,
    TOO_LONG,
    TOO_MUCH,
    Limits,
    OverLimit,
    confine,
    outcome,
)
from graph.store import DAMAGED, Store

P = ParamSpec("P")
T = TypeVar("T")

# A server of forks has no threads and no files of ours, unlike our own process.
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_processes: Any = multiprocessing.get_context(_METHOD)  # its type differs by system
_one_at_a_time = threading.Lock()
"""Whoever starts a process looks after all others, and would take their exit codes from a thread
that waits for one."""
_OPENING_SECONDS = 600.0
"""A database that is missing is built first."""
_GRACE_SECONDS = 1.0
"""After so long over its time a worker that does not end by itself is killed."""
_SHARE_KEPT = 4  # a worker that has taken a quarter of the memory it may take is replaced
_ENVELOPE_BYTES = 1 << 16  # what tells of an answer, beside it
_NICENESS = 5  # who asked for the queries is heard while they run


class Worker:
    """The process; to be used by one thread at a time. TifagraphError where no graph opens."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        modules = sorted(name for name in sys.modules if name.startswith("graph."))
        _processes.set_forkserver_preload(["__main__", *modules, "graph.query.preloaded"])
        self._pipe, theirs = _processes.Pipe()
        self._process = _processes.Process(
            target=_work, args=(theirs, path, limits, modules), daemon=True
        )
        try:
            with _one_at_a_time:
                self._process.start()
        except OSError as error:
            raise OverLimit(
                f"没有进程可用 / no process for the query: {error.strerror}", "database"
            ) from error
        finally:
            theirs.close()
        self._ready = False
        self.version = cast(str, self._answer(_OPENING_SECONDS))
        """The version of the graph that it has open."""

    @property
    def ready(self) -> bool:
        """Whether it can be given a task."""
        return self._ready and not self._pipe.poll()  # it says nothing unasked but its end

    def do(
        self, task: Callable[Concatenate[Store, P], T], *arguments: P.args, **named: P.kwargs
    ) -> T:
        """The result of ``task(store, *arguments)``. Raises what that raises; OverLimit when it
        took too much, and then the worker has ended."""
        try:
            self._pipe.send((task, arguments, named))
        except OSError:  # it ended while it waited: by the system, short of memory
            raise self._ended() from None
        return cast(T, self._answer(self.limits.seconds + _GRACE_SECONDS))

    def _answer(self, seconds: float) -> Any:
        if not self._pipe.poll(seconds):
            self.kill()
            raise outcome(TOO_LONG, self.limits)
        try:
            succeeded, found, self._ready = self._pipe.recv()
        except (EOFError, ConnectionError):
            raise self._ended() from None
        if succeeded:
            return found
        raise found

    def _ended(self) -> OverLimit:
        self._ready = False
        with _one_at_a_time:
            self._process.join()
        return outcome(self._process.exitcode or 0, self.limits)

    def kill(self) -> None:
        """End it, whatever it does."""
        self._ready = False
        self._process.kill()


def _work(pipe: Connection, path: Path, limits: Limits, modules: Sequence[str]) -> None:
    """What the process does: say which version it has opened, then answer until nobody asks."""
    for name in modules:  # whose tasks come; the server of forks has most of them
        import_module(name)
    try:
        store = Store.open(path)
    except TifagraphError as error:
        pipe.send((False, error, False))
        return
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
        confine(limits.memory)
    slim = _memory() + limits.memory // _SHARE_KEPT
    pipe.send((True, store.version, True))
    while _memory() < slim:  # what a task has left behind would count against the next
        try:
            task = pipe.recv()
        except (EOFError, ConnectionError):
            return
        set_alarm(limits.seconds)
        answer = _done(store, slim, *task)
        set_alarm(0)
        if len(answer) > limits.answer + _ENVELOPE_BYTES:
            os._exit(TOO_LARGE)
        pipe.send_bytes(answer)


def _memory() -> int:
    """The most bytes of memory that this process has had; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def _done(
    store: Store, slim: int, task: Any, arguments: tuple[Any, ...], named: dict[str, Any]
) -> Any:
    """Pickled: whether a task succeeded, its result or what it raised, whether another may come."""
    try:
        return ForkingPickler.dumps((True, task(store, *arguments, **named), _memory() < slim))
    except MemoryError:
        os._exit(TOO_MUCH)
    except DAMAGED as error:
        told = StoreError(
            f"数据库损坏 / the database is damaged ({error}); delete {store.path / CACHE}"
        )
        return ForkingPickler.dumps((False, told, False))
    except Exception as error:
        return ForkingPickler.dumps((False, error, _memory() < slim))
