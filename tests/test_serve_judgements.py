"""Judgements recorded over HTTP, by a server that runs: ``tifagraph serve KG --judge``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import serving

import graph
from graph.cli import main
from graph.identity import JUDGEMENTS, Judgement, judged, read_judgements, record
from graph.model import InputError

pytest.importorskip("uvicorn")
pytestmark = pytest.mark.slow  # a build and servers

TOLD = {
    "a": "丰水县农业农村局局长李明强调，要抓好春耕。",
    "b": "青芦县委书记李明强调，要做到“两个维护”。",
    "c": "市委书记陆知远调研\n澄州市委书记陆知远3日到青芦县调研。他强调，要抓落实。",
    "d": "市委书记陆知远调研\n澄州市委书记陆知远4日到青芦县调研。他强调，要抓落实。",
}
TWO = {"verdict": "different", "a": "陆知远-c", "b": "陆知远-d", "why": "看图判断"}
ONE = {"verdict": "same", "a": "李明-丰水县", "b": "李明-青芦县", "why": "任前公示"}


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    for name, text in TOLD.items():
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def kg(docs: Path) -> Path:
    graph.build([docs], docs.parent / "kg", workers=1)
    return docs.parent / "kg"


@pytest.fixture(scope="module")
def client(kg: Path) -> Iterator[httpx.Client]:
    """Of a server that lets pages of any site ask, which is not to judge."""
    with serving.served(kg, "--judge", "--cors", "*") as client:
        yield client


@pytest.fixture(autouse=True)
def unjudged(kg: Path) -> None:
    (kg / JUDGEMENTS).unlink(missing_ok=True)


def post(client: httpx.Client, sent: Any = TWO, **headers: str) -> httpx.Response:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    told["Content-Type"] = "application/json"
    return client.post("/judgements", content=json.dumps(sent), headers=told)


def test_recorded_as_the_command_does_and_applied_by_update(
    client: httpx.Client, kg: Path, docs: Path
) -> None:
    mine = str(client.base_url).rstrip("/")
    for sent in (TWO, ONE):
        found = post(client, sent, Origin=mine, Sec_Fetch_Site="same-origin")
        assert (found.status_code, found.text.count("\n")) == (201, 1), found.text
        assert f"tifagraph update {kg} " in found.text
    by_page = (kg / JUDGEMENTS).read_text("utf-8")
    (kg / JUDGEMENTS).unlink()
    for one in (TWO, ONE):
        command = [one["verdict"], one["a"], one["b"], "--because", one["why"], "--in", str(kg)]
        assert main(command) == 0
    assert (kg / JUDGEMENTS).read_text("utf-8") == by_page
    changes = graph.open(kg).update([docs])
    assert len(changes.verdicts.applied) == 2 and not changes.verdicts.unborne
    rows = graph.open(kg).query("SELECT ?name { ?p a tg:Person ; rdfs:label ?name }")
    assert sorted(row.name for row in rows) == ["李明", "陆知远", "陆知远"]
    (kg / JUDGEMENTS).unlink()
    graph.open(kg).update([docs])  # taken back, for the tests to come


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_foreign_page_cannot_judge(
    client: httpx.Client, kg: Path, headers: dict[str, str]
) -> None:
    found = post(client, **headers)
    assert found.status_code == 403 and "another site" in found.text
    assert not (kg / JUDGEMENTS).exists()


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_form_cannot_judge(client: httpx.Client, media: str) -> None:
    found = client.post("/judgements", content=b"{}", headers={"Content-Type": media})
    assert found.status_code == 415 and "application/json" in found.text


def test_off_by_default(kg: Path) -> None:
    with serving.served(kg) as client:
        page = client.get("/page")
        assert "data-serve=" not in page.text
        found = post(client)
        assert found.status_code == 403 and "--judge" in found.text
        assert not (kg / JUDGEMENTS).exists()
    with serving.served(kg, "--judge") as client:  # what was kept of the page is not the page
        again = client.get("/page", headers={"If-None-Match": page.headers["ETag"]})
        assert again.status_code == 200 and 'data-serve="/judgements"' in again.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ([], "JSON object"),
        ({}, "none empty"),
        (TWO | {"why": " "}, "none empty"),
        (TWO | {"a": ["陆知远-c"]}, "none empty"),
        (TWO | {"verdict": "perhaps"}, "same or different"),
        (TWO | {"b": TWO["a"]}, "must differ"),
        (TWO | {"why": "甲\u2028same"}, "line breaks"),
        (TWO | {"why": "甲\tsame"}, "line breaks"),
        (TWO | {"why": "甲\ud800"}, "line breaks"),
        (TWO | {"b": "陆知远-浅溪县"}, "nobody bears person/陆知远-浅溪县"),
        (TWO | {"b": "organization/浅溪县委"}, "nobody bears organization/浅溪县委"),
    ],
)
def test_what_cannot_be_judged(client: httpx.Client, kg: Path, sent: Any, said: str) -> None:
    found = post(client, sent)
    assert found.status_code == 400 and said in found.text
    assert found.text.count("\n") == 1 and not (kg / JUDGEMENTS).exists()


def test_malformed_and_too_long(client: httpx.Client) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    found = client.post("/judgements", content=b"\xff{", headers=headers)
    assert found.status_code == 400 and "not JSON" in found.text
    found = post(client, TWO | {"why": "久" * 9999})
    assert found.status_code == 413 and "8 KiB" in found.text
    assert client.get("/judgements").status_code == 405


def test_conflicts(client: httpx.Client) -> None:
    assert post(client).status_code == 201
    for again in (TWO, TWO | {"verdict": "same", "a": TWO["b"], "b": TWO["a"]}):
        found = post(client, again)
        assert found.status_code == 409 and "already judged: different" in found.text
    found = post(client, ONE | {"a": "李明"})
    assert found.status_code == 409 and re.search("李明-丰水县.*李明-青芦县", found.text)


def test_many_record_at_once(tmp_path: Path) -> None:
    """Neither line of two that are written at once is lost, nor is half a file read."""
    path = tmp_path / JUDGEMENTS
    made = [judged("different", f"李明-{n}", "李明-青芦县", "年龄") for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda one: record(path, one), made))
    assert read_judgements(path) == tuple(sorted(made))


def test_a_reason_of_two_lines_is_refused(tmp_path: Path) -> None:
    for separator in "\r\x0b\x1e\x85\u2028":
        with pytest.raises(InputError, match="line breaks"):
            record(tmp_path / JUDGEMENTS, Judgement("same", "甲", "乙", why=f"一{separator}二"))
    assert not list(tmp_path.iterdir())
