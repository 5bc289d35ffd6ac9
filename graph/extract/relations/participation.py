"""chair, speaker and attendee of occasions.

The occasion is the one named beside the person or, if none is, the sentence's current one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.discourse.cues import CUE
from graph.extract.discourse.labels import LABEL
from graph.extract.discourse.occasions import PART, SILENT
from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.relations.said_at import (
    PRONOUN,
    SAID_AT,
    beside_event,
    by_pronoun,
    by_title,
    units_beside,
)
from graph.extract.relations.taking_part import (
    ATTENDING,
    CHAIR,
    MADE,
    OFFICE,
    ON_TOUR,
    SPEAKING,
    STAFF,
)
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention, Relation

_VAGUE = Pattern("{vague_organ}")
_ATTEND = Pattern("{verbs.attend}")
_TOUR = Pattern("{tour_verb}")
_AWAY = masked(
    "(?:{at_mark}|{arrival_verb}|{going_verb}|来)[^，。；{Event}]{1,12}{tour_verb}[^，。；]{0,4}{at_occasion}"
)
"""…在西柏坡调研时指出: said on a tour, not at the occasion that the text tells of."""
_OUTSIDE = masked("[{at_mark}与同][^，。；]{0,12}{meeting_verb}[^，。；]{0,16}时，|{told_outside}")
"""The words of a sentence are said to a guest or to the press, and not at the occasion."""

_SOURCE = masked("(?:^|[，。；])[　 ]*{source_mark}[^，。；{Person}]*$")
"""据市水利局局长|程望山介绍 is told to the writer."""
_ABOUT = Pattern("{about_mark}$")
_TELLING = masked(
    "(?P<home>{Organization})(?=[^、，。；{and_word}{Person}{Organization}]{0,24}{Person})|"
    "(?<={Person}){on_behalf}{office}(?P<sender>{Person})|"
    "{on_behalf}(?P<senders>{Organization}(?:(?:、|{conjunction}){Organization})*)|"
    "(?P<relative>{Person})(?:{Post}|{courtesy_title})?{possessive}?{kin}|"
    "(?P<sender_of>{Person}){Post}?{possessive}?{weighty}?{instruction}|"
    "{referring_verb}[^，。；{Person}]{0,6}(?P<studied>{Person}){Post}?"
    "[^，。；{Person}]{0,24}{speech_noun}|"
    "{entrusting_verb}(?:{Organization}|{Post})*(?P<entrusted>{Person})|"
    "(?<={Person})（(?P<party>{Organization})）|"
    "(?P<members_of>{Organization}){member_unit}|(?P<sending>{Person}){Post}?{sending_verb}",
    {"office": OFFICE},
)
"""Names that only tell of the person named with them: where from, for whom, whose kin, whose
instructions are passed on, whose speech is studied, who is to speak later; whose party is told;
an organ's members."""
_JOINED = masked(
    "[“‘]?{Event}(?:[”’]?(?:、|{conjunction})[“‘]?{Event})*(?!{possessive}|{cited_spirit})"
)
"""The occasions named right behind 出席, of which one is meant rather than the current."""
_TALK = Pattern("{perfective}?(?P<talk>{talk_attended})")


@relations
def participation(reading: Reading) -> Iterator[Relation]:
    """chair, speaker and attendee, each once a document; who chairs or speaks does not attend."""
    if not reading.names("Event"):
        return
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
        said_at += SAID_AT.of(reading.analysis.lexicon).finditer(sentence.masked)
        yield from beside_event(sentence, said_at, reading.analysis.lexicon)
        yield from by_title(reading, sentence)
    current = reading.occasions[sentence.source]
    if current and not reading.only_tells(sentence.source):
        said = [match.span() for match in said_at]
        yield from _at_current(reading, sentence, current, said)


