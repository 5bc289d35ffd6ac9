"""One document's findings → its N-Quads lines: the only place that says how the graph looks.

The default graph says everything once; each relation stands a second time in the named graph of
the sentence that states it. A corpus is the plain union of its documents' lines.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache

from graph.characters import normal
from graph.model import Document, Entity, Extraction, Mention, Relation, Sentence
from graph.rdf.ontology import RELATIONS, TYPES, relations
from graph.rdf.terms import (
    BASE,
    date_literal,
    document_iri,
    entity_iri,
    expand,
    iri,
    literal,
)

_A = f"<{expand('rdf:type')}>"
_LABEL, _ALT = iri("rdfs:label"), iri("skos:altLabel")
_BEGIN, _END, _ANCHOR = iri("nif:beginIndex"), iri("nif:endIndex"), iri("nif:anchorOf")
_INDEX = "^^" + iri("xsd:nonNegativeInteger")
_CONTEXT, _SENTENCE, _MEANS = (
    iri("nif:referenceContext"),
    iri("nif:sentence"),
    iri("itsrdf:taIdentRef"),
)
_PART, _PLACE = iri("dcterms:isPartOf"), iri("tg:place")
_ORDER, _LEVEL = iri("tg:order"), iri("tg:level")
_CODE, _CONFIDENCE = iri("tg:divisionCode"), iri("tg:confidence")
_DATES = {p.relation for p in relations() if "xsd:date" in p.range}
_INTEGER = iri("xsd:integer")
_PREDICATES = {name: iri(curie) for name, curie in RELATIONS.items()}
_CLASSES = {
    "Document": ("tg:Document", "foaf:Document", "prov:Entity", "nif:Context"),
    "Sentence": ("tg:Sentence", "nif:Sentence"),
}
_TYPES = {kind: [f"{_A} {iri(c)} ." for c in curies] for kind, curies in _CLASSES.items()}
_IS_MENTION = f"{_A} {iri('nif:Phrase')} ."
_CHANCES = [
    f"{_CONFIDENCE} {literal(f'0.{percent:02}'.rstrip('0'), 'xsd:decimal')} ."
    for percent in range(100)
]
_NONE = (sys.maxsize, "")
"""No sentence: it ends nowhere."""
_ENTITY = {name: iri(f"tg:{name}") for name in TYPES}


def quads(extraction: Extraction, place: Entity | None = None, base: str = BASE) -> set[str]:
    """The lines of one document, without line ends; ``place`` is the one its 我市 is bound to."""
    return _Description(extraction.document, base).of(extraction, place)


class _Description:
    """The ``lines`` of a document, in which each entity is described once, at its first IRI."""

    def __init__(self, document: Document, base: str) -> None:
        self._base, self._document = base, document_iri(base, document.id)
        self._chars = f"<{self._document}#char="
        self._of_sentence = (*_TYPES["Sentence"], f"{_PART} <{self._document}> .")
        self._in_document = f"{_CONTEXT} <{self._document}> ."
        self._iris: dict[Entity, str] = {}
        self.lines: set[str] = set()

    def of(self, found: Extraction, place: Entity | None) -> set[str]:
        """The lines of these findings."""
        self._say_document(found.document)
        if place:
            self.lines.add(f"<{self._document}> {_PLACE} {self._iri(place)} .")
        sentences = iter([(s.end, self._say_sentence(s)) for s in found.sentences])
        end, within = next(sentences, _NONE)
        for mention in found.mentions:
            while end <= mention.begin:
                end, within = next(sentences, _NONE)
            if mention.entity:
                self._say_mention(mention, mention.entity, within)
        for relation in found.relations:
            self._say_relation(relation)
        return self.lines

    def _span(self, begin: int, end: int) -> str:
        return f"{self._chars}{begin},{end}>"

    def _say_document(self, document: Document) -> None:
        subject = f"<{self._document}>"
        said = [
            *_TYPES["Document"],
            f"{iri('dcterms:identifier')} {literal(document.id)} .",
            f"{iri('tg:sha256')} {literal(document.sha256)} .",
        ]
        for name in ("title", "publisher", "source"):
            value = getattr(document, name)
            if value:
                language = "zh" if name == "title" else ""
                said.append(f"{iri('dcterms:' + name)} {literal(value, language=language)} .")
        if document.issued:
            said.append(f"{iri('dcterms:issued')} {literal(document.issued, 'xsd:date')} .")
        if document.kind:
            said.append(f"{iri('tg:kind')} {iri(f'tg:kind-{document.kind}')} .")
        self.lines.update(f"{subject} {each}" for each in said)

    def _say_sentence(self, sentence: Sentence) -> str:
        """The IRI of a sentence, once it is described."""
        subject = self._say_string(sentence)
        self.lines.update([f"{subject} {said}" for said in self._of_sentence])
        return subject

    def _say_string(self, string: Sentence | Mention) -> str:
        """The IRI of a stretch of the text, once it is said where that is and what stands there."""
        begin, end = string.begin, string.end
        subject = self._span(begin, end)
        self.lines.update((
            f'{subject} {_BEGIN} "{begin}"{_INDEX} .',
            f'{subject} {_END} "{end}"{_INDEX} .',
            f"{subject} {_ANCHOR} {literal(string.text)} .",
        ))  # fmt: skip
        return subject

    def _say_mention(self, mention: Mention, entity: Entity, sentence: str) -> None:
        """What a mention in a sentence means; '' if it stands in none."""
        subject, meant = self._say_string(mention), self._iri(entity)
        self.lines.update((
            f"{subject} {_IS_MENTION}",
            f"{subject} {self._in_document}",
            f"{subject} {_MEANS} {meant} .",
        ))  # fmt: skip
        if sentence:
            self.lines.add(f"{subject} {_SENTENCE} {sentence} .")
        if mention.confidence < 100:
            self.lines.add(f"{subject} {_CHANCES[mention.confidence]}")
        if mention.text != entity.name:
            said = normal(mention.text)
            if said != normal(entity.name):
                self.lines.add(f"{meant} {_ALT} {literal(said, language='zh')} .")

    def _iri(self, entity: Entity) -> str:
        """The IRI of an entity, once it is described."""
        known = self._iris.get(entity)
        if known:
            return known
        subject, described = _described(self._base, entity)
        self._iris[entity] = subject
        self.lines.update(described)
        return subject

    def _say_relation(self, relation: Relation) -> None:
        if isinstance(relation.object, Entity):
            value = self._iri(relation.object)
        elif relation.name in _DATES:
            value = date_literal(relation.object)
        else:
            value = literal(relation.object)
        triple = f"{self._iri(relation.subject)} {_PREDICATES[relation.name]} {value}"
        graph = self._span(relation.sentence.begin, relation.sentence.end)
        self.lines.add(f"{triple} .")
        self.lines.add(f"{triple} {graph} .")


@lru_cache(maxsize=1 << 13)  # many documents tell of the same ones
def _described(base: str, entity: Entity) -> tuple[str, Sequence[str]]:
    """The IRI of an entity, and the lines that say what it is."""
    subject = entity_iri(base, entity.type, entity.key)
    said = [f"{_A} {_ENTITY[entity.type]}"]
    said += [f"{_A} {iri('tg:' + kind)}" for kind in entity.kinds]
    said.append(f"{_LABEL} {literal(normal(entity.name), language='zh')}")
    said += [f"{_ALT} {literal(normal(alias), language='zh')}" for alias in entity.aliases]
    if entity.code:
        said.append(f"{_CODE} {literal(entity.code)}")
    if entity.type == "Directive":
        said.append(f'{_ORDER} "{entity.order}"^^{_INTEGER}')
        said.append(f'{_LEVEL} "{entity.level}"^^{_INTEGER}')
    return subject, [f"{subject} {each} ." for each in said]
