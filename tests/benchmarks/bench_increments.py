"""What one more document costs at 100, 1,000 and 10,000: ``bench_increments.py items.jsonl.gz``.

Each graph is built once; then single documents are added, corrected and removed again, twenty
times: the median in seconds, and the worst addition, which meets the database tidying up. A copy of
``graph.nq`` is what is spared in a large graph. Without a corpus the sample reports are repeated.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from graph.build.build import add, build, remove
from graph.check.shapes import validate
from graph.check.verify import verify
from graph.model import Document
from graph.read import documents
from graph.store.store import Store

REPORTS = Path(__file__).parents[2] / "data" / "documents"
RUNS = 20
COLUMNS = (
    "documents", "quads", "MB", "build", "add", "worst", "replace", "remove", "nothing", "copy",
)  # fmt: skip


def main() -> None:
    """Measure each size and print a line of it; seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", help="folder, .jsonl or .jsonl.gz")
    parser.add_argument("-n", type=int, nargs="+", default=[100, 1000, 10_000], help="sizes")
    parser.add_argument("--checks", action="store_true", help="time verify and validate, too")
    given = parser.parse_args()
    print("".join(f"{column:>11}" for column in COLUMNS))
    for size in given.n:
        found = list(islice(_documents(given.corpus), size + RUNS))
        with tempfile.TemporaryDirectory() as folder:
            cells = _measured(Path(folder, "kg"), found[:size], found[size:])
            print("".join(f"{cell:>11}" for cell in cells), flush=True)
            if given.checks:
                _checked(Path(folder, "kg"), found[:size])


def _documents(corpus: str | None) -> Iterator[Document]:
    if corpus:
        yield from (item for item in documents([corpus]) if isinstance(item, Document))
        return
    reports = [item for item in documents([REPORTS]) if isinstance(item, Document)]
    for number, report in enumerate(cycle(reports)):
        yield replace(report, id=f"{number:06}/{report.id}")


def _measured(folder: Path, old: list[Document], new: list[Document]) -> list[str]:
    built = _seconds(lambda: build(old, folder))
    times: dict[str, list[float]] = {name: [] for name in ("add", "replace", "remove", "nothing")}
    for document in new:
        corrected = replace(document, text=document.text + "\n特此更正。")
        times["add"].append(_seconds(lambda d=document: add(folder, [d])))  # type: ignore[misc]
        times["nothing"].append(_seconds(lambda d=document: add(folder, [d])))  # type: ignore[misc]
        times["replace"].append(_seconds(lambda d=corrected: add(folder, [d])))  # type: ignore[misc]
        times["remove"].append(_seconds(lambda d=document: remove(folder, [d.id])))  # type: ignore[misc]
    path = folder / "graph.nq"
    copied = _seconds(lambda: shutil.copyfile(path, folder / "copy"))
    medians = {name: f"{statistics.median(found):.3f}" for name, found in times.items()}
    return [
        f"{len(old):,}",
        f"{len(Store.open(folder)):,}",
        f"{path.stat().st_size / 1e6:,.0f}",
        f"{built:.1f}",
        medians["add"],
        f"{max(times['add']):.3f}",
        *(medians[name] for name in ("replace", "remove", "nothing")),
        f"{copied:.3f}",
    ]


def _checked(folder: Path, docs: list[Document]) -> None:
    store = Store.open(folder)
    proved = _seconds(lambda: verify(folder, docs))
    checked = _seconds(lambda: validate(store, "sparql"))
    print(f"    verify {proved:.1f} s, validate as SPARQL {checked:.1f} s", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
