"""N-Quads lines parsed, and grouped by graph and in the order of the text."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import TypeAlias, TypeVar

import pyoxigraph as ox

from graph.files import sort_lines

Statement: TypeAlias = tuple[str, str, str, str]
"""Subject, predicate, object, graph as N-Quads terms; the default graph is empty."""

T = TypeVar("T")
_BLOCK = 1 << 12  # lines parsed at once
_SPAN = re.compile(r"#char=(\d+),(\d+)>$")
_DEFAULT = ox.DefaultGraph()


def parsed(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    """The quads of N-Quads lines. ValueError for a line that is none."""
    rest = iter(lines)
    try:
        while block := b"".join(islice(rest, _BLOCK)):
            yield from ox.parse(block, ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise ValueError(f"no N-Quads line: {error}") from None


def statements(lines: Iterable[bytes]) -> Iterator[Statement]:
    """The statements of N-Quads lines, as text. ValueError for a line that is none."""
    for quad in parsed(lines):
        graph = "" if quad.graph_name == _DEFAULT else str(quad.graph_name)
        yield str(quad.subject), str(quad.predicate), str(quad.object), graph


def by_graph(lines: Iterable[bytes]) -> Iterator[tuple[str, Iterator[ox.Quad]]]:
    """Sorted lines → the default graph under the name ``""``, then the named ones in text order.

    Each group has to be consumed before the next, as with `itertools.groupby`.
    """
    with tempfile.TemporaryFile() as named:

        def default() -> Iterator[ox.Quad]:
            for quad in parsed(lines):
                if quad.graph_name == _DEFAULT:
                    yield quad
                else:  # no IRI holds a tab
                    named.write(f"{quad.graph_name}\t{quad} .\n".encode())

        yield "", default()
        named.seek(0)
        rotated = parsed(line.partition(b"\t")[2] for line in sort_lines(named))
        for graph, group in in_text_order(rotated, lambda quad: str(quad.graph_name)):
            yield graph, iter(group)


def in_text_order(found: Iterable[T], name: Callable[[T], str]) -> Iterator[tuple[str, list[T]]]:
    """Group what is sorted by a name; a document's sentences and mentions by their offsets.

    Their order by bytes has ``#char=100,120`` before ``#char=9,12``.
    """
    groups = ((key, list(group)) for key, group in groupby(found, name))
    for _, family in groupby(groups, lambda group: group[0].partition("#")[0]):
        yield from sorted(family, key=lambda group: _offsets(group[0]))


def _offsets(name: str) -> tuple[int, int]:
    match = _SPAN.search(name)
    return (int(match[1]), -int(match[2])) if match else (-1, 0)
