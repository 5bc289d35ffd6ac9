"""The graph in other forms.

Takes a store and a target; gives Turtle, TriG, N-Quads or JSON-LD, the same bytes for the same
graph.
"""

from __future__ import annotations

from graph.export.export import FORMATS, base_of, export
from graph.export.turtle import prefixes, turtle

__all__ = ["FORMATS", "base_of", "export", "prefixes", "turtle"]
