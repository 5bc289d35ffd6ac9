"""A paper and a provincial school keep their own words: their names have the place without unit."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云泽省召开会议。云泽日报刊发文章。", "云泽日报"),
        ("澄州市召开会议。澄州日报记者提问。", "澄州日报"),
        ("云泽省召开会议。云泽行政学院举办培训班。", "云泽行政学院"),
        ("澄州市召开会议。澄州市行政学院举办培训班。", "澄州市行政学院"),
    ],
)
def test_own_words(text: str, name: str) -> None:
    found = extract(Document("a", text, ""))
    organs = {m.entity.name for m in found.mentions if m.entity and m.type == "Organization"}
    assert organs == {name}
