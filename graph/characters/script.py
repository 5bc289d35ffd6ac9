"""The script of a text: what is written in traditional characters is read in simplified ones."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_UNIFIED = range(0x4E00, 0xA000)
_NAMED = "乾"  # itself in 乾县 and in names of persons,
_DRY = re.compile(f"{_NAMED}(?=[净燥旱])")  # 干 in few words


class _Scripts(NamedTuple):
    """The characters that only one script has, and the simplified one of each traditional."""

    traditional: frozenset[str]
    any_traditional: re.Pattern[str]
    simplified: frozenset[str]
    table: dict[int, str]


def simplified(text: str) -> str:
    """The text in simplified characters, one for one, if it is in traditional script.

    It is in the script of which it has more characters that the other lacks: a name or a quotation
    in the other one changes nothing.
    """
    scripts = _scripts()
    if not scripts.any_traditional.search(text):
        return text
    many = sum(map(scripts.traditional.__contains__, text))
    if many > sum(map(scripts.simplified.__contains__, text)):
        return _DRY.sub("干", text.translate(scripts.table))
    return text


def traditional() -> str:
    """The characters that only traditional script has: a class for `re`."""
    return "".join(sorted(_scripts().traditional))


@cache
def _scripts() -> _Scripts:
    """By the tables of OpenCC, asked once: each character alone, as phrases may change lengths."""
    from opencc import OpenCC

    chars = [chr(point) for point in _UNIFIED if chr(point) != _NAMED]
    simple = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    changed = {char: other for char, other in zip(chars, simple, strict=True) if char != other}
    traditional = frozenset(changed)
    any_of = re.compile(f"[{''.join(sorted(traditional))}]")
    modern = frozenset(changed.values()) - traditional
    return _Scripts(traditional, any_of, modern, str.maketrans(changed))
