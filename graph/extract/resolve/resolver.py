"""Names → entities: what 市委, 组织部部长 and 我市 mean, by structure, never by likeness.

An organ is a place, a system and its parts; a post is an organ and a title. The `PlaceContext` of
the document says which places bare levels (市, 县 …) stand for. Where it does not, the entity keeps
its short name, and the document's identifier in its key keeps it apart.
"""

from __future__ import annotations

from graph.extract.resolve.organ import Organ
from graph.extract.resolve.organs import OrganNames
from graph.extract.resolve.places import PlaceContext, PlaceNames
from graph.extract.resolve.post import Names, ResolvedPost
from graph.extract.resolve.posts import post
from graph.extract.resolve.titles import POLICY_KINDS, titled
from graph.lexicon import Lexicon
from graph.model import Entity, EntityType

__all__ = ["POLICY_KINDS", "Organ", "PlaceContext", "ResolvedPost", "Resolver"]


class Resolver:
    """Resolves the names of one document against its place context and the lexicon."""

    def __init__(self, lexicon: Lexicon, place_context: PlaceContext) -> None:
        self.lexicon, self.place_context = lexicon, place_context
        self.places = PlaceNames(lexicon, place_context)
        self._organs = OrganNames(lexicon, place_context, self.places)
        self._names = Names(lexicon, place_context, self.places, self._organs)

    def place(self, surface: str) -> Entity:
        """绍兴 → 绍兴市; 我市 → the document's own place."""
        return self.places.place(surface)

    def opening_place(self, name: str) -> tuple[str, int]:
        """The full name of the place that opens a name, and the length it takes; ('', 0)."""
        return self.places.prefix(name)

    def organ(self, surface: str) -> Organ:
        """An organisation by its name as it stands: explicit, elliptical or of the lexicon."""
        return self._organs.organ(self.place_context.spelt(surface, self.lexicon))

    def bureau(self, surface: str) -> Organ | None:
        """The bureau that a name without place and level means: 工信局; None if it is no bureau."""
        return self._organs.bare_bureau(surface)

    def post(self, surface: str, context: Organ | None = None) -> ResolvedPost:
        """A post by its name; ``context`` is the organ of the post before it in the sentence."""
        return post(self.place_context.spelt(surface, self.lexicon), context, self._names)

    def country(self, surface: str) -> str:
        """The foreign country that a name opens with, or ''."""
        return self.places.country(self.place_context.spelt(surface, self.lexicon))

    def titled(self, kind: EntityType, surface: str) -> Entity:
        """An event, policy, slogan or the like: its wording is its identity."""
        return titled(kind, surface, self.lexicon, self.place_context)
