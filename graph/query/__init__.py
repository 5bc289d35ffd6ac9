"""Answers.

Takes a store and a named question or SPARQL; gives rows, triples or yes and no, and renders them.
"""

from __future__ import annotations

from graph.query.asking import MAX_QUERY_CHARACTERS, explained
from graph.query.limits import SERVED, TIMEOUT_SECONDS, Limits, OverLimit, too_large
from graph.query.profile import Fact, Profile, profile
from graph.query.query import Given, Query, bearers, bind, named, run
from graph.query.results import FORMATS, Rows, Triples, render
from graph.query.worker import Worker

__all__ = [
    "FORMATS",
    "MAX_QUERY_CHARACTERS",
    "SERVED",
    "TIMEOUT_SECONDS",
    "Fact",
    "Given",
    "Limits",
    "OverLimit",
    "Profile",
    "Query",
    "Rows",
    "Triples",
    "Worker",
    "bearers",
    "bind",
    "explained",
    "named",
    "profile",
    "render",
    "run",
    "too_large",
]
