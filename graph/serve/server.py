"""A server on a port of this machine."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from graph.model import StoreError

HEAD_SECONDS = 10.0
"""So long a client may take to say what it asks, from its connection or its last answer on."""

STALL_SECONDS = 20.0
"""A client that takes longer for a piece of its answer is given up."""

_MAX_CONNECTIONS = 512
_ENDING_SECONDS = 3
"""So long answers that are on their way may take once the server is told to end."""

_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": level, "propagate": False}
        for name, level in (("uvicorn.access", "INFO"), ("uvicorn.error", "ERROR"))
    },
}


class Protocol(H11Protocol):
    """uvicorn's HTTP, without its patience for clients that connect and do not ask, or do not read
    what they asked for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has connected."""
        super().connection_made(transport)
        self._silence = self._expect_request()

    def on_response_complete(self) -> None:
        """A client has got its answer."""
        super().on_response_complete()
        self._silence.cancel()
        self._silence = self._expect_request()

    def _expect_request(self) -> asyncio.TimerHandle:
        return self.loop.call_later(HEAD_SECONDS, self._end_if_silent, self.cycle)

    def _end_if_silent(self, last: object) -> None:
        if self.cycle is last:
            self.transport.abort()

    def pause_writing(self) -> None:
        """A client does not read as fast as we write."""
        super().pause_writing()
        self._stalled = self.loop.call_later(STALL_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It has read."""
        super().resume_writing()
        self._stalled.cancel()


def serve(
    app: Starlette,
    host: str,
    port: int,
    *,
    log: bool = False,
    ready: Callable[[str], object] = repr,
) -> None:
    """Serve until the process is told to end. ``port`` 0 takes any that is free.

    ``ready`` is called with the address once it listens; ``log`` writes a line a request to stderr.
    StoreError when the port cannot be had.
    """
    listening = _listen(host, port)
    address, port = listening.getsockname()[:2]
    name = f"[{address}]" if ":" in address else address
    ready(f"http://{name}:{port}/")
    config = uvicorn.Config(
        app,
        http=Protocol,
        ws="none",
        log_config=_LOGGING,
        access_log=log,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MAX_CONNECTIONS,
        timeout_graceful_shutdown=_ENDING_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=128)
        # An answer's body shall not wait for its head to be acknowledged; connections inherit this
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(
            f"{host}:{port} 不能用 / cannot listen at {host}:{port}: {reason}; "
            f"try another port: --port {port + 1 if port < 65535 else 8000}"
        ) from error
