"""What the decoder is worth on documents it has not seen, by cross-validation.

    python data/decoder/crossval.py GOLD_DIR... [--known GOLD_DIR...] [--graphs DIR]

Every document is read by a model that was trained without it, a whole graph is made of it, and that
is scored: entities, names and relations, in all and by group of documents (the letters that their
names begin with). The second stage learns from what the first made of documents new to it; there
the fold left out has, in one of five parts, been seen by the first stage of the *other* folds.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import train

from graph import decoder
from graph.evaluate import evaluate
from graph.extract import Extraction, extract, graph_lines
from graph.model import Document
from graph.text import prepare

Paths = dict[str, Path]


def group(stem: str) -> str:
    """The letters a document's name begins with: its kind."""
    return re.match("[A-Za-z]*", stem)[0] or stem  # type: ignore[index]


def document(path: Path) -> Document:
    """An annotated document, bare of its annotation."""
    return prepare(Document(path.stem, path.with_suffix(".txt").read_text("utf-8"), path.stem))


def folds(own: list[train.Example], known: list[train.Example]) -> list[Path]:
    """A model for each fold, that has not learned from it."""
    arrays = train.word_arrays()
    first = train.first_stages(own, known, arrays)
    items = train.all_items(own, first, arrays)
    out = []
    for fold, weights in enumerate(first):
        others = [item for i, found in enumerate(items) if i % len(first) != fold for item in found]
        path = Path(tempfile.mkdtemp()) / "spans.npz"
        train.write(path, arrays, weights, train.fit_choice(others))
        out.append(path)
    return out


def shown(extractions: Iterable[Extraction], paths: Iterable[Path]) -> str:
    """The score of documents, in a line."""
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            for each in (path, path.with_suffix(".txt")):
                (Path(folder) / each.name).write_bytes(each.read_bytes())
        scores = evaluate(extractions, folder)
    rows = scores.rows()
    parts = []
    for level in ("entity", "name", "relation"):
        c = scores.total(level) if any(lv == level for lv, _ in scores.counts) else None
        if c:
            parts.append(f"{level} P {c.precision:.3f} R {c.recall:.3f} F1 {c.f1:.3f}")
    kinds = (f"{n.split()[1][:6]} {c.f1:.3f}" for n, c in rows.items() if n[:6] == "entity")
    return " | ".join([f"{scores.documents:4}", *parts, " ".join(kinds)])


def main() -> None:
    """Cross-validate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--known", type=Path, nargs="*", default=[])
    parser.add_argument("--graphs", type=Path, help="write the N-Quads of each document there")
    given = parser.parse_args()

    paths: Paths = {p.stem: p for folder in given.gold for p in sorted(folder.rglob("*.yaml"))}
    own, known = train.training(given.gold, given.known)
    found: dict[str, Extraction] = {}
    for fold, model in enumerate(folds(own, known)):
        decoder.MODEL = model
        for example in own[fold :: train.FOLDS]:
            here = document(paths[example.stem])
            found[example.stem] = extract(here)
            if given.graphs:
                lines = "".join(sorted(graph_lines(here)[0]))
                (given.graphs / f"{example.stem}.nq").write_text(lines, "utf-8")
    groups = defaultdict(list)
    for stem in found:
        groups[group(stem)].append(stem)
        groups[paths[stem].parent.name].append(stem)
        groups["ALL"].append(stem)
    for name, stems in groups.items():
        print(f"{name:10}", shown((found[s] for s in stems), (paths[s] for s in stems)))


if __name__ == "__main__":
    random.seed(0)
    main()
