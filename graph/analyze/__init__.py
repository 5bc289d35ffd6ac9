"""What a whole graph shows over time.

Takes a store; gives a study of its slogans (how often, since when, by whom, what came in whose
place), its table and its report. Counts only: what the sentences say is the graph's.
"""

from __future__ import annotations

from graph.analyze.corpus import LEVELS
from graph.analyze.report import report
from graph.analyze.slogans import Study, Usage, study
from graph.analyze.table import rows
from graph.analyze.terminal import chart, table
from graph.analyze.tiers import TIERS, Tier, tiers

__all__ = [
    "LEVELS",
    "TIERS",
    "Study",
    "Tier",
    "Usage",
    "chart",
    "report",
    "rows",
    "study",
    "table",
    "tiers",
]
