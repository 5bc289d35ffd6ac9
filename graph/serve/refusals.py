"""What is refused, as HTTP says it: a status, and one line in both languages that says what to try.

Status 500 is for a query that is right but asks too much (SPARQL 1.1 Protocol, section 2.1.4).
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graph.model import QueryError, StoreError, TifagraphError
from graph.query import OverLimit

_RETRY_SECONDS = "5"
_OVER = {"seconds": 504, "memory": 500, "answer": 500, "depth": 400, "database": 500}
_SAID = {
    404: "这里没有网页 / there is no page here; the endpoint is /sparql, the start is /",
    405: "不支持此方法 / this method is not served; a graph is only read, by GET and POST",
}


class Busy(TifagraphError):
    """All processes answer others."""


def refused(status: int, message: str) -> HTTPException:
    """An exception for a view to raise."""
    return HTTPException(status, message)


def http_error(request: Request, error: Exception) -> Response:
    """What a view or a router refused."""
    assert isinstance(error, HTTPException)
    said = _SAID.get(error.status_code, error.detail) if _plain(error) else error.detail
    return _line(error.status_code, said, dict(error.headers or {}))


def _plain(error: HTTPException) -> bool:
    """Whether the message is Starlette's, which says no more than the status does."""
    return error.detail in ("Not Found", "Method Not Allowed")


def failure(request: Request, error: Exception) -> Response:
    """What the graph or its query engine refused."""
    if isinstance(error, Busy | StoreError):
        return _line(503, str(error), {"Retry-After": _RETRY_SECONDS})
    assert isinstance(error, QueryError)
    return _line(_OVER[error.what] if isinstance(error, OverLimit) else 400, str(error), {})


def unforeseen(request: Request, error: Exception) -> Response:
    """A fault of ours, which the server's log tells."""
    return _line(500, "服务器出错，请报告 / a fault of the server; please report it", {})


def _line(status: int, message: str, headers: dict[str, str]) -> Response:
    headers |= {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return PlainTextResponse(message + "\n", status, headers)
