"""The SPARQL endpoint, ``/sparql``."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph.serve import caching
from graph.serve.answer import NotAcceptable, answer
from graph.serve.description import described
from graph.serve.formats import ROWS, TRIPLES, Format, called, likes, listed, wanted
from graph.serve.pool import Pool
from graph.serve.protocol import Asked, asked
from graph.serve.refusals import refused
from graph.serve.waiting import Answer, while_connected


async def sparql(request: Request) -> Response:
    """Answer a query; without one describe the service, or lead a browser to the start."""
    told = await asked(request)
    if told.query is not None:
        return await _answered(request, told, told.query)
    if not told.format and likes(request.headers.get("accept", ""), "text/html"):
        return RedirectResponse("/", 303)
    return await described(request, _format(request, told, TRIPLES))


async def _answered(request: Request, told: Asked, query: str) -> Response:
    pool: Pool = request.app.state.pool
    rows, triples = (_format(request, told, known) for known in (ROWS, TRIPLES))
    names = rows and rows.name, triples and triples.name
    if not any(names):
        known = listed((*ROWS, *TRIPLES))
        raise refused(406, f"没有这种格式 / there is no such format; there are {known}")
    base = str(request.url.replace(query=""))
    key = query, told.dataset, base, *names
    lasting = caching.lasting(request, query)
    if lasting and (kept := caching.unchanged(request, pool, *key)):
        return kept
    try:
        version, (content_type, content) = await while_connected(
            request, pool.run(answer, query, told.dataset, base, *names, pool.limits.answer)
        )
    except NotAcceptable as error:
        raise refused(406, str(error)) from error
    headers = caching.headers(version, *key) if lasting else caching.FLEETING
    return Answer(content, {"Content-Type": content_type, **headers})


def _format(request: Request, told: Asked, known: tuple[Format, ...]) -> Format | None:
    """The format asked for by name, else by the Accept header."""
    if told.format:
        return called(told.format, known)
    return wanted(", ".join(request.headers.getlist("accept")), known)
