"""Formulations that are the same but for a word, or but for the order of their parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator


def variants(names: Collection[str]) -> defaultdict[str, tuple[str, ...]]:
    """For each name those that are the same but for a word of it, or the order of its parts."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for key in _keys(name):
            groups[key].add(name)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups.values():
        for name in group:
            found[name] |= group - {name}
    return defaultdict(tuple, {name: tuple(sorted(others)) for name, others in found.items()})


def _keys(name: str) -> Iterator[str]:
    """Keys that variants share: without one or two characters anywhere, and its parts sorted."""
    yield "、".join(sorted(re.split("[、，]", name)))
    yield "".join(sorted(name)) if len(name) > 4 else name
    for size in (1, 2):
        if len(name) - size >= 5:
            yield from (name[:cut] + name[cut + size :] for cut in range(len(name) - size + 1))
