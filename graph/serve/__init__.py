"""The graph over HTTP: a SPARQL 1.1 endpoint, and pages.

Takes the path of a graph; gives an ASGI application, and a server for it. Needs the extra
``[serve]``. Every query runs in a process of its own with limits; the server itself never asks the
graph.
"""

from __future__ import annotations

from graph.serve.app import application
from graph.serve.pool import Pool
from graph.serve.server import serve

__all__ = ["Pool", "application", "serve"]
