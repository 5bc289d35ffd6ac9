"""Answers.

Takes a store and a named question or SPARQL; gives rows, triples or yes and no, and renders them.
"""

from __future__ import annotations

from graph.query.asking import MAX_QUERY_CHARACTERS, explained
from graph.query.limits import (
    MAX_MEMORY_BYTES,
    SERVED,
    TIMEOUT_SECONDS,
    Limits,
    OverLimit,
    too_large,
    too_much,
)
from graph.query.names import Source, bearers, meant
from graph.query.networks import Network, Projection, network
from graph.query.presented import presented
from graph.query.profile import Fact, Profile, profile
from graph.query.query import Given, Query, bind, named, query_meant, rows, run
from graph.query.remote import Endpoint
from graph.query.results import FORMATS, Rows, Triples, render
from graph.query.tables import column_labels
from graph.query.worker import Worker

__all__ = [
    "FORMATS",
    "MAX_MEMORY_BYTES",
    "MAX_QUERY_CHARACTERS",
    "SERVED",
    "TIMEOUT_SECONDS",
    "Endpoint",
    "Fact",
    "Given",
    "Limits",
    "Network",
    "OverLimit",
    "Profile",
    "Projection",
    "Query",
    "Rows",
    "Source",
    "Triples",
    "Worker",
    "bearers",
    "bind",
    "column_labels",
    "explained",
    "meant",
    "named",
    "network",
    "presented",
    "profile",
    "query_meant",
    "render",
    "rows",
    "run",
    "too_large",
    "too_much",
]
