"""What one more document costs: ``bench_increments.py KG TEXTS.jsonl MORE.jsonl``.

``KG`` is the graph of the texts; single documents of ``MORE`` are added, added again (nothing
changes), corrected and removed. Prints JSON: the medians in seconds, the slowest addition (the
database tidies up now and then), and the seconds that it takes to prove the whole graph.
"""

from __future__ import annotations

import json
import statistics
import sys
from dataclasses import replace
from functools import partial

from measuring import corpus, seconds

import graph


def main(folder: str, path: str, more: str) -> None:
    """Changes the graph and leaves it as it was."""
    kg = graph.open(folder)
    times: dict[str, list[float]] = {name: [] for name in ("add", "nothing", "replace", "remove")}
    first, *others = corpus(more)
    kg.add([first])  # loads word lists and weights
    kg.remove(first.id)
    for document in others:
        corrected = replace(document, text=document.text + "\n特此更正。")
        times["add"].append(seconds(partial(kg.add, [document])))
        times["nothing"].append(seconds(partial(kg.add, [document])))
        times["replace"].append(seconds(partial(kg.add, [corrected])))
        times["remove"].append(seconds(partial(kg.remove, document.id)))
    found = {name: statistics.median(each) for name, each in times.items()}
    proof = seconds(partial(kg.verify, path))
    print(json.dumps({**found, "worst": max(times["add"]), "verify": proof}))


if __name__ == "__main__":
    main(*sys.argv[1:])
