"""Whether a name is meant by what was typed: its characters, their pinyin, or the initials of it.

The rules are those of the page's search (graph/page/search.js).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.characters import normal

_QUOTES_AND_BLANKS = re.compile(r"[\s“”‘’「」『』\"']+")
_LATIN = re.compile("[a-z]")
_LEAST_PART = 3  # letters of a syllable that is not typed to its end, unless it is the last

Readings = Mapping[str, Sequence[str]]
"""Chinese character → its readings without tones."""


def folded(text: str) -> str:
    """However a name was typed, spaced or quoted."""
    return _QUOTES_AND_BLANKS.sub("", normal(text).lower())


def is_latin(typed: str) -> bool:
    """Whether it may be pinyin."""
    return bool(_LATIN.search(typed))


def firsts(typed: str, readings: Readings) -> frozenset[str]:
    """The characters at which a name that is meant by what was typed may begin to be: few of all,
    so that most names need no look at how they are read."""
    initial = typed[0]
    read = (one for one, spelt in readings.items() if any(each[0] == initial for each in spelt))
    return frozenset((initial, "·", *read))


def rank(
    names: Sequence[str], typed: str, readings: Readings, begins: frozenset[str]
) -> int | None:
    """How near an entity's folded names, the label first, come to what was typed, folded, too;
    ``begins`` are its `firsts`.

    0 is the name itself, 1 its beginning, 2 a part, 3 its whole pinyin, 4 the beginning of that,
    5 a part; None is none of these.
    """
    if typed in names:
        return 0
    if names[0].startswith(typed):
        return 1
    if any(typed in name for name in names):
        return 2
    if not is_latin(typed):
        return None
    whole = (_spelt(name, typed, readings) for name in names if name[:1] in begins)
    if best := max(whole, default=0):
        return 5 - best
    inside = (
        name[begin:]
        for name in names
        for begin, first in enumerate(name)
        if begin and first in begins
    )
    is_part = len(typed) > 1 and any(_spelt(rest, typed, readings) for rest in inside)
    return 5 if is_part else None


def _spelt(name: str, typed: str, readings: Readings) -> int:
    """Whether a name begins with what was typed, each character by itself, its reading or the start
    of that: 2 for the whole name, 1 for its beginning, 0 for neither."""
    if not typed:
        return 1 if name else 2
    if not name:
        return 0
    if name[0] == typed[0] and (found := _spelt(name[1:], typed[1:], readings)):
        return found
    for reading in readings.get(name[0], ()):
        for length in range(1, len(reading) + 1):
            if reading[length - 1] != typed[length - 1 : length]:
                break
            is_partial = length >= _LEAST_PART and length < len(reading) and length < len(typed)
            if not is_partial and (found := _spelt(name[1:], typed[length:], readings)):
                return found
    return _spelt(name[1:], typed, readings) if name[0] == "·" else 0
