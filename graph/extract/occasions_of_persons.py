"""Occasions that are called after a person: the name that opens one is part of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from graph.extract.analysis import Analysis
from graph.extract.decoder import Evidence, Span
from graph.lexicon import Pattern

_COMMEMORATED = Pattern("{commemorated}")


def called_after_persons(analysis: Analysis, known: Evidence, spans: Sequence[Span]) -> list[Span]:
    """The spans, sorted; a person whose name opens an occasion that the rules propose, of which
    nothing else is a name (陆远|同志先进事迹报告会), is that occasion."""
    occasions = dict(sorted((m.begin, m.end) for m in known.proposed if m.type == "Event"))
    if not occasions:
        return list(spans)
    commemorated = _COMMEMORATED.of(analysis.lexicon)
    begins = [span.begin for span in spans]
    out = []
    for span in spans:
        end = occasions.get(span.begin, 0) if span.type == "Person" else 0
        after = end > span.end and commemorated.match(analysis.text, span.end, end)
        alone = after and bisect_left(begins, end) == bisect_left(begins, span.end)
        out.append(span._replace(end=end, type="Event") if alone else span)
    return out
