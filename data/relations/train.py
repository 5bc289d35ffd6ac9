"""Train the judge of relations (`graph.extract.pairs`) from folders of gold.

    python data/relations/train.py GOLD [GOLD …] [--known FOLDER …] [--folds 5]

GOLD are folders of annotated documents that no rule was written against. Each is learned from
twice: with the mentions of the gold, and with those that extraction finds, so that the judge knows
its mistakes too. Of ``--known`` documents, which the rules were written against, what frames say is
withheld: there it looks more reliable than it is. With ``--folds`` nothing is written: the
documents are divided, each part judged by what was learned from the others, and figures printed.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from graph.evaluate.gold import Gold, gold_files, plain, read_gold
from graph.extract import pipeline
from graph.extract.analysis import Analysis
from graph.extract.discourse.reading import Reading
from graph.extract.pairs.arguments import arguments
from graph.extract.pairs.candidates import REVERSED, SIGNATURES
from graph.extract.pairs.described import Described
from graph.extract.pairs.features import Features
from graph.extract.pairs.model import SCALE
from graph.lexicon import default
from graph.model import Document
from graph.text import prepare

RELATIONS = (
    "holds", "chair", "speaker", "attendee", "organizer", "in_place", "on_date", "invokes",
    "cites", "issuer",
)  # fmt: skip
TARGET = Path(__file__).with_name("judge.npz")
STRENGTH = 0.3  # inverse of the L2 penalty
LEAST = 0.04  # a weight below is left out
FEWEST_ROWS = 3  # that have a feature which is learned
PROPOSE = {"attendee": 0.6, "speaker": 0.75, "cites": 0.8}
STAND = {"attendee": 0.15, "speaker": 0.15, "invokes": 0.35, "cites": 0.2}
"""Probabilities from which a relation is proposed, and below which a stated one does not stand."""
PROPOSE_OTHERS, STAND_OTHERS = 0.97, 0.05


class Row(NamedTuple):
    """A pair for one relation: of which entities, its features, and whether gold has it."""

    ends: tuple[object, object]
    features: frozenset[str]
    true: bool


def cues() -> tuple[str, ...]:
    return tuple(sorted(default().word_class("cue")))


def readings(gold: Gold) -> tuple[Reading, Reading]:
    """The document read with the mentions of its gold, and as extraction reads it."""
    digest = hashlib.sha256(gold.text.encode()).hexdigest()
    analysis = Analysis(prepare(Document(gold.document, gold.text, digest)))
    if len(analysis.text) != len(gold.text):  # characters that are not seen were left out
        return (pipeline.read(analysis),) * 2
    mentions = [
        analysis.mention(begin, end, kind, "gold")
        for (begin, end), (kind, _) in sorted(gold.spans.items())
    ]
    within = [m for m in mentions if m.end <= analysis.sentence_at(m.begin).end]
    return pipeline.of_mentions(analysis, within), pipeline.read(analysis)


def rows(gold: Gold, reading: Reading, frames: bool = True) -> dict[str, list[Row]]:
    """The candidate pairs of a document, relation → rows; those that do not count left out."""
    found = arguments(reading)
    stated = pipeline.stated(reading) if frames else ()
    features = Features(reading, found, stated)
    pairs = list(features.candidates)
    described = Described([features], [pairs], cues()).spelt() if pairs else []
    names: dict[object, set[str]] = defaultdict(set)
    for argument in found.all:
        means = argument.means
        told = (argument.text,) if isinstance(means, str) else (argument.text, means.name)
        names[means] |= set(map(plain, told))
        if isinstance(means, str):
            names[means].add("-" + means[4:])
    out: dict[str, list[Row]] = defaultdict(list)
    for pair, features_of_pair in zip(pairs, described, strict=True):
        for name in SIGNATURES[pair.first.type, pair.second.type]:
            ends = (pair.first, pair.second)
            subject, value = reversed(ends) if name in REVERSED else ends
            facts = (gold.facts or {}).get(name, ())
            called = [names[each.means] | {plain(each.text)} for each in (subject, value)]
            true = any(called[0] & f.subject and called[1] & f.object for f in facts)
            excused = any(c & gold.excused and not c & gold.counted for c in called)
            if true or not excused:
                out[name].append(Row((subject.means, value.means), features_of_pair, true))
    return out


def matrix(chosen: Sequence[Row], vocabulary: dict[str, int]) -> sparse.csr_matrix:
    """Rows × features, 1 where a row has one."""
    columns: list[int] = []
    ends = [0]
    for row in chosen:
        columns += sorted(vocabulary[feature] for feature in row.features if feature in vocabulary)
        ends.append(len(columns))
    shape = (len(chosen), len(vocabulary))
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)


def learn(
    documents: Iterable[dict[str, list[Row]]],
) -> tuple[dict[str, int], np.ndarray, list[float]]:
    """Vocabulary, weights (features × relations) and biases."""
    together: dict[str, list[Row]] = defaultdict(list)
    for document in documents:
        for name, some in document.items():
            together[name] += some
    counts = Counter(f for some in together.values() for row in some for f in row.features)
    common = (feature for feature, rows in counts.items() if rows >= FEWEST_ROWS)
    vocabulary = {feature: place for place, feature in enumerate(common)}
    fits = []
    for name in RELATIONS:
        x = matrix(together[name], vocabulary)
        y = np.array([row.true for row in together[name]])
        fit = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200).fit(x, y)
        fits.append((fit.coef_[0], float(fit.intercept_[0])))
    weights = np.zeros((len(vocabulary), len(RELATIONS)))
    for place, (coefficients, _) in enumerate(fits):
        weights[:, place] = coefficients
    return vocabulary, weights, [bias for _, bias in fits]


def probabilities(
    document: dict[str, list[Row]], learned: tuple[dict[str, int], np.ndarray, list[float]]
) -> Iterator[tuple[str, dict[tuple[object, object], tuple[float, bool]]]]:
    """Relation → ends → the best probability and whether gold has it."""
    vocabulary, weights, biases = learned
    for place, name in enumerate(RELATIONS):
        some = document.get(name, [])
        best: dict[tuple[object, object], tuple[float, bool]] = {}
        if some:
            logits = matrix(some, vocabulary) @ weights[:, place] + biases[place]
            for row, p in zip(some, 1 / (1 + np.exp(-logits)), strict=True):
                best[row.ends] = max(best.get(row.ends, (0.0, row.true)), (float(p), row.true))
        yield name, best


def cross_validate(
    seen: list[list[dict[str, list[Row]]]], known: list[dict[str, list[Row]]], folds: int
) -> None:
    """Print precision and recall among the candidates, by relation and threshold."""
    tally: Counter[tuple[str, float, str]] = Counter()
    for fold in range(folds):
        kept = [d for i, pair in enumerate(seen) if i % folds != fold for d in pair]
        learned = learn([*kept, *known])
        for _, document in seen[fold::folds]:
            for name, best in probabilities(document, learned):
                for level in (0.3, 0.5, 0.6, 0.7, 0.8):
                    for p, true in best.values():
                        tally[name, level, f"{p >= level}{true}"] += 1
    for name in RELATIONS:
        for level in (0.3, 0.5, 0.6, 0.7, 0.8):
            right, wrong, missed = (
                tally[name, level, k] for k in ("TrueTrue", "TrueFalse", "FalseTrue")
            )
            precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
            print(f"{name:10} {level} P {precision:.3f} R {recall:.3f} {right}")


def levels(probabilities: dict[str, float], others: float) -> np.ndarray:
    """The logits of these probabilities, by relation, as integers."""
    wanted = np.array([probabilities.get(name, others) for name in RELATIONS])
    return np.round(np.log(wanted / (1 - wanted)) * SCALE).astype(np.int32)


def write(learned: tuple[dict[str, int], np.ndarray, list[float]], target: Path = TARGET) -> None:
    """Weights as integers, those near nothing left out."""
    vocabulary, weights, biases = learned
    names = sorted(vocabulary, key=vocabulary.__getitem__)
    kept = sorted(
        (name, row) for name, row in zip(names, weights, strict=True) if np.abs(row).max() >= LEAST
    )
    np.savez_compressed(
        target,
        relations=np.array("\n".join(RELATIONS)),
        features=np.array("\n".join(name for name, _ in kept)),
        cues=np.array("\n".join(cues())),
        weights=np.round(np.array([row for _, row in kept]) * SCALE).astype(np.int16),
        bias=np.round(np.array(biases) * SCALE).astype(np.int32),
        propose=levels(PROPOSE, PROPOSE_OTHERS),
        stand=levels(STAND, STAND_OTHERS),
    )
    print(f"{target}: {len(kept)} features, {target.stat().st_size // 1024} kB")


def golds(folders: Sequence[Path]) -> Iterator[Gold]:
    for folder in folders:
        for path in gold_files(folder):
            gold = read_gold(path, path.stem)
            if gold.facts is not None:
                yield gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--known", type=Path, nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    seen = [[rows(gold, reading) for reading in readings(gold)] for gold in golds(given.gold)]
    known = [rows(gold, readings(gold)[0], frames=False) for gold in golds(given.known)]
    if given.folds:
        cross_validate(seen, known, given.folds)
    else:
        write(learn([*(d for pair in seen for d in pair), *known]), given.out)


if __name__ == "__main__":
    main()
