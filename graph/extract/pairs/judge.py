"""The linear judge: proposes relations that no frame states and vetoes what frames get wrong.

One logistic regression a relation over the features of a pair (trained by ``data/relations``),
weights as integers, so that every machine decides alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.extract.decoder import percent
from graph.extract.discourse.reading import Reading
from graph.extract.discourse.tenure import NOT_YET
from graph.extract.pairs.admission import Admission
from graph.extract.pairs.arguments import Argument, arguments
from graph.extract.pairs.candidates import REVERSED, SIGNATURES, Pair
from graph.extract.pairs.features import Features
from graph.extract.pairs.setting import Part
from graph.model import Entity, Relation
from graph.resources import ROOT

SCALE = 256
"""Weights are logits times this, rounded, as `percent` takes them."""

RULE = "pair-judge"

FIRST = "x"
"""Marks the features of a pair's first argument."""

Totals = NDArray[np.int64]
Described = Sequence[Part]

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

    @cached_property
    def column(self) -> dict[str, int]:
        """Relation → its column of weights."""
        return {name: number for number, name in enumerate(self.relations)}

    @cached_property
    def first_row(self) -> dict[str, int]:
        """The same of a pair's first argument, whose features are marked."""
        return {f[1:]: n for f, n in self.row.items() if f.startswith(FIRST)}

    @cached_property
    def _padded(self) -> NDArray[np.int16]:
        """The weights and a last row of zeros, for features unknown."""
        return np.pad(self.weights, ((0, 1), (0, 0)))

    def totals(self, firsts: Sequence[Described], others: Sequence[Described]) -> Totals:
        """The weights of what each is described by added up, those of a pair's first arguments,
        then those of others, × relations.

        A part that several share is looked up once. What training did not keep weighs nothing.
        """
        unknown = repeat(len(self.features))
        rows: list[Iterator[int]] = []
        sizes: list[int] = []
        groups: list[list[int]] = []
        for described, known in ((firsts, self.first_row), (others, self.row)):
            parts = {id(part): part for some in described for part in some}
            place = {which: number for number, which in enumerate(parts, len(sizes))}
            rows.append(map(known.get, chain.from_iterable(parts.values()), unknown))
            sizes += map(len, parts.values())
            groups += [[place[id(part)] for part in some] for some in described]
        of_parts = _added(self._padded, chain(*rows), sizes)
        return _added(of_parts, chain.from_iterable(groups), [*map(len, groups)])


def _added(values: NDArray[np.integer[Any]], rows: Iterator[int], sizes: Sequence[int]) -> Totals:
    """The rows of each group added up, groups × columns; ``rows`` are those of all groups, one
    after another, ``sizes`` how many each has, none of them empty."""
    counts = np.array(sizes, np.int64)
    begins = np.cumsum(counts) - counts
    flat = np.fromiter(rows, np.int64, sum(sizes))
    total: Totals = np.add.reduceat(values.take(flat, 0), begins, dtype=np.int64)
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


_ACTIVE = ("chair", "speaker")
"""Who does one of these attends, too, and that is not said of him besides."""


def judged(
    reading: Reading, stated: Sequence[Relation], model: Model | None = None
) -> list[Relation]:
    """The relations that stand: those stated and not vetoed, then those proposed."""
    model = model or load()
    scores = Scores(reading, stated, model)
    kept = [scores.weighed(relation) for relation in stated if not scores.vetoes(relation)]
    known = {(r.subject, r.name, r.object) for r in stated}
    known |= {(t.person, "holds", t.post) for t, _ in reading.tenures if t.status in NOT_YET}
    added = [r for r in scores.proposals() if (r.subject, r.name, r.object) not in known]
    return [*_present(kept, added), *_present(added, kept)]


def _present(relations: Sequence[Relation], others: Sequence[Relation]) -> Iterator[Relation]:
    """The relations without who only attends an occasion where others have him speak or chair."""
    active = {(r.subject, r.object) for r in others if r.name in _ACTIVE}
    yield from (r for r in relations if r.name != "attendee" or (r.subject, r.object) not in active)


