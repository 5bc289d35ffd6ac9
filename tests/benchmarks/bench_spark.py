"""Speed, shuffles and skew of a build by Spark on this machine's cores.

``python tests/benchmarks/bench_spark.py items.jsonl.gz -n 1000`` builds the first documents and
tells for each phase the seconds by the clock, those of processors (Java and Python workers) and
the bytes shuffled; the last line is what a million documents would take at these rates.
``--skew 1000000`` decides over a person named in so many documents, of ``--shapes`` wordings,
who has to be renamed in all of them; no text is read.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graph import spark
from graph.claims import Held, PersonClaim
from graph.model import Document, Key
from graph.read import documents
from graph.spark import runs
from graph.spark.identity import decisions, finals, in_groups
from graph.spark.session import session

MILLION = 1_000_000
TICKS = os.sysconf("SC_CLK_TCK")


class Mark(NamedTuple):
    """A moment: what has been spent until then."""

    phase: str
    clock: float
    processors: float
    shuffled: int


class Meter:
    """Marks the ends of phases: when a function of the next one is first called."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.marks: list[Mark] = []

    def mark(self, phase: str) -> None:
        if phase not in {mark.phase for mark in self.marks}:
            self.marks.append(Mark(phase, time.perf_counter(), _processors(), self._shuffled()))

    def before(self, owner: Any, name: str, phase: str) -> None:
        """Mark the end of a phase whenever the function is called."""
        function: Callable[..., Any] = getattr(owner, name)

        def marked(*arguments: Any, **named: Any) -> Any:
            self.mark(phase)
            return function(*arguments, **named)

        setattr(owner, name, marked)

    def _shuffled(self) -> int:
        """Bytes that stages have shuffled, from Spark's log of events."""
        return sum(_written(path) for path in self.log.rglob("*") if path.is_file())

    def table(self, documents: int) -> Iterator[str]:
        for before, mark in zip(self.marks, self.marks[1:], strict=False):
            clock, processors = mark.clock - before.clock, mark.processors - before.processors
            shuffled = (mark.shuffled - before.shuffled) / 1e6
            yield (
                f"{mark.phase:10}{clock:9.1f} s{processors:9.1f} s of processors"
                f"{shuffled:9.1f} MB shuffled{1000 * processors / documents:9.2f} ms a document"
            )


def _written(path: Path) -> int:
    name, total = "internal.metrics.shuffle.write.bytesWritten", 0
    for line in path.read_text("utf-8").splitlines():
        if '"SparkListenerStageCompleted"' in line:
            told = json.loads(line)["Stage Info"]["Accumulables"]
            total += sum(int(each["Value"]) for each in told if each["Name"] == name)
    return total


def _processors() -> float:
    """Seconds of processors that this process and all that it has started have spent."""
    spent, parents = {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.name)] = int(fields[1])
        spent[int(entry.name)] = sum(map(int, fields[11:15]))
    return sum(ticks for pid, ticks in spent.items() if _is_ours(pid, parents)) / TICKS


def _is_ours(pid: int, parents: dict[int, int]) -> bool:
    while pid not in (os.getpid(), 0):
        pid = parents.get(pid, 0)
    return pid != 0


@contextmanager
def logged(log: Path, cores: int) -> Iterator[SparkSession]:
    """A session that logs its events; the engine takes it."""
    told = {"enabled": "true", "dir": log.as_uri(), "compress": "false"}
    options = " ".join(f"--conf spark.eventLog.{name}={value}" for name, value in told.items())
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"--driver-memory 4g {options} pyspark-shell"
    with session(f"local[{cores},4]") as found:
        yield found


