"""How much of the text a page holds: every sentence or, of a large graph, a few of each thing."""

from __future__ import annotations

from graph.page.evidence import Graph, shown_sentences

MAX_CHARACTERS = 3_000_000
"""The page holds every sentence up to this length of all together; beyond it, three of each entity
and relation or, where these are too long as well, one; more of what is drawn at first."""

DRAWN = 30
"""So many of what is drawn at first, and of the relations between: these are read most."""


def shorten(graph: Graph) -> None:
    """Leave each list of sentences a few, in place, where all would be too long."""
    for most in (3, 1):
        if sum(map(_length, shown_sentences(graph))) <= MAX_CHARACTERS:
            return
        drawn = {node for node, data in graph.nodes(data=True) if data["drawn"]}
        for source, target, edge in graph.edges(data=True):
            seen = DRAWN if source in drawn and target in drawn else most
            edge["sentences"] = _few(edge["sentences"], seen)
        for node, data in graph.nodes(data=True):
            data["sentences"] = _few(data["sentences"], DRAWN if node in drawn else most)
            data["facts"] = [(*fact, _few(said, most), n) for *fact, said, n in data["facts"]]


def _few(said: list[str], most: int) -> list[str]:
    """At most ``most`` of them: the first, the last and some at even steps between."""
    if len(said) <= most:
        return said
    return [said[round(place * (len(said) - 1) / max(1, most - 1))] for place in range(most)]


def _length(sentence: str) -> int:
    """The characters of a sentence, from its IRI."""
    begin, _, end = sentence.partition("#char=")[2].partition(",")
    return int(end) - int(begin) if begin.isdigit() and end.isdigit() else 0
