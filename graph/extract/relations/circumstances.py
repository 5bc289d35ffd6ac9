"""organizer and in_place of occasions that a sentence convenes."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.reading import CONVENING, Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.resolve.state_posts import cities_abroad
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern, rank
from graph.model import Entity, Relation

_PARTS = {
    "organs": (
        "(?:{Organization}|{Place})(?:（{Organization}）)?"
        "(?:{and}?(?:{Organization}|{Place})(?:（{Organization}）)?)*"
        "(?:{and_others}[^，。；{Person}{Organization}{Event}]{0,6}?)?"
    ),
    "and": "(?:、|{conjunction}|{joining_organ})",
}
ORGANIZE = masked(
    "(?<![对赴向到{at_mark}于为])(?<!{Organization}[、和]){going_verb|arrival_verb:not_after}"
    "(?P<who>{Organization}(?:{and}?{Organization})*)(?!{vague_word}?{responsible_person}{at_mark})"
    "(?:[^，。；：“{Person}{Organization}{Event}]|{at_mark}{Organization}){0,24}?(?<!、)"
    "(?:{holding_verb}|{conducting_verb}|{organizing_verb}(?=(?:(?!{joining_verb})[^，。；{Person}]){0,3}{Event}))"
    "[^，。；{Person}]{0,6}?{Event}(?!{cited_spirit})|"
    "(?:{meeting_noun}|{Event}){by}(?P<by>{Organization}){chairing_verb}|"
    "(?<=[{by}，、])(?P<hosts>{organs}){jointly}?{hosting_verb}"
    "(?:{possessive}[^，。；{Person}{Organization}{Event}]{0,6}{Event}|(?=[，。；、])|$)|"
    "(?<={by})(?P<held>{organs}){jointly}?{holding_verb}(?=[，。；]|$)|"
    "(?<!{Organization}[、和])(?P<joint>{Organization}(?:{and}?{Organization})*)"
    "[^，。；：{Person}{Organization}{Event}]{0,12}?{hosting_verb}{possessive}?[“‘]?{Event}|"
    "(?:^|[，　 ]|{day_unit}{daytime}?)(?P<arrived>{Organization}(?:{and}?{Organization})*)"
    "(?!{and_others})(?:[^，。；：“{Person}{Organization}{Event}]{2,30})?，"
    "(?:(?:{going_verb}|{arrival_verb}|{at_mark})[^，。；{Person}{Event}]{1,14}?)?"
    "{jointly}?(?:{holding_verb}|{conducting_verb})"
    "{perfective}?[^，。；{Person}{Organization}{Event}]{0,6}?[“‘]?{Event}(?!{cited_spirit})|"
    "{at_mark}(?P<convener>{Organization})(?:{today}|{yesterday}|{unnamed_day}|\\d{1,2}{day_unit})"
    "(?:（[^（）]{1,8}）)?{daytime}?{holding_verb}{possessive}[“‘]?{Event}{at_occasion}",
    _PARTS,
)
_CHAIRED = Pattern("{chairing_verb}")
_FURTHER = masked(
    "[^。；{Person}{Organization}{Event}]{0,6}?{together_doing}{holding_verb}{perfective}?{Event}"
)
"""A second occasion of the same host: 开展A活动、并举行B招待会."""
_PLACED = masked(
    "[{at_mark}于]{Place}+(?:[^，。；]{0,6}|[^，。；{Person}{Event}{Place}]{7,12})"
    "(?:{holding_verb}|{opening_verb}|{joining_verb})|"
    "(?:^|，){at_mark}{Place}+[^，。；{Person}{Event}]{0,8}，[^，。；{Event}]{0,16}"
    "(?:{holding_verb}|{conducting_verb}{perfective}?(?=[^，。；]{0,4}{Event}))"
)
_MODIFIES = masked("{possessive}[^，。；{Person}{Event}]{0,8}{Event}")
"""在巴西举行|的联合国环境与发展大会: the place is that of what is named behind."""
_BESIDE = masked(
    "(?P<held>{Event})[”’]?[^，。；{Event}{Place}{Person}{Organization}]{0,16}[{at_mark}于]{Place}+"
    "[^，。；{Event}{Place}{Person}]{0,6}(?:{holds}|{staged_verb})(?![^，。；{Person}]{0,8}{Event})|"
    "{at_mark}{Place}+(?!{joining_organ}{visit_to_us})[^，。；{Event}{Place}]{0,8}{holds}[^，。；{Event}{Place}{Person}]{0,6}{Event}|"
    "{at_mark}{Place}+(?:(?:{joining_organ}|[{with_another}{and_word}])[^，。；{Event}{Place}]{0,16})?{jointly}?"
    "(?:{joining_verb}|{chairing_verb})[“‘]?{Event}|"
    "(?:{going_verb}|{arrival_verb}){Place}+{joining_verb}{perfective}?[“‘]?{Event}|"
    "{Event}[”’]?(?:{possessive}?{venue_noun}{sited_verb}|{settling_verb}){Place}+|"
    "(?:{going_verb}|{arrival_verb}){Place}+[^，。；{Event}{Place}{Person}]{0,10}，?{jointly}?"
    "(?:{holding_verb}|{conducting_verb}){perfective}?"
    "[^，。；{Event}{Place}{Person}{Organization}]{0,4}[“‘]?{Event}",
    {"holds": "(?:{holding_verb}|{conducting_verb}|{opening_verb}|{hosting_verb})"},
)
"""An occasion beside its place: 会议在江州举行, 在江州举行的会议, 深入江州开展活动."""
_RESPECTIVE = masked(
    "(?:{going_verb}|{arrival_verb})(?P<places>{Place}(?:、|{conjunction}){Place}){joining_verb}"
    "[“‘]?{Event}[”’]?(?:、|{conjunction})[“‘]?{Event}"
)
"""Two occasions that somebody attends, and the place of each: 先后赴甘州、云泽出席A和B."""
_ACTING = masked(
    "(?:^|[，　 ]|{day_unit}{daytime}?){Place}{0,2}(?P<place>{Place}){daytime}?[：:]?"
    "(?:{holding_verb}|{conducting_verb}){perfective}?[^，。；{Person}{Organization}{Event}{Place}]{0,4}[“‘]?{Event}"
)
_BY = "place-beside"
_TOURED = masked(
    "(?:{trip_verb}|{going_verb}|{coming_verb})(?P<goals>{Place}+(?:(?:、|{conjunction}){Place}+)*)"
    "(?:{conducting_verb}{perfective}?)?{Event}(?![^，。；　 ])"
)
_LOCAL = 3  # the rank of a county: what a city or a province holds may meet anywhere in it
_LABELLED = masked("{place_label}[：:][ 　]*[^，。；（）{Place}]{0,4}{Place}+")
_HEAD_SENTENCES = 8  # of a document, among which the line 地点：… stands


@relations
def organizers(reading: Reading) -> Iterator[Relation]:
    """Who holds the current occasion of a sentence."""
    for sentence in reading.naming("Organization") if reading.names("Event") else ():
        current = reading.occasions[sentence.source]
        if current or sentence.names("Event"):
            yield from _held_by(sentence, current, reading.analysis.lexicon)


@relations
def venues(reading: Reading) -> Iterator[Relation]:
    """Where occasions are; a county or town that holds one is where it is if nothing nearer is."""
    if not reading.names("Event", "Place"):
        return
    told = [*_convened_in(reading), *_labelled(reading), *_beside(reading), *_toured(reading)]
    yield from told
    placed = {relation.subject for relation in told}
    yield from (each for each in _acting(reading) if each.subject not in placed)


def _convened_in(reading: Reading) -> Iterator[Relation]:
    """Where a sentence that convenes its current occasion says it is."""
    lexicon = reading.analysis.lexicon
    convenes, chaired = CONVENING.of(lexicon), _CHAIRED.of(lexicon)
    for sentence in reading.naming("Place"):
        current = reading.occasions[sentence.source]
        if not current:
            continue
        if convenes.search(sentence.masked) or chaired.search(sentence.masked):
            yield from _held_in(sentence, current, lexicon)


def _labelled(reading: Reading) -> Iterator[Relation]:
    """in_place of the first occasion of a document's head, by a line there: 地点：…"""
    head = reading.masked_sentences[:_HEAD_SENTENCES]
    events = [m.entity for each in head for m in each.mentions if m.type == "Event"]
    form = _LABELLED.of(reading.analysis.lexicon)
    for sentence in head if events else ():
        for match in form.finditer(sentence.masked) if sentence.names("Place") else ():
            *_, place = sentence.within(*match.span(), "Place")
            yield from related(events[0], "in_place", place.entity, sentence, "place-label")


