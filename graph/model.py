"""The values that flow: document → sentences → mentions → relations → entities.

All values here are immutable. Offsets are half-open and count Unicode code points of the
document's text (RFC 5147, NIF 2.0), so ``document.text[m.begin:m.end] == m.text`` always holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

EntityType: TypeAlias = str
"""The local name of an entity class of the ontology, as ``Person``; `graph.rdf.TYPES` are all."""


class TifagraphError(Exception):
    """What went wrong and what to try, in one line; the base of all errors raised to users."""


class InputError(TifagraphError):
    """A document cannot be read; the others still can."""


class QueryError(TifagraphError):
    """A query is unknown, malformed or lacks a parameter."""


class StoreError(TifagraphError):
    """A graph's folder cannot be opened, written or loaded."""


@dataclass(frozen=True, slots=True)
class Document:
    """One input document. ``issued`` is ``YYYY-MM-DD`` or empty; unknown fields are empty.

    ``kind`` is one of `graph.rdf.KINDS`.
    """

    id: str
    text: str
    sha256: str
    title: str = ""
    issued: str = ""
    publisher: str = ""
    source: str = ""
    place: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document; ``paragraph`` counts the lines it came from, from 0."""

    begin: int
    end: int
    text: str
    paragraph: int


class Key(NamedTuple):
    """What tells an entity from all others of its type; as text it is the end of the IRI.

    ``mark`` tells bearers of one name apart: persons by a place, an organ or a post, occasions by
    their day. ``document`` is given only if the name means something else in another document, as
    市委 does where nobody says of which city. A demand is named after its document and marked by
    its number.
    """

    name: str
    mark: str = ""
    document: str = ""

    def __str__(self) -> str:
        """``陈涛-丰水县``; it is never read back."""
        return "-".join(filter(None, self))


@dataclass(frozen=True, slots=True)
class Entity:
    """What a mention means. Two entities are the same one exactly when type and key are equal.

    ``key`` depends on content alone; ``name`` is the canonical label; ``kinds`` are the subclasses
    it also bears (PartyOrgan, Meeting …); ``order`` is a directive's place among the demands of its
    speech, ``level`` how deep it stands there; ``code`` a place's division code.
    """

    type: EntityType
    key: Key
    name: str
    kinds: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    order: int = 0
    level: int = 0
    code: str = ""

    def __hash__(self) -> int:
        return hash((self.type, self.key))  # they tell entities apart, and cost less than all


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, the rule that found it, and the entity meant once that is resolved.

    ``confidence`` is the chance that it is one, of a hundred, by the decoder (1 to 99); 100 for
    what no decoder judged.
    """

    begin: int
    end: int
    text: str
    type: EntityType
    rule: str
    entity: Entity | None = None
    confidence: int = 100


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology, the sentence that states it and the rule that read it there.

    ``object`` is an entity, or the lexical form of a literal (a date, a number, a component).
    ``confidence`` is the chance that it holds, of a hundred, by the judge (1 to 99); 100 for what
    no judge weighed.
    """

    subject: Entity
    name: str
    object: Entity | str
    sentence: Sentence
    rule: str
    confidence: int = 100


@dataclass(frozen=True, slots=True)
class Extraction:
    """The findings of one document, in the order of the text."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]


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

JUDGEMENTS = "judgements.tsv"
"""The file of recorded decisions on who is who, beside the documents."""
