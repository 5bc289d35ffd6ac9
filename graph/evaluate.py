"""Precision, recall and F1 of what was found against gold: spans, names, relations, demands.

Gold is a folder of ``NAME.yaml`` or ``NAME.drawn`` (`graph.drawn`), NAME being the document's
identifier. A YAML file lists entities, each with type, name, the surfaces that stand for it, further
names it may go by and whether it is optional; relations between them; the demands in order. Counting
is strict: a mention counts with its exact span and type (adjacent places are joined first), a
relation when both its ends bear one of the gold's names. What is optional counts neither way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox
import yaml

from graph.drawn import TYPES, align, parse
from graph.model import Entity, Extraction, InputError
from graph.store import Store
from graph.terms import RELATIONS, TG, expand
from graph.text import sentences

Span: TypeAlias = tuple[int, int]
Names: TypeAlias = frozenset[str]

_IF_STATED = ("contained_in", "document_number")  # judged only where the gold states any
_MARKS = str.maketrans("", "", " \u3000\t\n“”\"'‘’《》〈〉")
_ENDS = "，。；、："


class Fact(NamedTuple):
    """A relation: all names of its two ends, how to show it, where it is stated (-1: unknown)."""

    subject: Names
    object: Names
    shown: str
    begin: int = -1


@dataclass
class Found:
    """What the graph says of one document: spans with type and names, relations, demands."""

    spans: dict[Span, tuple[str, Names]] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    directives: dict[str, int] = field(default_factory=dict)


@dataclass
class Gold:
    """What should be found in one document; ``full`` are names that a short mention stands for,
    ``excused`` those that only optional entities bear."""

    document: str
    text: str
    spans: dict[Span, tuple[str, bool]]
    facts: dict[str, list[Fact]] | None
    directives: list[str] | None
    full: dict[Span, tuple[str, Names]] = field(default_factory=dict)
    excused: Names = frozenset()
    counted: Names = frozenset()


class Counts(NamedTuple):
    """How many were found, found wrongly and missed."""

    hits: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of the found that is right; nan where nothing was found."""
        return _share(self.hits, self.hits + self.spurious)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; nan where there is none."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return _share(2 * self.hits, 2 * self.hits + self.spurious + self.missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


class Error(NamedTuple):
    """One thing missed, spurious or unresolved, and the sentence it is about."""

    document: str
    outcome: str
    kind: str
    what: str
    sentence: str