def build(corpus: str, number: int, cores: int, kept: Path | None) -> None:
    """Build the first documents of a corpus and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        text, log = Path(folder, "items.jsonl"), Path(folder, "log")
        out = kept or Path(folder, "out")
        log.mkdir()
        characters = _write(text, corpus, number)
        with logged(log, cores):
            meter = Meter(log)
            meter.before(runs, "documents", "start")
            meter.before(runs, "findings", "extract")
            meter.before(runs, "write_quads", "decide")
            meter.before(runs, "write_terms", "sort")
            meter.before(runs, "parts", "Parquet")
            done = spark.build([str(text)], str(out))
            meter.mark("digests")
        print(
            f"{number:,} documents, {characters:,} characters, {done.quads:,} quads, {cores} cores"
        )
        for line in meter.table(number):
            print(line)
        for kind in ("findings", "quads", "terms"):
            size = sum(p.stat().st_size for p in out.glob(f"{kind}-*/*") if p.is_file())
            print(f"{kind:10}{size / 1e6:9.1f} MB{size / number / 1000:9.2f} kB a document")
        spent = (meter.marks[-1].processors - meter.marks[0].processors) / number
        print(f"a million documents: {spent * MILLION / 3600:.0f} hours of one core")


def _write(path: Path, corpus: str, number: int) -> int:
    found = (item for item in documents([corpus]) if isinstance(item, Document))
    characters = 0
    with path.open("w", encoding="utf-8") as file:
        for item in islice(found, number):
            characters += len(item.text)
            told = {"id": item.id, "text": item.text, "issued": item.issued}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
    return characters


def skew(number: int, shapes: int, cores: int) -> None:
    """Decide over a name in every document, held by two persons, so that all are renamed."""
    with tempfile.TemporaryDirectory() as folder, logged(Path(folder), cores) as running:
        meter = Meter(Path(folder))
        claims = in_groups(running, _claims(running, number, shapes), ())
        claims.select("name").distinct().count()  # workers started, models loaded
        meter.mark("start")
        decided = decisions(claims, (), "https://example.org/id/").persist()
        decided.count()
        meter.mark("decide")
        renamed = finals(claims, decided, "https://example.org/id/").filter("what = 'names'")
        print(f"{number:,} documents, {shapes:,} wordings, {renamed.count():,} renamed")
        meter.mark("rename")
        for line in meter.table(number):
            print(line)


def _claims(running: SparkSession, number: int, shapes: int) -> DataFrame:
    """One name in every document: in a tenth of them as a county's head, else as a minister."""
    held = (
        [Held("青芦县县长", "青芦县人民政府", "青芦县", leading=True)],
        [Held("部长", "某部", "中央")],
    )
    county, centre = (
        json.dumps(
            [PersonClaim("D", Key("李明"), "DAY", held=tuple(h), peers=("P",))], ensure_ascii=False
        )
        for h in held
    )
    n = F.col("id")
    day = F.date_format(
        F.date_add(F.lit("2000-01-01").cast("date"), (n % 9000).cast("int")), "yyyy-MM-dd"
    )
    document, wording = F.concat(F.lit("d"), n.cast("string")), (n % shapes).cast("string")
    said = F.when(n % shapes % 10 == 0, county).otherwise(centre)
    for mark, value in (('"D"', document), ('"DAY"', day), ('"P"', wording)):
        quoted = F.concat(F.lit('"'), value, F.lit('"'))
        said = F.replace(said, F.lit(mark), quoted)
    return running.range(number, numPartitions=64).select(
        document.alias("iri"),
        F.lit("person").alias("kind"),
        F.lit("李明").alias("name"),
        said.alias("claims"),
        F.sha2(wording, 256).alias("shape"),
        F.concat_ws(" ", day, document).alias("moment"),
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", help=".jsonl or .jsonl.gz, or a folder")
    parser.add_argument("-n", type=int, default=1000, help="the first so many documents")
    parser.add_argument("--cores", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, help="keep the graph in this folder")
    parser.add_argument("--skew", type=int, help="documents that name one person")
    parser.add_argument("--shapes", type=int, default=1000, help="wordings of what they claim")
    given = parser.parse_args()
    if given.skew:
        skew(given.skew, given.shapes, given.cores)
    else:
        build(given.corpus, given.n, given.cores, given.out)


if __name__ == "__main__":
    main()
