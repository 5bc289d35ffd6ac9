"""Work for a client that is there; clients that read slowly."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph.serve.refusals import Busy

T = TypeVar("T")

MAX_HELD_BYTES = 512 << 20
"""The most bytes of answers that wait for their clients to read them."""

_GONE = 499  # what servers log for a client that has left; nobody reads it
_PIECE_BYTES = 1 << 18


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """The result of some work, which is ended when the client leaves."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise HTTPException(_GONE)
        return working.result()
    finally:
        leaving.cancel()
        working.cancel()


async def _left(request: Request) -> None:
    """Returns when the client has closed its connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Answer(Response):
    """An answer that may be large: sent in pieces, as its client takes them.

    Busy when those that are being sent would be too much to hold.
    """

    held = 0
    """Bytes of the answers that are being sent."""

    def __init__(self, content: bytes, headers: Mapping[str, str]) -> None:
        if Answer.held + len(content) > MAX_HELD_BYTES:
            raise Busy(
                "太多答案正在传送 / many large answers are being read; try again in a moment"
            )
        super().__init__(headers=headers)
        self._content = content
        self.headers["Content-Length"] = str(len(content))
        self.headers["X-Content-Type-Options"] = "nosniff"  # it may hold what looks like HTML

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        rest = memoryview(self._content)
        Answer.held += len(rest)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            for begin in range(0, len(rest) or 1, _PIECE_BYTES):
                piece = bytes(rest[begin : begin + _PIECE_BYTES])
                more = begin + _PIECE_BYTES < len(rest)
                await send({"type": "http.response.body", "body": piece, "more_body": more})
        finally:
            Answer.held -= len(rest)
