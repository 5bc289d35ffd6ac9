"""The characters of a text.

Takes any text; gives its one form with the places of its characters, the form of a name that
decides identity, and what is not seen made harmless or visible.
"""

from __future__ import annotations

from graph.characters.forms import (
    BOM,
    HAN,
    UNSEEN,
    Folded,
    fold,
    normal,
    spellings,
    spelt,
    tamed,
    tidied,
)
from graph.characters.script import simplified

__all__ = [
    "BOM",
    "HAN",
    "UNSEEN",
    "Folded",
    "fold",
    "normal",
    "simplified",
    "spellings",
    "spelt",
    "tamed",
    "tidied",
]
