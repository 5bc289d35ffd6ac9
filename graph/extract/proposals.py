"""What was proposed as a mention and what came of it, for who asks why something is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract.deciding import evidence, of_known_types
from graph.extract.decoder import TYPES, bar, percent, weigh
from graph.extract.discourse.reading import Reading
from graph.model import EntityType

_Span = tuple[int, int, EntityType]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may be a mention; offsets and text are those of the document as it was read.

    ``rules`` propose it, or none: the decoder does. ``chance`` is the decoder's, of a hundred, and
    must be more than ``bar``; both are None where none judges. ``lost_to`` are the mentions that
    stand there instead. One that is not kept for neither reason is a form of address, or nothing
    tells what it means.
    """

    begin: int
    end: int
    text: str
    type: EntityType
    rules: tuple[str, ...]
    chance: int | None
    bar: int | None
    kept: bool
    lost_to: tuple[str, ...]


def proposals(reading: Reading) -> Iterator[Proposal]:
    """All spans that rules propose or that the decoder finds likely, in order."""
    analysis = reading.analysis
    known = evidence(analysis)
    rules: dict[_Span, set[str]] = defaultdict(set)
    for m in known.proposed:
        rules[m.begin, m.end, m.type].add(m.rule)
    weighed = weigh(of_known_types(known))
    chances = {(s.begin, s.end, s.type): percent(s.odds) for s in weighed}
    mentions = {(m.begin, m.end, m.type): m for m in reading.mentions}
    for span in sorted({*rules, *chances}):
        begin, end, kind = span
        kept = span in mentions
        over = [m for m in reading.mentions if not kept and m.begin < end and begin < m.end]
        yield Proposal(
            *analysis.as_written(begin, end),
            kind,
            tuple(sorted(rules[span])),
            chances.get(span),
            bar(kind) if kind in TYPES else None,
            kept,
            tuple(analysis.as_written(m.begin, m.end)[2] for m in over),
        )