@dataclass(frozen=True)
class Scores:
    """Counts by level (entity, name, relation) and kind, the errors, the documents not found."""

    documents: int
    counts: dict[tuple[str, str], Counts]
    errors: tuple[Error, ...]
    absent: tuple[str, ...]

    def total(self, level: str) -> Counts:
        """All kinds of a level together (micro-average)."""
        columns = zip(*(c for (lv, _), c in self.counts.items() if lv == level), strict=True)
        return Counts(*map(sum, columns))

    def rows(self) -> dict[str, Counts]:
        """``entity Person`` … and ``entity ALL``, level by level."""
        out = {}
        for level in ("entity", "name", "relation"):
            kinds = sorted(kind for lv, kind in self.counts if lv == level)
            out.update({f"{level} {kind}": self.counts[level, kind] for kind in kinds})
            out[f"{level} ALL"] = self.total(level)
        return out

    def text(self, errors: bool = False) -> str:
        """A table of all rows, and if asked the errors with their sentences."""
        head = f"{f'{self.documents} documents':24}{'P':>7}{'R':>7}{'F1':>7}"
        lines = [f"{head}{'hits':>7}{'spurious':>10}{'missed':>8}"]
        for name, c in self.rows().items():
            measures = f"{c.precision:7.3f}{c.recall:7.3f}{c.f1:7.3f}"
            lines.append(f"{name:24}{measures}{c.hits:7}{c.spurious:10}{c.missed:8}")
        lines += [f"不在图中 / not in the graph: {name}" for name in self.absent]
        if errors:
            for e in self.errors:
                lines += [f"{e.document}  {e.outcome} {e.kind}: {e.what}", f"    {e.sentence}"]
        return "\n".join(lines) + "\n"

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the measures, None where one is undefined, and the errors."""
        rows = {
            name: {k: v if v == v else None for k, v in _measures(counts).items()}
            for name, counts in self.rows().items()
        }
        errors = [error._asdict() for error in self.errors]
        return {"documents": self.documents, "absent": self.absent, "rows": rows, "errors": errors}


def _measures(c: Counts) -> dict[str, float]:
    return {"precision": c.precision, "recall": c.recall, "f1": c.f1, **c._asdict()}


def evaluate(found: Store | Iterable[Extraction], gold: str | Path) -> Scores:
    """Score a graph, or the graph that extractions make, against a folder of gold.

    A gold file's text is ``NAME.txt`` beside it or in the folder ``documents`` beside its folder.
    InputError names the file, and where it can the line, that is no gold.
    """
    store = found if isinstance(found, Store) else _graph_of(found)
    documents = {row["i"].value: row["d"] for row in store.query(_DOCUMENTS)}
    names = _names(store)
    tally: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    errors: list[Error] = []
    absent = []
    paths = sorted(p for p in Path(gold).rglob("*") if p.suffix in _READERS)
    if not paths:
        raise InputError(f"{gold}: 没有 .yaml 或 .drawn 标注 / no gold (.yaml, .drawn) in there")
    for path in paths:
        name = path.relative_to(gold).with_suffix("").as_posix()
        name = name if name in documents else path.stem
        if name not in documents:
            absent.append(name)
        have = _found(store, documents[name], names) if name in documents else Found()
        judge = _Judge(_READERS[path.suffix](path, name), have, tally)
        errors += judge.errors()
    counts = {key: Counts(c["hits"], c["spurious"], c["missed"]) for key, c in tally.items()}
    return Scores(len(paths), counts, tuple(errors), tuple(absent))


# what was found

_DOCUMENTS = "SELECT ?d ?i WHERE { ?d a tg:Document ; dcterms:identifier ?i }"
_LABELS = "SELECT ?e ?n WHERE { ?e rdfs:label|skos:altLabel ?n }"
_MENTIONS = """SELECT ?b ?e ?r ?t WHERE {
  ?m nif:referenceContext ?d ; nif:beginIndex ?b ; nif:endIndex ?e ; itsrdf:taIdentRef ?r .
  ?r a ?t }"""
_FACTS = """SELECT ?b ?s ?p ?o WHERE {
  ?g dcterms:isPartOf ?d ; nif:beginIndex ?b . GRAPH ?g { ?s ?p ?o } } ORDER BY ?b ?s ?p ?o"""
_PROPERTIES = {expand(curie): name for name, curie in RELATIONS.items()}


def _graph_of(extractions: Iterable[Extraction]) -> Store:
    database = ox.Store()
    lines = (f"{line}\n" for extraction in extractions for line in quads(extraction))
    database.bulk_load("".join(lines), format=ox.RdfFormat.N_QUADS)
    return Store(Path(), database)


def _plain(text: str) -> str:
    """A name as names are compared: without spaces and quotation marks."""
    return text.translate(_MARKS)


def _names(store: Store) -> dict[str, Names]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.query(_LABELS):
        found[row["e"].value].add(_plain(row["n"].value))
    return {entity: frozenset(forms) for entity, forms in found.items()}


def _found(store: Store, document: ox.NamedNode, names: dict[str, Names]) -> Found:
    out, this = Found(), {ox.Variable("d"): document}
    for row in store.query(_MENTIONS, this):
        kind, span = row["t"].value.removeprefix(TG), (int(row["b"].value), int(row["e"].value))
        if kind in TYPES:
            out.spans[span] = kind, names[row["r"].value]
    seen = set()
    for row in store.query(_FACTS, this):
        begin, subject, name, value = int(row["b"].value), row["s"], row["p"].value, row["o"]
        if name in _PROPERTIES and (subject, name, value) not in seen:
            seen.add((subject, name, value))
            ends = [
                _literal(end.value) if isinstance(end, ox.Literal) else names[end.value]
                for end in (subject, value)
            ]
            shown = " → ".join(min(end, key=lambda n: (-len(n), n)) for end in ends)
            out.facts[_PROPERTIES[name]].append(Fact(ends[0], ends[1], shown, begin))
            if _PROPERTIES[name] == "directive":
                out.directives.update((label.strip(_ENDS), begin) for label in ends[1])
    return out


def _literal(value: str) -> Names:
    """A literal as a name; a full date may also be meant without its year."""
    plain = _plain(value)
    dated = re.fullmatch(r"\d{4}(-\d\d-\d\d)", plain)
    return frozenset((plain, f"-{dated[1]}") if dated else (plain,))


# what should be found


def _text_of(path: Path, name: str) -> str:
    for folder in (path.parent, path.parent.parent / "documents"):
        if (folder / f"{name}.txt").is_file():
            return (folder / f"{name}.txt").read_text("utf-8")
    raise InputError(f"{path}: 没有原文 / no text: put {name}.txt beside it or in documents/")


def _yaml(path: Path, name: str) -> Gold:
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
        return _from_yaml(found, name, _text_of(path, name))
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        problem = " ".join(str(error).split())
        raise InputError(f"{path}: 标注有误 / no gold: {type(error).__name__} {problem}") from error


def _from_yaml(found: dict[str, Any], name: str, text: str) -> Gold:
    entities = {key: _Entity.of(row) for key, row in found["entities"].items()}
    by_surface = {surface: e for e in entities.values() for surface in e.surfaces}
    spans, full = {}, {}
    longest_first = "|".join(sorted(map(re.escape, by_surface), key=len, reverse=True))
    for match in re.finditer(longest_first, text) if by_surface else ():
        entity = by_surface[match[0]]
        spans[match.span()] = entity.type, entity.optional
        if entity.full and not entity.optional:
            full[match.span()] = entity.name, entity.full

    def forms(ref: str | list[str]) -> Names:
        if isinstance(ref, list):
            return frozenset().union(*map(forms, ref))
        return entities[ref].forms if ref in entities else frozenset({_plain(str(ref))})

    def shown(ref: str | list[str]) -> str:
        refs = ref if isinstance(ref, list) else [ref]
        return " | ".join(entities[r].name if r in entities else str(r) for r in refs)

    facts = None
    if found.get("relations") is not None:
        facts = defaultdict(list)
        for relation, subject, value in found["relations"]:
            fact = Fact(forms(subject), forms(value), f"{shown(subject)} → {shown(value)}")
            facts[relation].append(fact)
    directives = [_plain(d).strip(_ENDS) for d in found["directives"]] if "directives" in found else None
    borne = [(e.optional, form) for e in entities.values() for form in e.forms]
    excused, counted = (frozenset(f for opt, f in borne if opt is flag) for flag in (True, False))
    return Gold(name, text, spans, facts, directives, full, excused - counted, counted)
