"""What leads a name in, or stands beside it, is no part of it."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import extract
from graph.model import Document
from graph.text.head import prepare


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("本次大会执行主席由蒋平、何立担任。", "Person", {"蒋平", "何立"}),
        ("这次会议执行主席由黄波、何光、王禾担任。", "Person", {"黄波", "何光", "王禾"}),
        ("每到一处，陶远与公司负责人交谈。", "Organization", set()),
        (
            "分工\n罗山同志：商市委全面工作，商市审计局日常工作。",
            "Organization",
            {"市委", "市审计局"},
        ),
        ("苗青介绍大会筹备情况。", "Event", set()),
    ],
)
def test_what_leads_a_name_is_none_of_it(text: str, kind: str, names: set[str]) -> None:
    found = extract(prepare(Document("a", text, "")))
    assert {m.text for m in found.mentions if m.type == kind} == names
