"""Occasions of one name distinguished by date: last year's work conference is not this year's.

The date becomes part of the key of an occasion that the document dates, or that a dated document
convenes: reports of one day mean one meeting, and yearly meetings stay separate. A day without a
year takes that which the name tells (2016年第14次常务会议). Names that mean
one occasion only (党的二十大, 十三届人大四次会议, an anniversary) stay as they are; so does an
occasion that is only mentioned. One that nobody says whose it is (座谈会, 市委全会 of an unknown
city, 局党组会议), one of common words (冰雪嘉年华) or of which there are several a day (发布会) is
its document's alone. What is held every year is of the year that its document tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from graph.extract.common_words import of_common_words
from graph.extract.discourse.occasion_names import PRESS_MEETING
from graph.extract.discourse.reading import Reading
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Extraction, Key, Relation
from graph.text import year_of

T = TypeVar("T")

_UNIQUE = Pattern(
    "[{numeral}\\d]{session_mark}|[{numeral}]大$|{anniversary}|{first_edition}|"
    "{ordinal_mark}[{numeral}]+{times_unit}.*(?:{congress_head|representatives|summit_head})|"
    "(?:19|20)\\d\\d{year_unit}(?:.*(?:{exhibition_head}|{forum_head})|{worldwide})"
)
_WHOSE = Pattern(
    "(?:{ordinal_mark}?[{numeral}]+{term_unit})?{level}"
    "(?:{owned_organ}|{ordinal_mark}[{numeral}\\d]+{times_unit}|[{numeral}\\d]+{term_unit})|全{level}|"
    "{several_occasions}"
)
_EDITION = "(?:(?:19|20)\\d\\d{year_unit}度?)?(?:{ordinal_mark}[{numeral}]+{times_unit})?"
_OWN_BODYS = Pattern(
    _EDITION + "(?:[{whole_or_own}]{host_noun}(?!业)|{own_institution}(?!法)|"
    "{nameless_body|host_noun|town_unit}?(?:{host_party|host_staff|party_cell}))"
)
_WITHOUT_NUMBER = Pattern("{this_edition}|{anniversary}.*{reception_head}$")
_RECEPTION = Pattern("{reception_head}$")  # of one anniversary many hold one
_HEAD = Pattern("(?:{meeting_head|meeting_noun|anybodys_occasion})$")
_WIDE = Pattern("{worldwide|level}")
_OTHER_YEAR = Pattern(
    "(?:19|20)\\d\\d{year_unit}|{last_year|year_before_last|past_span|other_years}"
)
_LAST_MONTH = 12
_ANNUAL = Pattern("^(?:(?!(?:19|20)\\d\\d).)*{annual_head}$")
_NOTHING_ELSE = Pattern(
    _EDITION + "(?:{vague_occasion|session_kind|purpose}|{enlarged})*"
    "(?:{meeting_head|meeting_noun|anybodys_occasion})\\Z"
)


def dated(found: Extraction, reading: Reading) -> Extraction:
    """The findings with dates in the keys of recurring occasions."""
    lexicon = reading.analysis.lexicon
    if any(relation.name == "on_date" for relation in found.relations):
        found = replace(found, relations=tuple(_with_year(r, lexicon) for r in found.relations))
    events = {m.entity.key: m.entity for m in found.mentions if m.type == "Event" and m.entity} | {
        r.subject.key: r.subject for r in found.relations if r.subject.type == "Event"
    }
    if not events:
        return found
    days: dict[Key, str] = {}
    for relation in found.relations:
        if relation.name == "on_date" and isinstance(relation.object, str):
            told = days.get(relation.subject.key, relation.object), relation.object
            days[relation.subject.key] = min(told, key=lambda day: (day.startswith("--"), day))
    convened = {event.key for event in reading.occasions.values() if event}
    unique, reception = _UNIQUE.of(lexicon), _RECEPTION.of(lexicon)
    renamed: dict[Key, Entity] = {}
    for key, event in events.items():
        day = days.get(key) or (found.document.issued if key in convened else "")
        single = unique.search(event.name) and not reception.search(event.name)
        day = "" if single else day.removeprefix("--")
        yearly = _yearly(event, found, reading)
        if "Exhibition" in event.kinds or yearly:  # it lasts for days; mostly there is one a year
            day = day[:4] if len(day) == len("2020-05-06") else yearly
        document = found.document.id if _anybodys(event, day, lexicon) else ""
        if day or document:
            renamed[key] = replace(event, key=Key(key.name, day, document))
    return _renamed(found, renamed) if renamed else found


def _anybodys(event: Entity, day: str, lexicon: Lexicon) -> bool:
    """Whether nothing tells which occasion of the name is meant."""
    name = event.name
    if any(entry.list == "meetings" for entry in lexicon.known.get(name, [])):
        return False
    if PRESS_MEETING.of(lexicon).search(name) or (
        not day and _WITHOUT_NUMBER.of(lexicon).search(name)
    ):
        return True
    if any(form.of(lexicon).match(name) for form in (_WHOSE, _OWN_BODYS, _NOTHING_ELSE)):
        return True
    head = _HEAD.of(lexicon).sub("", name)
    wide = _WIDE.of(lexicon).match(name)
    return head != name and not wide and of_common_words(head, lexicon)


def _yearly(event: Entity, found: Extraction, reading: Reading) -> str:
    """The year of an occasion that is held every year: that of the sentences that name it, else by
    the date of issue; '' of any other, and where they tell of several years or of 去年."""
    lexicon, issued = reading.analysis.lexicon, found.document.issued
    at_the_end = event.name in lexicon.word_class("december_session")
    each = at_the_end or _ANNUAL.of(lexicon).search(event.name)
    if not issued or not each:
        return ""
    other, text = _OTHER_YEAR.of(lexicon), reading.analysis.text
    named = (m for m in found.mentions if m.entity and m.entity.key == event.key)
    spans = ((reading.analysis.sentence_at(m.begin).begin, m.end) for m in named)
    told = {year[0] for span in spans for year in other.finditer(text, *span)}
    if told - {found.document.issued[:4] + unit for unit in lexicon.word_class("year_unit")}:
        only = told.pop() if len(told) == 1 else ""
        return only[:4] if only[:4].isdecimal() else ""
    before = at_the_end and int(issued[5:7]) < _LAST_MONTH
    return str(int(issued[:4]) - before)


def _with_year(said: Relation, lexicon: Lexicon) -> Relation:
    """A day without a year gets that of its occasion's name."""
    day = said.object
    if said.name != "on_date" or not isinstance(day, str) or not day.startswith("--"):
        return said
    year = year_of(said.subject.name, int(day[2:4]), lexicon)
    return replace(said, object=f"{year}{day[1:]}") if year else said


def _renamed(found: Extraction, events: Mapping[Key, Entity]) -> Extraction:
    def new(entity: T) -> T:
        if isinstance(entity, Entity) and entity.type == "Event":
            event = events.get(entity.key)
            return replace(entity, key=event.key) if event else entity
        return entity

    return replace(
        found,
        mentions=tuple(m.meaning(new(m.entity)) for m in found.mentions),
        relations=tuple(r.between(new(r.subject), new(r.object)) for r in found.relations),
    )
