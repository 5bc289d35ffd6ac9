"""Words beside a post that are its own: read (市委许伟书记), or unread (第一医院|院长)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.extract.analysis import Analysis
from graph.extract.common_words import behind_word, bounded
from graph.extract.discourse.assembly_posts import of_assembly
from graph.extract.discourse.bearers import STACKED, is_listed
from graph.extract.resolve.organ import NATIONAL, Organ
from graph.extract.resolve.post import TITLE
from graph.extract.toponyms import NOT_OWN
from graph.lexicon import HAN, Pattern
from graph.model import Mention

NATION = Pattern("{national_organ}")
"""An organ of the nation."""
_MINISTER = Pattern("(?P<field>[{han}]{1,7}(?!部)[{han}])(?P<title>{minister_head})")
_CELLS = Pattern("{gap}(?:{sex}{gap})?", {"gap": "(?:[　 ]*[|\\t：][　 ]*|[　 ]{2,})"})
_BOUND = Pattern("[^{han}]|{post_lead}")
_ELLIPTIC = Pattern("{committee_office|host_office|other_office}?{title}", {"title": TITLE})
_OF_LEVEL = Pattern("[{bare_level}]|{post_modifier}?{posts.level}")
_NOT_OWN = Pattern(NOT_OWN)
_COMMITTEE = Pattern("[{bare_level}]委")
_HEAD_OF_PLACE = Pattern(
    "(?P<place>[{han}]{2,12}[{bare_level}])(?:{deputy}|{acting_prefix})?[{bare_level}]长"
)
_ASIDE = re.compile("（[^（）]{3,}）")
_HANDED = Pattern("{by}[^，。；\\n]{2,60}?{appointed_as}(?=[，。；]|$)")
_UNREAD = re.compile(f"[{HAN}]+$")


def in_full(
    number: int, settled: Sequence[Mention], organ: Organ | None, analysis: Analysis
) -> str:
    """The post in full: 主席 directly behind a listed name is the head of state, 外交部长
    behind a national post is the nation's minister; with 原 between an organ and a post, the
    post belongs to that organ. ``organ`` is the one of the post before."""
    mention, lexicon = settled[number], analysis.lexicon
    before = settled[max(number - 1, 0)]
    if before.type == "Organization" and between(before, mention, analysis) == "原":
        return before.text + mention.text  # 中国能建原党委书记
    whose = settled[max(number - 2, 0)]
    if (whose.type, before.type) == ("Organization", "Person") and (
        (whose.end, before.end) == (before.begin, mention.begin)
        or (_in_row(whose, before, analysis) and _in_row(before, mention, analysis))
    ):
        return whose.text + mention.text  # 市委许伟书记; 市财政局 | 王强 | 局长
    if before.type == "Organization" and _in_row(before, mention, analysis):
        return before.text + mention.text  # 王强 | 市财政局 | 局长
    if seat := _same_place(number, settled, analysis):
        return seat
    if assembly := of_assembly(number, settled, analysis):
        return assembly
    if of := _otherwise_named(number, settled, analysis):
        return of.text + mention.text
    ministry = _MINISTER.of(lexicon).fullmatch(mention.text)
    if ministry and organ and NATION.of(lexicon).match(organ.name) and before.type == "Post":
        stacked = between(before, mention, analysis) in STACKED
        return ministry["field"] + "部" + ministry["title"] if stacked else mention.text
    follows = number > 0 and settled[number - 1].end == mention.begin
    known = before.type != "Person" or is_listed(before.text, False, lexicon)
    of_state = follows and known and mention.text in lexicon.word_class("chairman")
    return NATIONAL + mention.text if of_state else mention.text


def _same_place(number: int, settled: Sequence[Mention], analysis: Analysis) -> str:
    """区委书记 in one stack behind 高岭区区长: of that place, in full, or ''."""
    mention, lexicon = settled[number], analysis.lexicon
    if not _COMMITTEE.of(lexicon).match(mention.text):
        return ""
    head = _HEAD_OF_PLACE.of(lexicon)
    while number and settled[number - 1].type == "Post":
        if between(settled[number - 1], settled[number], analysis) not in STACKED:
            break
        number -= 1
        led = head.fullmatch(settled[number].text)
        if led and led["place"].endswith(mention.text[0]):
            return led["place"] + mention.text[1:]
    return ""


def _in_row(one: Mention, other: Mention, analysis: Analysis) -> bool:
    """Whether two stand in neighbouring cells of a row, the second what needs an organ, if it
    is a post; a cell with the sex may lie between."""
    row = _CELLS.of(analysis.lexicon).fullmatch(between(one, other, analysis))
    needs = other.type == "Person" or _ELLIPTIC.of(analysis.lexicon).fullmatch(other.text)
    return bool(row and needs)


def _otherwise_named(number: int, settled: Sequence[Mention], analysis: Analysis) -> Mention | None:
    """The organ whose other name stands in brackets before a post: 市委办公室（市档案局）主任."""
    mention = settled[number]
    if not _ELLIPTIC.of(analysis.lexicon).fullmatch(mention.text):
        return None
    near = (m for m in settled[max(number - 2, 0) : number] if m.type == "Organization")
    return next((m for m in near if _ASIDE.fullmatch(between(m, mention, analysis))), None)


def between(one: Mention, other: Mention, analysis: Analysis) -> str:
    """The text between two mentions."""
    return analysis.text[one.end : other.begin]


def handed_on(mention: Mention, analysis: Analysis) -> bool:
    """Whether a sentence tells who takes a post, so that it is not in the organ of the last
    holder: 秘书长由市委秘书长黄虎担任，副秘书长由…"""
    return bool(_HANDED.of(analysis.lexicon).match(analysis.text, mention.end))


def at_boundary(number: int, settled: Sequence[Mention], analysis: Analysis) -> bool:
    """Whether a post begins at a word boundary, unlike 总统 in 中非总统."""
    mention, text = settled[number], analysis.text
    before = settled[number - 1].end if number else 0
    return before == mention.begin or bool(
        _BOUND.of(analysis.lexicon).match(text, mention.begin - 1)
    )


def cut(number: int, settled: Sequence[Mention], analysis: Analysis) -> bool:
    """Whether a post's own words begin before it, unread: 第一医院|院长, 临水|区委书记."""
    mention = settled[number]
    if at_boundary(number, settled, analysis) or behind_word(analysis, mention.begin):
        return False
    if _OF_LEVEL.of(analysis.lexicon).match(mention.text):
        return _in_unread_place(number, settled, analysis)
    listed = analysis.lexicon.words("posts", kind="title")
    national = analysis.lexicon.words("posts", kind="national")
    told = bool(_ELLIPTIC.of(analysis.lexicon).fullmatch(mention.text))
    return told and mention.text not in (*listed, *national)


def _in_unread_place(number: int, settled: Sequence[Mention], analysis: Analysis) -> bool:
    """Whether two or three characters that may be a place's name stand before 区委书记."""
    mention, text = settled[number], analysis.text
    since = max(settled[number - 1].end if number else 0, mention.begin - 4)
    name = _UNREAD.search(text, since, mention.begin)
    return (
        name is not None
        and 2 <= len(name[0]) <= 3
        and not _NOT_OWN.of(analysis.lexicon).search(name[0])
        and bounded(name[0], mention.text[0], analysis) == name[0]
    )
