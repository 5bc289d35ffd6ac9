"""Loading a graph and the named questions: ``bench_queries.py ours|pyoxigraph|rdflib KG``.

Prints JSON: seconds of loading ``graph.nq``, seconds of each question without its parameters (null
where it took longer than the limit), the memory. Ours answers as a user asks, each question in a
process of its own; the others evaluate the same SPARQL in theirs.
"""

from __future__ import annotations

import json
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import peak, seconds

import graph
from graph.query import named
from graph.rdf import PREFIXES

LIMIT_SECONDS = 10
Ask = Callable[[str, str], object]
"""Answers a question, given its name and its SPARQL, to the last row."""


def ours(folder: Path) -> Ask:
    """A graph without its database, which is built again."""
    shutil.rmtree(folder / "store")
    kg = graph.open(folder)
    return lambda name, sparql: kg.query(name, timeout=LIMIT_SECONDS)


def pyoxigraph(folder: Path) -> Ask:
    """A database of its own on disk, loaded by its own loader."""
    import pyoxigraph as ox

    place = TemporaryDirectory()
    database = ox.Store(place.name)
    database.bulk_load(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS)

    def ask(name: str, sparql: str, kept: object = place) -> object:
        return list(database.query(sparql, prefixes=PREFIXES))  # type: ignore[arg-type]

    return ask


def rdflib(folder: Path) -> Ask:
    """Its own store in memory, read by its own parser."""
    import rdflib as library

    dataset = library.Dataset(default_union=False)
    dataset.parse(folder / "graph.nq", format="nquads")
    return lambda name, sparql: list(dataset.query(sparql, initNs=PREFIXES))


class TooLong(Exception):
    """A question has taken longer than it may."""


@contextmanager
def limited() -> Any:
    """TooLong after so many seconds in Python code; Oxigraph's own code is not interrupted."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT_SECONDS + 1)
    try:
        yield
    finally:
        signal.alarm(0)


def taken(ask: Ask, name: str, sparql: str) -> float | None:
    """Seconds of a question, None where it takes too long."""
    try:
        with limited():
            return seconds(lambda: ask(name, sparql))
    except (TooLong, graph.QueryError):  # ours says so itself
        return None


def main(what: str, folder: str) -> None:
    """Loads, asks, prints."""
    ready: list[Ask] = []
    load = seconds(lambda: ready.append(globals()[what](Path(folder))))
    asked = {
        query.name: taken(ready[0], query.name, query.text)
        for query in named().values()
        if all(parameter.optional for parameter in query.parameters)
    }
    print(json.dumps({"load": load, "queries": asked, "memory": peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
