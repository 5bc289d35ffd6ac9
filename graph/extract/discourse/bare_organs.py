"""A bare 代表团, 公司, 领导小组办公室: the fuller name in the document that ends so.

If the document has none, the document's identifier becomes part of the key, as for a 市委 of an
unknown place: the 公司 of two documents are two.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from enum import Enum
from functools import lru_cache

from graph.cached import cached_property
from graph.extract.common_words import of_common_words
from graph.extract.discourse.listed_posts import ListedPosts
from graph.extract.discourse.reading import Reading
from graph.extract.discourse.short_names import short_names
from graph.extract.resolve.heads import ends_in
from graph.extract.resolve.organ import GOVERNMENT, PARTY_PART, bureaus, parts
from graph.extract.resolve.resolver import Organ, ResolvedPost
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Extraction, Key, Mention, Relation

_BARE = Pattern(
    "{bare_organ}|[{own_mark}该集]?{common_organ}|{own_mark}{host_noun|bare_unit}|"
    "(?:{ordinal_mark}[{numeral}]+)?(?:{common_organ}|{bare_organ}|{part_head}|{bare_unit})"
    "(?:{party_cell}|{organ_part})*"
)

_SOME = Pattern("^{new_term}|{indefinite}|{passing_group}$")
_BODY = Pattern("{nameless_body}$")
_OWN = Pattern("{own_mark}{host_noun|bare_unit}")
_SECTION = Pattern("(?:(?!{owner_body})[{han}]){2,8}{section_unit}|[{han}]{2,6}{faculty_head}")
_FACULTY, _SCHOOL = Pattern("{faculty_head}$"), Pattern("{school_head}$")
_CELL = Pattern("(?P<unit>{host_noun})(?P<cell>{party_cell|discipline_cell})$")
_OFFICE = Pattern("(?P<unit>{host_noun})(?P<office>{unit_office})$")
_UNOWNED = Pattern(
    "(?:{common_owner|host_noun})+"
    "(?:{party_cell|discipline_cell|organ_part|body_cell|bare_organ|bare_unit|village_organ})*"
)
"""A body by common nouns alone: 社区居委会, 校团委, 厂工会."""
_GROUP = Pattern("(?!{central_body}|{level}|{owner_body})[{han}]{1,12}{passing_body}")
"""What is set up for a time, here and there: 巡察工作领导小组, 防汛抗旱指挥部."""
_ABOVE = Pattern("[{bare_level}]{enterprise_head}")
_LED = Pattern("^{organ_prefix}")
_PART = Pattern("(?:{party_cell|discipline_cell|board})+$")


def bind(reading: Reading) -> Reading:
    """The reading with the organ that is meant for bare organs, and for the posts in them."""
    named = _Named(reading)
    mentions = {
        mention: found
        for mention in (*reading.offices, *reading.organs)
        if (found := _bound(reading, mention, named)) is not None
    }
    if not mentions:
        return reading
    renamed = {m: replace(m, entity=found.entity) for m, found in mentions.items()}
    offices = {m: found for m, found in mentions.items() if isinstance(found, ResolvedPost)}
    organs = {m: found for m, found in mentions.items() if isinstance(found, Organ)}
    return replace(
        reading,
        mentions=tuple(renamed.get(m, m) for m in reading.mentions),
        offices={renamed.get(m, m): offices.get(m, o) for m, o in reading.offices.items()},
        organs={renamed.get(m, m): organs.get(m, o) for m, o in reading.organs.items()},
    )


def _bound(reading: Reading, mention: Mention, named: _Named) -> ResolvedPost | Organ | None:
    office = reading.offices.get(mention)
    organ = office.organ if office else reading.organs.get(mention)
    if organ is None or organ.unresolved:
        return None
    whole = named.called(organ.stem)
    if whole is None and named.of_somebody(organ):
        beside = named.listed.body(mention)
        lexicon = reading.analysis.lexicon
        whole = parts(beside, organ.stem, lexicon) if beside else named.of_host(organ.stem)
    elif whole is None:
        if not named.bare(organ.name):
            return None
        whole = named.fuller(organ.name, mention.begin, mention)
    if office is None:
        return whole or replace(organ, unresolved=reading.place_context.document)
    if whole is None:
        title = office.entity.name.removeprefix(organ.stem)
        name = title if organ.stem in title else office.entity.name  # 局|副局长, 校|校长
        entity = Entity("Post", Key(name, document=reading.place_context.document), name)
        return ResolvedPost(entity, replace(organ, unresolved=reading.place_context.document))
    title = office.entity.name.removeprefix(organ.stem)
    found = reading.resolver.post(whole.stem + title)
    aliases = tuple(dict.fromkeys((*found.entity.aliases, mention.text)))
    same = found.organ is not None and found.organ.name == whole.name
    return ResolvedPost(replace(found.entity, aliases=aliases), whole if same else found.organ)


def bound(found: Extraction, reading: Reading) -> Extraction:
    """The findings, with bare organs that rules read from words inside a title resolved too."""
    named = _Named(reading)

    def meant(value: Entity | str, at: int) -> Entity | str:
        if isinstance(value, str) or value.type != "Organization" or value.key.document:
            return value
        if not named.bare(value.name):
            return value
        whole = named.fuller(value.name, at)
        return whole.entity if whole else replace(value, key=Key(value.name, "", found.document.id))

    def relation(said: Relation) -> Relation:
        at = said.sentence.end
        subject, value = meant(said.subject, at), meant(said.object, at)
        if (subject is said.subject and value is said.object) or isinstance(subject, str):
            return said
        return replace(said, subject=subject, object=value)

    return replace(found, relations=tuple(map(relation, found.relations)))


class _Kind(Enum):
    """What a name may be by its words: a common noun, one where no place opens it, or neither."""

    BARE, GROUP, NAMED = range(3)


@lru_cache(maxsize=1 << 12)  # the same organs are in many documents
def _kind(name: str, lexicon: Lexicon) -> _Kind:
    some = _SOME.of(lexicon).search(name) or name in bureaus(lexicon)
    forms = (form.of(lexicon) for form in (_BARE, _CELL, _UNOWNED))
    if some or any(form.fullmatch(name) for form in forms) or _nameless(name, lexicon):
        return _Kind.BARE
    group = name not in lexicon.known and _GROUP.of(lexicon).fullmatch(name)
    return _Kind.GROUP if group else _Kind.NAMED


def _nameless(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is made of common words alone, so that every document has one: 联合实验室."""
    head = _BODY.of(lexicon).sub("", name)
    listed = any(entry.list == "organs" for entry in lexicon.known.get(name, []))
    if head == name or listed or head.startswith(tuple(lexicon.word_class("central_body"))):
        return False
    return of_common_words(head, lexicon)


