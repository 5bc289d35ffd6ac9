"""The ontology as values: entity classes with colour, shape and rank, properties, labels.

``ontology/tifagraph.ttl`` is read on first use, once a process. Run as a module, this prints the
data dictionary: ``python -m graph.rdf.ontology > ontology/README.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from graph.rdf.terms import BASE, PREFIXES, RELATIONS
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
    """A class of entities; ``children`` are the local names of its direct subclasses.

    ``colour`` is ``#rrggbb``, ``shape`` a node shape of vis-network, ``rank`` counts from 1.
    """

    children: tuple[str, ...]
    colour: str
    shape: str
    rank: int


@dataclass(frozen=True, slots=True)
class Property(Term):
    """A property and the CURIEs of the classes or datatypes that it leads from and to."""

    domain: tuple[str, ...]
    range: tuple[str, ...]


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
    # Importing rdflib takes longer than parsing the file: only those who ask pay for it.
    from rdflib import Graph, Literal, URIRef

    facts: dict[str, dict[str, tuple[str, ...]]] = {}
    for subject, predicate, value in sorted(Graph().parse(ONTOLOGY / "tifagraph.ttl")):
        if isinstance(subject, URIRef):
            key = compact(str(predicate))
            if isinstance(value, Literal) and value.language:
                key += f"@{value.language}"
            values = facts.setdefault(compact(str(subject)), {})
            values[key] = (*values.get(key, ()), compact(str(value)))
    return facts


def _values(curie: str, *predicates: str) -> tuple[str, ...]:
    return tuple(v for p in predicates for v in _facts()[curie].get(p, ()))


def _description(curie: str) -> tuple[str, _Texts, _Texts, _Texts, _Texts]:
    return (
        curie,
        _values(curie, *(f"rdfs:label@{lang}" for lang in LANGUAGES)),
        _values(curie, *(f"skos:definition@{lang}" for lang in LANGUAGES)),
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
        )
        for curie in sorted(_facts())
        if any(kind.endswith("Property") for kind in _values(curie, "rdf:type"))
    )


@cache
def entity_types() -> tuple[EntityClass, ...]:
    """The classes that an entity bears (Person … Directive), in rank order."""
    found = (
        EntityClass(
            *_description(curie),
            children=tuple(c.name for c in classes() if curie in c.parents),
            colour=_values(curie, "tg:color")[0],
            shape=_values(curie, "tg:shape")[0],
            rank=int(_values(curie, "tg:rank")[0]),
        )
        for curie in sorted(_facts())
        if _values(curie, "tg:rank")
    )
    return tuple(sorted(found, key=lambda c: c.rank))


@cache
def relations() -> tuple[Property, ...]:
    """The properties that sentences state, in the order of ``graph.rdf.terms.RELATIONS``."""
    declared = {p.curie: p for p in properties()}
    return tuple(declared[curie] for curie in RELATIONS.values())


def label(term: str, lang: Language = "zh") -> str:
    """The label of a CURIE or a full IRI; a term that is not declared is its own label."""
    found = _facts().get(compact(term), {}).get(f"rdfs:label@{lang}")
    return found[0] if found else term


def ancestors(name: str) -> tuple[str, ...]:
    """The project's classes above the one of this local name, nearest first.

    ``Plenum`` → ``("Meeting", "Event")``. KeyError where no such class is declared.
    """
    parents = [p for p in _values(f"tg:{name}", "rdfs:subClassOf") if p.startswith("tg:")]
    names = [parent.partition(":")[2] for parent in parents]
    return tuple(dict.fromkeys([*names, *(a for n in names for a in ancestors(n))]))


_INTRO = """\
# 数据字典 · Data dictionary

Made of [`tifagraph.ttl`](tifagraph.ttl) by `python -m graph.rdf.ontology > ontology/README.md`:
change the ontology, not this file. [`shapes.ttl`](shapes.ttl) says in SHACL what every graph must
satisfy; [`queries/`](queries) holds the named questions.

本文件由本体生成，请勿直接修改。`shapes.ttl` 是图谱须满足的 SHACL 约束，`queries/` 是命名查询。

In the tables `⊑` precedes a term's parents and `≈` its near relatives in other vocabularies.
表中 `⊑` 后为上位项，`≈` 后为其他词表中的相近项。
"""
_ENTITIES = """\
An entity bears one of these eight classes as a type, and a subclass beside it where one is known.
Colour and shape are those of the page.

