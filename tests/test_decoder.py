"""The learned decoder: its promises about offsets, order and margins, and its recursions."""

from __future__ import annotations

import itertools
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract import Analysis, evidence, extract, graph_lines, graph_lines_at_once
from graph.extract.deciding import decide
from graph.extract.decoder import Evidence, Span, choose, percent
from graph.extract.decoder.choice import best_set
from graph.extract.decoder.lattice import lattice
from graph.extract.decoder.model import LABELS, NUMBER, TYPES, load
from graph.extract.decoder.viterbi import backward, best_path, forward
from graph.extract.layout import Layout
from graph.model import Document
from graph.rdf import quads

REPORT = (
    "云梧市召开水利工作会议\n　　5月6日，云梧市水利工作会议召开。市委书记程望山出席会议并讲话，"
    "市长苏映雪主持。\n　　程望山强调，要贯彻《云梧市河道管理办法》，落实“三清两通”行动。"
)


def known(text: str) -> Evidence:
    return evidence(Analysis(Document("d", text, "0")))


def chosen(text: str) -> set[tuple[str, str]]:
    return {(text[s.begin : s.end], s.type) for s in choose([known(text)])[0]}


def test_a_report_keeps_what_its_rules_know() -> None:
    found = chosen(REPORT)
    assert {("程望山", "Person"), ("苏映雪", "Person"), ("市委书记", "Post")} <= found
    assert ("云梧市河道管理办法", "Policy") in found


def test_a_class_of_organs_is_none() -> None:
    text = "各县（区）委，市委各部委，市级国家机关各部门党组（党委）：\n邱一鸣同志任市委副秘书长。"
    assert "市委各部委" not in {span for span, _ in chosen(text)}
    assert ("香港各界妇女联会", "Organization") in chosen("香港各界妇女联会举行成立大会。")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("检察院对江北犯罪集团成员程望山、苏映雪提起公诉。", ("江北犯罪集团成员", "Post")),
        ("国务院总理程望山和捷、波两国总理的互访很重要。", ("总理", "Post")),
        ("苏联解体标志着两极格局的终结。", ("苏联解体标志着两极格局", "Organization")),
        ("在北京时间昨晚进行的女子公园赛决赛中，骆宾夺冠。", ("北京", "Place")),
    ],
)
def test_what_nobody_bears_is_left_out(text: str, span: tuple[str, str]) -> None:
    assert span not in chosen(text)


@pytest.mark.parametrize("text", ["", "\n\n", "。", "！" * 900, "长" * 5000, "😀"])
def test_texts_with_nothing_in_them(text: str) -> None:
    assert choose([known(text)]) == [[]]


def test_a_line_longer_than_a_segment_is_read_on() -> None:
    spans = choose([known("，".join(["市委书记程望山到浅溪县调研"] * 90))])[0]
    assert sum(s.type == "Person" for s in spans) > 80


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.text("市委书记王李张三出席会议《办法》“两个”，。\n　 、·ab1😀", max_size=60),
        st.just(REPORT),
    ),
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_alone_or_in_company_gives_the_same_ordered_spans(texts: list[str]) -> None:
    all_known = [known(text) for text in texts]
    company = choose(all_known)
    assert company == [choose([each])[0] for each in all_known]
    for each, spans in zip(all_known, company, strict=True):
        bounds = [bound for s in spans for bound in (s.begin, s.end)]
        assert bounds == sorted(bounds) and all(0 <= b <= len(each.text) for b in bounds)
        assert all(s.begin < s.end and s.type in TYPES for s in spans)


def test_documents_decided_at_once_are_decided_as_alone() -> None:
    texts = [REPORT, REPORT.replace("程望山", "高存义"), ""]
    company = [Analysis(Document(str(i), text, "0")) for i, text in enumerate(texts)]
    alone = [decide([Analysis(Document(str(i), text, "0"))])[0] for i, text in enumerate(texts)]
    assert decide(company) == alone


def test_documents_read_at_once_are_read_as_alone() -> None:
    texts = [REPORT, REPORT.replace("程望山", "高存义"), ""]
    company = [Analysis(Document(str(i), text, "0")) for i, text in enumerate(texts)]
    alone = [graph_lines(Document(str(i), text, "0")) for i, text in enumerate(texts)]
    assert list(graph_lines_at_once(company).values()) == alone


def test_a_long_document_is_left_to_be_read_alone() -> None:
    short, long = (Analysis(Document("d", REPORT * times, "0")) for times in (1, 200))
    assert list(graph_lines_at_once([short, long])) == [short]


