"""Many documents → one graph on disk.

Extraction is a pure function of one document and a graph is the plain union of its documents'
lines, so the bytes are the same for any order of documents and any number of processes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, cast, get_args

import pyoxigraph as ox

from graph.model import Document, EntityType, InputError, TifagraphError
from graph.store import Store
from graph.terms import BASE, RELATIONS

_BATCH = 16
_FEW = 64  # documents that one process has done before a pool would have started


@dataclass(frozen=True, slots=True)
class Report:
    """What a graph holds: entities by type, relations by kind, and what yielded nothing.

    Entities and relations are counted once, however often they are said. A silent document or
    sentence is one without a single mention. ``failures`` are the documents left out, and why.
    """

    documents: int
    sentences: int
    entities: dict[str, int]
    relations: dict[str, int]
    silent_documents: tuple[str, ...]
    silent_sentences: int
    failures: tuple[TifagraphError, ...] = ()


def build(
    docs: Iterable[Document | InputError],
    out: str | Path,
    *,
    base: str = BASE,
    workers: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Extract every document and write the graph to the folder ``out``.

    ``docs`` is a stream as of `graph.read.documents`; its errors, and documents that extraction
    fails on, go into the report. ``base`` begins every entity's IRI. ``workers`` is the number of
    processes, by default one for a few documents and else one a core. ``progress`` is called with
    the number of documents just done. InputError when there is no document to build from (its
    notes name the further ones); StoreError when ``out`` cannot be written.
    """
    base = _checked(base)
    failures: list[TifagraphError] = []
    readable = _readable(docs, failures)
    head = list(islice(readable, _FEW + 1))
    if not head:
        raise _nothing(failures)
    if workers is None:
        workers = 1 if len(head) <= _FEW else _cores()
    batches = _batches(chain(head, readable))
    results = _map(partial(_describe, base), batches, workers)
    store = Store.write(out, _lines(results, failures, progress))
    return report(store, failures)


class _Result(NamedTuple):
    """One batch: its lines, each once, how many documents it had and those that failed."""

    lines: set[str]
    documents: int
    failures: list[TifagraphError]


def _readable(
    docs: Iterable[Document | InputError], failures: list[TifagraphError]
) -> Iterator[Document]:
    for item in docs:
        if isinstance(item, Document):
            yield item
        else:
            failures.append(item)


def _batches(docs: Iterator[Document]) -> Iterator[list[Document]]:
    while batch := list(islice(docs, _BATCH)):
        yield batch


def _describe(base: str, batch: list[Document]) -> _Result:
    from graph.extract import graph_lines  # slow to load, and not every user builds
    from graph.text import prepare

    lines: set[str] = set()
    failures: list[TifagraphError] = []
    for document in batch:
        try:
            lines |= graph_lines(prepare(document), base)[0]
        except Exception as error:  # a rule's mistake must cost one document, not the build
            failures.append(
                InputError(
                    f"{document.id}: 抽取出错，已略过 / extraction failed, left out: "
                    f"{type(error).__name__}: {error} ({_origin(error)})"
                )
            )
    return _Result(lines, len(batch), failures)


def _origin(error: Exception) -> str:
    """The innermost line of this package that an exception came through: ``persons.py:33``."""
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}"


def _lines(
    results: Iterable[_Result],
    failures: list[TifagraphError],
    progress: Callable[[int], object] | None,
) -> Iterator[str]:
    described = 0
    for result in results:
        described += result.documents - len(result.failures)
        failures += result.failures
        if progress:
            progress(result.documents)
        yield from result.lines
    if not described:
        raise _nothing(failures)


def _nothing(failures: list[TifagraphError]) -> TifagraphError:
    first, *others = failures or [InputError("没有给出文档 / no documents given")]
    error = InputError(str(first))
    for other in others:
        error.add_note(str(other))
    return error


def _map(
    function: Callable[[list[Document]], _Result], batches: Iterator[list[Document]], workers: int
) -> Iterator[_Result]:
    """Results in order, of one process or of a pool that is at most a few batches ahead."""
    if workers == 1:
        yield from map(function, batches)
        return
    # Forked workers share what is loaded already and need no __main__ guard in a user's script.
    fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if fork else None)
    running: deque[Future[_Result]] = deque()
    with ProcessPoolExecutor(workers, context, initializer=_leave_interrupts) as pool:
        try:
            for batch in batches:
                running.append(pool.submit(function, batch))
                if len(running) == 4 * workers:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        except BrokenProcessPool:
            raise TifagraphError(
                "一个进程中途退出，可能内存不足 / a worker process died, perhaps out of memory; "
                "try --workers 1"
            ) from None
        finally:
            for future in running:
                future.cancel()


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _checked(base: str) -> str:
    try:
        ox.NamedNode(base)
    except ValueError:
        valid = False
    else:
        valid = base.endswith(("/", "#"))
    if not valid:
        raise TifagraphError(
            f"base “{base}” 不是以 / 或 # 结尾的绝对 IRI / "
            f"is no absolute IRI that ends in / or #; try: https://example.org/id/"
        )
    return base


def report(store: Store, failures: Iterable[TifagraphError] = ()) -> Report:
    """Count what a graph holds."""
    ids = _strings(store, "SELECT ?x { ?d a tg:Document ; dcterms:identifier ?x }")
    heard = _strings(
        store, "SELECT DISTINCT ?x { ?m nif:referenceContext ?d . ?d dcterms:identifier ?x }"
    )
    sentences = _count(store, "?x a tg:Sentence")
    return Report(
        documents=len(ids),
        sentences=sentences,
        entities={kind: _count(store, f"?x a tg:{kind}") for kind in get_args(EntityType)},
        relations={name: _count(store, pattern) for name, pattern in _PATTERNS.items()},
        silent_documents=tuple(sorted(ids - heard)),
        silent_sentences=sentences - _count(store, "?m nif:sentence ?x", "DISTINCT ?x"),
        failures=tuple(sorted(failures, key=str)),
    )


# Documents have a tg:place, too, which no sentence states.
_PATTERNS = {name: f"?x {curie} ?y" for name, curie in RELATIONS.items()} | {
    "in_place": "?x tg:place ?y ; a tg:Event"
}


def _count(store: Store, pattern: str, what: str = "*") -> int:
    (row,) = cast("ox.QuerySolutions", store.query(f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}"))
    return int(cast("ox.Literal", row["n"]).value)


def _strings(store: Store, query: str) -> set[str]:
    rows = cast("ox.QuerySolutions", store.query(query))
    return {cast("ox.Literal", row["x"]).value for row in rows}
