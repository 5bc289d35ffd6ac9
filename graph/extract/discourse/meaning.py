"""Mentions → a reading: the entities they mean, each in the context of the mentions before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from graph.extract.analysis import Analysis
from graph.extract.chinese_names import is_title
from graph.extract.discourse.context import in_order
from graph.extract.discourse.incumbents import offices
from graph.extract.discourse.persons import persons
from graph.extract.discourse.policies import Policies
from graph.extract.discourse.reading import Reading
from graph.extract.discourse.same_occasions import identified
from graph.extract.resolve.organ import parts
from graph.extract.resolve.places import with_city
from graph.extract.resolve.resolver import Organ, Resolver
from graph.extract.states import STATE_ORGAN, opening_state
from graph.extract.toponyms import CHINA
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Key, Mention

_DELEGATION = Pattern("[^{bare_level}]{2,3}{province_unit}?{delegation}$")
_CONGRESS = Pattern("{national_congress}")
_OF_EACH, _LIST = Pattern("{addressee_opening}[^，。；：\\n]+[、委]$"), 80
"""各市（州）教育局、财政局, 各县委组织部: those of each; characters of such a list at most."""
_SAYS = Pattern("([{han}]){verbs.speech}([{han}])")
_CAPITAL = Pattern("{capital_noun}(?=[{han}]{2})")
_NAME = 60  # characters that the end of a name has at most
_OF_OTHERS = Pattern("{possessive}{armed_service}$|{foreign_party}{central_body}[{han}]*$")
"""五十多个国家的|海军, 越共|中央政治局: not this nation's."""
_DIRECTION = Pattern("{direction}(?:{wide_area}|$)")
_LISTED = Pattern("、|{conjunction}")
_NEAR = 12  # characters before a name that tell whose it is


def resolve(
    analysis: Analysis,
    resolver: Resolver,
    decided: Collection[Mention],
    context: Sequence[Mention] = (),
) -> Reading:
    """A document's mentions with the entities they mean; the order they are given in is no matter.

    ``context`` are these and what the rules settled on beside them, which is no more than context.
    """
    meaning = _Meaning(analysis, resolver, context or in_order(decided))
    begins = {m.begin for m in decided}
    found = {m.begin: m for m in meaning.resolved() if m.begin in begins}
    posts = {found[m.begin]: office for m, office in meaning.offices.items() if m.begin in begins}
    organs = {found[m.begin]: organ for m, organ in meaning.organs.items() if m.begin in begins}
    return Reading(analysis, resolver, tuple(found.values()), posts, organs)


