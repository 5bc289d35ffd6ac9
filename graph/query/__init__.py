"""Answers.

Takes a store and a named question or SPARQL; gives rows, triples or yes and no, and renders them.
"""

from __future__ import annotations

from graph.query.bounded import TIMEOUT_SECONDS
from graph.query.query import Given, Query, named, run
from graph.query.results import FORMATS, Rows, Triples, render

__all__ = [
    "FORMATS",
    "TIMEOUT_SECONDS",
    "Given",
    "Query",
    "Rows",
    "Triples",
    "named",
    "render",
    "run",
]
