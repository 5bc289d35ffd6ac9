"""An organ's name ends where it does something or another begins; what is only counted has none."""

from __future__ import annotations

import pytest

from graph.extract.analysis import Analysis
from graph.extract.decoder import Span
from graph.extract.organ_cuts import committees_and_governments, cut_organs
from graph.lexicon import default
from graph.model import Document
from graph.text.head import prepare

_ORGAN = "Organization"
_CASES = [
    # the text, what rules propose of it, what is left
    ("云泽省政协组织调研组", ["云泽省政协"], ["云泽省政协"]),
    ("云泽日报社联合澄州市委", ["云泽日报社", "澄州市委"], ["云泽日报社", "澄州市委"]),
    ("澄州市委和政府", ["澄州市委"], ["澄州市委", "政府"]),
    ("四所特殊学校", [], []),
    # a name of its own
    ("澄州市委组织部", ["澄州市委"], ["澄州市委组织部"]),
    ("澄州市文化和旅游局", ["澄州市文化"], ["澄州市文化和旅游局"]),
    ("云泽省总工会联合会", ["云泽省总工会"], ["云泽省总工会联合会"]),
    ("第四中学", [], ["第四中学"]),
]

_BOTH = ["县委", "县政府"]
_PAIRS = [
    # the text, what rules propose, what was read, what is left
    ("县委县政府部署", _BOTH, ["县委县政府"], _BOTH),
    ("县委县政府部署", _BOTH, ["县委"], _BOTH),
    ("县委县政府部署", _BOTH, ["县政府"], _BOTH),
    ("澄州市委市政府部署", ["澄州市委", "市政府"], ["市政府"], ["澄州市委", "市政府"]),
    # nothing was read; one is not proposed; another level
    ("县委县政府部署", _BOTH, [], []),
    ("县委县政府部署", ["县政府"], ["县政府"], ["县政府"]),
    ("市委县政府部署", ["市委", "县政府"], ["县政府"], ["县政府"]),
]


@pytest.mark.parametrize(("text", "proposed", "left"), _CASES)
def test_an_organ_is_cut_to_its_name(text: str, proposed: list[str], left: list[str]) -> None:
    """Where a rule has the name before the verb or the joint."""
    analysis = Analysis(prepare(Document("x", text, "0" * 64)), default())
    spans = {(at, at + len(name), _ORGAN) for name in proposed if (at := text.find(name)) >= 0}
    whole = Span(0, len(text), _ORGAN, 0)
    found = [text[span.begin : span.end] for span in cut_organs(analysis, whole, spans)]
    assert found == left


@pytest.mark.parametrize(("text", "proposed", "read", "left"), _PAIRS)
def test_a_committee_beside_its_government(
    text: str, proposed: list[str], read: list[str], left: list[str]
) -> None:
    """Both are organs where one was read, or both as one."""
    analysis = Analysis(prepare(Document("x", text, "0" * 64)), default())
    spans = {(text.find(name), text.find(name) + len(name), _ORGAN) for name in proposed}
    known = [Span(text.find(name), text.find(name) + len(name), _ORGAN, 0) for name in read]
    found = committees_and_governments(analysis, known, spans)
    assert [text[span.begin : span.end] for span in found] == left
