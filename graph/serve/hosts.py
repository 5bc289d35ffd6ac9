"""Requests to other names than the server's are refused.

A page of any site can make its own name mean this machine (DNS rebinding) and read what it serves;
the Host header then bears that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_OURS = ("localhost", "127.0.0.1", "::1")


class Hosts:
    """Lets requests to the known names pass."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._names = {*_OURS, *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http" and _name(scope) not in self._names:
            refusal = PlainTextResponse(
                "不是本服务器的名字 / this server has another name; ask it at localhost, "
                "or start it with --name and the name you use\n",
                421,
            )
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _name(scope: Scope) -> str | None:
    """The name that a request is sent to, None where there is none."""
    try:
        return urlsplit("//" + Headers(scope=scope).get("host", "")).hostname
    except ValueError:
        return None
