"""The occasion each sentence belongs to: the last one that the document says was convened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from graph.extract.discourse.authors import BELOW_TITLE
from graph.extract.discourse.separate_reports import separate_reports
from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Sentence

CONVENING = masked(
    "{planning_word:not_after}"
    "(?:{chairing_verb}?{holding_verb}|{conducting_verb}|{chairing_verb}){particle}?"
    "[^，。{Person}]{0,4}?{Event}(?!{at_occasion|particle}|{during}|{cited_spirit})|"
    "{joining_verb}{Event}(?=[，、。；并　 ]|{conjunction}|$|{opening_verb}|"
    "{possessive}[^，。；{Event}]{0,8}?有)|"
    "{Event}(?!{planned_for|during})，?[^，。；{Event}{Person}]{0,16}?"
    "(?<!{possessive})(?:{holding_verb}(?!{host_mark}|[^，。；{Person}]{0,8}{Event})|{opening_verb}|{closing_phrase}|"
    "{at_mark}{Place}(?![^，。；{Person}]{0,4}{holding_verb}[^，。；{Person}]{0,8}{Event}))"
    "(?!{time_relation}|时(?!间))|"
    "{holding_verb}{particle}[^，。{Person}]{0,4}?{Event}{at_occasion}(?!{particle})|"
    "^{Event}$|^{Event}[，　 ]|^[^，。；{Event}]{0,12}日{daytime}?，[　 ]?{Event}。?$|"
    "{Event}[^，。；{Event}{Person}]{0,12}?{at_mark}[^，。；{Event}]{1,12}?{staged_verb}|"
    "^(?:{at_mark}(?:(?!{over})[^，。；{Person}{Event}]){0,6})?{Event}{at_occasion}，|"
    "{organizing_verb}[{numeral|counting_word}\\d]{1,2}{occasion_measure}{Event}(?![^，。；　 ])|"
    "{Event}{possessive}?{theme_word}[是为]|"
    "(?:{trip_verb}|{going_verb}|{coming_verb})"
    "(?:{Place}|{Organization}|、|{conjunction}){1,12}{Event}(?![^，。；　 ])"
)
ADDRESS = masked(
    "{at_mark}{Event}[^，。；{Event}]{0,6}{possessive}{address_title}(?:（[^）]*）)?$|"
    + BELOW_TITLE
)
"""The line of a speech's head that tells where it was given: 在…会议上的讲话."""
_ELSEWHERE = masked(
    "[{at_mark}向对]{Event}{at_occasion|during}?{possessive}?{address_epithet}?(?:{speech_noun}|{address_epithet})|"
    "{referring_verb}[^，。{Event}]{0,12}{Event}(?:(?:、|{conjunction}){Event})*|"
    "{state_visit}[^，。；]{0,16}?{joining_verb}{Event}(?:(?:、|{conjunction}){Event})*"
)
_PUT_OFF = Pattern("{put_off}")
_NOT_NOW = masked(
    "{deciding_verb}，[^，。；]{0,16}(?:{holding_verb}{particle}?|{joining_verb}){Event}$|"
    "(?:{upcoming|planned_for|last_year})(?!{possessive})[^，。；{Event}]{0,14}{Event}"
    "[^，。；{Event}]{0,8}$"
)
_SOON = masked("{Event}[^，。；]{0,4}{upcoming}[^，。；]{0,8}$")
_DONE = Pattern("{perfective}")
_ASIDE = Pattern("{aside_time}|[^，。]{0,8}{daytime}")
SILENT = Pattern("(?:{visiting_verb}|{silent_occasion}|{tour_purpose})$")
"""What is no occasion to speak at: a visit, a tour, a ceremony of welcome."""
PART = Pattern(
    "(?:{ordinal_mark}[{numeral}]+{times_unit}|{venue_part})?{session_part|ceremony_part}"
)
_HOLDS = Pattern("{holding_verb}")
_PASSING = masked(
    "(?:18\\d\\d|19[0-7]\\d){year_unit}|{passing_time}|[^，。；{Person}]{0,12}{during}|"
    "{thereafter}{holding_verb}{particle}[^，。{Person}{Event}]{0,4}{Event}(?!{at_occasion})|"
    "{at_mark}?(?:[^，。；{Person}]{0,24}{holding_verb}{particle}[^，。{Person}]{0,4}?|"
    "[^，。；{Person}{Event}]{0,6})?{Event}{at_occasion}，"
)
_AT = masked(
    "{at_mark}[^，。；{Person}{Event}]{0,24}{holding_verb}{particle}[^，。{Person}]{0,4}?{Event}"
    "{at_occasion}，"
)
_BARE = masked("{at_mark}?{Event}{at_occasion}，")
_BARE_NAME = Pattern("[{han}]{0,2}{joint_session_name}")
_APART = Pattern("{separate_news}")
_OVER = Pattern("{afterwards}")
_BEFORE = Pattern("{beforehand}")
_MET = masked("[^，。；{Person}]{0,10}{during}，[^。；]{0,60}?{meeting_verb}")
"""Whom somebody received beside the occasion: what is said then is not said at it."""
_TOUR = masked("(?:(?!{verbs.speech})[^。；{Event}]){2,60}?{tour_verb}[^；{Event}]*$")
"""A visit somewhere, that names no occasion: 3月8日，王玉洁到西窑村看望慰问困难母亲."""
_SENTENCE = Pattern("{sentence_stop}[”』」]?$")
_CEREMONY = ("Ceremony",)
_TITLE_LINES = 3
_OPENING = 3  # full sentences of a report before it says what was convened, at most


