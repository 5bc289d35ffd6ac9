"""Spans that the decoder chose, cut to the words that are their own: 沈岩任|组长, 王储|比拉; those
that name a class (各市、县财政局) are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.extract.analysis import Analysis
from graph.extract.common_words import no_city
from graph.extract.decoder import Evidence, Span
from graph.extract.mentions.local_organs import addressed, of_each
from graph.extract.mentions.organizations import ON_BEHALF
from graph.extract.name_cuts import name_begin, name_end, names_apart
from graph.extract.occasions_of_persons import called_after_persons
from graph.extract.organ_cuts import committees_and_governments, cut_organs
from graph.extract.person_names import grammar_of
from graph.extract.resolve.organ import bureaus
from graph.extract.toponyms import INVITED
from graph.lexicon import Pattern

_APPOINTED = Pattern("{appointed_as}")
_POST_CUT = Pattern("{post_cut}|{own_mark}{level}(?={level})")
_CALLED_ON = Pattern("(?<![{han}]){interview_lead}(?=[{han}]{4})")
_YEARS = Pattern(
    "\\d{4}[\\d{year_unit}{month_unit}{day_unit}{to_mark}{to_date}.．　 —－–~～-]*[　 ](?=[{han}])"
)
_PLACE_UNIT = Pattern("[{han}]{2}{place_unit}$")
_WATCHED = Pattern("[^，]+(?=，{occasion_opening})")
_FRAMED = frozenset({"name-in-frame", "before-comrade"})  # rules
_WORD, _SHORTEST, _QUOTED = 2, 4, 8  # characters
_ASSOCIATION = Pattern("(?<![协会洽])(?={owner_head}$)[{han}]+会$")
_ALWAYS = Pattern("总会$")
_MEETING = Pattern("{meeting_noun}|{meeting_head}")
_EACH = Pattern("{each}(?:{bare_level}|{class_mark})")
_PARTS = Pattern("(?<=[{han}]){each}(?=(?:{inner_kind}[、和]?){1,4}$)")
"""Behind an organ, all its parts: 市政府|各委、办、局, 市委|各部门."""
_STANDING = Pattern("{personal_standing}")
_GIVEN_NEXT = Pattern(
    "(?<=[，；、{month_unit}{day_unit}{year_unit}]){appointed_as}(?=[{han}]{2,3}$)"
)
_ISSUING = Pattern("{issuing_organ}$")
_OF_LEVEL = Pattern("[{bare_level}](?!长)")  # 任建国市长 is one of that name
_SERVES = Pattern("{serving_verb}")
_BLANKS = re.compile("[　 ]+")
_BY_ORGAN = Pattern("[{han}]{2,20}{issuing_organ}{title_opening}")
_HONOUR = Pattern("[”’]{honour_title}")
_AND = Pattern("、|{conjunction}")
_BOTH = "兼"


def amended(analysis: Analysis, known: Evidence, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, each from where its own words begin; a place that was taken for a person is one.

    ``known`` tells what the rules proposed.
    """
    proposed = {(m.begin, m.end, m.type) for m in known.proposed}
    spaced = {
        at: m for m in known.proposed if m.rule == "spaced-name" for at in range(m.begin + 1, m.end)
    }
    framed = {(m.begin, m.end) for m in known.proposed if m.rule in _FRAMED}
    spans = called_after_persons(analysis, known, names_apart(analysis, spans))
    spans = committees_and_governments(analysis, spans, proposed)
    spans = _joint_titles(analysis, _handed_over(analysis, spans))
    names = {span.end for span in spans if span.type == "Person"}
    meeting, invited = (form.of(analysis.lexicon) for form in (_MEETING, INVITED))
    hosts = analysis.may(INVITED)
    each = 0  # where the last organ of a class ends
    for span in _parted(analysis, spans, proposed):
        if span.type == "Organization" and _of_each(analysis, span, each):
            each = span.end
            continue
        begin, is_none = span.begin, _NO_NAMES.get(span.type)
        if is_none and is_none(analysis, span):
            continue
        if span.type == "Organization" and meeting.fullmatch(analysis.text, *span[:2]):
            continue  # 峰会将举办论坛活动
        if span.type == "Post" and (named := _named(span, framed, proposed)):
            yield span._replace(end=named, type="Person")
            begin = named
        elif span.type == "Post":
            begin = _post(analysis, span, span.begin in names, proposed)
            if begin >= span.end:  # 发言人就|: nothing is left of it
                continue
        elif span.type == "Person":
            whole = spaced.get(span.begin)
            begin = (
                whole.begin if whole and span.end <= whole.end else name_begin(analysis, span)
            )  # 程　|望　山
        elif span.type == "Organization":
            begin = _organ(analysis, span, proposed)
        elif span.type == "Event":
            span = _occasion(analysis, span)
        end = name_end(analysis, span, spans) if span.type == "Person" else span.end
        if hosts and begin == span.begin and (host := invited.match(analysis.text, begin)):
            begin = host.end()
        if (begin, end) != span[:2]:
            span = span._replace(begin=begin, end=end)
        yield span._replace(type="Place") if _is_place(analysis, span, proposed) else span


