"""The data dictionary: what stands in a graph, in both languages, made of the ontology."""

from __future__ import annotations

from collections.abc import Iterable

from graph.rdf.ontology import (
    EntityClass,
    Property,
    Term,
    ancestors,
    classes,
    entity_types,
    properties,
    relations,
)
from graph.rdf.terms import BASE, PREFIXES

_INTRO = """\
# 数据字典 · Data dictionary

Made of [`tifagraph.ttl`](tifagraph.ttl) by `python -m graph.rdf.generate`:
change the ontology, not this file. [`shapes.ttl`](shapes.ttl) says in SHACL what every graph must
satisfy; [`queries/`](queries) holds the named questions.

本文件由本体生成，请勿直接修改。`shapes.ttl` 是图谱须满足的 SHACL 约束，`queries/` 是命名查询。

In the tables `⊑` precedes a term's parents and `≈` its near relatives in other vocabularies.
表中 `⊑` 后为上位项，`≈` 后为其他词表中的相近项。
"""
_ENTITIES = """\
An entity bears one of these classes as a type, and a subclass beside it where one is known. Colour
and shape are those of the page. Of overlapping mentions of one length, that of the type which comes
first (precedence) is kept; a type without precedence is named by no mention, and not drawn.

实体必属以下各类之一，可知时另标子类。颜色和形状用于页面。同样长的提及相互重叠时，取优先次序在前的一类；没有此项的类
不由提及指称，也不画在页面上。
"""
_TEXT = """\
Every document, sentence and mention is a node. The IRI of a sentence or a mention is the document's
followed by `#char=BEGIN,END` (RFC 5147): Unicode code points from 0, the end not included.

文档、句子和提及都是节点。句子和提及的 IRI 是文档 IRI 加 `#char=起,止`（Unicode 码点，不含止位）。
"""
_RELATIONS = """\
Each stands once in the default graph, and again in the named graph of each sentence stating it. Its
name is that of rules, annotation and commands; `←` precedes its label as read from the object.

每条关系在默认图中出现一次，并在陈述它的每个句子的命名图中各出现一次。
代号用于规则、标注和命令；`←` 后为从宾语一方看的名称。
"""
_PROPERTIES = """\
These stand in the default graph alone; those of `tg:` without ends only in the ontology itself.

以下属性只出现在默认图中；其中不标起止类的 `tg:` 属性只用于本体自身。
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
    look = "颜色 colour", "形状 shape", "优先次序 precedence"
    sections = (
        _INTRO,
        "## 实体 · Entities\n\n" + _ENTITIES,
        _terms(entity_types(), *_CLASS_COLUMNS, *look),
        "## 子类 · Subclasses\n",
        _terms(below, *_CLASS_COLUMNS),
        "## 文本 · Text\n\n" + _TEXT,
        _terms(text, *_CLASS_COLUMNS),
        "## 关系 · Relations\n\n" + _RELATIONS,
        _terms(relations(), "代号 name", *_PROPERTY_COLUMNS),
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
    definition = "<br>".join(term.definitions)
    first = f"`{term.curie}`", *term.labels
    if isinstance(term, Property):
        return *first, *_name(term), _ends(term), _above(term), definition
    look: tuple[str, ...] = ()
    if isinstance(term, EntityClass):
        look = f"`{term.colour}`", term.shape, str(term.precedence or "")
    return *first, _code(term.parents), definition, *look


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


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
