"""A worker answers what its store would, hands errors over, and is replaced when it is spent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sample

from graph.model import QueryError, StoreError
from graph.query import Limits, OverLimit, Rows, Worker, profile, run
from graph.store import Store

pytestmark = pytest.mark.slow  # servers and processes of their own

PERSON = "<https://w3id.org/tifagraph/id/person/陆知远>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.write(tmp_path_factory.mktemp("kg"), sample.lines())


@pytest.fixture
def worker(store: Store) -> Iterator[Worker]:
    worker = Worker(store.path, Limits(seconds=30, memory=1 << 30, answer=1 << 20))
    yield worker
    worker.kill()


def test_it_does_what_the_store_would(store: Store, worker: Worker) -> None:
    """Named questions, too, whose files it cannot open any more."""
    assert worker.version == store.version
    ours = worker.do(run, "who-holds-what", timeout=None, person="陆知远")
    direct = run(store, "who-holds-what", timeout=None, person="陆知远")
    assert isinstance(ours, Rows) and isinstance(direct, Rows)
    assert (ours.columns, ours.terms) == (direct.columns, direct.terms) and list(ours)
    assert worker.do(profile, PERSON, timeout=None) == profile(store, PERSON)


def test_errors_are_handed_over(worker: Worker) -> None:
    with pytest.raises(QueryError, match="malformed at line 1"):
        worker.do(run, "SELECT {", timeout=None)
    with pytest.raises(QueryError, match="no query is called"):
        worker.do(run, "nothing-like-it", timeout=None)
    with pytest.raises(TypeError, match="pickle"):
        worker.do(Store.query, "ASK {}")  # a result that cannot be handed over
    assert worker.ready and worker.do(run, "ASK {}", timeout=None) is True


def test_a_large_result_ends_it(worker: Worker) -> None:
    with pytest.raises(OverLimit) as caught:
        worker.do(
            run, f"SELECT ('{'x' * 900_000}' AS ?a) (CONCAT(?a, ?a) AS ?b) {{}}", timeout=None
        )
    assert caught.value.what == "answer" and not worker.ready


def test_what_took_much_memory_is_not_used_again(store: Store) -> None:
    worker = Worker(store.path, Limits(memory=128 << 20))
    doubled = " ".join(f"BIND (CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(7))
    large = f"ASK {{ BIND ('{'x' * 400_000}' AS ?v0) {doubled} FILTER (STRLEN(?v7) > 9) }}"
    assert worker.do(run, large, timeout=None) is True
    assert not worker.ready


def test_no_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Worker(tmp_path / "none", Limits())
