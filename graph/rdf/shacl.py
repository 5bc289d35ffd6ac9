"""The SHACL shapes: those written by hand, and those that list what the ontology declares."""

from __future__ import annotations

from collections.abc import Iterator

from graph.rdf.ontology import (
    Property,
    ancestors,
    classes,
    entity_types,
    label,
    properties,
)
from graph.resources import ONTOLOGY

_ENTITY = {cls.curie for cls in entity_types()}
_COMMA = " ,\n        "
_WHOLE = "### Every entity class, and what it is to be of one"
_KINDS = "### A subclass stands beside its entity class, never in its place"
_JOINED = "### What a relation joins: its subject, and in the shape that ends in -object its object"
_EITHER = "### The alternatives named above"


def shapes() -> str:
    """The text of ``ontology/shapes.ttl``: what every graph must satisfy, in Turtle."""
    written = (ONTOLOGY / "shapes.core.ttl").read_text(encoding="utf-8")
    joining = [p for p in properties() if p.relation or _between_entities(p)]
    joining.sort(key=lambda p: (not p.relation, p.rank, p.curie))
    sections = (
        [_WHOLE, *_entity()],
        [_KINDS, *_kinds()],
        [_JOINED, *(shape for p in joining for shape in _joined(p))],
        [_EITHER, *_alternatives(joining, written)],
    )
    return "\n\n".join([written, *("\n\n".join(section) + "\n" for section in sections)])


def _between_entities(term: Property) -> bool:
    return bool(term.domain and term.range) and _ENTITY.issuperset((*term.domain, *term.range))


def _entity() -> Iterator[str]:
    known = [cls.curie for cls in entity_types()]
    yield f"shape:Entity sh:targetClass {_COMMA.join(known)} ."
    yield _shape(
        "entity-class",
        "Node",
        (f"sh:in ( {' '.join(known)} )",),
        "应为实体类之一。",
        "This is one of the entity classes.",
    )


def _kinds() -> Iterator[str]:
    for cls in entity_types():
        below = [c.curie for c in classes() if _is_below(c.curie, cls.name)]
        if below:
            zh = f"属于其子类者还应属于{cls.label()}（{cls.curie}）。"
            en = f"What bears a subclass of {cls.curie} bears {cls.curie} too."
            parts = (
                "sh:path rdf:type",
                f"sh:targetClass {_COMMA.join(below)}",
                f"sh:hasValue {cls.curie}",
            )
            yield _shape(f"kind-of-{cls.name.lower()}", "Property", parts, zh, en)


def _is_below(curie: str, name: str) -> bool:
    prefix, _, local = curie.partition(":")
    return prefix == "tg" and name in ancestors(local)


def _joined(term: Property) -> Iterator[str]:
    """The shape of a relation's subjects, and that of its objects."""
    named = f"{term.label()}（{term.curie}）"
    subject = f"sh:targetSubjectsOf {term.curie}", _one_of(term.domain)
    of_object = f"sh:property shape:{term.name}-object"
    zh, en = _either(term.domain)
    yield _shape(
        term.name,
        "Node",
        (*subject, of_object),
        f"{named}的主语应为{zh}。",
        f"The subject of {term.curie} is {en}.",
    )
    zh, en = _either(term.range)
    yield _shape(
        f"{term.name}-object",
        "Property",
        (f"sh:path {term.curie}", _one_of(term.range)),
        f"{named}的宾语应为{zh}。",
        f"The object of {term.curie} is {en}.",
    )


def _one_of(ends: tuple[str, ...]) -> str:
    """A single class, or the shapes of which one must fit."""
    if _is_choice(ends):
        return f"sh:or ( {' '.join(map(_alternative, ends))} )"
    return f"sh:class {ends[0]}"


def _is_choice(ends: tuple[str, ...]) -> bool:
    """Whether there are several, or one that is a datatype, whose shape may ask for more."""
    return len(ends) > 1 or ends[0].startswith("xsd:")


def _alternative(end: str) -> str:
    return f"shape:a-{end.partition(':')[2]}"


def _alternatives(joining: list[Property], written: str) -> Iterator[str]:
    """A shape for each class or datatype of a choice, but for those written by hand."""
    choices = (ends for p in joining for ends in (p.domain, p.range) if _is_choice(ends))
    named = {end for ends in choices for end in ends}
    for end in sorted(named):
        if f"{_alternative(end)} a sh:NodeShape" not in written:
            zh, en = _either((end,))
            demand = "sh:datatype" if end.startswith("xsd:") else "sh:class"
            name = _alternative(end).removeprefix("shape:")
            yield _shape(name, "Node", (f"{demand} {end}",), f"应为{zh}。", f"This is {en}.")


def _either(ends: tuple[str, ...]) -> tuple[str, str]:
    """人物或机构, a person or an organisation."""
    zh = [label(end) for end in ends]
    en = [label(end, "en") for end in ends]
    with_article = [f"{'an' if name[0] in 'aeioux' else 'a'} {name}" for name in en]
    return _listed(zh, "、", "或"), _listed(with_article, ", ", " or ")


def _listed(words: list[str], comma: str, last: str) -> str:
    *others, end = words
    return f"{comma.join(others)}{last}{end}" if others else end


def _shape(name: str, kind: str, parts: tuple[str, ...], zh: str, en: str) -> str:
    body = "".join(f"    {part} ;\n" for part in parts)
    return f'shape:{name} a sh:{kind}Shape ;\n{body}    sh:message "{zh}"@zh ,\n        "{en}"@en .'