MONOLOGUES = ("speech", "commentary")
"""The kinds of documents in which one speaks, and others are only told of."""

HEAD_SENTENCES = 8
"""So many sentences at most say where somebody is speaking, and when and to whom."""


def occasions(
    sentences: Sequence[MaskedSentence],
    cues: Mapping[MaskedSentence, re.Match[str] | None],
    lexicon: Lexicon,
    kind: str,
    ahead: Mapping[Sentence, Sequence[int]],
    later: Set[Sentence],
) -> dict[Sentence, Entity | None]:
    """Sentence → its occasion; a headline and others before it get one that the lead tells of.

    ``ahead`` are the offsets of dates behind that of the document: what is then was not held yet.
    ``later`` are the sentences that open with a day behind the day told before them.

    Other meetings that a speaker mentions change nothing, unless a time expression (会后) or a
    later day marks a new one. In a bulletin (快讯) and in a chronicle every paragraph is a separate
    report. Where one speaks
    (`MONOLOGUES`, by ``kind``), the head says at what; what was held elsewhere is only told of.
    """
    convened: dict[Sentence, Entity] = {}
    aside, passing = _ASIDE.of(lexicon), _PASSING.of(lexicon)
    spoken = _Spoken(sentences, cues)
    where = sentences[:HEAD_SENTENCES] if kind in MONOLOGUES else sentences
    for number, sentence in enumerate(where):
        if not sentence.names("Event"):
            continue
        said = cues[sentence]
        limit = said.start() if said else len(sentence.masked)
        days = ahead.get(sentence.source, ())
        entity = _convened(sentence, limit, [*convened.values()], days, lexicon)
        if entity and (
            aside.match(sentence.source.text)
            or passing.match(sentence.masked)
            or sentence.source in later
            or not spoken.before(number)
        ):
            convened[sentence.source] = entity
    if kind in ("transcript", "communique") and not convened:
        convened |= _titled(sentences)
    if not convened:
        return {sentence.source: None for sentence in sentences}
    several = kind == "chronicle" or separate_reports(sentences, lexicon)
    return _followed(sentences, convened, several, later, lexicon)


class _Spoken:
    """Whether somebody speaks before a sentence in its paragraph, asked in order of the text."""

    def __init__(
        self,
        sentences: Sequence[MaskedSentence],
        cues: Mapping[MaskedSentence, re.Match[str] | None],
    ) -> None:
        self._sentences, self._cues = sentences, cues
        self._asked, self._told = 0, -1  # the sentences before, the last paragraph with speech

    def before(self, number: int) -> bool:
        """Whether it is so before the sentence with this index."""
        paragraph = self._sentences[number].source.paragraph
        for sentence in self._sentences[self._asked : number]:
            if sentence.source.paragraph == paragraph and self._cues[sentence]:
                self._told = paragraph
        self._asked = number
        return self._told == paragraph


def _titled(sentences: Sequence[MaskedSentence]) -> dict[Sentence, Entity]:
    """The occasion whose words a transcript or a resolution gives: that of its title, or below."""
    for line in sentences[:_TITLE_LINES]:
        for mention in line.mentions:
            if mention.type == "Event" and mention.entity:
                return {sentences[0].source: mention.entity}
    return {}


