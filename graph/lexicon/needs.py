"""The words without which a pattern matches nowhere in a text: most have nothing to find in it.

Each match of ``{holding_verb}的?(?:{activity}|{meeting_head})`` has a word of the first class and
one of the other two. One scan tells which words of the grammar a text has (`grammar_words`); where
a needed one is missing, nothing has to be looked for (`may_match`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from graph.lexicon.lexicon import Lexicon, once_per_lexicon
from graph.lexicon.patterns import Pattern

Words = frozenset[str]

_TOKEN = re.compile(
    r"(?P<ignored>\(\?(?:<?!|(?=\()))|(?P<opens>\((?:\?(?:P<\w+>|<?=|[a-z]*:)?)?)|(?P<closes>\))|"
    r"(?P<either>\|)|\{(?P<names>[A-Za-z_.|]+)(?P<about>:\w+)?\}|"
    r"(?P<optional>[?*]|\{(?:0|,)[\d,]*\})[?+]?|(?P<repeated>\+|\{[\d,]+\})[?+]?|"
    r"\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]"
)
_RARER = 0.03
"""How much rarer a word is for each of its characters."""


@lru_cache(maxsize=64)  # who tells a document's kind, who cuts it and its rules ask for it
def grammar_words(text: str, lexicon: Lexicon) -> Words:
    """The words of ``grammar.tsv`` that stand in a text, also within longer ones."""
    return frozenset(_automaton(lexicon).find_matches_as_strings(text, overlapping=True))


@once_per_lexicon
def _automaton(lexicon: Lexicon) -> AhoCorasick:
    words = {word for name in lexicon.word_classes for word in lexicon.word_class(name)}
    return AhoCorasick(sorted(words), matchkind=MatchKind.Standard, store_patterns=True)


def may_match(form: Pattern, present: Words, lexicon: Lexicon) -> bool:
    """Whether a text with these words (`grammar_words`) has all that a match of a form needs."""
    try:
        wanted = lexicon.memo[may_match, form]
    except KeyError:
        wanted = lexicon.memo[may_match, form] = needs(form.template, lexicon)
    return not any(map(present.isdisjoint, wanted))  # type: ignore[call-overload]


def needs(template: str, lexicon: Lexicon) -> tuple[Words, ...]:
    """What each match of a template needs, the rarest first: one word of each of these."""
    return tuple(_of_group(_TOKEN.finditer(template), lexicon))


def _of_group(tokens: Iterator[re.Match[str]], lexicon: Lexicon) -> list[Words]:
    """The needs of a group, up to where it closes."""
    alternatives: list[list[list[Words]]] = [[]]  # each a list of elements, each with its needs
    for token in tokens:
        if token["closes"]:
            break
        if token["either"]:
            alternatives.append([])
        elif token["opens"] or token["ignored"]:
            inside = _of_group(tokens, lexicon)
            alternatives[-1].append(inside if token["opens"] else [])
        elif token["optional"]:
            alternatives[-1][-1:] = [[]]
        elif not token["repeated"]:
            alternatives[-1].append([] if token["about"] else _of_names(token["names"], lexicon))
    return _of_any([[need for each in elements for need in each] for elements in alternatives])


def _of_names(names: str | None, lexicon: Lexicon) -> list[Words]:
    """A word of one of the classes, where all of these are of the grammar."""
    listed = names.split("|") if names else []
    if not listed or not all(lexicon.has("", name) for name in listed):
        return []
    return [frozenset(word for name in listed for word in lexicon.word_class(name))]


def _of_any(alternatives: list[list[Words]]) -> list[Words]:
    """What is needed whichever alternative matches: of several, the rarest of each."""
    ordered = list(map(_rarest_first, alternatives))
    if len(ordered) == 1:
        return ordered[0]
    return [frozenset().union(*(each[0] for each in ordered))] if all(ordered) else []


def _rarest_first(wanted: Iterable[Words]) -> list[Words]:
    """By how likely a text is to have one of the words: short ones are common."""

    def share(words: Words) -> float:
        return sum(_RARER ** len(word) for word in words)

    return sorted(set(wanted), key=lambda words: (share(words), sorted(words)))
