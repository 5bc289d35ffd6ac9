"""Many documents become a graph on disk.

Takes documents and judgements; gives the folder of a graph: ledger, ``graph.nq``, manifest, store.
A change writes only what differs, and at every moment the folder is a complete graph.
"""

from __future__ import annotations

from graph.build.build import Changes, add, as_of, build, checked_base, remove, update
from graph.build.claims_table import claims_of, rows_of
from graph.build.extraction import at_least_one, folder_of, texts_of
from graph.build.findings import Findings, pack_document, unpack, unpack_document
from graph.build.inputs import Input, Told, inputs, known, texts, told
from graph.build.ledger import Ledger, key_of, opened
from graph.build.manifest import Manifest, builder, reader
from graph.build.publish import describe
from graph.build.report import Report, report
from graph.build.verdicts import Verdicts, told_apart, unborne
from graph.build.whole import final, read_judged, union
from graph.build.workers import find

__all__ = [
    "Changes",
    "Findings",
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
    "builder",
    "checked_base",
    "claims_of",
    "describe",
    "final",
    "find",
    "folder_of",
    "inputs",
    "key_of",
    "known",
    "opened",
    "pack_document",
    "read_judged",
    "reader",
    "remove",
    "report",
    "rows_of",
    "texts",
    "texts_of",
    "told",
    "told_apart",
    "unborne",
    "union",
    "unpack",
    "unpack_document",
    "update",
]
