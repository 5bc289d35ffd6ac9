"""chair, speaker and attendee of occasions.

The occasion is the one named beside the person or, if none is, the sentence's current one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from graph.extract.discourse.cues import CUE
from graph.extract.discourse.labels import LABEL
from graph.extract.discourse.occasions import ADDRESS, PART, SILENT
from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention, Relation

_PARTS = {
    "list": (
        "(?<!以)(?P<who>(?>(?:{one}|{unit})(?:{sep}(?:{one}|{unit}(?!{of_person})|"
        "{Organization}?{text}{1,24}(?:{one}|{unit})|{text}{2,16}(?=、)))*))"
        "(?![^，。；、]{0,2}{chief_ending}[、，列出参])"
    ),
    "tail": (
        "(?:{and_others}{own_unit}?{leaders}?(?:{courtesy_title}|人)?|"
        "{and_others}[^，。；{Person}{Event}]{0,8}(?:，(?={distributive}))|"
        "[^，。；{Person}{Event}]{0,6}(?:{responsible_person}|{entourage}))?(?!{vague_word})"
    ),
    "group": (
        "(?:(?:(?!{verbs.report})[^，。；{Person}{Event}]){0,8}[、，{and_word}][^。；{Person}{Event}]{1,90}?"
        "(?:{attending_group}|{Post})[^，。；{Person}{Event}]{0,6}?)?"
    ),
    "one": (
        "{guest}(?:（[^（）]*）)?{courtesy_title}?(?:{delegate}(?=[、，]))?"
        "(?:{concerning}“[^”]{1,30}”)?"
    ),
    "unit": "{Organization}(?:{text}{0,6}{responsible_person}(?={sep}))?",
    "of_person": "[^，。；、{and_word}{Person}{Event}{Organization}]{1,24}{Person}",
    "declaring": "{declaring_verb}[^，。；]{0,24}?{declared}(?=[，。；]|$)",
    "there": "(?:{at_mark}[^，。；]{0,10})",
    "styled": "{courtesy_title}?(?:（[^（）]{1,12}）)?",
    "lead": "(?:{Place}|{Post}|{Organization}|[、，　 ])*",
    "guest": "(?:{Place}?{Post}[、，]?)*{Person}",
    "gap": "[^，。；{Person}{possessive}]",
    "sep": "(?:[、，　 ]|{conjunction}|(?={Person}))",
    "text": "[^，。；、{Person}{Event}{Organization}]",
}
CHAIR = masked(
    "(?P<both>{Person}[^，。；{Person}]{0,14}?[同与和、]{guest}){there}?{jointly}{chairing_verb}|"
    "(?P<who>{Person}){Post}?{styled}"
    "(?:{likewise}|{at_mark}{Place}|[^，。；{Person}]{0,10}?日{daytime}?|{daytime})?{there}?{chairing_verb}|"
    "^[　 ]*{minutes_host}[：:][　 ]*{lead}(?P<host>{Person})|"
    "{by}(?:{Organization}|{Post}[、，]?)*(?P<by>{Person}){styled}{chairing_verb}",
    _PARTS,
)
_HEAD_LINES = 4
_VAGUE = Pattern("{vague_organ}")
_TOUR = Pattern("{tour_verb}")
_GUEST = masked(
    "{joining_verb}(?P<events>{Event}(?:(?:、|{conjunction}){Event})*){possessive}"
    "(?P<who>{guest}(?:(?:、|，|{conjunction}){guest})*)",
    _PARTS,
)
_HOSTED = masked(
    "(?P<who>{Person})[^，。；{Person}{Event}]{0,8}{at_mark}{Place}*[^，。；{Person}{Event}]{0,4}"
    "{joining_verb}(?P<events>{Event}){during}"
)
_OUTSIDE = masked("[{at_mark}与同][^，。；]{0,12}{meeting_verb}[^，。；]{0,16}时，|{told_outside}")
"""The words of a sentence are said to a guest or to the press, and not at the occasion."""

_OFFICE = "[^，。；、{Person}]{0,12}"
"""What a post is called where it is none of the text's mentions: 代表|市长|罗春山."""
_TELLING = masked(
    "(?P<home>{Organization})(?=[^、，。；{and_word}{Person}{Organization}]{0,24}{Person})|"
    "(?<={Person}){on_behalf}{office}(?P<sender>{Person})|"
    "{on_behalf}(?P<senders>{Organization}(?:(?:、|{conjunction}){Organization})*)|"
    "(?P<relative>{Person}){Post}?{kin}|"
    "(?P<sender_of>{Person}){Post}?{possessive}?{weighty}?{instruction}|"
    "{referring_verb}[^，。；{Person}]{0,6}(?P<studied>{Person}){Post}?"
    "[^，。；{Person}]{0,24}{speech_noun}|"
    "{entrusting_verb}(?:{Organization}|{Post})*(?P<entrusted>{Person})",
    {"office": _OFFICE},
)
"""Names that only tell of the person named with them: where from, for whom, whose kin, whose
instructions are passed on, whose speech is studied, who is to speak later."""
_JOINED = masked(
    "[“‘]?{Event}(?:[”’]?(?:、|{conjunction})[“‘]?{Event})*(?!{possessive}|{cited_spirit})"
)
"""The occasions named right behind 出席, of which one is meant rather than the current."""
_TALK = Pattern("{perfective}?(?P<talk>{talk_attended})")

