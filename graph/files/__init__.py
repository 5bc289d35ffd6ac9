"""What any writer of files needs.

Takes paths and lines; gives files that are replaced at once or not at all, sorted files that are
searched and spliced, and locks.
"""

from __future__ import annotations

from graph.files.atomic import CACHE, LEDGER, NQUADS, Seal, digest_of, refusal, replacing
from graph.files.locks import Lease, free, lease, locked, turn, unwritable
from graph.files.sorted_lines import (
    count_lines,
    differences,
    has_line,
    line_offset,
    portions,
    sort_lines,
    splice,
)
from graph.files.spare import spare_descriptors, spare_memory

__all__ = [
    "CACHE",
    "LEDGER",
    "NQUADS",
    "Lease",
    "Seal",
    "count_lines",
    "differences",
    "digest_of",
    "free",
    "has_line",
    "lease",
    "line_offset",
    "locked",
    "portions",
    "refusal",
    "replacing",
    "sort_lines",
    "spare_descriptors",
    "spare_memory",
    "splice",
    "turn",
    "unwritable",
]
