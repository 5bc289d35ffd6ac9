"""A query in a process of its own, with a limit of seconds and of memory.

Only a process can be stopped: Oxigraph cannot be interrupted, and a query that is nested deeply
enough crashes the process that parses it. The process is a fork, which costs a few milliseconds and
shares the open database. It ends when its time is over, even if nobody waits for it. It hands its
answer over in standard formats (SPARQL results JSON, N-Triples), so rows keep their order and
terms. Where there is no fork, as on Windows, it is a new interpreter, whose start counts as time of
the query, and which opens the graph again; only its memory is not limited there.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import warnings
from dataclasses import astuple
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox

from graph.model import QueryError
from graph.process import set_alarm
from graph.query.limits import (
    FAILED,
    TOO_LARGE,
    TOO_LONG,
    TOO_MUCH,
    Limits,
    confine,
    outcome,
)
from graph.query.results import Rows, Triples
from graph.store import Store

alone = threading.Lock()
"""Held during a fork and during short queries, so that no fork copies a database at work."""

_HEARD_MILLISECONDS = 200
"""After so long Ctrl-C is heard at the latest."""

_JSON, _LINES = ox.QueryResultsFormat.JSON, ox.RdfFormat.N_TRIPLES
_RAISED = {error.__name__: error for error in (SyntaxError, OSError, RuntimeError)}


def bounded(store: Store, text: str, limits: Limits) -> Rows | bool | Triples:
    """The answer to SPARQL ``text`` within ``limits``. Raises what `Store.query` raises.

    QueryError when it takes too long or too much memory, or is nested too deeply to be parsed.
    """
    if not hasattr(os, "fork"):
        return _spawned(store.path, text, limits)
    child, pipe = _started(store, text, limits)
    try:
        with open(pipe, "rb") as file:
            ready = select.poll()
            ready.register(file)
            while not ready.poll(_HEARD_MILLISECONDS):
                pass  # a signal that arrives right before a read would wait for its end
            kind, answer = file.read(1), file.read()
    except BaseException:  # interrupted: nobody waits for the answer any more
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        code = _ended(child)
    if code or not kind:
        raise outcome(code, limits)
    return _read(kind, answer)


def collected(
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
) -> Rows | bool | Triples:
    """The whole answer, read from Oxigraph's iterator."""
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    if isinstance(results, ox.QueryTriples):
        return tuple(results)
    columns = [variable.value for variable in results.variables]
    return Rows(columns, [tuple(solution) for solution in results])


def _spawned(path: Path, text: str, limits: Limits) -> Rows | bool | Triples:
    """The answer of a new interpreter that opens the graph of a path."""
    code = "from graph.query.bounded import answer; answer()"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, path, *map(str, astuple(limits))], input=text.encode(),
            capture_output=True,
            timeout=limits.seconds,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise outcome(TOO_LONG, limits) from None
    if done.returncode or not done.stdout:
        raise outcome(done.returncode, limits)
    return _read(done.stdout[:1], done.stdout[1:])


def answer() -> None:
    """What the new interpreter does: answer the query on stdin, of the graph it is called with."""
    store = Store.open(sys.argv[1])
    limits = Limits(float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    if hasattr(os, "fork"):  # where there is none, nothing limits memory either
        confine(limits.memory)
        set_alarm(limits.seconds)
    answer = _written(store, sys.stdin.buffer.read().decode())
    if len(answer) > limits.answer:
        sys.exit(TOO_LARGE)
    sys.stdout.buffer.write(answer)


def _started(store: Store, text: str, limits: Limits) -> tuple[int, int]:
    """Start the process that asks: its number, and the pipe to read its answer from.

    QueryError when the system has no process or pipe left.
    """
    try:
        pipe, writing = os.pipe()
    except OSError as error:
        raise _no_process(error) from error
    try:
        with alone, warnings.catch_warnings():
            # Other threads, which Python warns of, are no danger: the child uses Oxigraph alone.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            _ask(store, text, writing, limits)
    except OSError as error:
        os.close(pipe)
        raise _no_process(error) from error
    finally:
        os.close(writing)
    return child, pipe


def _no_process(error: OSError) -> QueryError:
    return QueryError(
        f"没有进程可用 / no process for the query: {error.strerror}; end other programs first"
    )


def _ask(store: Store, text: str, writing: int, limits: Limits) -> NoReturn:
    """What the process does: ask, write the answer to the pipe ``writing``, end."""
    code = FAILED
    try:
        confine(limits.memory)
        set_alarm(limits.seconds)
        answer = _written(store, text)
        code = TOO_LARGE if len(answer) > limits.answer else 0
        with open(writing, "wb", closefd=False) as pipe:
            pipe.write(answer if code == 0 else b"")
    except MemoryError:
        code = TOO_MUCH
    finally:
        os._exit(code)


def _written(store: Store, text: str) -> bytes:
    """An answer as bytes: a letter for its kind (triples, rows, error), then the answer itself."""
    try:
        results = store.query(text)
        if isinstance(results, ox.QueryTriples):
            return b"T" + (results.serialize(format=_LINES) or b"")
        return b"R" + (results.serialize(format=_JSON) or b"")
    except tuple(_RAISED.values()) as error:
        kind = next(name for name, known in _RAISED.items() if isinstance(error, known))
        return b"E" + json.dumps((kind, str(error))).encode()


def _read(kind: bytes, answer: bytes) -> Rows | bool | Triples:
    """The inverse of `_written`; raises the error that an answer of kind ``E`` is."""
    if kind == b"E":
        name, message = json.loads(answer)
        raise _RAISED[name](message)
    if kind == b"T":
        return tuple(quad.triple for quad in ox.parse(answer, format=_LINES))
    return collected(ox.parse_query_results(answer, format=_JSON))


def _ended(child: int) -> int:
    """A child's exit code, or minus the signal that ended it."""
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except ChildProcessError:  # the program lets the system collect its children
        return 0