_SAID_AT = masked(
    "(?P<who>{Person})(?:{Post}|{courtesy_title})?{at_mark}(?:{joining_verb}|(?P<chairs>{chairing_verb}{holding_verb}?))?"
    "(?P<event>{Event}){at_occasion}?{during}?(?:{possessive}|所|{delivering_verb}{perfective}?)*{address_epithet}*{speech_noun}"
)
SPEAKING = masked(
    "{list}{tail}{sent}(?:{gap}{0,90}?"
    "(?:{weighty|hearing_verb:not_after}{verbs.address}|"
    "(?:{publishing_verb}|(?<!所){rendering_verb}){perfective}?{weighty}?{verbs.address})|"
    "[^，。；{Person}]{0,60}?{rendering_verb}{perfective}?[^，。；{Person}]{0,40}?(?:{verbs.deliver}|"
    "{Policy}(?=[》，。；、]|$))|"
    "(?<={Person}){gap}{0,12}?{told}|"
    "(?<={Organization})(?:{gap}{0,6}{responsible_person})?{gap}{0,4}?{verbs.report}{perfective}|"
    "{gap}{0,40}?(?:{voicing_verb}{perfective}?{points}?{impression}|"
    "{responsible_person}[^，。；]{0,8}{response}))|"
    "{heard}(?P<heard>(?:{Post}?{Person}|{Organization})(?:、{Post}?{Person}|、{Organization})*)"
    "{courtesy_title}?(?:{on_behalf}{Organization})?"
    "(?:所?作{possessive}{Policy}|"
    "所?作?(?:{possessive}|{title_opening})[^，。；]{0,40}?{response_report})|"
    "{heard}(?P<told>{Organization}){Policy}|"
    "(?P<he>{Person}){gap}{0,12}?{told}|"
    "{as_quoted:not_after}(?P<cue>{Person})(?!{and_others}[^，。；]{0,8}{possessive}){Post}?[^，。；{Person}{Event}{Organization}]{0,10}?"
    "(?!{declaring}){no_speech_lead:not_after}{verbs.speech}(?!{experiential})",
    {
        "heard": "(?:{hearing_verb}(?:[和并]{reviewing_verb})?|{approving_verb}){perfective}?",
        "points": "(?:[{numeral}几多]{1,3}{point_measure})",
        "told": "{verbs.report}(?!{report_compound})",
        "sent": f"(?:{{on_behalf}}{_OFFICE}{{Person}})?",
        **_PARTS,
    },
)
"""Who speaks at the occasion: …讲话, 作…报告, 听取…汇报, …指出."""

