"""Which documents mention a thing: by these the page filters for date, place, kind and document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from graph.page.evidence import Graph

MAX_SINGLE_DOCUMENTS = 25_000
"""With more documents, those of one month, kind and the same places share a row."""

MAX_PLACES = 300
"""The page filters for this many places, those of the most documents."""


def steps(rising: Iterable[int]) -> list[int]:
    """Rising numbers, each as its distance from the one before: small ones compress well."""
    numbers = list(rising)
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]


class Sources:
    """The documents of a page: a row each or, ``pooled``, a row for a month and its places.

    ``rows`` are [date, numbers of places, number of documents, number of the kind] in the order of
    dates; ``places`` are the names and ``kinds`` the IRIs that the numbers mean. ``document`` maps
    an IRI to the document's number: all documents in the order of ``rows`` or, where pooled, those
    that the page ``shown`` needs.
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
        self.kinds = sorted({documents[iri]["kind"] for iri in ordered} - {""})
        rank = {place: index for index, place in enumerate(most)}
        self.rows: list[list[Any]] = []
        self._row: dict[str, int] = {}
        pool: dict[tuple[str, ...], int] = {}
        for iri in ordered:
            day = documents[iri]["issued"]
            within = sorted(rank[place] for place in places_of.get(iri, ()) if place in rank)
            kind = documents[iri]["kind"]
            key = (day[:7], kind, *map(str, within)) if self.pooled else (iri,)
            if key not in pool:
                pool[key] = len(self.rows)
                number = self.kinds.index(kind) if kind else None
                self.rows.append([day[:7] if self.pooled else day, within, 0, number])
            self._row[iri] = pool[key]
            self.rows[pool[key]][2] += 1

    def uses(self, documents: dict[str, int]) -> tuple[list[int], list[int]]:
        """The rows of these documents, each as its distance from the row before, and how many of
        the documents are in each row; where a row is one document, that list is empty."""
        count: dict[int, int] = defaultdict(int)
        for iri in documents:
            count[self._row[iri]] += 1
        rows = sorted(count)
        return steps(rows), [count[row] for row in rows] if self.pooled else []
