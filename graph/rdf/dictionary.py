"""The data dictionary: what stands in a graph, in both languages, made of the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from graph.rdf.ontology import (
    EntityClass,
    Property,
    Term,
    ancestors,
    classes,
    entity_types,
    kinds,
    properties,
    relations,
)
from graph.rdf.terms import BASE, PREFIXES
from graph.resources import PACKAGE

_PROSE = Template((PACKAGE / "rdf" / "dictionary.md").read_text("utf-8"))


def data_dictionary() -> str:
    """The text of ``ontology/README.md``: ``dictionary.md`` with its tables filled in."""
    own = [c for c in classes() if c.curie.startswith("tg:") and ancestors(c.name)]
    curies = {e.curie for e in entity_types()}
    return _PROSE.substitute(
        entities=_rows(map(_class, entity_types())),
        subclasses=_rows(
            _class(c) for e in entity_types() for c in own if e.name in ancestors(c.name)
        ),
        text=_rows(_class(c) for c in classes() if c not in own and c.curie not in curies),
        kinds=_rows((*_labels(k), _definition(k)) for k in kinds()),
        relations=_rows(map(_property, relations())),
        describing=_rows(_property(p) for p in properties() if p not in relations()),
        prefixes=_rows((f"`{prefix}`", f"`{iri}`") for prefix, iri in PREFIXES.items()),
        base=BASE,
    )


def _class(term: Term) -> tuple[str, ...]:
    look: tuple[str, ...] = ()
    if isinstance(term, EntityClass):
        look = f"`{term.colour}`", term.shape, str(term.precedence or "")
    return *_labels(term), _code(term.parents), _definition(term), *look


def _property(term: Property) -> tuple[str, ...]:
    return *_labels(term), *_name(term), _ends(term), _above(term), _definition(term)


def _labels(term: Term) -> tuple[str, ...]:
    return f"`{term.curie}`", *term.labels


def _definition(term: Term) -> str:
    return "<br>".join(term.definitions)


def _name(term: Property) -> tuple[str, ...]:
    """What only relations have: their name, and how they read from the other side."""
    inverse = f"<br>← {' '.join(term.inverse_labels)}" if term.inverse_labels else ""
    return (f"`{term.relation}`{inverse}",) if term.relation else ()


def _ends(term: Property) -> str:
    return f"{_code(term.domain)} → {_code(term.range)}" if term.domain else ""


def _above(term: Term) -> str:
    above = f"⊑ {_code(term.parents)}" if term.parents else ""
    near = f"≈ {_code(term.related)}" if term.related else ""
    return f"{above} {near}".strip()


def _code(curies: Iterable[str]) -> str:
    return ", ".join(f"`{curie}`" for curie in curies)


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
