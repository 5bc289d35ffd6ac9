"""The graph in other forms.

Takes a store and a target; gives a file or a folder in the form that another program reads, the
same bytes for the same graph.
"""

from __future__ import annotations

from graph.export.export import FORMATS, Format, Written, export
from graph.export.source import LAYERS, Layer, Source
from graph.export.turtle import prefixes, turtle

__all__ = [
    "FORMATS",
    "LAYERS",
    "Format",
    "Layer",
    "Source",
    "Written",
    "export",
    "prefixes",
    "turtle",
]
