"""HTTP caching: what was answered holds as long as the graph is the same (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
import re

from starlette.requests import Request
from starlette.responses import Response

FLEETING = {"Cache-Control": "no-store"}
"""The header of an answer that may be another the next time."""

_CHANGING = re.compile(r"\b(now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)


def etag(version: str, *told: object) -> str:
    """The tag of what is answered to ``told`` by a version of the graph."""
    digest = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()
    return f'"{version}-{digest[:16]}"'


def lasting(query: str) -> bool:
    """Whether a query gives the same answer each time."""
    return not _CHANGING.search(query)


def known(request: Request, tag: str) -> bool:
    """Whether the client says that it has what the tag names."""
    given = request.headers.get("if-none-match", "")
    return given == "*" or tag in re.findall(r'"[^"]*"', given)


def unchanged(tag: str) -> Response:
    """Status 304."""
    return Response(status_code=304, headers=headers(tag))


def headers(tag: str) -> dict[str, str]:
    """To be kept, and asked for again with the tag each time; another Accept is another answer."""
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}
