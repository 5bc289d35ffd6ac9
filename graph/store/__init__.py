"""The graph on disk, as it is read.

Takes the folder of a graph; gives its lines, its delta, and an Oxigraph database.
"""

from __future__ import annotations

from graph.store.database import DAMAGED, Database, delta_of, in_memory, version_at
from graph.store.dataset import Dataset
from graph.store.delta import (
    MAX_DELTA_BYTES,
    NAME,
    Change,
    Delta,
    Draft,
    amended,
    drafted,
    forget,
    merged,
    read,
    version_of,
)
from graph.store.store import Store, Term

__all__ = [
    "DAMAGED",
    "MAX_DELTA_BYTES",
    "NAME",
    "Change",
    "Database",
    "Dataset",
    "Delta",
    "Draft",
    "Store",
    "Term",
    "amended",
    "delta_of",
    "drafted",
    "forget",
    "in_memory",
    "merged",
    "read",
    "version_at",
    "version_of",
]
