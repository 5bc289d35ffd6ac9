"""Another server's SPARQL 1.1 endpoint, asked over HTTP.

The named queries are SPARQL 1.1 and run on any server that has loaded a graph of ours. Servers may
cut an answer and call it whole: Virtuoso does at 10,000 rows, or where it has found too little in
time, and says so in a header at most. That is told, as is an answer of a suspiciously round number
of rows.
"""

from __future__ import annotations

import logging
import re
import time
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

from graph.characters import tamed
from graph.model import QueryError
from graph.query.asking import explained
from graph.query.bounded import collected
from graph.query.limits import MAX_ANSWER_BYTES, TOO_LARGE, TOO_LONG, Limits, outcome
from graph.query.results import Rows, Triples
from graph.rdf import PREFIXES

log = logging.getLogger(__name__)

_ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
_TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_ACCEPT = (
    "application/sparql-results+json, application/n-triples, text/turtle;q=0.9, "
    "application/sparql-results+xml;q=0.8"
)
_YES_OR_NO = ("__ASK_RETVAL",)  # Virtuoso answers ASK by a row or none
_PIECE_BYTES = 1 << 16
_ROUND = 1000  # servers cut answers at a multiple of this many rows
_TOLD_CHARACTERS = 200  # of what a server says of an error


class Endpoint(NamedTuple):
    """The address of a SPARQL endpoint: ``http://127.0.0.1:7878/query``."""

    url: str

    def ask(self, text: str, seconds: float) -> Rows | bool | Triples:
        """The answer to SPARQL, whose prefixes of ours need no declaration.

        QueryError for what the server refuses, does not understand or answers in no format of the
        standard, OverLimit when it takes longer than ``seconds`` or answers too much.
        """
        limits = Limits(seconds)
        with explained(text):
            found = _answered(self._request(text), limits)
        try:
            answer = _read(self.url, *found)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.url} 的答复有误 / its answer is malformed: {error}") from error
        if isinstance(answer, Rows):
            if answer.columns == _YES_OR_NO:
                return bool(answer)
            _tell_cut(text, len(answer), found[0])
        return answer

    def _request(self, text: str) -> Request:
        if not re.match(r"https?://[^/]", self.url):
            raise QueryError(
                f"“{self.url}” 不是网址 / is no address; write it as http://127.0.0.1:7878/query"
            )
        address = quote(self.url, safe="%/:?#[]@!$&'()*+,;=")
        body = urlencode({"query": _declared(text)}).encode()
        try:
            return Request(address, body, {"Accept": _ACCEPT, "User-Agent": "tifagraph"})
        except ValueError as error:
            raise _unreachable(self.url, error) from error


def _declared(text: str) -> str:
    """The query with the prefixes of ours that it uses and does not declare."""
    declared = set(re.findall(r"\bprefix\s+([\w-]+):", text, re.IGNORECASE))
    lacking = [
        f"PREFIX {name}: <{namespace}> "
        for name, namespace in PREFIXES.items()
        if name not in declared and re.search(rf"(?<![\w:-]){name}:", text)
    ]
    return "".join(lacking) + text


def _answered(request: Request, limits: Limits) -> tuple[Message, bytes]:
    """The headers and the body of the answer."""
    address = request.full_url
    try:
        with urlopen(request, timeout=limits.seconds) as response:
            return response.headers, _body(response, limits)
    except HTTPError as error:
        with error:
            said = error.read(1 << 12).decode("utf-8", "replace").strip() or error.reason
        line = tamed(" ".join(said.split()))[:_TOLD_CHARACTERS]
        raise QueryError(f"{address}: HTTP {error.code}: {line}") from error
    except TimeoutError:
        raise outcome(TOO_LONG, limits) from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise outcome(TOO_LONG, limits) from None
        raise _unreachable(address, error.reason) from error
    except (OSError, HTTPException, ValueError) as error:
        raise _unreachable(address, error) from error


def _unreachable(address: str, reason: object) -> QueryError:
    why = getattr(reason, "strerror", None) or reason or type(reason).__name__
    return QueryError(
        f"{address} 没有应答 / does not answer: {why}; check the address, and that the server runs"
    )


def _body(response: HTTPResponse, limits: Limits) -> bytes:
    end = time.monotonic() + limits.seconds
    body = bytearray()
    while piece := response.read1(_PIECE_BYTES):
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise outcome(TOO_LARGE, limits)
        if time.monotonic() > end:
            raise outcome(TOO_LONG, limits)
    return bytes(body)


def _read(url: str, headers: Message, body: bytes) -> Rows | bool | Triples:
    media = headers.get_content_type()
    if media in _ROWS:
        return collected(ox.parse_query_results(body, format=_ROWS[media]))
    if media in _TRIPLES:
        return tuple(quad.triple for quad in ox.parse(body, format=_TRIPLES[media]))
    raise QueryError(
        f"{url} 答以 {media}，不是 SPARQL 的格式，核对网址 / answers in {media}, which is no "
        "format of SPARQL; is this a SPARQL endpoint?"
    )


def _tell_cut(text: str, rows: int, headers: Message) -> None:
    """Warn of an answer that the server may have cut without an error."""
    if partial := headers.get("X-SQL-Message", ""):
        log.warning("答案不全 / the answer is incomplete: %s", tamed(partial))
    limits = {int(number) for number in re.findall(r"\blimit\s+(\d+)", text, re.IGNORECASE)}
    most = int(headers.get("X-SPARQL-MaxRows", "0") or 0)
    if rows and rows not in limits and (rows == most or rows % _ROUND == 0):
        log.warning(
            "正好 %d 行，或被服务器截断 / exactly %d rows: the server may have cut the answer; "
            "ask for less, or in parts with LIMIT and OFFSET",
            rows,
            rows,
        )
