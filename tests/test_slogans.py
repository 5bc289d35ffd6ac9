"""Slogans in time, on small dated reports: shares of all, replacement, spread, the report."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

import graph
from graph.analyze import report, rows, study, tiers
from graph.analyze.corpus import level_of
from graph.analyze.terminal import bars
from graph.cli import main
from graph.model import Document, QueryError
from graph.query import render

pytestmark = pytest.mark.slow  # builds of its own

SAID = {
    "2018-03-01": "澄州市市长陆知远强调，要建好“四个澄州”，树牢“四个意识”、坚定“四个自信”。",
    "2018-05-01": "市委召开农业工作会议\n　　来源：澄州日报\n"
    "　　本报讯　5月1日，澄州市委召开农业工作会议。市委书记陆知远主持会议。我市春耕顺利。\n",
    "2019-03-01": "澄州市市长陆知远强调，要建好“四个澄州”，树牢“四个意识”、坚定“四个自信”。",
    "2020-03-01": "云泽省省长沈月华强调，要做到“两个维护”。",
    "2021-02-01": "澄州市市长苏映雪强调，要建好“五个澄州”。",
    "2021-03-01": "澄州市市长苏映雪强调，要建好“五个澄州”、做到“两个维护”。",
    "2021-04-11": "清溪县县长周岚强调，要做到“两个维护”。",
}


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    documents = [Document(f"d{day}", text, "0" * 64, issued=day) for day, text in SAID.items()]
    documents.append(Document("undated", "澄州市市长苏映雪强调，要建好“五个澄州”。", "0" * 64))
    return graph.build(documents, tmp_path_factory.mktemp("kg"))


def test_shares_have_their_denominators(kg: graph.KnowledgeGraph) -> None:
    found = study(kg.store)
    assert (found.documents, found.undated) == (8, 1)
    assert found.periods == {"2018": 2, "2019": 1, "2020": 1, "2021": 3}
    usage = {usage.slogan: usage for usage in found.slogans}["四个澄州"]
    assert usage.periods == {"2018": 1, "2019": 1, "2020": 0, "2021": 0}
    assert found.shares(usage) == [0.5, 1.0, 0.0, 0.0]
    assert (usage.documents, usage.share, usage.trend) == (2, 0.25, "silent")
    assert usage.first and usage.first.speakers == ("陆知远",)
    assert usage.first.sentence == SAID["2018-03-01"]
    assert usage.last and (usage.last.date, usage.last.document) == ("2019-03-01", "d2019-03-01")
    newer = {usage.slogan: usage for usage in found.slogans}["五个澄州"]
    assert (newer.documents, newer.trend) == (3, "new")


def test_what_replaced_what_and_in_which_order(kg: graph.KnowledgeGraph) -> None:
    found = study(kg.store)
    (one,) = found.replacements
    lag = date(2021, 2, 1) - date(2019, 3, 1)
    assert (one.old, one.new, one.days, one.why) == ("四个澄州", "五个澄州", lag.days, "numeral")
    assert ("四个意识", "四个自信", 2, 2) in [
        (pair.first, pair.second, pair.times, pair.together) for pair in found.orders
    ]


def test_a_slogan_spreads_downward(kg: graph.KnowledgeGraph) -> None:
    usage = next(usage for usage in study(kg.store).slogans if usage.slogan == "两个维护")
    assert usage.spread == {"province": "2020-03-01", "city": "2021-03-01", "county": "2021-04-11"}
    assert (usage.lag("province"), usage.lag("city"), usage.lag("county")) == (0, 365, 406)
    assert usage.lag("centre") is None


def test_tiers_are_settable(kg: graph.KnowledgeGraph) -> None:
    scale = tiers("0.9,0.3,0.2,0.1,0.05")
    found = {usage.slogan: usage.tier.zh for usage in study(kg.store, scale=scale).slogans}
    assert (found["两个维护"], found["四个澄州"]) == ("烫", "热")
    for wrong in ("0.1,0.2,0.3,0.4,0.5", "0.5", "a,b,c,d,e", "2,1,0.5,0.4,0.3"):
        with pytest.raises(QueryError, match="falling shares"):
            tiers(wrong)


def test_a_period_or_a_place_of_its_own(kg: graph.KnowledgeGraph) -> None:
    monthly = study(kg.store, "month")
    assert list(monthly.periods.items())[:3] == [("2018-03", 1), ("2018-04", 0), ("2018-05", 1)]
    usage = next(usage for usage in monthly.slogans if usage.slogan == "四个澄州")
    assert monthly.shares(usage)[:3] == [1.0, None, 0.0]  # no documents are no silence
    assert bars(monthly, usage)[:3] == "█ ·"
    assert len(study(kg.store, "day").periods) == 7
    of_the_city = study(kg.store, place="澄州市")
    assert (of_the_city.documents, of_the_city.slogans) == (1, [])
    assert not rows(of_the_city)
    with pytest.raises(QueryError, match="no document is of"):
        study(kg.store, place="丰水县")


def test_the_table_is_the_study(kg: graph.KnowledgeGraph) -> None:
    table = list(csv.DictReader(io.StringIO(render(rows(study(kg.store)), "csv"), newline="")))
    row = next(row for row in table if row["slogan"] == "四个澄州")
    assert (row["documents"], row["of_documents"], row["replaced_by"]) == ("2", "8", "五个澄州")
    assert (row["2018"], row["of_2018"], row["first_city"]) == ("1", "2", "2018-03-01")


def test_the_report_stands_alone(kg: graph.KnowledgeGraph) -> None:
    pytest.importorskip("pygal")
    page = report(study(kg.store))
    assert page == report(study(kg.store))  # the same bytes
    assert page.count("<svg") == 2
    assert "四个澄州 → 五个澄州" in page
    assert "层级 levels: 省 province 1、市 city 1、县 county 1" in page
    assert "https://" not in page
    assert {rest[:11] for rest in page.split("http://")[1:]} == {"www.w3.org/"}
    assert date.today().isoformat() not in page
    assert not [hook for hook in sys.meta_path if type(hook).__module__ == "pygal"]
    assert "文献 1 篇" in report(study(kg.store, place="澄州市"))  # which uses no slogan


def test_the_command_line(
    kg: graph.KnowledgeGraph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(kg.store.path)
    assert main(["slogans", folder]) == 0
    shown = capsys.readouterr().out
    assert "更替 replaced: 四个澄州" in shown
    assert "2/8 25.0%" in shown
    assert main(["slogans", folder, "--slogan", "四个澄州", "--format", "chart"]) == 0
    assert "2018        50.0%       1/2  █" in capsys.readouterr().out
    assert main(["slogans", folder, "-o", str(tmp_path / "s.csv")]) == 0
    assert (tmp_path / "s.csv").read_bytes().startswith(b"\xef\xbb\xbfslogan,documents,")
    assert main(["slogans", folder, "-o", str(tmp_path / "s.json")]) == 0
    told = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert told["periods"]["2018"] == 2
    if find_spec("pygal"):
        assert main(["slogans", folder, "-o", str(tmp_path / "s.html")]) == 0
    assert main(["slogans", folder, "-o", str(tmp_path / "s.pdf")]) == 2
    assert main(["slogans", folder, "--slogan", "个澄州"]) == 2
    assert "there is 五个澄州、四个澄州" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "level"),
    [
        ("中国", "centre"), ("云泽省", "province"), ("香港特别行政区", "province"),
        ("澄州市", "city"), ("云麓地区", "city"), ("沙屏盟", "city"), ("青芦县", "county"),
        ("沙屏旗", "county"), ("云溪镇", "town"), ("青山苏木", "town"), ("香坊社区", "town"),
        ("石桥村", "town"), ("霍格沃茨", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_level_of_a_place_is_told_by_its_unit(place: str, level: str) -> None:
    """社区 is no 区."""
    assert level_of(place) == level
