"""What brings other endpoints down ends in one line; other clients are served meanwhile."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest
import sample
import serving
from anyio.from_thread import start_blocking_portal
from nested import NESTED

from graph.page import Scope
from graph.query import OverLimit
from graph.serve.picture import _made
from graph.store import Store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX"),
]

SECONDS = 5
CROSS = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(6))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"
PLANNER = "SELECT * { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(400)) + " }"
DOUBLED = " ".join(f"BIND (CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
DOUBLING = f"ASK {{ BIND ('0123456789abcdef' AS ?v0) {DOUBLED} FILTER (STRLEN(?v40) = 1) }}"
NUMBERS = " ".join(map(str, range(99)))
MANY = " ".join(f"VALUES ?v{n} {{ {NUMBERS} }}" for n in range(4))
PATHS = """SELECT (COUNT(*) AS ?n) {
  ?a (!<x:a>)*/(!<x:b>)*/(!<x:c>)* ?b . ?c (!<x:a>)*/(!<x:b>)* ?d . ?e (!<x:a>)* ?f }"""
X = "x" * 450_000
LARGE = f"SELECT * {{ BIND ('{X}' AS ?x) {' '.join(f'BIND (?x AS ?x{n})' for n in range(15))} }}"


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Store.write(tmp_path_factory.mktemp("kg"), sample.lines()).path


@pytest.fixture(scope="module")
def client(kg: Path) -> Iterator[httpx.Client]:
    limits = ("--timeout", str(SECONDS), "--memory", "512", "--max-results", "8")
    with serving.served(kg, *limits) as client:
        yield client


@contextmanager
def served_meanwhile(client: httpx.Client) -> Iterator[None]:
    """Another client, which is answered all the while."""
    over = threading.Event()

    def ask() -> None:
        answered = 0
        with httpx.Client(base_url=client.base_url, timeout=60, trust_env=False) as other:
            while not over.is_set() or answered < 3:
                found = other.get("/sparql", params={"query": "ASK { ?p a tg:Person }"})
                assert found.status_code == 200 and found.json()["boolean"] is True
                answered += 1
                time.sleep(0.02)

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(ask)
        try:
            yield
        finally:
            over.set()
        other.result()


def refusal(client: httpx.Client, query: str, status: int) -> str:
    with served_meanwhile(client):
        found = client.post("/sparql", data={"query": query})
    assert found.status_code == status and found.text.count("\n") == 1, found.text
    return found.text


@pytest.mark.parametrize(
    "query",
    NESTED.values(),
    ids=NESTED,
)
def test_nesting(client: httpx.Client, query: str) -> None:
    assert "nested too deeply" in refusal(client, query, 400)


@pytest.mark.parametrize(
    "query",
    [
        ENDLESS,
        f"ASK {{ {CROSS} FILTER (STR(?a0) = STR(?c5)) }}",
        f"SELECT (COUNT(DISTINCT ?a0) AS ?n) {{ {CROSS} FILTER (?c0 != ?c5) }}",
        PATHS,
    ],
    ids=["cross", "filter", "group", "paths"],
)
def test_endless(client: httpx.Client, query: str) -> None:
    assert f"no answer after {SECONDS} seconds" in refusal(client, query, 504)


def test_a_join_that_no_planner_ends(client: httpx.Client) -> None:
    """It ends by time or by memory, whichever it fills first."""
    with served_meanwhile(client):
        found = client.post("/sparql", data={"query": PLANNER})
    assert found.status_code in (500, 504) and found.text.count("\n") == 1


def test_memory(kg: Path) -> None:
    queries = (f"SELECT * {{ {CROSS} }} ORDER BY ?a5", f"SELECT DISTINCT * {{ {CROSS} }}", DOUBLING)
    limits = ("--timeout", "60", "--memory", "128", "--max-results", "1024")
    with serving.served(kg, *limits) as client:
        for query in queries:
            with served_meanwhile(client):
                found = client.post("/sparql", data={"query": query})
            assert found.status_code == 500 and "of memory; ask for less" in found.text


def test_a_page_that_takes_too_much(kg: Path) -> None:
    """The child that makes it may take so much; a page within that is made after it."""
    made = partial(_made, kg, Scope(), "zh", "")
    with start_blocking_portal() as loop:
        with pytest.raises(OverLimit, match="of memory; ask for less") as caught:
            loop.call(made, 1 << 20)
        assert caught.value.what == "memory"
        assert loop.call(made, 2 << 30).startswith("<!doctype html>")


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {CROSS} }}",
        f"CONSTRUCT {{ ?s <x:p> ?v0, ?v1 }} {{ BIND (<x:s> AS ?s) {MANY} }}",
        LARGE.replace("?x14)", "?x14) BIND (CONCAT(?x, ?x, ?x, ?x) AS ?y)"),
    ],
    ids=["rows", "triples", "text"],
)
def test_huge_answers(client: httpx.Client, query: str) -> None:
    with served_meanwhile(client):
        found = client.post("/sparql", data={"query": query})
    # Many equal triples are few in the answer: those are a matter of time
    assert found.status_code in (500, 504) and "ask for less" in found.text


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <%s> { ?s ?p ?o } }",
        "ASK { service silent <%s> { ?s ?p ?o } }",
        "ASK { BIND (<%s> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "ASK { {} # \nSERVICE\n<%s> {} }",
        "ASK { FILTER ('#' = '#') SERVICE <%s> {} }",
        "PREFIX x: <%s> ASK { SERVICE x: {} }",
        r"ASK { \u0053ERVICE <%s> {} }",
        r"ASK { SERVI\u0043E <%s> {} }",
        "ASK { <a:b> <c:d> '''\\''' . } # ''' \n SERVICE <%s> {} }",
        "SELECT * FROM <%s> { ?s ?p ?o }",
        "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <%s>",
    ],
)
def test_no_network(client: httpx.Client, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.3)
        port = listening.getsockname()[1]
        found = client.post("/sparql", data={"query": query % f"http://127.0.0.1:{port}/x"})
        assert found.status_code in (200, 400)
        if found.status_code == 200:
            assert not found.json()["results"]["bindings"]
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_no_file(client: httpx.Client, name: str) -> None:
    query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    found = client.get("/sparql", params={"query": query, name: "file:///etc/passwd"})
    assert found.status_code == 200 and not found.json()["results"]["bindings"]
    assert "reads no file" in refusal(client, "ASK FROM <file:///etc/passwd> { ?s ?p ?o }", 400)


def test_as_many_endless_ones_as_there_is_room(client: httpx.Client) -> None:
    with served_meanwhile(client), ThreadPoolExecutor(7) as pool:
        asked = [pool.submit(client.post, "/sparql", data={"query": ENDLESS}) for _ in range(7)]
        assert {one.result().status_code for one in asked} == {504}


def test_more_endless_ones_wait_or_are_sent_away(client: httpx.Client) -> None:
    """And when they are over all is well."""
    with ThreadPoolExecutor(80) as pool:
        asked = [
            pool.submit(httpx.post, f"{client.base_url}sparql", data={"query": ENDLESS}, timeout=60)
            for _ in range(80)
        ]
        answers = [one.result() for one in asked]
    assert {one.status_code for one in answers} <= {503, 504}, {one.text for one in answers}
    busy = next(one for one in answers if one.status_code == 503)
    assert "try again" in busy.text and busy.headers["retry-after"]
    with served_meanwhile(client):
        pass


def test_a_flood_of_endless_ones(kg: Path) -> None:
    """Those that run long make room for others."""

    def flood(address: str) -> int:
        try:
            return httpx.post(address, data={"query": ENDLESS}, timeout=12).status_code
        except httpx.ReadTimeout:
            return 0  # it left

    with (
        serving.served(kg, "--timeout", "60") as client,
        served_meanwhile(client),
        ThreadPoolExecutor(40) as pool,
    ):
        answers = list(pool.map(flood, [f"{client.base_url}sparql"] * 40))
    assert set(answers) <= {0, 503}


def test_who_leaves_ends_the_query(client: httpx.Client) -> None:
    for _ in range(20):  # more than there are processes
        with pytest.raises(httpx.ReadTimeout):
            client.post("/sparql", data={"query": ENDLESS}, timeout=0.2)
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_giant_bodies(client: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * (1 << 20)

    kind = {"Content-Type": "application/sparql-query"}
    with served_meanwhile(client):
        try:
            found = client.post("/sparql", content=endless(), headers=kind)
            assert found.status_code == 413
        except httpx.WriteError:
            pass  # the server has closed the connection already
        with _connected(client) as one:
            one.sendall(f"{HEAD}Content-Length: {1 << 40}\r\n\r\n".encode())
            assert b" 413 " in one.recv(1 << 16)
        form = b"query=" + b"%E4%B8%AD" * 1_100_000
        found = client.post(
            "/sparql", content=form, headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
        assert found.status_code == 413
        with _connected(client) as one:
            one.sendall(b"GET /sparql?query=" + b"+" * 100_000)
            assert b" 400 " in one.recv(1 << 16)


HEAD = """POST /sparql HTTP/1.1\r
Host: localhost\r
Content-Type: application/sparql-query\r
"""


def _connected(client: httpx.Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=40)


def test_clients_that_do_not_ask(client: httpx.Client) -> None:
    silent = [_connected(client) for _ in range(100)]
    for number, one in enumerate(silent):
        one.sendall(b"GET /sparql HTTP/1.1\r\nHost: localhost\r\n" if number % 2 else b"")
    with served_meanwhile(client):
        for one in silent:
            assert _rest(one) == b""
            one.close()


def test_clients_that_do_not_end_what_they_ask(client: httpx.Client) -> None:
    with served_meanwhile(client), _connected(client) as slow:
        slow.sendall(f"{HEAD}Content-Length: 99\r\n\r\nASK".encode())
        assert b" 408 " in _rest(slow)


def test_clients_that_do_not_read(client: httpx.Client) -> None:
    request = f"{HEAD}Content-Length: {len(LARGE)}\r\n\r\n{LARGE}".encode()
    slow = []
    for _ in range(20):
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.connect((client.base_url.host, client.base_url.port))
        one.sendall(request)
        slow.append(one)
    for one in slow:
        assert one.recv(8) == b"HTTP/1.1"
    with served_meanwhile(client):
        time.sleep(24)
    for one in slow:
        one.settimeout(10)
        assert len(_rest(one)) < 16 * len(X)
        one.close()


def _rest(one: socket.socket) -> bytes:
    """What a server sends until it closes the connection."""
    found = bytearray()
    try:
        while piece := one.recv(1 << 16):
            found += piece
    except ConnectionResetError:
        pass
    return bytes(found)


def test_nonsense(client: httpx.Client) -> None:
    for request in (b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"GET /sparql HTTP/1.1\r\n\r\n"):
        with served_meanwhile(client), _connected(client) as odd:
            odd.sendall(request + b"\r\n\r\n")
            assert b" 400 " in _rest(odd)
    for accept in ("q=nan", "*/*;q=nan", ";;;", "a/b;q=inf," * 2000, "text/csv;q=9e999"):
        found = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
        assert found.status_code in (200, 406)


def test_no_process_outlives_the_server(tmp_path: Path) -> None:
    kg = Store.write(tmp_path / "kg", sample.lines()).path
    server = subprocess.Popen(
        [*serving.COMMAND, str(kg), "--port", "0", "--timeout", "4"],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert server.stderr
    address = re.search(r"http://\S+/", server.stderr.readline())
    assert address
    with ThreadPoolExecutor(3) as pool:
        for _ in range(3):
            pool.submit(httpx.post, f"{address[0]}sparql", data={"query": ENDLESS}, timeout=9)
        _until(lambda: len(_members(server.pid)) > 4)  # and the server of forks
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    server.stderr.close()
    _until(lambda: not _members(server.pid))


def _until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _members(session: int) -> list[int]:
    """The processes of a session that run."""
    found = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True
    )
    lines = [line.split() for line in found.stdout.splitlines()]
    return [int(number) for number, state in lines if not state.startswith("Z")]
