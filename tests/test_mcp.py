"""The graph as an assistant has it: asked over stdio by the protocol's own client."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio.from_thread
import namesakes
import pytest

from graph.cli import main
from graph.query import named

mcp = pytest.importorskip("mcp")

pytestmark = pytest.mark.slow  # a server of its own

COMMAND = ["-c", "from graph.cli import run; run()", "mcp"]
INVOKES = "GRAPH ?s { ?who tg:invokes ?what }"


class Assistant:
    """A client that has connected, to be used from one thread."""

    def __init__(self, portal: anyio.from_thread.BlockingPortal, client: Any) -> None:
        self._portal, self._client = portal, client

    def tools(self) -> list[Any]:
        return list(self._portal.call(self._client.list_tools).tools)

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        answer = self._portal.call(self._client.call_tool, tool, arguments)
        assert not answer.is_error, answer.content[0].text
        assert json.loads(answer.content[0].text) == answer.structured_content
        return dict(answer.structured_content)

    def refused(self, tool: str, **arguments: Any) -> str:
        answer = self._portal.call(self._client.call_tool, tool, arguments)
        assert answer.is_error
        return str(answer.content[0].text)


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return namesakes.write(tmp_path_factory.mktemp("kg")).path


@pytest.fixture(scope="module")
def assistant(kg: Path) -> Iterator[Assistant]:
    server = mcp.StdioServerParameters(command=sys.executable, args=[*COMMAND, str(kg)])
    with anyio.from_thread.start_blocking_portal() as portal:
        client = mcp.Client(mcp.stdio_client(server))
        with portal.wrap_async_context_manager(client) as connected:
            yield Assistant(portal, connected)


def texts(answer: dict[str, Any]) -> dict[str, str]:
    """Address → text of the sentences of an answer, each of which tells where it stands."""
    for one in answer["sentences"]:
        assert f"/document/{one['document']}#char=" in one["address"]
    return {one["address"]: one["text"] for one in answer["sentences"]}


def assert_cited(answer: dict[str, Any]) -> None:
    """Every row has its sentences, and they are given."""
    known = texts(answer)
    for row in answer["rows"]:
        assert row["sentences"] and set(row["sentences"]) <= known.keys(), row


def test_the_tools_say_what_they_are_for(assistant: Assistant) -> None:
    tools = {tool.name: tool for tool in assistant.tools()}
    assert set(tools) == {"search", "profile", "evidence", "questions", "ask", "sparql"}
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools.values())
    assert tools["ask"].input_schema["required"] == ["question"]


@pytest.mark.parametrize("text", ["陆知远", "luzhiyuan", "lzy", "陸知遠"])
def test_search_finds_names_with_a_sentence(assistant: Assistant, text: str) -> None:
    found = assistant.call("search", text=text, type="Person")
    first = found["entities"][0]
    assert first["address"] == "person/陆知远"
    assert "陆知远" in texts(found)[first["sentences"][0]]


def test_search_finds_sentences(assistant: Assistant) -> None:
    found = assistant.call("search", text="讲透")
    assert found["entities"] == []
    assert "“两个维护”和“三严三实”要讲透。" in texts(found).values()


def test_a_profile_cites_each_fact(assistant: Assistant) -> None:
    found = assistant.call("profile", name="陆知远")
    known = texts(found)
    facts = [fact for section in found["sections"].values() for fact in section["facts"]]
    assert len(facts) > 5 and all(known[fact["address"]] == fact["sentence"] for fact in facts)


def test_evidence_is_the_sentences_that_state_it(assistant: Assistant) -> None:
    found = assistant.call("evidence", name="两个维护")
    assert found["rows_in_all"] == found["rows_shown"] == 3
    assert_cited(found)
    assert all("两个维护" in text for text in texts(found).values())


def test_every_question_is_listed(assistant: Assistant) -> None:
    listed = assistant.call("questions")["questions"]
    assert [one["name"] for one in listed] == list(named())
    career = next(one for one in listed if one["name"] == "career")
    assert career["parameters"][0]["required"]


def test_a_question_is_answered_with_sentences(assistant: Assistant) -> None:
    found = assistant.call("ask", question="who-holds-what", parameters={"person": "周岚"})
    assert [row["post"] for row in found["rows"]] == ["中共江州市委组织部部长"]
    assert found["rows"][0]["first_seen"] == "2021-03-01"
    assert_cited(found)


def test_rows_are_bounded_and_counted(assistant: Assistant) -> None:
    found = assistant.call("ask", question="documents", limit=2)
    assert (found["rows_in_all"], found["rows_shown"], len(found["rows"])) == (3, 2, 2)


def test_sparql_is_answered_with_sentences(assistant: Assistant) -> None:
    for columns in ("?who ?what", "?s", "?who"):
        found = assistant.call("sparql", query=f"SELECT {columns} {{ {INVOKES} }}")
        assert found["rows"]
        assert_cited(found)
    labels = f"SELECT ?a ?b {{ {INVOKES} ?who rdfs:label ?a . ?what rdfs:label ?b }}"
    assert_cited(assistant.call("sparql", query=labels))
    assert_cited(
        assistant.call("sparql", query=f"CONSTRUCT {{ ?who tg:invokes ?what }} {{ {INVOKES} }}")
    )
    assert assistant.call("sparql", query="ASK { ?p a tg:Person }")["answer"] is True


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("profile", {"name": "秦越"}, "person/秦越-北河县"),
        ("profile", {"name": "陆知"}, "person/陆知远"),
        ("search", {"text": "陆知远", "type": "People"}, "Person"),
        ("ask", {"question": "who-hold-what"}, "who-holds-what"),
        ("ask", {"question": "career"}, "person"),
        ("ask", {"question": "career", "parameters": {"person": "周兰"}}, "周"),
        ("ask", {"question": "documents", "parameters": {"who": "周岚"}}, "who"),
        ("ask", {"question": "@/dev/null"}, "questions()"),
        ("sparql", {"query": "SELECT * {"}, "malformed"),
        ("sparql", {"query": "@/dev/null"}, "SPARQL"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}, "SERVICE"),
        ("sparql", {"query": "SELECT * { ?s ?p ?o }", "limit": 10_000}, "200"),
        ("sparql", {"query": "ASK " + "{" * 50_000}, "nested"),
    ],
)
def test_what_cannot_be_done_is_an_error_of_the_tool(
    assistant: Assistant, tool: str, arguments: dict[str, Any], said: str
) -> None:
    assert said in assistant.refused(tool, **arguments)
    assert assistant.call("ask", question="kinds")["rows"]


def test_no_graph_is_told_and_nothing_else_goes_to_stdout(
    tmp_path: Path, kg: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mcp", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    ended = subprocess.run(
        [sys.executable, *COMMAND, str(kg)], input=b"", capture_output=True, timeout=60
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
