"""The bounds of reading: each holds on the one side and not on the other."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.extract.deciding import settle
from graph.extract.pipeline import by_rules
from graph.extract.resolve.resolver import PlaceContext, Resolver
from graph.lexicon import default
from graph.model import Document, Mention
from graph.text import prepare
from graph.text.dates import dates
from graph.text.head import anchor
from graph.text.sentences import sentences


def _names(text: str) -> list[tuple[str, str]]:
    """The mentions of a text, each with the key of what it means."""
    found = by_rules(prepare(Document("case", text, "0" * 64)))
    return [(m.text, str(m.entity.key)) for m in found.mentions if m.entity]


def test_of_two_types_for_one_span_the_ontology_says_which_goes_first() -> None:
    """Whatever their rules are called."""
    organ = Mention(0, 4, "澄州大厦", "Organization", "z")
    place = Mention(0, 4, "澄州大厦", "Place", "a")
    assert settle([place, organ]) == settle([organ, place]) == (organ,)


def test_an_open_bracket_holds_a_sentence_together_for_200_characters() -> None:
    """One that nobody closes must not swallow the paragraph."""
    assert len(sentences("（" + "水" * 190 + "。水。")) == 1
    assert len(sentences("（" + "水" * 210 + "。水。")) == 2


@pytest.mark.parametrize(("length", "issued"), [(39, "2021-03-05"), (40, "")])
def test_a_date_in_a_short_line_of_the_head_is_that_of_issue(length: int, issued: str) -> None:
    line = "（2021年3月5日".ljust(length, "水")
    assert prepare(Document("d", f"标题\n{line}\n", "0")).issued == issued


def test_a_day_takes_the_month_of_the_anchor_until_a_date_is_told() -> None:
    """A day that does not exist tells no month."""
    issued = (2020, 4, 22)
    assert [d.value for d in dates("2月30日没有，18日开会。", issued)] == ["2020-04-18"]
    assert [d.value for d in dates("3月5日开幕，8日闭幕。", issued)] == ["2020-03-05", "2020-03-08"]


def test_an_identifier_with_year_and_month_anchors_both() -> None:
    assert anchor(Document("xw-202104", "会议召开。", "0")) == (2021, 4, 0)


@pytest.mark.parametrize(("between", "count"), [(2400, 2), (2600, 0)])
def test_demands_of_one_run_are_2500_characters_apart_at_most(between: int, count: int) -> None:
    text = "程望山强调，一要抓进度。" + "账" * between + "。\n二要抓质量。"
    found = extract(Document("d", text, "0"))
    assert len([r for r in found.relations if r.name == "directive"]) == count


@pytest.mark.parametrize(("times", "organ"), [(1, "县委"), (2, "中共青芦县委员会")])
def test_a_county_named_once_is_not_the_one_meant(times: int, organ: str) -> None:
    told = dict(_names(f"水利会议\n{'水在青芦县。' * times}县委高度重视。"))
    assert told["县委"].partition("-")[0] == organ


@pytest.mark.parametrize(
    ("told", "post"),
    [
        ("法国来了。法国好。德国来了。", "法国首相"),
        ("法国好。法国大。法国远。德国来了。德国好。", "首相"),
    ],
)
def test_a_foreign_post_is_of_the_country_named_twice_as_often(told: str, post: str) -> None:
    assert ("首相", post) in [(t, k.partition("-")[0]) for t, k in _names(f"首相李明远说。{told}")]


def test_a_village_is_known_by_the_longer_name_it_has_elsewhere() -> None:
    found = _names("苏映雪来到青芦镇古灶村调研。苏映雪走进古灶村。")
    assert found[-1] == ("古灶村", "青芦镇古灶村")


def test_what_brackets_say_tells_namesakes_apart() -> None:
    told = [key for name, key in _names("王凯（河南）、王凯（河北）出席会议。") if name == "王凯"]
    assert told == ["王凯-河南", "王凯-河北"]


def test_a_head_of_something_in_a_place_is_not_that_of_the_place() -> None:
    resolver = Resolver(
        default(), PlaceContext("d", {"市": "绍兴市"}, {"绍兴": "绍兴市"}, "绍兴市")
    )
    assert resolver.post("绍兴新区市长").organ is None
    assert resolver.post("绍兴市长").organ is not None


def test_a_committee_belongs_to_the_listed_organ_that_its_name_opens_with() -> None:
    organ = Resolver(default(), PlaceContext("d")).organ("中央人民政府委员会")
    assert organ.parent
    assert organ.parent.name == "中华人民共和国国务院"
