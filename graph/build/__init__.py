"""Many documents become a graph on disk.

Takes documents and judgements; gives the folder of a graph: ledger, ``graph.nq``, manifest, store.
A change writes only what differs, and at every moment the folder is a complete graph.
"""

from __future__ import annotations

from graph.build.build import Changes, add, as_of, build, remove, update
from graph.build.extraction import at_least_one, folder_of
from graph.build.inputs import Input, Told, inputs, known, texts, told
from graph.build.ledger import Ledger, opened
from graph.build.manifest import Manifest
from graph.build.report import Report, report
from graph.build.verdicts import Verdicts, unborne
from graph.build.whole import read_judged, union
from graph.build.workers import find

__all__ = [
    "Changes",
    "Input",
    "Ledger",
    "Manifest",
    "Report",
    "Told",
    "Verdicts",
    "add",
    "as_of",
    "at_least_one",
    "build",
    "find",
    "folder_of",
    "inputs",
    "known",
    "opened",
    "read_judged",
    "remove",
    "report",
    "texts",
    "told",
    "unborne",
    "union",
    "update",
]
