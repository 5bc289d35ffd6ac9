"""Whom a name in somebody's table means: reconciliation.

Takes a store and a name with what else is known (a type, a post, an organ, a place); gives the
entities that it may mean with scores from 0 to 100, and which one it surely is.
"""

from __future__ import annotations

from graph.match.candidates import Asked, Candidate, candidates, suggested
from graph.match.context import CONTEXT
from graph.match.table import Columns, reconciled

__all__ = ["CONTEXT", "Asked", "Candidate", "Columns", "candidates", "reconciled", "suggested"]
