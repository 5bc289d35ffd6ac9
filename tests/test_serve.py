"""The SPARQL endpoint and its pages, asked over HTTP of a server that runs."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import sample
import serving

from graph.cli import main
from graph.store import Store

pytestmark = pytest.mark.slow  # servers and processes of their own

pytest.importorskip("uvicorn")

PERSONS = "SELECT ?name { ?p a tg:Person ; rdfs:label ?name } ORDER BY ?name"
PERSON = "/id/person/陆知远"
LABELS = "CONSTRUCT { ?p rdfs:label ?name } { ?p a tg:Person ; rdfs:label ?name }"


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Store.write(tmp_path_factory.mktemp("kg"), sample.lines()).path


@pytest.fixture(scope="module")
def client(kg: Path) -> Iterator[httpx.Client]:
    with serving.served(kg) as client:
        yield client


def names(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [row["name"]["value"] for row in response.json()["results"]["bindings"]]


def test_three_ways_to_ask(client: httpx.Client) -> None:
    ways = (
        client.get("/sparql", params={"query": PERSONS}),
        client.post("/sparql", data={"query": PERSONS}),
        client.post(
            "/sparql", content=PERSONS, headers={"Content-Type": "application/sparql-query"}
        ),
    )
    for response in ways:
        assert sorted(names(response)) == sorted(["陆知远", "苏映雪", "周岚"])
        assert response.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/xml;q=0.9, text/csv;q=0.8", "application/sparql-results+xml"),
        ("text/*", "application/sparql-results+xml"),
        ("text/*, text/xml;q=0.1", "text/csv; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_formats_of_rows(client: httpx.Client, accept: str, content_type: str) -> None:
    found = client.get("/sparql", params={"query": PERSONS}, headers={"Accept": accept})
    assert (found.status_code, found.headers["content-type"]) == (200, content_type)
    assert "陆知远" in found.text


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_in_a_format_by_name(client: httpx.Client, name: str) -> None:
    found = client.get("/sparql", params={"query": PERSONS, "format": name})
    assert found.status_code == 200 and name in found.headers["content-type"].replace("ab-", "tsv")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json;q=1, text/turtle;q=0.9", ox.RdfFormat.JSON_LD),
    ],
)
def test_formats_of_triples(client: httpx.Client, accept: str, form: ox.RdfFormat) -> None:
    found = client.get("/sparql", params={"query": LABELS}, headers={"Accept": accept})
    assert found.headers["content-type"].startswith(form.media_type)
    assert len({quad.object for quad in ox.parse(found.content, format=form)}) == 3


@pytest.mark.parametrize("path", ["/sparql", PERSON])
@pytest.mark.parametrize(
    "names",
    [
        ("turtle", "text/turtle"),
        ("n-triples", "ntriples", "N-Triples", "application/n-triples"),
        ("json-ld", "jsonld", "application/ld+json"),
    ],
    ids=lambda names: names[0],
)
def test_a_format_by_any_of_its_names(
    client: httpx.Client, path: str, names: tuple[str, ...]
) -> None:
    asked = {"query": LABELS} if path == "/sparql" else {}
    for name in (*names, names[-1].replace("+", " ")):
        found = client.get(path, params={**asked, "format": name})
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(names[-1])


def test_a_page_by_its_names(client: httpx.Client) -> None:
    for name in ("html", "text/html"):
        assert "<!doctype html>" in client.get(PERSON, params={"format": name}).text
    odd = client.get(PERSON, params={"format": "odd"})
    assert odd.status_code == 406
    assert "html (text/html), turtle (text/turtle), n-triples (app" in odd.text


def test_every_triple_once_and_in_order(client: httpx.Client) -> None:
    query = "CONSTRUCT { ?p a tg:Person } { ?p a tg:Person . ?x a tg:Slogan }"
    found = client.get("/sparql", params={"query": query, "format": "ntriples"}).text
    assert len(found.splitlines()) == 3 and found.splitlines() == sorted(found.splitlines())


@pytest.mark.parametrize(
    ("status", "method", "options", "said"),
    [
        (400, "GET", {"params": {"query": "SELECT {"}}, "malformed at line 1"),
        (400, "GET", {"params": {"query": ["ASK {}", "ASK {}"]}}, "given twice"),
        (400, "GET", {"params": {"query": "DELETE WHERE { ?a ?b ?c }"}}, "only read here"),
        (400, "GET", {"params": {"query": "ASK {}", "default-graph-uri": "a b"}}, "by its IRI"),
        (400, "POST", {"data": {"format": "json"}}, "there is no query"),
        (400, "GET", {"params": {"query": "ASK { SERVICE <http://x/> {} }"}}, "without a network"),
        (403, "POST", {"data": {"update": "CLEAR ALL"}}, "only read here"),
        (406, "GET", {"params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}, "csv"),
        (406, "GET", {"params": {"query": LABELS, "format": "csv"}}, "text/turtle"),
        (406, "GET", {"params": {"query": "ASK {}", "format": "odd"}}, "text/csv"),
        (413, "POST", {"data": {"query": "ASK {}" + " " * 1_000_000}}, "1,000,000 characters"),
        (415, "POST", {"content": "ASK {}"}, "application/sparql-query"),
        (405, "PUT", {"params": {"query": "ASK {}"}}, "GET and POST"),
    ],
)
def test_refusals(
    client: httpx.Client, status: int, method: str, options: dict[str, object], said: str
) -> None:
    found = client.request(method, "/sparql", **options)  # type: ignore[arg-type]
    assert found.status_code == status
    assert said in found.text and found.text.count("\n") == 1
    assert found.headers["content-type"] == "text/plain; charset=utf-8"


def test_no_such_page(client: httpx.Client) -> None:
    found = client.get("/nowhere")
    assert found.status_code == 404 and "/sparql" in found.text


def test_the_service_describes_itself(client: httpx.Client) -> None:
    found = client.get("/sparql")
    described = ox.Store()
    described.load(found.content, format=ox.RdfFormat.TURTLE)
    query = """PREFIX void: <http://rdfs.org/ns/void#>
    PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
    SELECT ?endpoint ?entities { ?s a sd:Service ; sd:endpoint ?endpoint ;
        sd:defaultDataset/sd:defaultGraph/void:classPartition ?part .
      ?part void:class <https://w3id.org/tifagraph/ontology#Person> ; void:entities ?entities }"""
    ((endpoint, entities),) = described.query(query)  # type: ignore[misc]
    assert (endpoint.value, entities.value) == (str(found.url), "3")
    browser = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/")
    linked = client.get("/sparql?format=ntriples", headers={"Accept": "text/html"})
    assert linked.headers["content-type"] == "application/n-triples"


def test_another_name_is_told(kg: Path) -> None:
    with serving.served(kg, "--name", "KG.example.org") as client:
        for host, status in (("kg.example.org:80", 200), ("example.org", 421)):
            found = client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
            assert found.status_code == status


def test_other_sites_may_ask_only_if_told(client: httpx.Client, kg: Path) -> None:
    asked = {"Origin": "https://a.example"}
    found = client.get("/sparql", params={"query": "ASK {}"}, headers=asked)
    assert "access-control-allow-origin" not in found.headers
    with serving.served(kg, "--cors", "https://a.example") as open_client:
        for origin, allowed in (("https://a.example", True), ("https://b.example", False)):
            headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
            found = open_client.get("/sparql", params={"query": "ASK {}"}, headers=headers)
            assert (found.headers.get("access-control-allow-origin") == origin) is allowed
            assert (open_client.options("/sparql", headers=headers).status_code == 200) is allowed


def test_other_names_are_refused(client: httpx.Client, kg: Path) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[x", ""):
        found = client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
        assert found.status_code in (400, 421), host
    for host in ("localhost", "LOCALHOST:99", "[::1]:80", "127.0.0.1"):
        found = client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
        assert found.status_code == 200, host


def test_what_was_answered_holds_while_the_graph_is_the_same(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": PERSONS})
    tag = first.headers["etag"]
    assert first.headers["vary"] == "Accept" and first.headers["cache-control"] == "no-cache"

    def again(tag: str, query: str = PERSONS, accept: str = "*/*") -> httpx.Response:
        headers = {"If-None-Match": tag, "Accept": accept}
        return client.get("/sparql", params={"query": query}, headers=headers)

    assert (again(tag).status_code, again(tag).content) == (304, b"")
    assert again(f'"other", W/{tag}').status_code == 304
    assert again(tag, LABELS).status_code == 200
    assert again(tag, accept="text/csv").status_code == 200
    assert again('"other"').status_code == 200


def test_what_changes_each_time_is_not_kept(client: httpx.Client) -> None:
    found = client.get("/sparql", params={"query": "SELECT (RAND() AS ?n) {}"})
    assert "etag" not in found.headers and found.headers["cache-control"] == "no-store"
    posted = client.post("/sparql", data={"query": PERSONS})
    assert "etag" not in posted.headers


def test_a_graph_that_changes_while_it_is_served(tmp_path: Path) -> None:
    lines = sample.lines()
    some = {line for line in lines if "周岚" not in line}
    Store.write(tmp_path, some)
    with serving.served(tmp_path) as client:
        before = client.get("/sparql", params={"query": PERSONS})
        assert len(names(before)) == 2
        for content, count in ((lines, 3), (some, 2), (lines, 3)):
            Store.write(tmp_path, content)
            tag = {"If-None-Match": before.headers["etag"]}
            after = client.get("/sparql", params={"query": PERSONS}, headers=tag)
            assert after.status_code == (304 if content is some else 200)
            after = client.get("/sparql", params={"query": PERSONS})
            assert len(names(after)) == count
    assert len(list((tmp_path / "store").glob("*/"))) <= 2  # one is read until the next change


def test_an_entity_for_people_and_for_programs(client: httpx.Client) -> None:
    page = client.get(PERSON, headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    assert "<h1>陆知远</h1>" in page.text and 'href="/id/post/中共江州市委书记"' in page.text
    assert "script" not in page.text
    subject = ox.NamedNode("https://w3id.org/tifagraph/id/person/陆知远")
    for form in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.JSON_LD):
        found = client.get(PERSON, headers={"Accept": form.media_type})
        assert found.headers["vary"] == "Accept"
        triples = {quad.triple for quad in ox.parse(found.content, format=form)}
        assert {triple.subject == subject for triple in triples} == {True, False}
    tag = found.headers["etag"]
    kept = {"Accept": form.media_type, "If-None-Match": tag}
    assert client.get(PERSON, headers=kept).status_code == 304
    assert client.get(PERSON, params={"format": "turtle"}).text.startswith("@prefix")


def test_every_iri_of_the_graph_leads_somewhere(client: httpx.Client, kg: Path) -> None:
    base = "https://w3id.org/tifagraph/id/"
    subjects = {quad.subject.value for quad in ox.parse(path=kg / "graph.nq")}  # type: ignore[union-attr]
    paths = sorted({iri.partition("#")[0].removeprefix(base) for iri in subjects})
    assert len(paths) > 20
    for path in paths:
        page = client.get(f"/id/{path}", headers={"Accept": "text/html"})
        assert page.status_code == 200, path
        assert f"{base}{path}" in page.text


def test_a_document_and_its_sentences(client: httpx.Client) -> None:
    page = client.get("/id/document/2021/0301", headers={"Accept": "text/html"})
    assert "“两个维护”和“三严三实”要讲透。</p>" in page.text and 'id="char=0,' in page.text
    found = client.get("/id/document/2021/0301", headers={"Accept": "application/n-triples"})
    assert "/document/2021/0301#char=0," in found.text and "Sentence>" in found.text


@pytest.mark.parametrize(
    ("status", "path", "headers"),
    [
        (404, "/id/person/nobody", {}),
        (404, "/id/", {"Accept": "text/turtle"}),
        (404, "/id/person/a%3E%20%7B%7D%20%3Cb", {}),
        (400, "/id/person/%FF", {}),
        (406, PERSON, {"Accept": "image/png"}),
        (405, PERSON, {}),
    ],
)
def test_no_such_entity(
    client: httpx.Client, status: int, path: str, headers: dict[str, str]
) -> None:
    method = "DELETE" if status == 405 else "GET"
    assert client.request(method, path, headers=headers).status_code == status


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["serve", *arguments])
    return code, capsys.readouterr().err


def test_a_port_that_is_taken(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, err = command(capsys, str(kg), "--port", str(port))
    assert code == 2 and f"try another port: --port {port + 1}" in err and err.count("\n") == 1


def test_no_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = command(capsys, str(tmp_path))
    assert code == 2 and "run `tifagraph build" in err


def test_without_the_extra(
    kg: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("graph.serve")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    code, err = command(capsys, str(kg))
    assert code == 2 and "pip install 'tifagraph[serve]'" in err and err.count("\n") == 1


def test_ctrl_c_ends_it_and_the_log_tells_requests(kg: Path) -> None:
    server = subprocess.Popen(
        [*serving.COMMAND, str(kg), "--port", "0", "--log"], stderr=subprocess.PIPE, text=True
    )
    assert server.stderr
    address = re.search(r"http://\S+/", server.stderr.readline())
    assert address
    assert httpx.get(f"{address[0]}sparql?query=ASK{{}}", timeout=60).status_code == 200
    server.send_signal(signal.SIGINT)
    _, err = server.communicate(timeout=10)
    assert server.returncode == 0
    assert '"GET /sparql?query=ASK{} HTTP/1.1" 200' in err and "Traceback" not in err
    assert err.endswith("已停止 / stopped\n")
