"""The graph on disk, as it is read.

Takes the folder of a graph; gives its lines, its changes beside them, and an Oxigraph database.
"""

from __future__ import annotations

from graph.store.database import DAMAGED, delta_of, in_memory
from graph.store.delta import (
    MOST,
    NAME,
    Change,
    Delta,
    Draft,
    amended,
    drafted,
    edition,
    forget,
    merged,
    read,
)
from graph.store.store import Store, Term

__all__ = [
    "DAMAGED",
    "MOST",
    "NAME",
    "Change",
    "Delta",
    "Draft",
    "Store",
    "Term",
    "amended",
    "delta_of",
    "drafted",
    "edition",
    "forget",
    "in_memory",
    "merged",
    "read",
]
