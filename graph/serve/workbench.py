"""The workbench, ``/``: a page to ask the graph, and what its scripts ask the server."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from importlib import resources
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from graph.export import base_of
from graph.model import AmbiguousError
from graph.query import bind, column_labels, meant, named
from graph.rdf import PREFIXES, TYPES, compact, ontology
from graph.serve import caching
from graph.serve.formats import ROWS, TRIPLES
from graph.serve.pages import EXAMPLES, template
from graph.serve.pool import Pool
from graph.serve.refusals import refused
from graph.serve.waiting import while_connected
from graph.store import Store

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "style-src-attr 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_MEDIA = {"js": "text/javascript", "css": "text/css", "txt": "text/plain", "svg": "image/svg+xml"}


def _assets() -> Iterator[tuple[str, bytes]]:
    for file in resources.files("graph.serve").joinpath("browser").iterdir():
        if file.name.rpartition(".")[2] in _MEDIA:
            yield file.name, file.read_bytes()


_ASSETS = dict(_assets())


async def workbench(request: Request) -> Response:
    """The page; without scripts it is a form that sends SPARQL."""
    nonce = secrets.token_urlsafe(16)  # for the styles that the editor makes
    pool: Pool = request.app.state.pool
    page = template("browser/workbench.html").render(
        graph=pool.path.name, nonce=nonce, example=EXAMPLES[0], formats=(*ROWS, *TRIPLES)
    )
    policy = {"Content-Security-Policy": _POLICY.format(nonce=nonce)}
    return HTMLResponse(page, headers=_HEADERS | policy | caching.FLEETING)


async def asset(request: Request) -> Response:
    """A script or a style of the page."""
    name = request.path_params["name"]
    content = _ASSETS.get(name)
    if content is None:
        raise refused(404, f"没有此文件 / there is no {name}")
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    kept = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=kept)
    media = f"{_MEDIA[name.rpartition('.')[2]]}; charset=utf-8"
    return Response(content, headers=_HEADERS | kept | {"Content-Type": media})


async def vocabulary(request: Request) -> Response:
    """What the page knows of graphs in general and of this one: questions, terms, prefixes."""
    pool: Pool = request.app.state.pool
    if kept := caching.unchanged(request, pool, "vocabulary"):
        return kept
    version, base = await while_connected(request, pool.run(base_of))
    told = {
        "base": base,
        "prefixes": PREFIXES,
        "types": [_labels(one) | {"colour": one.colour} for one in ontology.entity_types()],
        "terms": list(_terms()),
        "questions": [_question(name) for name in named()],
        "columns": column_labels(),
        "examples": [example._asdict() for example in EXAMPLES],
    }
    return JSONResponse(told, headers=caching.headers(version, "vocabulary"))


def _labels(term: ontology.Term) -> dict[str, str]:
    return {"name": term.name, "zh": term.label("zh"), "en": term.label("en")}


def _terms() -> Iterator[dict[str, str]]:
    """Each class and property by its short form, with its labels and definitions."""
    for one in (*ontology.classes(), *ontology.properties()):
        labels = (ontology.label(one.curie, lang) for lang in ontology.LANGUAGES)
        kind = "property" if isinstance(one, ontology.Property) else "class"
        told = dict(zip(("zh", "en"), labels, strict=True))
        yield {"curie": compact(one.curie), "kind": kind, **told} | {
            f"{lang}Told": one.definition(lang) if one.definitions else ""
            for lang in ontology.LANGUAGES
        }


def _question(name: str) -> dict[str, Any]:
    """A named question with its parameters, for a form."""
    one = named()[name]
    parameters = []
    for parameter in one.parameters:
        zh, _, en = parameter.description.partition(" / ")
        parameters.append(
            {
                "name": parameter.name,
                "type": parameter.type,
                "zh": zh,
                "en": en or zh,
                "optional": parameter.optional,
            }
        )
    return {
        "name": name,
        "zh": one.title_zh,
        "en": one.title,
        "zhTold": one.description_zh,
        "enTold": one.description,
        "topic": one.topic.split(" / "),
        "parameters": parameters,
    }


async def question(request: Request) -> Response:
    """The SPARQL of a named question with the values of the form in it, and which names are
    unknown to the graph; where several bear a name, no SPARQL but who they are."""
    name = request.path_params["name"]
    if name not in named():
        raise refused(404, f"没有这个问题 / no question is called {name}")
    given = {key: value for key, value in request.query_params.items() if value.strip()}
    work = request.app.state.pool.run(sparql_of, name, given)
    _, told = await while_connected(request, work)
    return JSONResponse(told._asdict(), headers=caching.FLEETING)


class Told(NamedTuple):
    """A question's SPARQL; the parameters whose value nothing is called, and those whose value
    several are: their addresses, each with a post or a day by which a reader knows it."""

    query: str
    unknown: list[str]
    ambiguous: dict[str, dict[str, str]]


def sparql_of(store: Store, name: str, given: dict[str, str]) -> Told:
    """What is to be asked for a form. Done by a worker."""
    one = named()[name]
    unknown, ambiguous = [], {}
    for parameter in one.parameters:
        if parameter.type in (*TYPES, "Entity") and parameter.name in given:
            try:
                if meant(store, parameter.type, given[parameter.name]) is None:
                    unknown.append(parameter.name)
            except AmbiguousError as error:
                ambiguous[parameter.name] = dict(error.candidates)
    if ambiguous:
        return Told("", unknown, ambiguous)
    text = bind(store, one, given)
    head = [line for line in text.split("\n") if line.startswith("#")]
    return Told(text.removeprefix("\n".join(head)).strip() + "\n", unknown, {})