def _followed(
    sentences: Sequence[MaskedSentence],
    convened: Mapping[Sentence, Entity],
    several: bool,
    later: Set[Sentence],
    lexicon: Lexicon,
) -> dict[Sentence, Entity | None]:
    """Each sentence with the last occasion; what is told in passing ends with its paragraph, and so
    does what came after the occasion, or a visit on a later day: they belong to none. What a report
    without an occasion of its own says was held on the way (在随后召开的座谈会上，…) goes on.
    """
    passing, apart, over, before, met, tour = (
        form.of(lexicon) for form in (_PASSING, _APART, _OVER, _BEFORE, _MET, _TOUR)
    )
    whole = None if several else _opened(sentences, convened, later, lexicon)
    current, paragraph = whole, -1
    out: dict[Sentence, Entity | None] = {}
    for sentence in sentences:
        source = sentence.source
        if source.paragraph != paragraph:
            paragraph = source.paragraph
            current = None if several or apart.match(source.text) else whole
        if met.match(sentence.masked):
            whole = current = None
        if over.match(source.text) or (source in later and tour.match(sentence.masked)):
            current = None
        ahead = before.match(source.text)
        if source in convened:
            current = convened[source]
            alone = whole is None and not several and _on_the_way(sentence, lexicon)
            if alone or not passing.match(sentence.masked):
                whole = current
        out[source] = None if ahead else current
    return out


def _on_the_way(sentence: MaskedSentence, lexicon: Lexicon) -> bool:
    """Whether it opens with an occasion of the report's own: 在随后召开的座谈会上， 座谈会上，."""
    bare = _BARE.of(lexicon).match(sentence.masked)
    named = bare and _BARE_NAME.of(lexicon).fullmatch(sentence.mentions[0].text)
    return bool(named or _AT.of(lexicon).match(sentence.masked))


def _opened(
    sentences: Sequence[MaskedSentence],
    convened: Mapping[Sentence, Entity],
    later: Set[Sentence],
    lexicon: Lexicon,
) -> Entity | None:
    """The occasion of the headline and the opening: the first one, if it is told that early and of
    the same day."""
    told, full = 0, _SENTENCE.of(lexicon)
    for sentence in sentences:
        if sentence.source in convened:
            in_passing = _PASSING.of(lexicon).match(sentence.masked)
            return None if in_passing or sentence.source in later else convened[sentence.source]
        told += bool(full.search(sentence.source.text.rstrip()))
        if told > _OPENING:
            break
    return None


def _convened(
    sentence: MaskedSentence,
    limit: int,
    before: Sequence[Entity],
    ahead: Sequence[int],
    lexicon: Lexicon,
) -> Entity | None:
    """The occasion that a sentence says was convened, before anybody speaks in it.

    Where others were ``before`` it, a bare part (开幕式, 第一次全体会议) is of the last of those,
    but not of a ceremony; and what begins as a part, of what holds it in the same words. The plenum
    of a committee is no part of another's.
    """
    part, held, put_off, not_now, soon, done = (
        form.of(lexicon) for form in (PART, _HOLDS, _PUT_OFF, _NOT_NOW, _SOON, _DONE)
    )
    elsewhere = {
        mention
        for found in _ELSEWHERE.of(lexicon).finditer(sentence.masked)
        for mention in sentence.within(*found.span(), "Event")
    }
    for found in CONVENING.of(lexicon).finditer(sentence.masked, 0, limit):
        begin, end = sentence.offset(found.start()), sentence.offset(found.end() - 1)
        planned = any(form.search(sentence.masked, 0, found.end()) for form in (not_now, soon))
        if planned and not done.search(found[0]):
            continue  # 全会决定，1月召开经济工作会议; 将出席6月召开的党代会
        if put_off.search(sentence.masked, sentence.clause(found.start()), found.end()) or any(
            begin <= day <= end for day in ahead
        ):
            continue
        for mention in sentence.within(*found.span(), "Event"):
            if mention in elsewhere or not mention.entity:
                continue
            whole = "Plenum" in mention.entity.kinds and mention.entity.name != mention.text
            if before and part.fullmatch(mention.text) and not whole:
                if before[-1].kinds == _CEREMONY and not before[-1].name.endswith(mention.text):
                    return next((e for e in reversed(before) if e.kinds != _CEREMONY), None)
                continue
            led = [*sentence.within(0, found.start(), "Event")] if held.match(found[0]) else []
            of_led = led and part.match(mention.text)
            return led[-1].entity if of_led else mention.entity
    return None
