"""Organs read on into what they do, or into another: 省政协|组织|调研组, 县委|和|政府."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.decoder import Span
from graph.extract.resolve.organ import GOVERNMENT
from graph.lexicon import Pattern

_DEED = Pattern("(?<=[{han}]{3})(?:愿?{organ_deed}|(?P<joint>和))")
_DEED_WORD = Pattern("{organ_deed}|和")
_COUNTED = Pattern("[{numeral}\\d多两几]+{counted_body}")
_ORGAN = "Organization"


def cut_organs(
    analysis: Analysis, span: Span, proposed: set[tuple[int, int, str]]
) -> Iterator[Span]:
    """The organs of one span; none where it only counts some: 四场|特殊教育学校.

    ``proposed`` are the begins, ends and types that rules propose.
    """
    text, lexicon = analysis.text, analysis.lexicon
    if _COUNTED.of(lexicon).match(text, span.begin, span.end):
        return
    if not _DEED_WORD.of(lexicon).search(text, span.begin, span.end):
        yield span
        return
    for deed in _DEED.of(lexicon).finditer(text, span.begin, span.end):
        if (span.begin, deed.start(), _ORGAN) not in proposed:
            continue
        behind = (deed.end(), span.end, _ORGAN)
        other = behind in proposed or text[deed.end() : span.end] == GOVERNMENT
        if deed["joint"] and not other:
            continue
        yield span._replace(end=deed.start())
        if other:
            yield span._replace(begin=deed.end())
        return
    yield span
