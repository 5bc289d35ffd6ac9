"""What the judge of pairs learned: weights of features, as integers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.cached import cached_property
from graph.extract.pairs.candidates import SIGNATURES
from graph.extract.pairs.setting import Form, Part, apart, ruled
from graph.resources import ROOT

SCALE = 256
"""Weights are logits times this, rounded, as `percent` takes them."""

FIRST = "x"
"""Marks the features of a pair's first argument."""

_LANE = 32  # bits for each relation, far more than the sum of a pair's weights takes
_HALF, _MASK = 1 << _LANE - 1, (1 << _LANE) - 1
_NONE = repeat(0)


class Judged(NamedTuple):
    """A relation, and where its logit stands in the sum of rows."""

    name: str
    lane: int


class Least(NamedTuple):
    """What logits must reach, as a row, and the bits that show where the rest is not negative."""

    row: int
    signs: int


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
    def firsts(self) -> Weights:
        """What weighs features of a pair's first argument."""
        return Weights(self, FIRST)

    @cached_property
    def others(self) -> Weights:
        """What weighs all other features."""
        return Weights(self)

    @cached_property
    def base(self) -> int:
        """The row of the biases, from which `logit` counts."""
        return _rows(self.bias[None])[0] + _zero(len(self.relations))

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
                Judged(name, _LANE * self.relations.index(name))
                for name in names
                if name in self.relations
            ]
            for types, names in SIGNATURES.items()
        }

    @cached_property
    def proposed(self) -> Mapping[tuple[str, str], Least]:
        """Types of first and second → what a logit of a relation between them must reach, to be
        proposed."""
        return {types: _least(among, self.propose.tolist()) for types, among in self.judged.items()}

    @cached_property
    def _alone(self) -> dict[tuple[str, str, str], Least]:
        return {}

    def alone(self, first: str, second: str, far: str) -> Least:
        """The same for two types in different sentences, of which no frame says anything: what the
        two arguments by themselves must reach, lest nothing told of them both can make it enough.
        """
        which = first, second, far
        if which not in self._alone:
            kinds = first + second
            most = self.others.most(apart(kinds, far, second))
            known = self.others.of(ruled(kinds, (), ())) + _zero(len(most))
            needed = [
                least - logit(known, _LANE * number) - most[number]
                for number, least in enumerate(self.propose.tolist())
            ]
            self._alone[which] = _least(self.judged[first, second], needed)
        return self._alone[which]


def logit(total: int, lane: int) -> int:
    """One relation's logit of a model's `base` and rows added to it."""
    return (total >> lane & _MASK) - _HALF


def reached(total: int, least: Least) -> bool:
    """Whether the logit of any of the relations is as high as it must be."""
    return bool(total - least.row & least.signs)


def _least(among: Sequence[Judged], needed: Sequence[int]) -> Least:
    """What these relations must reach, of what each relation must."""
    lanes = [each.lane for each in among]
    row = sum(needed[lane // _LANE] << lane for lane in lanes)
    return Least(row, sum(_HALF << lane for lane in lanes))


class Weights:
    """The weights of a model by the names of features, which ``mark`` precedes there.

    A row of weights is one integer with each relation's in bits of its own: one addition adds all.
    """

    def __init__(self, model: Model, mark: str = "") -> None:
        self._model, self._mark = model, mark
        self._of_form: dict[Form, Iterable[dict[str, int]]] = {}
        self._of_setting: dict[int, tuple[Part, int]] = {}

    def of(self, part: Part) -> int:
        """The rows of a part's features added up; what training did not keep weighs nothing."""
        total = 0
        for form, values in part:
            tables = self._of_form.get(form) or self._read(form)
            total += sum(map(dict.get, tables, values, _NONE))
        return total

    def of_setting(self, part: Part) -> int:
        """The same of a part that documents share, weighed once."""
        known = self._of_setting.get(id(part))
        if known is None:  # kept with the part, so that no other can have its identity
            known = self._of_setting[id(part)] = part, self.of(part)
        return known[1]

    def _read(self, form: Form) -> Iterable[dict[str, int]]:
        tables = [self._values(self._mark + name) for name in form.names]
        self._of_form[form] = repeat(*tables) if form.several else tables
        return self._of_form[form]

    def _values(self, name: str) -> dict[str, int]:
        """The values that a name has in the model → their rows."""
        span = self._span(name)
        values = (feature[len(name) :] for feature in self._model.features[span])
        return dict(zip(values, _rows(self._model.weights[span]), strict=True))

    def _span(self, name: str) -> slice:
        """Where the features of a name stand in the model."""
        features, behind = self._model.features, name + "\0"  # a feature without a value
        if name.endswith("="):
            behind = name[:-1] + chr(ord("=") + 1)
        return slice(bisect_left(features, name), bisect_left(features, behind))

    def most(self, forms: Sequence[Form]) -> Sequence[int]:
        """What features of these forms, one of each name, add at most to each relation."""
        spans = [self._span(self._mark + name) for form in forms for name in form.names]
        rows = [self._model.weights[span].max(0, initial=0).tolist() for span in spans]
        return [sum(column) for column in zip(*rows, strict=True)]


def _rows(weights: NDArray[np.integer[Any]]) -> list[int]:
    """Each row as one integer."""
    nothing, size = _zero(weights.shape[1]), weights.shape[1] * _LANE // 8
    data = (weights.astype(np.int64) + _HALF).astype("<u4").tobytes()
    begins = range(0, len(data), size)
    return [int.from_bytes(data[at : at + size], "little") - nothing for at in begins]


def _zero(relations: int) -> int:
    """What is added to a row so that no relation's bits are less than zero."""
    return sum(_HALF << _LANE * number for number in range(relations))


@cache
def load(path: Path = ROOT / "data" / "relations" / "judge.npz") -> Model:
    """The model that comes with the package."""
    with np.load(path) as file:
        relations, features, cues = (
            tuple(str(file[name]).split("\n")) for name in ("relations", "features", "cues")
        )
        numbers = (file[name] for name in ("weights", "bias", "propose", "stand"))
        return Model(relations, features, cues, *numbers)
