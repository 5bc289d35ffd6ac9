"""市委 in a county's report: the committee of the city that other documents put the county in.

If a document does not name the place that a bare level stands for, it is read a second time as if
that were 〇市 or 〇省. The entities that differ become pending names, which wait for the place
around the one that the document is bound to; every document also claims where the places in it lie.
When all documents are known, they get the name on which these agree (`graph.identity.decision`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph.claims import Final, PendingName, PlaceClaim, Provisional
from graph.extract.analysis import Analysis, once
from graph.extract.discourse.meaning import resolve
from graph.extract.discourse.reading import Reading
from graph.extract.resolve.resolver import Organ, Resolver
from graph.extract.toponyms import own, short
from graph.lexicon import CITY, PROVINCE, Lexicon, Pattern, once_per_lexicon, rank
from graph.model import Entity, EntityType, Extraction, Key, Mention
from graph.text import counts

RANKS = {PROVINCE: 1, CITY: 2}
"""The levels that a document may leave unnamed."""
_NOWHERE = "〇"  # stands for the name of a place in the second reading alone
_PAPER = Pattern("(?:{press_head}|{press_office})$")


def loose_names(reading: Reading, found: Extraction) -> Iterator[PendingName]:
    """A claim for each entity whose name waits for the name of a place."""
    document, place_context = found.document, reading.place_context
    for level, at in RANKS.items():
        below = anchor(reading, at)
        if level in place_context.levels or not below or not _may_be_pending(reading, level):
            continue
        place = _NOWHERE + level
        guess = replace(
            place_context,
            levels={**place_context.levels, level: place},
            place=place_context.place or place,
        )
        plain = [replace(mention, entity=None) for mention in reading.mentions]
        second = resolve(reading.analysis, Resolver(reading.analysis.lexicon, guess), plain)
        renamed: dict[Provisional, Final] = {}
        for old, new in _pairs(reading, second, found):
            if place in new.name:
                waiting = Final(old.type, Key(new.name, old.key.mark))
                renamed.setdefault(Provisional(old.type, old.key), waiting)
        links = dict.fromkeys(_links(reading, second, place))
        for provisional, (kind, key) in (*renamed.items(), *links):
            pieces = tuple(key.name.split(place))
            yield PendingName(document.id, below, level, provisional, kind, pieces, key.mark)


@once_per_lexicon
def listed_above(lexicon: Lexicon) -> dict[str, list[str]]:
    """Place of the gazetteer → the places directly above it, several if its name is not unique."""
    rows = [e.fields for e in lexicon.entries("places") if e.form == e["name"]]
    names = {row["code"]: row["name"] for row in rows if row["code"]}
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row["name"]].append(names.get(row.get("parent", ""), ""))
    return found


def _may_be_pending(reading: Reading, level: str) -> bool:
    """Whether any name could be pending, so that a second reading is worth its time."""
    bare = (level, f"全{level}")
    for mention in reading.mentions:
        if mention.text.startswith(bare) or (mention.entity and mention.entity.key.document):
            return True
    return False


def known_places(reading: Reading, document: str) -> Iterator[PlaceClaim]:
    """A claim for each place that the document puts into another."""
    place_context = reading.place_context
    home, at = place_context.place, rank(place_context.place)
    pairs = {(home, upper) for upper in place_context.levels.values() if 0 < rank(upper) < at}
    if home and home == city(reading):
        pairs |= {(county, home) for county in counties(reading)}
        bare = short(home, reading.analysis.lexicon)
        pairs |= {(paper(reading), home)} if bare in paper(reading) else set()
    if pairs:
        seats = {organ.root.place for _, organ in _organs(reading)}
        pairs = {(place, container) for place, container in pairs if container in seats}
    listed = listed_above(reading.analysis.lexicon)
    for place in {anchor(reading, at) for at in RANKS.values()}:
        above = listed.get(place, [])
        while len(above) == 1 and above[0]:
            pairs.add((place, above[0]))
            above = listed.get(above[0], [])
    for place, container in sorted(pairs):
        if place and container:
            yield PlaceClaim(document, place, container)


def city(reading: Reading) -> str:
    """The city whose document this is, unless it speaks as much of another one."""
    home = reading.place_context.place
    cities = {name for name in own(reading.analysis) if rank(name) == RANKS[CITY]} - {home}
    bare = {name: short(name, reading.analysis.lexicon) for name in (*cities, home)}
    said = counts({*bare.values()} - {""}, reading.analysis.text)
    rival = max(2, said[bare[home]] / 2)
    rivals = (name for name in cities if said[bare[name]] >= rival)
    return home if rank(home) == RANKS[CITY] and not any(rivals) else ""


def counties(reading: Reading) -> list[str]:
    """The counties that the document names."""
    return _counties(reading.analysis)


@once
def _counties(analysis: Analysis) -> list[str]:
    return sorted(name for name in own(analysis) if rank(name) == RANKS[CITY] + 1)


def anchor(reading: Reading, at: int) -> str:
    """What lies below a level and binds the document: its place, its paper, counties it names."""
    place_context = reading.place_context
    if place_context.place:
        upper = place_context.levels.get(CITY, "")
        near = upper if at < RANKS[CITY] and upper else place_context.place
        return near if rank(near) > at else ""
    if at != RANKS[CITY]:
        return ""
    named = counties(reading)
    return paper(reading) or (named[0] if len(named) > 1 else "")


def paper(reading: Reading) -> str:
    """The local paper or site that publishes the document, '' if its name shows none."""
    return _paper(reading.analysis.document.publisher, reading.analysis.lexicon)


@lru_cache(maxsize=1 << 10)  # many documents are of one
def _paper(publisher: str, lexicon: Lexicon) -> str:
    return publisher if _PAPER.of(lexicon).search(publisher) else ""


def _pairs(reading: Reading, second: Reading, found: Extraction) -> Iterator[tuple[Entity, Entity]]:
    """The entities of mentions, and of the organs of posts, in the first and second reading."""
    others = {(m.begin, m.end): m for m in second.mentions}
    for mention in found.mentions:
        other = others.get((mention.begin, mention.end))
        if mention.entity and other and other.entity and other.entity.key != mention.entity.key:
            yield mention.entity, other.entity
    for mention, organ in _organs(reading):
        other = others.get((mention.begin, mention.end))
        if other:
            office = second.offices.get(other)
            named = office.organ if office else second.organs.get(other)
            if named and named.entity.key != organ.entity.key:
                yield organ.entity, named.entity


def _links(reading: Reading, second: Reading, place: str) -> Iterator[tuple[Provisional, Final]]:
    """The relations that follow from an organ's new name: its place, and the organ of a post."""

    def joined(
        kind: EntityType, key: Key, relation: str, to: EntityType, name: str
    ) -> tuple[Provisional, Final]:
        return Provisional(kind, key, relation), Final(to, Key(name))

    others = {(m.begin, m.end): m for m in second.mentions}
    for mention in (*reading.organs, *reading.offices):
        other = others.get((mention.begin, mention.end))
        office = reading.offices.get(mention)
        old = office.organ if office else reading.organs[mention]
        named = second.offices.get(other) if other else None
        new = (named.organ if named else second.organs.get(other)) if other else None
        if new is None or place not in new.name or (old and not old.unresolved):
            continue
        if office and not old:
            yield joined("Post", office.entity.key, "post_in", "Organization", new.name)
        if old and new.place:
            yield joined("Organization", old.entity.key, "jurisdiction", "Place", new.place)
        if old and new.parent:
            yield joined("Organization", old.entity.key, "part_of", "Organization", new.parent.name)


def _organs(reading: Reading) -> Iterator[tuple[Mention, Organ]]:
    yield from reading.organs.items()
    yield from ((m, office.organ) for m, office in reading.offices.items() if office.organ)
