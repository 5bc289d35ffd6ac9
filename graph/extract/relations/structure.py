"""Relations that names state: part_of and jurisdiction by an organ's name, contained_in by two
places side by side (云泽省澄州市)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graph.extract.discourse.reading import Reading
from graph.extract.resolve.places import alone
from graph.extract.resolve.resolver import Organ
from graph.extract.rules import relations
from graph.lexicon import Lexicon
from graph.model import Entity, Key, Relation, Sentence


@relations
def structure(reading: Reading) -> Iterator[Relation]:
    """part_of and jurisdiction of every organ named, of the organs of posts, of authors and of
    the issuers that titles name."""
    named = [(organ, mention.begin) for mention, organ in reading.organs.items()]
    named += [(office.organ, m.begin) for m, office in reading.offices.items() if office.organ]
    named += [(author.organ, author.offset) for author in reading.authors if author.organ]
    named += [(issue.named, issue.offset) for issue in reading.issues if issue.named]
    for organ, offset in named:
        yield from _chain(organ, reading.analysis.sentence_at(offset), reading.analysis.lexicon)


def _chain(organ: Organ, sentence: Sentence, lexicon: Lexicon) -> Iterator[Relation]:
    """The relations of an organ and of all organs that it is part of."""
    if organ.place:
        place = Entity("Place", Key(organ.place), organ.place, (), alone(organ.place, lexicon))
        yield Relation(organ.entity, "jurisdiction", place, sentence, "organ-name")
    if organ.parent:
        yield Relation(organ.entity, "part_of", organ.parent.entity, sentence, "organ-name")
        yield from _chain(organ.parent, sentence, lexicon)


@relations
def containment(reading: Reading) -> Iterator[Relation]:
    """Places in a chain, the larger first: 浙江绍兴, 哈塔伊省安塔基亚市."""
    known = reading.analysis.lexicon.known
    for outer, inner in pairwise(reading.mentions):
        if outer.type != "Place" or inner.type != "Place" or outer.end != inner.begin:
            continue
        listed = [{entry.list for entry in known.get(m.text, ())} for m in (outer, inner)]
        if "landmarks" in listed[0] | listed[1] or "countries" in listed[1]:
            continue  # 长江黄河, 德国瑞典: a river lies in nothing, and no state does
        if outer.entity and inner.entity and _contains(outer.entity, inner.entity):
            sentence = reading.analysis.sentence_at(inner.begin)
            yield Relation(inner.entity, "contained_in", outer.entity, sentence, "place-chain")


def _contains(outer: Entity, inner: Entity) -> bool:
    """Whether a place can contain another: by division codes (GB/T 2260) where both have one.

    The outer's code without its zeros then begins the inner's: 33 and 3306.
    """
    if outer == inner:
        return False
    stem = re.sub("(?:00)+$", "", outer.code)
    return not (outer.code and inner.code) or (len(stem) < 6 and inner.code.startswith(stem))
