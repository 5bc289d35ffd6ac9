"""The class of characters in front of a pattern keeps out only where it cannot match."""

from __future__ import annotations

import re

import pytest

from graph.lexicon.firsts import with_firsts


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?<!不)(?:会议|全会)", "(?=[会全])(?:(?<!不)(?:会议|全会))"),
        ("(?:第)?[一二]+次", "(?=[第一二])(?:(?:第)?[一二]+次)"),
        ("(?:[0-9]+|年)月|(?<=了)他", "(?=[0-9年他])(?:(?:[0-9]+|年)月|(?<=了)他)"),
        ("^[^，]{0,4}会|(?<!大)会", "(?:^|(?=[会]))(?:^[^，]{0,4}会|(?<!大)会)"),
    ],
)
def test_what_a_match_begins_with_stands_in_front(pattern: str, expected: str) -> None:
    assert with_firsts(pattern) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "会议",  # `re` looks for these itself
        "[会议]$",
        "(?:会议)?",  # may be empty
        "(?<!不)[^，。]",
        "(?<!不).会",
        "(会)?\\1议",
        "(?i:(?<!a)b)",
        "(?m)^a|b",
        "^[一二]",
    ],
)
def test_a_pattern_that_it_would_not_help_stays_as_it_is(pattern: str) -> None:
    assert with_firsts(pattern) == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "(?<!不)(?P<a>\\d|会(?P<b>议)?)(?(b)上|。)",
        "^(?:在)?会|(?<=，)(?:在|\\])会",
        "(?>会|议)*+。",
        "[\\]^-]?(?<!会)议",
    ],
)
def test_the_same_is_found(pattern: str) -> None:
    text = "会议在会上，在会不会议。议会3。]议^议-会。\n会议上"
    for begin in range(len(text)):
        found = [m.span() for m in re.compile(with_firsts(pattern)).finditer(text, begin)]
        assert found == [m.span() for m in re.compile(pattern).finditer(text, begin)]
