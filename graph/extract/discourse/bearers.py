"""Whose post is whose: the posts in a stack before a name or behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extract.analysis import Analysis
from graph.lexicon import Lexicon, Pattern
from graph.model import Mention

STACKED = ("", "、", "兼")
"""What stands between the posts of one stack."""
_TOOK = Pattern("{courtesy_title}?[将已]?{taking_up}{new_term}?")


def bearers(analysis: Analysis, settled: Sequence[Mention]) -> dict[int, int]:
    """Post → bearer, by their positions among a document's mentions: a post in a stack before a
    name, directly behind it, or after 出任."""
    return dict(_beside(analysis, settled))


def _beside(analysis: Analysis, settled: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    text, took_up = analysis.text, _TOOK.of(analysis.lexicon)
    for number, person in enumerate(settled):
        if person.type != "Person":
            continue
        begin, end = person.begin, person.end
        for at in range(number - 1, -1, -1):
            if settled[at].type != "Post" or text[settled[at].end : begin] not in STACKED:
                break
            begin = settled[at].begin
            yield at, number
        for at in range(number + 1, len(settled)):
            between = text[end : settled[at].begin]
            took = end == person.end and took_up.fullmatch(between)
            if settled[at].type != "Post" or not (between in STACKED or took):
                break
            end = settled[at].end
            yield at, number


def is_listed(name: str, foreign: bool, lexicon: Lexicon) -> bool:
    """Whether the lexicon knows a person, a foreign one or one of China."""
    if name not in lexicon.known:
        return False
    known = (entry for entry in lexicon.known[name] if entry.list == "persons")
    return any((entry["role"] == "foreign") == foreign for entry in known)


def home_of(name: str, lexicon: Lexicon) -> str:
    """The only country where the lexicon knows a foreigner to have held office, or ''."""
    if name not in lexicon.known:
        return ""
    known = [e for e in lexicon.known[name] if e.list == "persons"]
    homes = {e["country"] for e in known if e["role"] == "foreign"}
    home = homes.pop() if len(homes) == 1 else ""
    rows = lexicon.known.get(home, [])
    return home if any(e.list == "countries" for e in rows) else ""
