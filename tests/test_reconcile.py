"""The reconciliation service, asked over HTTP of a server that runs, as OpenRefine asks it.

What the Reconciliation Service API 0.2 requires of each answer is checked by `fits`: which members
there must be and of which kinds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import namesakes
import pytest
import serving

pytestmark = pytest.mark.slow  # servers and processes of their own

pytest.importorskip("uvicorn")

NAMED = {"id": str, "name": str}
CANDIDATE = {**NAMED, "description": str, "score": float, "match": bool, "type": [NAMED]}
NORTH, SOUTH = "person/秦越-北河县", "person/秦越-南山县"


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return namesakes.write(tmp_path_factory.mktemp("kg")).path


@pytest.fixture(scope="module")
def client(kg: Path) -> Iterator[httpx.Client]:
    with serving.served(kg, "--cors", "http://127.0.0.1:3333") as client:
        yield client


def fits(found: Any, shape: Any) -> bool:
    if isinstance(shape, list):
        return isinstance(found, list) and all(fits(one, shape[0]) for one in found)
    if isinstance(shape, Mapping):
        return isinstance(found, dict) and all(
            name in found and fits(found[name], part) for name, part in shape.items()
        )
    return isinstance(found, shape)


def asked(client: httpx.Client, **batch: Any) -> dict[str, Any]:
    response = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert response.status_code == 200, response.text
    found = response.json()
    assert found.keys() == batch.keys()
    assert all(fits(answer, {"result": [CANDIDATE]}) for answer in found.values())
    return {key: answer["result"] for key, answer in found.items()}


def told(client: httpx.Client, url: str, id: str) -> httpx.Response:
    """A page whose address the manifest gives with a gap for the identifier."""
    return client.get(url.replace("{{id}}", quote(id, safe="")), follow_redirects=True)


def test_the_manifest(client: httpx.Client) -> None:
    found = client.get("/reconcile").json()
    assert fits(found, {"name": str, "identifierSpace": str, "schemaSpace": str})
    assert {"0.1", "0.2"} <= set(found["versions"])
    assert fits(found["defaultTypes"], [NAMED])
    assert all("{{id}}" in found[part]["url"] for part in ("view", "preview"))
    for one in (*found["suggest"].values(), found["extend"]["propose_properties"]):
        response = client.get(one["service_url"] + one["service_path"], params={"prefix": "p"})
        assert response.status_code == 200


def test_a_batch_with_types_limits_and_context(client: httpx.Client) -> None:
    place = [{"pid": "place", "v": "南山县"}]
    post = [{"pid": "post", "v": [{"id": "post/x", "name": "中共北河县委书记"}]}]
    found = asked(
        client,
        q0={"query": "秦越"},
        q1={"query": "秦越", "type": "Person", "properties": place},
        q2={"query": "秦越", "type": ["Person"], "type_strict": "any", "properties": post},
        q3={"query": "秦越", "limit": 1},
        q4={"query": "秦越", "type": "Place", "type_strict": "should"},
        q5={"query": "qinyue"},
        q6={"query": "陸知遠"},
        q7={"properties": place},
        q8={"query": "秦越", "properties": [{"pid": "unheard-of", "v": 7}]},
    )
    first = {key: [one["id"] for one in result][:2] for key, result in found.items()}
    assert first == {
        "q0": [NORTH, SOUTH], "q1": [SOUTH, NORTH], "q2": [NORTH, SOUTH], "q3": [NORTH], "q4": [],
        "q5": [NORTH, SOUTH], "q6": ["person/陆知远"], "q7": [], "q8": [NORTH, SOUTH],
    }  # fmt: skip
    sure = {key for key, result in found.items() for one in result if one["match"]}
    assert sure == {"q1", "q2", "q6"}
    features = {one["id"]: one["value"] for one in found["q1"][0]["features"]}
    assert features == {"name": 100.0, "place": True}


def test_a_batch_in_the_address(client: httpx.Client) -> None:
    batch = json.dumps({"q0": {"query": "陆知远"}})
    found = client.get("/reconcile", params={"queries": batch}).json()
    assert found["q0"]["result"][0]["match"] is True


def test_an_iri_means_its_entity(client: httpx.Client) -> None:
    iri = f"{client.get('/reconcile').json()['identifierSpace']}{SOUTH}"
    batch = json.dumps({"q0": {"query": iri}})
    found = client.get("/reconcile", params={"queries": batch}).json()["q0"]["result"]
    assert [(one["id"], one["match"]) for one in found[:1]] == [(SOUTH, True)]


@pytest.mark.parametrize(
    ("queries", "status"),
    [
        ("{", 400),
        ("[" * 100_000, 400),
        ("[]", 400),
        ('{"q0": {}}', 400),
        ('{"q0": "陆知远"}', 400),
        ('{"q0": {"query": 7}}', 400),
        ('{"q0": {"query": "x", "limit": "many"}}', 400),
        ('{"q0": {"query": "x", "properties": ["post"]}}', 400),
        (json.dumps({str(n): {"query": "x"} for n in range(1001)}), 413),
    ],
)
def test_what_is_malformed_is_told(client: httpx.Client, queries: str, status: int) -> None:
    response = client.post("/reconcile", data={"queries": queries})
    assert response.status_code == status and response.text.count("\n") == 1


def test_suggestions(client: httpx.Client) -> None:
    def found(what: str, prefix: str) -> list[dict[str, Any]]:
        response = client.get(f"/reconcile/suggest/{what}", params={"prefix": prefix})
        assert fits(response.json(), {"result": [NAMED]})
        return response.json()["result"]  # type: ignore[no-any-return]

    assert [one["id"] for one in found("entity", "lzy")] == ["person/陆知远"]
    assert fits(found("entity", "秦"), [{"notable": [NAMED]}])
    assert [one["id"] for one in found("type", "人物")] == ["Person"]
    assert "post" in [one["id"] for one in found("property", "职务")]
    assert client.get("/reconcile/suggest/weather").status_code == 404


def test_extension(client: httpx.Client) -> None:
    proposed = client.get("/reconcile/suggest/properties", params={"type": "Person", "limit": "2"})
    assert [one["id"] for one in proposed.json()["properties"]] == ["holds", "invokes"]
    wanted = {"ids": [NORTH, "person/nobody"], "properties": [{"id": "holds"}, {"id": "no"}]}
    found = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert found["meta"] == [{"id": "holds", "name": "担任 holds"}]
    post = {"id": "post/中共北河县委书记", "name": "中共北河县委书记"}
    assert found["rows"] == {NORTH: {"holds": [post]}, "person/nobody": {"holds": []}}
    broken = client.post("/reconcile", data={"extend": '{"ids": ["a b>"], "properties": [{}]}'})
    assert broken.status_code in (200, 400)
    assert client.post("/reconcile", data={"extend": "{}"}).status_code == 400


def test_view_and_preview(client: httpx.Client) -> None:
    manifest = client.get("/reconcile").json()
    for part in ("view", "preview"):
        page = told(client, manifest[part]["url"], "person/陆知远")
        assert page.status_code == 200 and "中共江州市委书记" in page.text
        assert "script" not in page.text
        assert told(client, manifest[part]["url"], "person/nobody").status_code == 404
        assert told(client, manifest[part]["url"], "a b>c").status_code == 404
    assert "frame-ancestors *" in page.headers["content-security-policy"]


def test_pages_of_other_sites_ask_where_they_may(client: httpx.Client) -> None:
    for origin, allowed in (("http://127.0.0.1:3333", True), ("http://evil.example", False)):
        response = client.get("/reconcile", headers={"Origin": origin})
        assert ("access-control-allow-origin" in response.headers) is allowed
    callback = client.get("/reconcile", params={"callback": "steal"})
    assert callback.headers["content-type"] == "application/json"
    assert not callback.text.startswith("steal")
