"""The learned decoder: its promises about offsets, order and margins, and its recursions."""

from __future__ import annotations

import itertools
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import choice, decoder
from graph.analysis import Analysis, together
from graph.decoder import LABELS, TYPES, Evidence, Span
from graph.extract import decide, proposals, settle
from graph.model import Document

REPORT = (
    "云梧市召开水利工作会议\n　　5月6日，云梧市水利工作会议召开。市委书记程望山出席会议并讲话，"
    "市长苏映雪主持。\n　　程望山强调，要贯彻《云梧市河道管理办法》，落实“三清两通”行动。"
)


def evidence(text: str) -> Evidence:
    analysis = Analysis(Document("d", text, "0"))
    proposed = proposals(analysis)
    return Evidence(analysis.text, proposed, settle(proposed), analysis.hits, analysis.tags)


def chosen(text: str) -> set[tuple[str, str]]:
    return {(text[s.begin : s.end], s.type) for s in choice.choose([evidence(text)])[0]}


def test_a_report_keeps_what_its_rules_know() -> None:
    found = chosen(REPORT)
    assert {("程望山", "Person"), ("苏映雪", "Person"), ("市委书记", "Post")} <= found
    assert ("云梧市河道管理办法", "Policy") in found


@pytest.mark.parametrize("text", ["", "\n\n", "。", "\0\0", "！" * 900, "长" * 5000, "😀"])
def test_texts_with_nothing_in_them(text: str) -> None:
    assert choice.choose([evidence(text)]) == [[]]


def test_a_line_longer_than_a_segment_is_read_on() -> None:
    text = "，".join(["市委书记程望山到浅溪县调研"] * 90)
    spans = choice.choose([evidence(text)])[0]
    assert sum(s.type == "Person" for s in spans) > 80


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.text("市委书记王李张三出席会议《办法》“两个”，。\n　 、·ab1\0😀", max_size=60),
        st.just(REPORT),
    ),
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_alone_or_in_company_gives_the_same_ordered_spans(texts: list[str]) -> None:
    known = [evidence(text) for text in texts]
    company = choice.choose(known)
    assert company == [choice.choose([each])[0] for each in known]
    for text, spans in zip(texts, company, strict=True):
        bounds = [bound for s in spans for bound in (s.begin, s.end)]
        assert bounds == sorted(bounds) and all(0 <= bound <= len(text) for bound in bounds)
        assert all(s.begin < s.end and s.type in TYPES for s in spans)


def test_documents_that_wait_together_are_read_as_they_are_alone() -> None:
    texts = [REPORT, REPORT.replace("程望山", "高存义"), ""]
    company = [Analysis(Document(str(i), text, "0")) for i, text in enumerate(texts)]
    together(company)
    alone = [decide(Analysis(Document(str(i), text, "0"))) for i, text in enumerate(texts)]
    assert [decide(analysis) for analysis in company] == alone
    assert all(m.text == t[m.begin : m.end] for t, ms in zip(texts, alone, strict=True) for m in ms)


def test_a_mention_bears_the_rule_that_proposed_it() -> None:
    analysis = Analysis(Document("d", REPORT, "0"))
    rules = {(m.begin, m.end, m.type, m.rule) for m in proposals(analysis)}
    for m in decide(analysis):
        assert m.rule == "decoder" or (m.begin, m.end, m.type, m.rule) in rules


def test_weights_are_integers() -> None:
    model = decoder.load(decoder.MODEL)
    assert all(table.dtype == np.int16 for table in model.weights.values())
    assert model.transitions.dtype == model.choice.dtype == np.int32


def may_follow(before: str, after: str) -> bool:
    if before[0] in "BI":
        return after[0] in "IE" and after[1:] == before[1:]
    return after[0] in "OBS"


def test_only_labels_that_make_spans_follow_each_other() -> None:
    arcs = decoder.load(decoder.MODEL).transitions
    for (i, before), (j, after) in itertools.product(enumerate(LABELS), repeat=2):
        assert (arcs[i, j] > -(10**6)) == may_follow(before, after)


@given(st.integers(0, 2**32), st.lists(st.integers(1, 4), min_size=1, max_size=3))
@settings(max_examples=15, deadline=None)
def test_the_recursions_find_the_best_of_all_paths(seed: int, lengths: list[int]) -> None:
    lengths.sort(reverse=True)
    draw = np.random.default_rng(seed)
    arcs = np.full((29, 29), -(10**7), np.int32)
    for (i, before), (j, after) in itertools.product(enumerate(LABELS), repeat=2):
        if may_follow(before, after):
            arcs[i, j] = draw.integers(-500, 500)
    local = draw.integers(-500, 500, (lengths[0], 29, len(lengths))).astype(np.int32)
    active = [sum(length > step for length in lengths) for step in range(lengths[0])]
    ahead = decoder.forward(local, active, arcs)
    both = ahead + decoder.backward(local, active, arcs)
    path = decoder.best_paths(ahead, active, arcs)
    for column, length in enumerate(lengths):
        best = dict[int, int]()  # by first label: the best of all paths, step by step
        for label, name in enumerate(LABELS):
            if name[0] in "OES":
                best[label] = int(local[length - 1, label, column])
            elif length > 0:
                best[label] = -(10**7)
        for step in range(length - 2, -1, -1):
            best = {
                i: int(local[step, i, column]) + max(int(arcs[i, j]) + b for j, b in best.items())
                for i in range(29)
            }
        top = max(best[i] for i, name in enumerate(LABELS) if name[0] in "OBS")
        labels = path[:length, column].tolist()
        score = sum(int(local[s, label, column]) for s, label in enumerate(labels))
        score += sum(int(arcs[i, j]) for i, j in pairwise(labels))
        assert score == top == both[0, :, column].max()


def test_the_margin_of_a_span_is_what_it_adds_to_the_best_path() -> None:
    read = decoder.lattice([evidence(REPORT)], decoder.load(decoder.MODEL))
    start = read.seen.starts[0]
    spans = read.best[0]
    columns = (
        np.array([s.begin + start for s in spans]),
        np.array([s.end + start for s in spans]),
        np.array([TYPES.index(s.type) for s in spans]),
    )
    assert read.margins(*columns).tolist() == [s.margin for s in spans]
    assert all(s.margin >= 0 for s in spans)
    other = np.array([(TYPES.index(s.type) + 1) % 7 for s in spans])
    assert (read.margins(columns[0], columns[1], other) <= 0).all()


def test_the_best_set_of_spans_is_chosen() -> None:
    spans = [
        Span(0, 2, "Place", 300), Span(0, 4, "Organization", 500), Span(2, 4, "Post", 300),
        Span(4, 6, "Person", 10),
    ]  # fmt: skip
    assert choice._best(spans, [0] * 7) == [spans[0], spans[2], spans[3]]
    assert choice._best(spans, [200] * 7) == [spans[1]]


def test_a_chance_of_a_hundred() -> None:
    assert [choice.percent(odds) for odds in (-(10**6), 0, 10**6)] == [1, 50, 99]
