"""The characters that what a regular expression matches may begin with.

`re` tries a pattern at every position of a text. Where it opens with a lookbehind, an option or
nested alternatives, that takes many steps a character; a class of characters, asked first, takes
one.
"""

from __future__ import annotations

import re
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

_START = "^"  # stands for what begins where the text does
_MANY = 1000  # characters of a class that keeps out too few


class _AnyError(Exception):
    """It may begin with nearly anything, or match nothing at all."""


def with_firsts(pattern: str) -> str:
    """The same with the class of characters in front that every match begins with, if there is one
    that keeps most positions out and `re` does not find out itself."""
    parsed, found = _parser.parse(pattern), dict[str, None]()
    flags = parsed.state.flags
    known = _compiler._get_literal_prefix(parsed, flags)[0]
    if known or _compiler._get_charset_prefix(parsed, flags) or flags != re.UNICODE:
        return pattern
    try:
        empty = _is_empty(parsed, found)
    except _AnyError:
        return pattern
    characters = "".join(each for each in found if each != _START)
    if empty or not characters:
        return pattern
    ahead = f"(?=[{characters}])"
    return f"(?:^|{ahead})(?:{pattern})" if _START in found else f"{ahead}(?:{pattern})"


def _is_empty(parts: Any, found: dict[str, None]) -> bool:
    """Whether a sequence may match nothing; what it may begin with is added to those found."""
    for code, value in parts:
        if code is op.LITERAL:
            found[re.escape(chr(value))] = None
        elif code is op.AT and value is op.AT_BEGINNING:
            found[_START] = None
        elif code is op.IN:
            found |= dict.fromkeys(map(_item, value))
        elif code is op.BRANCH:
            if any([_is_empty(branch, found) for branch in value[1]]):
                continue
        elif code is op.SUBPATTERN and not (value[1] or value[2]):
            if _is_empty(value[-1], found):
                continue
        elif code is op.ATOMIC_GROUP:
            if _is_empty(value, found):
                continue
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            if _is_empty(value[2], found) or not value[0]:
                continue
        elif code in (op.ASSERT, op.ASSERT_NOT, op.AT):
            continue
        else:
            raise _AnyError
        return False
    return True


def _item(item: tuple[Any, Any]) -> str:
    """A part of a character class as it is written."""
    code, value = item
    if code is op.LITERAL:
        return re.escape(chr(value))
    if code is op.CATEGORY and value is op.CATEGORY_DIGIT:
        return "\\d"
    if code is op.RANGE and value[1] - value[0] < _MANY:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    raise _AnyError
