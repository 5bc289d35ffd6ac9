"""The processes that answer for a server, each with the graph open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import anyio
from anyio.to_thread import run_sync

from graph.model import StoreError
from graph.query import Limits, Worker
from graph.serve.refusals import Busy
from graph.store import Store, version_at

P = ParamSpec("P")
T = TypeVar("T")

_WAITING_SECONDS = 10.0
"""So long a task waits for a free process."""


class Pool:
    """Up to ``size`` workers, started when they are needed and ended when they hold an old graph.

    `run` is for one event loop.
    """

    def __init__(self, path: Path, limits: Limits, size: int) -> None:
        self.path, self.limits = path, limits
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._slots = anyio.Semaphore(size)
        self._threads = anyio.CapacityLimiter(2 * size)  # those of abandoned tasks take a while

    def version(self) -> str:
        """The version of the graph now. StoreError when it cannot be read."""
        try:
            return version_at(self.path)
        except OSError as error:
            raise StoreError(
                f"图读不了 / cannot read {self.path}: {error.strerror or error}"
            ) from error

    async def run(
        self, task: Callable[Concatenate[Store, P], T], *arguments: P.args, **named: P.kwargs
    ) -> tuple[str, T]:
        """The version of the graph and the result of ``task(store, *arguments)`` on it.

        Raises what the task raises, OverLimit when it takes too much, and Busy when no process is
        free in ten seconds. Who gives up waiting ends the task.
        """
        await self._slot()
        try:
            worker = await self._in_thread(self._take)
            self._busy.add(worker)
            try:
                result = await self._in_thread(lambda: worker.do(task, *arguments, **named))
            except BaseException as error:
                self._give_back(worker, isinstance(error, Exception))
                raise
            self._give_back(worker, True)
            return worker.version, result
        finally:
            self._slots.release()

    async def _slot(self) -> None:
        try:
            with anyio.fail_after(_WAITING_SECONDS):
                await self._slots.acquire()
        except TimeoutError:
            raise Busy(
                "服务器正忙 / the server is busy with other queries; try again in a moment"
            ) from None

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await run_sync(work, abandon_on_cancel=True, limiter=self._threads)

    def _take(self) -> Worker:
        """A free worker that has the present graph open, or a new one."""
        version = self.version()
        while self._idle:
            worker = self._idle.pop()
            if worker.version == version and worker.ready:
                return worker
            worker.kill()
        return Worker(self.path, self.limits)

    def _give_back(self, worker: Worker, has_answered: bool) -> None:
        self._busy.discard(worker)
        if has_answered and worker.ready:
            self._idle.append(worker)
        else:
            worker.kill()

    def close(self) -> None:
        """End all processes."""
        for worker in (*self._idle, *self._busy):
            worker.kill()
        self._idle.clear()
