"""Annotated documents as the decoder learns from them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from graph.extract import Analysis, evidence
from graph.extract.decoder import Evidence
from graph.model import Document
from graph.text import prepare

Gold = dict[tuple[int, int], tuple[str, bool]]


class Example(NamedTuple):
    """A document with its gold: span → type and whether it is optional."""

    stem: str
    evidence: Evidence
    gold: Gold


def gold_spans(text: str, entities: dict[str, dict[str, object]]) -> Gold:
    """Every occurrence of every surface, longest match first, left to right."""
    surfaces = {
        surface: (entity["type"], bool(entity.get("optional")))
        for entity in entities.values()
        for surface in entity.get("surfaces", [entity["name"]])
    }
    pattern = "|".join(sorted(map(re.escape, surfaces), key=len, reverse=True))
    return {m.span(): surfaces[m[0]] for m in re.finditer(pattern, text)} if surfaces else {}


def as_read(gold: Gold, analysis: Analysis) -> Gold:
    """The same spans where the text is as rules read it: blanks closed up, broken lines joined."""
    written = [analysis.as_written(at, at + 1)[:2] for at in range(len(analysis.text))]
    begins, ends = ([span[side] for span in written] for side in (0, 1))
    spans = {
        (bisect_left(begins, begin), bisect_right(ends, end)): told
        for (begin, end), told in gold.items()
    }
    return {(begin, end): told for (begin, end), told in spans.items() if begin < end}


def document(path: Path) -> Document:
    """An annotated document (NAME.yaml), bare of its annotation."""
    return prepare(Document(path.stem, path.with_suffix(".txt").read_text("utf-8"), path.stem))


def examples(folders: Iterable[Path]) -> Iterator[Example]:
    """The annotated documents of folders (NAME.txt beside NAME.yaml)."""
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            if path.with_suffix(".txt").exists():
                bare = document(path)
                gold = yaml.safe_load(path.read_text("utf-8"))
                analysis = Analysis(bare)
                spans = as_read(gold_spans(bare.text, gold["entities"]), analysis)
                yield Example(path.stem, evidence(analysis), spans)
