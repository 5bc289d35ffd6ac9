"""One occasion by several names: 推进会 in the headline, 云泽省国企改革推进会 below it.

A bare name (座谈会, 第七次会议) means the fuller one that ends so, or is named after its convenor.
Of two names of occasions that are both convened here one may be short for the other: same head
noun, no word, number or place that the other lacks. If there is one such fuller name, and no day
against it, the two are one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.extract.analysis import Analysis
from graph.extract.resolve.organ import GOVERNMENT
from graph.extract.resolve.resolver import Organ, Resolver
from graph.lexicon import Pattern, rank
from graph.model import Entity, Key, Mention
from graph.text import dates

_GENERIC = Pattern(
    "(?:(?:19|20)\\d\\d{year_unit})?"
    "(?:{ordinal_mark}[{numeral}]+[{times_unit}讲]|{generic_meeting}|{bare_meeting}$)"
)
_THIS = Pattern("^{this_edition}")
_EDITION = Pattern("^(?:{ordinal_mark}[{numeral}\\d]+{term_unit|times_unit}|{first_edition})")
_CONVENES = Pattern("^[^，。；]{0,16}{holding_verb}{perfective}?[^，。；]{0,3}$")
_HELD = Pattern(
    "(?:{holding_verb}|{conducting_verb}|{chairing_verb}|{joining_verb}){particle}?[^，。；]{0,4}$"
)
_OPENED = Pattern(
    "，?[^，。；]{0,16}?(?:{holding_verb}|{opening_verb}|{closing_phrase})(?!{time_relation})|"
    "{at_occasion}|$"
)
_NUMBER = Pattern(
    "{ordinal_mark}?([{numeral}]+{times_unit|term_unit|round_unit})|((?:19|20)\\d\\d){year_unit}?"
)
_SCOPE = Pattern(
    "^(?:全?(?P<level>{level})|{china|nationwide|formula_name}|{party}?{central_body})"
)
_PARTY, _GOVERNMENT, _ENLARGED = map(Pattern, ("^{party}", "{government}", "{enlarged}"))
_HEAD = Pattern("(?:{meeting_head}|会)$")
_PLAIN = Pattern("大?(?:{plain_meeting}|会)$")
_WORD = 2  # characters of a word, at least


def identified(
    analysis: Analysis,
    resolver: Resolver,
    mentions: Sequence[Mention],
    organs: Mapping[Mention, Organ],
) -> tuple[Mention, ...]:
    """The mentions, given in the order of the text; those of one occasion mean one entity.

    ``organs`` are what the organisations, as mentioned, were taken apart into.
    """
    fuller = _by_ending(analysis, mentions) | _by_edition(analysis, mentions)
    named = _by_convenor(analysis, resolver, mentions, organs)
    mentions = [_meaning(m, fuller.get(m.text) or _last(named, m)) for m in mentions]
    same = _by_words(analysis, resolver, mentions)
    return tuple(_meaning(m, m.entity and same.get(m.entity, m.entity)) for m in mentions)


def _meaning(mention: Mention, entity: Entity | None) -> Mention:
    """The mention with an entity; itself where it has that one already."""
    return mention if entity is mention.entity else replace(mention, entity=entity)


def _by_ending(analysis: Analysis, mentions: Sequence[Mention]) -> dict[str, Entity]:
    """Bare names → the first occasion whose name ends so."""
    events = [m for m in mentions if m.type == "Event"]
    unnamed = _GENERIC.of(analysis.lexicon)
    generic = {m.text for m in events if unnamed.match(m.text)}
    fuller: dict[str, Entity] = {}
    for mention in events:
        for size in range(1, len(mention.text)):
            if mention.entity and mention.text[-size:] in generic:
                fuller.setdefault(mention.text[-size:], mention.entity)
    return fuller


def _by_edition(analysis: Analysis, mentions: Sequence[Mention]) -> dict[str, Entity]:
    """本届进博会 → the only numbered one that the document names: 第五届进博会."""
    numbered, this = _EDITION.of(analysis.lexicon), _THIS.of(analysis.lexicon)
    events = [(m.text, m.entity) for m in mentions if m.type == "Event" and m.entity]
    editions = [(text, entity) for text, entity in events if numbered.match(text)]
    found: dict[str, Entity] = {}
    for short in {text for text, _ in events if this.match(text)}:
        rest = this.sub("", short)
        ends = (e for text, e in editions if text.endswith(rest) or e.name.endswith(rest))
        meant = {entity.key: entity for entity in ends if rest}
        if len(meant) == 1:
            found[short] = next(iter(meant.values()))
    return found


class _Convened(NamedTuple):
    """Where in the text an occasion is convened, the place of who does it, and its name then."""

    begin: int
    place: str
    entity: Entity


def _by_convenor(
    analysis: Analysis,
    resolver: Resolver,
    mentions: Sequence[Mention],
    organs: Mapping[Mention, Organ],
) -> dict[Entity, list[_Convened]]:
    """Occasions → what their convenors make of them, in the order of the text."""
    unnamed = _GENERIC.of(analysis.lexicon)
    found: dict[Entity, list[_Convened]] = defaultdict(list)
    for convenor, event in _convened(analysis, mentions):
        organ = organs.get(replace(convenor, entity=None))
        if event.entity is None or convenor.entity is None or (organ and organ.unresolved):
            continue
        place = organ.root.place if organ else convenor.entity.name
        if not unnamed.match(event.text):
            own = rank(convenor.text) or place in resolver.place_context.levels.values()
            if own:
                named = _of_place(resolver, place, event.entity, organ)
            else:
                named = _of_body(resolver, organ, convenor, event)
        else:
            named = _of_organ(resolver, organ, convenor, event) if organ else None
        found[event.entity].append(_Convened(event.begin, place, named or event.entity))
    return found


def _last(named: Mapping[Entity, Sequence[_Convened]], mention: Mention) -> Entity | None:
    """The occasion that a mention means; two places may convene two of one name, then the last."""
    told = named.get(mention.entity, ()) if mention.entity else ()
    if not told:
        return mention.entity
    several = len({each.place for each in told}) > 1
    before = [each for each in told if several and each.begin <= mention.begin]
    return (before[-1] if before else told[0]).entity


def _convened(analysis: Analysis, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """An organ or a place and the occasion it holds, a place between them at most: O在P举行E."""
    convenes = _CONVENES.of(analysis.lexicon)
    for index, event in enumerate(mentions):
        near = mentions[max(0, index - 2) : index]
        before = [m for m in near if m.type == "Organization"] or [
            m for m in near if m.type == "Place" and analysis.text[m.begin - 1 : m.begin] != "在"
        ]
        if event.type == "Event" and before:
            between = analysis.text[before[-1].end : event.begin]
            if convenes.search(between):
                yield before[-1], event


def _of_organ(resolver: Resolver, organ: Organ, named: Mention, event: Mention) -> Entity | None:
    """A bare occasion, named after its convenor: 第七次（扩大）会议 → 市城投集团党委第七次 …"""
    if event.entity is None:
        return None
    whole = organ.stem + event.entity.name
    said = (named.text + event.text,) if named.text != organ.stem else ()
    aliases = (whole, event.text, *said, *event.entity.aliases)
    listed = resolver.titled("Event", whole)
    return _called(event.entity, listed.name, *aliases, *listed.aliases)


def _of_body(
    resolver: Resolver, organ: Organ | None, named: Mention, event: Mention
) -> Entity | None:
    """The occasion of a firm, a school, a ministry: 澄江集团召开领导干部会议."""
    plain = event.entity and not set(event.entity.kinds) - {"Meeting"}
    if not organ or not event.entity or not plain or _Named.of(event.entity, resolver).scope:
        return None
    return _of_organ(resolver, organ, named, event)


def _of_place(resolver: Resolver, place: str, event: Entity, organ: Organ | None) -> Entity | None:
    """The occasion of a place: 澄州市召开人才工作会议 → 澄州市人才工作会议; its organ's, too."""
    if not place or set(event.kinds) - {"Meeting"} or _Named.of(event, resolver).scope:
        return None
    forms = (organ.stem + event.name,) if organ else ()
    return _called(event, place + event.name, *forms)


