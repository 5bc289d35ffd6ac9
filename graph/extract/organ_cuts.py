"""Organs read on into what they do, or into another: 省政协|组织|调研组, 县委|和|政府; and those
of which one was read, or both as one: 县委|县政府."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extract.analysis import Analysis
from graph.extract.decoder import Span
from graph.extract.resolve.organ import GOVERNMENT
from graph.lexicon import Pattern

_DEED = Pattern("(?<=[{han}]{3})(?:愿?{organ_deed}|(?P<joint>和))")
_DEED_WORD = Pattern("{organ_deed}|和")
_COUNTED = Pattern("[{numeral}\\d多两几]+{counted_body}")
_PAIR = Pattern("(?P<level>{bare_level}){committee_short}(?P<government>(?P=level){government})")
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


def committees_and_governments(
    analysis: Analysis, spans: Sequence[Span], proposed: set[tuple[int, int, str]]
) -> Sequence[Span]:
    """The spans; a committee and the government of its level right behind it are two organs where
    the rules propose both and one of them, or both as one, was read."""
    pairs = [*analysis.matches(_PAIR)]
    if not pairs:
        return spans
    begins = {end: begin for begin, end, kind in sorted(proposed, reverse=True) if kind == _ORGAN}
    out = list(spans)
    for pair in pairs:
        middle, end = pair.span("government")
        begin = begins.get(middle, middle)
        read = [s for s in out if s.begin < end and begin < s.end]
        within = all(s.type == _ORGAN and begin <= s.begin and s.end <= end for s in read)
        if begin < middle and (middle, end, _ORGAN) in proposed and read and within:
            out = [s for s in out if s not in read]
            out.append(read[0]._replace(begin=begin, end=middle))
            out.append(read[0]._replace(begin=middle, end=end))
    return sorted(out)
