"""Checks of a graph.

Takes a graph on disk, and its documents or another graph; gives counts of what was proved and each
fault: hashes, offsets, statements, shapes, differences, names that may be two people.
"""

from __future__ import annotations

from graph.check.diff import Difference, Statement, diff
from graph.check.duplicates import duplicates
from graph.check.shapes import Engine, Validation, validate
from graph.check.verify import Proof, verify

__all__ = [
    "Difference",
    "Engine",
    "Proof",
    "Statement",
    "Validation",
    "diff",
    "duplicates",
    "validate",
    "verify",
]
