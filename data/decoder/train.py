"""Train the decoder of ``graph/extract/decoder`` and write ``spans.npz`` beside this file.

    python data/decoder/train.py GOLD_DIR... [--output FILE]

README.md tells what the folders hold.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import jieba
import numpy as np
import pycrfsuite
from examples import Example, examples

from graph.extract.decoder.arrays import named
from graph.extract.decoder.candidates import candidates
from graph.extract.decoder.features import GAP, Evidence, observe
from graph.extract.decoder.model import (
    CHANNELS,
    LABELS,
    MARKS,
    MODEL,
    NUMBER,
    SCALE,
    TYPES,
    Model,
    load,
)
from graph.extract.decoder.words import Words

PARAMETERS = {"c1": 0.05, "c2": 0.5, "max_iterations": 60}
CHOICE = {"c1": 0.0, "c2": 5.0, "max_iterations": 200}
BARS = dict.fromkeys(TYPES, 0)
"""The log-odds, in units of 1/SCALE nat, that a mention must have."""

FOLDS = 5
LEAST = 0.01
"""Weights below are dropped."""

OFTEN = 20
TRUST = {0.85: 3 * SCALE // 2, 0.95: 4 * SCALE}
"""A rule settled on this often and as precise as that: the log-odds that its word adds."""

FREQUENT = 20
"""jieba's count from which a word is in the dictionary."""

Arrays = dict[str, np.ndarray]
Item = tuple[list[str], str]


def labels(size: int, gold: Iterable[tuple[tuple[int, int], str]]) -> list[str]:
    """The label of each character."""
    out = ["O"] * size
    for (begin, end), kind in gold:
        out[begin:end] = [f"I-{kind}"] * (end - begin)
        out[begin] = f"B-{kind}"
    return out


def attributes(evidence: Evidence, words: Words) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """Each character's features, ``name offset key``, and the segments of the document."""
    seen = observe([evidence], words)
    count = len(evidence.text)
    rows: list[list[str]] = [[] for _ in range(count)]
    for name, offsets in CHANNELS.items():
        keys = seen.channels[name].tolist()
        for offset in offsets:
            head = f"{name} {offset} "
            for row, key in zip(rows, keys[GAP + offset : GAP + offset + count], strict=True):
                if key:
                    row.append(head + str(key))
    for name in MARKS:
        at, keys = seen.marks[name]
        for place, key in zip((at - GAP).tolist(), keys.tolist(), strict=True):
            rows[place].append(f"{name} 0 {key}")
    return rows, [(b - GAP, e - GAP) for b, e in seen.segments.tolist()]


Prepared = tuple[list[list[str]], list[tuple[int, int]], list[str]]


def prepared(example: Example, words: Words) -> Prepared:
    """Features, segments and labels of a document."""
    rows, segments = attributes(example.evidence, words)
    wanted = labels(len(rows), ((span, kind) for span, (kind, _) in example.gold.items()))
    return rows, segments, wanted


def fit(documents: Iterable[Prepared]) -> Arrays:
    """Train the first stage on documents and return the weights as they are stored."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for rows, segments, wanted in documents:
        for begin, end in segments:
            trainer.append(rows[begin:end], wanted[begin:end])
    transitions, features = learnt(trainer)
    return packed(transitions, features)


def learnt(
    trainer: pycrfsuite.Trainer,
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """The weights of transitions and of features that a trainer arrives at."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info()
        return dict(found.transitions), dict(found.state_features)


def packed(arcs: dict[tuple[str, str], float], features: dict[tuple[str, str], float]) -> Arrays:
    """Weights as integers: per channel sorted keys and, for each, its cells."""
    number = {label: i for i, label in enumerate(LABELS)}
    transitions = np.full((len(number), len(number)), -(10**7), np.int32)
    for before in LABELS:
        for after in LABELS:
            if after[0] != "I" or (before != "O" and before[1:] == after[1:]):
                weight = arcs.get((before, after), 0.0)
                transitions[number[before], number[after]] = round(weight * SCALE)
    all_offsets = {**CHANNELS, **dict.fromkeys(MARKS, (0,))}
    cells: dict[str, dict[int, list[tuple[int, int]]]] = {n: defaultdict(list) for n in all_offsets}
    for (attribute, label), weight in features.items():
        name, offset, key = attribute.split()
        if abs(weight) >= LEAST:
            column = all_offsets[name].index(int(offset)) * len(number) + number[label]
            cells[name][int(key)].append((column, round(weight * SCALE)))
    arrays = {"transitions": transitions}
    for name, table in cells.items():
        keys = sorted(table)
        rows = [sorted(table[key]) for key in keys]
        arrays[f"{name}_keys"] = np.diff(np.array(keys, np.uint64), prepend=np.uint64(0))
        arrays[f"{name}_counts"] = np.array([len(row) for row in rows], np.uint8)
        arrays[f"{name}_cells"] = np.array([c for row in rows for c, _ in row], np.uint8)
        arrays[f"{name}_values"] = np.array([v for row in rows for _, v in row], np.int16)
    return arrays


def first_stages(own: Sequence[Example], words: Arrays) -> list[Arrays]:
    """The first stage trained five times, each time without a fifth of the documents."""
    cut = dictionary(words)
    ready = [prepared(e, cut) for e in own]
    return [fit(r for i, r in enumerate(ready) if i % FOLDS != fold) for fold in range(FOLDS)]


