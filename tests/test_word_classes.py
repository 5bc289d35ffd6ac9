"""Every word of the grammar does its work: a sentence with it reads as the tables say. The words
stand in the tables too, so that one taken out of its class is missed; and each class has a sentence
that its word matches in and one where the word stands in vain."""

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
from told import counted, told

import graph
from graph.extract.pairs.model import load
from graph.extract.patterns import SIGNS
from graph.lexicon import Lexicon, Pattern, meets, needs
from graph.lexicon.lists import read as read_lists
from graph.resources import LEXICON

TABLES = Path(__file__).parent / "lexicon"
NEAR_MISSES = TABLES / "near_misses.tsv"
_NAMES = re.compile(r"\{([A-Za-z_.|]+)(?::\w+)?\}")
OTHERS = ("嗬嗬", "强调")
"""A word that is in no class, and one that is in few."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Ours, with a village, which no list of ours knows."""
    return Lexicon(LEXICON, TABLES / "own")


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


class NearMiss(NamedTuple):
    """A row of near_misses.tsv: the finding stands in the one sentence, not in the other."""

    word_class: str
    word: str
    sentence: str
    finding: str
    near_miss: str
    misreading: str

    def hits(self) -> bool:
        """Whether the word does its work in the sentence."""
        return self._holds(self.finding, self.sentence)

    def misses(self) -> bool:
        """Whether it does none in the other."""
        return not self._holds(self.misreading or self.finding, self.near_miss)

    def _holds(self, finding: str, text: str) -> bool:
        return Case(self.word_class, "", text, finding).holds(
            "", facts(self.word_class, finding, text)
        )


def facts(word_class: str, finding: str, text: str) -> set[str]:
    """What a text is searched for a finding in: matches of patterns, names of gold or readings."""
    if finding.removeprefix("!").startswith("~"):
        return {f"~{match}" for match in matches(word_class, text)}
    return counted(text) if "counted:" in finding else told(text, lexicon())


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text("utf-8").splitlines()
    rows = [line.replace("\\n", "\n") for line in lines if not line.startswith("#")]
    return [row.split("\t") for row in rows[1:]]


def cases(table: str) -> list[Case]:
    """The rows of a table of tests/lexicon."""
    return [Case(*row) for row in _rows(TABLES / table)]


def near_misses() -> list[NearMiss]:
    """The rows of near_misses.tsv."""
    return [NearMiss(*row) for row in _rows(NEAR_MISSES)]


def _named(case: Case) -> str:
    return f"{case.word_class}: {case.sentence}"


@pytest.mark.parametrize("case", cases("classes.tsv"), ids=_named)
def test_each_word_of_a_class_is_read_as_one(case: Case) -> None:
    """``Type:text`` is a mention, ``relation:object`` a relation."""
    wrong = [word for word in case.words.split("|") if not case.holds(word, read(case, word))]
    assert wrong == []


def read(case: Case, word: str) -> set[str]:
    """What extraction finds in the sentence with that word."""
    return facts(case.word_class, case.finding, case.sentence.replace("{}", word))


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
    return matches(case.word_class, case.sentence.replace("{}", word))


def matches(word_class: str, text: str) -> set[str]:
    """What the patterns that name a class match in a text, ``{Person}`` for a mention's sign."""
    for kind, sign in SIGNS.items():
        text = text.replace(f"{{{kind}}}", sign)
    out = set()
    for pattern in _patterns()[word_class]:
        if match := pattern.of(lexicon()).search(text):
            assert meets(text, needs(pattern, lexicon())), "it has all that a match needs"
            out.add(match[0])
    for kind, sign in SIGNS.items():
        out = {match.replace(sign, f"{{{kind}}}") for match in out}
    return out


def _classes() -> set[str]:
    """The classes of the grammar, and those of other lists that patterns name: verbs.speech."""
    named = {name for name in _patterns() if "." in name}
    return named | {row["class"] for row in read_lists(LEXICON)["grammar"]}


def test_every_class_has_a_match_and_a_near_miss() -> None:
    """A new class needs a sentence where its word does its work, and one where it does none."""
    lacking = sorted(_classes() - {row.word_class for row in near_misses()})
    assert not lacking, f"add rows to tests/lexicon/{NEAR_MISSES.name} for {', '.join(lacking)}"


@pytest.mark.parametrize("row", near_misses(), ids=lambda row: f"{row.word_class}: {row.near_miss}")
def test_a_word_does_its_work_in_its_place_alone(row: NearMiss) -> None:
    """The finding stands in the sentence and not in the near miss, or with ``!`` the reverse."""
    assert row.hits(), f"not in: {row.sentence}"
    assert row.misses(), f"also in: {row.near_miss}"


def test_the_tables_name_words_of_the_lists() -> None:
    """No row tells of a word that its class has no more."""
    rows = [(n.word_class, n.word) for n in near_misses()]
    rows += [(c.word_class, w) for c in (*cases("classes.tsv"), *cases("patterns.tsv"))
             for w in c.words.split("|")]  # fmt: skip
    words = lexicon().word_class
    gone = [row for row in rows if "." not in row[0] and row[1] not in words(row[0])]
    assert not gone


def test_the_judge_knows_the_cues_of_the_list() -> None:
    """The features of pairs notice the words that the judge was trained with."""
    assert set(load().cues) == set(lexicon().word_class("cue"))


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
