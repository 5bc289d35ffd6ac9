"""on_date of occasions: the day beside the name, under a speech's title, of what is convened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple, TypeAlias

from graph.extract.discourse.occasions import ADDRESS
from graph.extract.discourse.reading import CONVENING, Reading
from graph.extract.discourse.told_tours import TOLD_TOUR
from graph.extract.patterns import MaskedSentence, masked
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention, Relation, Sentence
from graph.text import DateMention

_CHAIRED = Pattern("{chairing_verb}")
_TOGETHER = Pattern("(?:{day_of_month}?[-－—–~～、{range_word}]{1,2}|[（(])")
"""Between the days of one range or list, and in 今天（4月20日）."""
_BEFORE_NAME = masked(
    "[ 　]?{daytime}?(?:\\d{1,2}{at_occasion}[，]?)?"
    "(?:[^，。；、{Event}]{0,12}{holding_verb}{particle}|"
    "，[^，。；、{Event}{Person}]{0,8}{upcoming}{holding_verb}{particle}?|"
    "(?:，?(?:{Place}|{Organization}|{Post}|{Person}){1,4})?{at_mark})?"
)
"""Between a day and the occasion of that day: 4月20日上午, 4月20日召开的, 4月20日，程望山在."""
_BEHIND_NAME = Pattern("，?(?:{planned_for}|[于（])?")
_HAPPENS = masked(
    "{daytime}?(?:{adopting_verb}|[^，。；{Event}]{0,12}(?:{holding_verb}|{opening_verb}))|[）)]"
)
"""Behind a day that stands behind the occasion's name: 会议于4月20日召开."""
_THEN = masked(
    "[　 ]*{at_mark}?{thereafter}[^，。；{Event}]{0,8}{holding_verb}{particle}"
    "[^，。；{Person}{Event}]{0,4}{Event}{at_occasion}"
)
"""An occasion on the way, of the day that was told before: 在随后召开的座谈会上."""
_THEME = Pattern("{possessive}?{theme_word}[是为]")
"""Behind an occasion right behind its day: 4月20日，市图书馆开放日的主题是…"""
_UNDER_TITLE = Pattern("[（(—]*")
_TITLE_LINES, _LINES_BELOW = 4, 3
_HELD = Pattern("{holding_verb}{particle}?(?P<noun>[{han}]{2,12})(?![{han}])")
_JOURNEY = Pattern(
    "{distributive}(?!(?:{organizing_verb}|{holding_verb})[{numeral|counting_word}\\d]{1,2}{occasion_measure})|"
    "{visiting_verb|state_visit|tour_verb}"
)
_TRIP = Pattern("[^，。；]{0,6}{trip_verb}")
_LABELLED = Pattern("[　 ]*{time_label}[：:]")
_SETS_OUT = Pattern("{leaving_verb}")
"""He goes to it or comes from it on that day."""
_UP_TO = Pattern("{up_to}[^，。；\\n]{0,6}$")
"""截至今天，广交会已举办活动700场: a day by which something is counted."""
_DATELINE = Pattern("{dispatch_word}")
_OTHER_TIME = Pattern("(?:\\d{1,2}|[{numeral}]{1,3}){month_unit}|{unnamed_day}")
"""Of a day that is not told, and not of that in the line above."""


class _Dated(NamedTuple):
    """That an occasion was on these days, which sentence says so and by what rule."""

    event: Entity
    days: Sequence[DateMention]
    sentence: MaskedSentence
    rule: str

    @property
    def values(self) -> frozenset[str]:
        """The days, each once."""
        return frozenset(day.value for day in self.days)


_Days: TypeAlias = Mapping[Sentence, Sequence[Sequence[DateMention]]]
"""Sentence → its days, those of one range or list together."""


@relations
def dating(reading: Reading) -> Iterator[Relation]:
    """on_date, each occasion's from the first of the forms that tells it, else from one that tells
    of more days around that one."""
    if not reading.names("Event"):
        return
    told: dict[Entity, _Dated] = {}
    days = {s.source: groups for s in reading.masked_sentences if (groups := _groups(reading, s))}
    if not days:
        return
    beside = list(_beside(reading, days))
    taken = {found.days[0].begin for found in beside}
    of_head = (*_of_speech(reading, days), *_labelled(reading, days))
    convened = (*_convened(reading, days, taken), *_on_the_way(reading, days))
    for found in (*beside, *of_head, *convened):
        if found.values > told.setdefault(found.event, found).values:
            told[found.event] = found
    for event, found in told.items():
        for value in sorted(found.values):
            yield Relation(event, "on_date", value, found.sentence.source, found.rule)


def _beside(reading: Reading, days_of: _Days) -> Iterator[_Dated]:
    """Days right before or behind a name: 2022年4月6日市政府第五次常务会议, 会议于4月6日召开."""
    for sentence in reading.masked_sentences:
        groups = days_of.get(sentence.source, ())
        for mention in sentence.mentions if groups else ():
            if mention.type == "Event" and mention.entity:
                lexicon = reading.analysis.lexicon
                days = next((g for g in groups if _names(sentence, g, mention, lexicon)), None)
                if days:
                    yield _Dated(mention.entity, days, sentence, "date-beside-name")


def _names(
    sentence: MaskedSentence, days: Sequence[DateMention], event: Mention, lexicon: Lexicon
) -> bool:
    """Whether the days stand beside the event's name, with no more between than belongs there."""
    if days[-1].end <= event.begin:
        before = _between(sentence, days[-1].end, event.begin)
        themed = before == "，" and _THEME.of(lexicon).match(
            sentence.masked, sentence.position(event.end)
        )
        return bool(themed or _BEFORE_NAME.of(lexicon).fullmatch(before))
    behind = _between(sentence, event.end, days[0].begin)
    rest = sentence.masked[sentence.position(days[-1].end) :]
    return (
        event.end <= days[0].begin
        and bool(_BEHIND_NAME.of(lexicon).fullmatch(behind))
        and bool(_HAPPENS.of(lexicon).match(rest))
    )


