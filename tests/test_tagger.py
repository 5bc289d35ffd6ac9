"""The learned tagger: what it is for, its promises about offsets and order, and its decoder."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract import tagger
from graph.extract.layout import Layout
from graph.extract.tagger import LABELS, TYPES, Tag, tag


def names(text: str, kind: str) -> list[str]:
    return [text[t.begin : t.end] for t in tag([text])[0] if t.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "程立言、沈若谷、韩　松、欧阳静参加。",
            "Person",
            ["程立言", "沈若谷", "韩　松", "欧阳静"],
        ),
        ("周明远主持并讲话　陈立群王伟出席", "Person", ["周明远", "陈立群", "王伟"]),
        ("副市长艾力·吐尔逊陪同调研。", "Person", ["艾力·吐尔逊"]),
        ("王建国强调，要提高政治站位，压实工作责任。", "Person", ["王建国"]),
        ("林晓峰来到云岭新材料有限公司走访。", "Organization", ["云岭新材料有限公司"]),
        ("她毕业于南川师范学院。", "Organization", ["南川师范学院"]),
        ("调研组先后来到白石镇、柳塘村。", "Place", ["白石镇", "柳塘村"]),
        ("要牵住责任制这个“牛鼻子”，和群众想在一起、干在一起。", "Person", []),
    ],
)
def test_names_no_rule_can_see(text: str, kind: str, expected: list[str]) -> None:
    assert names(text, kind) == expected


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=60), st.text("市委书记王李张三出席，。\n　 、·ab1\0\ud800😀", max_size=60)
    ),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_alone_or_in_company_gives_the_same_ordered_tags(texts: list[str]) -> None:
    together = tag(texts)
    assert together == [tag([text])[0] for text in texts]
    for text, tags in zip(texts, together, strict=True):
        bounds = [bound for t in tags for bound in (t.begin, t.end)]
        assert bounds == sorted(bounds) and all(0 <= bound <= len(text) for bound in bounds)
        assert all(t.end - t.begin >= 2 and t.type in TYPES for t in tags)


def test_a_long_text_is_read_as_its_sentences_are() -> None:
    sentence = "市委书记马卫光出席，程立言主持会议。"
    alone = tag([sentence])[0]
    step = len(sentence)
    assert tag([sentence * 5000])[0] == [
        Tag(t.begin + i * step, t.end + i * step, t.type) for i in range(5000) for t in alone
    ]


def test_viterbi_finds_the_best_path() -> None:
    draw = np.random.default_rng(1)
    scores = draw.integers(-50, 50, (5, 1, len(LABELS))).astype(np.int32)
    scores[[0, -1], :, 1:] = -1000
    transitions = draw.integers(-50, 50, (len(LABELS), len(LABELS))).astype(np.int32)
    path = tagger.viterbi(scores[:, 0], Layout.of(np.array([[0, 5]])), transitions)

    def score(labels: tuple[int, ...]) -> int:
        steps = sum(int(scores[i, 0, label]) for i, label in enumerate(labels))
        return steps + sum(int(transitions[a, b]) for a, b in pairwise(labels))

    every = {
        (0, *middle, 0): score((0, *middle, 0)) for middle in product(range(len(LABELS)), repeat=3)
    }
    best = max(every, key=lambda labels: every[labels])
    assert tuple(path.tolist()) == best
