"""Spans that the decoder chose, cut to the words that are their own: 沈岩任|组长, 王储|比拉; those
that name a class (各市、县财政局) are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extract.analysis import Analysis
from graph.extract.common_words import never_named
from graph.extract.decoder import Evidence, Span
from graph.extract.mentions.local_organs import addressed, of_each
from graph.extract.resolve.organ import bureaus
from graph.extract.toponyms import INVITED
from graph.lexicon import Pattern

_APPOINTED = Pattern("{appointed_as}")
_POST_CUT = Pattern("{post_cut}")
_CALLED_ON = Pattern("(?<![{han}]){interview_lead}(?=[{han}]{4})")
_PASSIVE = Pattern("(?<=[{han}]{2}){passive}$")
_RULER = Pattern("{ruler}(?=[{han}]{2})")
_HANDED = Pattern("{by}(?=[^，。；]{2,60}{taking_up})")
_PLACE_UNIT = Pattern("[{han}]{2}{place_unit}$")
_WORD = 2  # characters
_EACH = Pattern("{each}(?:{bare_level}|{class_mark})")
_AND = Pattern("、|{conjunction}")


def amended(analysis: Analysis, known: Evidence, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, each from where its own words begin; a place that was taken for a person is one.

    ``known`` tells what the rules proposed.
    """
    proposed = {(m.begin, m.end, m.type) for m in known.proposed}
    names = {span.end for span in spans if span.type == "Person"}
    invited = INVITED.of(analysis.lexicon)
    each = 0  # where the last organ of a class ends
    for span in spans:
        if span.type == "Organization" and _of_each(analysis, span, each):
            each = span.end
            continue
        begin = span.begin
        if span.type == "Post":
            begin = _post(analysis, span, span.begin in names)
        elif span.type == "Person":
            begin = _name(analysis, span)
        elif span.type == "Organization":
            begin = _organ(analysis, span, proposed)
        end = _end(analysis, span) if span.type == "Person" else span.end
        host = invited.match(analysis.text, span.begin) if begin == span.begin else None
        span = span._replace(begin=host.end() if host else begin, end=end)
        yield span._replace(type="Place") if _is_place(analysis, span, proposed) else span


def _post(analysis: Analysis, span: Span, named: bool) -> int:
    """Where a post begins: behind the verb that follows a name (沈岩任|组长), or a preposition
    within it (中央就|总书记), or what a headline says of it (访|市长)."""
    text, lexicon = analysis.text, analysis.lexicon
    verb = _APPOINTED.of(lexicon).match(text, span.begin, span.end - 1) if named else None
    cut = verb or _CALLED_ON.of(lexicon).match(text, span.begin, span.end)
    cut = cut or _POST_CUT.of(lexicon).search(text, span.begin, span.end)
    return cut.end() if cut else span.begin


def _name(analysis: Analysis, span: Span) -> int:
    """Where a name begins: behind a title (王储|比拉), or what hands a post on (由|黄军担任)."""
    text, lexicon = analysis.text, analysis.lexicon
    lead = _RULER.of(lexicon).match(text, span.begin, span.end)
    if not lead and text[span.begin + 1 : span.begin + 2] in lexicon.words("surnames"):
        lead = _HANDED.of(lexicon).match(text, span.begin)
    return lead.end() if lead else span.begin


def _end(analysis: Analysis, span: Span) -> int:
    """Where a name ends: before what is done to its bearer (申屠远|被免职)."""
    cut = _PASSIVE.of(analysis.lexicon).search(analysis.text[span.begin : span.end])
    return span.begin + cut.start() if cut else span.end


def _organ(analysis: Analysis, span: Span, proposed: set[tuple[int, int, str]]) -> int:
    """Where an organ of some level begins: behind a common word (信赖|市委) or the verb 商, where
    what follows is one by itself."""
    text, lexicon = analysis.text, analysis.lexicon
    consults = text[span.begin] in lexicon.word_class("consulting_verb")
    begin = span.begin + (1 if consults else _WORD)
    alone = (begin, span.end, span.type) in proposed or text[begin : span.end] in bureaus(lexicon)
    of_level = text[begin : begin + 1] in lexicon.word_class("bare_level")  # not 最高|人民法院
    led = consults or never_named(text[span.begin : begin], lexicon)
    return begin if alone and of_level and led else span.begin


def _of_each(analysis: Analysis, span: Span, each: int) -> bool:
    """Whether an organ is that of each place of a level, itself or listed behind one that is, which
    ends at ``each``."""
    text, lexicon = analysis.text, analysis.lexicon
    of_level = text[span.begin : span.begin + 1] in lexicon.word_class("bare_level")
    plain = text[span.begin : span.end] in bureaus(lexicon)
    listed = each and _AND.of(lexicon).fullmatch(text, each, span.begin)
    called = _EACH.of(lexicon).match(text, span.begin)
    return (
        bool(called)
        or ((of_level or plain) and of_each(analysis, span.begin))
        or (plain and (bool(listed) or addressed(analysis, span.begin)))
    )


def _is_place(analysis: Analysis, span: Span, proposed: set[tuple[int, int, str]]) -> bool:
    """Whether a rule has a place with its unit (云泽省) where the decoder alone has a name."""
    at = (span.begin, span.end)
    place = (*at, "Place") in proposed and (*at, "Person") not in proposed
    unit = _PLACE_UNIT.of(analysis.lexicon)
    return span.type == "Person" and place and bool(unit.search(analysis.text[slice(*at)]))
