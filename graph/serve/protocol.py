"""What a request asks: SPARQL 1.1 Protocol, sections 2.1 and 2.2, read without trust."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request

from graph.query import MAX_QUERY_CHARACTERS
from graph.serve.refusals import refused
from graph.store import Dataset

MAX_BODY_BYTES = 10 << 20
"""A form of the longest query, each character percent-encoded, and a little."""

BODY_SECONDS = 20.0
"""So long a client may take to send a request's body."""

_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
_MAX_FIELDS = 1000
_FIELDS = ("query", "update", "default-graph-uri", "named-graph-uri", "format")


class Asked(NamedTuple):
    """A query, None if there is none; the dataset and the format asked for, if any."""

    query: str | None
    dataset: Dataset | None
    format: str


async def asked(request: Request) -> Asked:
    """What a request asks. HTTPException for what the protocol does not allow."""
    fields = _fields(request.scope["query_string"])
    if request.method == "POST":
        posted = await _posted(request)
        if not any(name in ("query", "update") for name, _ in posted):
            raise refused(400, "没有查询 / there is no query; send it as query=SELECT…")
        fields += posted
    found = {name: [value for key, value in fields if key == name] for name in _FIELDS}
    if found["update"]:
        raise refused(403, "图只读 / a graph is only read here; change the documents and build it")
    for name in ("query", "format"):
        if len(found[name]) > 1:
            raise refused(400, f"{name} 只能有一个 / {name} is given twice; send one")
    query = found["query"][0] if found["query"] else None
    if query is not None and len(query) > MAX_QUERY_CHARACTERS:
        raise _too_large(f"{MAX_QUERY_CHARACTERS:,} characters of a query")
    graphs = tuple(found["default-graph-uri"]), tuple(found["named-graph-uri"])
    dataset = Dataset(*graphs) if any(graphs) else None
    return Asked(query, dataset, "".join(found["format"]))


async def form(request: Request) -> dict[str, str]:
    """The fields of the URL and of a posted form, the last of a name. HTTPException as `asked`."""
    posted = await _posted(request) if request.method == "POST" else []
    return dict([*_fields(request.scope["query_string"]), *posted])


async def _posted(request: Request) -> list[tuple[str, str]]:
    """The fields in the body of a POST; the query itself is one."""
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if media.strip() == "application/sparql-update":
        raise refused(403, "图只读 / a graph is only read here; change the documents and build it")
    if media.strip() not in (_FORM, _DIRECT):
        raise refused(415, f"请求须为 / send a query as {_FORM} or {_DIRECT}, in UTF-8")
    charset = re.search(r'charset\s*=\s*"?([\w-]+)', parameters)
    if charset and charset[1] not in ("utf-8", "utf8"):
        raise refused(415, f"编码须为 UTF-8 / send it in UTF-8, not {charset[1]}")
    sent = await body(request, MAX_BODY_BYTES)
    # a large form takes a second, in which others are served
    return await run_sync(_fields, sent) if media.strip() == _FORM else [("query", _text(sent))]


async def body(request: Request, most: int) -> bytes:
    """The body, of so many bytes at most. HTTPException for a longer, slow or broken one."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _read(request, most)
    except TimeoutError:
        raise refused(408, "请求太慢 / the request took too long to arrive; send it anew") from None


async def _read(request: Request, most: int) -> bytes:
    """The body, read no further than it may be long."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > most:
        raise _too_large(f"{most >> 10:,} KiB")
    read = bytearray()
    try:
        async for piece in request.stream():
            read += piece
            if len(read) > most:
                raise _too_large(f"{most >> 10:,} KiB")
    except ClientDisconnect:
        raise refused(400, "请求不完整 / the request broke off; send it anew") from None
    return bytes(read)


def json_object(sent: str | bytes, example: str) -> dict[str, Any]:
    """The object that JSON writes; ``example`` is said to who sends anything else."""
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise refused(400, f"不是 JSON / not JSON: {error}") from None
    if not isinstance(found, dict):
        raise refused(400, f"应为 JSON 对象 / write a JSON object: {example}")
    return found


def _too_large(limit: str) -> Exception:
    return refused(413, f"请求太长 / the request is longer than {limit}; ask for less")


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    """The pairs of a form or of a URL."""
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError:
        raise refused(
            400, "参数有误 / the parameters are not percent-encoded UTF-8, or there are too many"
        ) from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise refused(400, "查询不是 UTF-8 / the query is not UTF-8; send it in UTF-8") from None
