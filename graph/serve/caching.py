"""HTTP caching: what was answered holds as long as the graph is the same (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
import re

from starlette.requests import Request
from starlette.responses import Response

from graph.serve.pool import Pool

FLEETING = {"Cache-Control": "no-store"}
"""The header of an answer that may be another the next time."""

_CHANGING = re.compile(r"\b(now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)


def lasting(request: Request, query: str) -> bool:
    """Whether the answer to a query can be kept: it is asked by GET, and the same each time."""
    return request.method != "POST" and not _CHANGING.search(query)


def headers(version: str, *told: object) -> dict[str, str]:
    """The headers of what a version of the graph answers to ``told``: it may be kept, and is asked
    for again by its tag each time; to another Accept the answer is another."""
    return {"ETag": _tag(version, told), "Cache-Control": "no-cache", "Vary": "Accept"}


def unchanged(request: Request, pool: Pool, *told: object) -> Response | None:
    """Status 304 where the client says that it has what would be answered to ``told``."""
    given = request.headers.get("if-none-match")
    if given is None:
        return None
    version = pool.version()
    if given != "*" and _tag(version, told) not in re.findall(r'"[^"]*"', given):
        return None
    return Response(status_code=304, headers=headers(version, *told))


def _tag(version: str, told: tuple[object, ...]) -> str:
    digest = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()
    return f'"{version}-{digest[:16]}"'
