"""Keys and claims say what they mean in fields: no sign in a name is taken for one of ours."""

from __future__ import annotations

import pytest

from graph.claims import Final, Held, PendingName, PersonClaim, Provisional, Within
from graph.extract import graph_lines
from graph.identity import decide, meant
from graph.model import Document, Key
from graph.text import prepare


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key("陆知远"), "陆知远"),
        (Key("陈涛", "丰水县"), "陈涛-丰水县"),
        (Key("市委", document="d7"), "市委-d7"),
    ],
)
def test_a_key_as_text(key: Key, text: str) -> None:
    assert str(key) == text


def test_keys_of_one_text_may_be_two() -> None:
    assert len({Key("让-伊夫"), Key("让", "伊夫"), Key("让", document="伊夫")}) == 3


def test_two_with_one_mark_are_told_by_their_documents_too() -> None:
    """And a recorded judgement on such a mark still means whom it meant."""
    a, b = (PersonClaim(document, Key("李明", "丰水县")) for document in "ab")
    assert {str(key) for key, _ in decide([a, b]).persons()} == {"李明-a-丰水县", "李明-b-丰水县"}
    assert meant("person/李明-a-丰水县", a) and not meant("person/李明-a-丰水县", b)


@pytest.mark.parametrize("town", ["丰镇", "北所在镇"])
def test_a_town_may_be_called_as_we_call_one_without_a_name(town: str) -> None:
    """It is not the town around 丰村 that others name: the two persons stay two."""
    here = Held("", place=town, leading=True)
    there = Held("", place="青镇", leading=True)
    said = [
        PersonClaim("a", Key("李明"), held=(here,), within=(Within("丰村", town),)),
        PersonClaim("b", Key("李明"), held=(there,), within=(Within("丰村", "青镇"),), times=2),
    ]
    assert {str(key) for key, _ in decide(said).persons()} == {f"李明-{town}", "李明-青镇"}


def test_a_pending_name_is_built_around_the_place() -> None:
    claim = PendingName(
        "d", "丰水县", "市", Provisional("Event", Key("市委全会")), "Event",
        ("中共", "委全会"), "2020-04-20",
    )  # fmt: skip
    assert claim.final("澄州市") == Final("Event", Key("中共澄州市委全会", "2020-04-20"))


def test_what_waits_for_a_place_is_claimed_without_a_sign_for_it() -> None:
    text = "丰水县召开供水工作会议\n丰水县委书记沈月华主持会议，传达市委全会精神。\n"
    _, claims = graph_lines(prepare(Document("d", text, "0" * 64, place="丰水县")))
    pending = [claim for claim in claims if isinstance(claim, PendingName)]
    finals = {claim.final("澄州市").key for claim in pending}
    assert {len(claim.pieces) for claim in pending} == {2}
    assert any(key.name.startswith("中共澄州市委") for key in finals), finals
    assert not any("〇" in piece for claim in pending for piece in claim.pieces)
