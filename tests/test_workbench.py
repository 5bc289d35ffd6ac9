"""What the workbench asks the server: questions, search, names, pages; over HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import namesakes
import pytest
import serving

from graph.query import named

pytestmark = pytest.mark.slow  # servers and processes of their own

pytest.importorskip("uvicorn")

BROWSER = Path(__file__).parents[1] / "graph/serve/browser"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    kg = namesakes.write(tmp_path_factory.mktemp("kg")).path
    with serving.served(kg) as client:
        yield client


def search(client: httpx.Client, typed: str, type: str = "") -> Any:
    found = client.get("/search", params={"q": typed, "type": type})
    assert found.status_code == 200, found.text
    return found.json()


def test_the_page_runs_only_its_own_scripts(client: httpx.Client) -> None:
    page = client.get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy
    assert policy.count("unsafe") == policy.count(
        "style-src-attr 'unsafe-inline'"
    ) and not re.search(r"\son\w+=", page.text)
    scripts = re.findall(r"<script[^>]*>([^<]*)</script>", page.text)
    assert scripts == [""]
    assert page.headers["cache-control"] == "no-store"  # it bears a nonce
    assert client.get("/").headers["content-security-policy"] != policy


def test_the_page_is_a_form_without_scripts(client: httpx.Client) -> None:
    page = client.get("/").text
    query = re.search(r'<textarea[^>]*name="query"[^>]*>([^<]*)', page)
    assert query and 'action="/sparql"' in page
    found = client.get("/sparql", params={"query": query[1], "format": "csv"})
    assert found.status_code == 200 and "\r\n陆知远,中共江州市委书记\r\n" in found.text


def test_assets_are_of_this_server_and_kept(client: httpx.Client) -> None:
    media = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    for path in BROWSER.iterdir():
        if path.suffix in media:
            found = client.get(f"/assets/{path.name}")
            assert found.content == path.read_bytes()
            assert found.headers["content-type"] == f"{media[path.suffix]}; charset=utf-8"
            assert found.headers["x-content-type-options"] == "nosniff"
            tag = {"If-None-Match": found.headers["etag"]}
            assert client.get(f"/assets/{path.name}", headers=tag).status_code == 304
    for name in ("workbench.html", "..%2Fapp.py", "nothing.js"):
        assert client.get(f"/assets/{name}").status_code == 404


def test_nothing_comes_from_elsewhere() -> None:
    for path in BROWSER.iterdir():
        text = path.read_text("utf-8")
        urls = set(re.findall(r"https?://[\w.-]+", text)) - {"http://www.w3.org"}
        assert path.name == "codemirror.js" or not urls, path.name
        assert path.stat().st_size < 600_000


def test_the_bundle_is_of_the_pinned_packages() -> None:
    packages = json.loads((BROWSER.parent / "assets/package.json").read_text("utf-8"))
    told = (BROWSER / "codemirror.LICENSE.txt").read_text("utf-8")
    for name, version in packages["devDependencies"].items():
        assert re.fullmatch(r"[\d.]+", version)
        assert name == "esbuild" or f"{name} {version}\n" in told
    assert (BROWSER / "codemirror.js").read_text("utf-8").startswith("/*! CodeMirror 6, MIT")


def test_the_vocabulary_in_both_languages(client: httpx.Client) -> None:
    told = client.get("/vocabulary").json()
    assert {one["name"] for one in told["questions"]} == set(named())
    for one in told["questions"]:
        assert one["zh"] and one["en"] and len(one["topic"]) == 2, one["name"]
        for parameter in one["parameters"]:
            assert re.search("[一-鿿]", parameter["zh"]) and re.search("[a-z]{2}", parameter["en"])
    curies = {term["curie"]: term for term in told["terms"]}
    assert curies["tg:Person"]["zh"] == "人物" and curies["org:holds"]["kind"] == "property"
    for example in told["examples"]:
        found = client.get("/sparql", params={"query": example["query"], "format": "csv"})
        assert found.status_code == 200 and found.text.count("\r\n") > 1


def test_every_question_is_plain_sparql(client: httpx.Client) -> None:
    needed = {"Date": "2021-01-01", "Person": "陆知远", "Place": "江州市", "Slogan": "两个维护"}
    needed |= {"Event": "江州市经济工作会议", "Policy": "中国共产党章程", "Entity": "陆知远"}
    for name, one in named().items():
        given = {p.name: needed[p.type] for p in one.parameters if not p.optional}
        told = client.get(f"/question/{name}", params=given).json()
        assert told["unknown"] == [] and "# title" not in told["query"]
        found = client.post("/sparql", data={"query": told["query"]})
        assert found.status_code == 200, (name, found.text)


def test_a_question_says_which_name_is_unknown(client: httpx.Client) -> None:
    told = client.get("/question/who-holds-what", params={"person": "无此人", "place": "江州市"})
    assert told.json()["unknown"] == ["person"]


def test_a_name_of_two_asks_which(client: httpx.Client) -> None:
    told = client.get("/question/career", params={"person": "秦越"}).json()
    both = {"person/秦越-北河县": "中共北河县委书记", "person/秦越-南山县": "南山县水利局局长"}
    assert told == {"query": "", "unknown": [], "ambiguous": {"person": both}}
    for one in (*both, "秦越-北河县"):
        told = client.get("/question/career", params={"person": one}).json()
        assert told["ambiguous"] == {} and "/秦越-" in told["query"]


def test_a_page_of_a_short_address(client: httpx.Client) -> None:
    for one in ("person/秦越-北河县", "秦越-北河县"):
        assert client.get("/page", params={"only": one}).status_code == 200


@pytest.mark.parametrize(
    ("status", "path", "said"),
    [
        (404, "/question/nothing", "no question is called nothing"),
        (400, "/question/career", "needs person"),
        (400, "/question/career?person=a&odd=b", "has no parameter odd"),
        (400, "/question/leadership?place=a&date=b", "write it as 2020-04-21"),
        (404, "/page?focus=无此人", "no entity of that name"),
        (404, "/page?only=无此人", "no entity of these names"),
        (404, "/page?only=秦越", "2 bear this name"),
        (400, "/page?hops=x", "hops is a number"),
    ],
)
def test_refusals(client: httpx.Client, status: int, path: str, said: str) -> None:
    found = client.get(path)
    assert found.status_code == status and said in found.text and found.text.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("陆知远", "陆知远"),
        ("陸知遠", "陆知远"),
        ("知远", "陆知远"),
        ("luzhiyuan", "陆知远"),
        ("lzy", "陆知远"),
        ("lu zhi", "陆知远"),
        ("陆zhiy", "陆知远"),
        ("LZY", "陆知远"),
        ("zhonggongjiangzhou", "中共江州市委书记"),
        ("“两个维护”", "两个维护"),
        ("weihu", "两个维护"),
    ],
)
def test_names_by_characters_and_pinyin(client: httpx.Client, typed: str, first: str) -> None:
    found = search(client, typed)
    assert first in [one["name"] for one in found["names"][:3]]
    path = found["names"][0]["path"]
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 200


def test_names_of_a_type_with_a_post(client: httpx.Client) -> None:
    (one,) = search(client, "陆知远", "Person")["names"]
    assert (one["type"], one["hint"]) == ("Person", "中共江州市委书记")
    assert search(client, "陆知远", "Place")["names"] == []


def test_titles_of_documents(client: httpx.Client) -> None:
    found = search(client, "市委召开常委会")["names"]
    assert "/id/document/2020/0421" in [unquote(one["path"]) for one in found]


def test_sentences(client: httpx.Client) -> None:
    found = search(client, "两个维护")
    assert {"四个意识" in one["text"] for one in found["sentences"]} == {True, False}
    assert all("两个维护" in one["text"] for one in found["sentences"])
    dates = [one["date"] for one in found["sentences"]]
    assert dates == sorted(dates, reverse=True)
    both = search(client, "两个维护 四个意识")["sentences"]
    assert both and all("四个意识" in one["text"] for one in both)
    spelt = search(client, "luzhiyuan")
    assert spelt["words"] == ["陆知远"] and spelt["sentences"]
    path, _, anchor = found["sentences"][0]["path"].partition("#")
    assert f'id="{anchor}"' in client.get(path, headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("typed", ["", " ", "“", '")', "}", "a\\", "x" * 5000, "无此名"])
def test_nothing_is_found(client: httpx.Client, typed: str) -> None:
    found = search(client, typed)
    assert found["names"] == [] and found["sentences"] == []


def test_a_search_holds_while_the_graph_is_the_same(client: httpx.Client) -> None:
    tag = client.get("/search?q=lzy").headers["etag"]
    assert client.get("/search?q=lzy", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/search?q=lz", headers={"If-None-Match": tag}).status_code == 200


def test_a_name_leads_to_what_bears_it(client: httpx.Client) -> None:
    for name, where in (
        ("陆知远", "/id/person/陆知远"),
        ("无此人", "/#find=无此人"),
        ("秦越", "/#find=秦越"),
        ("秦越-北河县", "/id/person/秦越-北河县"),
        ("person/秦越-南山县", "/id/person/秦越-南山县"),
    ):
        found = client.get(f"/name/{name}")
        assert found.status_code == 303 and unquote(found.headers["location"]) == where
    slashed = client.get("/name/a/b//evil.example")
    assert unquote(slashed.headers["location"]) == "/#find=a/b//evil.example"


def test_the_page_of_some_entities(client: httpx.Client) -> None:
    found = client.get("/page", params={"only": ["陆知远", "江州市"], "lang": "en"})
    assert found.status_code == 200 and found.text.startswith("<!doctype html>")
    assert found.headers["content-security-policy"] == "frame-ancestors 'self'"
    tag = {"If-None-Match": found.headers["etag"]}
    same = client.get("/page", params={"only": ["陆知远", "江州市"], "lang": "en"}, headers=tag)
    assert same.status_code == 304
