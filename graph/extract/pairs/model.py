"""What the judge of pairs learned: weights of features, as integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.cached import cached_property
from graph.extract.decoder.arrays import Longs
from graph.extract.pairs.candidates import SIGNATURES
from graph.extract.pairs.described import Described
from graph.extract.pairs.spelling import numbers
from graph.extract.weights import Table
from graph.resources import ROOT

SCALE = 256
"""Weights are logits times this, rounded, as `percent` takes them."""


class Judged(NamedTuple):
    """A relation, its number, and what its logit must reach to be proposed."""

    name: str
    number: int
    least: int


@dataclass(frozen=True)
class Model:
    """``weights``: features in order × relations, int16; what a relation's logit must reach to be
    proposed, and what a stated one's must, to stand. ``cues`` are the words that features notice.
    """

    relations: tuple[str, ...]
    features: tuple[str, ...]
    cues: tuple[str, ...]
    weights: NDArray[np.int16]
    bias: NDArray[np.int32]
    propose: NDArray[np.int32]
    stand: NDArray[np.int32]

    @cached_property
    def _rows(self) -> tuple[Table, NDArray[np.int16]]:
        """The row of each feature's number, and the rows: the first of zeros, for all others."""
        return Table.of(numbers(self.features)), np.pad(self.weights, ((1, 0), (0, 0)))

    @cached_property
    def propose_of(self) -> Mapping[str, int]:
        """Relation → what its logit must reach, to be proposed."""
        return dict(zip(self.relations, self.propose.tolist(), strict=True))

    @cached_property
    def stand_of(self) -> Mapping[str, int]:
        """Relation → what its logit must reach, where it is stated."""
        return dict(zip(self.relations, self.stand.tolist(), strict=True))

    @cached_property
    def judged(self) -> Mapping[tuple[str, str], Sequence[Judged]]:
        """Types of first and second → the relations between them that are judged."""
        return {
            types: [
                Judged(name, self.relations.index(name), self.propose_of[name])
                for name in names
                if name in self.relations
            ]
            for types, names in SIGNATURES.items()
        }

    def logits(self, described: Described) -> Longs:
        """Pairs × relations; what training did not keep weighs nothing. Each argument is weighed
        once, whatever its pairs."""
        table, weights = self._rows
        numbered = [
            (block.at, block.numbers(described.lines.strings)) for block in described.blocks()
        ]
        rows = table.find(np.concatenate([own.ravel() for _, own in numbered]))
        known = np.flatnonzero(rows)
        at = np.concatenate([np.tile(at, len(own)) for at, own in numbered])[known]
        count, width = described.count, len(self.relations)
        cells = at[:, None] * width + np.arange(width)
        total = np.bincount(cells.ravel(), weights[rows[known]].ravel(), count * width)
        alone = total.astype(np.int64).reshape(count, width)
        logits: Longs = alone[described.parts].sum(0) + self.bias
        return logits


@cache
def load(path: Path = ROOT / "data" / "relations" / "judge.npz") -> Model:
    """The model that comes with the package."""
    with np.load(path) as file:
        relations, features, cues = (
            tuple(str(file[name]).split("\n")) for name in ("relations", "features", "cues")
        )
        numbers = (file[name] for name in ("weights", "bias", "propose", "stand"))
        return Model(relations, features, cues, *numbers)
