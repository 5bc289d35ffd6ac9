"""Queries that would end the process, run for ever or take all memory end in one line."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest
import sample
from nested import NESTED

import graph
from graph.cli import main
from graph.model import QueryError
from graph.query import Limits, Rows, run
from graph.query.asking import ask
from graph.store import Store

pytestmark = [
    pytest.mark.slow,  # a process for each
    pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX"),
]

CROSS = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(6))
ALL = "SELECT (COUNT(*) AS ?n) { ?p a tg:Person }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.write(tmp_path_factory.mktemp("kg"), sample.lines())


def refusal(store: Store, text: str, seconds: float = 2, **most: int) -> str:
    begun = time.monotonic()
    with pytest.raises(QueryError) as caught:
        ask(store, text, Limits(seconds, **most))
    assert time.monotonic() - begun < seconds + 60  # killed, on a busy machine, too
    assert "\n" not in str(caught.value)
    (row,) = run(store, ALL)  # type: ignore[misc]
    assert row.n == 3  # the store is as good as before
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    NESTED.values(),
    ids=NESTED,
)
def test_nesting(store: Store, text: str) -> None:
    assert "nested too deeply" in refusal(store, text, 30)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
        f"ASK {{ {CROSS} FILTER (STR(?a0) = STR(?c5)) }}",
        f"SELECT (COUNT(DISTINCT ?a0) AS ?n) {{ {CROSS} FILTER (?c0 != ?c5) }}",
        "SELECT * { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(400)) + " }",
    ],
    ids=["cross", "filter", "group", "planner"],
)
def test_endless(store: Store, text: str) -> None:
    assert "no answer after 2 seconds; ask for less" in refusal(store, text)


@pytest.mark.slow
def test_memory(store: Store) -> None:
    for text in (f"SELECT * {{ {CROSS} }} ORDER BY ?a5", f"SELECT DISTINCT * {{ {CROSS} }}"):
        assert "of memory; ask for less" in refusal(store, text, 60, memory=256 << 20)


@pytest.mark.slow
def test_memory_as_a_user_gives_it(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """By the verb and in Python: one line in both languages that says what to try."""
    text = f"SELECT * {{ {CROSS} }} ORDER BY ?a5"
    assert main(["query", str(store.path), text, "--memory", "128"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "内存超过 128 MiB / the query takes more than 128 MiB" in err and "--memory MIB" in err
    with pytest.raises(QueryError, match="128 MiB of memory"):
        graph.open(store.path).query(text, memory=128 << 20)
    assert main(["query", str(store.path), ALL, "--memory", "128"]) == 0
    assert main(["query", "--endpoint", "http://127.0.0.1:9/", ALL, "--memory", "128"]) == 2
    assert "--memory is for a folder" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", "no answer after 3 seconds; ask for less"),
        ("ASK " + "{" * 100_000 + "}" * 100_000, "nested too deeply"),
        ("SELECT { ?s ?p ?o", "malformed at line 1, column 16"),
    ],
    ids=["cross", "groups", "malformed"],
)
def test_without_a_fork(
    store: Store, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    """As on Windows: a new interpreter answers."""
    monkeypatch.delattr(os, "fork")
    # a new interpreter may take seconds to start on a busy machine
    assert message in refusal(store, text, 3 if "after 3 seconds" in message else 60)
    ours, direct = (run(store, "who-holds-what", timeout=seconds) for seconds in (60, None))
    assert isinstance(ours, Rows) and isinstance(direct, Rows)
    assert ours.terms == direct.terms


def test_a_large_answer(store: Store) -> None:
    assert "add LIMIT" in refusal(store, "SELECT * { ?s ?p ?o }", answer=1000)
    assert "add LIMIT" in refusal(store, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", answer=1000)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK FROM <file:///etc/passwd> { ?s ?p ?o }", "reads no file"),
        ("ASK from named<FILE:/etc/passwd> { GRAPH ?g { ?s ?p ?o } }", "reads no file"),
        ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "without a network"),
        ("ASK { ?s ?p ?o }" + " " * 1_000_000, "longer than 1,000,000 characters"),
        ("LOAD <file:///etc/passwd>", "only read here"),
    ],
)
def test_files_and_networks(store: Store, text: str, message: str) -> None:
    assert message in refusal(store, text)


def test_from_in_words_is_no_file(store: Store) -> None:
    text = "SELECT ('from <file:x>' AS ?a) { } # FROM <file:x>"
    assert [row.a for row in run(store, text)] == ["from <file:x>"]  # type: ignore[union-attr]


ODD = r"""SELECT * { VALUES (?a ?b) { ("\u0000\u0008\u001F\\\"" "x"@zh) (<x:\u4E2D> 1.50)
  (UNDEF true) ("\uFFFE" "2021-07-05"^^<http://www.w3.org/2001/XMLSchema#date>)
  ("" "007"^^<x:n>) } }"""


@pytest.mark.parametrize(
    "text",
    [
        ODD,
        "SELECT * {}",
        "SELECT ?x {}",
        "SELECT * { FILTER (false) }",
        "SELECT * { ?s ?p ?o } ORDER BY DESC(STR(?o)) ?s ?p",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "ASK { ?s ?p ?o }",
        "ASK { FILTER (false) }",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
        'CONSTRUCT { <x:> <x:> "\\u0000\\n\\"" , [] } {}',
        "DESCRIBE <https://w3id.org/tifagraph/id/person/陆知远>",
    ],
)
def test_the_same_answer_as_without_bounds(store: Store, text: str) -> None:
    ours, direct = run(store, text), run(store, text, timeout=None)
    assert type(ours) is type(direct)
    if isinstance(ours, Rows) and isinstance(direct, Rows):
        assert (ours.columns, ours.terms) == (direct.columns, direct.terms)
    elif "[]" not in text:  # a blank node is a new one each time
        assert ours == direct


def test_of_a_file_in_memory(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<x:a> <x:b> '甲'@zh .", "utf-8")
    (row,) = run(Store.open(tmp_path / "a.ttl"), "SELECT ?o { ?s ?p ?o }")  # type: ignore[misc]
    assert row.o == "甲"


@pytest.mark.slow
def test_in_threads(store: Store) -> None:
    def ask(number: int) -> object:
        (row,) = run(store, f"SELECT (COUNT(*) + {number} AS ?n) {{ ?p a tg:Person }}", timeout=30)  # type: ignore[misc]
        held = run(store, "who-holds-what", person="陆知远", timeout=30)
        return row.n, len(held)  # type: ignore[arg-type]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(40))) == [(3 + number, 1) for number in range(40)]


def test_an_interrupt_ends_it(store: Store) -> None:
    """Ctrl-C, which Oxigraph itself would not hear."""
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            run(store, f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", timeout=30)
    finally:
        signal.signal(signal.SIGINT, heard)


def test_no_process_to_be_had(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = import_module("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        with pytest.raises(QueryError, match="no process for the query: Too many open files"):
            run(store, ALL)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_on_the_command_line(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"
    assert main(["query", str(store.path), text, "--timeout", "0.5"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("错误 / error: 0.5 秒内没有答案 / no answer after 0.5 seconds")
    assert err.count("\n") == 1
