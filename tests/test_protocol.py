"""The cases of the W3C's test suite of the SPARQL 1.1 Protocol, by their names.

Asked of a server that runs. Left out, since a graph is only read here, are the cases of updates
that are to succeed: update_dataset_default_graph, update_dataset_default_graphs,
update_dataset_named_graphs, update_dataset_full, update_post_form, update_post_direct and
update_base_uri. Those of updates that are to fail do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import serving

pytestmark = pytest.mark.slow  # servers and processes of their own

pytest.importorskip("uvicorn")

G = "http://example.org/data/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
BOTH = f"ASK {{ <{G}1> a ?type . <{G}2> a ?type }}"
NAMED = f"ASK {{ GRAPH ?a {{ <{G}1> a ?type }} GRAPH ?b {{ <{G}2> a ?type }} }}"
ALL = f"ASK {{ <{G}3> a ?type GRAPH ?a {{ <{G}1> a ?type }} GRAPH ?b {{ <{G}2> a ?type }} }}"


def graphs(kind: str, *numbers: int) -> list[tuple[str, str]]:
    return [(f"{kind}-graph-uri", f"{G}{number}") for number in numbers]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    file = tmp_path_factory.mktemp("data") / "data.trig"
    shared = f"<{G}all> a <{G}Thing>"
    said = (f"<{G}{n}> {{ <{G}{n}> a <{G}Document> . {shared} }}\n" for n in (1, 2, 3))
    file.write_text("".join(said))
    with serving.served(file) as client:
        yield client


def asked(client: httpx.Client, method: str = "GET", **options: Any) -> httpx.Response:
    return client.request(method, "/sparql/", follow_redirects=True, **options)


@pytest.mark.parametrize(
    ("method", "options"),
    [
        (
            "POST",
            {"params": graphs("default", 0), "content": "query=ASK%20%7B%7D", "headers": FORM},
        ),
        ("GET", {"params": [("query", BOTH), *graphs("default", 1, 2)]}),
        ("POST", {"params": graphs("default", 1, 2), "content": BOTH, "headers": DIRECT}),
        ("POST", {"params": graphs("named", 1, 2), "content": NAMED, "headers": DIRECT}),
        ("GET", {"params": [("query", NAMED), *graphs("named", 1, 2)]}),
        (
            "POST",
            {
                "params": [*graphs("default", 3), *graphs("named", 1, 2)],
                "content": ALL,
                "headers": DIRECT,
            },
        ),
        (
            "POST",
            {
                "params": graphs("named", 1, 2),
                "content": NAMED.replace("ASK", f"ASK FROM <{G}3>"),
                "headers": DIRECT,
            },
        ),
        ("GET", {"params": [("query", "ASK {}"), *graphs("default", 0)]}),
        ("POST", {"content": "ASK {}", "headers": DIRECT}),
    ],
    ids=[
        "query_post_form",
        "query_dataset_default_graphs_get",
        "query_dataset_default_graphs_post",
        "query_dataset_named_graphs_post",
        "query_dataset_named_graphs_get",
        "query_dataset_full",
        "query_multiple_dataset",
        "query_get",
        "query_post_direct",
    ],
)
def test_yes(client: httpx.Client, method: str, options: dict[str, Any]) -> None:
    found = asked(client, method, **options)
    assert found.status_code == 200 and found.json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "content_type"),
    [
        ("SELECT (1 AS ?value) {}", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+json"),
        ("DESCRIBE <http://example.org/>", "text/turtle; charset=utf-8"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "text/turtle; charset=utf-8"),
    ],
    ids=[
        "query_content_type_select",
        "query_content_type_ask",
        "query_content_type_describe",
        "query_content_type_construct",
    ],
)
def test_content_type(client: httpx.Client, query: str, content_type: str) -> None:
    given = graphs("default", 0)
    found = asked(client, "POST", params=given, content=query, headers=DIRECT)
    assert (found.status_code, found.headers["content-type"]) == (200, content_type)


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("PUT", {"params": [("query", "ASK {}"), *graphs("default", 0)], "headers": FORM}),
        ("GET", {"params": [("query", "ASK {}"), ("query", "SELECT * {}")]}),
        ("POST", {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}),
        ("POST", {"content": "query=ASK%20%7B%7D"}),
        ("POST", {"content": "ASK {}"}),
        (
            "POST",
            {
                "content": "ASK {}".encode("utf-16"),
                "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"},
            },
        ),
        ("GET", {"params": {"query": "ASK {"}}),
        ("GET", {"params": {"update": "CLEAR ALL"}}),
        ("POST", {"content": "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", "headers": FORM}),
        ("POST", {"content": "CLEAR NAMED", "headers": {"Content-Type": "text/plain"}}),
        ("POST", {"content": "update=CLEAR%20NAMED"}),
        (
            "POST",
            {
                "content": "CLEAR NAMED".encode("utf-16"),
                "headers": {"Content-Type": "application/sparql-update; charset=UTF-16"},
            },
        ),
        ("POST", {"content": "CLEAR XYZ", "headers": UPDATE}),
        (
            "POST",
            {
                "params": [("using-named-graph-uri", "http://example.org/people")],
                "content": "update=WITH+<x:a>+DELETE+{}+WHERE+{}",
                "headers": FORM,
            },
        ),
    ],
    ids=[
        "bad_query_method",
        "bad_multiple_queries",
        "bad_query_wrong_media_type",
        "bad_query_missing_form_type",
        "bad_query_missing_direct_type",
        "bad_query_non_utf8",
        "bad_query_syntax",
        "bad_update_get",
        "bad_multiple_updates",
        "bad_update_wrong_media_type",
        "bad_update_missing_form_type",
        "bad_update_non_utf8",
        "bad_update_syntax",
        "bad_update_dataset_conflict",
    ],
)
def test_refused(client: httpx.Client, method: str, options: dict[str, Any]) -> None:
    found = asked(client, method, **options)
    assert 400 <= found.status_code < 500 and found.text.count("\n") == 1


def test_a_triple_of_two_graphs_is_one_of_their_union(client: httpx.Client) -> None:
    """What Oxigraph 0.5 itself gets wrong."""
    query = "SELECT (COUNT(*) AS ?n) { ?s a ?type }"
    twice = [("query", query), *graphs("default", 1, 2), *graphs("named", 1)]
    (row,) = asked(client, params=twice).json()["results"]["bindings"]
    assert row["n"]["value"] == "3"


def test_only_the_graphs_that_are_named(client: httpx.Client) -> None:
    query = "SELECT ?g { GRAPH ?g { ?g ?p ?o } } ORDER BY ?g"
    for given, names in (([], "123"), (graphs("named", 2), "2"), (graphs("default", 1), "")):
        rows = asked(client, params=[("query", query), *given]).json()["results"]["bindings"]
        assert "".join(row["g"]["value"][-1] for row in rows) == names
    none = [("query", "ASK { ?s ?p ?o }"), *graphs("named", 1)]
    assert asked(client, params=none).json()["boolean"] is False


def test_a_graph_that_is_not_ours_has_no_pages(client: httpx.Client) -> None:
    for accept in ("text/html", "text/turtle"):
        assert client.get("/id/person/x", headers={"Accept": accept}).status_code == 404
    assert client.get("/").status_code == client.get("/sparql").status_code == 200
