"""The kind of a policy, told by the last words of its title."""

from __future__ import annotations

import pytest

from graph.extract.resolve.places import PlaceContext
from graph.extract.resolve.titles import policy
from graph.lexicon import default


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("澄州市河湖保护条例", "Regulation"),
        ("澄州市河湖保护条例（修订草案）", "Regulation"),
        ("澄州市人才引进办法", "Measures"),
        ("云泽省粮食安全保障法", "Law"),
        ("澄州市稳住经济二十条", "Measures"),
        ("澄州市物业管理暂行规定（试行）", "Regulation"),
    ],
)
def test_a_title_with_or_without_a_version_has_its_kind(title: str, kind: str) -> None:
    """办法 is no 法, and a title needs no brackets to have a kind."""
    assert policy(title, default(), PlaceContext("a")).kinds == (kind,)
