"""The graph for assistants: a server of the Model Context Protocol (MCP) over stdin and stdout.

Takes the path of a graph; a language model that is given its tools answers from what the graph
says, and every answer has the addresses of the sentences that say so. Needs the extra ``[mcp]``.
"""

from __future__ import annotations

from graph.assistant.server import server

__all__ = ["server"]