def _at_current(
    reading: Reading,
    sentence: MaskedSentence,
    current: Entity,
    said: list[tuple[int, int]],
) -> Iterator[Relation]:
    """Who chairs, speaks at or attends the current occasion, outside the spans ``said``."""
    lexicon = reading.analysis.lexicon
    tour, talks = _TOUR.of(lexicon), _TALK.of(lexicon)
    on_tour = bool(tour.search(current.name))
    told = _told(sentence, on_tour, lexicon)
    pronoun = PRONOUN.of(lexicon).match(sentence.masked)
    if not told and not pronoun:
        return
    accompanying, telling = lexicon.word_class("accompanying_verb"), _telling(sentence, lexicon)
    silent = SILENT.of(lexicon).search(current.name)
    first = -1 if silent else _first_quoted(sentence, lexicon)
    if pronoun and first >= 0:
        yield from by_pronoun(reading, sentence, pronoun, current)
    first = first if on_tour or not _AWAY.of(lexicon).search(sentence.masked) else -1
    for match, name in told:
        accompanied = not on_tour and match[0].endswith((*accompanying,))
        toured = accompanied and tour.search(sentence.masked)
        quoted = name == "speaker" and (silent or _within(reading, sentence, match, first))
        talk = talks.match(sentence.masked, match.end())
        apart = talk and name == "attendee" and talk["talk"] not in current.name
        overlaps = any(b < match.end() and match.start() < e for b, e in said)
        if not (toured or quoted or apart or overlaps):
            yield from _stated(reading, sentence, match, name, current, telling)


def _told(
    sentence: MaskedSentence, on_tour: bool, lexicon: Lexicon
) -> list[tuple[re.Match[str], str]]:
    """What tells in a sentence who chairs, speaks or attends: somebody, or an organ."""
    if not (sentence.names("Person") or sentence.names("Organization")):
        return []
    attending = ON_TOUR if on_tour else ATTENDING
    forms = ((CHAIR, "chair"), (SPEAKING, "speaker"), (attending, "attendee"))
    return [
        (match, name)
        for form, name in forms
        for match in form.of(lexicon).finditer(sentence.masked)
    ]


def _within(reading: Reading, sentence: MaskedSentence, match: re.Match[str], first: int) -> bool:
    """Whether somebody speaks in words that are quoted ``first`` before."""
    return match.start() > first and (first < 0 or not _begins_turn(reading, sentence, match))


def _begins_turn(reading: Reading, sentence: MaskedSentence, match: re.Match[str]) -> bool:
    """Whether it is a verb of speech with which another goes on: 甲指出，…；乙强调，…."""
    cue = match.groupdict().get("cue")
    named = sentence.within(*match.span("cue")) if cue else ()
    turns = ((m, reading.turn_at(m.begin)) for m in named)
    return any(turn.begin == m.begin and m.entity in turn.speakers for m, turn in turns)


def _stated(
    reading: Reading,
    sentence: MaskedSentence,
    match: re.Match[str],
    name: str,
    current: Entity,
    telling: set[Mention],
) -> Iterator[Relation]:
    """What a form states of everybody in its list, but for those who only tell of another
    (``telling``), vague organs and who spoke elsewhere."""
    lexicon, groups = reading.analysis.lexicon, match.groupdict()
    vague_organ, joined = _VAGUE.of(lexicon), _JOINED.of(lexicon)
    group = next(g for g in groups if match[g] is not None)
    own = STAFF.of(lexicon).match(sentence.masked, match.end(group))
    come = _ATTEND.of(lexicon).search(sentence.masked, match.end(group), match.end())
    told = match.end(group), come.start() if come else match.end()
    vague = not own and vague_organ.search(sentence.masked, *told)
    named = joined.match(sentence.masked, match.end()) if name == "attendee" else None
    attended = _told_of(sentence, named, lexicon) or [current]
    if name == "speaker" and _SOURCE.of(lexicon).search(sentence.masked[: match.start(group)]):
        return
    for event in attended if groups.get("group") else ():
        yield from units_beside(sentence, match.span("group"), event, lexicon)
    for who in sentence.within(*match.span(group)):
        unclear = who.type == "Organization" and (vague or vague_organ.match(who.text))
        elsewhere = groups.get("cue") and _elsewhere(reading, who)
        takes_part = who.type == "Person" or (who.type == "Organization" and name != "chair")
        if takes_part and who not in telling and not unclear and not elsewhere:
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
    quoting, demands = lexicon.kind("verbs", "speech"), lexicon.word_class("demand_noun")
    about, made = _ABOUT.of(lexicon), MADE.of(lexicon)
    for cue in CUE.of(lexicon).finditer(sentence.masked):
        noun = cue["verb"] in demands and about.search(cue["between"])
        if (
            cue["verb"] in quoting
            and not noun
            and not made.match(sentence.masked, cue.start("verb"))
        ):
            return cue.start()
    return len(sentence.masked)
