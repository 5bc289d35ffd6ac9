"""Who is at an occasion by words beside its name, or by 他强调 in a report of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.lexicon import Lexicon
from graph.model import Entity, Relation

GUEST = "(?:{Place}?{Post}[、，]?)*{Person}"
"""A person with the posts in front."""
_GUEST = masked(
    "{joining_verb}(?P<events>{Event}(?:(?:、|{conjunction}){Event})*){possessive}"
    "(?P<who>{guest}(?:(?:、|，|{conjunction}){guest})*)",
    {"guest": GUEST},
)
_HOSTED = masked(
    "(?P<who>{Person})[^，。；{Person}{Event}]{0,8}{at_mark}{Place}*[^，。；{Person}{Event}]{0,4}"
    "{joining_verb}(?P<events>{Event}){during}"
)
SAID_AT = masked(
    "(?P<who>{Person})(?:{Post}|{courtesy_title})?"
    "(?:{at_mark}(?:{joining_verb}|(?P<chairs>{chairing_verb}{holding_verb}?))?|{joining_verb})"
    "(?P<event>{Event})(?:[^，。；、“{Person}{Event}]{0,10}{reviewing_verb})?{at_occasion}?{during}?(?:{possessive}|所|{delivering_verb}{perfective}?)*{address_epithet}*{speech_noun}"
)
_OPENED_AT = masked(
    "(?:^|[，。；]){at_mark}[^，。；“{Person}{Event}]{0,12}(?P<events>{Event})上，{Post}*(?P<who>{Person})"
    "(?:{Post}|{courtesy_title})?[^，。；“{Person}{Event}{possessive}]{0,6}?(?:{verbs.speech}|{verbs.address})"
)
_BY_TITLE = masked(
    "(?<!{Person})(?P<title>{Post}){at_mark}(?P<event>{Event}){at_occasion}?{during}?{possessive}?"
    "{address_epithet}*{speech_noun}"
)
PRONOUN = masked(
    "[　 ]*(?:{third_person}|(?P<surname>[{han}]){Post})[^，。；：{Person}]{0,8}?"
    "{no_speech_lead:not_after}{verbs.speech}"
)
_CHAIRS = masked(
    "(?P<who>{Person})[^。；：“”{Person}{Event}]{0,30}?{chairing_verb}{holding_verb}?{particle}?"
    "(?P<events>{Event}(?:(?:、|{conjunction}){Event})*)(?!{at_occasion})"
)
_UNITS = masked(
    "(?P<who>{Organization}(?:(?:、|{conjunction}){Organization})*)"
    "(?:{and_others}[^，。；{Organization}]{0,4}?)?(?!{vague_word})[^，。；、{Organization}]{0,4}?"
    "{member_unit:not_after}{responsible_person}"
)


def units_beside(
    sentence: MaskedSentence, span: tuple[int, int], event: Entity | None, lexicon: Lexicon
) -> Iterator[Relation]:
    """The organs that attend by their heads, in a list that a person opens: 甲到场，市水利局、
    市财政局负责同志参加."""
    for match in _UNITS.of(lexicon).finditer(sentence.masked, *span):
        for organ in sentence.within(*match.span("who"), "Organization"):
            yield from related(event, "attendee", organ.entity, sentence, "attendee-verb")


def beside_event(
    sentence: MaskedSentence, said_at: Iterable[re.Match[str]], lexicon: Lexicon
) -> Iterator[Relation]:
    """Who speaks at an event that stands beside the name (``said_at``), or is its guest."""
    for match in said_at:
        for person in sentence.within(*match.span("who"), "Person"):
            for event in sentence.within(*match.span("event"), "Event"):
                yield from related(event.entity, "speaker", person.entity, sentence, "said-at")
                if match["chairs"]:
                    yield from related(event.entity, "chair", person.entity, sentence, "said-at")
    for match in _OPENED_AT.of(lexicon).finditer(sentence.masked):
        for person in sentence.within(*match.span("who")):
            for event in sentence.within(*match.span("events")):
                yield from related(event.entity, "speaker", person.entity, sentence, "said-at")
    for match in _CHAIRS.of(lexicon).finditer(sentence.masked):
        for person in sentence.within(*match.span("who"), "Person"):
            for event in sentence.within(*match.span("events"), "Event"):
                yield from related(event.entity, "chair", person.entity, sentence, "chair-verb")
    guests = (form.of(lexicon).finditer(sentence.masked) for form in (_GUEST, _HOSTED))
    for match in chain.from_iterable(guests):
        for person in sentence.within(*match.span("who"), "Person"):
            for event in sentence.within(*match.span("events"), "Event"):
                yield from related(event.entity, "attendee", person.entity, sentence, "guest-of")


def by_title(reading: Reading, sentence: MaskedSentence) -> Iterator[Relation]:
    """Who spoke at an event by the title alone that somebody before bears right behind the name:
    学习总书记在…上的讲话, behind 习近平总书记."""
    for match in _BY_TITLE.of(reading.analysis.lexicon).finditer(sentence.masked):
        (title,) = sentence.within(*match.span("title"))
        bearers = [
            person.entity
            for person, post in pairwise(reading.mentions)
            if person.type == "Person" and person.end == post.begin < title.begin
            if post.text == title.text
        ]
        for event in sentence.within(*match.span("event")) if bearers else ():
            yield from related(event.entity, "speaker", bearers[-1], sentence, "said-by-title")


def by_pronoun(
    reading: Reading, sentence: MaskedSentence, match: re.Match[str], current: Entity
) -> Iterator[Relation]:
    """Who speaks at the ``current`` occasion in a sentence that opens with 他强调 or 罗县长强调
    (`PRONOUN`)."""
    for who in reading.speakers_at(sentence.offset(match.end())):
        called = not match["surname"] or who.name.startswith(match["surname"])
        if who.type == "Person" and who not in reading.absent and called:
            yield from related(current, "speaker", who, sentence, "speaker-pronoun")
