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
    GUEST,
    SAID_AT,
    beside_event,
    by_pronoun,
    by_title,
    units_beside,
)
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention, Relation

_PARTS = {
    "besides": "(?:，{conjunction}[^，。；{Person}{Organization}]{1,16}?)?",
    "list": (
        "(?<!以)(?!(?<=[{at_mark}]){Organization}，)(?P<who>(?>(?:{one}|{unit})(?:{sep}(?:{one}|{unit}(?!{of_person})|"
        "{Organization}?{text}{1,24}(?:{one}|{unit})|{text}{2,16}(?=、)))*))"
        "(?![^，。；、]{0,2}{chief_ending}[、，列出参])"
    ),
    "tail": (
        "(?:{staff}|{and_others}{own_unit}?{leaders}?(?:{courtesy_title}|人)?|"
        "{and_others}[^，。；{Person}{Event}]{0,8}(?:，(?={distributive}))|"
        "[^，。；{Person}{Event}]{0,6}(?:{responsible_person}|{entourage}))?(?!{vague_word})"
    ),
    "group": (
        "(?P<group>(?:(?!{verbs.report}|{chairing_verb})[^，。；{Person}{Event}]){0,8}[、，{and_word}][^。；{Person}{Event}]{1,90}?"
        "(?:{attending_group}|{Post})[^，。；{Person}{Event}]{0,6}?)?"
    ),
    "one": (
        "{guest}(?:（[^（）]*）)?{courtesy_title}?(?:{delegate}(?=[、，]))?"
        "(?:{concerning}“[^”]{1,30}”)?"
    ),
    "unit": (
        "{Organization}"
        "(?:(?:{text}{0,6}(?:{responsible_person}|{attending_group})|{staff})(?={sep}))?"
    ),
    "of_person": "[^，。；、{and_word}{Person}{Event}{Organization}]{1,24}{Person}",
    "declaring": (
        "{declaring_verb}(?:[^，。；]{0,24}?{declared}|[^，。；]{0,6}{Event})(?=[，。；]|$)"
    ),
    "there": "(?:{at_mark}[^，。；]{0,10})",
    "staff": "{vague_word}(?:{attending_group}|{responsible_person})",
    "styled": "{courtesy_title}?(?:（[^（）]{1,12}）)?",
    "lead": "(?:{Place}|{Post}|{Organization}|[、，　 ])*",
    "guest": GUEST,
    "gap": "[^，。；{Person}{possessive}]",
    "sep": "(?:[、，　 ]|{conjunction}|(?={Person}))",
    "text": "[^，。；、{Person}{Event}{Organization}]",
}
CHAIR = masked(
    "(?P<both>{Person}[^，。；{Person}]{0,14}?[同与和、]{guest}){there}?{jointly}{chairing_verb}|"
    "(?P<who>{Person}){Post}?{styled}"
    "(?:{likewise}|{at_mark}{Place}|[^，。；{Person}]{0,10}?日{daytime}?|{daytime})?{there}?"
    "(?:{verbs.attend}[^，。；{Person}]{0,6}?{together_doing})?{chairing_verb}|"
    "^[　 ]*{minutes_host}[：:][　 ]*{lead}(?P<host>{Person})|"
    "{by}(?:{Organization}|{Post}[、，]?)*(?P<by>{Person}){styled}{chairing_verb}",
    _PARTS,
)
_VAGUE = Pattern("{vague_organ}")
_STAFF = Pattern("{staff}", _PARTS)
_ATTEND = Pattern("{verbs.attend}")
_TOUR = Pattern("{tour_verb}")
_AWAY = masked("{at_mark}[^，。；{Event}]{1,12}{tour_verb}[^，。；]{0,4}{at_occasion}")
"""…在西柏坡调研时指出: said on a tour, not at the occasion that the text tells of."""
_OUTSIDE = masked("[{at_mark}与同][^，。；]{0,12}{meeting_verb}[^，。；]{0,16}时，|{told_outside}")
"""The words of a sentence are said to a guest or to the press, and not at the occasion."""

