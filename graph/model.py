"""The values that flow: document → sentences → mentions → relations → entities.

All values here are immutable. Offsets are half-open and count Unicode code points of the
document's text (RFC 5147, NIF 2.0), so ``document.text[m.begin:m.end] == m.text`` always holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple, TypeAlias, TypeVar, dataclass_transform

T = TypeVar("T")

EntityType: TypeAlias = str
"""The local name of an entity class of the ontology, as ``Person``; `graph.rdf.TYPES` are all."""


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """A frozen dataclass to the type checker, which lets nobody set a field of it. To check that
    at run time, too, takes two thirds of the time of making one, and there are many."""
    return dataclass(slots=True, unsafe_hash="__hash__" not in vars(cls))(cls)


class TifagraphError(Exception):
    """What went wrong and what to try, in one line; the base of all errors raised to users."""


class InputError(TifagraphError):
    """A document cannot be read; the others still can. ``where`` names the input, '' if unknown."""

    def __init__(self, reason: str, where: str = "") -> None:
        # a file's name need not be UTF-8
        where = where.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        super().__init__(reason, where)
        self.reason, self.where = reason, where

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason

    def at(self, where: str) -> InputError:
        """The same error, of the input ``where`` unless it names one already."""
        return type(self)(self.reason, self.where or where)


class InputSkipped(InputError):
    """An input was passed over, since nothing in it could be a document."""


class QueryError(TifagraphError):
    """A query is unknown, malformed or lacks a parameter."""


class AmbiguousError(QueryError):
    """Several bear a name: ``candidates`` are their addresses, each with a post or day of it."""

    def __init__(self, name: str, candidates: Mapping[str, str]) -> None:
        super().__init__(name, candidates)
        number, self.candidates = len(candidates), candidates
        self.question = f"“{name}” 有 {number} 个，写明哪一个 / {number} bear this name; say which"

    def __str__(self) -> str:
        more = "…" if len(self.candidates) > 5 else ""
        return f"{self.question}: {'、'.join(list(self.candidates)[:5])}{more}"


class StoreError(TifagraphError):
    """A graph's folder cannot be opened, written or loaded."""


@dataclass(frozen=True, slots=True)
class Document:
    """One input document. ``issued`` is ``YYYY-MM-DD`` or empty; unknown fields are empty.

    ``kind`` is one of `graph.rdf.KINDS`. ``file`` is the input it was read from, '' for a document
    made in Python, and ``note`` what is to be told of the reading (another encoding than UTF-8,
    bytes that belie the suffix); neither is part of what the document says.
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
    file: str = field(default="", compare=False)
    note: str = field(default="", compare=False)

    @property
    def said(self) -> tuple[str, ...]:
        """All that the document says, in the order of the fields; not where it was read."""
        return tuple(getattr(self, field.name) for field in fields(self)[:-2])


@value
class Sentence:
    """A sentence of a document; ``paragraph`` counts the lines it came from, from 0."""

    begin: int
    end: int
    text: str
    paragraph: int

    def __hash__(self) -> int:
        return hash(self.begin)  # tells the sentences of a document apart

    def at(self, begin: int, end: int, text: str) -> Sentence:
        """The same where another form of the document has it."""
        return Sentence(begin, end, text, self.paragraph)


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


@value
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
        return hash(self.key)  # tells nearly all entities apart, and costs less than all fields


@value
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

    def __hash__(self) -> int:
        return hash((self.begin, self.end))  # few share a span, and all fields would cost more

    def at(self, begin: int, end: int, text: str) -> Mention:
        """The same where another form of the document has it."""
        return Mention(begin, end, text, self.type, self.rule, self.entity, self.confidence)

    def meaning(self, entity: Entity | None) -> Mention:
        """The same, resolved; itself where it means that already."""
        if entity is self.entity:
            return self
        return Mention(
            self.begin, self.end, self.text, self.type, self.rule, entity, self.confidence
        )


@value
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

    def stated_in(self, sentence: Sentence) -> Relation:
        """The same, stated by that sentence."""
        return Relation(self.subject, self.name, self.object, sentence, self.rule, self.confidence)

    def between(self, subject: Entity, value: Entity | str) -> Relation:
        """The same of these two; itself where it is theirs already."""
        if subject is self.subject and value is self.object:
            return self
        return Relation(subject, self.name, value, self.sentence, self.rule, self.confidence)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The findings of one document, in the order of the text."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]


JUDGEMENTS = "judgements.tsv"
"""The file of recorded decisions on who is who, beside the documents."""
