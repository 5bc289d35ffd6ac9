"""Where enough is enough: shares, votes and lengths, each on both sides of its edge."""

from __future__ import annotations

import pytest

from graph.claims import PersonClaim, PlaceClaim
from graph.extract.pipeline import graph_lines, read
from graph.identity import decide, variants
from graph.model import Document


def document(text: str) -> Document:
    return Document("d", text, "0" * 64)


@pytest.mark.parametrize(
    ("first", "second", "agreed"),
    [(2, 1, "澄州市"), (4, 2, "澄州市"), (3, 2, ""), (1, 1, ""), (1, 0, "澄州市")],
)
def test_the_city_around_a_county_is_the_one_that_twice_as_many_name(
    first: int, second: int, agreed: str
) -> None:
    votes = [("澄州市", first), ("云梧市", second)]
    claims = [
        PlaceClaim(f"{city}{n}", "丰水县", city) for city, number in votes for n in range(number)
    ]
    assert decide(claims).agreed.get("丰水县", {}).get("市", "") == agreed


@pytest.mark.parametrize("between", ["、", "（苗族），", "（苗族，女，53岁），", "介绍了经验，"])
def test_officials_of_two_counties_are_two_whatever_stands_between(between: str) -> None:
    reading = read(document(f"青芦县副县长陈涛{between}丰水县委副书记陈涛作交流发言。"))
    persons = {str(m.entity.key) for m in reading.mentions if m.type == "Person" and m.entity}
    assert persons == {"陈涛-青芦县", "陈涛-丰水县"}


@pytest.mark.parametrize(("aside", "mark"), [("（壮族）", ""), ("（壮族女）", "副局长")])
def test_a_third_of_what_stands_between_two_in_a_list_may_be_other_words(
    aside: str, mark: str
) -> None:
    reading = read(document(f"澄州市审计局副局长陈涛{aside}澄州市财政局副局长陈涛到会。"))
    persons = {str(m.entity.key) for m in reading.mentions if m.type == "Person" and m.entity}
    assert persons == {f"陈涛-澄州市审计局{mark}", f"陈涛-澄州市财政局{mark}"}


NAMES = [
    f"{surname}{given}"
    for surname in "赵钱孙李周"
    for given in ("文海", "文山", "文林", "文川", "文泉")
]


@pytest.mark.parametrize(("length", "number"), [(20, 19), (21, 6)])
def test_who_stands_in_a_long_list_is_in_company_of_the_nearest_alone(
    length: int, number: int
) -> None:
    names = NAMES[:length]
    _, claims = graph_lines(document(f"出席会议的有：{'、'.join(names)}。"))
    peers = {c.name: c.peers for c in claims if isinstance(c, PersonClaim)}
    assert len(peers[names[10]]) == number
    if number < length - 1:
        assert set(peers[names[10]]) == {*names[7:10], *names[11:14]}


@pytest.mark.parametrize(("members", "are"), [(3, True), (4, False)])
def test_many_that_differ_in_one_place_are_a_series(members: int, are: bool) -> None:
    series = [f"中{country}命运共同体" for country in "老柬越缅"[:members]]
    found = variants(series)
    assert bool(found[series[0]]) is are
    whole = variants([*series, "中命运共同体"])
    assert set(whole["中命运共同体"]) == set(series)
