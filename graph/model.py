"""The values that flow: document → sentences → mentions → relations → entities.

Everything here is frozen and plain. Offsets are half-open and count Unicode code points of the
document's text (RFC 5147, NIF 2.0), so ``document.text[m.begin:m.end] == m.text`` always holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

EntityType: TypeAlias = Literal[
    "Person", "Post", "Organization", "Place", "Event", "Policy", "Slogan", "Directive"
]
"""The seven classes of the ontology that a mention can have, and Directive, which has none."""


class TifagraphError(Exception):
    """What went wrong and what to try, in one line: the only error a user meets."""


class InputError(TifagraphError):
    """A document cannot be read; the others still can."""


class QueryError(TifagraphError):
    """A query is unknown, malformed or lacks a parameter."""


class StoreError(TifagraphError):
    """A graph's folder cannot be opened, written or loaded."""


@dataclass(frozen=True, slots=True)
class Document:
    """One input document. ``issued`` is ``YYYY-MM-DD`` or empty; unknown fields are empty."""

    id: str
    text: str
    sha256: str
    title: str = ""
    issued: str = ""
    publisher: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document; ``paragraph`` counts the lines it came from, from 0."""

    begin: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Entity:
    """What a mention means. Two entities are the same one exactly when type and key are equal.

    ``key`` becomes the end of the IRI and depends on content alone; ``name`` is the canonical
    label; ``kinds`` are the subclasses it also bears (PartyOrgan, Meeting …); ``order`` is a
    directive's place among the demands of its speech, ``code`` a place's division code.
    """

    type: EntityType
    key: str
    name: str
    kinds: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    order: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, the rule that found it, and the entity meant once that is resolved."""

    begin: int
    end: int
    text: str
    type: EntityType
    rule: str
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology, the sentence that states it and the rule that read it there.

    ``object`` is an entity, or the lexical form of a literal (a date, a number, a component).
    """

    subject: Entity
    name: str
    object: Entity | str
    sentence: Sentence
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document, in the order of the text."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
