"""Names cut to their own: a row set wide is several (陈　明|　赵　敏) or none, no title or verb is
part of one (王储|比拉, 由|黄军担任)."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.analysis import Analysis
from graph.extract.chinese_names import BLANKS, set_wide, spaced_in_row, surnames
from graph.extract.decoder import Span
from graph.lexicon import Pattern

_PASSIVE = Pattern("(?<=[{han}]{2}){passive}$")
_RULER = Pattern("{ruler}(?=[{han}]{2})")
_HANDED = Pattern("{by}(?=[^，。；]{2,60}{taking_up})")


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


def name_begin(analysis: Analysis, span: Span) -> int:
    """Where a name begins: behind a title (王储|比拉), or what hands a post on (由|黄军担任)."""
    text, lexicon = analysis.text, analysis.lexicon
    lead = _RULER.of(lexicon).match(text, span.begin, span.end)
    if not lead and surnames(lexicon).length(text[span.begin + 1 : span.begin + 2]):
        lead = _HANDED.of(lexicon).match(text, span.begin)
    return lead.end() if lead else span.begin


def name_end(analysis: Analysis, span: Span, spans: Sequence[Span]) -> int:
    """Where a name ends: before what is done to its bearer (申屠远|被免职), and before an adverb
    where another span is the name alone (班禅|还)."""
    text = analysis.text
    if text[span.end - 1] in analysis.lexicon.word_class("subject_adverb"):
        name = text[span.begin : span.end - 1]
        alone = any(s.type == "Person" and text[s.begin : s.end] == name for s in spans)
        return span.end - 1 if alone else span.end
    cut = _PASSIVE.of(analysis.lexicon).search(text[span.begin : span.end])
    return span.begin + cut.start() if cut else span.end