def test_a_mention_bears_the_rule_that_proposed_it_and_how_sure_it_is() -> None:
    analysis = Analysis(Document("d", REPORT, "0"))
    rules = {(m.begin, m.end, m.type, m.rule) for m in evidence(analysis).proposed}
    for m in decide([analysis])[0].mentions:
        assert m.rule == "decoder" or (m.begin, m.end, m.type, m.rule) in rules
        assert 50 <= m.confidence <= 100


def test_the_graph_tells_how_sure_a_mention_is() -> None:
    found = extract(Document("d", REPORT, "0"))
    judged = [m for m in found.mentions if m.confidence < 100]
    told = [line for line in quads(found) if "#confidence>" in line]
    assert len(told) == len(judged) > 5
    assert all(line.endswith("^^<http://www.w3.org/2001/XMLSchema#decimal> .") for line in told)


def may_follow(before: str, after: str) -> bool:
    return after[0] != "I" or (before != "O" and after[1:] == before[1:])


def test_only_labels_that_make_spans_follow_each_other() -> None:
    arcs = load().transitions
    for (i, before), (j, after) in itertools.product(enumerate(LABELS), repeat=2):
        assert (arcs[i, j] > -(10**6)) == may_follow(before, after)


@given(st.integers(0, 2**32), st.lists(st.integers(1, 5), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_the_recursions_find_the_best_of_all_paths(seed: int, lengths: list[int]) -> None:
    draw, size = np.random.default_rng(seed), len(LABELS)
    arcs = np.full((size, size), -(10**7), np.int32)
    for (i, before), (j, after) in itertools.product(enumerate(LABELS), repeat=2):
        if may_follow(before, after):
            arcs[i, j] = draw.integers(-500, 500)
    ends = np.cumsum(lengths)
    segments = np.stack([ends - lengths, ends], 1)
    scores = draw.integers(-500, 500, (int(ends[-1]), size)).astype(np.int32)
    layout = Layout.of(segments)
    assert sorted(layout.at.tolist()) == list(range(int(ends[-1])))
    local = np.ascontiguousarray(scores[layout.at].T)
    ahead = forward(local, layout, arcs)
    back = backward(local, layout, arcs)[0]
    both = (ahead + back)[:, np.argsort(layout.at)]
    path = best_path(ahead, back, layout, arcs)[np.argsort(layout.at)]
    for begin, end in segments.tolist():
        best = {j: int(scores[begin, j]) for j, label in enumerate(LABELS) if label[0] != "I"}
        for at in range(begin + 1, end):
            best = {
                j: int(scores[at, j]) + max(score + int(arcs[i, j]) for i, score in best.items())
                for j in range(size)
            }
        labels = path[begin:end].tolist()
        score = sum(int(scores[begin + s, label]) for s, label in enumerate(labels))
        score += sum(int(arcs[i, j]) for i, j in pairwise(labels))
        assert score == max(best.values()) == both[:, begin].max() == both[:, end - 1].max()


def test_the_margin_of_a_span_is_what_it_adds_to_the_best_path() -> None:
    read = lattice([known(REPORT)], load())
    begins, ends, types = read.best().T
    assert len(begins) > 5
    assert (read.margins(begins, ends, types) >= 0).all()
    assert (read.margins(begins, ends, (types + 1) % len(TYPES)) <= 0).all()
    shorter = ends - begins > 2
    assert (read.margins(begins[shorter], ends[shorter] - 1, types[shorter]) <= 0).all()


def test_a_sentence_is_decoded_by_its_clauses_but_no_name_is_divided() -> None:
    text = "程望山强调，要落实《云梧市河道、水库，湖泊管理办法》，行动起来。"
    read = lattice([known(text)], load())
    places, times = np.unique(read.at - read.seen.starts[0], return_counts=True)
    assert "".join(text[at] for at in places.tolist()) == text
    assert places[times == 2].tolist() == [text.index("，"), text.rindex("，")]
    assert ("云梧市河道、水库，湖泊管理办法", "Policy") in chosen(text)


def test_the_best_set_of_spans_is_chosen() -> None:
    spans = [
        Span(0, 2, "Place", 300), Span(0, 4, "Organization", 500), Span(2, 4, "Post", 300),
        Span(4, 6, "Person", 10),
    ]  # fmt: skip
    assert best_set(spans, [0] * len(NUMBER)) == [spans[0], spans[2], spans[3]]
    assert best_set(spans, [200] * len(NUMBER)) == [spans[1]]


def test_a_chance_of_a_hundred() -> None:
    assert [percent(odds) for odds in (-(10**6), 0, 10**6)] == [1, 50, 99]
