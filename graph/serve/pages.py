"""What pages have in common: their headers, their templates; and queries to try."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined, Template


class Example(NamedTuple):
    """A query to try."""

    title: str
    query: str


EXAMPLES = (
    Example(
        "谁任何职 / Who holds which post",
        "SELECT ?person ?post {\n  ?p a tg:Person ; rdfs:label ?person ; org:holds/rdfs:label ?post"
        "\n} ORDER BY ?person ?post LIMIT 100",
    ),
    Example(
        "提法与原句 / Slogans and the sentences that use them",
        "SELECT ?slogan ?speaker ?sentence {\n  GRAPH ?s { ?who tg:invokes ?what }\n"
        "  ?what rdfs:label ?slogan . ?who rdfs:label ?speaker . ?s nif:anchorOf ?sentence\n"
        "} ORDER BY ?slogan LIMIT 100",
    ),
    Example(
        "实体数 / How many things of each class",
        "SELECT ?class (COUNT(?one) AS ?count) {\n  ?one a ?class\n"
        "} GROUP BY ?class ORDER BY DESC(?count)",
    ),
)


HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Of a page that loads nothing from anywhere and runs nothing."""


@cache
def template(name: str) -> Template:
    """A page of ours, which escapes what it shows."""
    source = resources.files("graph.serve").joinpath(name).read_text("utf-8")
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string(source)
