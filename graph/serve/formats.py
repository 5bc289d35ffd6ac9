"""The formats of answers, and which of them a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyoxigraph as ox

_UTF8 = "; charset=utf-8"


class Format(NamedTuple):
    """A format: its name, as of the command line's, its media types, the best first, and who writes
    it."""

    name: str
    media: tuple[str, ...]
    writer: ox.QueryResultsFormat | ox.RdfFormat

    @property
    def content_type(self) -> str:
        """What the answer is labelled with."""
        return self.media[0] + (_UTF8 if self.media[0].startswith("text/") else "")


ROWS = (
    Format(
        "json",
        ("application/sparql-results+json", "application/json"),
        ox.QueryResultsFormat.JSON,
    ),
    Format(
        "xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        ox.QueryResultsFormat.XML,
    ),
    Format("csv", ("text/csv",), ox.QueryResultsFormat.CSV),
    Format("tsv", ("text/tab-separated-values",), ox.QueryResultsFormat.TSV),
)
"""What SELECT and ASK are answered in."""

TRIPLES = (
    Format("turtle", ("text/turtle",), ox.RdfFormat.TURTLE),
    Format("n-triples", ("application/n-triples",), ox.RdfFormat.N_TRIPLES),
    Format("json-ld", ("application/ld+json",), ox.RdfFormat.JSON_LD),
)
"""What CONSTRUCT and DESCRIBE are answered in."""


def listed(formats: Iterable[Format]) -> str:
    """The formats that a client may choose from, each with its media type."""
    return ", ".join(f"{one.name} ({one.media[0]})" for one in formats)


def called(name: str, formats: Iterable[Format]) -> Format | None:
    """The format of a name, with its hyphen or not, or of a media type; None if there is none."""
    plain = name.strip().lower().replace(" ", "+")  # what a + of an address is read as
    return next(
        (one for one in formats if plain in (one.name, one.name.replace("-", ""), *one.media)),
        None,
    )


def wanted(accept: str, formats: Sequence[Format]) -> Format | None:
    """The format that an Accept header likes best, the first of equals; None if it likes none."""
    ranges = _ranges(accept)
    liked = {one: max(_quality(media, ranges) for media in one.media) for one in formats}
    best = max(liked, key=liked.__getitem__)
    return best if liked[best] > 0 else None


def likes(accept: str, media: str) -> bool:
    """Whether an Accept header names a media type itself, as a browser names text/html."""
    return _ranges(accept).get(media, 0.0) > 0


def _ranges(accept: str) -> dict[str, float]:
    """The media ranges of an Accept header with their weights; no header takes anything."""
    found = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media:
            weights = (p.partition("=")[2] for p in parameters if p.startswith("q="))
            found[media] = _number(next(weights, "1"))
    return found or {"*/*": 1.0}


def _number(weight: str) -> float:
    try:
        return float(weight)
    except ValueError:
        return 0.0


def _quality(media: str, ranges: dict[str, float]) -> float:
    """How much a media type is liked: the most exact range counts."""
    for known in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if known in ranges:
            return ranges[known]
    return 0.0
