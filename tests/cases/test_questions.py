"""Questions of sessions, appointments and kinds, answered on the demo and by both engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import graph
from graph.query.query import bind, query_meant

DEMO = Path(__file__).parents[2] / "data" / "documents"
CONGRESS = "澄州市第五届人民代表大会常务委员会第四十一次会议"
COUNTY = "中国共产党青芦县第十四届委员会第六次全体会议"
SCHOOL, SPRING = "澄州学院党委（扩大）会议", "澄州市政府第七十二次常务会议"
TOURISM = "中共青芦县委关于加快全域旅游高质量发展的决定"
MANNERS, ACCOUNTS = "澄州市文明行为促进条例", "2020年市级决算"
DAY, EVE, BILL = date(2021, 7, 8), date(2021, 7, 9), date(2024, 5, 16)
GIVEN = [
    (DAY, "appointed", "周游", "澄州市生态环境局局长", "澄州市生态环境局", "local-09"),
    (DAY, "removed", "蒋为民", "澄州市生态环境局局长", "澄州市生态环境局", "local-09"),
]
ADOPTED = [(DAY, CONGRESS, policy, None, "local-09") for policy in (ACCOUNTS, MANNERS)]
ANSWERS: list[tuple[str, dict[str, str], list[tuple[object, ...]]]] = [
    ("adopted", {"event": CONGRESS}, ADOPTED),
    ("adopted", {"policy": TOURISM}, [("--12-28", COUNTY, TOURISM, None, "local-12")]),
    ("adopted", {"date": "2024"}, [
        (BILL, SCHOOL, "澄州学院“十四五”规划中期调整方案", None, "local-13"),
        (BILL, SCHOOL, "澄州学院章程（修订稿）", None, "local-13"),
    ]),
    ("adopted", {"event": SPRING}, [
        (date(2020, 3, 12), SPRING, "澄州市2020年春季农业生产工作方案", None, "local-03"),
    ]),
    ("adopted", {"organization": "澄州市人大常委会"}, ADOPTED),
    ("appointments", {"organization": "澄州市生态环境局"}, GIVEN),
    ("appointments", {"date": "2021-07", "status": "acting"}, [
        (EVE, "acting", "韩松", "澄州市代市长", "澄州市人民政府", "local-09"),
    ]),
    ("appointments", {"place": "青芦县"}, []),
    ("kinds", {}, [
        ("news", 13, 263, date(2018, 12, 26), date(2025, 4, 23)),
        ("appointment", 1, 19, date(2021, 5, 19), date(2021, 5, 19)),
        ("communique", 1, 27, date(2019, 2, 20), date(2019, 2, 20)),
        ("notice", 1, 31, date(2022, 4, 18), date(2022, 4, 18)),
    ]),
    ("kinds", {"place": "青芦县"}, [("news", 1, 22, None, None)]),
]  # fmt: skip


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    return graph.build(DEMO, tmp_path_factory.mktemp("questions"))


@pytest.mark.parametrize(("name", "given", "wanted"), ANSWERS)
def test_the_demo_answers(
    kg: graph.KnowledgeGraph, name: str, given: dict[str, str], wanted: list[tuple[object, ...]]
) -> None:
    assert [tuple(row) for row in kg.query(name, **given)] == wanted


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib
@pytest.mark.parametrize("name", ["adopted", "appointments", "kinds"])
def test_both_engines_answer_alike(kg: graph.KnowledgeGraph, name: str) -> None:
    text = bind(kg.store, query_meant(name), {})
    theirs = [tuple(None if v is None else str(v) for v in row) for row in kg.rdflib().query(text)]
    assert theirs == [tuple(None if v is None else str(v) for v in row) for row in kg.query(name)]