def vetoed(reading: Reading, stated: Sequence[Relation]) -> list[Relation]:
    """The relations that are stated and do not stand."""
    scores = Scores(reading, stated, load())
    return [scores.weighed(relation) for relation in stated if scores.vetoes(relation)]


class Scores:
    """The best logit of each pair of entities and relation, and the pair that has it."""

    def __init__(self, reading: Reading, stated: Sequence[Relation], model: Model) -> None:
        self.reading, self.model = reading, model
        self.best: dict[tuple[Entity | str, str, Entity | str], tuple[int, Argument]] = {}
        self._likeliest: dict[tuple[Argument, str], tuple[int, Entity | str]] = {}
        self._stated = {(relation.name, relation.object) for relation in stated}
        among = arguments(reading)
        self._admission = Admission(reading, among)
        features = Features(reading, among, stated, model.cues)
        rejected = {mention.begin for mention in reading.rejected}
        pairs = [pair for pair in features.candidates if pair.second.begin not in rejected]
        for pair, row in zip(pairs, _logits(pairs, features, model), strict=True):
            self._note(pair, row)

    def _note(self, pair: Pair, logits: Sequence[int]) -> None:
        for name in SIGNATURES[pair.first.type, pair.second.type]:
            if name in self.model.column:
                ends = pair.first.means, pair.second.means
                subject, value = reversed(ends) if name in REVERSED else ends
                logit = logits[self.model.column[name]]
                if logit > self.best.get((subject, name, value), (_NEVER,))[0]:
                    self.best[subject, name, value] = logit, pair.second
                if logit > self._likeliest.get((pair.second, name), (_NEVER,))[0]:
                    self._likeliest[pair.second, name] = logit, subject

    def vetoes(self, relation: Relation) -> bool:
        """Whether a stated relation is judged and found wrong."""
        if self._admission.insists(relation):
            return False
        found = self.best.get((relation.subject, relation.name, relation.object))
        return bool(found and found[0] < self.model.stand[self.model.column[relation.name]])

    def weighed(self, relation: Relation) -> Relation:
        """A stated relation with its chance, if it is judged."""
        found = self.best.get((relation.subject, relation.name, relation.object))
        return replace(relation, confidence=percent(found[0])) if found else relation

    def proposals(self) -> Iterator[Relation]:
        """What is sure enough, at the sentence of its second argument.

        Who is named once is at one occasion, and one is speaking: of several subjects the
        likeliest is meant, and none where a rule states another.
        """
        least = dict(zip(self.model.relations, self.model.propose.tolist(), strict=True))
        sure = ((which, found) for which, found in self.best.items() if found[0] >= least[which[1]])
        for (subject, name, value), (logit, second) in sure:
            alone = name in _SEVERAL or (
                self._likeliest[second, name][1] == subject and (name, value) not in self._stated
            )
            if alone and isinstance(subject, Entity):
                sentence = self.reading.sentences[second.sentence]
                proposed = Relation(subject, name, value, sentence, RULE, percent(logit))
                if self._admission.admits(proposed, second):
                    yield proposed


def _logits(pairs: Sequence[Pair], features: Features, model: Model) -> list[list[int]]:
    """The logits of each pair, one a relation. An argument is weighed once, whatever its pairs."""
    if not pairs:
        return []
    firsts = {pair.first: features.of(pair.first) for pair in pairs}
    seconds = {pair.second: features.of(pair.second) for pair in pairs}
    first_at = {each: number for number, each in enumerate(firsts)}
    second_at = {each: number for number, each in enumerate(seconds, len(firsts))}
    between = map(features.between, pairs)
    totals = model.totals([*firsts.values()], [*seconds.values(), *between])
    first, second = (
        totals[[first_at[p.first] for p in pairs]],
        totals[[second_at[p.second] for p in pairs]],
    )
    both = totals[len(firsts) + len(seconds) :]
    logits: list[list[int]] = (first + second + both + model.bias).tolist()
    return logits
