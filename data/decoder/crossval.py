"""What the decoder is worth on documents it has not seen, by cross-validation.

    python data/decoder/crossval.py GOLD_DIR...

Every document is read by a model that was trained without it, a whole graph is made of it, and that
is scored: entities, names and relations, in all and by group of documents (the letters that their
names begin with). The second stage learns from what the first made of documents new to it; there
the fold left out has, in one of five parts, been seen by the first stage of the *other* folds.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import train
from examples import Example, document, examples

from graph.evaluate import evaluate
from graph.extract import extract
from graph.extract.decoder import choice, model
from graph.model import Extraction


def group(stem: str) -> str:
    """The letters a document's name begins with: its kind."""
    return re.match("[A-Za-z]*", stem)[0] or stem  # type: ignore[index]


def models(own: list[Example]) -> Iterator[model.Model]:
    """A model for each fold, that has not learned from it."""
    arrays = train.word_arrays()
    first = train.first_stages(own, arrays)
    items = train.all_items(own, first, arrays)
    for fold, weights in enumerate(first):
        others = [item for i, found in enumerate(items) if i % len(first) != fold for item in found]
        rules = train.trusted_rules(e for i, e in enumerate(own) if i % len(first) != fold)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "spans.npz"
            train.write(path, arrays, weights, train.fit_choice(others), rules)
            yield model.load(path)


def shown(extractions: Iterable[Extraction], paths: Iterable[Path]) -> str:
    """The score of documents, in a line."""
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            for each in (path, path.with_suffix(".txt")):
                (Path(folder) / each.name).write_bytes(each.read_bytes())
        scores = evaluate(extractions, folder)
    parts = []
    for level in ("entity", "name", "relation"):
        if any(lv == level for lv, _ in scores.counts):
            c = scores.total(level)
            parts.append(f"{level} P {c.precision:.3f} R {c.recall:.3f} F1 {c.f1:.3f}")
    return " | ".join([f"{scores.documents:4}", *parts])


def main() -> None:
    """Cross-validate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    given = parser.parse_args()

    paths = {p.stem: p for folder in given.gold for p in sorted(folder.rglob("*.yaml"))}
    own = list(examples(given.gold))
    found: dict[str, Extraction] = {}
    for fold, trained in enumerate(models(own)):
        choice.load = lambda trained=trained: trained
        for example in own[fold :: train.FOLDS]:
            found[example.stem] = extract(document(paths[example.stem]))
    groups = defaultdict(list)
    for stem in found:
        for name in (group(stem), paths[stem].parent.name, "ALL"):
            groups[name].append(stem)
    for name, stems in groups.items():
        print(f"{name:10}", shown((found[s] for s in stems), (paths[s] for s in stems)))


if __name__ == "__main__":
    main()