class _Meaning:
    """Mentions resolved one after the other, in the order of the text."""

    def __init__(self, analysis: Analysis, resolver: Resolver, context: Sequence[Mention]) -> None:
        self._analysis, self._resolver = analysis, resolver
        self._lexicon = analysis.lexicon
        self._context = context
        self.offices = offices(analysis, resolver, context)
        self._persons = persons(analysis, context, self.offices)
        self.organs: dict[Mention, Organ] = {}
        self._policies = Policies(analysis, resolver, context)
        self._echoed = {m.text for m in context if m.rule == "organ-echo"}
        self._echo: dict[str, Organ] = {}  # the end of an organ's name → the last one, by its name
        self._echo_of_post: dict[str, Organ] = {}  # and the last that a post is of
        self._places: dict[int, Entity] = {}  # where a place's name ends → the place
        self._local_events: dict[str, Entity] = {}  # a short name → the meeting of the last place
        self._last: tuple[Mention, Organ] | None = None
        self._level = ""  # of the organ named last
        self._whole = _longer({m.text for m in context if m.type == "Place"}, self._lexicon)

    def resolved(self) -> tuple[Mention, ...]:
        """The mentions with their entities; 我市 of an unknown city is none."""
        context = (m for m in self._context if m.type != "Person" or not self._is_nobody(m))
        found = [(mention, self._entity(mention)) for mention in context]
        mentions = [
            mention.meaning(entity)
            for mention, entity in found
            if mention.rule != "deictic-place" or entity.name != mention.text
        ]
        of_posts = {post: office.organ for post, office in self.offices.items() if office.organ}
        organs = self.organs | of_posts
        return identified(self._analysis, self._resolver, mentions, organs)

    def _is_nobody(self, mention: Mention) -> bool:
        """Whether it is where somebody is from, as a label says, the heading of a document, or two
        states and what one says: 乌称乌."""
        labels = tuple(self._lexicon.word_class("origin_label"))
        if self._analysis.text.endswith(labels, 0, mention.begin):
            return True
        says = _SAYS.of(self._lexicon).fullmatch(mention.text)
        states = says and {says[1], says[2]} <= self._resolver.place_context.initials.keys()
        return bool(states) or is_title(mention.text, self._lexicon)

    def _entity(self, mention: Mention) -> Entity:
        text = self._analysis.text[mention.begin : mention.end]
        if mention.type == "Person":
            return self._persons[mention]
        if mention.type == "Post":
            office = self.offices[mention]
            if office.organ:
                self._remember(office.organ, self._echo_of_post)
            return office.entity
        if mention.type == "Organization":
            antecedent = (
                self._of_each(mention) or self._listed_office(mention) or self._antecedent(mention)
            )
            organ = self._delegation(antecedent or self._organ(mention))
            self.organs[mention] = organ
            self._last = mention, organ
            self._remember(organ, self._echo)
            if mention.text[0] in self._lexicon.word_class("bare_level"):
                self._level = mention.text[0]
            return organ.entity
        if mention.type == "Place":
            whole = self._whole_place(text)
            if led := self._places.get(mention.begin):  # 长春市|朝阳区
                whole = with_city(whole, [led.name], self._lexicon)
            place = self._part(mention) or self._resolver.place(whole)
            self._places[mention.end] = place
            return place
        entity = self._resolver.titled(mention.type, text)
        if mention.type == "Event":
            return self._local(mention, entity)
        return self._policies.meant(mention, entity) if mention.type == "Policy" else entity

    def _local(self, mention: Mention, event: Entity) -> Entity:
        """A listed short name behind a place is of that place, and so are those that follow it:
        青芦县两会, 两会期间 are not the nation's."""
        place = self._places.get(mention.begin)
        named, length = self._resolver.opening_place(mention.text)
        if named and named != CHINA and self._listed(mention.text[length:]):
            self._local_events[mention.text[length:]] = event  # 青芦县两会, all one name
        if place and place.name not in (CHINA, event.name) and event.name != mention.text:
            name = place.name + mention.text
            self._local_events[mention.text] = Entity(
                "Event", Key(name), name, event.kinds, (mention.text,)
            )
        return self._local_events.get(mention.text, event)

    def _listed(self, name: str) -> bool:
        """Whether it is a listed short name of an occasion: 两会."""
        return any(e.list == "meetings" for e in self._lexicon.known.get(name, []))

    @cached_property
    def _of_congress(self) -> bool:
        """Whether the document names the national congress."""
        return bool(_CONGRESS.of(self._lexicon).search(self._analysis.text))

    def _part(self, mention: Mention) -> Entity | None:
        """海南岛东北地区 is no part of the nation's northeast."""
        whole = self._places.get(mention.begin)
        if not whole or whole.name == CHINA or not _DIRECTION.of(self._lexicon).match(mention.text):
            return None
        return Entity("Place", Key(whole.name + mention.text), whole.name + mention.text)

    def _whole_place(self, text: str) -> str:
        """A village, by the longer name that it has elsewhere: 古灶村, 张槎街道古灶村; a capital
        without what it is: 省城江宁."""
        capital = _CAPITAL.of(self._lexicon).match(text)
        text = text[capital.end() :] if capital else text
        return self._whole.get(text) or text

    def _delegation(self, organ: Organ) -> Organ:
        """A place's delegation, if the document names its congress."""
        if not self._of_congress or not _DELEGATION.of(self._lexicon).match(organ.name):
            return organ
        return replace(organ, aliases=(*organ.aliases, "全国人大" + organ.name))

    def _organ(self, mention: Mention) -> Organ:
        name = self._spelt(mention)
        before = self._analysis.text[max(0, mention.begin - _NEAR) : mention.end]
        if _OF_OTHERS.of(self._lexicon).search(before) or self._of_army_abroad(mention, name):
            return Organ(name, name, (), unresolved=self._analysis.document.id)
        bare = self._resolver.bureau(name) if name == mention.text else None
        return bare or self._resolver.organ(name)

    def _of_army_abroad(self, mention: Mention, name: str) -> bool:
        """Whether 海军陆战队 is told of behind a body of another state: 美军…和海军陆战队员."""
        if not name.startswith(tuple(self._lexicon.word_class("armed_service"))):
            return False
        begin = self._analysis.sentence_at(mention.begin).begin
        return any(
            m.begin >= begin and opening_state(organ.name, self._lexicon)
            for m, organ in self.organs.items()
        )

    @cached_property
    def _lists(self) -> bool:
        """Whether the document may have a list of those of each place."""
        return self._analysis.may(_OF_EACH)

    def _of_each(self, mention: Mention) -> Organ | None:
        """A bureau or a department of a list of those of each place: 各市（州）教育局、财政局."""
        if not self._lists:
            return None
        name, before = mention.text, (max(0, mention.begin - _LIST), mention.begin)
        bare = name in self._lexicon.word_class("organ_part") or self._resolver.bureau(name)
        if not bare or not _OF_EACH.of(self._lexicon).search(self._analysis.text, *before):
            return None
        return Organ(name, name, (), unresolved=self._resolver.place_context.document)

    def _listed_office(self, mention: Mention) -> Organ | None:
        """An office of the committee whose other office is listed before it: 省委组织部、宣传部."""
        if self._last is None or mention.text not in self._lexicon.word_class("committee_office"):
            return None
        before, organ = self._last
        listed = _LISTED.of(self._lexicon).fullmatch(self._analysis.text, before.end, mention.begin)
        committee = organ.parent if organ.parent and organ.parent.kind == "PartyOrgan" else None
        if not listed or not committee:
            return None
        return parts(committee, mention.text, self._lexicon)

    def _spelt(self, mention: Mention) -> str:
        """The name in full: a bureau takes its level from the one before it in a list,
        市发改局、工信局; a bare 国防部 is that of the document's foreign country."""
        if STATE_ORGAN.of(self._lexicon).fullmatch(mention.text):
            return self._resolver.place_context.country + mention.text
        return self._level + mention.text if mention.rule == "listed-organ" else mention.text

    def _antecedent(self, mention: Mention) -> Organ | None:
        """The organ named before whose name ends in a short form (常委会)."""
        if mention.rule != "organ-echo":
            return None
        return self._echo_of_post.get(mention.text) or self._echo.get(mention.text)

    def _remember(self, organ: Organ, last: dict[str, Organ]) -> None:
        if self._echoed:
            last.update((end, organ) for end in _ends(organ.stem) if end in self._echoed)


def _ends(name: str) -> Iterator[str]:
    """The endings by which a name may be shortened, and the name itself."""
    return (name[-size:] for size in range(1, min(len(name), _NAME) + 1))


def _longer(places: set[str], lexicon: Lexicon) -> dict[str, str]:
    """A town or settlement → the longer name that ends so, if there is only one."""
    words = lexicon.word_class
    units = (*words("town_unit"), *words("settlement_unit"))
    longer: dict[str, set[str]] = {}
    for place in places:
        for end in _ends(place) if place.endswith(units) else ():
            if end != place and end in places:
                longer.setdefault(end, set()).add(place)
    return {end: whole.pop() for end, whole in longer.items() if len(whole) == 1}
