"""The application: which path is answered by what, and who may ask."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from graph.model import QueryError, StoreError
from graph.query import SERVED, Limits
from graph.serve.endpoint import sparql
from graph.serve.entity import entity
from graph.serve.hosts import Hosts
from graph.serve.judgements import judgements
from graph.serve.picture import picture
from graph.serve.pool import Pool
from graph.serve.reconcile import preview, reconcile, suggest, view
from graph.serve.refusals import Busy, failure, http_error, unforeseen
from graph.serve.search import name, search
from graph.serve.workbench import asset, question, vocabulary, workbench
from graph.store import Store

ROUTES = (
    Route("/", workbench),
    Route("/assets/{name}", asset),
    Route("/vocabulary", vocabulary),
    Route("/question/{name}", question),
    Route("/search", search),
    Route("/name/{name:path}", name),
    Route("/page", picture),
    Route("/judgements", judgements, methods=["POST"]),
    Route("/sparql", sparql, methods=["GET", "POST"]),
    Route("/id/{path:path}", entity),
    Route("/reconcile", reconcile, methods=["GET", "POST"]),
    Route("/reconcile/suggest/{what}", suggest),
    Route("/reconcile/preview", preview),
    Route("/reconcile/view", view),
)
"""Path and view of each page. A view finds the processes that ask the graph in
``request.app.state.pool``: ``version, result = await pool.run(function, *arguments)`` calls a
function of our modules with the store and the arguments in one of them, which opens no file: what a
function reads late, `graph.query.preloaded` has it read before."""


def application(
    kg: str | Path,
    limits: Limits = SERVED,
    *,
    workers: int = 8,
    hosts: Sequence[str] = (),
    origins: Sequence[str] = (),
    judge: bool = False,
) -> Starlette:
    """The ASGI application that serves the graph at ``kg``, and what it becomes.

    ``workers`` queries run at once: more than there are processors, so that endless ones do not
    hold up others. ``hosts`` are the names that it answers to beside those of this machine itself,
    ``origins`` the sites whose pages may ask it (CORS), ``*`` for all. ``judge`` lets the
    graph's own page record judgements on who is who. StoreError where there is no graph.
    """
    path = Store.open(kg).path

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = pool = Pool(path, limits, workers)
        await pool.start()
        yield
        pool.close()

    middleware = [Middleware(Hosts, hosts)]
    if origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=("GET", "POST"),
            expose_headers=("ETag",),
        )
        middleware.append(cors)
    app = Starlette(
        routes=ROUTES,
        middleware=middleware,
        exception_handlers={
            HTTPException: http_error,
            Exception: unforeseen,
            **dict.fromkeys((QueryError, StoreError, Busy), failure),
        },
        lifespan=lifespan,
    )
    app.state.judge = judge
    return app
