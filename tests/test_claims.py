"""What documents say of names: for the many that say the same, two suffice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.build.findings import Findings
from graph.build.ledger import Ledger, opened
from graph.build.whole import changed
from graph.claims import (
    Claim,
    Held,
    PendingName,
    PersonClaim,
    PlaceClaim,
    Provisional,
    Topic,
    Within,
)
from graph.identity import decide
from graph.model import Document, Key

# A handful of posts in places of which one lies in another and two are neighbours.
HELD = [
    Held("中共丰水县委书记", "中共丰水县委员会", "丰水县", "now", True),
    Held("中共青芦县委书记", "中共青芦县委员会", "青芦县", "now", True),
    Held("澄州市市长", "澄州市人民政府", "澄州市", "now", True),
    Held("", "", "丰水县", "now", True),
    Held("", "", "丰水县所在市", "now", True),
    Held("澄州市教育局局长", "澄州市教育局", "澄州市"),
    Held("澄州市水利局局长", "澄州市水利局", "澄州市"),
    Held("教授", "澄州大学", "澄州市", "then"),
]
WITHIN = (Within("丰水县", "澄州市"), Within("青芦县", "澄州市"))
UNNAMED = (Within.unnamed("丰水县", "市"),)
LI = Topic("person", "李明")
TOPICS = [LI, Topic("place", "丰水县")]
DATES = ["", "2020-01-01", "2020-05-01", "2021-01-01", "2022-03-01"]

CLAIM = st.builds(
    PersonClaim,
    document=st.just(""),
    key=st.sampled_from([Key("李明"), Key("李明"), Key("李明"), Key("李明", "甲")]),
    date=st.sampled_from(DATES),
    place=st.sampled_from(["", "丰水县", "澄州市"]),
    press=st.sampled_from(["", "", "", "澄州日报"]),
    listed=st.sampled_from([False, False, False, True]),
    peers=st.sampled_from([(), (), ("王平",), ("王平", "赵云")]),
    held=st.lists(st.sampled_from(HELD), max_size=2, unique=True).map(lambda h: tuple(sorted(h))),
    parts=st.just(()),
    within=st.sampled_from([(), WITHIN, UNNAMED, (Within("丰水县", "云州市"),)]),
    times=st.just(1),
)
AROUND = st.builds(
    PlaceClaim,
    st.just(""),
    st.just("丰水县"),
    st.sampled_from(["澄州市", "云州市"]),
    times=st.just(1),
)
WAITS = st.just(
    PendingName(
        "",
        "丰水县",
        "市",
        Provisional("Organization", Key("市委")),
        "Organization",
        ("中共", "委员会"),
    )
)
SAID = st.lists(st.one_of(CLAIM, CLAIM, CLAIM, AROUND, WAITS), min_size=1, max_size=3)


@st.composite
def corpora(draw: st.DrawFn) -> list[list[Claim]]:
    """What documents say, a few kinds of them many times; keys unique within each."""
    kinds = draw(st.lists(SAID, min_size=1, max_size=5))
    said = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=14))
    found = []
    for number, claims in enumerate(said):
        date = draw(st.sampled_from(DATES))
        one = {(c.topic, c.entities): _of_document(c, f"d{number:02}", date) for c in claims}
        found.append(list(one.values()))
    return found


def _of_document(claim: Claim, document: str, date: str) -> Claim:
    if isinstance(claim, PersonClaim):
        return claim._replace(document=document, date=date)
    return claim._replace(document=document)


@pytest.mark.slow
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(corpora(), st.data())
def test_two_that_say_the_same_tell_what_all_do(
    said: list[list[Claim]], data: st.DataObject
) -> None:
    """What comes and goes with some documents, and for which names it matters elsewhere."""
    some = data.draw(st.sets(st.integers(0, len(said) - 1), min_size=1, max_size=2))
    rest = [claim for n, claims in enumerate(said) if n not in some for claim in claims]
    new = [claim for n in some for claim in said[n]]
    was, now = decide(rest), decide([*rest, *new])
    differ = changed(rest, was, now)
    with TemporaryDirectory() as folder, opened(Path(folder), new=True) as ledger:
        _fill(ledger, said)
        for number in some:
            ledger.retire(f"d{number:02}")
        few = tuple(ledger.claims.alike(TOPICS, ()))
        before, after = decide(few), decide([*few, *new])
        assert changed(few, before, after) == differ
        few = tuple(ledger.claims.alike(TOPICS, differ))
        before, after = decide(few), decide([*few, *new])
    lines = [set(decided.lines("")) for decided in (was, now, before, after)]
    assert lines[1] - lines[0] == lines[3] - lines[2]
    assert lines[0] - lines[1] == lines[2] - lines[3]
    for claim in new:
        for entity in claim.entities:
            mine, meant = (d.names(claim.document).get(entity) for d in (after, now))
            assert mine == meant


def _fill(ledger: Ledger, said: list[list[Claim]]) -> None:
    for number, claims in enumerate(said):
        document = replace(Document("", "", ""), id=f"d{number:02}")
        ledger.stage([(document.id, Findings(document, "", "", b"", tuple(claims)))])
        ledger.make_current(document.id)


def test_many_alike_are_few(tmp_path: Path) -> None:
    same = [
        [PersonClaim(f"d{n:02}", Key("李明"), date=DATES[1], held=(HELD[0],))] for n in range(9)
    ]
    with opened(tmp_path, new=True) as ledger:
        _fill(ledger, same)
        few = [(claim.document, claim.times) for claim in ledger.claims.alike([LI], ())]
        assert few == [("d00", 8), ("d08", 1)]
        assert len(list(ledger.claims.alike([LI], {LI}))) == len(same)
        assert len(list(ledger.claims.all())) == len(same)
