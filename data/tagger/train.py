"""Train the tagger of ``graph/extract/tagger.py`` and write ``names.npz`` beside this file.

    python data/tagger/train.py LABELLED.tsv

README.md tells what the labelled lines are and how they are made.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pycrfsuite
from clean import clean
from generate import Generator, Line

from graph.extract import tagger
from graph.resources import LEXICON

SILVER, INVENTED = 1_800_000, 45_000
"""Characters of silver text, lines of our own."""

ALGORITHM = "l2sgd"
PARAMETERS = {"c2": 0.3, "max_iterations": 15, "feature.minfreq": 3}
LEAST = 0.05
"""Weights below are dropped."""

UNITS = "省市县区州镇乡村旗"


def read(path: Path) -> Iterator[Line]:
    """Silver lines: the text, a tab, its names as ``begin,end,type`` with blanks between."""
    for row in path.read_text("utf-8").splitlines():
        text, _, names = row.partition("\t")
        fields = (name.split(",") for name in names.split())
        yield text, [(int(begin), int(end), kind) for begin, end, kind in fields]


def renamed(line: Line, generator: Generator, draw: random.Random) -> Line:
    """The line with invented names in place of some of its own: its contexts, without its cast."""
    text, spans = line
    out, moved, last = "", [], 0
    for begin, end, kind in spans:
        out += text[last:begin]
        name = text[begin:end]
        if draw.random() < {"Person": 0.9, "Place": 0.5, "Organization": 0.5}[kind]:
            symbol = {
                "Person": "person",
                "Place": "bare" if name[-1] not in UNITS else "town",
                "Organization": "organ",
            }
            name = generator.name(symbol[kind])
        moved.append((len(out), len(out) + len(name), kind))
        out, last = out + name, end
    return out + text[last:], moved


def plain_clauses(lines: list[Line]) -> list[str]:
    """Clauses of the lines that hold no name, for the generator to put between names."""
    pieces = {
        p for text, spans in lines if not spans for p in re.split("[，。；：！？、 \n]", text)
    }
    return sorted(p for p in pieces if re.fullmatch(r"[一-鿿0-9“”%]{4,18}", p))


def bie(line: Line) -> Iterator[tuple[str, list[str]]]:
    """The segments of a line as the tagger cuts them, each with its labels."""
    text, spans = line
    labels = ["O"] * len(text)
    for begin, end, kind in spans:
        if end - begin > 1:
            labels[begin:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - begin - 2), f"E-{kind}"]
    for begin, end in tagger.segments(text):
        yield text[begin:end], labels[begin:end]


def attributes(text: str, codes: np.ndarray) -> list[list[str]]:
    """Each character's features, ``gram start key``, by the tagger's own templates."""
    around = 8
    keys = {}
    padded = tagger.encode("\0" * around + text + "\0" * around, codes)
    for gram in tagger.GRAMS:
        keys[gram] = [str(key) for key in tagger.gram_keys(padded, gram).tolist()]
    templates = [
        (f"{g} {s} ", keys[g], around + s)
        for g, (_, starts) in tagger.GRAMS.items()
        for s in starts
    ]
    return [[head + grams[i + shift] for head, grams, shift in templates] for i in range(len(text))]


def pack(model: Path, known: str, target: Path) -> None:
    """Write CRFsuite's weights as integers: sorted keys and, for each, its cells."""
    info = pycrfsuite.Tagger()
    info.open(str(model))
    dump = info.info()
    number = {label: i for i, label in enumerate(tagger.LABELS)}
    transitions = np.full((len(number), len(number)), -(10**7), np.int32)
    for before in tagger.LABELS:
        for after in tagger.LABELS:
            opened = before[0] in "BI"
            same = before[1:] == after[1:]
            if (after[0] in "IE") == opened and (same or not opened):
                weight = dump.transitions.get((before, after), 0.0)
                transitions[number[before], number[after]] = round(weight * tagger.SCALE)
    cells: dict[str, dict[int, list[tuple[int, int]]]] = {
        gram: defaultdict(list) for gram in tagger.GRAMS
    }
    for (attribute, label), weight in dump.state_features.items():
        gram, start, key = attribute.split()
        value = round(weight * tagger.SCALE)
        if abs(weight) >= LEAST:
            column = tagger.GRAMS[gram][1].index(int(start)) * len(number) + number[label]
            cells[gram][int(key)].append((column, value))
    arrays = {
        "transitions": transitions,
        "characters": np.array([ord(c) for c in known], np.uint32),
    }
    for gram, table in cells.items():
        keys = sorted(table)
        rows = [sorted(table[key]) for key in keys]
        arrays[f"{gram}_keys"] = np.diff(np.array(keys, np.uint64), prepend=np.uint64(0))
        arrays[f"{gram}_counts"] = np.array([len(row) for row in rows], np.uint8)
        arrays[f"{gram}_cells"] = np.array([c for row in rows for c, _ in row], np.uint8)
        arrays[f"{gram}_values"] = np.array([v for row in rows for _, v in row], np.int16)
    np.savez_compressed(target, **arrays)
    print(
        f"{target}: {target.stat().st_size} bytes, {sum(map(len, cells.values()))} grams, "
        f"{sum(len(a) for n, a in arrays.items() if n.endswith('values'))} weights"
    )


def training_lines(labelled: Path) -> list[Line]:
    """Silver lines, the same with another cast, and invented ones."""
    silver, size = [], 0
    for line in clean(read(labelled)):
        silver.append(line)
        size += len(line[0])
        if size > SILVER:
            break
    draw = random.Random(11)
    generator = Generator(LEXICON / "places.tsv", plain_clauses(silver), 5)
    recast = [
        renamed(line, generator, draw)
        for line in silver
        if any(kind == "Person" for *_, kind in line[1]) or (line[1] and draw.random() < 0.15)
    ]
    return silver + recast + [generator.line() for _ in range(INVENTED)]


def main() -> None:
    """Train on LABELLED.tsv and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path, help="what silver.py wrote")
    parser.add_argument("--output", type=Path, default=tagger.MODEL)
    options = parser.parse_args()

    lines = training_lines(options.labelled)
    counts = Counter(c for text, _ in lines for c in text)
    known = "".join(
        sorted(c for c, n in counts.items() if n >= 5 and not c.isdigit() and not c.isspace())
    )
    codes = tagger.code_table(known)
    trainer = pycrfsuite.Trainer(algorithm=ALGORITHM, params=PARAMETERS)
    for line in lines:
        for text, labels in bie(line):
            trainer.append(attributes(text, codes), labels)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "names.crfsuite"
        trainer.train(str(model))
        pack(model, known, options.output)


if __name__ == "__main__":
    main()