def _beside(reading: Reading) -> Iterator[Relation]:
    """in_place of an occasion that its clause names, whether the document tells of it or not."""
    form, respective = (each.of(reading.analysis.lexicon) for each in (_BESIDE, _RESPECTIVE))
    for sentence in reading.naming("Event", "Place"):
        for match in form.finditer(sentence.masked):
            (held,) = sentence.within(*match.span(), "Event")
            *_, place = sentence.within(*match.span(), "Place")
            yield from related(held.entity, "in_place", place.entity, sentence, _BY)
        for match in respective.finditer(sentence.masked):
            events = sentence.within(*match.span(), "Event")
            places = sentence.within(*match.span("places"), "Place")
            for event, at in zip(events, places, strict=True):
                yield from related(event.entity, "in_place", at.entity, sentence, _BY)


def _toured(reading: Reading) -> Iterator[Relation]:
    """Where a tour goes: 代表团赴江州考察."""
    form = _TOURED.of(reading.analysis.lexicon)
    for sentence in reading.naming("Event", "Place"):
        for match in form.finditer(sentence.masked):
            (tour,) = sentence.within(*match.span(), "Event")
            places = list(sentence.within(*match.span("goals"), "Place"))
            for place, next_one in zip(places, [*places[1:], None], strict=True):
                if not next_one or next_one.begin > place.end:  # 青岩县|白渡镇 is one
                    yield from related(
                        tour.entity, "in_place", place.entity, sentence, "place-toured"
                    )


