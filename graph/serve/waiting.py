"""Work for a client that is there; clients that read slowly."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

T = TypeVar("T")

STALL_SECONDS = 30.0
"""A client that takes no byte for so long is given up."""

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


class Paced:
    """Sends large answers in pieces, and gives up a client that does not take them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""

        async def pieces(message: Message) -> None:
            body = message.get("body", b"")
            while len(body) > _PIECE_BYTES:
                piece, body = body[:_PIECE_BYTES], memoryview(body)[_PIECE_BYTES:]
                await _sent({**message, "body": bytes(piece), "more_body": True})
            await _sent({**message, "body": bytes(body)} if "body" in message else message)

        async def _sent(message: Message) -> None:
            async with asyncio.timeout(STALL_SECONDS):
                await send(message)

        await self._app(scope, receive, pieces if scope["type"] == "http" else send)
