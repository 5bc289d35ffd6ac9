"""The interactive page of the graph or of a part of it, ``/page``.

It is made in a process of its own, since it reads the page's scripts, which a worker cannot open.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import anyio
from anyio import BrokenWorkerProcess
from anyio.to_process import run_sync
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from graph.model import TifagraphError
from graph.page import Scope, view
from graph.process import limit_memory
from graph.query import OverLimit, too_much
from graph.serve import caching
from graph.serve.judgements import path_of
from graph.serve.pool import Pool
from graph.serve.refusals import refused
from graph.serve.waiting import Answer, while_connected
from graph.store import Store

_AT_ONCE = 2  # pages that are made, each of which takes a processor
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "frame-ancestors 'self'",  # the page itself says the rest
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_making = anyio.CapacityLimiter(_AT_ONCE)


async def picture(request: Request) -> Response:
    """The page of the scope that the address tells, as ``tifagraph view`` makes it."""
    pool: Pool = request.app.state.pool
    version = pool.version()
    asked, serve = request.query_params, path_of(request)
    told = serve, sorted(asked.multi_items())
    if kept := caching.unchanged(request, pool, *told):
        return kept
    scope = _scope(asked)
    lang: Literal["zh", "en"] = "en" if asked.get("lang") == "en" else "zh"
    try:
        with anyio.fail_after(pool.limits.seconds):
            work = _made(pool.path, scope, lang, serve, pool.limits.memory)
            html = await while_connected(request, work)
    except TimeoutError:
        seconds = f"{pool.limits.seconds:g}"
        raise OverLimit(
            f"图太大 / no page after {seconds} seconds; ask for a part of the graph, or give it "
            "longer: --timeout SECONDS",
            "seconds",
        ) from None
    return Answer(html.encode(), _HEADERS | caching.headers(version, *told))


def _scope(asked: QueryParams) -> Scope:
    try:
        return Scope(
            focus=asked.get("focus"),
            hops=int(asked.get("hops", "1")),
            only=tuple(asked.getlist("only")),
            place=asked.get("place"),
            since=asked.get("since"),
            until=asked.get("until"),
            document=asked.get("document"),
        )
    except ValueError:
        raise refused(400, "hops 应为整数 / hops is a number, 0 to 3") from None


async def _made(
    path: Path, scope: Scope, lang: Literal["zh", "en"], serve: str, memory: int
) -> str:
    asked = path, scope, lang, serve, memory
    try:
        made = await run_sync(_html, *asked, cancellable=True, limiter=_making)
    except BrokenWorkerProcess:
        raise too_much(memory, "give ?focus=, ?since= or another part of the graph") from None
    if made[0] == "error":
        raise refused(404, made[1])
    return made[1]


def _html(
    path: Path, scope: Scope, lang: Literal["zh", "en"], serve: str, memory: int
) -> tuple[str, str]:
    """The page, or what was wrong. Where it takes more than ``memory`` bytes, this process ends."""
    try:
        store = Store.open(path)
        limit_memory(memory)
        return "html", view(store, scope=scope, lang=lang, serve=serve).html
    except TifagraphError as error:
        return "error", str(error)
    except (MemoryError, ImportError):
        # a library that is loaded late fails by ImportError, and would be half loaded ever after
        os._exit(1)
