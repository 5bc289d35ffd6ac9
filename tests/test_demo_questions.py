"""The questions of order, network, lag and silence, answered on the demo and on dated reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import graph
from graph.model import Document
from graph.query import Rows, named
from graph.query.query import bind

pytestmark = pytest.mark.slow  # builds of its own

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"
D18, F19, A19, M21 = (
    date(2018, 12, 26), date(2019, 2, 20), date(2019, 4, 12), date(2021, 5, 19)
)  # fmt: skip
PEOPLE = "https://w3id.org/tifagraph/id/person/"
STANDING, PLENUM = (
    "中共澄州市委常委会（扩大）会议", "中国共产党澄州市第五届纪律检查委员会第四次全体会议"
)  # fmt: skip
SELECTION = "党政领导干部选拔任用工作条例"

ON_THE_DEMO: list[tuple[str, dict[str, str], list[tuple[object, ...]]]] = [
    ("leadership", {"place": "澄州市", "date": "2019-03-01"}, [
        ("澄州市", "中共澄州市委员会", "中共澄州市委书记", "陆知远", None, F19, A19),
        ("澄州市", "澄州市人民政府", "澄州市市长", "沈月华", None, F19, date(2020, 3, 13)),
    ]),
    ("appeared-together", {"person": "陆知远", "date": "2018"}, [
        ("陆知远", "沈月华", 1, date(2018, 12, 25), date(2018, 12, 25)),
        ("陆知远", "罗永安", 1, date(2018, 12, 25), date(2018, 12, 25)),
    ]),
    ("network-attendance", {"date": "2018"}, [
        ("沈月华", "陆知远", 1, f"{PEOPLE}沈月华", f"{PEOPLE}陆知远"),
    ]),
    ("network-career", {"organization": "中共澄州市委"}, [
        ("沈月华", "陆知远", 1, 1, f"{PEOPLE}沈月华", f"{PEOPLE}陆知远"),
    ]),
    ("naming-order", {"person": "罗永安", "document": "local-01"}, [
        (D18, "local-01", STANDING, 3, 4, "罗永安", "陆知远主持并讲话　沈月华罗永安白景澄出席"),
    ]),
    ("order-changes", {"person": "陆知远"}, []),
    ("rank-between", {"event": STANDING, "later": PLENUM}, [
        ("local-01", "local-05", 1, 1, 0, "陆知远"),
        ("local-01", "local-05", 2, 2, 0, "沈月华"),
        ("local-01", "local-05", 3, 3, 0, "罗永安"),
        ("local-01", "local-05", 4, 4, 0, "白景澄"),
    ]),
    ("demands-by-modality", {"person": "宋乐山", "addressee": "干部"}, [
        (date(2022, 11, 10), "local-08", "宋乐山", "要", "全县党员干部",
         "全县党员干部要真正弄懂“两个确立”的决定性意义，树牢“四个意识”、坚定“四个自信”、"
         "做到“两个维护”，把高质量发展这个首要任务写进丰水的田间地头。"),
    ]),
    ("policy-lag", {"policy": SELECTION}, [
        (SELECTION, None, "韩松", date(2021, 2, 27), "local-04", None, 0),
        (SELECTION, None, "中共云麓省委组织部", M21, "local-11", None, 81),
    ]),
    ("policy-way", {"policy": SELECTION}, [
        (SELECTION, "implemented", "中共云麓省委组织部", "province", "云麓省", M21, 81, "local-11",
         "为扩大群众在选人用人上的知情权和监督权，根据《党政领导干部选拔任用工作条例》"
         "《云麓省干部任前公示实施办法》有关规定，现将下列拟任人选公示如下。"),
    ]),
    ("silent-documents", {"entity": "两个维护", "place": "澄州市", "date": "2019"}, [
        ("两个维护", 1, 2, A19, "local-06", "陆知远在青芦县调研时强调"),
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    return graph.build(DOCUMENTS, tmp_path_factory.mktemp("demo"))


def rows(kg: graph.KnowledgeGraph, name: str, **given: str) -> Rows:
    answer = kg.query(name, **given)
    assert isinstance(answer, Rows)
    return answer


def build(folder: Path, reports: dict[str, str]) -> graph.KnowledgeGraph:
    """The graph of dated reports: their day → their text."""
    return graph.build(
        [Document(f"on/{day}", text, "0" * 64, issued=day) for day, text in reports.items()],
        folder,
    )


@pytest.mark.parametrize(("name", "given", "wanted"), ON_THE_DEMO)
def test_the_demo_answers(
    demo: graph.KnowledgeGraph, name: str, given: dict[str, str], wanted: list[tuple[object, ...]]
) -> None:
    found = [tuple(row) for row in rows(demo, name, **given)]
    assert [row for row in found if row in wanted] == wanted
    assert bool(found) == bool(wanted)


MEETING = "本报讯　{day}，江州市委召开{name}。市委书记陆知远主持会议。{names}出席会议。"


def text(term: object) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib
def test_who_rose_above_whom(tmp_path: Path) -> None:
    """周岚 is named last in two lists and then before 苏映雪: she rose by one; on both engines."""
    kg = build(tmp_path, {
        "2020-04-21": MEETING.format(
            day="4月20日", name="常委会会议", names="市长苏映雪、副市长周岚"
        ),
        "2020-06-11": MEETING.format(
            day="6月10日", name="农村工作会议", names="市长苏映雪、副市长周岚"
        ),
        "2021-03-02": MEETING.format(
            day="3月1日", name="经济工作会议", names="市长周岚、市人大常委会主任苏映雪"
        ),
    })  # fmt: skip
    assert [tuple(row) for row in rows(kg, "order-changes")] == [
        ("苏映雪", "周岚", 2, date(2020, 4, 21), date(2020, 6, 11), 1, date(2021, 3, 2),
         date(2021, 3, 2)),
    ]  # fmt: skip
    assert [(r.rank, r.named) for r in rows(kg, "naming-order", person="周岚")] == [
        (2, 2), (2, 2), (1, 2)
    ]  # fmt: skip
    events = {row.event for row in rows(kg, "events")}
    economy = next(event for event in events if "经济" in event)
    farming = next(event for event in events if "农村" in event)
    between = rows(kg, "rank-between", event=farming, later=economy)
    assert {row.person: row.moved for row in between} == {"陆知远": 0, "周岚": 1, "苏映雪": -1}
    for name, given in (
        ("order-changes", {}),
        ("naming-order", {"person": "周岚"}),
        ("appeared-together", {}),
        ("network-attendance", {}),
        ("network-career", {}),
        ("rank-between", {"event": farming, "later": economy}),
        ("leadership", {"place": "江州市", "date": "2020-12-31"}),
    ):
        ours = [tuple(map(text, terms)) for terms in rows(kg, name, **given).terms]
        theirs = kg.rdflib().query(bind(kg.store, named()[name], given))
        assert [tuple(None if t is None else str(t) for t in row) for row in theirs] == ours


def test_a_policy_goes_down_in_days(tmp_path: Path) -> None:
    """Issued by the province, passed on in the city, carried out in the county: 0, 10 and 40."""
    law = "《云泽省河湖保护条例》"
    kg = build(tmp_path, {
        "2021-03-01": f"云泽省人民政府印发{law}，自公布之日起施行。",
        "2021-03-11": f"澄州市委召开常委会会议。市委书记陆知远主持会议。会议传达学习{law}。",
        "2021-04-10": f"清溪县委书记周岚强调，要认真贯彻落实{law}。",
    })  # fmt: skip
    way = {row.step: row.days for row in rows(kg, "policy-way", policy="云泽省河湖保护条例")}
    assert way == {"issued": 0, "transmitted": 10, "implemented": 40}
    lags = [row.after_first for row in rows(kg, "policy-lag", policy="云泽省河湖保护条例")]
    assert lags == [0, 30]


FORWARDED = """\
澄州市人民政府办公室关于转发《云泽省河湖保护三年行动方案》的通知
澄政办发〔2021〕9号
各县（市、区）人民政府，市政府各部门：
现将《云泽省河湖保护三年行动方案》转发给你们，请认真贯彻执行。
澄州市人民政府办公室
2021年4月18日
"""
LAW = """\
云泽省河湖保护条例
（2020年11月27日云泽省第十三届人民代表大会常务委员会第二十次会议通过）
第一条　为了保护河湖，制定本条例。
第二条　本条例自2021年1月1日起施行。
"""


def test_a_policy_is_passed_on_by_its_cover_and_counted_from_its_own_text(tmp_path: Path) -> None:
    kg = build(tmp_path, {
        "2021-04-18": FORWARDED,
        "2020-11-30": LAW,
        "2021-02-01": "澄州市市长苏映雪强调，要认真贯彻落实《云泽省河湖保护条例》。",
    })  # fmt: skip
    way = rows(kg, "policy-way", policy="云泽省河湖保护三年行动方案")
    assert [(r.step, r.by, r.level) for r in way] == [
        ("transmitted", "澄州市人民政府办公室", "city")
    ]
    lag = rows(kg, "policy-lag", policy="云泽省河湖保护条例", person="苏映雪")
    assert [(r.issued, r.days) for r in lag] == [(date(2020, 11, 30), 63)]
    (row,) = rows(kg, "policy-lag", policy="云泽省河湖保护三年行动方案")
    assert (row.issued, row.days, row.after_first) == (None, None, 0)


def test_who_left_leads_no_more(tmp_path: Path) -> None:
    """On each day the leadership is who was seen last; who came after takes the place."""
    kg = build(tmp_path, {
        "2020-04-21": "江州市政府市长苏映雪强调，要做到“两个维护”。",
        "2021-03-02": "江州市政府市长周岚强调，要做到“两个维护”。",
    })  # fmt: skip

    def mayor(day: str) -> list[str]:
        return [row.person for row in rows(kg, "leadership", place="江州市", date=day)]

    assert mayor("2020-01-01") == []
    assert mayor("2020-12-31") == ["苏映雪"]
    assert mayor("2021-03-02") == ["周岚"]
