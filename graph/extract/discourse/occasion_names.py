"""Names of occasions taken apart: scope, numbers, words and head; which is short for which."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from graph.extract.resolve.organ import GOVERNMENT
from graph.extract.resolve.resolver import Resolver
from graph.lexicon import Pattern
from graph.model import Entity, Key

UNNAMED = Pattern(
    "(?:(?:19|20)\\d\\d{year_unit})?"
    "(?:{ordinal_mark}[{numeral}\\d]+[{times_unit}讲]|{generic_meeting}|{bare_meeting}$)"
)
"""A bare name, that many occasions have: 第七次会议, 座谈会."""
_NUMBER = Pattern(
    "{ordinal_mark}?([{numeral}]+{times_unit|term_unit|round_unit})|((?:19|20)\\d\\d){year_unit}?"
)
_SCOPE = Pattern(
    "^(?:全?(?P<level>{level})|{china|nationwide|formula_name}|{party}?{central_body})"
)
_PARTY, _GOVERNMENT, _ENLARGED = map(Pattern, ("^{party}", "{government}", "{enlarged}"))
_HEAD = Pattern("(?:{meeting_head}|会)$")
_PLAIN = Pattern("大?(?:{plain_meeting}|会)$")
PRESS_MEETING = Pattern("(?:{press_meeting})$")
"""What ends the name of a press conference, of which there may be two on one day."""
_WORD = 2  # characters of a word, at least


class OccasionName(NamedTuple):
    """The name of an occasion taken apart: 澄州市 | 第八十八次 | 政府常务 | 会."""

    scope: str
    numbers: frozenset[str]
    words: str
    head: str

    @classmethod
    def of(cls, event: Entity, resolver: Resolver) -> OccasionName:
        """Its parts; the scope is a place, or the word before it (全省, 全国), or ''."""
        lexicon = resolver.lexicon
        numbers = frozenset("".join(found) for found in _NUMBER.of(lexicon).findall(event.name))
        name = _ENLARGED.of(lexicon).sub("", _NUMBER.of(lexicon).sub("", event.name))
        name = _GOVERNMENT.of(lexicon).sub(GOVERNMENT, _PLAIN.of(lexicon).sub("会", name))
        scope, length = resolver.opening_place(_PARTY.of(lexicon).sub("", name))
        if scope:
            name = _PARTY.of(lexicon).sub("", name)[length:]
        wide = _SCOPE.of(lexicon).match(name)
        if wide:
            scope = scope or wide["level"] or wide[0]
            name = name[wide.end() :]
        head = _HEAD.of(lexicon).search(name)
        end = head.start() if head else len(name)
        return cls(scope, numbers, name[:end], name[end:])

    def short_for(self, other: OccasionName) -> bool:
        """Whether the other may be its fuller name, or the same."""
        return (
            self.beside(other)
            and self.numbers <= other.numbers
            and _within(self.words, other.words)
        )

    def beside(self, other: OccasionName) -> bool:
        """Whether both are of one kind, in places of which one may be the other."""
        return self.head == other.head and (
            other.scope.endswith(self.scope) or self.scope.endswith(other.scope)
        )

    @property
    def fullness(self) -> tuple[int, int, int]:
        """How much it says."""
        return len(self.numbers), len(self.words), len(self.scope)


def _within(words: str, others: str) -> bool:
    """Whether the others hold all words, in their order; a word has two characters at least, and
    two may be short for two words (国企, 国有企业)."""
    at = 0
    while words:
        sizes = range(len(words), min(_WORD, len(words)) - 1, -1)
        size = next((n for n in sizes if others.find(words[:n], at) >= 0), 0)
        spelt = None if size else _spelt_out(words[:_WORD], others, at)
        if not size and not spelt:
            return False
        at = spelt.end() if spelt else others.index(words[:size], at) + size
        words = words[size or _WORD :]
    return True


def _spelt_out(short: str, text: str, at: int) -> re.Match[str] | None:
    """Two words of two characters that the characters of a short word begin: 文化和旅游 of 文旅."""
    if len(short) < _WORD or not set(short) <= set(text):
        return None
    return re.compile(".[和与、]?".join(map(re.escape, short)) + ".").search(text, at)


def called(event: Entity, name: str, *aliases: str) -> Entity:
    """The event by another name, which it had before among its aliases."""
    others = dict.fromkeys((event.name, *aliases, *event.aliases))
    others.pop(name, None)
    return replace(event, key=Key(name), name=name, aliases=tuple(others))