def _occasion(analysis: Analysis, span: Span) -> Span:
    """An occasion to where its own words end (…庆典|，观看阅兵式), without the adverb behind it
    (专题节目|总会如约而至); a 学会 is a body."""
    lexicon = analysis.lexicon
    if analysis.text.find("，", span.begin, span.end) > 0:
        watched = _WATCHED.of(lexicon).match(analysis.text, span.begin, span.end)
        span = span._replace(end=watched.end()) if watched else span
    always = _ALWAYS.of(lexicon).search(analysis.text, span.begin + _SHORTEST, span.end)
    if always and analysis.text[span.end : span.end + 1] not in "，。、）":
        return span._replace(end=always.start())
    body = _ASSOCIATION.of(lexicon).search(analysis.text, span.begin + _WORD, span.end)
    return span._replace(type="Organization") if body else span


def _handed_over(analysis: Analysis, spans: Sequence[Span]) -> list[Span]:
    """The spans; a verb and the place of the post behind it are no name: ，任|丹溪县委书记."""
    if not analysis.may(_GIVEN_NEXT):
        return list(spans)
    text, lexicon = analysis.text, analysis.lexicon
    given, of_level = _GIVEN_NEXT.of(lexicon), _OF_LEVEL.of(lexicon)
    out: list[Span] = []
    for span in spans:
        last = out[-1] if out else None
        led = last and last.type == "Person" and last.end == span.begin and span.type == "Post"
        verb = given.search(text, max(0, last.begin - 1), last.end) if last and led else None
        if verb and last and verb.start() == last.begin and of_level.match(text, span.begin):
            out[-1] = span._replace(begin=verb.end())
        else:
            out.append(span)
    return out


def _joint_titles(analysis: Analysis, spans: Sequence[Span]) -> Sequence[Span]:
    """The spans; a title that several organs open on its line is one: 市水利局 市财政局关于…"""
    if not analysis.may(_BY_ORGAN):
        return spans
    text, lexicon = analysis.text, analysis.lexicon
    by_organ, issuing = _BY_ORGAN.of(lexicon), _ISSUING.of(lexicon)
    out: list[Span] = []
    for span in spans:
        titled = span.type == "Policy" and by_organ.match(text, span.begin, span.end)
        while titled and out and out[-1].type == "Organization":
            last = out[-1]
            beside = _BLANKS.fullmatch(text, last.end, span.begin)
            if not beside or not issuing.search(text, last.begin, last.end):
                break
            span = span._replace(begin=out.pop().begin)
        out.append(span)
    return out


def _is_spell(analysis: Analysis, span: Span) -> bool:
    """Whether it is a line of a career with its years, no title: 1993.07—1998.05　财政局科员."""
    career = analysis.document.kind == "career"
    return career and bool(_YEARS.of(analysis.lexicon).match(analysis.text, span.begin, span.end))


def _is_verb(analysis: Analysis, span: Span) -> bool:
    """Whether it is a verb that tells of somebody's posts and no name: 曾担|任."""
    verb = _SERVES.of(analysis.lexicon).match(analysis.text, span.begin)
    return verb is not None and verb.end() >= span.end


def _is_honour(analysis: Analysis, span: Span) -> bool:
    """Whether it is what somebody is honoured with and no formula: “先进个人”称号."""
    return bool(_HONOUR.of(analysis.lexicon).match(analysis.text, span.end))


def _is_standing(analysis: Analysis, span: Span) -> bool:
    """Whether it is what somebody is and no post that he holds: 离休干部."""
    return bool(_STANDING.of(analysis.lexicon).fullmatch(analysis.text, span.begin, span.end))


_NO_NAMES = {
    "Policy": _is_spell, "Person": _is_verb, "Slogan": _is_honour, "Post": _is_standing,
}  # fmt: skip
"""Type → whether a span of it is none."""


def _named(span: Span, framed: set[tuple[int, int]], proposed: set[tuple[int, int, str]]) -> int:
    """Where a post begins behind a name that its frame tells (白梅|主任), or 0."""
    if (span.begin, span.end, "Post") in proposed:
        return 0
    ends = range(span.begin + 2, span.end - 1)
    names = (end for end in ends if (span.begin, end) in framed)
    return next((end for end in names if (end, span.end, "Post") in proposed), 0)