_ABOUT = Pattern("{about_mark}$")
_MADE = masked(
    "{claiming_verb}{perfective}?[^，。；：]{0,10}{demand_noun}[，；]|{declaring}", _PARTS
)
"""Words are only named, not quoted: 对|建议办理…, 提出具体要求，, 宣布开幕，."""

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
    "{entrusting_verb}(?:{Organization}|{Post})*(?P<entrusted>{Person})|"
    "(?P<members_of>{Organization}){member_unit}|(?P<sending>{Person}){Post}?{sending_verb}",
    {"office": _OFFICE},
)
"""Names that only tell of the person named with them: where from, for whom, whose kin, whose
instructions are passed on, whose speech is studied, who is to speak later; an organ's members."""
_JOINED = masked(
    "[“‘]?{Event}(?:[”’]?(?:、|{conjunction})[“‘]?{Event})*(?!{possessive}|{cited_spirit})"
)
"""The occasions named right behind 出席, of which one is meant rather than the current."""
_TALK = Pattern("{perfective}?(?P<talk>{talk_attended})")

SPEAKING = masked(
    "{list}{tail}{besides}{sent}(?:{gap}{0,90}?"
    "(?:{weighty|hearing_verb:not_after}(?!{aide}){verbs.address}|"
    "(?:{publishing_verb}|(?<!所){rendering_verb}){perfective}?{weighty}?{verbs.address})|"
    "{gap}{0,24}?{putting_forward}{perfective}?{points}[^，。；{Person}]{0,4}(?:{impression}|{demand_noun})|"
    "[^，。；{Person}]{0,60}?{rendering_verb}{perfective}?[^，。；{Person}]{0,40}?{verbs.deliver}|"
    "(?:{about_mark|concerning})[^，。；{Event}]{1,90}?{rendering_verb}{perfective}?{weighty}?{verbs.address}|"
    "[^，。；{Person}]{0,24}?{delivering_verb}{perfective}?{Policy}|"
    "{gap}{0,24}?{verbs.attend}[^，。；{Person}]{0,8}，{together_doing}?{told}|"
    "(?<={Person}){untold}{0,12}?{told}|"
    "(?<={Organization})(?:{gap}{0,6}{responsible_person})?{gap}{0,4}?{verbs.report}{perfective}|"
    "{gap}{0,40}?(?:{voicing_verb}{perfective}?{points}?{impression}|"
    "{responsible_person}[^，。；]{0,8}{response}))|"
    "{heard}(?P<heard>(?:{Post}?{Person}|{Organization})(?:、{Post}?{Person}|、{Organization})*)"
    "{courtesy_title}?(?:{on_behalf}{Organization})?"
    "(?:所?作{possessive}{Policy}|"
    "所?作?(?:{possessive}|{title_opening})[^，。；]{0,40}?{response_report})|"
    "{heard}(?P<told>{Organization}){Policy}|"
    "(?P<he>{Person}){untold}{0,12}?{told}|"
    "{as_quoted:not_after}(?P<cue>{Person})(?!{and_others}[^，。；]{0,8}{possessive}){Post}?[^，。；{Person}{Event}{Organization}]{0,10}?"
    "(?!{declaring}){no_speech_lead:not_after}{verbs.speech}(?!{experiential})",
    {
        "heard": "(?:{hearing_verb}(?:[和并]{reviewing_verb})?|{approving_verb}){perfective}?",
        "points": "(?:[{numeral}几多]{1,3}{point_measure})",
        "told": "{verbs.report}(?!{report_compound})",
        "untold": "(?:(?!{hearing_verb}){gap})",
        "sent": f"(?:{{on_behalf}}{_OFFICE}{{Person}})?",
        **_PARTS,
    },
)
"""Who speaks at the occasion: …讲话, 作…报告, 听取…汇报, …指出."""

