"""How names are read: 陆知远 is luzhiyuan, and lzy for short."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, pinyin


def spelt_out(name: str) -> str:
    """A name in letters, without tones and blanks."""
    return "".join(map(_reading, name))


def initials(name: str) -> str:
    """The first letter of each character."""
    return "".join(_reading(char)[:1] for char in name)


@cache
def _reading(char: str) -> str:
    """A character's usual reading; what is none stays as it is."""
    return pinyin(char, style=Style.NORMAL)[0][0]
