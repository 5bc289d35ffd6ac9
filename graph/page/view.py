"""The graph as one interactive HTML file that opens anywhere.

It loads nothing and runs only our own script and that of vis-network (by pyvis); no text of the
graph is ever parsed as markup.
"""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from markupsafe import Markup
from pyvis.network import Network

from graph.characters import tamed
from graph.files import refusal, replacing
from graph.model import TifagraphError
from graph.page.data import packed, page_data
from graph.page.evidence import Graph, Queryable
from graph.page.inline import frame
from graph.page.projection import project
from graph.page.reader import texts
from graph.page.scope import Scope
from graph.rdf import ontology

_PAGE = files("graph") / "page"
_SCRIPTS = (
    "words.js",
    "start.js",
    "series.js",
    "names.js",
    "state.js",
    "filter.js",
    "telling.js",
    "place.js",
    "explore.js",
    "crowd.js",
    "draw.js",
    "labels.js",
    "make.js",
    "evidence.js",
    "card.js",
    "judge.js",
    "panel.js",
    "picture.js",
    "controls.js",
    "search.js",
    "timeline.js",
    "reader.js",
    "table.js",
    "keep.js",
    "print.js",
    "help.js",
    "app.js",
)
_STYLES = ("parts.css", "page.css", "print.css")
_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Page:
    """An interactive page: ``html`` is the whole file. Jupyter shows it inline."""

    html: str
    texts_left_out: bool = False
    """Whether the page holds no documents to read because they are too long."""
    entities: int = 0
    documents: int = 0
    """How many the scope has."""

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the page as UTF-8. The file is complete or, where it cannot be written, what it
        was: TifagraphError."""
        target = Path(path)
        try:
            with replacing(target) as file:
                file.write(self.html.encode())
        except OSError as error:
            raise TifagraphError(refusal(target, error)) from error

    def _repr_html_(self) -> str:
        """The page in a sandboxed frame, which can reach neither the notebook nor the network."""
        return frame(self.html)

    def __repr__(self) -> str:
        return f"<Page of {len(self.html):,} characters; a notebook shows it; .write(path) it>"


def view(
    store: Queryable,
    path: str | os.PathLike[str] | None = None,
    scope: Scope | None = None,
    *,
    title: str = "",
    lang: Language = "zh",
    documents: bool | None = None,
    serve: str = "",
) -> Page:
    """The page of a scope of a graph, written to ``path`` where one is given.

    ``documents`` says whether the page holds the documents to read; by default it does where they
    are short (`graph.page.reader`). ``serve`` is the path on the page's own server that records
    judgements (``judge.js``); without one the page gives commands to copy. TifagraphError where the
    scope names nothing or the file cannot be written.
    """
    scope = scope or Scope()
    graph = project(store, scope)
    made = _page(store, graph, _titles(graph, scope, title), lang, documents, serve)
    if path is not None:
        made.write(path)
    return made


def _page(
    store: Queryable,
    graph: Graph,
    titles: dict[str, str],
    lang: Language,
    documents: bool | None,
    serve: str,
) -> Page:
    """The page of a projection; ``titles`` are by language."""
    read, left_out = texts(store, graph, documents)
    told = page_data(store, graph, read, lang) | {"title": titles, "textsLeftOut": left_out}
    network = Network(heading=titles[lang], cdn_resources="in_line")
    places = Path(str(_PAGE)), Path(network.template_dir)
    network.set_template_dir([str(place) for place in places], "page.html")
    environment = network.templateEnv
    environment.autoescape = True
    library, script, style = _library(places[1]), _script(), "".join(map(_text, _STYLES))
    environment.globals.update(
        lang={"zh": "zh-CN", "en": "en"}[lang],
        policy=_policy(library, script, style=style, connects=bool(serve)),
        serve=serve,
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        story=Markup(packed(told)),
    )
    counts = len(graph), graph.graph["documents"]
    return Page(str(network.generate_html()), left_out, *counts)


def _titles(graph: Graph, scope: Scope, title: str) -> dict[str, str]:
    """Language → the page's title: the given one, or one that says what the page shows."""
    facts = graph.graph
    about = scope.focus or scope.place
    about = about or facts["place"] or facts["publisher"]
    kind = {"zh": "公文知识图谱", "en": "Knowledge graph of official text"}
    if scope.co_occurrence:
        (asked,) = scope.kinds()
        label = {lang: ontology.label(f"tg:{asked}", lang) for lang in ontology.LANGUAGES}
        kind = {"zh": f"{label['zh']}同现", "en": f"Co-occurrence: {label['en']}"}
    elif scope.focus:
        kind = {}
    elif scope.document and len(facts["document"]) == 1:
        (document,) = facts["document"].values()
        about, kind = document["title"] or document["identifier"], {}
    return {
        lang: tamed(title or " · ".join(filter(None, [about, kind.get(lang, "")])))
        for lang in ontology.LANGUAGES
    }


@cache
def _text(name: str) -> str:
    """A file of this folder, with line ends as the hash in the policy expects them."""
    return (_PAGE / name).read_text(encoding="utf-8").replace("\r", "")


@cache
def _library(templates: Path) -> str:
    # As an HTML parser reads it, or the hash would be another's.
    text = (templates / _LIBRARY).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def _script() -> str:
    """All scripts as one function, so that their names meet no others."""
    return '(async () => {\n"use strict";\n' + "".join(map(_text, _SCRIPTS)) + "})();\n"


def _policy(*scripts: str, style: str, connects: bool) -> str:
    """The Content-Security-Policy (W3C, Level 3) that lets these scripts run and this style apply,
    by their SHA-256, and nothing else run or load; ``connects`` to the page's own server."""

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    connect = "'self'" if connects else "'none'"
    return (
        f"default-src 'none'; script-src {' '.join(map(source, scripts))};"
        f" style-src {source(style)}; connect-src {connect}; img-src data:; base-uri 'none';"
        " form-action 'none'"
    )
