"""The judge of relations: the same for the same text, and free to add and to veto."""

from __future__ import annotations

import numpy as np
import pytest

from graph.extract import pipeline
from graph.extract.pairs import judge
from graph.extract.pairs.arguments import arguments
from graph.extract.pairs.candidates import SIGNATURES, Candidates
from graph.extract.pairs.described import Described
from graph.extract.pairs.features import Features
from graph.extract.pairs.judge import RULE, judged, judged_at_once
from graph.extract.pairs.model import SCALE, Model, load
from graph.extract.pairs.spelling import numbers
from graph.lexicon import default
from graph.model import Document, Entity
from graph.rdf import RELATIONS

TEXT = (
    "澄州市召开全市水利工作会议\n"
    "4月6日，全市水利工作会议在澄州召开。市委书记陆知远主持会议并讲话。市长程望山，"
    "市领导韩松、林秀珍出席会议。\n"
    "陆知远强调，要坚持“两个维护”，落实《澄州市河湖保护条例》。\n"
)


def reading(text: str = TEXT) -> pipeline.Reading:
    return pipeline.read(Document("a", text, "0" * 64, issued="2021-04-07"))


def test_a_masked_sentence_shows_where_each_sign_stands() -> None:
    found = arguments(reading())
    for argument in found.all:
        assert found.masked[argument.sentence][argument.at] in "ⓅⓉⓄⓁⒺⒹⓈⓎ"
    assert "Ⓨ，Ⓔ在Ⓛ召开。" in found.masked


def test_candidates_have_types_that_may_be_related() -> None:
    known = reading()
    pairs = list(Candidates(known, arguments(known)))
    assert pairs
    assert all((pair.first.type, pair.second.type) in SIGNATURES for pair in pairs)
    assert all(pair.first is not pair.second for pair in pairs)


def test_the_model_is_integers_over_relations_of_the_ontology() -> None:
    model = load()
    assert set(model.relations) <= set(RELATIONS)
    assert model.weights.dtype == np.int16
    assert model.weights.shape == (len(model.features), len(model.relations))
    assert list(model.features) == sorted(set(model.features)), "each once, in order"
    assert (model.stand <= model.propose).all()


def test_the_words_it_notices_are_those_of_the_list() -> None:
    """A word added to the class counts once the weights are learned anew."""
    assert load().cues == tuple(sorted(default().word_class("cue")))


def test_it_decides_alike_every_time() -> None:
    known = reading()
    stated = pipeline.stated(known)
    assert judged(known, stated) == judged(known, stated) == judged(reading(), stated)


@pytest.mark.parametrize("portion", [1, 3, 1 << 12])
def test_documents_judged_at_once_are_judged_as_each_alone(
    portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [reading(TEXT[at:]) for at in (0, 0, TEXT.index("4月6日"), TEXT.index("陆知远强调"))]
    stated = [pipeline.stated(each) for each in known]
    alone = [judged(*each) for each in zip(known, stated, strict=True)]
    monkeypatch.setattr(judge, "_PORTION", portion)
    assert judged_at_once(known, stated) == alone


def test_a_feature_has_the_number_of_its_string() -> None:
    known = reading()
    features = Features(known, arguments(known), pipeline.stated(known))
    described = Described([features], [list(features.candidates)], load().cues)
    text = described.lines.text()
    for names, at, prefix, values in described.blocks():
        spelt = [
            [
                called[which] + text[begin:end]
                for which, begin, end in zip(prefix, *each, strict=True)
            ]
            for called, *each in zip(names.all, *values, strict=True)
        ]
        assert len(at) == len(prefix)
        found = names.before(described.lines.strings.numbers(*values), prefix)
        assert [numbers(each).tolist() for each in spelt] == found.tolist()


def test_features_say_what_stands_where() -> None:
    known = reading()
    features = Features(known, arguments(known), pipeline.stated(known))
    pairs = list(features.candidates)
    described = Described([features], [pairs], load().cues).spelt()
    (chair, *_) = (
        each for pair, each in zip(pairs, described, strict=True) if pair.second.type == "Person"
    )
    assert chair >= {"EventPerson", "PersonR2=主持", "Personr2=主持", "Persontail=知远"}


def _of_bias(bias: int) -> Model:
    relations = load().relations
    some = np.full(len(relations), bias, np.int32)
    level = np.zeros(len(relations), np.int32)
    empty = np.zeros((0, len(relations)), np.int16)
    return Model(relations, (), (), empty, some, level, level)


def test_a_judge_that_is_against_all_leaves_what_it_does_not_judge() -> None:
    known = reading()
    kept = judged(known, pipeline.stated(known), _of_bias(-SCALE))
    assert kept and {relation.name for relation in kept} <= {"post_in", "jurisdiction", "part_of"}


def test_what_no_rule_states_is_proposed_with_its_sentence() -> None:
    known = reading()
    stated = pipeline.stated(known)
    added = judged(known, stated, _of_bias(SCALE))[len(stated) :]
    assert added and {relation.rule for relation in added} == {RULE}
    assert all(relation.sentence in known.sentences for relation in added)


def test_who_is_told_of_as_absent_is_not_proposed() -> None:
    known = reading(
        TEXT + "副市长骆宾因故未出席，市水利局局长石景请假，副市长邝鹏代表市长甘霖到场。\n"
    )
    added = judged(known, [], _of_bias(SCALE))
    who = {r.object.name for r in added if r.name == "attendee" and isinstance(r.object, Entity)}
    assert "邝鹏" in who and not who & {"骆宾", "石景", "甘霖"}
