"""Claims of persons, places and names that wait for one. All values are immutable.

Each survives JSON: ``of`` is the inverse of dumping and loading.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

from graph.model import EntityType, Key

OURS = "本报"
"""A paper that a byline does not name."""

CENTRE = "中央"
"""The place of the nation's leading organs; all others of the country lie in it."""


class Held(NamedTuple):
    """A post as a document gives it: keys of the post, its organ, the organ's place ('' unknown).

    ``state`` is "now", "then" (曾任, 免去) or "next" (拟任): only "now" can contradict another.
    ``leading`` marks a post in one of a place's own leading organs (市委, 市政府, 人大常委会 …),
    ``shared`` one that many persons have at once (委员, 教授 …): no evidence.
    """

    post: str
    organ: str = ""
    place: str = ""
    state: str = "now"
    leading: bool = False
    shared: bool = False

    @property
    def abroad(self) -> bool:
        """Whether it is a post of a foreign state, of which no organ is known."""
        return bool(self.post and self.place and not self.organ and not self.leading)


_WITHHELD = frozenset("某×＊*XＸ〇○")
"""What stands for the characters of a name that are not told."""


def anonymous(name: str) -> bool:
    """Whether a name is withheld (王某, 王某军, 张××) or a surname: elsewhere another is."""
    return len(name) == 1 or not _WITHHELD.isdisjoint(name[1:])


class Part(NamedTuple):
    """Mentions of a name that are given other posts than the rest, by their provisional key."""

    key: Key
    held: tuple[Held, ...]


class Within(NamedTuple):
    """That a place lies in a container, which the document names or else calls after the place."""

    place: str
    container: str
    named: bool = True

    @classmethod
    def unnamed(cls, place: str, level: str) -> Within:
        """That 丰水县 lies in 丰水县所在市, if the document does not give the city's name."""
        return cls(place, f"{place}所在{level}", named=False)


class Topic(NamedTuple):
    """The claims of one topic are decided together: those about persons of one name, or about where
    one place (or the paper or site of a place) lies."""

    kind: Literal["person", "place"]
    name: str


class PersonClaim(NamedTuple):
    """One person of one document. ``key`` is provisional: unique within the document alone.

    ``date`` is the document's (``YYYY-MM-DD`` or ''), ``place`` the one its 我市 is bound to,
    ``press`` the paper of a byline. ``listed`` says that the person of the lexicon's list is
    meant; ``peers`` are the names listed beside it. ``within`` is what the document or the
    gazetteer knows of where the places given here lie. ``parts`` are the groups of its mentions
    that a judgement can separate. ``times`` is the number of documents that make the same claim, if
    it stands for several.
    """

    document: str
    key: Key
    date: str = ""
    place: str = ""
    press: str = ""
    listed: bool = False
    peers: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    within: tuple[Within, ...] = ()
    parts: tuple[Part, ...] = ()
    times: int = 1

    @property
    def name(self) -> str:
        """The person's name."""
        return self.key.name

    @property
    def topic(self) -> Topic:
        """The topic that the claim is decided with."""
        return Topic("person", self.name)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The provisional keys of its mentions: its own, or those of its parts."""
        return tuple(part.key for part in self.parts) or (self.key,)

    @property
    def entities(self) -> tuple[Provisional, ...]:
        """The entities of the document that the claim is about."""
        return tuple(Provisional("Person", key) for key in self.keys)

    @property
    def shape(self) -> str:
        """The claim as text without document, key and exact date.

        Claims of one shape are interchangeable as evidence; `graph.identity.decision` needs only
        the earliest and the latest of their dates.
        """
        return repr((*self[3:-1], bool(self.date)))

    @classmethod
    def of(cls, row: list[Any]) -> PersonClaim:
        """The inverse of ``json.loads(json.dumps(claim))``, which returns a list."""
        document, key, *plain, peers, held, within, parts, times = row
        posts = tuple(Held(*h) for h in held)
        lies = tuple(Within(*w) for w in within)
        split = tuple(Part(Key(*part), tuple(Held(*h) for h in own)) for part, own in parts)
        return cls._make((document, Key(*key), *plain, tuple(peers), posts, lies, split, times))


class PlaceClaim(NamedTuple):
    """That a place, or the paper of one, lies in ``container``; ``times`` is the number of
    documents that make this claim."""

    document: str
    place: str
    container: str
    times: int = 1

    @property
    def topic(self) -> Topic:
        """The topic that the claim is decided with."""
        return Topic("place", self.place)

    @property
    def entities(self) -> tuple[Provisional, ...]:
        """The entities of the document that the claim is about: none."""
        return ()


class Final(NamedTuple):
    """An entity of a document as decided over all documents; its name is that of the key."""

    type: EntityType
    key: Key

    @classmethod
    def of(cls, row: list[Any]) -> Final:
        """The inverse of ``json.loads(json.dumps(final))``, which returns a list."""
        kind, key = row
        return cls(kind, Key(*key))


class Provisional(NamedTuple):
    """An entity as its document names it; a ``relation`` means the object of that relation."""

    type: EntityType
    key: Key
    relation: str = ""

    @classmethod
    def of(cls, row: list[Any]) -> Provisional:
        """The inverse of ``json.loads(json.dumps(provisional))``, which returns a list."""
        kind, key, relation = row
        return cls(kind, Key(*key), relation)


class PendingName(NamedTuple):
    """An entity named after the place of a level (省, 市) around ``place``, which is not known yet.

    Its name will be that of the place with the ``pieces`` around: ("中共", "委员会").
    """

    document: str
    place: str
    level: str
    provisional: Provisional
    type: EntityType
    pieces: tuple[str, ...]
    mark: str = ""

    def final(self, place: str) -> Final:
        """The entity, once it is known which place is meant."""
        return Final(self.type, Key(place.join(self.pieces), self.mark))

    @property
    def topic(self) -> Topic:
        """The topic that the claim is decided with."""
        return Topic("place", self.place)

    @property
    def entities(self) -> tuple[Provisional, ...]:
        """The entities of the document that the claim is about."""
        return (self.provisional,)

    @classmethod
    def of(cls, row: list[Any]) -> PendingName:
        """The inverse of ``json.loads(json.dumps(claim))``, which returns a list."""
        *plain, provisional, kind, pieces, mark = row
        return cls._make((*plain, Provisional.of(provisional), kind, tuple(pieces), mark))


Claim: TypeAlias = PersonClaim | PlaceClaim | PendingName
"""What a document states as evidence for decisions over all documents."""
