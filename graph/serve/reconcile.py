"""The reconciliation service, at ``/reconcile``: OpenRefine matches a column of names by it.

Versions 0.1 and 0.2 of the Reconciliation Service API; not the former's JSONP, by which any page
could read the graph: pages of other sites ask where CORS lets them.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from graph.export import base_of
from graph.match import CONTEXT
from graph.model import QueryError
from graph.rdf import TG
from graph.serve import caching, reconciling
from graph.serve.pages import HEADERS, template
from graph.serve.pool import Pool
from graph.serve.protocol import form, json_object
from graph.serve.refusals import refused
from graph.serve.waiting import while_connected

_PREVIEW = {"width": 430, "height": 320}  # pixels
_EXTEND = '{"ids": […], "properties": [{"id": …}]}'
_FACTS = 6  # of a preview
_FRAMED = {
    name: value.replace("frame-ancestors 'none'", "frame-ancestors *")
    for name, value in HEADERS.items()
}
"""A preview is shown in a frame of a page of others; it can do nothing there."""


async def reconcile(request: Request) -> Response:
    """Whom a batch of names means, what is known of entities, or what the service is."""
    fields = await form(request)
    if "queries" in fields:
        given = json_object(fields["queries"], '{"q0": {"query": "陆知远"}}')
        if len(given) > reconciling.MAX_BATCH:
            raise refused(413, f"至多 {reconciling.MAX_BATCH} 项 / send fewer names at once")
        batch = {key: reconciling.asked(query) for key, query in given.items()}
        return _answer(await _asked(request, reconciling.matched, batch))
    if "extend" in fields:
        ids, wanted = _extension(json_object(fields["extend"], _EXTEND))
        return _answer(await _asked(request, reconciling.extended, ids, wanted))
    return _answer(_manifest(request, await _asked(request, base_of)))


def _extension(given: dict[str, Any]) -> tuple[list[str], list[str]]:
    ids, wanted = given.get("ids"), given.get("properties")
    if not (isinstance(ids, list) and isinstance(wanted, list)) or not all(
        isinstance(one, dict) for one in wanted
    ):
        raise refused(400, f"extend 应为 / write extend as {_EXTEND}")
    return list(map(str, ids))[: reconciling.MAX_BATCH], [str(one.get("id")) for one in wanted]


async def _asked(request: Request, task: Any, *arguments: Any) -> Any:
    pool: Pool = request.app.state.pool
    return (await while_connected(request, pool.run(task, *arguments)))[1]


def _answer(found: Any) -> Response:
    return JSONResponse(found, headers=caching.FLEETING)


def _manifest(request: Request, base: str) -> dict[str, Any]:
    pool: Pool = request.app.state.pool
    here = str(request.url.replace(path="/reconcile", query="", fragment=""))
    suggesting = {
        what: {"service_url": here, "service_path": f"/suggest/{what}"}
        for what in ("entity", "type", "property")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": f"Tifagraph 提法图谱: {pool.path.name}",
        "identifierSpace": base,
        "schemaSpace": TG,
        "view": {"url": f"{here}/view?id={{{{id}}}}"},
        "defaultTypes": reconciling.types(),
        "suggest": suggesting,
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", **_PREVIEW},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/suggest/properties"},
            "property_settings": [],
        },
    }


async def suggest(request: Request) -> Response:
    """What somebody may mean who has typed the beginning of it."""
    what, asked = request.path_params["what"], request.query_params
    prefix, kind = asked.get("prefix", ""), asked.get("type", "")
    if what == "entity":
        kinds = [kind] if kind else []
        found = await _asked(request, reconciling.entities, prefix, kinds)
    elif what == "type":
        found = _beginning(reconciling.types(), prefix)
    elif what == "property":
        known = ({"id": name, "name": " ".join(said)} for name, said in CONTEXT.items())
        found = _beginning([*known, *reconciling.properties()], prefix)
    elif what == "properties":
        limit = asked.get("limit", "")
        most = int(limit) if limit.isdecimal() else None
        return _answer({"type": kind, "properties": reconciling.properties(kind)[:most]})
    else:
        raise refused(404, "有 entity、type、property / there are entity, type and property")
    return _answer({"result": found})


def _beginning(known: list[dict[str, str]], prefix: str) -> list[dict[str, str]]:
    typed = prefix.strip().casefold()
    return [one for one in known if typed in f"{one['id']} {one['name']}".casefold()]


async def preview(request: Request) -> Response:
    """A few lines on an entity, for a frame of a page of others."""
    id = request.query_params.get("id", "")
    try:
        it = await _asked(request, reconciling.shown, id)
    except QueryError as error:
        raise refused(404, str(error)) from error
    facts = [(title, fact) for title, found in it.sections.items() for fact in found]
    page = template("preview.html").render(it=it, facts=facts[:_FACTS])
    return HTMLResponse(page, headers=_FRAMED)


async def view(request: Request) -> Response:
    """The page of an entity."""
    return RedirectResponse(f"/id/{quote(request.query_params.get('id', ''), safe='/%')}", 303)
