"""How the characters of names are read, so that a search may be typed in pinyin.

A reading a character, not a name: 重庆 is found by ``chongqing`` and, since who types it may not
know better, by ``zhongqing``.
"""

from __future__ import annotations

from collections.abc import Iterable

_HAN = "\u3400", "\U000323af"


def readings(names: Iterable[str]) -> dict[str, str]:
    """Chinese character of these names → its readings without tones, the usual one first:
    长 → ``zhang chang``."""
    from pypinyin import Style, pinyin  # a quarter of a second, for who writes a page

    characters = sorted({char for name in names for char in name if _HAN[0] <= char <= _HAN[1]})
    found = {
        char: " ".join(pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")[0])
        for char in characters
        if pinyin(char, errors="ignore")
    }
    return found
