"""The interactive page.

Takes a graph and a scope; gives one HTML file that holds the whole scope. ``projection`` chooses
what is drawn at first, ``evidence``, ``careers`` and ``datelines`` say what is told of it,
``layout`` places it, ``data`` makes compressed JSON of it, ``view`` the file.
"""

from __future__ import annotations

from graph.page.pinyin import readings
from graph.page.scope import Scope
from graph.page.view import Page, view

__all__ = ["Page", "Scope", "readings", "view"]
