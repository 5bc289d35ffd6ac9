"""Documents → the findings of each, in one process or in a pool."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from graph.build.findings import Findings, pack
from graph.lexicon import load
from graph.model import Document, InputError, TifagraphError
from graph.resources import PACKAGE

T = TypeVar("T")
R = TypeVar("R")

BATCH_DOCUMENTS, BATCH_CHARACTERS = 32, 500_000
BATCHES_WAITING = 3  # for each worker: none idles, and what waits stays small
SERIAL_CHARACTERS = 100_000  # what one process has done about when a pool would have started
MAX_DOCUMENT_CHARACTERS = 2_000_000
"""A book, which takes a minute and 1 GB; longer documents are left out."""

_COLLECTING = 100_000, 50, 1000  # objects, and passes; 700, 10, 10, as usual, cost a seventh more

_ANY = Document("", "会。", "")


def findings(
    documents: Iterator[Document], base: str, words: Path | None, workers: int | None
) -> Generator[list[Findings | InputError]]:
    """The findings of the documents, in batches, in the order in which they are done.

    Closed before its end it ends the workers. A document that is too long, or whose extraction
    fails, yields an InputError in its place.
    ``words`` is the folder of a user's word lists; ``workers`` is that of `graph.build.build`.
    """
    head, characters = list[Document](), 0
    while characters < SERIAL_CHARACTERS and (document := next(documents, None)):
        head.append(document)
        characters += _length(document)
    if workers is None:
        workers = 1 if characters < SERIAL_CHARACTERS else _cores()
    yield from _map(partial(find, base, words), _batches(chain(head, documents)), workers)


def _batches(docs: Iterator[Document]) -> Iterator[list[Document]]:
    """Short documents many at once, books one by one: what waits for the workers is bounded."""
    batch, characters = list[Document](), 0
    for document in docs:
        batch.append(document)
        characters += _length(document)
        if len(batch) == BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _length(document: Document) -> int:
    return len(document.text or "")  # a document that nobody checked must fail alone


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Within it Python seldom looks for cycles: few objects of an extraction are in one.

    It looks among those made within it alone, not through the word lists and weights each time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*_COLLECTING)
    gc.freeze()
    try:
        yield
    finally:
        gc.collect(0)  # else what is young is looked through as soon as the others are back
        gc.unfreeze()
        gc.set_threshold(*usual)


@_seldom_collecting()
def find(base: str, words: Path | None, batch: list[Document]) -> list[Findings | InputError]:
    """The findings of the documents of a batch, as `findings` gives them."""
    # slow to load, and not every user builds
    from graph.extract import Analysis, analyses, graph_lines, graph_lines_at_once
    from graph.text import dated_by

    def analysed(document: Document) -> tuple[list[Analysis], str] | InputError:
        lexicon = load(words)
        return _too_long(document) or (analyses(document, lexicon), dated_by(document, lexicon))

    def described(given: tuple[Document, tuple[list[Analysis], str]]) -> Findings:
        document, (several, dated) = given
        found = [known.get(each) or graph_lines(each, base) for each in several]
        lines = set().union(*(lines for lines, _ in found))
        claims = tuple(claim for _, said in found for claim in said)
        return Findings(document, several[0].source.issued, dated, pack(lines), claims)

    read = [_attempt(document, analysed, document) for document in batch]
    fine = (each for each in read if not isinstance(each, InputError))
    known = graph_lines_at_once((part for several, _ in fine for part in several), base)
    return [
        each if isinstance(each, InputError) else _attempt(document, described, (document, each))
        for document, each in zip(batch, read, strict=True)
    ]


def _place(document: Document) -> str:
    """Where a document was read, as the user knows it."""
    if not document.file or Path(document.file).with_suffix("").match(document.id):
        return document.file or document.id
    return f"{document.file}:{document.id}"


def _too_long(document: Document) -> InputError | None:
    if len(document.text) <= MAX_DOCUMENT_CHARACTERS:
        return None
    return InputError(
        f"超过 {MAX_DOCUMENT_CHARACTERS:,} 字，请分成几份 / "
        f"longer than {MAX_DOCUMENT_CHARACTERS:,} characters, left out; split it",
        _place(document),
    )


def _attempt(document: Document, step: Callable[[T], R], argument: T) -> R | InputError:
    """The step's result, or its error: a rule's mistake must cost one document, not the build."""
    try:
        return step(argument)
    except MemoryError:
        return InputError(
            "内存不足，已略过 / too little memory is allowed, left out; "
            "try: ulimit -v unlimited, or split it",
            _place(document),
        )
    except Exception as error:
        return InputError(
            "抽取出错，已略过 / extraction failed, left out: "
            f"{type(error).__name__}: {error} ({_origin(error)})",
            _place(document),
        )


def _origin(error: Exception) -> str:
    """The innermost line of this package that an exception came through: ``persons.py:33``."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}"


def _map(
    function: Callable[[list[Document]], list[Findings | InputError]],
    batches: Iterator[list[Document]],
    workers: int,
) -> Generator[list[Findings | InputError]]:
    """The results of a function for each batch, those first that are done first."""
    if workers == 1:
        yield from map(function, batches)
        return
    # Forked workers share what is loaded already and need no __main__ guard in a user's script.
    fork = "fork" in multiprocessing.get_all_start_methods()
    if fork:
        function([_ANY])  # loads word lists and weights: 150 MB and a second, once for all
    context = multiprocessing.get_context("fork" if fork else None)
    stop = context.RawValue("b", False)  # without a lock, which a dying worker could hold
    running = set[Future[list[Findings | InputError]]]()
    with ProcessPoolExecutor(workers, context, _start, (os.getpid(), stop)) as pool:
        try:
            for batch in batches:
                running.add(pool.submit(function, batch))
                if len(running) == BATCHES_WAITING * workers:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            yield from (future.result() for future in as_completed(running))
        except BrokenProcessPool:
            raise TifagraphError(
                "一个进程中途退出，可能内存不足 / a worker process died, perhaps out of memory; "
                "try --workers 1"
            ) from None
        except BaseException:  # Ctrl-C, or nobody wants the rest: it would take its time
            stop.value = True
            raise


def _start(parent: int, stop: Any) -> None:
    """Leave Ctrl-C to the parent; end when it says so, or is killed, of which no signal tells."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent and not stop.value:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
