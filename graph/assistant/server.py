"""The server and its tools, as a language model sees them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from graph.assistant import tasks
from graph.model import TifagraphError
from graph.query import Limits, named
from graph.serve import Pool
from graph.store import Store

LIMITS = Limits(seconds=30.0, memory=2 << 30, answer=8 << 20)
"""What a call of a tool may take."""

_PROCESSES = 2
_MOST = 200  # rows
_INSTRUCTIONS = """\
A knowledge graph of Chinese official text: persons, posts, organisations, places, events, policies
and slogans (提法), read from documents. Answer from what these tools return and from nothing else.
Every answer has `sentences`, the sentences that say so: quote them and give their addresses. Where
a tool returns no row, say that the documents do not tell it. A name may be Chinese or pinyin; where
several share one, the error gives their addresses (person/李明-青芦县), which are taken as names.
Start with search; prefer ask (a named question) over sparql."""

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_Done = Callable[..., Awaitable[tasks.Answer]]
_Limit = Annotated[int, Field(ge=1, le=_MOST, description="rows at most")]
_Name = Annotated[str, Field(max_length=500, description="a name or an address")]


def server(kg: str | Path, limits: Limits = LIMITS) -> MCPServer[None]:
    """The server of a graph, to be run. StoreError where there is no graph."""
    pool = Pool(Store.open(kg).path, limits, _PROCESSES)

    @asynccontextmanager
    async def lifespan(_: MCPServer[None]) -> AsyncIterator[None]:
        starting = asyncio.create_task(pool.start())
        try:
            yield
        finally:
            starting.cancel()
            pool.close()

    async def done(task: Callable[..., tasks.Answer], *arguments: Any) -> tasks.Answer:
        """The answer of a task; what it refuses is the error of the tool."""
        try:
            return (await pool.run(task, *arguments))[1]
        except TifagraphError as error:
            raise ToolError(str(error)) from error

    made = MCPServer("tifagraph", instructions=_INSTRUCTIONS, lifespan=lifespan, log_level="ERROR")
    _about_names(made, done)
    _of_questions(made, done)
    return made


def _about_names(made: MCPServer[None], done: _Done) -> None:
    """The tools that look for names, and tell what is known of one."""
    tool = made.tool(annotations=_READS)

    @tool
    async def search(text: _Name, type: str = "", limit: _Limit = 10) -> dict[str, Any]:
        """Find entities by name, other name, pinyin or initials, and sentences with the text.

        type: Person, Post, Organization, Place, Event, Policy, Slogan; empty for any.
        """
        return await done(tasks.search, text, type, limit)

    @tool
    async def profile(name: _Name) -> dict[str, Any]:
        """Everything known of one entity, by relation, with the sentence behind each fact."""
        return await done(tasks.profile, name)

    @tool
    async def evidence(name: _Name, limit: _Limit = 50) -> dict[str, Any]:
        """Every relation that an entity is in, each with the sentence that states it."""
        return await done(tasks.ask, "evidence", {"about": name}, limit)


def _of_questions(made: MCPServer[None], done: _Done) -> None:
    """The tools that ask: named questions, and SPARQL."""
    tool = made.tool(annotations=_READS)

    @tool
    async def questions() -> dict[str, Any]:
        """The named questions with their parameters, for ask."""
        return {"questions": [_question(name) for name in named()]}

    @tool
    async def ask(
        question: str, parameters: dict[str, str] | None = None, limit: _Limit = 50
    ) -> dict[str, Any]:
        """Ask a named question: its name and the values of its parameters, as questions() has them.

        Example: question "career", parameters {"person": "陆知远"}.
        """
        return await done(tasks.ask, question, parameters or {}, limit)

    @tool
    async def sparql(
        query: Annotated[str, Field(max_length=100_000)], limit: _Limit = 50
    ) -> dict[str, Any]:
        """SPARQL 1.1, read only, 30 seconds. The prefixes tg, org, rdfs, skos, nif, itsrdf and
        dcterms are known. A statement is in the default graph, and in a graph of each sentence that
        states it: GRAPH ?sentence { ?person org:holds ?post }. Labels are rdfs:label "…"@zh.
        """
        return await done(tasks.sparql, query, limit)


def _question(name: str) -> dict[str, Any]:
    asked = named()[name]
    return {
        "name": name,
        "title": f"{asked.title_zh} / {asked.title}",
        "description": asked.description,
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "description": one.description,
                "required": not one.optional,
            }
            for one in asked.parameters
        ],
    }
