"""Tifagraph: a knowledge graph of Chinese official text.

>>> import graph
>>> kg = graph.build("data/documents", "kg")
>>> for row in kg.query("who-holds-what"):
...     print(row.person, row.post)
"""

from __future__ import annotations

from graph.api import KnowledgeGraph, build, open
from graph.build import Changes, Report
from graph.model import AmbiguousError, Document, InputError, QueryError, StoreError, TifagraphError
from graph.read import Metadata

__version__ = "0.1.0"

__all__ = [
    "AmbiguousError",
    "Changes",
    "Document",
    "InputError",
    "KnowledgeGraph",
    "Metadata",
    "QueryError",
    "Report",
    "StoreError",
    "TifagraphError",
    "build",
    "open",
]
