"""Which documents say a thing: what the page filters by date, place and document with."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from graph.page.evidence import Graph

MAX_SINGLE_DOCUMENTS = 2500
"""Documents beyond which the page knows them by month and place only."""
MAX_PLACES = 300


class Sources:
    """Where things are said: a row a document, or in a large graph a row a month and place.

    ``rows`` are [date, places, how many documents] in the order of dates; ``document`` numbers the
    documents told of: all, in the order of ``rows``, or where ``pooled`` those that are shown.
    ``places`` are the names that ``rows`` point at.
    """

    def __init__(self, graph: Graph, places_of: dict[str, set[str]], shown: set[str]) -> None:
        documents = graph.graph["document"]
        ordered = sorted(documents, key=lambda iri: (documents[iri]["issued"], iri))
        self.pooled = len(ordered) > MAX_SINGLE_DOCUMENTS
        told = [iri for iri in ordered if not self.pooled or iri in shown]
        self.document = {iri: index for index, iri in enumerate(told)}
        count = Counter(place for iri in ordered for place in places_of.get(iri, ()))
        most = sorted(count, key=lambda place: (-count[place], place))[:MAX_PLACES]
        self.places = most
        rank = {place: index for index, place in enumerate(most)}
        self.rows: list[list[Any]] = []
        self._row: dict[str, int] = {}
        pool: dict[tuple[str, ...], int] = {}
        for iri in ordered:
            day = documents[iri]["issued"]
            within = sorted(rank[place] for place in places_of.get(iri, ()) if place in rank)
            key = (day[:7], *map(str, within)) if self.pooled else (iri,)
            if key not in pool:
                pool[key] = len(self.rows)
                self.rows.append([day[:7] if self.pooled else day, within, 0])
            self._row[iri] = pool[key]
            self.rows[pool[key]][2] += 1

    def uses(self, documents: dict[str, int]) -> tuple[list[int], list[int]]:
        """Numbers of rows, each as its distance from the one before, and of documents in each,
        which are left out where every one is 1."""
        count: dict[int, int] = defaultdict(int)
        for iri in documents:
            count[self._row[iri]] += 1
        rows = sorted(count)
        steps = [row - before for row, before in zip(rows, [0, *rows], strict=False)]
        return steps, [count[row] for row in rows] if self.pooled else []
