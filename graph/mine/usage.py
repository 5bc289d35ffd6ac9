"""How candidates are used over a corpus, and how fixed that shows them to be."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

from graph.lexicon import HAN, Lexicon
from graph.mine.corpus import Text
from graph.mine.recurrence import CUE

_MARK, _MARKS = "\n", ("“”", "‘’", "「」", "『』")
_UNDATED = "9999"
_BOUND = 8  # bits of mutual information from which two parts count as one
_WORD = re.compile(f"[{HAN}A-Za-z\\d]")
_EDGE = re.compile(f"[^{HAN}A-Za-z\\d]|[的和与及是等以]")


@dataclass(slots=True)
class Usage:
    """How a candidate is used over the whole corpus; ``first`` is the earliest date and document.

    Where a cue or a mark stands beside it, its neighbour is a mark.
    """

    uses: int = 0
    cued: int = 0
    quoted: int = 0
    documents: int = 0
    latest: int = -1
    first: tuple[str, str] = ("", "")
    last_date: str = ""
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


def used(texts: Iterable[Text], names: list[str], lexicon: Lexicon) -> dict[str, Usage]:
    """Every use of every name, cued or not, overlaps included."""
    automaton = AhoCorasick(names, matchkind=MatchKind.Standard)
    usages, cues = [Usage() for _ in names], CUE.of(lexicon)
    for number, (identifier, issued, text) in enumerate(texts):
        cued = {match.end() for match in cues.finditer(text)}
        for index, begin, end in automaton.find_matches_as_indexes(text, overlapping=True):
            usage = usages[index]
            left, right = text[begin - 1 : begin], text[end : end + 1]
            usage.uses += 1
            usage.cued += begin in cued
            usage.left[_MARK if begin in cued else left] += 1
            usage.right[right] += 1
            usage.quoted += left + right in _MARKS
            if usage.latest != number:
                usage.latest = number
                usage.documents += 1
                here = (issued or _UNDATED, identifier)
                usage.first = min(usage.first, here) if usage.first[1] else here
                usage.last_date = max(usage.last_date, issued)
    return dict(zip(names, usages, strict=True))


def free(usage: Usage) -> bool:
    """Whether the neighbours on either side vary, as those of a unit do."""
    return min(_entropy(usage.left), _entropy(usage.right)) >= 0.5


def _entropy(neighbours: Counter[str]) -> float:
    """The entropy of neighbours, in nats; each mark is one of its own, since a unit ends there."""
    total = neighbours.total()
    words = [n for sign, n in neighbours.items() if _WORD.match(sign)]
    marks = total - sum(words)
    return sum(n / total * math.log(total / n) for n in words) + marks / total * math.log(total)


def whole(names: list[str], usage: dict[str, Usage], kept: Collection[str]) -> list[str]:
    """The names without those that stand mostly inside one longer name."""
    inner: set[str] = set()
    for name in names:
        for begin in range(len(name)):
            for end in range(begin + 3, len(name) + 1):
                part = name[begin:end]
                within = part in usage and part != name
                if within and usage[name].uses >= 0.6 * usage[part].uses:
                    inner.add(part)
    return [name for name in names if name in kept or name not in inner]


def parts(name: str) -> Iterator[str]:
    """What a name falls into, cut in two anywhere but within two characters of an end."""
    for cut in range(2, len(name) - 1):
        yield name[:cut]
        yield name[cut:]


def frequencies(texts: Iterable[Text], strings: Collection[str]) -> dict[str, float]:
    """How often each string stands in the texts, per character of text."""
    ordered, size = sorted(strings), 0
    automaton = AhoCorasick(ordered, matchkind=MatchKind.Standard)
    counts: Counter[int] = Counter()
    for _, _, text in texts:
        size += len(text)
        hits = automaton.find_matches_as_indexes(text, overlapping=True)
        counts.update(index for index, _, _ in hits)
    return {ordered[index]: count / size for index, count in counts.items()}


def rank(name: str, usage: Usage, frequency: Mapping[str, float]) -> float:
    """Spread, times the shares of uses that are treated so and end so, times cohesion."""
    treated = min(1, (usage.cued + 0.3 * usage.quoted) / usage.uses)
    ended = sum(n for sign, n in usage.right.items() if _EDGE.match(sign)) / usage.uses
    bits = min(
        (
            math.log2(frequency[name] / (frequency[name[:cut]] * frequency[name[cut:]]))
            for cut in range(2, len(name) - 1)
        ),
        default=_BOUND,
    )
    return math.log(usage.documents) * treated * ended * min(1, max(0, bits) / _BOUND)
