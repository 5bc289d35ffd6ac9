"""What the benchmarks share: documents to work on, a clock, the memory of a process."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from graph.model import Document
from graph.read import documents

REPORTS = Path(__file__).parents[2] / "data" / "documents"


def corpus(given: str | None) -> Iterator[Document]:
    """The documents of a corpus; without one the sample reports again and again, renamed."""
    if given:
        yield from (item for item in documents([given]) if isinstance(item, Document))
        return
    reports = [item for item in documents([REPORTS]) if isinstance(item, Document)]
    for number in count():
        yield from (replace(report, id=f"{number:06}/{report.id}") for report in reports)


def write(path: Path, docs: Iterator[Document], number: int) -> int:
    """So many documents as JSON Lines; returns their characters."""
    characters = 0
    with path.open("w", encoding="utf-8") as file:
        for document in islice(docs, number):
            characters += len(document.text)
            record = {"id": document.id, "text": document.text, "issued": document.issued}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return characters


def texts(path: Path) -> list[str]:
    """The texts of such a file."""
    return [json.loads(line)["text"] for line in path.open(encoding="utf-8")]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes by the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def peak(who: int = resource.RUSAGE_SELF) -> float:
    """The most memory that this process, or the largest of its children, has had, in MB."""
    return resource.getrusage(who).ru_maxrss / 1000
