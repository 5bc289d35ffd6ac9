"""In which order slogans stand in lists: 四个意识 before 四个自信 before 两个维护."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from graph.analyze.corpus import Use

_LEAST = 2  # sentences that name both, before an order can be standing


@dataclass(frozen=True, slots=True)
class Order:
    """``first`` stands before ``second`` in ``times`` of ``together`` sentences that name both."""

    first: str
    second: str
    times: int
    together: int


def orders(uses: Iterable[Use], names: Mapping[str, str]) -> list[Order]:
    """The pairs that share at least two sentences, each in its more frequent order."""
    sentences: dict[str, dict[str, int]] = defaultdict(dict)
    for use in uses:
        sentences[use.sentence].setdefault(names[use.slogan], use.begin)
    before: Counter[tuple[str, str]] = Counter()
    for placed in sentences.values():
        before.update(combinations(sorted(placed, key=lambda name: (placed[name], name)), 2))
    found = []
    for (first, second), times in before.items():
        back = before[second, first]
        if times + back >= _LEAST and (times, second) > (back, first):
            found.append(Order(first, second, times, times + back))
    return sorted(found, key=lambda item: (-item.together, -item.times, item.first, item.second))
