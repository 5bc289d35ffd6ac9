"""Quads → expanded JSON-LD 1.1, written by pyoxigraph: a node or a named graph a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

import pyoxigraph as ox

from graph.export.turtle import subjects
from graph.rdf import by_graph


def jsonld(lines: Iterable[bytes], names: Mapping[str, str], output: BinaryIO) -> int:
    """Write sorted N-Quads ``lines``. Expanded JSON-LD has whole IRIs, so ``names`` are not used.

    Each node is serialized by itself, for lines that people and tools can cut, and put into one
    array. Returns the number of statements.
    """
    number = 0
    output.write(b"[")
    separator = b"\n"
    for graph, group in by_graph(lines):
        for node in [list(group)] if graph else subjects(group):
            output.write(separator + _array(node)[1:-1])
            separator = b",\n"
            number += len(node)
    output.write(b"\n]\n")
    return number


def _array(quads: Iterable[ox.Quad]) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b""
