"""The occasion each sentence belongs to: the last one that the document says was convened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Sentence

CONVENING = masked(
    "{planning_word:not_after}"
    "(?:{chairing_verb}?{holding_verb}|{conducting_verb}|{chairing_verb}){particle}?"
    "[^，。{Person}]{0,4}?{Event}(?!{at_occasion|particle}|{during})|"
    "{joining_verb}{Event}(?=[，、。；并　 ]|{conjunction}|$|{opening_verb})|"
    "{Event}(?!{planned_for})，?[^，。；{Event}{Person}]{0,16}?"
    "(?:{holding_verb}|{opening_verb}|{closing_phrase}|在{Place})(?!{time_relation})|"
    "{holding_verb}{particle}[^，。{Person}]{0,4}?{Event}{at_occasion}(?!{particle})|"
    "^{Event}$|^{Event}[，　 ]"
)
_ELSEWHERE = masked(
    "[在向对]{Event}{at_occasion|during}?{possessive}?{address_epithet}?(?:{speech_noun}|{address_epithet})|"
    "{referring_verb}[^，。]{0,12}{Event}|"
    "{state_visit}[^，。；]{0,16}?{joining_verb}{Event}(?:(?:、|{conjunction}){Event})*"
)
_ASIDE = Pattern("{aside_time}|当[日天晚]|[^，。]{0,8}{daytime}")
_PART = Pattern("(?:{ordinal_mark}[{numeral}]+{times_unit})?{session_part|ceremony_part}")
_LEAD_SENTENCES = 3
_BULLETIN = Pattern("{bulletin}")


MONOLOGUES = ("speech", "commentary")
"""The kinds of documents in which one speaks, and others are only told of."""

HEAD_SENTENCES = 8
"""So many sentences at most say where somebody is speaking, and when and to whom."""


def occasions(
    sentences: Sequence[MaskedSentence], spoken: re.Pattern[str], lexicon: Lexicon, kind: str = ""
) -> dict[Sentence, Entity | None]:
    """Sentence → its occasion; a headline and others before it get one that the lead tells of.

    Other meetings that a speaker mentions change nothing, unless a time expression (会后) marks a
    new one. In a bulletin (快讯) every paragraph is a separate report. Where one speaks
    (`MONOLOGUES`, by ``kind``), the head says at what; what was held elsewhere is only told of.
    """
    convened: dict[Sentence, Entity] = {}
    told, aside = -1, _ASIDE.of(lexicon)
    for sentence in sentences[:HEAD_SENTENCES] if kind in MONOLOGUES else sentences:
        said = spoken.search(sentence.masked)
        limit = said.start() if said else len(sentence.masked)
        entity = _convened(sentence, limit, bool(convened), lexicon)
        if entity and (told != sentence.source.paragraph or aside.match(sentence.source.text)):
            convened[sentence.source] = entity
        if said:
            told = sentence.source.paragraph
    several = any(_BULLETIN.of(lexicon).search(s.source.text) for s in sentences[:1])
    leading = (convened.get(s.source) for s in sentences[:_LEAD_SENTENCES])
    current = None if several else next((entity for entity in leading if entity), None)
    paragraph = -1
    out: dict[Sentence, Entity | None] = {}
    for sentence in sentences:
        if several and sentence.source.paragraph != paragraph:
            current, paragraph = None, sentence.source.paragraph
        current = convened.get(sentence.source, current)
        out[sentence.source] = current
    return out


def _convened(
    sentence: MaskedSentence, limit: int, follows: bool, lexicon: Lexicon
) -> Entity | None:
    """The occasion that a sentence says was convened, before anybody speaks in it.

    Where one ``follows`` another, a bare part (开幕式, 第一次全体会议) is of that one.
    """
    part = _PART.of(lexicon)
    elsewhere = {
        mention
        for found in _ELSEWHERE.of(lexicon).finditer(sentence.masked)
        for mention in sentence.within(*found.span(), "Event")
    }
    for found in CONVENING.of(lexicon).finditer(sentence.masked, 0, limit):
        for mention in sentence.within(*found.span(), "Event"):
            is_part = follows and part.fullmatch(mention.text)
            if mention not in elsewhere and mention.entity and not is_part:
                return mention.entity
    return None
