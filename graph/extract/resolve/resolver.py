"""Names → entities: what 市委, 组织部部长 and 我市 mean, by structure, never by likeness.

An organ is a place, a system and its parts; a post is an organ and a title. The `PlaceContext` of
the document says which places bare levels (市, 县 …) stand for. Where it does not, the entity keeps
its short name, and the document's identifier in its key keeps it apart.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from graph.extract.resolve.organ import Organ
from graph.extract.resolve.organs import OrganNames
from graph.extract.resolve.places import PlaceContext, PlaceNames
from graph.extract.resolve.post import Names, ResolvedPost
from graph.extract.resolve.posts import post
from graph.extract.resolve.titles import POLICY_KINDS, titled
from graph.lexicon import Lexicon
from graph.model import Entity, EntityType

K = TypeVar("K")
V = TypeVar("V")
__all__ = ["POLICY_KINDS", "Organ", "PlaceContext", "ResolvedPost", "Resolver"]


class _Meant(dict[K, V]):
    """What names mean, each found when it is first asked for."""

    def __init__(self, find: Callable[[K], V]) -> None:
        self._find = find

    def __missing__(self, name: K) -> V:
        found = self[name] = self._find(name)
        return found


class Resolver:
    """Resolves the names of one document against its place context and the lexicon; they repeat in
    it, so that each is resolved once."""

    def __init__(self, lexicon: Lexicon, place_context: PlaceContext) -> None:
        self.lexicon, self.place_context = lexicon, place_context
        self.places = places = PlaceNames(lexicon, place_context)
        organs = OrganNames(lexicon, place_context, places)
        names = Names(lexicon, place_context, places, organs)
        spelt = partial(place_context.spelt, lexicon=lexicon)
        # none of these refers to the resolver, whose memory is then freed with its document
        self._place = _Meant(places.place)
        self._bureau = _Meant(organs.bare_bureau)
        self._organ = _Meant[str, Organ](lambda surface: organs.organ(spelt(surface)))
        self._post = _Meant[tuple[str, Organ | None], ResolvedPost](
            lambda asked: post(spelt(asked[0]), asked[1], names)
        )
        self._country = _Meant[str, str](lambda surface: places.country(spelt(surface)))
        self._titled = _Meant[tuple[EntityType, str], Entity](
            lambda asked: titled(asked[0], asked[1], lexicon, place_context)
        )

    def place(self, surface: str) -> Entity:
        """绍兴 → 绍兴市; 我市 → the document's own place."""
        return self._place[surface]

    def opening_place(self, name: str) -> tuple[str, int]:
        """The full name of the place that opens a name, and the length it takes; ('', 0)."""
        return self.places.prefix(name)

    def organ(self, surface: str) -> Organ:
        """An organisation by its name as it stands: explicit, elliptical or of the lexicon."""
        return self._organ[surface]

    def bureau(self, surface: str) -> Organ | None:
        """The bureau that a name without place and level means: 工信局; None if it is no bureau."""
        return self._bureau[surface]

    def post(self, surface: str, context: Organ | None = None) -> ResolvedPost:
        """A post by its name; ``context`` is the organ of the post before it in the sentence."""
        return self._post[surface, context]

    def country(self, surface: str) -> str:
        """The foreign country that a name opens with, or ''."""
        return self._country[surface]

    def titled(self, kind: EntityType, surface: str) -> Entity:
        """An event, policy, slogan or the like: its wording is its identity."""
        return self._titled[kind, surface]
