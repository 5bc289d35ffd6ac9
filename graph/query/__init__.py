"""Answers.

Takes a store and a named question or SPARQL; gives rows, triples or yes and no, and renders them.
"""

from __future__ import annotations

from graph.query.bounded import TIMEOUT_SECONDS
from graph.query.names import bearers, meant
from graph.query.networks import Network, Projection, network
from graph.query.presented import presented
from graph.query.profile import Fact, Profile, profile
from graph.query.query import Given, Query, named, query_meant, run
from graph.query.results import FORMATS, Rows, Triples, render
from graph.query.tables import column_labels

__all__ = [
    "FORMATS",
    "TIMEOUT_SECONDS",
    "Fact",
    "Given",
    "Network",
    "Profile",
    "Projection",
    "Query",
    "Rows",
    "Triples",
    "bearers",
    "column_labels",
    "meant",
    "named",
    "network",
    "presented",
    "profile",
    "query_meant",
    "render",
    "run",
]
