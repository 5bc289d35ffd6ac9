"""The number that a numeral writes."""

from __future__ import annotations

import unicodedata

ONES = "一二三四五六七八九"
_TWO = ("两", "双")


def value(numeral: str) -> int:
    """Below a hundred: 7 → 7, 四 → 4, 两 → 2, 十四 → 14, 二十 → 20; 百 alone → 100."""
    tens, ten, ones = numeral.partition("十")
    if ten:
        return 10 * (value(tens) if tens else 1) + (value(ones) if ones else 0)
    return 2 if numeral in _TWO else int(unicodedata.numeric(numeral))
