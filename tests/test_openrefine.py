"""OpenRefine, where it is installed, matches a column of names by the reconciliation service."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import httpx
import namesakes
import pytest
import serving
import stores

pytestmark = pytest.mark.slow  # a server in Java

pytest.importorskip("uvicorn")

TABLE = "姓名,地方\n秦越,南山县\n秦越,\n陸知遠,\n无此人,\n"
NAMES = "姓名"
ALL = {"facets": [], "mode": "row-based"}
STARTING_SECONDS, MATCHING_SECONDS = 180, 180


class Refine:
    """A running OpenRefine, by its own commands."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def answers(self) -> bool:
        try:
            return self._client.get("/command/core/get-csrf-token").status_code == 200
        except httpx.TransportError:
            return False

    def do(self, command: str, **fields: Any) -> httpx.Response:
        """What a command answers."""
        token = self._client.get("/command/core/get-csrf-token").json()["token"]
        files = fields.pop("files", None)
        told = {k: v if isinstance(v, str) else json.dumps(v) for k, v in fields.items()}
        response = self._client.post(
            f"/command/core/{command}", params={"csrf_token": token}, data=told, files=files
        )
        assert response.status_code < 400, response.text
        return response

    def _get(self, command: str, **fields: str) -> Any:
        return self._client.get(f"/command/core/{command}", params=fields).json()

    def project(self, table: str) -> str:
        """The number of a new project with a table of CSV."""
        options = {"separator": ",", "headerLines": 1, "encoding": "UTF-8"}
        made = self.do(
            "create-project-from-upload",
            **{"format": "text/line-based/*sv", "options": options, "project-name": "names"},
            files={"project-file": ("names.csv", table.encode(), "text/csv")},
        )
        found = re.search(r"project=(\d+)", made.headers["location"])
        assert found
        return found[1]

    def matched(self, project: str) -> list[dict[str, Any]]:
        """What the first column's cells are reconciled to, once it is done."""
        end = time.monotonic() + MATCHING_SECONDS
        while self._get("get-processes", project=project)["processes"]:
            assert time.monotonic() < end
            time.sleep(0.3)
        found = self._get("get-rows", project=project, start="0", limit="50")
        recons = found["pool"]["recons"]
        return [recons[str(row["cells"][0]["r"])] for row in found["rows"]]


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refine]:
    program = shutil.which("openrefine")
    if program is None:
        pytest.skip("needs OpenRefine: apt-get install openrefine")
    port, folder = stores.free_port(), tmp_path_factory.mktemp("refine")
    command = [program, "-p", str(port), "-i", "127.0.0.1", "-d", str(folder)]
    running = subprocess.Popen(
        [*command, "-x", "refine.headless=true"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=address, timeout=180, trust_env=False) as client:
            one, end = Refine(client), time.monotonic() + STARTING_SECONDS
            while not one.answers():
                assert running.poll() is None and time.monotonic() < end, command
                time.sleep(0.5)
            yield one
    finally:
        stores.end_group(running)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving.served(namesakes.write(tmp_path_factory.mktemp("kg")).path) as client:
        yield f"{str(client.base_url).rstrip('/')}/reconcile"


def test_a_column_of_names(refine: Refine, service: str) -> None:
    project = refine.project(TABLE)
    manifest = httpx.get(service, timeout=180, trust_env=False).json()
    guessed = refine.do("guess-types-of-column", project=project, columnName=NAMES, service=service)
    assert "Person" in [one["id"] for one in guessed.json()["types"]]
    told = {"column": "地方", "propertyID": "place", "propertyName": "place"}
    spaces = {name: manifest[name] for name in ("identifierSpace", "schemaSpace")}
    config = {
        "mode": "standard-service", "service": service, **spaces, "autoMatch": True, "limit": 0,
        "type": {"id": "Person", "name": "人物 person"}, "columnDetails": [told],
    }  # fmt: skip
    refine.do("reconcile", project=project, columnName=NAMES, config=config, engine=ALL)
    found = refine.matched(project)
    assert [one["j"] for one in found] == ["matched", "none", "matched", "none"]
    assert found[0]["m"]["id"] == "person/秦越-南山县"
    assert {one["id"] for one in found[1]["c"]} == {"person/秦越-北河县", "person/秦越-南山县"}
    assert found[2]["m"]["id"] == "person/陆知远"
