"""The page and the Turtle of a graph: ``bench_outputs.py KG``. Prints JSON: seconds, MB, memory."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from measuring import peak, seconds

import graph


def main(folder: str) -> None:
    """Makes both."""
    kg, page, turtle = graph.open(folder), Path(folder, "graph.html"), Path(folder, "graph.ttl")
    found = {
        "page": seconds(lambda: kg.view(page)),
        "turtle": seconds(lambda: kg.export(turtle)),
        "size": page.stat().st_size / 1e6,
        "memory": peak(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
