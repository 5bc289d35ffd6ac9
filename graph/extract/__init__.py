"""One document becomes mentions, relations and claims.

Takes a document and a lexicon, nothing else: pure, the same anywhere. Gives an `Extraction`, its
N-Quads lines, and the claims from which `graph.identity` decides who is who.
"""

from __future__ import annotations

from graph.extract.analysis import Analysis, analyses
from graph.extract.deciding import decide_at_once, evidence
from graph.extract.discourse.reading import Reading
from graph.extract.near_misses import NearMiss, near_misses
from graph.extract.patterns import SIGNS
from graph.extract.pipeline import extract, fallen, findings, graph_lines, graph_lines_at_once, read
from graph.extract.proposals import Proposal, proposals

__all__ = [
    "SIGNS",
    "Analysis",
    "NearMiss",
    "Proposal",
    "Reading",
    "analyses",
    "decide_at_once",
    "evidence",
    "extract",
    "fallen",
    "findings",
    "graph_lines",
    "graph_lines_at_once",
    "near_misses",
    "proposals",
    "read",
]
