"""Several documents in one file: each is read for itself; one report with sections stays one."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph
from graph.evaluate import explain
from graph.model import Document
from graph.text import parts

NOTICES = """\
澄州市人民政府关于黎守田等同志职务任免的通知
澄政干〔2023〕7号
各县（市、区）人民政府，市政府各部门：
任命黎守田为市财政局局长；
免去周谷川的市财政局局长职务。
澄州市人民政府
2023年4月2日

丰水县人民政府关于方志诚等同志职务任免的通知
丰政干〔2023〕3号
各乡镇人民政府，县政府各部门：
任命方志诚为县水利局局长；
免去周谷川的县审计局局长职务。
丰水县人民政府
2023年5月6日
"""
BULLETIN = """\
云泽快讯
2021年7月6日

◆ 青芦县部署防汛工作
7月4日，青芦县委书记李明主持召开县委常委会会议。会议强调，要坚持人民至上、生命至上。
◆ 丰水县召开乡村振兴现场会
丰水县召开乡村振兴现场会。县委书记宋乐山出席并讲话，要求做到“两个维护”。
◆ 全市水利工作会议召开
今天，澄州市召开全市水利工作会议，市长沈月华要求加强巡查。
"""
REPORTS = """\
澄州市召开全市水利工作会议
7月4日，澄州市召开全市水利工作会议。市委书记陆知远主持会议。
{rule}
丰水县领导调研防汛工作
县委书记宋乐山到石桥镇调研防汛工作，要求做到“两个维护”。
{rule}
"""
NUMBERED = """\
一周要闻

1.青芦县部署防汛工作
青芦县召开会议，部署防汛工作。
2.丰水县召开乡村振兴现场会
丰水县召开乡村振兴现场会。
"""
DISPATCHES = """\
澄州市召开全市水利工作会议
澄州日报讯（记者 许清禾）7月4日，澄州市召开全市水利工作会议。市委书记陆知远主持会议。

