"""The occasion each sentence belongs to: the last one that the document says was convened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.extract.patterns import Skeleton, pattern
from graph.model import Entity, Sentence

CONVENING = pattern(
    "(?:召开|举行|举办|进行|召开了|举行了|主持召开|主持)(?:了|的)?[^，。P]{0,4}?E(?!时|上|"
    "的|期间)|(?:出席|参加)E(?=[，。；并和、及　 ]|$|开幕|闭幕)|"
    "E(?:[^，。；EP]{0,16}?)(?:召开|举行|举办|"
    "开幕|闭幕|圆满|在L|暨)|^E$|^E[，　 ]"
)
_ELSEWHERE = pattern(
    "(?:在|向|对)E(?:上|期间|时)?的?(?:重要)?(?:讲话|致辞|演讲|主旨)|(?:学习|贯彻|"
    "传达|根据|按照|落实|祝贺|庆祝)[^，。]{0,12}E|(?:会见|会谈|来华|应邀|访华)[^，。；]{0,16}?(?:出席|参加)"
    "E(?:(?:、|和|及|以及)E)*"
)
_ASIDE = re.compile("会前|会后|随后|当[日天晚]|[^，。]{0,8}(?:上午|下午|晚)|学习会前|闭幕会后")


def occasions(
    skeletons: Sequence[Skeleton], spoken: re.Pattern[str]
) -> dict[Sentence, Entity | None]:
    """Sentence → its occasion; before the first is convened, that one: a headline tells of it.

    What a speaker mentions of other meetings changes nothing, unless a time sets it off (会后). In
    a bulletin (快讯) every paragraph is a story of its own.
    """
    convened: dict[Sentence, Entity] = {}
    told = -1
    for drawn in skeletons:
        said = spoken.search(drawn.drawn)
        entity = _convened(drawn, said.start() if said else len(drawn.drawn))
        if entity and (told != drawn.sentence.paragraph or _ASIDE.match(drawn.sentence.text)):
            convened[drawn.sentence] = entity
        if said:
            told = drawn.sentence.paragraph
    several = bool(skeletons) and "快讯" in skeletons[0].sentence.text
    current = None if several else next(iter(convened.values()), None)
    paragraph = -1
    out: dict[Sentence, Entity | None] = {}
    for drawn in skeletons:
        if several and drawn.sentence.paragraph != paragraph:
            current, paragraph = None, drawn.sentence.paragraph
        current = convened.get(drawn.sentence, current)
        out[drawn.sentence] = current
    return out


def _convened(drawn: Skeleton, limit: int) -> Entity | None:
    """The occasion that a sentence convenes, before anybody speaks in it."""
    elsewhere = {
        mention
        for found in _ELSEWHERE.finditer(drawn.drawn)
        for mention in drawn.within(*found.span(), "Event")
    }
    for found in CONVENING.finditer(drawn.drawn, 0, limit):
        for mention in drawn.within(*found.span(), "Event"):
            if mention not in elsewhere and mention.entity:
                return mention.entity
    return None
