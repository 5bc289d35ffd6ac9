"""What a text must have for a pattern to match it: of each of some sets, one word at least.

`re` tries a pattern at every position of a text, though most texts lack a word that it cannot do
without. Which these are is read off the pattern itself, so that it holds of a user's words, too.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any, TypeAlias

from graph.lexicon.lexicon import Lexicon
from graph.lexicon.patterns import Pattern

Words: TypeAlias = tuple[str, ...]
Part: TypeAlias = tuple[object, Any]

_PARSER = importlib.import_module("re._parser")  # what `re` itself reads a pattern with
_MOST, _MOST_CHARACTERS = 100, 12
"""Of more words, or words of one character, a text has nearly always one, and looking for them
takes as long as matching."""


def needs(form: Pattern, lexicon: Lexicon) -> tuple[Words, ...]:
    """The sets of words of which every text that the form matches has one each."""
    try:
        return lexicon.memo[needs, form]  # type: ignore[return-value]
    except KeyError:
        found = lexicon.memo[needs, form] = of_pattern(form.of(lexicon))
        return found


def of_pattern(pattern: re.Pattern[str]) -> tuple[Words, ...]:
    """The same of a regular expression: the smallest sets first, none that tells nothing or less
    than another."""
    if pattern.flags & re.IGNORECASE:
        return ()
    found = dict.fromkeys(_of_sequence(_PARSER.parse(pattern.pattern, pattern.flags)))
    told = sorted(filter(_are_few, found), key=len)
    return tuple(
        words
        for n, words in enumerate(told)
        if not any(_implies(o, words) for o in told[:n])
        and not any(_implies(o, words) and not _implies(words, o) for o in told[n + 1 :])
    )


def _are_few(words: Words) -> bool:
    return len(words) <= _MOST and sum(len(word) == 1 for word in words) <= _MOST_CHARACTERS


def _implies(others: Words, words: Words) -> bool:
    """Whether what has one of the ``others`` has one of the words."""
    return all(any(word in other for word in words) for other in others)


def meets(text: str, needed: Iterable[Words]) -> bool:
    """Whether a text has one word of each set."""
    for words in needed:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def _of_sequence(parsed: Iterable[Part]) -> Iterator[Words]:
    for literal, parts in groupby(parsed, key=lambda part: str(part[0]) == "LITERAL"):
        if literal:
            yield ("".join(chr(code) for _, code in parts),)
        else:
            for part in parts:
                yield from _of_part(*part)


def _of_part(operation: object, about: Any) -> Iterator[Words]:
    """What one part of a parsed pattern needs; nothing is known of parts not named here."""
    match str(operation), about:
        case "IN", members if all(str(kind) == "LITERAL" for kind, _ in members):
            yield tuple(chr(code) for _, code in members)
        case ("SUBPATTERN", (_, 0, _, inner)) | ("ASSERT", (_, inner)) | ("ATOMIC_GROUP", inner):
            yield from _of_sequence(inner)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (least, _, inner) if least:
            yield from _of_sequence(inner)
        case "BRANCH", (_, branches):
            yield from _of_any([list(_of_sequence(branch)) for branch in branches])
        case "GROUPREF_EXISTS", (_, if_so, if_not):
            yield from _of_any([list(_of_sequence(branch or ())) for branch in (if_so, if_not)])
        case "ASSERT_NOT", (_, inner) if not len(inner):  # (?!), which matches nothing
            yield ()
        case "FAILURE", _:  # the same since Python 3.12
            yield ()


def _of_any(branches: list[list[Words]]) -> Iterator[Words]:
    """What all of the branches need, and one word of the fewest that each needs, once with words
    of one character and once rather without."""
    if all(branches):
        first, *others = branches
        yield from (words for words in first if all(words in other for other in others))
        for weight in (_weight, _weight_of_words):
            fewest = (min(words, key=weight) for words in branches)
            yield tuple(dict.fromkeys(chain.from_iterable(fewest)))


def _weight(words: Words) -> tuple[int, int]:
    """Few words tell more than many, long ones more than short ones."""
    return len(words), -len("".join(words))


def _weight_of_words(words: Words) -> tuple[bool, int, int]:
    """The same, where characters tell less than all words."""
    return min(map(len, words), default=2) == 1, *_weight(words)
