"""The processes that answer for a server, each with the graph open."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from graph.model import StoreError, TifagraphError
from graph.query import Limits, OverLimit, Worker
from graph.serve.refusals import Busy
from graph.serve.turns import Turns
from graph.store import Store, version_at

P = ParamSpec("P")
T = TypeVar("T")

FAIR_SECONDS = 2.0
"""What has run longer is ended when all workers are busy and others wait."""

_ENDED = math.inf  # when a task that was ended began


class Pool:
    """Up to ``size`` workers, started when they are needed and ended when they hold an old graph.

    `run` is for one event loop.
    """

    def __init__(self, path: Path, limits: Limits, size: int) -> None:
        self.path, self.limits = path, limits
        self._idle: list[Worker] = []
        self._busy: dict[Worker, float] = {}  # since when, on the clock of time.monotonic
        self._turns = Turns(size, self._make_room)
        # a thread waits for each worker; those of tasks given up take a moment to end
        self._threads = ThreadPoolExecutor(2 * size, "worker")

    def version(self) -> str:
        """The version of the graph now. StoreError when it cannot be read."""
        try:
            return version_at(self.path)
        except OSError as error:
            raise StoreError(
                f"图读不了 / cannot read {self.path}: {error.strerror or error}"
            ) from error

    async def start(self) -> None:
        """Have one worker ready, so that the first client waits no longer than others."""
        self._idle.append(await self._in_thread(self._new))

    async def run(
        self, task: Callable[Concatenate[Store, P], T], *arguments: P.args, **named: P.kwargs
    ) -> tuple[str, T]:
        """The version of the graph and the result of ``task(store, *arguments)`` on it.

        Raises what the task raises, OverLimit when it takes too much, and Busy when no process is
        free in ten seconds or it was ended for others. Who gives up waiting ends the task.
        """
        await self._turns.take()
        try:
            worker = await self._free()
            self._busy[worker] = time.monotonic()
            try:
                result = await self._in_thread(lambda: worker.do(task, *arguments, **named))
            except OverLimit as error:
                raise self._reason(worker, error) from None
            except asyncio.CancelledError:
                worker.kill()
                raise
            finally:
                del self._busy[worker]
                if worker.ready:
                    self._idle.append(worker)
            return worker.version, result
        finally:
            self._turns.give_back()

    def _reason(self, worker: Worker, error: OverLimit) -> TifagraphError:
        """Why a worker ended."""
        if self._busy[worker] != _ENDED:
            return error
        return Busy(
            f"服务器正忙 / the query was ended after {FAIR_SECONDS:g} seconds, since others wait; "
            "ask for less, or try again in a moment"
        )

    def _make_room(self) -> None:
        """End the task that has run longest, if that is long."""
        worker = min(self._busy, key=self._busy.__getitem__, default=None)
        if worker and time.monotonic() - self._busy[worker] > FAIR_SECONDS:
            self._busy[worker] = _ENDED
            worker.kill()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _free(self) -> Worker:
        worker = self._unoccupied()
        return worker if worker else await self._in_thread(self._new)

    def _unoccupied(self) -> Worker | None:
        """A free worker that has the present graph open."""
        version = self.version()
        while self._idle:
            worker = self._idle.pop()
            if worker.version == version and worker.ready:
                return worker
            worker.kill()
        return None

    def _new(self) -> Worker:
        return Worker(self.path, self.limits)

    def close(self) -> None:
        """End all processes."""
        for worker in (*self._idle, *self._busy):
            worker.kill()
        self._idle.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)
