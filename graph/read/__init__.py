"""Inputs become documents, whatever their format.

Takes paths (folders, files, standard input) and what is known of them; gives documents, and an
error for each input or part of one that is none. Foreign formats are read in a process apart.
"""

from __future__ import annotations

from graph.read.apart import Reader
from graph.read.documents import documents
from graph.read.fields import fit
from graph.read.formats import FORMATS, unread_suffix
from graph.read.metadata import Metadata
from graph.read.pieces import Piece
from graph.read.tables import table

__all__ = [
    "FORMATS",
    "Metadata",
    "Piece",
    "Reader",
    "documents",
    "fit",
    "table",
    "unread_suffix",
]
