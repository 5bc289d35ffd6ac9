"""Writers to be killed: a process that has loaded all that is slow to load, and forks one a job.

It has never opened a database itself: RocksDB's threads do not survive a fork. A job is a line of
JSON on stdin; the writer's process id is answered, and when it has ended its exit code.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.build import changeset, ledger
from graph.build import publish as increments
from graph.build.build import add, build, remove, update
from graph.extract.pipeline import graph_lines
from graph.model import Document, TifagraphError
from graph.store.delta import Draft
from graph.text.head import prepare

FILES = resource.getrlimit(resource.RLIMIT_NOFILE)


def change(verb: str, folder: str, docs: list[list[str]], workers: int = 1, half: int = 0) -> None:
    """Build or update a graph; with ``half`` the process ends when so many documents are done."""

    def progress(stage: str, done: int, of: int) -> None:
        if half and stage == "extract" and done >= half:
            die()

    documents = [Document(*fields) for fields in docs]
    if verb == "build":
        build(documents, folder, workers=workers, progress=progress)
    elif verb == "remove":
        remove(folder, ["notice"])
    elif verb == "update":
        update(folder, documents, workers=workers, progress=progress)
    else:  # as to a large graph
        increments.MAX_DELTA_BYTES, changeset.MAX_DELTA_BYTES = 5_000, 1_000_000
        add(folder, documents, workers=workers, progress=progress)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def doom(step: int, after: bool) -> None:
    """Die right before or after the step of that number that changes the disk."""
    seen = 0

    def deadly(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == step and not after:
                die()
            result = function(*arguments, **named)
            if seen == step and after:
                die()
            return result

        return called

    os.replace, os.rename, os.fsync = map(deadly, (os.replace, os.rename, os.fsync))  # type: ignore[assignment]
    shutil.rmtree = deadly(shutil.rmtree)  # type: ignore[assignment]
    ledger.Ledger.commit = deadly(ledger.Ledger.commit)  # type: ignore[method-assign]
    Draft.commit = deadly(Draft.commit)  # type: ignore[method-assign]


def work(
    said: str,
    step: int = 0,
    after: bool = False,
    room: int = 0,
    memory: int = 0,
    files: int = 0,
    **job: Any,
) -> None:
    """A job in a process of its own; the error that it ends with stands in the file ``said``."""
    try:
        if step:
            doom(step, after)
        if room:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        if memory:
            in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (in_use + memory, resource.RLIM_INFINITY))
        if files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, FILES[1]))
        change(**job)
    except TifagraphError as error:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        resource.setrlimit(resource.RLIMIT_NOFILE, FILES)
        Path(said).write_text(str(error), "utf-8")
        os._exit(1)
    os._exit(0)


def serve() -> None:
    graph_lines(prepare(Document("a", "市委书记李明主持会议。", "")))
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            try:
                work(**json.loads(line))
            finally:
                os._exit(3)
        print(process, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
