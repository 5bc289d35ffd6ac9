"""A reading: the same in whatever order its mentions come, and never changed once it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import FrozenInstanceError
from pathlib import Path
from random import Random

import pytest

from graph.extract import Analysis, Reading
from graph.extract.claims.namesakes import tell_apart
from graph.extract.deciding import decide
from graph.extract.discourse.bare_organs import bind
from graph.extract.discourse.meaning import resolve
from graph.extract.discourse.place_context import place_context
from graph.extract.pipeline import of_mentions
from graph.extract.resolve.resolver import Resolver
from graph.model import Document, Mention
from graph.text import prepare

DOCUMENTS = sorted(Path(__file__).parents[1].glob("data/documents/*.txt"))
ELLIPTIC = """\
澄州市召开供水工作会议。
青芦县副县长陈涛、丰水县委副书记陈涛和澄州水务集团公司总经理高远参加会议。
市委书记陆知远、市长苏映雪出席，副主任韩松、秘书长李明分别发言。陈涛说，公司要抓好供水，高总经理表示赞同。
古巴总统阿隆索会见陆知远，外交部长参加会见。市发改委、财政局负责人列席，领导小组办公室作了说明。
"""
"""Nearly every name here is short for one that another tells."""


def analysed(text: str) -> Analysis:
    return Analysis(prepare(Document("d", text, "0" * 64)))


def told(reading: Reading) -> tuple[object, ...]:
    return reading.mentions, reading.offices, reading.organs, reading.parts, reading.place_context


@pytest.mark.parametrize("text", [ELLIPTIC, *(path.read_text("utf-8") for path in DOCUMENTS)])
def test_the_order_of_the_mentions_is_no_matter(text: str) -> None:
    analysis, lots = analysed(text), Random(7)
    decided, settled = decide([analysis])[0]
    expected = told(of_mentions(analysis, decided, settled))
    for _ in range(5):
        one, other = (lots.sample(some, len(some)) for some in (decided, settled))
        assert told(of_mentions(analysis, one, other)) == expected


def test_a_resolver_has_no_memory() -> None:
    """What it says of a name does not depend on the names that it was asked before."""
    analysis, lots = analysed(ELLIPTIC), Random(7)
    settled = decide([analysis])[0].settled
    context = place_context(analysis, settled, settled)

    def answers(order: Sequence[Mention]) -> dict[Mention, object]:
        resolver = Resolver(analysis.lexicon, context)
        ways = {"Post": resolver.post, "Organization": resolver.organ, "Place": resolver.place}
        return {
            m: ways[m.type](m.text) if m.type in ways else resolver.titled(m.type, m.text)
            for m in order
        }

    expected = answers(settled)
    assert all(answers(lots.sample(settled, len(settled))) == expected for _ in range(5))


def test_binding_and_telling_apart_return_another_reading() -> None:
    analysis = analysed(ELLIPTIC)
    decided, settled = decide([analysis])[0]
    resolver = Resolver(analysis.lexicon, place_context(analysis, settled, settled))
    resolved = resolve(analysis, resolver, decided, settled)
    before = told(resolved)
    bound = bind(resolved)
    between = told(bound)
    assert between != before
    apart = tell_apart(bound)
    assert told(apart) != between
    assert (told(resolved), told(bound)) == (before, between)
    with pytest.raises(FrozenInstanceError):
        apart.mentions = ()  # type: ignore[misc]