_ATTENDS = (
    "{list}{tail}{group}(?:[^，。；{Person}]{0,40}?)(?:{denial:not_after}{verbs.attend}|{declaring})"
    "(?!{reviewing_verb}|[^，。]{0,6}(?:{meeting_verb}{or_tour}))|"
    "(?<![{recipient_mark}、])(?P<bestowing>{one}(?:{sep}{one})*){tail}[^，。；{Person}]{0,30}?{bestowing_verb}|"
    "(?P<leader>{Person}){courtesy_title}?{leading_verb}[^。；{Person}{Event}]{2,40}?"
    "(?:{holding_verb}|{conducting_verb})[^，。；{Person}{Event}]{0,6}{Event}|"
    "^[　 ]*{on_site}，(?P<present>{one}(?:{sep}{one})*)"
    "(?={tail}{jointly}?(?:{recipient_mark}|{conjunction}))|"
    "(?P<party>{Person})(?:{Post}|{courtesy_title})?{entourage}[^，。；{Person}]{0,6}?"
    "(?:{going_verb}|{arrival_verb})|"
    "^[　 ]*{minutes_present}[：:][　 ]*"
    "(?P<listed>(?:{unit}|{one})(?:[、，　 ]*(?:{unit}|{one}))*)|"
    "(?:{verbs.attend}[^，。；{Person}]{0,12}?{possessive}[^，。；：:{Person}]{0,8}?|"
    "^[^，。；：:{Person}]{0,8}?{attending_group}(?={likewise}))(?:{likewise})?有[：:]?"
    "(?P<named>{one}(?:{sep}(?:{one}|{unit}|{text}{1,24}(?:{one}|{unit})))*)"
)
ATTENDING = masked(_ATTENDS, {**_PARTS, "or_tour": "|{tour_verb}"})
_ON_TOUR = masked(_ATTENDS, {**_PARTS, "or_tour": ""})
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
    accompanying = tuple(lexicon.word_class("accompanying_verb"))
    vague_organ, joined, staff, attends = (
        form.of(lexicon) for form in (_VAGUE, _JOINED, _STAFF, _ATTEND)
    )
    telling, first = _telling(sentence, lexicon), _first_quoted(sentence, lexicon)
    silent = SILENT.of(lexicon).search(current.name)
    if not silent and first >= 0:
        yield from by_pronoun(reading, sentence, current)
    tour = _TOUR.of(lexicon)
    on_tour = bool(tour.search(current.name))
    first = first if on_tour or not _AWAY.of(lexicon).search(sentence.masked) else -1
    attending = _ON_TOUR if on_tour else ATTENDING
    for form, name in ((CHAIR, "chair"), (SPEAKING, "speaker"), (attending, "attendee")):
        for match in form.of(lexicon).finditer(sentence.masked):
            accompanied = not on_tour and match[0].endswith(accompanying)
            toured = accompanied and tour.search(sentence.masked)
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
            own = staff.match(sentence.masked, match.end(group))
            come = attends.search(sentence.masked, match.end(group), match.end())
            told = match.end(group), come.start() if come else match.end()
            vague = not own and vague_organ.search(sentence.masked, *told)
            named = joined.match(sentence.masked, match.end()) if name == "attendee" else None
            attended = _told_of(sentence, named, lexicon) or [current]
            for event in attended if match.groupdict().get("group") else ():
                yield from units_beside(sentence, match.span("group"), event, lexicon)
            for who in sentence.within(*match.span(group)):
                if (
                    who in telling
                    or (who.type == "Organization" and (vague or vague_organ.match(who.text)))
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
    quoting, demands = lexicon.kind("verbs", "speech"), lexicon.word_class("demand_noun")
    about, made = _ABOUT.of(lexicon), _MADE.of(lexicon)
    for cue in CUE.of(lexicon).finditer(sentence.masked):
        noun = cue["verb"] in demands and about.search(cue["between"])
        if (
            cue["verb"] in quoting
            and not noun
            and not made.match(sentence.masked, cue.start("verb"))
        ):
            return cue.start()
    return len(sentence.masked)
