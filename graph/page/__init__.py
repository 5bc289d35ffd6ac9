"""The interactive page.

Takes a graph and a scope; gives one HTML file: what is drawn (projection), where
(layout), and how it looks (template).
"""

from __future__ import annotations

from graph.page.scope import Scope
from graph.page.view import Page, view

__all__ = ["Page", "Scope", "view"]
