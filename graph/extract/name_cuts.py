"""Names read as one that are several (陈　明|　赵　敏), and words set wide that are none."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.analysis import Analysis
from graph.extract.chinese_names import BLANKS, set_wide, spaced_in_row
from graph.extract.decoder import Span


def names_apart(analysis: Analysis, spans: Sequence[Span]) -> Sequence[Span]:
    """The spans; a row of names of two characters, with blanks within and between, is several, and
    no words set wide are a name (严 明 纪 律)."""
    if not any(blank in analysis.text for blank in BLANKS):
        return spans
    rows = spaced_in_row(analysis.text, analysis.lexicon)
    words = set_wide(analysis.text, analysis.lexicon)
    out: list[Span] = []
    for span in spans:
        person = span.type == "Person"
        names = [(b, e) for b, e in rows if person and span.begin <= b and e <= span.end]
        if len(names) > 1:
            out += (span._replace(begin=b, end=e) for b, e in names)
        elif not person or not any(b <= span.begin and span.end <= e for b, e in words):
            out.append(span)
    return out