def _called(event: Entity, name: str, *aliases: str) -> Entity:
    """The event by another name, which it had before among its aliases."""
    others = dict.fromkeys((event.name, *aliases, *event.aliases))
    others.pop(name, None)
    return replace(event, key=Key(name), name=name, aliases=tuple(others))


class _Named(NamedTuple):
    """The name of an occasion taken apart: 澄州市 | 第八十八次 | 政府常务 | 会."""

    scope: str
    numbers: frozenset[str]
    words: str
    head: str

    @classmethod
    def of(cls, event: Entity, resolver: Resolver) -> _Named:
        """Its parts; the scope is a place, or the word before it (全省, 全国), or ''."""
        lexicon = resolver.lexicon
        numbers = frozenset("".join(found) for found in _NUMBER.of(lexicon).findall(event.name))
        name = _ENLARGED.of(lexicon).sub("", _NUMBER.of(lexicon).sub("", event.name))
        name = _GOVERNMENT.of(lexicon).sub(GOVERNMENT, _PLAIN.of(lexicon).sub("会", name))
        scope, length = resolver.opening_place(_PARTY.of(lexicon).sub("", name))
        if scope:
            name = _PARTY.of(lexicon).sub("", name)[length:]
        wide = _SCOPE.of(lexicon).match(name)
        if wide:
            scope = scope or wide["level"] or wide[0]
            name = name[wide.end() :]
        head = _HEAD.of(lexicon).search(name)
        end = head.start() if head else len(name)
        return cls(scope, numbers, name[:end], name[end:])

    def short_for(self, other: _Named) -> bool:
        """Whether the other may be its fuller name, or the same."""
        return (
            self.head == other.head
            and (other.scope.endswith(self.scope) or self.scope.endswith(other.scope))
            and self.numbers <= other.numbers
            and _within(self.words, other.words)
        )

    @property
    def fullness(self) -> tuple[int, int, int]:
        """How much it says."""
        return len(self.numbers), len(self.words), len(self.scope)


