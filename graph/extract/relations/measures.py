"""Disciplinary measures: who was expelled, dismissed or is under inquiry, when, and by which organ.

A measure is an event of its own that nobody mentions by a name: 给予孟广田开除党籍处分 tells of
开除党籍（孟广田）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked
from graph.extract.rules import relations
from graph.lexicon import Pattern
from graph.model import Entity, Key, Relation

_NEWS = Pattern("{dispatch_word}")  # 据省纪委监委4月15日消息
_CLAUSE = re.compile("[^，。；！？]+")
_IMPOSED = masked(
    "(?:(?P<organ>{Organization})(?!{former_post}?{Post})[^{Person}{Organization}]{0,16}?)?"
    "(?:(?P<who>{Person})[^{Person}{Organization}]{0,16}?{imposing_verb}|"
    "{imposing_verb}(?:[^{Person}{Organization}]{0,6}?(?P<given>{Person})|{his}|{third_person})|"
    "(?<![^，。；])(?:[\\d{year_unit}{month_unit}{day_unit}]|{inquiry_adverb})*{undergoing_verb})"
    "[^{Person}{Organization}]{0,8}?(?P<by>{Organization})?[^{Person}{Organization}]{0,4}?"
    "(?P<what>{measure})"
)

_MEASURE = Pattern("{measure}")


@relations
def measures(reading: Reading) -> Iterator[Relation]:
    """Whom each measure concerns, its day, and the organ that imposes it in the same clause."""
    form = _IMPOSED.of(reading.analysis.lexicon)
    last: Entity | None = None
    measure = _MEASURE.of(reading.analysis.lexicon)
    told = reading.names("Person") and measure.search(reading.analysis.text)
    for sentence in reading.masked_sentences if told else ():
        for clause in _CLAUSE.finditer(sentence.masked):
            if found := form.search(sentence.masked, *clause.span()):
                group = "who" if found["who"] else "given"
                named = next(sentence.within(*found.span(group)), None)
                person = named.entity if named else last
                if person:
                    yield from _told(reading, sentence, found, person)
            first = next(
                sentence.within(*clause.span(), "Person"), None
            )  # not 茹满囤 of 参加茹满囤的宴请
            last = (first and first.entity) or last


def _told(
    reading: Reading, sentence: MaskedSentence, found: re.Match[str], person: Entity
) -> Iterator[Relation]:
    name, source = f"{found['what']}（{person.name}）", sentence.source
    event = Entity("Event", Key(name, "", person.key.document), name, ("DisciplinaryMeasure",))
    yield Relation(event, "concerns", person, source, "measure")
    end = sentence.offset(found.start("what"))
    news = _NEWS.of(reading.analysis.lexicon)
    days = [
        day
        for day in reading.dates_in(source)
        if day.begin < end and not news.match(reading.analysis.text, day.end)
    ]
    for day in days[-1:]:
        yield Relation(event, "on_date", day.value, source, "measure")
    for organ in sentence.within(*found.span("organ" if found["organ"] else "by")):
        if organ.entity:
            yield Relation(event, "organizer", organ.entity, source, "measure")
