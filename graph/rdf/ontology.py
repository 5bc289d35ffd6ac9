"""The ontology as values: the one table of entity types, and that of relations; labels.

``ontology/tifagraph.ttl`` is read once a process, in some milliseconds. Order of precedence,
placeholders, IRIs, shapes, page, notation and dictionary all follow these tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import pyoxigraph as ox

from graph.rdf.terms import PREFIXES, expand
from graph.resources import ONTOLOGY

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_Texts: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property by its CURIE, labelled and defined in the order of LANGUAGES.

    ``parents`` are the CURIEs of the terms directly above it, ``related`` those of terms of
    other vocabularies that come near it.
    """

    curie: str
    labels: tuple[str, ...]
    definitions: tuple[str, ...]
    parents: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def name(self) -> str:
        """The local name: ``Person`` of ``tg:Person``."""
        return self.curie.partition(":")[2]

    def label(self, lang: Language = "zh") -> str:
        """The label in the language."""
        return self.labels[LANGUAGES.index(lang)]

    def definition(self, lang: Language = "zh") -> str:
        """The definition in the language."""
        return self.definitions[LANGUAGES.index(lang)]


@dataclass(frozen=True, slots=True)
class EntityClass(Term):
    """A class of entities.

    ``colour`` is ``#rrggbb``, ``shape`` a node shape of vis-network, ``rank`` counts from 1.
    ``precedence`` counts from 1, too: of overlapping mentions of one length the least is taken;
    0 marks a type that no mention has.
    """

    colour: str
    shape: str
    rank: int
    precedence: int


@dataclass(frozen=True, slots=True)
class Property(Term):
    """A property and the CURIEs of the classes or datatypes that it leads from and to.

    Of a relation, which sentences state, ``relation`` is its name in rules and gold files, ``rank``
    counts from 1, and ``inverse_labels`` read it from its object's side, where they are given.
    """

    domain: tuple[str, ...]
    range: tuple[str, ...]
    relation: str
    rank: int
    inverse_labels: tuple[str, ...]


@cache
def compact(iri: str) -> str:
    """A full IRI → its CURIE by the graph's prefixes; anything else comes back as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@cache
def _facts() -> dict[str, dict[str, tuple[str, ...]]]:
    """Term → predicate → values, sorted; a text's predicate names its language (rdfs:label@zh)."""
    facts: dict[str, dict[str, tuple[str, ...]]] = {}
    for quad in sorted(ox.parse(path=str(ONTOLOGY / "tifagraph.ttl")), key=str):
        key = compact(quad.predicate.value)
        if isinstance(quad.object, ox.Literal) and quad.object.language:
            key += f"@{quad.object.language}"
        values = facts.setdefault(compact(str(getattr(quad.subject, "value", ""))), {})
        values[key] = (*values.get(key, ()), compact(str(getattr(quad.object, "value", ""))))
    return facts


def _values(curie: str, *predicates: str) -> tuple[str, ...]:
    return tuple(v for p in predicates for v in _facts()[curie].get(p, ()))


def _first(curie: str, predicate: str, otherwise: str = "") -> str:
    return next(iter(_values(curie, predicate)), otherwise)


def _texts(curie: str, predicate: str) -> _Texts:
    return _values(curie, *(f"{predicate}@{lang}" for lang in LANGUAGES))


def _description(curie: str) -> tuple[str, _Texts, _Texts, _Texts, _Texts]:
    return (
        curie,
        _texts(curie, "rdfs:label"),
        _texts(curie, "skos:definition"),
        _values(curie, "rdfs:subClassOf", "rdfs:subPropertyOf"),
        _values(curie, "rdfs:seeAlso"),
    )


@cache
def classes() -> tuple[Term, ...]:
    """Every declared class, by CURIE in the order of the alphabet."""
    return tuple(
        Term(*_description(c)) for c in sorted(_facts()) if "owl:Class" in _values(c, "rdf:type")
    )


@cache
def properties() -> tuple[Property, ...]:
    """Every declared property, by CURIE in the order of the alphabet."""
    return tuple(
        Property(
            *_description(curie),
            domain=_values(curie, "rdfs:domain", "schema:domainIncludes"),
            range=_values(curie, "rdfs:range", "schema:rangeIncludes"),
            relation=_first(curie, "tg:relationName"),
            rank=int(_first(curie, "tg:rank", "0")),
            inverse_labels=_texts(curie, "tg:inverseLabel"),
        )
        for curie in sorted(_facts())
        if any(kind.endswith("Property") for kind in _values(curie, "rdf:type"))
    )


@cache
def entity_types() -> tuple[EntityClass, ...]:
    """The classes that an entity bears (Person … Tenure), in rank order."""
    found = (
        EntityClass(
            *_description(cls.curie),
            colour=_first(cls.curie, "tg:color"),
            shape=_first(cls.curie, "tg:shape"),
            rank=int(_first(cls.curie, "tg:rank")),
            precedence=int(_first(cls.curie, "tg:precedence", "0")),
        )
        for cls in classes()
        if _values(cls.curie, "tg:rank")
    )
    return tuple(sorted(found, key=lambda c: c.rank))


@cache
def kinds() -> tuple[Term, ...]:
    """The kinds of documents, by CURIE in the order of the alphabet."""
    return tuple(
        Term(*_description(curie))
        for curie in sorted(_facts())
        if "tg:kinds" in _values(curie, "skos:inScheme")
    )


@cache
def relations() -> tuple[Property, ...]:
    """The properties that sentences state, in rank order."""
    return tuple(sorted((p for p in properties() if p.relation), key=lambda p: p.rank))


def label(term: str, lang: Language = "zh") -> str:
    """The label of a CURIE or a full IRI; a term that is not declared is its own label."""
    found = _facts().get(compact(term), {}).get(f"rdfs:label@{lang}")
    return found[0] if found else term


def type_called(name: str) -> str | None:
    """The entity type of a name in either language, as 人物 or person."""
    wanted = name.strip().casefold()
    for cls in entity_types():
        if wanted in {cls.name.casefold(), *cls.labels}:
            return cls.name
    return None


def ancestors(name: str) -> tuple[str, ...]:
    """The project's classes above the one of this local name, nearest first.

    ``Plenum`` → ``("Meeting", "Event")``. KeyError where no such class is declared.
    """
    parents = [p for p in _values(f"tg:{name}", "rdfs:subClassOf") if p.startswith("tg:")]
    names = [parent.partition(":")[2] for parent in parents]
    return tuple(dict.fromkeys([*names, *(a for n in names for a in ancestors(n))]))


TYPES = tuple(cls.name for cls in entity_types())
"""The entity types, in rank order."""
MENTIONED = tuple(cls.name for cls in entity_types() if cls.precedence)
"""Those that a mention can have, in rank order: all but Directive and Tenure."""
RELATIONS = {p.relation: p.curie for p in relations()}
"""A relation's name in rules and gold files → its property: what stands in sentence graphs."""
RELATION_OF = {expand(curie): name for name, curie in RELATIONS.items()}
"""The inverse: a property's full IRI → the relation's name."""
KINDS = tuple(concept.name.removeprefix("kind-") for concept in kinds())
"""What kinds of documents are called in records and here: ``tg:kind-speech`` is ``speech``."""