def _within(words: str, others: str) -> bool:
    """Whether the others hold all words, in their order; a word has two characters at least, and
    two may be short for two words (国企, 国有企业)."""
    at = 0
    while words:
        sizes = range(len(words), min(_WORD, len(words)) - 1, -1)
        size = next((n for n in sizes if others.find(words[:n], at) >= 0), 0)
        spelt = None if size else _spelt_out(words[:_WORD], others, at)
        if not size and not spelt:
            return False
        at = spelt.end() if spelt else others.index(words[:size], at) + size
        words = words[size or _WORD :]
    return True


def _spelt_out(short: str, text: str, at: int) -> re.Match[str] | None:
    """Two words of two characters that the characters of a short word begin: 文化和旅游 of 文旅."""
    if len(short) < _WORD:
        return None
    return re.compile(".[和与、]?".join(map(re.escape, short)) + ".").search(text, at)


def _by_words(
    analysis: Analysis, resolver: Resolver, mentions: Sequence[Mention]
) -> dict[Entity, Entity]:
    """Occasions → the only fuller name of one convened here, where they are convened too."""
    convened: dict[Entity, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type == "Event" and mention.entity and _is_convened(analysis, mention):
            convened[mention.entity].append(mention)
    if len(convened) < 2:
        return {}
    named = {event: _Named.of(event, resolver) for event in convened}
    turn = sorted(named, key=lambda event: named[event].fullness)
    same: dict[Entity, Entity] = {}
    for number, event in enumerate(turn):
        longer = [other for other in turn[number + 1 :] if named[event].short_for(named[other])]
        whole = longer[-1] if longer else event
        alone = all(named[other].short_for(named[whole]) for other in longer)
        if longer and alone and not _days_apart(analysis, convened[event], convened[whole]):
            same[event] = whole
    for short in reversed(turn):
        if short in same:
            same[short] = same.get(same[short], same[short])
    by_whole: dict[Entity, list[str]] = defaultdict(list)
    for short, whole in same.items():
        by_whole[whole] += (short.name, *short.aliases)
    return {
        event: _called(whole, whole.name, *by_whole[whole])
        for event, whole in (*same.items(), *zip(by_whole, by_whole, strict=True))
    }


def _is_convened(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention says that its occasion is held, attended or under way."""
    sentence = analysis.sentence_at(mention.begin)
    before = analysis.text[sentence.begin : mention.begin]
    behind = analysis.text[mention.end : sentence.end]
    held, opened = _HELD.of(analysis.lexicon), _OPENED.of(analysis.lexicon)
    return bool(held.search(before) or opened.match(behind))


def _days_apart(analysis: Analysis, some: Sequence[Mention], others: Sequence[Mention]) -> bool:
    """Whether both are dated in their sentences, and never alike."""
    days = [(d.begin, d.value) for d in dates(analysis.text, analysis.anchor, analysis.lexicon)]

    def of(mentions: Sequence[Mention]) -> set[str]:
        spans = [analysis.sentence_at(m.begin) for m in mentions]
        return {day for at, day in days for s in spans if s.begin <= at < s.end}

    one, other = of(some), of(others)
    return bool(one and other) and one.isdisjoint(other)
