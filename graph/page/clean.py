"""Texts as the page may show them."""

from __future__ import annotations

import re

# Bidirectional controls reorder what stands around them, other controls draw nothing: each is
# replaced one for one, so that offsets into the text stay true.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """The text without characters that are not seen but act."""
    return _UNSEEN.sub("\ufffd", text)