def all_items(own: Sequence[Example], stages: Sequence[Arrays], words: Arrays) -> list[list[Item]]:
    """The candidates of each document by the stage that has not seen it."""
    models = []
    with tempfile.TemporaryDirectory() as folder:
        for number, weights in enumerate(stages):
            path = Path(folder) / f"{number}.npz"
            write(path, words, weights)
            models.append(load(path))
    return [items(e, models[i % len(models)]) for i, e in enumerate(own)]


def chains(gold: dict[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    """Places that follow each other at once, as one: either way of marking them is right."""
    last: list[tuple[int, int]] = []
    for span, kind in sorted(gold.items()):
        if kind == "Place" and last and last[-1][1] == span[0]:
            last.append(span)
            yield from ((begin, span[1]) for begin, _ in last[:-1])
        else:
            last = [span] if kind == "Place" else []


def items(example: Example, model: Model) -> list[Item]:
    """The candidates of a document: features, and whether the gold has them; none in doubt."""
    _, found = candidates([example.evidence], model)
    features: list[list[str]] = [[] for _ in found.begins]
    for number, key in zip(found.at.tolist(), found.keys.tolist(), strict=True):
        features[number].append(str(key))
    optional = [span for span, (_, doubtful) in example.gold.items() if doubtful]
    gold = {span: kind for span, (kind, _) in example.gold.items()}
    joined = {span: "Place" for span in chains(gold)}
    out = []
    for own, begin, end, kind in zip(
        features, (found.begins - GAP).tolist(), (found.ends - GAP).tolist(),
        found.types.tolist(), strict=True,
    ):  # fmt: skip
        right = TYPES[kind] in (gold.get((begin, end)), joined.get((begin, end)))
        if not any(b < end and begin < e for b, e in optional):
            out.append((own, "yes" if right else "no"))
    return out


def fit_choice(learned: Iterable[Item]) -> Arrays:
    """Train the logistic model over candidates and return its weights as they are stored."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=CHOICE, verbose=False)
    for features, right in learned:
        trainer.append([features], [right])
    _, weights = learnt(trainer)
    odds: dict[int, float] = defaultdict(float)
    for (key, label), weight in weights.items():
        odds[int(key)] += weight if label == "yes" else -weight
    keys = sorted(key for key, weight in odds.items() if abs(weight) >= LEAST)
    return {
        "choice_keys": np.diff(np.array(keys, np.uint64), prepend=np.uint64(0)),
        "choice_values": np.array([round(odds[key] * SCALE) for key in keys], np.int32),
    }


def trusted_rules(own: Iterable[Example]) -> Arrays:
    """The rules, each with a type, that are mostly right where they are settled on, and the
    log-odds that adds."""
    right, often = Counter[int](), Counter[int]()
    for example in own:
        optional = [span for span, (_, doubtful) in example.gold.items() if doubtful]
        for m in example.evidence.settled:
            if not any(b < m.end and m.begin < e for b, e in optional):
                rule = named(m.rule) << 3 | NUMBER[m.type]
                often[rule] += 1
                right[rule] += example.gold.get((m.begin, m.end), ("",))[0] == m.type
    trust = {}
    for rule, times in often.items():
        precise = right[rule] / times
        if times >= OFTEN:
            trust[rule] = max(
                (odds for least, odds in TRUST.items() if precise >= least), default=0
            )
    proven = sorted(rule for rule, odds in trust.items() if odds)
    return {"rules": np.array(proven), "trust": np.array([trust[rule] for rule in proven])}


def word_arrays() -> Arrays:
    """The dictionary: jieba's frequent words and their parts of speech."""
    kinds = {}
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, count, kind = line.split(" ")
        chinese = all("一" <= character <= "鿿" for character in word)
        if (int(count) >= FREQUENT or len(word) == 1) and chinese and len(word) <= 8:
            kinds[word] = kind
    words = sorted(kinds)
    number = {kind: i for i, kind in enumerate(sorted(set(kinds.values())), 1)}
    return {
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "kinds": np.array([*(number[kinds[w]] for w in words), 0], np.uint8),
    }


def dictionary(arrays: Arrays) -> Words:
    """The dictionary as the decoder uses it."""
    return Words(arrays["words"].tobytes().decode().split("\n"), arrays["kinds"].astype(np.uint64))


def write(path: Path, *parts: Arrays) -> None:
    """Write a model."""
    arrays = {
        "rules": np.zeros(1, np.int64),
        "trust": np.zeros(1, np.int64),
        "least": np.array([BARS[kind] for kind in TYPES], np.int32),
        "choice_keys": np.zeros(0, np.uint64),
        "choice_values": np.zeros(0, np.int32),
    }
    for part in parts:
        arrays |= part
    np.savez_compressed(path, **arrays)


def main() -> None:
    """Train on the folders and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="documents new to the rules")
    parser.add_argument("--output", type=Path, default=MODEL)
    given = parser.parse_args()

    words = word_arrays()
    own = list(examples(given.gold))
    cut = dictionary(words)
    learned = all_items(own, first_stages(own, words), words)
    stage = fit(prepared(e, cut) for e in own)
    choice = fit_choice(item for found in learned for item in found)
    write(given.output, words, stage, choice, trusted_rules(own))
    print(f"{given.output}: {given.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
