"""Speed and memory of a build, end to end, on one core: ``make bench CORPUS=items.jsonl.gz``.

A JSONL text becomes a stored and exported graph, beside what jieba.posseg takes merely to tag the
same text, each in a process of its own; then where the time goes by stage, and the peak memory at
a quarter, half and all of the documents. Without a corpus the sample reports are repeated.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from graph.model import Document
from graph.read import documents

REPORTS = Path(__file__).parents[2] / "data" / "documents"
RUNS = 3  # the fastest counts: the others were disturbed


def main() -> None:
    """Prepare the text, run every measurement in a process of its own, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", help="folder, .jsonl or .jsonl.gz")
    parser.add_argument("-n", type=int, default=5000, help="the first so many documents")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        print(json.dumps(globals()[f"measure_{given.only}"](Path(given.corpus))))
        return
    with tempfile.TemporaryDirectory() as folder:
        texts = {n: Path(folder) / f"{n}.jsonl" for n in (given.n // 4, given.n // 2, given.n)}
        for n, path in texts.items():
            characters = _write(path, given.corpus, n)
        whole = texts[given.n]
        print(f"{given.n:,} documents, {characters:,} characters, one core")
        build = min((_run("build", whole) for _ in range(RUNS)), key=lambda r: r["seconds"])
        jieba = min((_run("jieba", whole) for _ in range(RUNS)), key=lambda r: r["seconds"])
        for name, found in (("build", build), ("jieba.posseg", jieba)):
            speed = characters / found["seconds"]
            print(
                f"{name:14}{found['seconds']:8.2f} s{found['cpu']:8.2f} s of the core"
                f"{speed:12,.0f} characters/s"
            )
        ratios = (build[key] / jieba[key] for key in ("seconds", "cpu"))
        print(f"{'ratio':14}" + "".join(f"{ratio:8.2f}  " for ratio in ratios))
        stages = _run("stages", whole)
        print("\nwhere the time goes (timers on)")
        for stage, seconds in sorted(stages.items(), key=lambda item: -item[1]):
            print(f"  {stage:12}{seconds:8.2f} s {seconds / sum(stages.values()):7.0%}")
        print("\npeak memory before the database is loaded and after, and what is left on disk")
        for n, path in texts.items():
            found = build if n == given.n else _run("build", path)
            figures = (found[key] for key in ("before", "memory", "disk"))
            print(f"  {n:8,} documents" + "".join(f"{figure:8.0f} MB" for figure in figures))


def _write(path: Path, corpus: str | None, count: int) -> int:
    """The first ``count`` documents as JSONL; returns their characters."""
    found = (d for d in documents([corpus or REPORTS]) if isinstance(d, Document))
    items = found if corpus else cycle(list(found))
    characters = 0
    with path.open("w", encoding="utf-8") as file:
        for number, document in enumerate(islice(items, count)):
            characters += len(document.text)
            identifier = document.id if corpus else f"{number:06}/{document.id}"
            record = {"id": identifier, "text": document.text, "issued": document.issued}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return characters


def _run(what: str, path: Path) -> dict[str, float]:
    """One measurement in a process of its own that has one core and starts no threads."""
    core = str(max(os.sched_getaffinity(0)))
    one = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    command = ["taskset", "-c", core, sys.executable, __file__, str(path), "--only", what]
    run = subprocess.run(command, env={**os.environ, **one}, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(run.stdout.splitlines()[-1]))


def measure_build(path: Path) -> dict[str, float]:
    """Seconds of a build from the text to graph.nq and the store, word lists and model included."""
    import graph
    from graph.store import database

    before, load = [0.0], database.load

    def loaded(*arguments: Any) -> Any:
        before.append(_peak())
        return load(*arguments)

    database.load = loaded
    with tempfile.TemporaryDirectory() as out:
        spent = _spent()
        graph.build(path, out, workers=1)
        seconds, cpu = _spent(spent)
        disk = sum(file.stat().st_size for file in Path(out).rglob("*") if file.is_file()) / 1e6
    return {"seconds": seconds, "cpu": cpu, "before": before[-1], "memory": _peak(), "disk": disk}


def measure_jieba(path: Path) -> dict[str, float]:
    """Seconds of tagging the same texts, the dictionary included, from its cache on disk."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    texts = [document.text for document in documents([path]) if isinstance(document, Document)]
    spent = _spent()
    for text in texts:
        jieba.posseg.lcut(text)
    seconds, cpu = _spent(spent)
    return {"seconds": seconds, "cpu": cpu}


def _spent(since: tuple[float, float] = (0, 0)) -> tuple[float, float]:
    """Seconds by the clock and of the processor, threads included; the latter bear company."""
    return time.perf_counter() - since[0], time.process_time() - since[1]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


class _Timer:
    """Exclusive times of nested stages."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._open: list[str] = ["other"]
        self._since = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What is done inside counts for the stage."""
        self._tick()
        self._open.append(name)
        try:
            yield
        finally:
            self._tick()
            self._open.pop()

    def wrap(self, function: Callable[..., Any], name: str, listed: bool = False) -> Any:
        """The function, timed; ``listed`` runs a generator to its end."""

        def timed(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                result = function(*arguments, **named)
                return iter(list(result)) if listed else result

        return timed


def measure_stages(path: Path) -> dict[str, float]:
    """Seconds by stage: a build whose functions are timed where they are called."""
    import graph
    from graph.build import changeset
    from graph.build import workers as pool
    from graph.build.ledger import Ledger
    from graph.extract import analysis
    from graph.extract import pipeline as extract
    from graph.lexicon.lexicon import Lexicon
    from graph.store import database, store
    from graph.text import head as text

    timer = _Timer()
    mentions, relations = extract.registered()
    rules = [timer.wrap(rule, "rules", listed=True) for rule in mentions]
    stated = [timer.wrap(rule, "relations", listed=True) for rule in relations]
    for owner, name, stage, listed in (
        (text, "prepare", "read", False),
        (analysis.Analysis, "__init__", "read", False),
        (analysis, "tag", "tag", False),
        (Lexicon, "scan", "lexicon", True),
        (extract, "settle", "settle", False),
        (extract, "place_context", "resolve", False),
        (extract, "resolve", "resolve", False),
        (extract, "bind", "identity", False),
        (extract, "tell_apart", "identity", False),
        (extract, "claims", "identity", False),
        (extract, "findings", "relations", False),
        (extract, "quads", "describe", False),
        (pool, "pack", "write", False),
        (Ledger, "stage", "write", False),
        (changeset.ChangeSet, "_commit", "write", False),
        (store.Store, "replace", "sort/write", False),
        (database, "load", "load", False),
    ):
        setattr(owner, name, timer.wrap(getattr(owner, name), stage, listed))
    extract.registered = lambda: (rules, stated)
    with tempfile.TemporaryDirectory() as out:
        graph.build(path, out, workers=1)
    with timer.stage("end"):
        return dict(timer.seconds)


if __name__ == "__main__":
    main()