def _of_speech(reading: Reading, days_of: _Days) -> Iterator[_Dated]:
    """The day in the line under 在…会议上的讲话."""
    speech, under = (form.of(reading.analysis.lexicon) for form in (ADDRESS, _UNDER_TITLE))
    lines = reading.masked_sentences
    for at, title in enumerate(lines[:_TITLE_LINES]):
        found = speech.search(title.masked)
        events = list(title.within(*found.span(), "Event")) if found else []
        for line in lines[at + 1 : at + 1 + _LINES_BELOW] if events else ():
            days = next(iter(days_of.get(line.source, ())), None)
            if days and under.fullmatch(_between(line, line.source.begin, days[0].begin)):
                if events[0].entity:
                    yield _Dated(events[0].entity, days, line, "date-of-speech")
                break


def _labelled(reading: Reading, days_of: _Days) -> Iterator[_Dated]:
    """The days in a line of its own that opens with 时间：."""
    label = _LABELLED.of(reading.analysis.lexicon)
    for line in reading.holding(_LABELLED):
        event, days = reading.occasions[line.source], days_of.get(line.source)
        if event and days and label.match(line.masked):
            yield _Dated(event, days[0], line, "date-labelled")


def _convened(reading: Reading, days_of: _Days, taken: Set[int]) -> Iterator[_Dated]:
    """The last days before the words that convene the current occasion or tell who chairs it, or
    a line above that is nothing but a day; not days that begin where one is ``taken``."""
    sets_out, other_time = (form.of(reading.analysis.lexicon) for form in (_SETS_OUT, _OTHER_TIME))
    heading: Sequence[DateMention] = ()
    for sentence in reading.masked_sentences:
        groups, current = days_of.get(sentence.source, ()), reading.occasions[sentence.source]
        told = current if groups or heading else None
        until = _convening(sentence, told, reading.analysis.lexicon) if told else 0
        before = [
            days
            for days in groups
            if days[0].begin < until
            and days[0].begin not in taken
            and not sets_out.search(_between(sentence, days[-1].end, until))
        ]
        other = until and other_time.search(_between(sentence, sentence.source.begin, until))
        if told and until and (before or (heading and not other)):
            yield _Dated(told, (before or [heading])[-1], sentence, "date-of-occasion")
        heading = _heading(sentence, groups)


def _on_the_way(reading: Reading, days_of: _Days) -> Iterator[_Dated]:
    """The day told last before an occasion that came thereafter."""
    then = _THEN.of(reading.analysis.lexicon)
    last: Sequence[DateMention] = ()
    for sentence in reading.masked_sentences if reading.holding(_THEN) else ():
        event = reading.occasions[sentence.source]
        if event and last and then.match(sentence.masked):
            yield _Dated(event, last, sentence, "date-of-occasion")
        last = days_of.get(sentence.source, (last,))[-1]


def _convening(sentence: MaskedSentence, current: Entity, lexicon: Lexicon) -> int:
    """Where the words end that convene the occasion or tell who chairs it; 0 without such.

    举行集体学习 convenes 2022年第6次集体学习 that the headline names.
    """
    found = CONVENING.of(lexicon).search(sentence.masked) or _CHAIRED.of(lexicon).search(
        sentence.masked
    )
    for held in _HELD.of(lexicon).finditer(sentence.masked) if not found else ():
        found = held if current.name.endswith(held["noun"]) else found
    return sentence.offset(found.end()) if found else 0


def _heading(
    sentence: MaskedSentence, groups: Sequence[Sequence[DateMention]]
) -> Sequence[DateMention]:
    """The days of a line that is nothing else, as in a chronicle."""
    days = groups[0] if len(groups) == 1 else ()
    span = (days[0].begin, days[-1].end) if days else (0, 0)
    return days if span == (sentence.source.begin, sentence.source.end) else ()


def _groups(reading: Reading, sentence: MaskedSentence) -> list[list[DateMention]]:
    """The days of a sentence, those of one range or list together; neither a dateline nor the days
    of a whole journey, unless that is the occasion."""
    dates = reading.dates_in(sentence.source)
    if not dates:
        return []
    together, dateline, journey, trip, up_to = (
        form.of(reading.analysis.lexicon)
        for form in (_TOGETHER, _DATELINE, _JOURNEY, _TRIP, _UP_TO)
    )
    groups: list[list[DateMention]] = []
    for day in dates:
        before = reading.analysis.text[max(sentence.source.begin, day.begin - 8) : day.begin]
        if dateline.match(reading.analysis.text, day.end) or up_to.search(before):
            continue
        if groups and together.fullmatch(reading.analysis.text, groups[-1][-1].end, day.begin):
            groups[-1].append(day)
        else:
            groups.append([day])
    toured = any(mention.rule == TOLD_TOUR for mention in sentence.mentions)
    return [
        days
        for days in groups
        if toured
        or len({day.value for day in days}) == 1
        or not any(
            found(sentence.masked, sentence.position(days[-1].end))
            for found in (journey.search, trip.match)
        )
    ]


def _between(sentence: MaskedSentence, begin: int, end: int) -> str:
    """The masked text between two offsets of the document."""
    return sentence.masked[sentence.position(begin) : sentence.position(end)]
