"""A settlement is named after its town, then by itself: villages and communities alike."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document


@pytest.mark.parametrize("settlement", ["牡丹村", "牡丹社区"])
def test_the_short_name_means_the_long_one(settlement: str) -> None:
    text = f"陆知远来到石桥镇{settlement}调研。沈月华曾到{settlement}走访。"
    found = extract(Document("a", text, ""))
    named = [m.entity.name for m in found.mentions if m.entity and m.type == "Place"]
    assert named == [f"石桥镇{settlement}"] * 2
