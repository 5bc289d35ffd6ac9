"""Who wants the sure findings alone can ask for them: by README's query and by a named one."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

import graph
from graph.resources import ROOT

(QUERY,) = re.findall(
    r"```sparql\n(SELECT (?:(?!```).)*tg:confidence.*?)```",
    (ROOT / "README.md").read_text("utf-8"),
    re.DOTALL,
)


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    return graph.build(ROOT / "data" / "documents", tmp_path_factory.mktemp("kg"))


def test_readmes_query_gives_the_sure_ones(kg: graph.KnowledgeGraph) -> None:
    def holders(least: str) -> set[tuple[str, str]]:
        return {(row.person, row.post) for row in kg.query(QUERY.replace("0.95", least))}

    assert set() == holders("1.0") < holders("0.95") < holders("0.5")


def test_the_mentions_of_an_entity_that_are_sure(kg: graph.KnowledgeGraph) -> None:
    every = kg.query("mentions", entity="澄州市")
    sure = kg.query("mentions", entity="澄州市", confidence=0.95)
    assert 0 < len(sure) < len(every)
    assert [row for row in every if row.confidence and row.confidence >= Decimal("0.95")] == [*sure]


def test_each_mention_that_was_judged_has_one_chance_of_two_places(
    kg: graph.KnowledgeGraph,
) -> None:
    told = kg.query("SELECT ?m (COUNT(?c) AS ?n) (MAX(?c) AS ?max) (MIN(?c) AS ?min) "
                    "{ ?m tg:confidence ?c } GROUP BY ?m")  # fmt: skip
    mentions = kg.query("SELECT ?m { ?m a nif:Phrase }")
    assert len(mentions) * 0.9 < len(told) <= len(mentions)
    assert all(row.n == 1 and row.min == row.max == round(row.max, 2) < 1 for row in told)
    assert kg.validate()