def _parted(
    analysis: Analysis, spans: Sequence[Span], proposed: set[tuple[int, int, str]]
) -> Iterator[Span]:
    """The spans; one of a name and of whom it stands for is two (王中军|代表|局党组), and so is one
    of two posts of one person (镇长助理|兼|办公室主任). All parts of an organ (市政府|各部门) are
    none, but it is one."""
    on_behalf, grammar = ON_BEHALF.of(analysis.lexicon), grammar_of(analysis)
    all_parts = _PARTS.of(analysis.lexicon)
    parted, behalves = analysis.may(_PARTS), analysis.may(ON_BEHALF)
    for span in spans:
        inner = span.begin + _WORD, span.end - _WORD
        both = analysis.text.find(_BOTH, *inner) if span.type == "Post" else -1
        if both >= 0:
            yield span._replace(end=both)
            span = span._replace(begin=both + 1)
        if span.type != "Organization":
            yield span
            continue
        if parted and (parts := all_parts.search(analysis.text[span.begin : span.end])):
            whole = span._replace(end=span.begin + parts.start())
            if (*whole[:2], whole.type) in proposed:
                yield whole
            continue
        behalf = behalves and on_behalf.match(analysis.text, span.begin, span.end)
        if behalf and grammar.end(span.begin, sure=True) == behalf.end("name"):
            yield span._replace(end=behalf.end("name"), type="Person")
            yield span._replace(begin=behalf.end("behalf"))
        else:
            yield from cut_organs(analysis, span, proposed)


def _post(analysis: Analysis, span: Span, named: bool, proposed: set[tuple[int, int, str]]) -> int:
    """Where a post begins: at the mark that it closes (“圣城旅”指挥官), behind the verb that
    follows a name (沈岩任|组长), a preposition or verb within it (中央就|总书记, 主席会见|县长),
    one that it cuts (主席复信|乐团总裁), the years of a career (1993.07—1998.05　|财政局科员),
    what a headline says of it (访|市长) or a word that no city is called by (会上|市委书记)."""
    text, lexicon = analysis.text, analysis.lexicon
    if years := _YEARS.of(lexicon).match(text, span.begin, span.end):
        return years.end()
    verb = _APPOINTED.of(lexicon).match(text, span.begin, span.end - 1) if named else None
    cut = verb or _CALLED_ON.of(lexicon).match(text, span.begin, span.end)
    cut = cut or _POST_CUT.of(lexicon).search(text, max(0, span.begin - 1), span.end)
    begin = max(span.begin, cut.end()) if cut else span.begin
    behind, whole = begin + _WORD, (begin, span.end, span.type) in proposed
    closed = text.find("”", begin, span.end)
    opened = text.rfind("“", max(0, begin - _QUOTED), closed) if closed > 0 else -1
    if 0 <= opened < begin:
        return opened
    alone = (behind, span.end, span.type) in proposed and not whole  # not 自治|区政协主席
    led = alone and text[behind] in lexicon.word_class("bare_level")
    return behind if led and no_city(text[begin:behind], lexicon) else begin


def _organ(analysis: Analysis, span: Span, proposed: set[tuple[int, int, str]]) -> int:
    """Where an organ of some level begins: behind a common word (信赖|市委) or the verb 商, where
    what follows is one by itself."""
    text, lexicon = analysis.text, analysis.lexicon
    consults = text[span.begin] in lexicon.word_class("consulting_verb")
    begin = span.begin + (1 if consults else _WORD)
    if text[begin : begin + 1] not in lexicon.word_class("bare_level"):  # 最高|人民法院
        return span.begin
    alone = (begin, span.end, span.type) in proposed or text[begin : span.end] in bureaus(lexicon)
    led = consults or no_city(text[span.begin : begin], lexicon)
    return begin if alone and led else span.begin


def _of_each(analysis: Analysis, span: Span, each: int) -> bool:
    """Whether an organ is that of each place of a level, itself or listed behind one that is, which
    ends at ``each``."""
    text, lexicon = analysis.text, analysis.lexicon
    if _EACH.of(lexicon).match(text, span.begin):
        return True
    of_level = text[span.begin : span.begin + 1] in lexicon.word_class("bare_level")
    plain = text[span.begin : span.end] in bureaus(lexicon)
    if (of_level or plain) and of_each(analysis, span.begin):
        return True
    listed = plain and each and _AND.of(lexicon).fullmatch(text, each, span.begin)
    return bool(listed) or (plain and addressed(analysis, span.begin))


def _is_place(analysis: Analysis, span: Span, proposed: set[tuple[int, int, str]]) -> bool:
    """Whether a rule has a place with its unit (云泽省) where the decoder alone has a name."""
    at = (span.begin, span.end)
    if span.type != "Person" or (*at, "Place") not in proposed or (*at, "Person") in proposed:
        return False
    return bool(_PLACE_UNIT.of(analysis.lexicon).search(analysis.text[slice(*at)]))
