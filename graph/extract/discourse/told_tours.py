"""What a tour told by a verb alone is called: 临川市代表团赴青岩县考察, whose 考察 stands for it.

It is named after the delegation, or who leads it, and where it went; told again, it is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.extract.analysis import Analysis
from graph.lexicon import Pattern
from graph.model import Entity, Key, Mention

TOLD_TOUR = "led-tour"
"""The rule of a mention that stands for such a tour; by its name before that of noun phrases, which
may propose the same words."""

WAY = Pattern(
    "(?P<goes>{trip_verb}|{going_verb}|{coming_verb})"
    "(?:(?!{delegation_head})[{han}、]){2,20}?"
    "(?:(?P<tour>{tour_purpose})|{conducting_verb}{perfective}?(?P<about>[{han}]{2,10}?{inspection_head}))"
    "(?![^，。；　 \\n])"
)
"""Where a tour goes and what for."""
_PARTY = Pattern("(?P<party>{delegation_head}){entourage}?，?$")
_ALONE = Pattern("{entourage}?，?")
_LED = Pattern("[{han}]{0,6}{travelling_party}{entourage}?，?")
_FAR, _NEAR = 36, 10  # characters from who goes to what for, mentions before that at most


class _Tour(NamedTuple):
    """A mention of a tour, who went ('' if it is told again), the way there, what tells it apart:
    its goal or what it is about."""

    mention: Mention
    who: str
    way: str
    goal: str


def told_tours(analysis: Analysis, mentions: Sequence[Mention]) -> dict[Mention, Entity | None]:
    """The mentions of tours told by a verb, each with what it means; None where nothing says whose
    tour it is or where to."""
    tours = list(_tours(analysis, mentions))
    meant: dict[Mention, Entity | None] = {m: None for m in mentions if m.rule == TOLD_TOUR}
    named: dict[str, Entity] = {}
    for tour in sorted(tours, key=lambda tour: -len(tour.who)):
        if tour.who:
            name, also = tour.who + tour.way, (tour.way, tour.mention.text)
            named.setdefault(tour.goal, Entity("Event", Key(name), name, ("Visit",), also))
    return meant | {tour.mention: named.get(tour.goal) for tour in tours}


def _tours(analysis: Analysis, mentions: Sequence[Mention]) -> Iterator[_Tour]:
    text, form = analysis.text, WAY.of(analysis.lexicon)
    for index, tour in enumerate(mentions):
        if tour.rule != TOLD_TOUR:
            continue
        near = [m for m in mentions[max(0, index - _NEAR) : index] if tour.begin - m.end <= _FAR]
        ways = form.finditer(text, max(0, tour.begin - _FAR), tour.end)
        way = next((w for w in ways if tour.begin in (w.start("tour"), w.start("about"))), None)
        goals = [m for m in near if way and m.begin >= way.end("goes")]
        if way and goals and goals[-1].entity:
            goal = goals[-1].entity.name
            told = text[way.end("goes") : tour.begin]
            for place in goals:  # 我市 is named
                if place.rule == "deictic-place" and place.entity:
                    told = told.replace(place.text, place.entity.name)
            before = [m for m in near if m.end <= way.start()]
            who = _who(analysis, before, way.start())
            goal = tour.text if way["about"] else goal  # what it is about tells it, too
            yield _Tour(tour, who, way["goes"] + told + tour.text, goal)


def _who(analysis: Analysis, before: Sequence[Mention], way: int) -> str:
    """Who goes the way that begins there: a delegation, or who leads one; '' if nobody is told."""
    text, lexicon = analysis.text, analysis.lexicon
    party, led, alone = _PARTY.of(lexicon), _LED.of(lexicon), _ALONE.of(lexicon)
    for mention in reversed(before):
        between = text[mention.end : way]
        if mention.type == "Organization" and alone.fullmatch(between):
            return mention.entity.name if mention.entity else mention.text
        if mention.type == "Person" and led.fullmatch(between):
            return mention.text
    bare = party.search(text, max(0, way - _NEAR), way)
    if not bare:
        return ""
    home = next((m.text for m in before if m.type == "Place" and m.end == bare.start()), "")
    return home + bare["party"]
