"""The graph as one interactive HTML file that opens anywhere: nothing is loaded, nothing is run
but our own script and vis-network's, and no text of the data is ever parsed as markup."""

from __future__ import annotations

import base64
import hashlib
import math
import os
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup
from pyvis.network import Network

from graph import ontology
from graph.model import TifagraphError
from graph.page.evidence import Graph, Queryable
from graph.page.layout import islands, positions, sizes
from graph.page.pinyin import initials
from graph.page.projection import project
from graph.terms import RELATIONS

_PAGE = files("graph") / "page"
_SCRIPTS = ("start.js", "words.js", "draw.js", "panel.js", "app.js")
_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "selectable": False},
    "nodes": {"font": {"size": 0}, "labelHighlightBold": False},
    "edges": {"selectionWidth": 0.5, "hoverWidth": 0.8},
}
_TITLE = {"zh": "知识图谱", "en": "Knowledge graph"}
_AS_IT_IS = ("kinds", "mentions", "mentioned_in", "documents", "first", "last")
# Bidirectional controls reorder what stands around them, other controls draw nothing: each is
# replaced one for one, so that offsets into the text stay true.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def view(
    store: Queryable,
    path: str | os.PathLike[str],
    *,
    focus: str | None = None,
    hops: int = 1,
    limit: int = 300,
    lang: Literal["zh", "en"] = "zh",
    title: str = "",
) -> None:
    """Write the page of ``store`` to ``path``: its weightiest entities, at most ``limit``, or with
    ``focus`` those within ``hops`` relations of the entities of that name.

    The file is UTF-8 under any locale and replaces the former one at once or not at all.
    TifagraphError where nothing bears the name or the file cannot be written.
    """
    graph = project(store, focus, hops, limit)
    html = page(graph, title=title or focus or _TITLE[lang], lang=lang)
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(html.encode())
        os.replace(draft, target)
    except OSError as error:
        raise TifagraphError(f"cannot write {target}: {error.strerror}; choose another") from error
    finally:
        draft.unlink(missing_ok=True)


def page(graph: Graph, *, title: str, lang: Literal["zh", "en"] = "zh") -> str:
    """The page of a projection as HTML: the same graph, the same text.

    ``graph`` is what :func:`graph.page.projection.project` returns; ``lang`` is the language at
    first, which the reader can change.
    """
    network = Network(directed=True, heading=_clean(title), cdn_resources="in_line")
    places = Path(str(_PAGE)), Path(network.template_dir)
    network.set_template_dir([str(place) for place in places], "page.html")
    network.options = _OPTIONS
    number = {node: f"n{index}" for index, node in enumerate(graph)}
    table = {iri: index for index, iri in enumerate(graph.graph["sentence"])}
    _draw(network, graph, number, table)
    environment = network.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    library, script, style = _library(places[1]), _script(), _text("page.css")
    environment.globals.update(
        lang={"zh": "zh-CN", "en": "en"}[lang],
        policy=_policy(library, script, style=style),
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        story=_story(graph, number, table, lang),
    )
    return str(network.generate_html())


def _draw(network: Network, graph: Graph, number: dict[str, str], table: dict[str, int]) -> None:
    size = sizes(graph)
    at = positions(graph, size)
    classes = {cls.name: cls for cls in ontology.entity_types()}
    for node, data in graph.nodes(data=True):
        look = classes[data["type"]]
        facts = [
            [name, _clean(value), order, [table[iri] for iri in said], weight]
            for name, value, order, said, weight in data["facts"]
        ]
        network.add_node(
            number[node],
            label=_clean(data["label"]) or "?",
            shape=look.shape,
            color=look.colour,
            size=size[node],
            x=at[node][0],
            y=at[node][1],
            type=data["type"],
            key="/".join(node.rsplit("/", 2)[1:]),
            aliases=[_clean(alias) for alias in data["aliases"]],
            initials=initials(data["label"]),
            facts=facts,
            sentences=[table[iri] for iri in data["sentences"]],
            unseen=data["hidden"],
            **{name: data[name] for name in _AS_IT_IS},
        )
    parallel: Counter[frozenset[str]] = Counter()
    for index, (source, target, name, data) in enumerate(graph.edges(keys=True, data=True)):
        bend = 0.1 + 0.12 * parallel[frozenset((source, target))]
        parallel[frozenset((source, target))] += 1
        network.add_edge(
            number[source],
            number[target],
            id=f"e{index}",
            relation=name,
            weight=data["weight"],
            first=data["first"],
            last=data["last"],
            width=round(min(4.0, 0.8 + 0.7 * math.log(data["weight"])), 1),
            smooth={"enabled": True, "type": "curvedCW", "roundness": round(bend, 2)},
            sentences=[table[iri] for iri in data["sentences"]],
        )


def _story(
    graph: Graph, number: dict[str, str], table: dict[str, int], lang: str
) -> dict[str, Any]:
    """What the page says beside the nodes and edges that pyvis carries."""
    facts = graph.graph
    documents = {iri: index for index, iri in enumerate(facts["document"])}
    classes = ontology.entity_types()
    declared = {cls.name for cls in ontology.classes()}
    kinds = {kind for _, data in graph.nodes(data=True) for kind in data["kinds"]} & declared
    return {
        "language": lang,
        "types": {
            cls.name: {**_labels(cls.curie), "colour": cls.colour, "shape": cls.shape}
            for cls in classes
            if cls.name in facts["entities"]
        },
        "kinds": {kind: _labels(f"tg:{kind}") for kind in sorted(kinds)},
        "relations": {name: _labels(curie) for name, curie in RELATIONS.items()},
        "holds": {
            "documents": facts["documents"],
            "since": facts["since"],
            "until": facts["until"],
            "drawn": len(graph),
            "all": sum(facts["entities"].values()),
            "relations": facts["relations"],
            "byType": facts["entities"],
        },
        "islands": [[number[node] for node in group] for group in islands(graph)],
        "sentences": [
            {
                "text": _clean(sentence["text"]),
                "document": documents[sentence["document"]],
                "mentions": [[b, e, number[node]] for b, e, node in sentence["mentions"]],
            }
            for sentence in facts["sentence"].values()
        ],
        "documents": [
            {"title": _clean(found["title"] or found["identifier"]), "issued": found["issued"]}
            for found in facts["document"].values()
        ],
        "focus": [number[node] for node in facts["focus"] if node in number],
    }


def _labels(curie: str) -> dict[str, str]:
    return {lang: ontology.label(curie, lang) for lang in ontology.LANGUAGES}


def _clean(text: str) -> str:
    return _UNSEEN.sub("\ufffd", text)


@cache
def _text(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8").replace("\r", "")


@cache
def _library(templates: Path) -> str:
    # As an HTML parser reads it, or the hash would be another's.
    text = (templates / _LIBRARY).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def _script() -> str:
    return '(() => {\n"use strict";\n' + "".join(map(_text, _SCRIPTS)) + "})();\n"


def _policy(*scripts: str, style: str) -> str:
    """A Content-Security-Policy (Level 3): these run, and nothing else is run or loaded."""

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; script-src {' '.join(map(source, scripts))};"
        f" style-src {source(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