实体必属以下八类之一，可知时另标子类。颜色和形状用于页面。
"""
_TEXT = """\
Every document, sentence and mention is a node. The IRI of a sentence or a mention is the document's
followed by `#char=BEGIN,END` (RFC 5147): Unicode code points from 0, the end not included.

文档、句子和提及都是节点。句子和提及的 IRI 是文档 IRI 加 `#char=起,止`（Unicode 码点，不含止位）。
"""
_RELATIONS = """\
Each stands once in the default graph, and again in the named graph of each sentence stating it.

每条关系在默认图中出现一次，并在陈述它的每个句子的命名图中各出现一次。
"""
_PROPERTIES = """\
These stand in the default graph alone; `tg:color`, `tg:shape` and `tg:rank` only in the ontology.

以下属性只出现在默认图中；`tg:color`、`tg:shape`、`tg:rank` 只用于本体自身。
"""
_WHERE = """\
- The **default graph** says everything once: a plain query asks it and counts right.
- Each sentence that states a relation is a **named graph** whose IRI is the sentence's:
  `GRAPH ?sentence { ?s ?p ?o }` finds the evidence of a relation, and counting graphs counts it.
- A relation pieced together from several sentences stands in the graph of the one with its cue.
- A relation that follows from a name (市委组织部 → 市委) is stated by each sentence with the name.

默认图把一切各说一遍，直接查询即可正确计数；命名图给出每条关系的出处，图数即证据数。由几句话拼成的关系归于
含提示词的那一句；由名称推知的关系，名称出现的每一句都算陈述。
"""
_CLASS_COLUMNS = "⊑", "定义 definition"
_PROPERTY_COLUMNS = "从 from → 到 to", "⊑ ≈", "定义 definition"


def data_dictionary() -> str:
    """The text of ``ontology/README.md``: what stands in a graph, in both languages."""
    own = [c for c in classes() if c.curie.startswith("tg:") and ancestors(c.name)]
    below = [c for e in entity_types() for c in own if e.name in ancestors(c.name)]
    text = [
        c for c in classes() if c not in own and c.curie not in {e.curie for e in entity_types()}
    ]
    describing = [p for p in properties() if p not in relations()]
    prefixes = ((f"`{prefix}`", f"`{iri}`") for prefix, iri in PREFIXES.items())
    look = "颜色 colour", "形状 shape"
    sections = (
        _INTRO,
        "## 实体 · Entities\n\n" + _ENTITIES,
        _terms(entity_types(), *_CLASS_COLUMNS, *look),
        "## 子类 · Subclasses\n",
        _terms(below, *_CLASS_COLUMNS),
        "## 文本 · Text\n\n" + _TEXT,
        _terms(text, *_CLASS_COLUMNS),
        "## 关系 · Relations\n\n" + _RELATIONS,
        _terms(relations(), *_PROPERTY_COLUMNS),
        "## 描述属性 · Describing properties\n\n" + _PROPERTIES,
        _terms(describing, *_PROPERTY_COLUMNS),
        "## 陈述在哪里 · Where a statement lives\n\n" + _WHERE,
        "## 命名空间 · Namespaces\n",
        _table(("prefix", "IRI"), prefixes),
        f"Entities and documents are named under `{BASE}`, or under what `--base` gives.\n",
    )
    return "\n".join(sections)


def _terms(terms: Iterable[Term], *columns: str) -> str:
    return _table(("", "中文", "English", *columns), map(_row, terms))


def _row(term: Term) -> tuple[str, ...]:
    above = f"⊑ {_code(term.parents)}" if term.parents else ""
    near = f"≈ {_code(term.related)}" if term.related else ""
    definition = "<br>".join(term.definitions)
    first = f"`{term.curie}`", *term.labels
    if isinstance(term, Property):
        ends = f"{_code(term.domain)} → {_code(term.range)}" if term.domain else ""
        return *first, ends, f"{above} {near}".strip(), definition
    look = (f"`{term.colour}`", term.shape) if isinstance(term, EntityClass) else ()
    return *first, _code(term.parents), definition, *look


def _code(curies: Iterable[str]) -> str:
    return ", ".join(f"`{curie}`" for curie in curies)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    sys.stdout.buffer.write(data_dictionary().encode())  # UTF-8 whatever the locale
