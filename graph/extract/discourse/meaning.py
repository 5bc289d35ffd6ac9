"""Mentions → a reading: the entities they mean, each in the context of the mentions before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.extract.analysis import Analysis
from graph.extract.chinese_names import is_title
from graph.extract.discourse.context import in_order
from graph.extract.discourse.incumbents import offices
from graph.extract.discourse.organs import Organs, endings
from graph.extract.discourse.persons import persons
from graph.extract.discourse.policies import Policies
from graph.extract.discourse.reading import Reading
from graph.extract.discourse.same_occasions import identified
from graph.extract.resolve.places import with_city
from graph.extract.resolve.resolver import ResolvedPost, Resolver
from graph.extract.toponyms import CHINA
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Key, Mention

_SAYS = Pattern("([{han}]){verbs.speech}([{han}])")
_CAPITAL = Pattern("{capital_noun}(?=[{han}]{2})")
_DIRECTION = Pattern("{direction}(?:{wide_area}|$)")


def resolve(
    analysis: Analysis,
    resolver: Resolver,
    decided: Collection[Mention],
    context: Sequence[Mention] = (),
) -> Reading:
    """A document's mentions with the entities they mean; the order they are given in is no matter.

    ``context`` are these and what the rules settled on beside them, which is no more than context.
    """
    return resolve_at_once([Named(analysis, resolver, decided, context)])[0]


class Named(NamedTuple):
    """A document with what `resolve` takes of it."""

    analysis: Analysis
    resolver: Resolver
    decided: Collection[Mention]
    context: Sequence[Mention]


def resolve_at_once(documents: Iterable[Named]) -> list[Reading]:
    """`resolve` of several, each step over all of them before the next."""
    named = [each._replace(context=each.context or in_order(each.decided)) for each in documents]
    posts = [offices(each.analysis, each.resolver, each.context) for each in named]
    people = [
        persons(each.analysis, each.context, of) for each, of in zip(named, posts, strict=True)
    ]
    meanings = [_Meaning(*each) for each in zip(named, posts, people, strict=True)]
    resolved = [meaning.resolved() for meaning in meanings]
    return [meaning.reading(found) for meaning, found in zip(meanings, resolved, strict=True)]


class _Meaning:
    """Mentions resolved one after the other, in the order of the text."""

    def __init__(
        self,
        named: Named,
        posts: Mapping[Mention, ResolvedPost],
        people: Mapping[Mention, Entity],
    ) -> None:
        self._analysis, self._resolver, self._decided, context = named
        self._lexicon = self._analysis.lexicon
        self._context = context
        self._offices, self._persons = posts, people
        self._organs = Organs(self._analysis, self._resolver, context)
        self._policies = Policies(self._analysis, self._resolver, context)
        self._places: dict[int, Entity] = {}  # where a place's name ends → the place
        self._local_events: dict[str, Entity] = {}  # a short name → the meeting of the last place
        self._whole = _longer({m.text for m in context if m.type == "Place"}, self._lexicon)

    def resolved(self) -> list[Mention]:
        """The mentions with their entities; 我市 of an unknown city is none."""
        context = (m for m in self._context if m.type != "Person" or not self._is_nobody(m))
        found = [(mention, self._entity(mention)) for mention in context]
        return [
            mention.meaning(entity)
            for mention, entity in found
            if mention.rule != "deictic-place" or entity.name != mention.text
        ]

    def reading(self, resolved: Sequence[Mention]) -> Reading:
        """The mentions decided on, of those resolved, with one entity for each occasion."""
        of_posts = {post: office.organ for post, office in self._offices.items() if office.organ}
        whose = self._organs.named | of_posts
        one = identified(self._analysis, self._resolver, resolved, whose)
        begins = {m.begin for m in self._decided}
        found = {m.begin: m for m in one if m.begin in begins}
        posts = {found[m.begin]: of for m, of in self._offices.items() if m.begin in begins}
        organs = {
            found[m.begin]: organ for m, organ in self._organs.named.items() if m.begin in begins
        }
        return Reading(self._analysis, self._resolver, tuple(found.values()), posts, organs)

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
            office = self._offices[mention]
            if office.organ:
                self._organs.remember_of_post(office.organ)
            return office.entity
        if mention.type == "Organization":
            return self._organs.meant(mention).entity
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


def _longer(places: set[str], lexicon: Lexicon) -> dict[str, str]:
    """A town or settlement → the longer name that ends so, if there is only one."""
    words = lexicon.word_class
    units = (*words("town_unit"), *words("settlement_unit"))
    longer: dict[str, set[str]] = {}
    for place in places:
        for end in endings(place) if place.endswith(units) else ():
            if end != place and end in places:
                longer.setdefault(end, set()).add(place)
    return {end: whole.pop() for end, whole in longer.items() if len(whole) == 1}
