"""Relations that names state: part_of and jurisdiction by an organ's name, contained_in by two
places side by side (云泽省澄州市)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from graph.extract.discourse.reading import Reading
from graph.extract.resolve.places import alone
from graph.extract.resolve.resolver import Organ
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Key, Relation, Sentence

_PARTS = {"which": "(?:{cell_lead}|{ordinal_mark}?[{numeral}]+{term_unit}?)*"}
_NAMED_BY = Pattern(
    "{organ_prefix}?(?P<body>.+?){which}{body_cell}|{organ_prefix}(?P<party>.+){full_committee}|"
    "(?P<owner>[^、和（）]+{owner_body})(?!{group_mark})(?:(?<!{school_head}){which}{party_cell}|[{han}]{0,8}{inner_unit})|"
    "(?P<led>.+{office_owner})(?:{group_office}|{office_short})",
    _PARTS,
)
"""A name whose last word tells that its bearer is a part of what the words before it name."""
_BODY = Pattern("{organ_ending}$")
_OBJECT = Pattern("{owner_object}")  # 市医院|管理中心, 大学|生活动中心: of no hospital
_LEAST = 3  # characters of a body's name that tell which it is: not 校党委, 公司工会
_UNIT = Pattern("[^{possessive}、（）]{0,8}?{inner_unit}")
"""What follows the name of a body in that of a part of it."""


def _named(reading: Reading) -> list[tuple[Organ, int]]:
    """Every organ named, those of posts, of authors and of the issuers that titles name, and where
    in the document."""
    named = [(organ, mention.begin) for mention, organ in reading.organs.items()]
    named += [(office.organ, m.begin) for m, office in reading.offices.items() if office.organ]
    named += [(author.organ, author.offset) for author in reading.authors if author.organ]
    named += [(issue.named, issue.offset) for issue in reading.issues if issue.named]
    return named


@relations
def structure(reading: Reading) -> Iterator[Relation]:
    """part_of and jurisdiction of every organ named."""
    for organ, offset in _named(reading):
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
def named_after(reading: Reading) -> Iterator[Relation]:
    """part_of the body whose name opens that of another: 澄州大学党委, 市水利局政策法规科."""
    organs = reading.organs.items()
    told = {form: organ for _, organ in organs for form in organ.forms}
    told |= {mention.text: organ for mention, organ in organs}
    for organ, offset in _named(reading):
        whole = None if organ.parent or organ.place else _whole(organ.stem, told, reading)
        if whole and whole.entity.key != organ.entity.key:
            sentence = reading.analysis.sentence_at(offset)
            yield Relation(organ.entity, "part_of", whole.entity, sentence, "named-after")


def _whole(name: str, told: Mapping[str, Organ], reading: Reading) -> Organ | None:
    """What a body is part of by its name; ``told`` are the document's organs by their forms."""
    lexicon = reading.analysis.lexicon
    by_last_word = _NAMED_BY.of(lexicon).fullmatch(name)
    owner = by_last_word and by_last_word["owner"]
    if by_last_word and not owner:
        opening = next(filter(None, by_last_word.groups()))
        return told.get(opening) or _body(opening, reading)
    sizes = range(len(name) - 1, 1, -1)
    opening = next((name[:size] for size in sizes if name[:size] in told), "")
    is_part = opening and _UNIT.of(lexicon).fullmatch(name, len(opening))
    if is_part and opening not in lexicon.word_class("organ_prefix"):
        return told[opening]
    if not owner or _OBJECT.of(lexicon).match(name, len(owner)):
        return None
    return told.get(owner) or _body(owner, reading)


def _body(name: str, reading: Reading) -> Organ | None:
    """The body of a name that tells which it is."""
    lexicon = reading.analysis.lexicon
    vague = len(name) < _LEAST or name[0] in lexicon.word_class("class_word")
    return reading.resolver.organ(name) if _BODY.of(lexicon).search(name) and not vague else None


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
