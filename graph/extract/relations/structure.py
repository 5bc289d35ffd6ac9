"""Relations that names state: part_of and jurisdiction by an organ's name, contained_in by two
places side by side (云泽省澄州市)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from graph.extract.discourse.reading import Reading
from graph.extract.resolve.places import alone
from graph.extract.resolve.resolver import Organ
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Key, Relation, Sentence

_PARTS = {"which": "(?:{cell_lead}|{ordinal_mark}?[{numeral}]+{term_unit}?)*"}
_NAMED_BY = Pattern(
    "(?P<cell_of>[^、和（）]+{cell_owner})(?:{own_office})?{party_cell}|"
    "(?P<studies>.+{party_cell}){study_group}|"
    "{organ_prefix}?(?P<body>.+?){which}{body_cell}|{organ_prefix}(?P<party>.+){full_committee}|"
    "(?!.*{stationing_word}.+{stationed_group})(?P<owner>[^、和（）]+{owner_body})(?!{group_mark})(?:(?<!{school_head}){which}{party_cell}|[{han}]{0,8}{inner_unit})|"
    "(?P<led>.+{office_owner})(?:{group_office}|{office_short})|"
    "(?P<school>[^、和（）]+{school_head})[{han}]{1,8}{school_unit}",
    _PARTS,
)
"""A name whose last word tells that its bearer is a part of what the words before it name."""
_BODY = Pattern("{organ_ending}$")
_OBJECT = Pattern("{owner_object}")  # 市医院|管理中心, 大学|生活动中心: of no hospital
_LEAST = 3  # characters of a body's name that tell which it is: not 校党委, 公司工会
_ARMY_UNIT = Pattern("(?P<army>{army})[{han}]{0,8}{army_unit}")
_ZONE = Pattern("(?P<zone>[{han}]{2,}{governed_zone}(?:（[{han}]+）)?){zone_body}")
_SITTING = Pattern(
    "(?P<body>[{han}]{3,}?)(?<!{ordinal_mark}){ordinal_mark}?[{numeral}\\d]+{times_unit}"
)
_JUDGES, _ADOPTS = Pattern("{court_body}$"), Pattern("[^，。；：]{0,4}{adopting_verb}")
_TERM = Pattern("{ordinal_mark}?[{numeral}\\d]+{term_unit}")
_UNIT = Pattern("[^{possessive}、（）]{0,8}?{inner_unit}")
"""What follows the name of a body in that of a part of it."""


def _sitting(reading: Reading) -> Iterator[tuple[Organ, int]]:
    """The bodies by whose name that of a sitting opens which adopts something, and the judges of a
    court: 云泽省第十三届人大常委会第十三次会议批准, 最高人民法院审判委员会第八次会议."""
    lexicon, text = reading.analysis.lexicon, reading.analysis.text
    form, term = _SITTING.of(lexicon), _TERM.of(lexicon)
    adopts, judges = _ADOPTS.of(lexicon), _JUDGES.of(lexicon)
    for mention in reading.mentions:
        if mention.type == "Event" and (found := form.match(mention.text)):
            organ = reading.resolver.organ(term.sub("", found["body"]))
            acts = adopts.match(text, mention.end) or judges.search(organ.stem)
            if acts and not organ.unresolved and (organ.place or organ.parent):
                yield organ, mention.begin


@relations
def structure(reading: Reading) -> Iterator[Relation]:
    """part_of and jurisdiction of every organ named, also in the name of its sitting."""
    for organ, offset in (*reading.named_organs, *_sitting(reading)):
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
    whole_of = cache(lambda stem: _whole(stem, told, reading))
    army, text = _ARMY_UNIT.of(reading.analysis.lexicon), reading.analysis.text
    for organ, offset in reading.named_organs:
        whole = None if organ.parent or organ.place else whole_of(organ.stem)
        unit = army.fullmatch(organ.name if text.startswith(organ.name, offset) else organ.stem)
        whole = reading.resolver.organ(unit["army"]) if unit else whole
        if whole and whole.entity.key != organ.entity.key:
            sentence = reading.analysis.sentence_at(offset)
            yield Relation(organ.entity, "part_of", whole.entity, sentence, "named-after")


@relations
def zones(reading: Reading) -> Iterator[Relation]:
    """jurisdiction of the two bodies of a zone over it: 江州经济开发区管委会."""
    form = _ZONE.of(reading.analysis.lexicon)
    bodies = tuple(reading.analysis.lexicon.word_class("zone_body"))
    for organ, offset in reading.named_organs:
        if organ.place or organ.unresolved:
            continue
        said = (f for f in organ.forms if reading.analysis.text.startswith(f, offset))
        name = next(said, organ.stem)
        if name.endswith(bodies) and (found := form.fullmatch(name)):
            place = reading.resolver.place(found["zone"])
            sentence = reading.analysis.sentence_at(offset)
            yield Relation(organ.entity, "jurisdiction", place, sentence, "zone-body")


def _whole(name: str, told: Mapping[str, Organ], reading: Reading) -> Organ | None:
    """What a body is part of by its name; ``told`` are the document's organs by their forms."""
    lexicon = reading.analysis.lexicon
    by_last_word = _by_last_word(name, lexicon)
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


@lru_cache(maxsize=1 << 12)  # the same bodies are in many documents
def _by_last_word(name: str, lexicon: Lexicon) -> re.Match[str] | None:
    return _NAMED_BY.of(lexicon).fullmatch(name)


def _body(name: str, reading: Reading) -> Organ | None:
    """The body of a name that tells which it is."""
    lexicon = reading.analysis.lexicon
    vague = len(name) < _LEAST or name[0] in lexicon.word_class("class_word")
    return reading.resolver.organ(name) if _BODY.of(lexicon).search(name) and not vague else None


@relations
def containment(reading: Reading) -> Iterator[Relation]:
    """Places in a chain, the larger first: 浙江绍兴, 哈塔伊省安塔基亚市."""
    known = reading.analysis.lexicon.known
    places = [mention for mention in reading.mentions if mention.type == "Place"]
    for outer, inner in pairwise(places):
        if outer.end != inner.begin:
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
