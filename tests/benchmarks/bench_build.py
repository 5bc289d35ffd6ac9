"""A build on all cores, stage by stage: ``bench_build.py TEXTS.jsonl KG``.

Prints JSON: seconds in all and of each stage (`graph.stages`), the peak memory in MB of the process
and of its largest worker, and the MB left on disk.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from measuring import peak, seconds

import graph
from graph.stages import Stage


class Stages:
    """Hears when stages begin; each lasts until the next."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "read", time.perf_counter()

    def hear(self, stage: Stage, done: int, total: int) -> None:
        """The time since the last one goes to the stage that was told then."""
        now = time.perf_counter()
        here = "extract" if self._stage == "read" else self._stage  # both go on at once
        self.seconds[here] = self.seconds.get(here, 0) + now - self._since
        self._stage, self._since = stage, now


def main(path: str, folder: str) -> None:
    """Builds and prints."""
    stages = Stages()
    taken = seconds(lambda: graph.build(path, folder, progress=stages.hear))
    stages.hear("page", 0, 0)
    disk = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6
    found = {"seconds": taken, "memory": peak(), "worker": peak(resource.RUSAGE_CHILDREN)}
    lines = (Path(folder) / "graph.nq").stat().st_size / 1e6
    print(json.dumps({**found, "disk": disk, "lines": lines, "stages": stages.seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
