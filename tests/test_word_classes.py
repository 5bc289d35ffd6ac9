"""Every word of the grammar does its work: a sentence with it reads as the tables say. The words
stand in the tables too, so that one taken out of its class is missed."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

import graph
from graph.extract.patterns import SIGNS
from graph.extract.pipeline import by_rules
from graph.lexicon import Pattern, default
from graph.model import Document

TABLES = Path(__file__).parent / "lexicon"
_NAMES = re.compile(r"\{([A-Za-z_.|]+)(?::\w+)?\}")
OTHERS = ("嗬嗬", "强调")
"""A word that is in no class, and one that is in few."""


class Case(NamedTuple):
    """A row of a table: each of ``words`` stands in the sentence where ``{}`` is."""

    word_class: str
    words: str
    sentence: str
    finding: str

    def holds(self, word: str, found: set[str]) -> bool:
        """Whether the finding is there, or with ``!`` before it is not."""
        wanted = self.finding.removeprefix("!").replace("{}", word)
        return (wanted in found) != self.finding.startswith("!")


def cases(table: str) -> list[Case]:
    """The rows of a table of tests/lexicon."""
    lines = (TABLES / table).read_text("utf-8").splitlines()
    rows = [line.replace("\\n", "\n") for line in lines if not line.startswith("#")]
    return [Case(*row.split("\t")) for row in rows[1:]]


def _named(case: Case) -> str:
    return f"{case.word_class}: {case.sentence}"


@pytest.mark.parametrize("case", cases("classes.tsv"), ids=_named)
def test_each_word_of_a_class_is_read_as_one(case: Case) -> None:
    """``Type:text`` is a mention, ``relation:object`` a relation."""
    wrong = [word for word in case.words.split("|") if not case.holds(word, read(case, word))]
    assert wrong == []


def read(case: Case, word: str) -> set[str]:
    """What extraction finds in the sentence with that word."""
    text = case.sentence.replace("{}", word)
    found = by_rules(Document("x", text, "0" * 64), default())
    told = ((r.name, getattr(r.object, "name", r.object)) for r in found.relations)
    return {f"{kind}:{text}" for kind, text in (*((m.type, m.text) for m in found.mentions), *told)}


@pytest.mark.parametrize("case", cases("patterns.tsv"), ids=_named)
def test_each_word_of_a_class_is_matched_as_one(case: Case) -> None:
    """By a pattern of the rules that names the class; ``{Person}`` stands for a mention's sign."""
    wrong = [word for word in case.words.split("|") if not case.holds(word, matched(case, word))]
    assert wrong == []


def test_what_is_no_word_is_not_matched_as_one() -> None:
    """Each class has a row whose finding is another with a word of another class in its place."""
    rows = cases("patterns.tsv")
    told = {c.word_class for c in rows for w in OTHERS if not c.holds(w, matched(c, w))}
    assert {case.word_class for case in rows} == told


def matched(case: Case, word: str) -> set[str]:
    """What the patterns of the class match in the text with that word."""
    text = case.sentence.replace("{}", word)
    for kind, sign in SIGNS.items():
        text = text.replace(f"{{{kind}}}", sign)
    matches = (pattern.of(default()).search(text) for pattern in _patterns()[case.word_class])
    found = {match[0] for match in matches if match}
    for kind, sign in SIGNS.items():
        found = {match.replace(sign, f"{{{kind}}}") for match in found}
    return found


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[Pattern]]:
    """Class → the patterns of all modules that name it."""
    naming: dict[str, list[Pattern]] = defaultdict(list)
    for module in pkgutil.walk_packages(graph.__path__, "graph."):
        known = vars(importlib.import_module(module.name)).items()
        for pattern in _held([value for name, value in known if not name.startswith("__")]):
            for names in _NAMES.findall(pattern.template):
                for name in names.split("|"):
                    naming[name].append(pattern)
    return naming


def _held(value: object) -> Iterator[Pattern]:
    """The patterns in a constant, or in a table of them."""
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _held(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _held(part)
