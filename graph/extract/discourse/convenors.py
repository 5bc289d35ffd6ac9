"""Occasions named after their convenors: 座谈会 that 澄州市 holds is 澄州市座谈会."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.extract.analysis import Analysis
from graph.extract.discourse.occasion_names import PRESS_MEETING, UNNAMED, OccasionName, called
from graph.extract.resolve.resolver import Organ, Resolver
from graph.lexicon import Pattern, rank
from graph.model import Entity, Mention

_CONVENES = Pattern(  # $ would take a line end
    "^(?!{vague_word}?{responsible_person}{at_mark})[^，。；\\n]{0,16}"
    "(?:{holding_verb}{perfective}?[^，。；\\n]{0,3}|{conducting_verb}{perfective}?)\\Z"
)
_JOINED = Pattern("、|{and_word}")
_FACES = Pattern("^[{han}·]{2,12}?(?:{chairing_verb}{holding_verb}?|{holding_verb})$")


class Convened(NamedTuple):
    """Where in the text an occasion is convened, the place of who does it, its name then, and
    whether that is one of a sitting, of which a place's bodies have one each."""

    begin: int
    place: str
    entity: Entity
    sitting: bool


def by_convenor(
    analysis: Analysis,
    resolver: Resolver,
    mentions: Sequence[Mention],
    organs: Mapping[Mention, Organ],
) -> dict[Entity, list[Convened]]:
    """Occasions → what their convenors make of them, in the order of the text.

    ``organs`` are those of organisations as mentioned, and of posts.
    """
    unnamed = UNNAMED.of(analysis.lexicon)
    found: dict[Entity, list[Convened]] = defaultdict(list)
    for convenor, event in _convened(analysis, mentions):
        organ = organs.get(replace(convenor, entity=None))
        if event.entity is None or convenor.entity is None or (organ and organ.unresolved):
            continue
        place = organ.root.place if organ else convenor.entity.name
        if (not organ or not place) and _is_joint(analysis, mentions, convenor):
            continue  # 应急管理部、中国地震局举办发布会: of neither alone
        if not unnamed.match(event.text):
            own = rank(convenor.text) or place in resolver.place_context.levels.values()
            if own:
                named = _of_place(resolver, place, event.entity, organ)
            else:
                named = _of_body(resolver, organ, convenor, event)
        else:
            named = _of_organ(resolver, organ, convenor, event) if organ else None
        entity = named or event.entity
        found[event.entity].append(Convened(event.begin, place, entity, "Plenum" in entity.kinds))
    return found


def _is_joint(analysis: Analysis, mentions: Sequence[Mention], convenor: Mention) -> bool:
    """Whether another of its kind stands before a convenor, of a list with it."""
    joined = _JOINED.of(analysis.lexicon)
    return any(
        m.type == convenor.type
        and m.end < convenor.begin
        and bool(joined.fullmatch(analysis.text, m.end, convenor.begin))
        for m in mentions
    )


def last_convened(named: Mapping[Entity, Sequence[Convened]], mention: Mention) -> Entity | None:
    """The occasion that a mention means; two places may convene two of one name, then the last."""
    told = named.get(mention.entity, ()) if mention.entity else ()
    if not told:
        return mention.entity
    several = len({(each.place, each.entity if each.sitting else "") for each in told}) > 1
    before = [each for each in told if several and each.begin <= mention.begin]
    return (before[-1] if before else told[0]).entity


def _convened(analysis: Analysis, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """An organ or a place and the occasion it holds, a place between them at most: O在P举行E; a
    spokesman's post, and where he meets the press: 外交部发言人甲主持例行记者会."""
    convenes, to_the_press, faces = (
        pattern.of(analysis.lexicon) for pattern in (_CONVENES, PRESS_MEETING, _FACES)
    )
    for index, event in enumerate(mentions):
        if event.type != "Event":
            continue
        near = mentions[max(0, index - 2) : index]
        before = [m for m in near if m.type == "Organization"] or [
            m for m in near if m.type == "Place" and analysis.text[m.begin - 1 : m.begin] != "在"
        ]
        if before and convenes.search(analysis.text[before[-1].end : event.begin]):
            yield before[-1], event
        elif to_the_press.search(event.text):
            spokesmen = [m for m in near if m.type == "Post"][-1:]
            yield from (
                (m, event) for m in spokesmen if faces.match(analysis.text[m.end : event.begin])
            )


def _of_organ(resolver: Resolver, organ: Organ, named: Mention, event: Mention) -> Entity | None:
    """A bare occasion, named after its convenor: 第七次（扩大）会议 → 市城投集团党委第七次 …"""
    if event.entity is None:
        return None
    whole = organ.stem + event.entity.name
    words = organ.stem if named.type == "Post" else named.text
    said = (words + event.text,) if words + event.text != whole else ()
    aliases = (whole, event.text, *said, *event.entity.aliases)
    spelt = resolver.titled("Event", words + event.entity.name)
    listed = spelt if "Plenum" in spelt.kinds else resolver.titled("Event", whole)
    found = called(event.entity, listed.name, *aliases, *listed.aliases)
    return replace(found, kinds=listed.kinds) if "Plenum" in listed.kinds else found


def _of_body(
    resolver: Resolver, organ: Organ | None, named: Mention, event: Mention
) -> Entity | None:
    """The occasion of a firm, a school, a ministry: 澄江集团召开领导干部会议."""
    plain = event.entity and not set(event.entity.kinds) - {"Meeting"}
    if not organ or not event.entity or not plain or OccasionName.of(event.entity, resolver).scope:
        return None
    return _of_organ(resolver, organ, named, event)


def _of_place(resolver: Resolver, place: str, event: Entity, organ: Organ | None) -> Entity | None:
    """The occasion of a place: 澄州市召开人才工作会议 → 澄州市人才工作会议; its organ's, too."""
    if not place or set(event.kinds) - {"Meeting"} or OccasionName.of(event, resolver).scope:
        return None
    forms = (organ.stem + event.name,) if organ else ()
    return called(event, place + event.name, *forms)
