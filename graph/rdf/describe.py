"""One document's findings → its N-Quads lines: the only place that says how the graph looks.

The default graph says everything once; each relation stands a second time in the named graph of
the sentence that states it. A corpus is the plain union of its documents' lines.
"""

from __future__ import annotations

from collections.abc import Iterator

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
_INDEX = "^^" + iri("xsd:nonNegativeInteger")
_PREDICATES = {name: iri(curie) for name, curie in RELATIONS.items()}
_CLASSES = {
    "Document": ("tg:Document", "foaf:Document", "prov:Entity", "nif:Context"),
    "Sentence": ("tg:Sentence", "nif:Sentence"),
    "Mention": ("nif:Phrase",),
}
_TYPES = {kind: [f"{_A} {iri(c)} ." for c in curies] for kind, curies in _CLASSES.items()}
_CHANCES = [
    f"{_CONFIDENCE} {literal(f'0.{percent:02}'.rstrip('0'), 'xsd:decimal')} ."
    for percent in range(100)
]
_ENTITY = {name: iri(f"tg:{name}") for name in TYPES}


def quads(extraction: Extraction, place: Entity | None = None, base: str = BASE) -> set[str]:
    """The lines of one document, without line ends; ``place`` is the one its 我市 is bound to."""
    return set(_Description(extraction, base).lines(place))


class _Description:
    def __init__(self, extraction: Extraction, base: str) -> None:
        self.extraction, self.base = extraction, base
        self.document = document_iri(base, extraction.document.id)
        self._chars = f"<{self.document}#char="
        self._in_document = f"{_CONTEXT} <{self.document}> ."
        self._told: set[Entity] = set()

    def lines(self, place: Entity | None) -> Iterator[str]:
        found = self.extraction
        yield from self._document(found.document)
        if place:
            yield f"<{self.document}> {_PLACE} {self._entity_iri(place)} ."
            yield from self._entity(place)
        for sentence in found.sentences:
            yield from self._sentence(sentence)
        sentences = iter(found.sentences)
        current = next(sentences, None)
        for mention in found.mentions:
            while current and current.end <= mention.begin:
                current = next(sentences, None)
            yield from self._mention(mention, current)
        for relation in found.relations:
            yield from self._relation(relation)

    def _span(self, begin: int, end: int) -> str:
        return f"{self._chars}{begin},{end}>"

    def _entity_iri(self, entity: Entity) -> str:
        return entity_iri(self.base, entity.type, entity.key)

    def _document(self, document: Document) -> Iterator[str]:
        subject = f"<{self.document}>"
        yield from (f"{subject} {said}" for said in _TYPES["Document"])
        yield f"{subject} {iri('dcterms:identifier')} {literal(document.id)} ."
        yield f"{subject} {iri('tg:sha256')} {literal(document.sha256)} ."
        for name in ("title", "publisher", "source"):
            value = getattr(document, name)
            if value:
                language = "zh" if name == "title" else ""
                yield f"{subject} {iri('dcterms:' + name)} {literal(value, language=language)} ."
        if document.issued:
            yield f"{subject} {iri('dcterms:issued')} {literal(document.issued, 'xsd:date')} ."
        if document.kind:
            yield f"{subject} {iri('tg:kind')} {iri(f'tg:kind-{document.kind}')} ."

    def _sentence(self, sentence: Sentence) -> Iterator[str]:
        subject = self._span(sentence.begin, sentence.end)
        yield from (f"{subject} {said}" for said in _TYPES["Sentence"])
        yield f"{subject} {_PART} <{self.document}> ."
        yield from self._string(subject, sentence.begin, sentence.end, sentence.text)

    def _string(self, subject: str, begin: int, end: int, text: str) -> Iterator[str]:
        yield f'{subject} {_BEGIN} "{begin}"{_INDEX} .'
        yield f'{subject} {_END} "{end}"{_INDEX} .'
        yield f"{subject} {_ANCHOR} {literal(text)} ."

    def _mention(self, mention: Mention, sentence: Sentence | None) -> Iterator[str]:
        if mention.entity is None:
            return
        subject = self._span(mention.begin, mention.end)
        for said in _TYPES["Mention"]:
            yield f"{subject} {said}"
        yield f"{subject} {self._in_document}"
        if sentence:
            yield f"{subject} {_SENTENCE} {self._span(sentence.begin, sentence.end)} ."
        meant = self._entity_iri(mention.entity)
        yield f"{subject} {_MEANS} {meant} ."
        yield from self._string(subject, mention.begin, mention.end, mention.text)
        if mention.confidence < 100:
            yield f"{subject} {_CHANCES[mention.confidence]}"
        yield from self._entity(mention.entity)
        if mention.text != mention.entity.name:
            said = normal(mention.text)
            if said != normal(mention.entity.name):
                yield f"{meant} {_ALT} {literal(said, language='zh')} ."

    def _entity(self, entity: Entity) -> Iterator[str]:
        if entity in self._told:
            return
        self._told.add(entity)
        subject = self._entity_iri(entity)
        yield f"{subject} {_A} {_ENTITY[entity.type]} ."
        for kind in entity.kinds:
            yield f"{subject} {_A} {iri('tg:' + kind)} ."
        yield f"{subject} {_LABEL} {literal(normal(entity.name), language='zh')} ."
        for alias in entity.aliases:
            yield f"{subject} {_ALT} {literal(normal(alias), language='zh')} ."
        if entity.code:
            yield f"{subject} {_CODE} {literal(entity.code)} ."
        if entity.type == "Directive":
            yield f'{subject} {_ORDER} "{entity.order}"^^{_INTEGER} .'
            yield f'{subject} {_LEVEL} "{entity.level}"^^{_INTEGER} .'

    def _relation(self, relation: Relation) -> Iterator[str]:
        yield from self._entity(relation.subject)
        if isinstance(relation.object, Entity):
            yield from self._entity(relation.object)
            value = self._entity_iri(relation.object)
        elif relation.name in _DATES:
            value = date_literal(relation.object)
        else:
            value = literal(relation.object)
        triple = f"{self._entity_iri(relation.subject)} {_PREDICATES[relation.name]} {value}"
        graph = self._span(relation.sentence.begin, relation.sentence.end)
        yield f"{triple} ."
        yield f"{triple} {graph} ."
