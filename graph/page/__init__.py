"""The interactive page.

Takes a graph and a scope; gives one HTML file. ``projection`` chooses what is drawn, ``evidence``
adds names and sentences, ``layout`` places it, ``data`` makes JSON of it, ``view`` the file.
"""

from __future__ import annotations

from graph.page.scope import Scope
from graph.page.view import Page, view

__all__ = ["Page", "Scope", "view"]
