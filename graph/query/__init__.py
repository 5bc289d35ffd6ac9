"""Answers.

Takes a store and a named question or SPARQL; gives rows, triples or yes and no, and renders them.
"""

from __future__ import annotations

from graph.query.bounded import TIMEOUT_SECONDS
from graph.query.profile import Fact, Profile, profile
from graph.query.query import Given, Query, bearers, named, run
from graph.query.results import FORMATS, Rows, Triples, render

__all__ = [
    "FORMATS",
    "TIMEOUT_SECONDS",
    "Fact",
    "Given",
    "Profile",
    "Query",
    "Rows",
    "Triples",
    "bearers",
    "named",
    "profile",
    "render",
    "run",
]