@lru_cache(maxsize=1 << 12)
def _is_section(name: str, lexicon: Lexicon) -> bool:
    """Whether it is a section or faculty by its words, and no organ of the lexicon."""
    listed = any(entry.list == "organs" for entry in lexicon.known.get(name, []))
    return not listed and _SECTION.of(lexicon).fullmatch(name) is not None


class _Named:
    """The organs that a document names in full, to look up the one that a common noun means."""

    def __init__(self, reading: Reading) -> None:
        self._home, self._host = reading.place_context.place, reading.place_context.host
        self._lexicon, self._resolver = reading.analysis.lexicon, reading.resolver
        self._reading, self._part = reading, _PART.of(self._lexicon)
        self._ending: dict[str, tuple[list[int], list[Organ]]] = {}
        self._units: dict[str, tuple[list[int], list[Organ]]] = {}

    @cached_property
    def listed(self) -> ListedPosts:
        """The organs of the posts before others in lists."""
        return ListedPosts(self._reading)

    @cached_property
    def _all(self) -> list[tuple[Mention, Organ]]:
        return [(m, o) for m, o in _organs(self._reading) if not self.bare(o.name)]

    @cached_property
    def _below(self) -> list[tuple[Mention, Organ]]:
        """All but a 省公司, which nobody means by 公司."""
        above = _ABOVE.of(self._lexicon)
        return [(m, o) for m, o in self._all if not above.fullmatch(o.stem)]

    @cached_property
    def _short(self) -> dict[str, Organ]:
        reading = self._reading
        return short_names(_organs(reading), reading.analysis, reading.resolver)

    def bare(self, name: str) -> bool:
        """Whether a name is only a common noun, or made of such: 公司, 领导小组办公室, 项目组; or
        of whoever it is at the time: 新一届中央委员会, 空军某旅, 省人大执法检查组."""
        kind = _kind(name, self._lexicon)
        if kind is not _Kind.GROUP:
            return kind is _Kind.BARE
        own = _LED.of(self._lexicon).sub("", name)  # 中共|丰水县委巡察工作领导小组
        return not self._resolver.opening_place(own)[1]

    def called(self, name: str) -> Organ | None:
        """The organ whose short name it is, or a part of that: 长河集团党委."""
        for short, organ in self._short.items():
            rest = name.removeprefix(short)
            if not rest or (rest != name and self._part.fullmatch(rest)):
                called = replace(organ, aliases=(*organ.aliases, short))
                return parts(called, rest, self._lexicon)
        return None

    def of_somebody(self, organ: Organ) -> bool:
        """Whether it is the document's own body (我院), or a section or faculty of one that its
        name leaves out: 纳税服务科 of 市税务局, 运检部, 农学院."""
        name, lexicon = organ.stem, self._lexicon
        if _OWN.of(lexicon).fullmatch(name) or name in lexicon.word_class("own_department"):
            return True
        if organ.parent or organ.place or not _is_section(name, lexicon):
            return False
        return not self._resolver.opening_place(name)[1]

    def of_host(self, name: str) -> Organ | None:
        """The body that the document speaks for, or a section of it; a faculty is a school's."""
        lexicon, host = self._lexicon, self._host
        faculty = _FACULTY.of(lexicon).search(name) and not _SCHOOL.of(lexicon).search(host)
        if not host or faculty or _SECTION.of(lexicon).fullmatch(host):
            return None
        whole, own = self._resolver.organ(host), _OWN.of(lexicon).fullmatch(name)
        return whole if own or host.endswith(name) else parts(whole, name, lexicon)

    def fuller(self, noun: str, at: int, post: Mention | None = None) -> Organ | None:
        """The last organ before a place in the text whose name ends so, or the only one after it.

        One in the body of the post before a listed ``post`` is preferred, and those of the
        document's own place. A 特区政府 may be one that nobody names.
        """
        if noun.endswith(GOVERNMENT):
            return None
        cell = _CELL.of(self._lexicon).fullmatch(noun)
        if cell and (whole := self._unit(cell["unit"], at)):
            return parts(whole, cell["cell"], self._lexicon)
        office = _OFFICE.of(self._lexicon).fullmatch(noun)
        if office and (whole := self._unit(office["unit"], at)) and self._alone(office["unit"]):
            return parts(whole, office["office"], self._lexicon)
        if noun not in self._ending:
            self._ending[noun] = self._ends_in(noun)
        return self.listed.inside(post, self._ending[noun][1]) or _last(*self._ending[noun], at)

    def _unit(self, unit: str, at: int) -> Organ | None:
        """The body that a party cell is of, by the last word of its name: 市水利局 for 局; the one
        that the document speaks for before any other."""
        if self._host and ends_in(self._host, unit, self._lexicon):
            return self._resolver.organ(self._host)
        if unit not in self._units:
            found = [(m.begin, self._whole(o)) for m, o in self._below]
            found = [
                (begin, o)
                for begin, o in found
                if any(ends_in(form, unit, self._lexicon) for form in o.forms)
                and not self._is_faculty(o)
            ]
            self._units[unit] = [begin for begin, _ in found], [organ for _, organ in found]
        return _last(*self._units[unit], at)

    def _alone(self, unit: str) -> bool:
        """Whether only one body may be meant by a unit: that the document speaks for, or the only
        one it names."""
        own = self._host and ends_in(self._host, unit, self._lexicon)
        named = self._units.get(unit, ([], []))[1]
        return bool(own) or len({organ.entity.key for organ in named}) == 1

    def _is_faculty(self, organ: Organ) -> bool:
        """Whether it may be a part of a school, not one with a place of its own: 马克思主义学院."""
        faculty = organ.stem.endswith(tuple(self._lexicon.word_class("faculty_head")))
        return faculty and not self._resolver.opening_place(organ.stem)[1]

    def _whole(self, organ: Organ) -> Organ:
        name = PARTY_PART.of(self._lexicon).sub("", organ.stem)
        return self._resolver.organ(name) if name not in ("", organ.stem) else organ

    def _ends_in(self, noun: str) -> tuple[list[int], list[Organ]]:
        """(offset, organ) of the organs whose names end in a noun."""
        joined = tuple(f"{word}{noun}" for word in self._lexicon.word_class("conjunction"))
        ends = [(m, o) for m, o in self._below if any(form.endswith(noun) for form in o.forms)]
        joined = (*joined, f"总{noun}")  # 形势和特别行政区政府; 市总工会, for 工会
        ends = [(m, o) for m, o in ends if not o.name.endswith(joined)]
        ends = [(m, o) for m, o in ends if self._home and o.root.place == self._home] or ends
        return [mention.begin for mention, _ in ends], [organ for _, organ in ends]


def _last(begins: list[int], organs: list[Organ], at: int) -> Organ | None:
    """The last of the organs before an offset, or the only one behind it."""
    before = bisect_left(begins, at)
    if before:
        return organs[before - 1]
    alone = bool(organs) and all(o.entity.key == organs[0].entity.key for o in organs)
    return organs[-1] if alone else None


def _organs(reading: Reading) -> list[tuple[Mention, Organ]]:
    """The organs mentioned, and those of posts, in the order of the text."""
    offices = ((m, o.organ) for m, o in reading.offices.items() if o.organ)
    return sorted((*reading.organs.items(), *offices), key=lambda pair: pair[0].begin)