丰水县领导调研防汛工作
本报讯（记者 何素兰）7月5日，丰水县委书记宋乐山到石桥镇调研防汛工作。
"""
ROSTERS = """\
澄州市人民代表大会常务委员会任免名单
（2021年5月31日澄州市第五届人大常委会第七次会议通过）
任命丁峰为澄州市水利局局长。
澄州市人民代表大会常务委员会决定任免名单
（2021年7月8日澄州市第五届人大常委会第八次会议通过）
免去李晨的澄州市审计局局长职务。
"""
SHORT = """\
澄州市水利局关于启用新印章的通知
澄水〔2024〕11号
各县水利局：
自4月1日起启用新印章。
—————————
澄州市水利局关于成立领导小组的通知
澄水〔2024〕12号
局属各单位：
组长：丁峰
"""
SEVERAL = {
    "rosters": (ROSTERS, [1, 2]),
    "bullets without a title above": (BULLETIN[BULLETIN.index("◆"):], [1, 2, 3]),
    "notices": (NOTICES, [1, 2]),
    "without a sentence": (SHORT, [1, 2]),
    "of one title": (NOTICES.replace("丰水县人", "澄州市人").replace("方志诚等", "黎守田等"),
                     [1, 2]),
    "bulletin": (BULLETIN, [0, 1, 2, 3]),
    "brackets": (BULLETIN.replace("◆ ", "【").replace("工作\n", "工作】").replace("会\n", "会】")
                 .replace("召开\n", "召开】"), [0, 1, 2, 3]),
    "bullets alone": (BULLETIN.replace("◆ ", "●"), [0, 1, 2, 3]),
    "titles alone": (BULLETIN.replace("◆ ", ""), [0, 1, 2, 3]),
    "numbers": (NUMBERED, [0, 1, 2]),
    "equals": (REPORTS.format(rule="=========="), [1, 2]),
    "dashes": (REPORTS.format(rule="- - - - - -"), [1, 2]),
    "stars": (REPORTS.format(rule="*****"), [1, 2]),
    "dispatches": (DISPATCHES, [1, 2]),
}  # fmt: skip


def identifiers(text: str) -> list[str]:
    return [part.document.id for part in parts(Document("a", text, ""))]


@pytest.mark.parametrize(("text", "numbers"), SEVERAL.values(), ids=SEVERAL)
def test_a_collection_has_its_parts(text: str, numbers: list[int]) -> None:
    assert identifiers(text) == [f"a#{number}" for number in numbers]
    for part, begin in parts(Document("a", text, "")):
        assert text[begin : begin + len(part.text)] == part.text
        assert not part.text.startswith(("◆", "●", "=", "-", "*", "1", "2."))


REPORT = """\
澄州市召开全市水利工作会议
2021年7月5日
本报讯 7月4日，澄州市召开全市水利工作会议，部署防汛备汛。市委书记陆知远主持会议。
"""
ONE = {
    "sections": REPORT + "防汛责任怎么压实\n会议强调，要坚持人民至上。\n备汛物资怎么保障\n要够。\n",
    "brackets": REPORT + "【主要任务】加强巡查值守，备足物资。\n【工作要求】做到“两个维护”。\n",
    "bullets": REPORT + "●加强巡查值守，备足物资。\n●做到“两个维护”。\n●加强预报预警。\n",
    "rules": REPORT + "----------\n责任编辑：许清禾\n==========\n（下转第二版）\n",
    "numbers": REPORT + "一、压实防汛责任\n要坚持人民至上。\n二、备足防汛物资\n要备足物资。\n",
    "attached": NOTICES.split("\n\n")[0]
    + "\n附件\n澄州市财政局局长职责规定\n2023年4月1日\n为了规范职责，制定本规定。\n",
    "signed": "澄州市召开会议\n会议部署了防汛工作。\n澄州市防汛抗旱指挥部办公室\n2023年4月2日\n"
    "本通知自发布之日起施行。\n",
    "chronicle": "澄州市大事记\n2021年\n1月5日，市委召开会议。\n2022年\n3月6日，市委召开会议。\n",
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_one_document_stays_one(text: str) -> None:
    assert identifiers(text) == []


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    folder = tmp_path_factory.mktemp("collections")
    (folder / "docs").mkdir()
    (folder / "docs" / "notices.txt").write_text(NOTICES, "utf-8")
    (folder / "docs" / "bulletin.txt").write_text(BULLETIN, "utf-8")
    return graph.build(folder / "docs", folder / "kg")


def test_one_document_of_the_graph_with_the_offsets_of_the_file(
    kg: graph.KnowledgeGraph,
) -> None:
    assert {row.document for row in kg.query("documents")} == {"notices", "bulletin"}
    assert {row.kind for row in kg.query("documents")} == {"collection"}
    (said,) = kg.query("mentions", entity="沈月华")
    assert BULLETIN[said.begin : said.end] == "沈月华"
    assert not kg.verify(kg.store.path.parent / "docs").findings
    assert not kg.validate().violations


def test_place_date_occasion_and_speaker_end_with_their_part(kg: graph.KnowledgeGraph) -> None:
    given = {(r.person, r.status): (str(r.date), r.post) for r in kg.query("appointments")}
    assert given["黎守田", "appointed"] == ("2023-04-02", "澄州市财政局局长")
    assert given["方志诚", "appointed"] == ("2023-05-06", "丰水县水利局局长")
    held = {row.person: row.post for row in kg.query("who-holds-what")}
    assert held["李明"] == "中共青芦县委书记"
    assert held["宋乐山"] == "中共丰水县委书记"
    assert held["沈月华"] == "澄州市市长"
    used = {row.slogan: row.user for row in kg.query("slogan-users")}
    assert used == {"人民至上、生命至上": "中共青芦县委常委会会议", "两个维护": "宋乐山"}
    days = {row.event: str(row.date) for row in kg.query("events", date="2021")}
    assert days == {"中共青芦县委常委会会议": "2021-07-04", "澄州市水利工作会议": "2021-07-06"}


def test_two_of_one_name_in_two_parts_are_two(kg: graph.KnowledgeGraph) -> None:
    removed = kg.query("SELECT ?p { ?t org:member ?p ; tg:status 'removed' } ORDER BY ?p")
    names = [row.p.rpartition("/")[2] for row in removed]
    assert names == ["周谷川-丰水县", "周谷川-澄州市"]


def test_a_collection_comes_and_goes_like_any_document(
    kg: graph.KnowledgeGraph, tmp_path: Path
) -> None:
    docs = kg.store.path.parent / "docs"
    grown = graph.build(docs / "notices.txt", tmp_path / "kg")
    grown.add([docs / "bulletin.txt"])
    assert list(grown.store.lines()) == list(kg.store.lines())
    grown.remove("bulletin")
    assert {row.document for row in grown.query("documents")} == {"notices"}


def test_explain_draws_each_part() -> None:
    drawn = explain(Document("bulletin", BULLETIN, "0" * 64))
    assert drawn.split("\n")[0].endswith(" collection")
    assert "=> 中共青芦县委常委会会议 chair 李明" in drawn
    assert "宋乐山 holds 中共丰水县委书记" in drawn
