"""Requests a second and waiting times of ``tifagraph serve``, beside Oxigraph's own server.

``python tests/benchmarks/bench_serve.py`` builds a graph of some million quads from the sample
documents, repeated, serves its database by both in the same run, and asks each an ASK and a join by
clients that keep their connection. Then what a query costs in a worker and in a process of its own.
Oxigraph's server is in the wheel ``oxigraph`` of the extra ``[bench]``; without it we are alone.
"""

from __future__ import annotations

import argparse
import http.client
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode

from graph.model import Document
from graph.query import Limits, Worker, run
from graph.rdf import PREFIXES
from graph.read import documents
from graph.store import Store

REPORTS = Path(__file__).parents[2] / "data" / "documents"
_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("tg", "org", "rdfs", "nif"))
QUERIES = {
    "ASK": _HEAD + "ASK { ?p a tg:Person ; org:holds ?post }",
    "join": _HEAD
    + """SELECT ?person ?post ?text {
      GRAPH ?sentence { ?p org:holds ?o }
      ?p rdfs:label ?person . ?o rdfs:label ?post . ?sentence nif:anchorOf ?text
    } LIMIT 100""",
}
_RUN = "from graph.cli import run; run()"


def main() -> None:
    """Build, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kg", nargs="?", help="a graph; by default one is built")
    parser.add_argument("-n", type=int, default=1440, help="documents of the graph that is built")
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(given.kg or _built(Path(folder), given.n))
        print(f"{len(store):,} quads\n")
        print(f"{'server':12}{'query':6}{'clients':>8}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}")
        for name, serving in (("tifagraph", _ours), ("oxigraph", _oxigraph)):
            with serving(store) as port:
                for query in QUERIES if port else ():
                    for clients in (1, 8):
                        _row(name, query, clients, _waits(port, query, clients, given.seconds))
        print("\na query in a worker, and in a process of its own")
        worker = Worker(store.path, Limits())
        for query, text in QUERIES.items():
            ways: dict[str, Callable[[], object]] = {
                "worker": lambda text=text: worker.do(run, text, timeout=None),  # type: ignore[misc]
                "its own": lambda text=text: run(store, text),  # type: ignore[misc]
            }
            for way, ask in ways.items():
                _row(way, query, 1, _timed(ask, given.seconds))
        worker.kill()


def _built(folder: Path, count: int) -> Path:
    """A graph of the sample documents, each many times under another identifier."""
    found = [item for item in documents([REPORTS]) if isinstance(item, Document)]
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as file:
        for number, item in enumerate(islice(cycle(found), count)):
            record = {"id": f"{number:06}/{item.id}", "text": item.text, "issued": item.issued}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    command = [sys.executable, "-c", _RUN, "build", file.name, "-o", str(folder / "kg")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "kg"


@contextmanager
def _ours(store: Store) -> Iterator[int]:
    port = _free_port()
    options = ["serve", str(store.path), "--port", str(port)]
    with _running([sys.executable, "-c", _RUN, *options], port):
        yield port


@contextmanager
def _oxigraph(store: Store) -> Iterator[int]:
    beside = str(Path(sys.executable).parent)
    command = shutil.which("oxigraph", path=beside) or shutil.which("oxigraph")
    if command is None:
        print("oxigraph     is not installed")
        yield 0
        return
    port = _free_port()
    database = str(store.path / "store" / store.version)
    options = ["serve-read-only", "--location", database, "--bind", f"127.0.0.1:{port}"]
    with _running([command, *options], port):
        yield port


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """A server, from when it answers."""
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            time.sleep(0.1)
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                continue
        yield
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _waits(port: int, query: str, clients: int, seconds: float) -> list[float]:
    """The waits, in seconds, of all requests of several clients at once."""
    with get_context("spawn").Pool(clients) as pool:
        found = pool.starmap(_client, [(port, query, seconds)] * clients)
    return [wait for waits in found for wait in waits]


def _client(port: int, query: str, seconds: float) -> list[float]:
    """One client: the waits for its answers, one after the other on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Accept": "application/sparql-results+json"}
    address = ""
    for address in ("/sparql?", "/query?"):
        address += urlencode({"query": QUERIES[query]})
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            break

    def ask() -> None:
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        assert answer.read() and answer.status == 200, answer.status

    return _timed(ask, seconds)


def _timed(ask: Callable[[], object], seconds: float) -> list[float]:
    ask()
    waits = []
    end = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end:
        ask()
        waits.append(time.perf_counter() - begun)
    return waits


def _row(name: str, query: str, clients: int, waits: list[float]) -> None:
    waits = sorted(waits)
    p50, p99 = (waits[int(len(waits) * share)] * 1000 for share in (0.5, 0.99))
    a_second = clients * len(waits) / sum(waits)
    print(f"{name:12}{query:6}{clients:8}{a_second:12,.0f}{p50:9.1f}{p99:9.1f}")


if __name__ == "__main__":
    main()
