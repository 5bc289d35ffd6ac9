"""The linear judge: proposes relations that no frame states and vetoes what frames get wrong.

One logistic regression a relation over the features of a pair (trained by ``data/relations``),
weights as integers, so that every machine decides alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.extract.decoder import percent
from graph.extract.discourse.reading import Reading
from graph.extract.discourse.tenure import NOT_YET
from graph.extract.pairs.admission import Admission
from graph.extract.pairs.arguments import Argument, arguments
from graph.extract.pairs.candidates import REVERSED, Pair, possible
from graph.extract.pairs.features import Features
from graph.extract.pairs.model import Model, Weights, load, logit, reached
from graph.extract.pairs.setting import Part, distance
from graph.model import Entity, Relation

RULE = "pair-judge"

_SEVERAL = frozenset({"holds", "issuer"})  # relations that a mention may have to several


_ACTIVE = ("chair", "speaker")
"""Who does one of these attends, too, and that is not said of him besides."""


def judged(
    reading: Reading, stated: Sequence[Relation], model: Model | None = None
) -> list[Relation]:
    """The relations that stand: those stated and not vetoed, then those proposed."""
    if not possible(reading):
        return list(stated)
    scores = Scores(reading, stated, model or load())
    kept = [scores.weighed(relation) for relation in stated if not scores.vetoes(relation)]
    proposed = list(scores.proposals())
    if not proposed:
        return kept
    known = {(r.subject, r.name, r.object) for r in stated}
    known |= {(t.person, "holds", t.post) for t, _ in reading.tenures if t.status in NOT_YET}
    added = [r for r in proposed if (r.subject, r.name, r.object) not in known]
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
        self._numbers = among = arguments(reading)
        self.best: dict[tuple[int, str, int], tuple[int, Pair]] = {}
        self._likeliest: dict[tuple[Argument, str], tuple[int, int]] = {}
        self._stated = {(relation.name, relation.object) for relation in stated}
        self._admission = Admission(reading, among)
        features = Features(reading, among, stated, model.cues)
        weighing = Weighing(features, model)
        rejected = {mention.begin for mention in reading.rejected}
        pairs = [pair for pair in features.candidates if pair.second.begin not in rejected]
        told = [pair for pair in pairs if any(features.frames(pair))]
        others = (pair for pair in pairs if not any(features.frames(pair)))
        for pair in pairs if any(map(weighing.enough, others)) else told:
            self._note(pair, weighing.total(pair))

    def _note(self, pair: Pair, total: int) -> None:
        first, second, _ = pair
        for name, lane, _ in self.model.judged[first.type, second.type]:
            odds = logit(total, lane)
            subject, value = _ends(pair, name)
            which = subject.number, name, value.number
            if which not in self.best or odds > self.best[which][0]:
                self.best[which] = odds, pair
            if (second, name) not in self._likeliest or odds > self._likeliest[second, name][0]:
                self._likeliest[second, name] = odds, subject.number

    def _odds(self, stated: Relation) -> int | None:
        """The logit of a stated relation, if it is judged."""
        ends = map(self._numbers.number, (stated.subject, stated.object))
        subject, value = ends
        found = self.best.get((subject, stated.name, value))
        return found[0] if found else None

    def vetoes(self, relation: Relation) -> bool:
        """Whether a stated relation is judged and found wrong."""
        odds = self._odds(relation)
        wrong = odds is not None and odds < self.model.stand_of[relation.name]
        return wrong and not self._admission.insists(relation)

    def weighed(self, relation: Relation) -> Relation:
        """A stated relation with its chance, if it is judged."""
        odds = self._odds(relation)
        return relation if odds is None else replace(relation, confidence=percent(odds))

    def proposals(self) -> Iterator[Relation]:
        """What is sure enough, at the sentence of its second argument.

        Who is named once is at one occasion, and one is speaking: of several subjects the
        likeliest is meant, and none where a rule states another.
        """
        for (_, name, _), (odds, pair) in self.best.items():
            if odds < self.model.propose_of[name]:
                continue
            subject, value = _ends(pair, name)
            alone = name in _SEVERAL or (
                self._likeliest[pair.second, name][1] == subject.number
                and (name, value.means) not in self._stated
            )
            if alone and isinstance(subject.means, Entity):
                sentence = self.reading.sentences[pair.second.sentence]
                proposed = Relation(subject.means, name, value.means, sentence, RULE, percent(odds))
                if self._admission.admits(proposed, pair.second):
                    yield proposed


def _ends(pair: Pair, name: str) -> tuple[Argument, Argument]:
    """Subject and object of a relation between a pair."""
    return (pair.second, pair.first) if name in REVERSED else (pair.first, pair.second)


class Weighing:
    """The logits of a document's pairs: each argument is weighed once, whatever its pairs, and so
    is each part that several share."""

    def __init__(self, features: Features, model: Model) -> None:
        self._features, self._model = features, model
        self._firsts: dict[Argument, int] = {}
        self._others: dict[Argument, int] = {}
        self._of_first: dict[int, int] = {}
        self._of_other: dict[int, int] = {}

    def total(self, pair: Pair) -> int:
        """The logits of a pair (`graph.extract.pairs.model.logit`)."""
        *shared, own = self._features.between(pair)
        between = _added(shared, self._model.others, self._of_other) + self._model.others.of(own)
        return self._alone(pair) + between

    def _alone(self, pair: Pair) -> int:
        """The same without what is told of them both."""
        first, second = self._firsts.get(pair.first), self._others.get(pair.second)
        if first is None:
            parts = self._features.of(pair.first)
            first = self._firsts[pair.first] = _added(parts, self._model.firsts, self._of_first)
        if second is None:
            parts = self._features.of(pair.second)
            second = self._others[pair.second] = _added(parts, self._model.others, self._of_other)
        return self._model.base + first + second

    def enough(self, pair: Pair) -> bool:
        """Whether a pair of which no frame says anything has a logit that is proposed."""
        first, second, _ = pair
        if first.sentence != second.sentence:
            far = distance(second.sentence - first.sentence)
            needed = self._model.alone(first.type, second.type, far)
            if not reached(self._alone(pair), needed):
                return False
        return reached(self.total(pair), self._model.judged[first.type, second.type])


def _added(parts: Iterable[Part], weights: Weights, known: dict[int, int]) -> int:
    """The weights of parts added up; ``known`` are those weighed before, by identity."""
    total = 0
    for part in parts:
        weight = known.get(id(part))
        if weight is None:
            weight = known[id(part)] = weights.of(part)
        total += weight
    return total
