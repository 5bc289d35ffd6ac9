"""Names → entities: what 市委, 组织部部长 and 我市 mean, by structure, never by likeness.

An organ is a place, a system and its parts; a post is an organ and a title. The place that bare
levels (市, 县 …) stand for is the document's ``Locale``. Where it cannot be known the entity keeps
its short name and is kept apart by the document's identifier.
"""

from __future__ import annotations

from graph.extract.resolve.organs import Organ, OrganNames
from graph.extract.resolve.places import LEVELS, Locale, PlaceNames
from graph.extract.resolve.posts import Office, PostNames
from graph.extract.resolve.titles import POLICY_KINDS, titled
from graph.lexicon import Lexicon
from graph.model import Entity, EntityType

__all__ = ["LEVELS", "POLICY_KINDS", "Locale", "Office", "Organ", "Resolver"]


class Resolver:
    """Resolves the names of one document against its locale and the lexicon."""

    def __init__(self, lexicon: Lexicon, locale: Locale) -> None:
        self.lexicon, self.locale = lexicon, locale
        self._places = PlaceNames(lexicon, locale)
        self._organs = OrganNames(lexicon, locale, self._places)
        self._posts = PostNames(lexicon, locale, self._places, self._organs)

    def place(self, surface: str) -> Entity:
        """绍兴 → 绍兴市; 我市 → the document's own place."""
        return self._places.place(surface)

    def organ(self, surface: str) -> Organ:
        """An organisation by its name as it stands: explicit, elliptical or of the lexicon."""
        return self._organs.organ(self.locale.spelt(surface))

    def post(self, surface: str, context: Organ | None = None) -> Office:
        """A post by its name; ``context`` is the organ of the post before it in the sentence."""
        return self._posts.post(self.locale.spelt(surface), context)

    def country(self, surface: str) -> str:
        """The foreign country that a name opens with, or ''."""
        return self._places.country(self.locale.spelt(surface))

    def titled(self, kind: EntityType, surface: str) -> Entity:
        """An event, policy, slogan or the like: its wording is its identity."""
        return titled(kind, surface, self.lexicon, self.locale)