def _acting(reading: Reading) -> Iterator[Relation]:
    """A place that acts: 白渡镇召开防汛工作会议."""
    form = _ACTING.of(reading.analysis.lexicon)
    for sentence in reading.naming("Event", "Place"):
        for match in form.finditer(sentence.masked):
            place = next(sentence.within(*match.span("place")))
            *_, held = sentence.within(*match.span(), "Event")
            local = rank(place.text) >= _LOCAL and not rank(place.text[:1])
            if local or place.text in cities_abroad(reading.analysis.lexicon):
                yield from related(held.entity, "in_place", place.entity, sentence, "place-acts")


def _held_by(
    sentence: MaskedSentence, event: Entity | None, lexicon: Lexicon
) -> Iterator[Relation]:
    """Who holds the current ``event``, or one that is named with its host."""
    for match in ORGANIZE.of(lexicon).finditer(sentence.masked):
        group = next(name for name, told in match.groupdict().items() if told)
        hosted = [m.entity for m in sentence.within(match.end(group), match.end(), "Event")]
        named = hosted and hosted[0] and (group in ("hosts", "convener") or not event)
        held = hosted[0] if named else event
        more = _FURTHER.of(lexicon).match(sentence.masked, match.end()) if group == "who" else None
        further = [m.entity for m in sentence.within(*more.span(), "Event")] if more else []
        for who in sentence.within(*match.span(group), "Organization"):
            for occasion in (held, *further):
                yield from related(occasion, "organizer", who.entity, sentence, "organizer-verb")


def _held_in(sentence: MaskedSentence, event: Entity, lexicon: Lexicon) -> Iterator[Relation]:
    for match in _PLACED.of(lexicon).finditer(sentence.masked):
        behind = _MODIFIES.of(lexicon).match(sentence.masked, match.end())
        named = [m.entity for m in sentence.within(*behind.span(), "Event")] if behind else []
        held = named[0] if named else _named_beside(sentence, match.span(), event)
        for place in list(sentence.within(*match.span(), "Place"))[-1:]:
            yield from related(held, "in_place", place.entity, sentence, "place-of-occasion")


def _named_beside(
    sentence: MaskedSentence, placed: tuple[int, int], event: Entity
) -> Entity | None:
    """The occasion that a clause places: the one named in it before the place, else the one it
    holds there, else the current ``event``; none where that is only named in a later clause."""
    text, (begin, end) = sentence.masked, placed
    opens = 1 + max(text.rfind(stop, 0, begin) for stop in "，。；")
    closes = min((at for stop in "，。；" if (at := text.find(stop, end)) >= 0), default=len(text))
    before = [m.entity for m in sentence.within(opens, begin, "Event")]
    placed_here = [m.entity for m in sentence.within(begin, closes, "Event")]
    if before and not placed_here:
        return before[-1]
    if placed_here and event not in (*before, *placed_here):
        return placed_here[0]
    later = [m.entity for m in sentence.within(closes, len(text), "Event")]
    here = [m.entity for m in sentence.within(0, closes, "Event")]
    return None if event in later and event not in here else event
