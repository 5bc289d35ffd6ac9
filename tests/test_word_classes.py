"""Every word of the grammar does its work: a sentence with it reads as the table says. The words
stand in the table too, so that one taken out of its class is missed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from graph.extract.pipeline import extract
from graph.lexicon import default
from graph.model import Document

TABLE = Path(__file__).parent / "lexicon" / "classes.tsv"


class Case(NamedTuple):
    """A row of the table: each of ``words`` stands in the sentence where ``{}`` is."""

    word_class: str
    words: str
    sentence: str
    finding: str


def _cases() -> list[Case]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [Case(*line.split("\t")) for line in lines[1:]]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.word_class}: {case.sentence}")
def test_each_word_of_a_class_is_read_as_one(case: Case) -> None:
    """``Type:text`` is a mention that must be there, with ``!`` before it one that must not."""
    kind, text = case.finding.lstrip("!").split(":")
    wrong = []
    for word in case.words.split("|"):
        document = Document("x", case.sentence.replace("{}", word), "0" * 64)
        found = {(mention.type, mention.text) for mention in extract(document, default()).mentions}
        if ((kind, text.replace("{}", word)) in found) == case.finding.startswith("!"):
            wrong.append(word)
    assert wrong == []