ATTENDING = masked(
    "{list}{tail}{group}(?:[^，。；{Person}]{0,40}?)(?:{denial:not_after}{verbs.attend}|{declaring})"
    "(?!{reviewing_verb}|[^，。]{0,6}(?:{meeting_verb}|{tour_verb}))|"
    "^[　 ]*{minutes_present}[：:][　 ]*"
    "(?P<listed>(?:{unit}|{one})(?:[、，　 ]*(?:{unit}|{one}))*)|"
    "(?:{verbs.attend}[^，。；{Person}]{0,12}?{possessive}[^，。；：:{Person}]{0,8}?|"
    "^[^，。；：:{Person}]{0,8}?{attending_group}(?={likewise}))(?:{likewise})?有[：:]?"
    "(?P<named>{one}(?:{sep}(?:{one}|{unit}|{text}{1,24}(?:{one}|{unit})))*)",
    _PARTS,
)
"""Who attends: a list of names, with their posts, before 出席 and its like or behind 出席的有."""


@relations
def participation(reading: Reading) -> Iterator[Relation]:
    """chair, speaker and attendee, each once a document; who chairs or speaks does not attend."""
    found: dict[tuple[str, Entity, Entity], Relation] = {}
    for sentence in reading.masked_sentences:
        for relation in _of_sentence(reading, sentence):
            if isinstance(relation.object, Entity):
                found.setdefault((relation.name, relation.subject, relation.object), relation)
    active = {(s, o) for name, s, o in found if name != "attendee"}
    for (name, subject, value), relation in found.items():
        if name != "attendee" or (subject, value) not in active:
            yield relation


@relations
def addresses(reading: Reading) -> Iterator[Relation]:
    """Whose speech the document is spoke at the occasion that its head names."""
    address = ADDRESS.of(reading.analysis.lexicon)
    persons = [author for author in reading.authors if author.entity.type == "Person"]
    for line in reading.masked_sentences[:_HEAD_LINES] if persons else ():
        match = address.search(line.masked)
        for event in line.within(*match.span(), "Event") if match else ():
            for author in persons:
                sentence = reading.analysis.sentence_at(author.offset)
                if event.entity:
                    yield Relation(event.entity, "speaker", author.entity, sentence, "address")


@relations
def transcribed(reading: Reading) -> Iterator[Relation]:
    """Whose words a transcript gives, line by line, spoke at its occasion."""
    if reading.analysis.document.kind != "transcript":
        return
    label = LABEL.of(reading.analysis.lexicon)
    for sentence in reading.masked_sentences:
        match = label.match(sentence.masked)
        for person in sentence.within(*match.span("who")) if match and match["who"] else ():
            at = reading.occasions[sentence.source]
            yield from related(at, "speaker", person.entity, sentence, "transcript")


def _of_sentence(reading: Reading, sentence: MaskedSentence) -> Iterator[Relation]:
    """What a sentence states; a relation may come twice."""
    said_at: list[re.Match[str]] = []
    if sentence.names("Person", "Event"):
        said_at += _SAID_AT.of(reading.analysis.lexicon).finditer(sentence.masked)
        yield from _beside_event(sentence, said_at, reading.analysis.lexicon)
    current = reading.occasions[sentence.source]
    if current and not reading.only_tells(sentence.source):
        said = [match.span() for match in said_at]
        yield from _at_current(reading, sentence, current, said)


