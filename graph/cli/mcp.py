"""The verb that gives a graph to assistants."""

from __future__ import annotations

import sys

import typer

from graph.cli import terminal
from graph.cli.common import KG
from graph.model import InputError

app = typer.Typer()

_LACKING = "MCP 未装 / MCP is not installed; try: pip install 'tifagraph[mcp]'"


@app.command()
def mcp(kg: KG) -> None:
    """助手 / An MCP server on stdin and stdout: a language model asks the graph and cites it.

    例 / Example:  tifagraph mcp kg  (写入助手的设置，由它启动 / in an assistant's settings)
    """
    try:
        from graph.assistant import server
    except ModuleNotFoundError as error:
        raise InputError(_LACKING) from error
    made = server(kg)
    if sys.stdin.isatty():
        terminal.say("等待助手 / waits for an assistant to speak MCP on stdin; Ctrl-C 结束 / ends")
    made.run("stdio")
