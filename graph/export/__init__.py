"""The graph in other forms.

Takes a store and a target; gives a file or a folder in the form that another program reads, the
same bytes for the same graph.
"""

from __future__ import annotations

from graph.export.annotations import MARKED, Annotated, annotated
from graph.export.export import FORMATS, Format, Written, export
from graph.export.source import Layer, Options, Source, base_of
from graph.export.turtle import prefixes, turtle

__all__ = [
    "FORMATS",
    "MARKED",
    "Annotated",
    "Format",
    "Layer",
    "Options",
    "Source",
    "Written",
    "annotated",
    "base_of",
    "export",
    "prefixes",
    "turtle",
]
