"""No boundary of a place or organ cuts a common word: 要|确保|省委, 澄州|区位, 新农村."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import by_rules
from graph.model import Document
from graph.text.head import prepare

_CASES = [
    ("7月2日，澄州市委书记陆远主持会议。陆远说，澄州区位优越。", {"澄州"}),
    ("澄州市召开会议。莲花县新农村建设成效明显，澄州市政府督促整改。", {"澄州市", "莲花县"}),
    ("县委书记陆远强调，要确保省委书记方石提出的要求落实到位。", set()),
    ("澄州市召开会议。会议要求，要坚持省委领导，要落实省政府部署。", {"澄州市"}),
]


@pytest.mark.parametrize(("text", "places"), _CASES)
def test_places(text: str, places: set[str]) -> None:
    """The places named, and no organ of an invented one."""
    found = by_rules(prepare(Document("case", text, "0" * 64)))
    assert {m.text for m in found.mentions if m.type == "Place"} == places
    names = {m.entity.name for m in found.mentions if m.entity}
    assert not any("确保" in name or "坚持" in name or "落实" in name for name in names)
