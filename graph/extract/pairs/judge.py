"""The linear judge: proposes relations that no frame states and vetoes what frames get wrong.

One logistic regression a relation over the features of a pair (trained by ``data/relations``),
weights as integers, so that every machine decides alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from graph.extract.decoder import percent
from graph.extract.discourse.reading import Reading
from graph.extract.discourse.tenure import NOT_YET
from graph.extract.pairs.admission import Admission
from graph.extract.pairs.arguments import Argument, arguments
from graph.extract.pairs.candidates import REVERSED, Pair, possible
from graph.extract.pairs.described import Described
from graph.extract.pairs.features import Features
from graph.extract.pairs.model import Model, load
from graph.model import Entity, Relation

RULE = "pair-judge"

_SEVERAL = frozenset({"holds", "issuer"})  # relations that a mention may have to several

_UNTOLD = frozenset({"Person", "Organization", "Policy"})
"""Types of second arguments of which something is proposed that no frame states: who is at an
event, who cites or issues a policy. Of who holds a post or uses a formula, and of where and when an
event is, the judge is next to never sure by itself."""
_PORTION = 1 << 12  # pairs weighed at once, in some 50 MB; short documents have ten each
_ACTIVE = ("chair", "speaker")
"""Who does one of these attends, too, and that is not said of him besides."""


def judged(
    reading: Reading, stated: Sequence[Relation], model: Model | None = None
) -> list[Relation]:
    """The relations that stand: those stated and not vetoed, then those proposed."""
    return judged_at_once([reading], [stated], model)[0]


def judged_at_once(
    readings: Sequence[Reading], stated: Sequence[Sequence[Relation]], model: Model | None = None
) -> list[list[Relation]]:
    """`judged` of several documents, each step over all of them before the next."""
    model = model or load()
    given = [each for each in zip(readings, stated, strict=True) if possible(each[0])]
    found = [Features(reading, arguments(reading), said) for reading, said in given]
    scored = {features.reading: Scores(features, model) for features in found}
    weigh([*scored.values()], model)
    return [
        _standing(scored[reading], said) if reading in scored else list(said)
        for reading, said in zip(readings, stated, strict=True)
    ]


def _standing(scores: Scores, stated: Sequence[Relation]) -> list[Relation]:
    kept = [relation for relation, stands in map(scores.judged, stated) if stands]
    proposed = list(scores.proposals())
    if not proposed:
        return kept
    tenures = scores.reading.tenures
    known = {(r.subject, r.name, r.object) for r in stated}
    known |= {(t.person, "holds", t.post) for t, _ in tenures if t.status in NOT_YET}
    added = [r for r in proposed if (r.subject, r.name, r.object) not in known]
    return [*_present(kept, added), *_present(added, kept)]


def _present(relations: Sequence[Relation], others: Sequence[Relation]) -> Iterator[Relation]:
    """The relations without who only attends an occasion where others have him speak or chair."""
    active = {(r.subject, r.object) for r in others if r.name in _ACTIVE}
    yield from (r for r in relations if r.name != "attendee" or (r.subject, r.object) not in active)


def vetoed(reading: Reading, stated: Sequence[Relation]) -> list[Relation]:
    """The relations that are stated and do not stand."""
    model = load()
    scores = Scores(Features(reading, arguments(reading), stated), model)
    weigh([scores], model)
    return [relation for relation, stands in map(scores.judged, stated) if not stands]


def weigh(documents: Sequence[Scores], model: Model) -> None:
    """Weigh the pairs of all documents, many at once."""
    weighed = [list[Sequence[int]]() for _ in documents]
    for portion in _portions(documents):
        features, pairs = [documents[at].features for at, _ in portion], [own for _, own in portion]
        logits = iter(model.logits(Described(features, pairs, model.cues)).tolist())
        for at, own in portion:
            weighed[at] += islice(logits, len(own))
    for scores, found in zip(documents, weighed, strict=True):
        scores.note(found)


def _portions(documents: Sequence[Scores]) -> Iterator[list[tuple[int, Sequence[Pair]]]]:
    """Documents by number with pairs of theirs: so many at a time that memory is bounded."""
    portion, room = list[tuple[int, Sequence[Pair]]](), _PORTION
    for at, scores in enumerate(documents):
        begin = 0
        while begin < len(scores.pairs):
            own = scores.pairs[begin : begin + room]
            portion.append((at, own))
            begin, room = begin + len(own), room - len(own)
            if not room:
                yield portion
                portion, room = [], _PORTION
    if portion:
        yield portion


class Scores:
    """The best logit of each pair of entities and relation, and the pair that has it, once they are
    weighed."""

    def __init__(self, features: Features, model: Model) -> None:
        self.reading, self.model = features.reading, model
        self._numbers, self.features = features.arguments, features
        self.best: dict[tuple[int, str, int], tuple[int, Pair]] = {}
        self._likeliest: dict[tuple[Argument, str], tuple[int, int]] = {}
        self._admission = Admission(self.reading, self._numbers)
        rejected = {mention.begin for mention in self.reading.rejected}
        told = {number for ends in features.rules for number in ends}

        def wanted(second: Argument) -> bool:
            possible = second.type in _UNTOLD or second.number in told
            return possible and second.begin not in rejected

        self.pairs = [
            pair
            for pair in features.candidates.where(wanted)
            if pair.second.type in _UNTOLD or features.framed(pair)
        ]

    def note(self, logits: Sequence[Sequence[int]]) -> None:
        """Note what frames say of, and what else is enough to be proposed, by the logits of its
        pairs."""
        weighed = [
            (pair, self.features.framed(pair), odds)
            for pair, odds in zip(self.pairs, logits, strict=True)
        ]
        sure = {
            (pair.first.number, pair.second.number)
            for pair, framed, odds in weighed
            if not framed and self._enough(pair, odds)
        }
        for pair, framed, odds in weighed:
            if framed or (pair.first.number, pair.second.number) in sure:
                self._note(pair, odds)

    def _enough(self, pair: Pair, logits: Sequence[int]) -> bool:
        """Whether any relation of a pair is proposed."""
        judged = self.model.judged[pair.first.type, pair.second.type]
        return any([logits[number] >= least for _, number, least in judged])

    def _note(self, pair: Pair, logits: Sequence[int]) -> None:
        first, second, _ = pair
        for name, number, _ in self.model.judged[first.type, second.type]:
            odds = logits[number]
            subject, value = _ends(pair, name)
            which = subject.number, name, value.number
            if which not in self.best or odds > self.best[which][0]:
                self.best[which] = odds, pair
            if (second, name) not in self._likeliest or odds > self._likeliest[second, name][0]:
                self._likeliest[second, name] = odds, subject.number

    def judged(self, stated: Relation) -> tuple[Relation, bool]:
        """A stated relation, with its chance if it is judged, and whether it stands."""
        subject, value = map(self._numbers.number, (stated.subject, stated.object))
        found = self.best.get((subject, stated.name, value))
        if found is None:
            return stated, True
        odds, name = found[0], stated.name
        stands = odds >= self.model.stand_of[name] or self._admission.insists(stated)
        said = stated.subject, name, stated.object, stated.sentence, stated.rule
        return Relation(*said, percent(odds)), stands

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
                and (name, value.means) not in self.features.stated
            )
            if alone and isinstance(subject.means, Entity):
                sentence = self.reading.sentences[pair.second.sentence]
                proposed = Relation(subject.means, name, value.means, sentence, RULE, percent(odds))
                if self._admission.admits(proposed, pair.second):
                    yield proposed


def _ends(pair: Pair, name: str) -> tuple[Argument, Argument]:
    """Subject and object of a relation between a pair."""
    return (pair.second, pair.first) if name in REVERSED else (pair.first, pair.second)
