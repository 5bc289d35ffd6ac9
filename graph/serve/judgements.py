"""Judgements made on the page of a graph: ``/judgements`` records them.

It is the only thing that is written here, so it is off unless the server is told to, and a page of
another site cannot do it: a browser says whence a request comes, and lets no foreign form send
JSON. Recorded is the line that ``tifagraph same``, ``different`` and ``wrong`` would write.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
from anyio.to_process import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graph.build import told_apart, unborne
from graph.identity import JUDGEMENTS, VERDICTS, WRONG, judged, record
from graph.model import AmbiguousError, InputError, QueryError, StoreError
from graph.serve import caching
from graph.serve.pool import Pool
from graph.serve.protocol import body, json_object
from graph.serve.refusals import refused
from graph.store import Store

_MAX_BYTES = 8 << 10
_FIELDS = ("verdict", "a", "b", "why", "relation")
_EXAMPLE = '{"verdict": "different", "a": "李明-丰水县", "b": "李明-青芦县", "why": "…"}'
_writing = anyio.CapacityLimiter(1)


def path_of(request: Request) -> str:
    """Where judgements go, empty where the server records none."""
    return "/judgements" if request.app.state.judge else ""


async def judgements(request: Request) -> Response:
    """Record a judgement. HTTPException for one that is malformed, foreign or judged already."""
    pool: Pool = request.app.state.pool
    if not path_of(request):
        raise refused(
            403,
            "这里不记判断 / judgements are not recorded here; start it with --judge",
        )
    if not _is_ours(request):
        raise refused(
            403,
            "别的网站不能记判断 / a page of another site cannot judge; do it on the page at /page",
        )
    fields = await _fields(request)
    status, line = await run_sync(_recorded, pool.path, fields, limiter=_writing)
    if status != 201:
        raise refused(status, line)
    return PlainTextResponse(f"{line}\n", status, caching.FLEETING)


def _is_ours(request: Request) -> bool:
    """Whether it comes from a page of this server, or from no page: programs name no site."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    host = request.headers["host"].lower()
    origin = request.headers.get("origin", f"http://{host}")
    return site == "same-origin" and origin.lower().partition("://")[2] == host


async def _fields(request: Request) -> dict[str, str]:
    """The verdict, what it is about and the reason, as they were sent."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise refused(415, f"请求须为 JSON / send it as application/json: {_EXAMPLE}")
    sent: dict[str, Any] = json_object(await body(request, _MAX_BYTES), _EXAMPLE)
    fields = {name: sent.get(name, "") for name in _FIELDS}
    needed = ("verdict", "a", "why") if fields["verdict"] == WRONG else _FIELDS[:4]
    texts = all(isinstance(value, str) for value in fields.values())
    if not texts or not all(fields[name].strip() for name in needed):
        raise refused(400, f"缺字段 / verdict, a, b and why are texts, none empty: {_EXAMPLE}")
    if fields["verdict"] not in VERDICTS:
        raise refused(400, f"verdict 应为 / verdict is {' or '.join(VERDICTS)}")
    return {name: str(value).strip() for name, value in fields.items()}


def _recorded(folder: Path, fields: dict[str, str]) -> tuple[int, str]:
    """The status and what to say; in a process of its own, since it opens files."""
    try:
        judgement = judged(**fields)
    except InputError as error:
        return 400, str(error)
    try:
        told_apart(Store.open(folder), judgement)
        if unknown := unborne(folder, judgement):
            says = "没有文档说 / no document says"
            if judgement.verdict != WRONG:
                says = "无人叫此名 / nobody bears"
            return 400, f"{says} {'、'.join(unknown)}; check how it is written"
        record(folder / JUDGEMENTS, judgement)
    except (AmbiguousError, InputError) as error:
        return 409, str(error)
    except QueryError as error:
        return 400, str(error)
    except StoreError as error:
        return 503, str(error)
    return 201, f"已记入 / recorded; `tifagraph update {folder} DOCUMENTS` applies it"
