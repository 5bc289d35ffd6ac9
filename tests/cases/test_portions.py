"""Names are decided some at a time: who is who does not depend on how many these are."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import graph
from graph.build import opened, read_judged

DEMO = Path(__file__).parents[2] / "data" / "documents"
JUDGED = """\
different\tperson/李明-丰水县\tperson/李明-青芦县\t\t2025-11-03\t任前公示
same\tperson/陆知远\tperson/罗永安\t\t2025-11-03\t只为一试
"""


@pytest.mark.parametrize("claims", [1, 7])
def test_the_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, claims: int
) -> None:
    judgements = tmp_path / "judgements.tsv"
    judgements.write_text(JUDGED, "utf-8")
    told: list[tuple[str, int, int]] = []
    graph.build(DEMO, tmp_path / "at-once", judgements=judgements)
    monkeypatch.setattr(import_module("graph.build.whole"), "PORTION_CLAIMS", claims)
    graph.build(
        DEMO, tmp_path / "kg", judgements=judgements, progress=lambda *said: told.append(said)
    )
    expected = (tmp_path / "at-once" / "graph.nq").read_bytes()
    assert b"wasInfluencedBy" in expected
    assert (tmp_path / "kg" / "graph.nq").read_bytes() == expected
    decided = [told for told in told if told[0] == "decide"]
    assert len(decided) > 5
    assert decided[-1][1] == decided[-1][2]
    with opened(tmp_path / "kg") as some, opened(tmp_path / "at-once") as all_at_once:
        assert len(read_judged(some)) == 2
        for entry in all_at_once.current():
            assert some.names(entry.key) == all_at_once.names(entry.key)
