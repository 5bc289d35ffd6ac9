"""The linear judge: proposes relations that no frame states and vetoes what frames get wrong.

One logistic regression a relation over the features of a pair (trained by ``data/relations``),
weights as integers, so that every machine decides alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.extract.discourse.reading import Reading
from graph.extract.pairs.arguments import Argument, arguments
from graph.extract.pairs.candidates import REVERSED, SIGNATURES, Pair
from graph.extract.pairs.features import Features
from graph.model import Entity, Relation
from graph.resources import ROOT

SCALE = 256
"""Weights are logits times this, rounded."""

RULE = "pair-judge"

_NEVER = -(1 << 60)
_SEVERAL = frozenset({"holds", "issuer"})  # relations that a mention may have to several


@dataclass(frozen=True)
class Model:
    """``weights``: features × relations, int16; what a relation's logit must reach to be proposed,
    and what a stated one's must, to stand. ``cues`` are the words that features notice."""

    relations: tuple[str, ...]
    features: tuple[str, ...]
    cues: tuple[str, ...]
    weights: NDArray[np.int16]
    bias: NDArray[np.int32]
    propose: NDArray[np.int32]
    stand: NDArray[np.int32]

    @cached_property
    def row(self) -> dict[str, int]:
        """Feature → its row of weights."""
        return {feature: number for number, feature in enumerate(self.features)}

    def total(self, features: Iterable[str]) -> NDArray[np.int64]:
        """The weights of features, added up by relation; unknown ones weigh nothing."""
        row = self.row
        rows = {row[feature] for feature in features if feature in row}
        total: NDArray[np.int64] = self.weights[list(rows)].sum(axis=0, dtype=np.int64)
        return total


@cache
def load(path: Path = ROOT / "data" / "relations" / "judge.npz") -> Model:
    """The model that comes with the package."""
    with np.load(path) as file:
        relations, features, cues = (
            tuple(str(file[name]).split("\n")) for name in ("relations", "features", "cues")
        )
        numbers = (file[name] for name in ("weights", "bias", "propose", "stand"))
        return Model(relations, features, cues, *numbers)


def judged(
    reading: Reading, stated: Sequence[Relation], model: Model | None = None
) -> list[Relation]:
    """The relations that stand: those stated and not vetoed, then those proposed."""
    model = model or load()
    scores = Scores(reading, stated, model)
    kept = [relation for relation in stated if not scores.vetoes(relation)]
    known = {(r.subject, r.name, r.object) for r in stated}
    return [*kept, *(r for r in scores.proposals() if (r.subject, r.name, r.object) not in known)]


class Scores:
    """The best logit of each pair of entities and relation, and the pair that has it."""

    def __init__(self, reading: Reading, stated: Sequence[Relation], model: Model) -> None:
        self.reading, self.model = reading, model
        self.best: dict[tuple[Entity | str, str, Entity | str], tuple[int, Argument]] = {}
        self._likeliest: dict[tuple[Argument, str], tuple[int, Entity | str]] = {}
        self._stated = {(relation.name, relation.object) for relation in stated}
        features = Features(reading, arguments(reading), stated, model.cues)
        own: dict[tuple[Argument, bool], NDArray[np.int64]] = {}

        def alone(argument: Argument, first: bool) -> NDArray[np.int64]:
            if (argument, first) not in own:
                named = features.of(argument)
                own[argument, first] = model.total(map("x".__add__, named) if first else named)
            return own[argument, first]

        for pair in features.candidates:
            logits = alone(pair.first, True) + alone(pair.second, False) + model.bias
            logits = logits + model.total(features.between(pair))
            self._note(pair, logits)

    def _note(self, pair: Pair, logits: NDArray[np.int64]) -> None:
        for name in SIGNATURES[pair.first.type, pair.second.type]:
            if name in self.model.relations:
                ends = pair.first.means, pair.second.means
                subject, value = reversed(ends) if name in REVERSED else ends
                logit = int(logits[self.model.relations.index(name)])
                if logit > self.best.get((subject, name, value), (_NEVER,))[0]:
                    self.best[subject, name, value] = logit, pair.second
                if logit > self._likeliest.get((pair.second, name), (_NEVER,))[0]:
                    self._likeliest[pair.second, name] = logit, subject

    def vetoes(self, relation: Relation) -> bool:
        """Whether a stated relation is judged and found wrong."""
        found = self.best.get((relation.subject, relation.name, relation.object))
        return bool(
            found and found[0] < self.model.stand[self.model.relations.index(relation.name)]
        )

    def proposals(self) -> Iterator[Relation]:
        """What is sure enough, at the sentence of its second argument.

        Who is named once is at one occasion, and one is speaking: of several subjects the
        likeliest is meant, and none where a rule states another.
        """
        for (subject, name, value), (logit, second) in self.best.items():
            sure = logit >= self.model.propose[self.model.relations.index(name)]
            alone = name in _SEVERAL or (
                self._likeliest[second, name][1] == subject and (name, value) not in self._stated
            )
            if sure and alone and isinstance(subject, Entity):
                sentence = self.reading.sentences[second.sentence]
                yield Relation(subject, name, value, sentence, RULE)
