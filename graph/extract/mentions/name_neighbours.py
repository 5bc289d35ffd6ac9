"""Names by what stands right beside them: a title behind, a post in brackets, a label before."""

from __future__ import annotations

import re

from graph.extract.analysis import Analysis
from graph.extract.mentions.found_names import Found
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.posts import stacks
from graph.lexicon import Pattern

LEAD = re.compile("^|(?<=[。！？；：，、\\n“（　 ])|(?<=会上)")
_TITLE = Pattern(
    "(?:{deputy}?{called_title}|{courtesy_title})"
    "(?=[，。、；：\\s]|$|{verbs.speech}|{after_name}|[{name_particle}])"
)
_JOINT = Pattern("{conjunction|list_lead}")
_LABEL = Pattern("{byline_label}(?:[：:][　 ]{0,3}|[　 ]{1,3})")
_BLANKS = re.compile("[　 ]{1,3}")
_NAMESAKE = Pattern("(?P<name>[{han}]{2,3}){going_verb}(?P=name)")
_LENGTHS = (2, 3, 4)


def before_title(analysis: Analysis, found: Found) -> None:
    """王平市长说, 县委方正书记到村里: at the beginning of a clause or behind an organ; 江州市长
    is nobody, if 江州 stands without him or is listed."""
    text, organs, joints = analysis.text, by_end(analysis), _JOINT.of(analysis.lexicon)
    leads = {lead.start() for lead in LEAD.finditer(text)} | organs.keys()
    leads |= {joint.end() for joint in joints.finditer(text)}
    leads |= {tag.begin for tag in analysis.tags if tag.type == "Person"}
    for title in _TITLE.of(analysis.lexicon).finditer(text):
        end = title.start()
        for begin in (end - length for length in _LENGTHS):
            free = begin in leads and found.grammar.may_be(begin, end)
            if free and not _is_place(analysis, text[begin:end], title[0]):
                found.spans[begin, end] = _rule(analysis, begin, end)


def _rule(analysis: Analysis, begin: int, end: int) -> str:
    """The rule of a name in such a frame: ``name-in-frame`` if the tagger sees one there, too."""
    tagged = any(t.begin == begin and t.end >= end and t.type == "Person" for t in analysis.tags)
    return "name-in-frame" if tagged else "before-comrade"


def _is_place(analysis: Analysis, name: str, title: str) -> bool:
    """Whether a name before the title of a place's head may be the place's."""
    if title[0] not in analysis.lexicon.word_class("bare_level"):
        return False
    listed = {name, name + title[0]} & analysis.lexicon.known.keys()
    return bool(listed) or analysis.text.count(name) > analysis.text.count(name + title)


def bracketed(analysis: Analysis, found: Found) -> None:
    """成员：于和（市财政局局长）."""
    leads = {lead.start() for lead in LEAD.finditer(analysis.text)}
    for stack in stacks(analysis):
        end, behind = stack[0][0] - 1, stack[-1][1]
        if end > 0 and analysis.text[end] == "（" and analysis.text.startswith("）", behind):
            for begin in (end - length for length in _LENGTHS):
                if begin in leads and found.grammar.end(begin, sure=True) == end:
                    found.spans.setdefault((begin, end), "after-post")


def labelled(analysis: Analysis, found: Found) -> None:
    """记者 周密 江河, 摄影：王者."""
    for label in _LABEL.of(analysis.lexicon).finditer(analysis.text):
        begin = label.end()
        while end := found.grammar.end(begin, sure=True):
            found.spans.setdefault((begin, end), "after-post")
            blanks = _BLANKS.match(analysis.text, end)
            begin = blanks.end() if blanks else len(analysis.text)


def beside_namesake(analysis: Analysis, found: Found) -> None:
    """罗平到罗平调研: who goes to a place is not the place."""
    leads = {lead.start() for lead in LEAD.finditer(analysis.text)}
    for match in _NAMESAKE.of(analysis.lexicon).finditer(analysis.text):
        begin, end = match.span("name")
        if begin in leads and found.grammar.may_be(begin, end):
            found.spans[begin, end] = _rule(analysis, begin, end)
