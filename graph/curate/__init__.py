"""Annotations that were corrected elsewhere come back.

Takes a graph and a folder that was exported from it and corrected; gives gold to evaluate with, and
judgements on who is who.
"""

from __future__ import annotations

from graph.curate.corrected import corrected
from graph.curate.gold import write_gold
from graph.curate.judgements import judgements
from graph.curate.values import Corrected

__all__ = ["Corrected", "corrected", "judgements", "write_gold"]
