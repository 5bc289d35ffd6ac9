"""Formulations that are the same but for a word, or but for the order of their parts.

They stay two; ``tg:variantOf`` joins them, either way, as their wording alone tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from graph.terms import iri

A_SLOGAN = f" {iri('rdf:type')} {iri('tg:Slogan')} .\n".encode()
"""The end of the line of a graph that says that there is a slogan."""

_FEW = 3
_VARIANT = iri("tg:variantOf").encode()


def variants(names: Collection[str]) -> defaultdict[str, tuple[str, ...]]:
    """For each name those that are the same but for a word of it, or the order of its parts.

    Where more than a few differ in the same place it is a series (中老命运共同体, 中柬命运共同体
    …): its members are no variants of each other, only of what all of them share (命运共同体).
    """
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for key in _keys(name):
            groups[key].add(name)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        for name in group:
            found[name] |= (group if len(group) <= _FEW else group & {key}) - {name}
            if key in names:
                found[key] |= {name} - {key}
    return defaultdict(tuple, {name: tuple(sorted(others)) for name, others in found.items()})


def _keys(name: str) -> Iterator[str]:
    """Keys that variants share: without one or two characters anywhere, and its parts sorted."""
    yield "、".join(sorted(re.split("[、，]", name)))
    yield "".join(sorted(name)) if len(name) > 4 else name
    for size in (1, 2):
        if len(name) - size >= 5:
            yield from (name[:cut] + name[cut + size :] for cut in range(len(name) - size + 1))


def links(slogans: Iterable[bytes]) -> set[bytes]:
    """The lines that join variants; slogans are given by the lines that end in A_SLOGAN."""
    subjects = {line.removesuffix(A_SLOGAN) for line in slogans}
    by_name = {subject.decode().rpartition("/")[2][:-1]: subject for subject in subjects}
    return {
        b"%s %s %s .\n" % (by_name[name], _VARIANT, by_name[other])
        for name, others in variants(by_name).items()
        for other in others
    }
