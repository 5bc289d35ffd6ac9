"""Posts: [organ | place | level] (副|代|常务副 …)? head, in stacks joined by 、 and 兼.

A candidate becomes a mention when somebody holds it in the text: a name beside its stack, an
appointment, a head of state or government; "党委书记要履行" names a class and stays out.
"""

from __future__ import annotations

import re

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.places import ends, foreign, spans
from graph.extract.resolve.posts import AIDES, ALSO
from graph.lexicon import Pattern

JOIN = Pattern("[、，]?{concurrently}?(?:（兼）)?")
NEVER = Pattern("{no_post}|(?<=主席)[团国]")
_MORE = Pattern(f"{AIDES}|{ALSO}")
_HEADS = Pattern(
    "{post_modifier|posts.national|posts.level|posts.title|posts.head:opening}"
    "(?:(?P<national>{posts.national})(?!长)|{post_modifier}?"
    "(?:(?P<level>{posts.level})|(?P<title>{posts.title})|(?P<head>{posts.head})))"
)
_MINISTRY = Pattern("[{han}]{1,8}")
_PARTY = Pattern("[{han}“”]{1,12}?{party_ending}”?党?")
_PARTY_OR_STATE = Pattern("|[{han}]{0,8}{party_or_state}{central_body}?")
_BARE_OFFICE = Pattern("(?:{host_noun}(?:[{han}]{2,4}(?=部))?)?{post_office}\\Z")


@once
def candidates(analysis: Analysis) -> dict[int, tuple[int, str]]:
    """Begin → (end, kind) of every post the words allow; kind as in the list, or ``bare``."""
    found: dict[int, tuple[int, str]] = {}
    text, organs, places = analysis.text, by_end(analysis), ends(analysis)
    position = 0
    never, more_of_it, bare_office, ministry, party, party_or_state = (
        form.of(analysis.lexicon)
        for form in (NEVER, _MORE, _BARE_OFFICE, _MINISTRY, _PARTY, _PARTY_OR_STATE)
    )
    word_class = analysis.lexicon.word_class
    countries = word_class("post_and_country")
    shared_title = word_class("minister_head")
    ministers, chiefs = tuple(word_class("minister")), tuple(word_class("party_chief"))
    for match in _HEADS.of(analysis.lexicon).finditer(text):
        start, end = match.span()
        if start < position or never.match(text, end):
            continue
        if match[0] in countries and start not in foreign(analysis):
            continue  # the country
        kind = match.lastgroup or "head"
        begin = start
        if kind == "national":
            begin = min(organs.get(start, start), _abroad(analysis, start, party_or_state))
            kind = "national" if begin == start else "head"
        elif start in organs:
            begin = organs[start]
        elif match[0] in shared_title and start + 1 in organs:
            begin = organs[start + 1]  # 公安部长, 县委宣传部长: the organ and the title share 部
            kind = "head"
        elif start in places:
            begin = places[start]
        elif kind in ("head", "title"):
            abroad = start
            if match[0].endswith(ministers):
                abroad = _abroad(analysis, start, ministry)
            elif match[0].endswith(chiefs):
                abroad = _abroad(analysis, start, party)
            if abroad < start:
                found[abroad] = (end, "head")
                position = end
                continue
            shared = start + (match[0] in shared_title)  # 组织部长
            office = bare_office.search(text, max(0, start - 9), start)
            office = office or bare_office.search(text, max(0, start - 9), shared)
            begin = places.get(office.start(), office.start()) if office else start
            kind = "office" if office else ("bare" if kind == "head" else kind)
        begin = _stationed(analysis, begin)
        more = more_of_it.match(text, end)
        end = more.end() if more else end
        found[begin] = (end, kind)
        position = end
    return found


def _stationed(analysis: Analysis, begin: int) -> int:
    """中国驻俄罗斯大使: from the country that sends."""
    if not analysis.text.endswith("驻", 0, begin):
        return begin
    return ends(analysis).get(begin - 1, begin)


def _abroad(analysis: Analysis, start: int, between: re.Pattern[str]) -> int:
    """Where the country stands whose ministry or party leads the post, or ``start``."""
    if spans(analysis).get((start - 1, start)) == "country-initial":
        return start - 1  # 俄外长
    for end in range(start, max(0, start - 16), -1):
        begin = foreign(analysis).get(end)
        if begin is not None and between.fullmatch(analysis.text, end, start):
            return begin
    return start


@once
def stacks(analysis: Analysis) -> list[list[tuple[int, int, str]]]:
    """Posts that follow one another (市委常委、组织部部长): lists of (begin, end, kind)."""
    out: list[list[tuple[int, int, str]]] = []
    joint = JOIN.of(analysis.lexicon)
    for begin, (end, kind) in sorted(candidates(analysis).items()):
        joined = out and joint.fullmatch(analysis.text, out[-1][-1][1], begin)
        if joined:
            out[-1].append((begin, end, kind))
        else:
            out.append([(begin, end, kind)])
    return out
