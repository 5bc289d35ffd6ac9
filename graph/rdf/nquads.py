"""N-Quads lines parsed, and grouped by graph and in the order of the text."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from graph.files import sort_lines

Statement: TypeAlias = tuple[str, str, str, str]
"""Subject, predicate, object, graph as N-Quads terms; the default graph is empty."""


_TERM = r'<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?'


_LINE = re.compile(rf"({_TERM})\s+(<[^>]*>)\s+({_TERM})\s*({_TERM})?\s*\.\s*")


_SPAN = re.compile(r"#char=(\d+),(\d+)>$")


def statements(lines: Iterable[bytes]) -> Iterator[Statement]:
    """Parse N-Quads lines. ValueError for a line that is none."""
    for line in lines:
        match = _LINE.fullmatch(line.decode())
        if match is None:
            raise ValueError(f"no N-Quads line: {line.decode()[:80]!r}")
        subject, predicate, object_, graph = match.groups(default="")
        yield subject, predicate, object_, graph


def by_graph(lines: Iterable[bytes]) -> Iterator[tuple[str, Iterator[Statement]]]:
    """Sorted lines → the default graph under the name ``""``, then the named ones in text order.

    Each group has to be consumed before the next, as with `itertools.groupby`.
    """
    with tempfile.TemporaryFile() as named:

        def default() -> Iterator[Statement]:
            for statement in statements(lines):
                if statement[3]:
                    named.write(f"{statement[3]} {' '.join(statement[:3])} .\n".encode())
                else:
                    yield statement

        yield "", default()
        named.seek(0)
        rotated = ((s, p, o, g) for g, s, p, o in map(_four, sort_lines(named)))
        for graph, group in in_text_order(rotated, itemgetter(3)):
            yield graph, iter(group)


def _four(line: bytes) -> list[str]:
    return line.decode()[:-3].split(" ", 3)


def in_text_order(
    found: Iterable[Statement], name: Callable[[Statement], str]
) -> Iterator[tuple[str, list[Statement]]]:
    """Group sorted statements by a term; a document's sentences and mentions by their offsets.

    Sorted by bytes, ``#char=100,120`` comes before ``#char=9,12``: that is no order to read in.
    """
    groups = ((key, list(group)) for key, group in groupby(found, name))
    for _, family in groupby(groups, lambda group: group[0].partition("#")[0]):
        yield from sorted(family, key=_offsets)


def _offsets(group: tuple[str, list[Statement]]) -> tuple[int, int]:
    match = _SPAN.search(group[0])
    return (int(match[1]), -int(match[2])) if match else (-1, 0)
