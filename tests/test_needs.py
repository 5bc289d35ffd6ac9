"""What a text must have for a pattern to match it (`graph.lexicon.needs`)."""

from __future__ import annotations

import re
import sys
from itertools import chain, islice
from pathlib import Path

import pytest

from graph.evaluate.notation import parse
from graph.extract.pipeline import read
from graph.extract.rules import registered
from graph.lexicon import Contents, Lexicon, Pattern, default, meets, needs
from graph.lexicon.needs import of_pattern
from graph.model import Document

RULES = Path(__file__).parent / "rules"


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("会议通过了?《", [("会议通过",), ("《",)]),
        ("(?:一|二)[、，]", [("一", "二"), ("、", "，")]),
        ("(?:通过|通报)", [("通",), ("过", "报")]),
        ("会(?:议通过|上)", [("会",), ("议通过", "上")]),
        ("(?:.|议)会", [("会",)]),
        ("会*(?:议)+", [("议",)]),
        ("[会人](?:会议|大会)", [("会议", "大会")]),
        ("(?<=会)(?!议)[^，]", [("会",)]),
        ("(?:(?!)|会)", [("会",)]),
        ("(?!)", [()]),
        ("(?P<n>一)?(?(n)会|议会)", [("会", "议会")]),
        ("(?i:a)|b", []),
        ("\\d[一-三]", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: list[tuple[str, ...]]) -> None:
    assert sorted(of_pattern(re.compile(pattern))) == sorted(needed)


def test_case_is_ignored_where_the_pattern_does() -> None:
    assert of_pattern(re.compile("ab", re.IGNORECASE)) == ()


def test_texts_are_gone_through_once_for_all_forms() -> None:
    """What a text may match is the same whether other texts were asked for a form or not."""
    lexicon, forms = Lexicon(), [Pattern(form) for form in ("会(?:议|场)", "(?!)", ".", "会议通过")]
    for _ in range(2):
        known = [Contents(text, lexicon) for text in ("会议", "", "在会场通过", "会议通过")]
        assert [[text.may(form) for form in forms] for text in known] == [
            [True, False, True, False],
            [False, False, True, False],
            [True, False, True, False],
            [True, False, True, True],
        ]


@pytest.mark.slow
def test_every_pattern_matches_only_what_meets_its_needs() -> None:
    registered()
    modules = [m for name, m in sys.modules.items() if name.startswith("graph.")]
    forms = {f for m in modules for f in vars(m).values() if isinstance(f, Pattern)}
    cases = chain.from_iterable(parse(path.read_text("utf-8")) for path in RULES.glob("*.txt"))
    for case in islice(cases, 0, None, 20):
        reading = read(Document("case", case.text, "0" * 64))
        lines = [case.text, *(sentence.masked for sentence in reading.masked_sentences)]
        for form in forms:
            found = [line for line in lines if form.of(default()).search(line)]
            assert all(meets(line, needs(form, default())) for line in found), form.template