def _beside_event(
    sentence: MaskedSentence, said_at: Iterable[re.Match[str]], lexicon: Lexicon
) -> Iterator[Relation]:
    """Who speaks at an event that stands beside the name (``said_at``), or is its guest."""
    for match in said_at:
        for person in sentence.within(*match.span("who"), "Person"):
            for event in sentence.within(*match.span("event"), "Event"):
                yield from related(event.entity, "speaker", person.entity, sentence, "said-at")
                if match["chairs"]:
                    yield from related(event.entity, "chair", person.entity, sentence, "said-at")
    guests = (form.of(lexicon).finditer(sentence.masked) for form in (_GUEST, _HOSTED))
    for match in chain.from_iterable(guests):
        for person in sentence.within(*match.span("who"), "Person"):
            for event in sentence.within(*match.span("events"), "Event"):
                yield from related(event.entity, "attendee", person.entity, sentence, "guest-of")


def _at_current(
    reading: Reading,
    sentence: MaskedSentence,
    current: Entity,
    said: list[tuple[int, int]],
) -> Iterator[Relation]:
    """Who chairs, speaks at or attends the current occasion, outside the spans ``said``."""
    lexicon = reading.analysis.lexicon
    accompanying = tuple(lexicon.word_class("accompanying_verb"))
    tour, vague_organ, joined = (form.of(lexicon) for form in (_TOUR, _VAGUE, _JOINED))
    telling, first = _telling(sentence, lexicon), _first_quoted(sentence, lexicon)
    silent = SILENT.of(lexicon).search(current.name)
    for form, name in ((CHAIR, "chair"), (SPEAKING, "speaker"), (ATTENDING, "attendee")):
        for match in form.of(lexicon).finditer(sentence.masked):
            toured = match[0].endswith(accompanying) and tour.search(sentence.masked)
            quoted = name == "speaker" and (silent or match.start() > first)
            talk = _TALK.of(lexicon).match(sentence.masked, match.end())
            apart = talk and name == "attendee" and talk["talk"] not in current.name
            if (
                toured
                or quoted
                or apart
                or any(b < match.end() and match.start() < e for b, e in said)
            ):
                continue
            group = next(g for g in match.groupdict() if match[g] is not None)
            vague = vague_organ.search(sentence.masked, match.end(group), match.end())
            named = joined.match(sentence.masked, match.end()) if name == "attendee" else None
            attended = _told_of(sentence, named, lexicon) or [current]
            for who in sentence.within(*match.span(group)):
                if (
                    who in telling
                    or (who.type == "Organization" and vague)
                    or (match.groupdict().get("cue") and _elsewhere(reading, who))
                ):
                    continue
                if who.type == "Person" or (who.type == "Organization" and name != "chair"):
                    for event in attended:
                        yield from related(event, name, who.entity, sentence, f"{name}-verb")


def _told_of(
    sentence: MaskedSentence, named: re.Match[str] | None, lexicon: Lexicon
) -> list[Entity | None]:
    """The occasions named behind 出席; a bare part (闭幕式) is of the current one."""
    part, events = PART.of(lexicon), sentence.within(*named.span(), "Event") if named else ()
    return [m.entity for m in events if not part.fullmatch(str(m.entity and m.entity.name))]


def _elsewhere(reading: Reading, who: Mention) -> bool:
    """Whether a person's words are not said at the occasion."""
    return who.entity in reading.absent or reading.told(who.begin, who.entity)


def _telling(sentence: MaskedSentence, lexicon: Lexicon) -> set[Mention]:
    """The names that only tell of the person named with them."""
    found = _TELLING.of(lexicon).finditer(sentence.masked)
    return {who for match in found for who in sentence.within(*match.span(str(match.lastgroup)))}


def _first_quoted(sentence: MaskedSentence, lexicon: Lexicon) -> int:
    """Where words are quoted first: who speaks behind it does so in them. Who reads a report is
    not quoted; in words to a guest or the press nobody speaks at the occasion (-1)."""
    if _OUTSIDE.of(lexicon).search(sentence.masked):
        return -1
    quoting = lexicon.kind("verbs", "speech")
    cues = CUE.of(lexicon).finditer(sentence.masked)
    starts = (cue.start() for cue in cues if cue["verb"] in quoting)
    return next(starts, len(sentence.masked))
