"""A query in a process of its own, with a limit of seconds and of memory.

Only a process can be stopped: Oxigraph cannot be interrupted, and a query that is nested deeply
enough crashes the process that parses it. The process is a fork, which costs a few milliseconds and
shares the open database. It ends when its time is over, even if nobody waits for it. It hands its
answer over in standard formats (SPARQL results JSON, N-Triples), so rows keep their order and
terms. Where there is no fork, as on Windows, it is a new interpreter, whose start counts as time of
the query, and which opens the graph again; only its memory is not limited there.
"""

from __future__ import annotations

import faulthandler
import json
import os
import select
import signal
import subprocess
import sys
import threading
import warnings
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox

from graph.model import QueryError
from graph.query.results import Rows, Triples
from graph.store import Store

TIMEOUT_SECONDS = 60.0
"""The time of a query that is given no other."""

MAX_MEMORY_BYTES = 4 << 30
"""Bytes of address space that a query and its answer may take beyond those in use already."""

MAX_ANSWER_BYTES = 256 << 20
"""The largest answer that is handed over."""

alone = threading.Lock()
"""Held during a fork and during short queries, so that no fork copies a database at work."""

_HEARD_MILLISECONDS = 200
"""After so long Ctrl-C is heard at the latest."""

_JSON, _LINES = ox.QueryResultsFormat.JSON, ox.RdfFormat.N_TRIPLES
_FAILED, _TOO_LARGE, _TOO_MUCH = 1, 2, 3  # exit codes
_TOO_LONG = -getattr(signal, "SIGALRM", 14)  # minus a signal, which Windows may lack
_TOO_DEEP = (-signal.SIGSEGV, -getattr(signal, "SIGBUS", 7), 0xC00000FD)  # the last is Windows'
_RAISED = {error.__name__: error for error in (SyntaxError, OSError, RuntimeError)}


def bounded(store: Store, text: str, seconds: float) -> Rows | bool | Triples:
    """The answer to SPARQL ``text`` within ``seconds``. Raises what `Store.query` raises.

    QueryError when it takes too long or too much memory, or is nested too deeply to be parsed.
    """
    if not hasattr(os, "fork"):
        return _spawned(store.path, text, seconds)
    child, pipe = _started(store, text, seconds)
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
        raise QueryError(_outcome(code, seconds))
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


def _spawned(path: Path, text: str, seconds: float) -> Rows | bool | Triples:
    """The answer of a new interpreter that opens the graph of a path."""
    code = "from graph.query.bounded import answer; answer()"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, path, str(seconds)], input=text.encode(),
            capture_output=True,
            timeout=seconds,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise QueryError(_outcome(_TOO_LONG, seconds)) from None
    if done.returncode or not done.stdout:
        raise QueryError(_outcome(done.returncode, seconds))
    return _read(done.stdout[:1], done.stdout[1:])


def answer() -> None:
    """What the new interpreter does: answer the query on stdin, of the graph it is called with."""
    store = Store.open(sys.argv[1])
    if hasattr(os, "fork"):  # where there is none, nothing limits memory either
        _limit(float(sys.argv[2]))
    answer = _written(store, sys.stdin.buffer.read().decode())
    if len(answer) > MAX_ANSWER_BYTES:
        sys.exit(_TOO_LARGE)
    sys.stdout.buffer.write(answer)


def _started(store: Store, text: str, seconds: float) -> tuple[int, int]:
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
            _ask(store, text, writing, seconds)
    except OSError as error:
        os.close(pipe)
        raise _no_process(error) from error
    finally:
        os.close(writing)
    return child, pipe


def _no_process(error: OSError) -> QueryError:
    return QueryError(f"no process for the query: {error.strerror}; end other programs first")


def _ask(store: Store, text: str, writing: int, seconds: float) -> NoReturn:
    """What the process does: ask, write the answer to the pipe ``writing``, end."""
    code = _FAILED
    try:
        _limit(seconds)
        answer = _written(store, text)
        code = _TOO_LARGE if len(answer) > MAX_ANSWER_BYTES else 0
        with open(writing, "wb", closefd=False) as pipe:
            pipe.write(answer if code == 0 else b"")
    except MemoryError:
        code = _TOO_MUCH
    finally:
        os._exit(code)


def _limit(seconds: float) -> None:
    """Set this process's limits of time and memory; let it be silent and end at any signal."""
    import resource  # not on Windows

    faulthandler.disable()  # whose report of a stack overflow is no news to a user
    with open(os.devnull, "wb") as null:
        os.dup2(null.fileno(), 2)
    for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if sys.platform == "linux":
        in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, in_use + MAX_MEMORY_BYTES)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(limit: int, value: int) -> None:
    """Lower a resource limit (setrlimit(2)) of this process to ``value``."""
    import resource

    hard = resource.getrlimit(limit)[1]
    with suppress(ValueError):  # lower already
        resource.setrlimit(limit, (value if hard < 0 else min(value, hard), hard))


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


def _outcome(code: int, seconds: float) -> str:
    """Why a query did not answer, in one line."""
    if code == _TOO_LONG:
        return (
            f"no answer after {seconds:g} seconds; ask for less (LIMIT, fewer unconnected "
            "patterns) or give it longer: --timeout SECONDS"
        )
    if code == _TOO_LARGE:
        return f"the answer is larger than {MAX_ANSWER_BYTES >> 20} MiB; add LIMIT, or ask for less"
    if code in _TOO_DEEP:
        return "the query is nested too deeply; write it with fewer brackets and operators"
    if code in (_FAILED, 0):
        return "the database failed on this query; write it otherwise"
    return (
        f"the query takes more than {MAX_MEMORY_BYTES >> 30} GiB of memory; ask for less: "
        "ORDER BY, DISTINCT and GROUP BY hold all they see"
    )
