"""Gold: what should be found in a document, from YAML or the drawn notation.

A gold file is ``NAME.yaml`` or ``NAME.drawn`` (`notation`) for the document of identifier NAME.
YAML lists ``entities``, each with type, name, the surfaces that stand for it, further names it may
go by (``also``) and whether it is optional; each occurrence of a surface counts, but for an entity
whose ``spans`` [begin, end] are given; ``relations`` between them as [name, subject, object];
``directives``, the head clauses of the demands in order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from graph.evaluate.notation import align, parse
from graph.lexicon import default
from graph.model import InputError
from graph.rdf import MENTIONED, RELATIONS

Span: TypeAlias = tuple[int, int]
Names: TypeAlias = frozenset[str]

_MARKS = str.maketrans("", "", " \u3000\t\n“”\"'‘’《》〈〉")
_ENDS = "，。；、："
_NO_GOLD = (
    yaml.YAMLError, LookupError, TypeError, ValueError, AttributeError, RecursionError,
)  # fmt: skip


class Fact(NamedTuple):
    """A relation: all names of its two ends, how to show it, where it is stated (-1: unknown)."""

    subject: Names
    object: Names
    shown: str
    begin: int = -1


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


def gold_files(folder: str | Path) -> list[Path]:
    """The gold in a folder and its subfolders. InputError when there is none."""
    found = sorted(path for path in Path(folder).rglob("*") if path.suffix in _READERS)
    if not found:
        raise InputError(f"{folder}: 没有 .yaml 或 .drawn 标注 / no gold (.yaml, .drawn) in there")
    return found


def read_gold(path: Path, name: str) -> Gold:
    """The gold of the document ``name``.

    Its text is ``NAME.txt`` beside it or in the folder ``documents`` beside its folder. InputError
    names the file, and where it can the line, that is no gold.
    """
    beside = (folder / f"{name}.txt" for folder in (path.parent, path.parent.parent / "documents"))
    for text in (path.with_suffix(".txt"), *beside):
        if text.is_file():
            return _READERS[path.suffix](path, name, _content(text))
    raise InputError(f"{path}: 没有原文 / no text: put {name}.txt beside it or in documents/")


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"{path}: 读不了 / cannot be read: {reason}") from None


def plain(text: str) -> str:
    """A name as names are compared: without spaces and quotation marks."""
    return text.translate(_MARKS)


def clause(text: str) -> str:
    """A demand's head clause as demands are compared."""
    return plain(text).strip(_ENDS)


def literal(value: str) -> Names:
    """A literal as a name; a full date may also be meant without its year."""
    bare = plain(value)
    dated = re.fullmatch(r"\d{4}(-\d\d-\d\d)", bare)
    return frozenset((bare, f"-{dated[1]}") if dated else (bare,))


def _yaml(path: Path, name: str, text: str) -> Gold:
    try:
        found = yaml.safe_load(_content(path))
        return _from_yaml(found, name, text)
    except _NO_GOLD as error:
        problem = " ".join(str(error).split())
        raise InputError(f"{path}: 标注有误 / no gold: {type(error).__name__} {problem}") from error


def _from_yaml(found: dict[str, Any], name: str, text: str) -> Gold:
    entities = {key: _Entity.of(row) for key, row in found["entities"].items()}
    spans, full = {}, {}
    for span, entity in _places(entities.values(), text):
        spans[span] = entity.type, entity.optional
        if entity.full and not entity.optional:
            full[span] = entity.name, entity.full

    def forms(ref: str | list[str]) -> Names:
        if isinstance(ref, list):
            return frozenset().union(*map(forms, ref))
        return entities[ref].forms if ref in entities else frozenset({plain(str(ref))})

    def shown(ref: str | list[str]) -> str:
        refs = ref if isinstance(ref, list) else [ref]
        return " | ".join(entities[r].name if r in entities else str(r) for r in refs)

    facts = None
    if found.get("relations") is not None:
        facts = defaultdict(list)
        for relation, subject, value in found["relations"]:
            if relation not in RELATIONS:
                raise ValueError(f"relation {relation}")
            fact = Fact(forms(subject), forms(value), f"{shown(subject)} → {shown(value)}")
            facts[relation].append(fact)
    directives = [clause(d) for d in found["directives"]] if "directives" in found else None
    borne = [(e.optional, form) for e in entities.values() for form in e.forms]
    excused, counted = (frozenset(f for opt, f in borne if opt is flag) for flag in (True, False))
    return Gold(name, text, spans, facts, directives, full, excused, counted)


def _places(entities: Collection[_Entity], text: str) -> Iterator[tuple[Span, _Entity]]:
    """Where entities stand: at the spans given, else wherever a surface does, the longest first."""
    for entity in entities:
        yield from ((span, entity) for span in entity.spans)
    by_surface = {surface: e for e in entities if not e.spans for surface in e.surfaces}
    longest_first = "|".join(sorted(map(re.escape, by_surface), key=len, reverse=True))
    for match in re.finditer(longest_first, text) if by_surface else ():
        yield match.span(), by_surface[match[0]]


@dataclass(frozen=True)
class _Entity:
    type: str
    name: str
    surfaces: tuple[str, ...]
    optional: bool
    forms: Names
    full: Names
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, row: dict[str, Any]) -> _Entity:
        if row["type"] not in MENTIONED:
            raise ValueError(f"type {row['type']}")
        name, surfaces = str(row["name"]), tuple(map(str, row.get("surfaces", [row["name"]])))
        standing = frozenset(map(plain, surfaces))
        names = frozenset(map(plain, (name, *map(str, row.get("also", [])))))
        full = frozenset() if plain(name) in standing else names - standing
        generic = default().word_class("generic_occasion")  # none that has a fuller name
        forms = (names | standing) - generic.keys() or names | standing
        spans = tuple((int(begin), int(end)) for begin, end in row.get("spans", ()))
        return cls(row["type"], name, surfaces, bool(row.get("optional")), forms, full, spans)


def _drawn(path: Path, name: str, text: str) -> Gold:
    cases = parse(_content(path), str(path))
    drawn = align(cases, text, str(path))
    stated = [relation for case in cases for relation in case.relations]
    facts: dict[str, list[Fact]] = defaultdict(list)
    for subject, relation, value in stated:
        fact = Fact(frozenset({plain(subject)}), literal(value), f"{subject} → {value}")
        facts[relation].append(fact)
    demands = [clause(r.object) for r in stated if r.name == "directive"]
    excused, counted = (
        frozenset(plain(text[s.begin : s.end]) for s in drawn if s.optional is flag)
        for flag in (True, False)
    )
    spans: dict[Span, tuple[str, bool]] = {(s.begin, s.end): (s.type, s.optional) for s in drawn}
    if not stated:
        return Gold(name, text, spans, None, None)
    return Gold(name, text, spans, facts, demands, {}, excused, counted)


_READERS = {".yaml": _yaml, ".drawn": _drawn}
