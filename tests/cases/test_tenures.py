"""Tenures in the graph: each stated in its sentence, none held that is only proposed; careers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import graph
from graph.extract import findings, read
from graph.model import Document
from graph.query.query import bind, query_meant
from graph.rdf import TG, expand
from graph.text import prepare

DEMO = Path(__file__).parents[2] / "data" / "documents"
CAREER = """\
黎守田简历
黎守田，男，汉族，1958年3月生，云泽青溪人，中共党员。
1985.10—1990.03 任青溪县副县长
1990.03—1996.05 青溪县委副书记、县长
1996.05— 澄州市委常委、组织部部长
"""
LIST = """\
澄州市人民政府关于黎守田等同志职务任免的通知
各县（市、区）人民政府，市政府各部门：
市政府研究决定：
任命：
方志诚为澄州市审计局副局长；
黎守田为澄州市财政局局长。
免去：
周谷川的澄州市财政局局长职务。
澄州市人民政府
2003年4月2日
"""


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    folder = tmp_path_factory.mktemp("tenures")
    (folder / "docs").mkdir()
    (folder / "docs" / "career.txt").write_text(CAREER, "utf-8")
    (folder / "docs" / "list.txt").write_text(LIST, "utf-8")
    return graph.build(folder / "docs", folder / "kg")


def told(kg: graph.KnowledgeGraph, person: str) -> list[tuple[object, ...]]:
    rows = kg.query("career", person=person)
    return [(r.since, r.until, r.status, r.post, r.organization) for r in rows]


def test_a_career_and_an_appointment_in_order_of_time(kg: graph.KnowledgeGraph) -> None:
    government, committee = "青溪县人民政府", "中共青溪县委员会"
    city, department = "中共澄州市委员会", "中共澄州市委组织部"
    assert told(kg, "黎守田") == [
        ("1985-10", "1990-03", "attested", "青溪县副县长", government),
        ("1990-03", "1996-05", "attested", "中共青溪县委副书记", committee),
        ("1990-03", "1996-05", "attested", "青溪县县长", government),
        ("1996-05", None, "attested", "中共澄州市委常委", city),
        ("1996-05", None, "attested", "中共澄州市委组织部部长", department),
        (date(2003, 4, 2), None, "appointed", "澄州市财政局局长", "澄州市财政局"),
    ]


def test_a_removal_ends_a_tenure_and_is_held_in_the_short_form(kg: graph.KnowledgeGraph) -> None:
    (row,) = kg.query("career", person="周谷川")
    assert (row.since, str(row.until), row.status) == (None, "2003-04-02", "removed")
    held = kg.query("who-holds-what", person="周谷川")
    assert [row.post for row in held] == ["澄州市财政局局长"]


def test_every_part_of_a_tenure_stands_in_the_graph_of_its_sentence(
    kg: graph.KnowledgeGraph,
) -> None:
    ask = f"""SELECT (COUNT(*) AS ?n) {{ ?t a <{TG}Tenure> ; ?p ?o
        FILTER (?p IN (<{expand("org:member")}>, <{TG}post>, <{TG}since>, <{TG}status>))
        FILTER NOT EXISTS {{ GRAPH ?sentence {{ ?t ?p ?o }} }} }}"""
    ((missing,),) = kg.query(ask)
    assert missing == 0
    assert not kg.validate().violations


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib
def test_both_engines_tell_one_career(kg: graph.KnowledgeGraph) -> None:
    text = bind(kg.store, query_meant("career"), {"person": "黎守田"})
    theirs = [tuple(None if v is None else str(v) for v in row) for row in kg.rdflib().query(text)]
    ours = [
        tuple(None if v is None else str(v) for v in row)
        for row in kg.query("career", person="黎守田")
    ]
    assert theirs == ours and len(ours) == 6


def test_the_demo_tells_who_is_proposed_and_who_was_given_what(tmp_path: Path) -> None:
    paths = [DEMO / f"local-{number}.txt" for number in ("09", "11")]
    kg = graph.build(paths, tmp_path / "kg")
    assert told(kg, "周游") == [
        (date(2021, 7, 8), None, "appointed", "澄州市生态环境局局长", "澄州市生态环境局")
    ]
    proposed = {row.post for row in kg.query("career", person="宋乐山", status="proposed")}
    assert proposed
    assert proposed.isdisjoint(row.post for row in kg.query("who-holds-what", person="宋乐山"))


@pytest.mark.parametrize(
    "text",
    [
        "江州市委召开会议\n会议提名程望山为澄州市副市长候选人。",
        "会议决定，推荐邱一鸣为澄州市财政局局长人选。",
        "程望山，男，1970年1月生，现任澄州市财政局局长，拟任澄州市副市长。",
    ],
)
def test_who_is_proposed_does_not_hold_the_post(text: str) -> None:
    reading = read(prepare(Document("d", text, "0" * 64)))
    proposed = {t.post for t, _ in reading.tenures if t.status == "proposed"}
    held = {r.object for r in findings(reading).relations if r.name == "holds"}
    assert proposed and proposed.isdisjoint(held)


def periods(*clauses: str) -> list[tuple[str, str, str]]:
    """The tenures that a life with these clauses tells: post, since, until."""
    life = "黎守田简历\n黎守田，男，汉族，1958年3月生，云泽青溪人，中共党员。\n" + "\n".join(
        clauses
    )
    told = read(prepare(Document("x", life, "0" * 64))).tenures
    return [(tenure.post.name, tenure.since, tenure.until) for tenure, _ in told]


def test_of_posts_one_after_the_other_the_first_begins_and_the_last_ends() -> None:
    """A comma parts them, where there is one; what is joined by 、 is held together."""
    assert periods("1995年11月至2001年3月先后任青溪县委常委、青溪县副县长，青溪县县长。") == [
        ("中共青溪县委常委", "1995-11", ""),
        ("青溪县副县长", "1995-11", ""),
        ("青溪县县长", "", "2001-03"),
    ]
    assert periods("1995年11月至2001年3月任青溪县委常委、青溪县副县长，青溪县县长。") == [
        ("中共青溪县委常委", "1995-11", "2001-03"),
        ("青溪县副县长", "1995-11", "2001-03"),
        ("青溪县县长", "1995-11", "2001-03"),
    ]


def test_that_year_and_the_time_from_which_posts_followed_one_another() -> None:
    assert periods("2001年3月任青溪县副县长，同年5月任青溪县县长。") == [
        ("青溪县副县长", "2001-03", ""),
        ("青溪县县长", "2001-05", ""),
    ]
    assert periods("2006年9月起历任青溪县副县长，青溪县县长。") == [
        ("青溪县副县长", "2006-09", ""),
        ("青溪县县长", "", ""),
    ]


def test_a_post_held_meanwhile_has_its_own_time_in_brackets() -> None:
    """And what stands behind the bracket is still of the line; study is no post."""
    line = "1999.12—2003.11 青溪县副县长（其间：{}）、青溪县县长"
    assert periods(line.format("2001.09—2003.07挂职任丰水县副县长")) == [
        ("青溪县副县长", "1999-12", "2003-11"),
        ("青溪县县长", "1999-12", "2003-11"),
        ("丰水县副县长", "2001-09", "2003-07"),
    ]
    assert len(periods(line.format("2001.09—2003.07在省委党校学习"))) == 2
