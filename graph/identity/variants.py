"""Formulations that differ in one word only, or in the order of their parts.

They stay two entities; ``tg:variantOf`` links them, in both directions, by their wording alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from graph.rdf import iri

A_SLOGAN = f" {iri('rdf:type')} {iri('tg:Slogan')} .\n".encode()
"""The end of the line that states that an entity is a slogan."""

_MAX_VARIANTS = 3
_VARIANT = iri("tg:variantOf").encode()


def variants(names: Collection[str]) -> defaultdict[str, tuple[str, ...]]:
    """For each name those that differ in one word only, or in the order of their parts.

    More than `_MAX_VARIANTS` that differ in the same place are a series (中老命运共同体,
    中柬命运共同体 …): its members are no variants of each other, only of what all of them share
    (命运共同体).
    """
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for key in keys(name):
            groups[key].add(name)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        for one, other in pairs(key, group, key in names):
            found[one].add(other)
    return defaultdict(tuple, {name: tuple(sorted(others)) for name, others in found.items()})


def pairs(key: str, group: Collection[str], is_name: bool) -> Iterator[tuple[str, str]]:
    """The variants among the names of one key; ``is_name`` says that the key is a name, too."""
    for one in group:
        others = group if len(group) <= _MAX_VARIANTS else {key}.intersection(group)
        yield from ((one, other) for other in others if other != one)
        if is_name and one != key:
            yield key, one


def keys(name: str) -> Iterator[str]:
    """Keys that variants share: the name without one or two characters, with its parts sorted."""
    yield "、".join(sorted(re.split("[、，]", name)))
    yield "".join(sorted(name)) if len(name) > 4 else name
    for size in (1, 2):
        if len(name) - size >= 5:
            yield from (name[:cut] + name[cut + size :] for cut in range(len(name) - size + 1))


def links(slogans: Iterable[bytes]) -> set[bytes]:
    """The lines that link variants; slogans are given as lines that end in A_SLOGAN."""
    lines = {slogan(line): line.removesuffix(A_SLOGAN) for line in slogans}
    return {
        link(lines[name], lines[other])
        for name, others in variants(lines).items()
        for other in others
    }


def link(one: bytes, other: bytes) -> bytes:
    """The line that says that the slogan of one IRI is a variant of another."""
    return b"%s %s %s .\n" % (one, _VARIANT, other)


def slogan(line: bytes) -> str:
    """The end of the IRI in a line that ends in A_SLOGAN."""
    return line.removesuffix(A_SLOGAN).decode().rpartition("/")[2][:-1]


def relinked(
    changed: Mapping[bytes, bool], sharing: Callable[[Iterable[str]], set[bytes]]
) -> tuple[set[bytes], set[bytes]]:
    """The variant links to add and to remove when slogans appear (true) or disappear (false).

    ``sharing`` returns the slogans so far that have one of some keys. Only slogans that share a key
    with a changed one are looked at.
    """
    near = sharing(chain.from_iterable(map(keys_of, changed))) | changed.keys()
    before = sharing(chain.from_iterable(map(keys_of, near)))
    after = (before | changed.keys()) - {line for line, comes in changed.items() if not comes}
    subjects = {line.removesuffix(A_SLOGAN) for line in near}
    old, new = (
        {link for link in links(slogans) if link.partition(b" ")[0] in subjects}
        for slogans in (before, after)
    )
    return new - old, old - new


def keys_of(line: bytes) -> set[str]:
    """The keys of a slogan and its name, given the line that ends in A_SLOGAN."""
    return {slogan(line), *keys(slogan(line))}
