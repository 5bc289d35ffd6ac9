"""One occasion by several names: 推进会 in the headline, 云泽省国企改革推进会 below it.

A bare name (座谈会, 第七次会议) means the fuller one that ends so, or is named after its convenor.
Of two names of occasions that are both convened here one may be short for the other: same head
noun, no word, number or place that the other lacks. If there is one such fuller name, and no day
against it, the two are one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.extract.analysis import Analysis
from graph.extract.discourse.ceremonies import ceremonies
from graph.extract.discourse.convenors import by_convenor, last_convened
from graph.extract.discourse.days import times_told
from graph.extract.discourse.hosts import STOPS, lead_end
from graph.extract.discourse.occasion_names import UNNAMED, OccasionName, called
from graph.extract.discourse.told_tours import TOLD_TOUR, told_tours
from graph.extract.resolve.resolver import Organ, Resolver
from graph.extract.resolve.sittings import PARTY_NAME
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention

_THIS = Pattern("^{this_edition}")
_EDITION = Pattern("^(?:{ordinal_mark}[{numeral}\\d]+{term_unit|times_unit}|{first_edition})")
_OF_DOING = Pattern("(?={meeting_head}\\Z)(?P<doing>[{han}]{2}){gathering_head}")
_STANDING = Pattern("{standing_committee}")
_TOPICAL = Pattern("{topical_meeting}")
_NUMBERED = re.compile("(?:委员会|小组)第[一二三四五六七八九十百]+次")
_HELD = Pattern(
    "(?:{holding_verb}|{conducting_verb}|{chairing_verb}|{joining_verb}){particle}?[^，。；]{0,4}$"
)
_OPENED = Pattern(
    "，?[^，。；]{0,16}?(?:{holding_verb}|{opening_verb}|{closing_phrase})(?!{time_relation})|"
    "{at_occasion}|$"
)


def identified(
    analysis: Analysis,
    resolver: Resolver,
    mentions: Sequence[Mention],
    organs: Mapping[Mention, Organ],
) -> tuple[Mention, ...]:
    """The mentions, given in the order of the text; those of one occasion mean one entity.

    ``organs`` are what the organisations, as mentioned, were taken apart into, and those of posts.
    """
    if not any(m.type == "Event" for m in mentions):
        return tuple(mentions)
    if tours := told_tours(analysis, mentions):
        mentions = [m.meaning(tours.get(m, m.entity)) for m in mentions]
        mentions = [m for m in mentions if m.rule != TOLD_TOUR or m.entity]
    fuller = _by_ending(analysis, mentions) | _by_edition(analysis, mentions)
    named = by_convenor(analysis, resolver, mentions, organs)
    if fuller or named:
        mentions = [
            m.meaning(_meant(analysis.lexicon, m, fuller, last_convened(named, m)))
            for m in mentions
        ]
    mentions = _as_one(mentions, _by_words(analysis, resolver, mentions))
    return tuple(_as_one(mentions, ceremonies(analysis, mentions)))


def _as_one(mentions: Sequence[Mention], same: Mapping[Entity, Entity]) -> Sequence[Mention]:
    """The mentions, each of a key of ``same`` with the entity that it is one with."""
    if not same:
        return mentions
    return [m.meaning(m.entity and same.get(m.entity, m.entity)) for m in mentions]


def _meant(
    lexicon: Lexicon, mention: Mention, fuller: Mapping[str, Entity], convened: Entity | None
) -> Entity | None:
    """The occasion by its fuller name in the text, else by its convenor; a plenum by its own, and
    what another body convenes is not the numbered meeting of one: 政治局召开会议."""
    plenum = convened if convened and "Plenum" in convened.kinds else None
    whole = fuller.get(mention.text)
    convenor = convened.name.removesuffix(mention.text) if convened else ""
    if whole and mention.rule == "told-meeting":
        whole = whole if _is_own(lexicon, convenor, whole) else None
    elif whole and convenor and _NUMBERED.search(whole.name):
        whole = whole if convenor in whole.name or whole.name.startswith(convenor[:2]) else None
    return plenum or whole or convened


def _is_own(lexicon: Lexicon, convenor: str, meeting: Entity) -> bool:
    """Whether a meeting is named after its convenor, and not after the committee of its name that
    stands: 政治局|常务委员会会议."""
    own = bool(convenor) and meeting.name.startswith(convenor)
    return own and not _STANDING.of(lexicon).match(meeting.name, len(convenor))


def _by_ending(analysis: Analysis, mentions: Sequence[Mention]) -> dict[str, Entity]:
    """Bare names → the first occasion whose name ends so, 学习会 that in 集体学习 too."""
    events = [m for m in mentions if m.type == "Event"]
    unnamed, of_doing = UNNAMED.of(analysis.lexicon), _OF_DOING.of(analysis.lexicon)
    in_full, plenums = (
        tuple(analysis.lexicon.word_class(name)) for name in ("plenum_in_full", "plenum")
    )
    generic = {m.text for m in events if unnamed.match(m.text) or m.text in plenums}
    named = (found for m in events if (found := of_doing.fullmatch(m.text)))
    doing = {found["doing"]: found[0] for found in named if found[0] not in generic}
    if not generic and not doing:
        return {}
    fuller: dict[str, Entity] = {}
    for mention in events:
        endings = [mention.text[-size:] for size in range(1, len(mention.text))]
        endings += plenums if mention.text.endswith(in_full) else ()
        for ending in endings:
            meant = ending in generic or ending in doing
            if mention.entity and meant and ending != mention.text:
                fuller.setdefault(doing.get(ending, ending), mention.entity)
    return fuller


def _by_edition(analysis: Analysis, mentions: Sequence[Mention]) -> dict[str, Entity]:
    """本届进博会 → the only numbered one that the document names: 第五届进博会."""
    numbered, this = _EDITION.of(analysis.lexicon), _THIS.of(analysis.lexicon)
    events = [(m.text, m.entity) for m in mentions if m.type == "Event" and m.entity]
    shorts = {text for text, _ in events if this.match(text)}
    editions = [(text, e) for text, e in events if numbered.match(text)] if shorts else []
    found: dict[str, Entity] = {}
    for short in shorts:
        rest = this.sub("", short)
        ends = (e for text, e in editions if text.endswith(rest) or e.name.endswith(rest))
        meant = {entity.key: entity for entity in ends if rest}
        if len(meant) == 1:
            found[short] = next(iter(meant.values()))
    return found


def _by_words(
    analysis: Analysis, resolver: Resolver, mentions: Sequence[Mention]
) -> dict[Entity, Entity]:
    """Occasions → the only fuller name of one convened here, where they are convened too."""
    convened: dict[Entity, list[Mention]] = defaultdict(list)
    events = [(m.entity, m) for m in mentions if m.type == "Event" and m.entity]
    if any(entity != events[0][0] for entity, _ in events):
        for entity, mention in events:
            if _is_convened(analysis, mention):
                convened[entity].append(mention)
    if len(convened) < 2:
        return {}
    named = {event: OccasionName.of(event, resolver) for event in convened}
    turn = sorted(named, key=lambda event: named[event].fullness)
    same: dict[Entity, Entity] = {}
    for number, event in enumerate(turn):
        longer = [other for other in turn[number + 1 :] if named[event].short_for(named[other])]
        longer = [other for other in longer if not _of_two_bodies(event, other, analysis.lexicon)]
        whole = longer[-1] if longer else event
        alone = all(named[other].short_for(named[whole]) for other in longer)
        if longer and alone and not _days_apart(analysis, convened[event], convened[whole]):
            same[event] = whole
    if told := _headlined(analysis, convened, named):
        same.setdefault(*told)
    for short in reversed(turn):
        if short in same:
            same[short] = same.get(same[short], same[short])
    by_whole: dict[Entity, list[str]] = defaultdict(list)
    for short, whole in same.items():
        by_whole[whole] += (short.name, *short.aliases)
    return {
        event: called(whole, whole.name, *by_whole[whole])
        for event, whole in (*same.items(), *zip(by_whole, by_whole, strict=True))
    }


def _headlined(
    analysis: Analysis,
    convened: Mapping[Entity, Sequence[Mention]],
    named: Mapping[Entity, OccasionName],
) -> tuple[Entity, Entity] | None:
    """The only occasion of the headline and the only one of the lead, where they are of one kind
    and place (老干部情况通报会, 上半年经济情况通报会), unless only their words tell what they are
    (财政|工作会议)."""
    headline = analysis.sentences[0]
    if headline.text.rstrip().endswith(STOPS):
        return None
    spans = range(headline.end), range(headline.end, lead_end(analysis))
    told = [{e for e, named in convened.items() if any(m.begin in s for m in named)} for s in spans]
    if any(len(events) != 1 for events in told):
        return None
    (short,), (whole,) = told
    one, other = named[short], named[whole]
    topical = not one.head or _TOPICAL.of(analysis.lexicon).fullmatch(one.head)
    apart = _days_apart(analysis, convened[short], convened[whole])
    return (short, whole) if one.beside(other) and not topical and not apart else None


def _of_two_bodies(one: Entity, other: Entity, lexicon: Lexicon) -> bool:
    """Whether they are sittings that may be on one day: plenums, by their full names, of two bodies
    (or one of a body's other meetings), the party's political bureau's and its standing
    committee's."""
    if one.name == other.name:
        return False
    if {"Plenum" in e.kinds for e in (one, other)} == {True, False}:
        return True
    if not all(e.name.startswith(PARTY_NAME) for e in (one, other)):
        return False
    standing = _STANDING.of(lexicon)
    stands = {bool(standing.search(e.name)) for e in (one, other)}
    return len(stands) > 1 or "Plenum" in one.kinds


def _is_convened(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention says that its occasion is held, attended or under way."""
    sentence = analysis.sentence_at(mention.begin)
    if _OPENED.of(analysis.lexicon).match(analysis.text[mention.end : sentence.end]):
        return True
    before = analysis.text[sentence.begin : mention.begin]
    return bool(_HELD.of(analysis.lexicon).search(before))


def _days_apart(analysis: Analysis, some: Sequence[Mention], others: Sequence[Mention]) -> bool:
    """Whether both are dated in their sentences, and never alike."""
    days = [(d.begin, d.value) for d in times_told(analysis) if d.is_day]

    def of(mentions: Sequence[Mention]) -> set[str]:
        spans = [analysis.sentence_at(m.begin) for m in mentions]
        return {day for at, day in days for s in spans if s.begin <= at < s.end}

    one, other = of(some), of(others)
    return bool(one and other) and one.isdisjoint(other)
