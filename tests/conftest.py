"""Two reports of an invented city, written for these tests, and the graph built of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph

REPORTS = {
    "2020/0421": """\
市委党建工作领导小组会议召开
　　来源：云梧日报　2020年4月21日
　　本报讯　4月20日，云梧市委党建工作领导小组召开会议。市委书记程望山主持会议并讲话，\
市委副书记、市长苏映雪出席会议。
　　程望山强调，要认真学习贯彻《中国共产党党和国家机关基层组织工作条例》，树牢“四个意识”，\
坚定“四个自信”，做到“两个维护”。
""",
    "2020/0506": """\
苏映雪调研重点项目建设
　　来源：云梧日报　2020年5月6日
　　5月5日，市长苏映雪到浅溪县调研重点项目建设。市委常委、常务副市长高存义参加调研。
　　苏映雪指出，要增强“四个意识”，把项目一项一项抓到底。
""",
}


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two reports, each in a folder of its year."""
    folder = tmp_path_factory.mktemp("reports")
    for identifier, text in REPORTS.items():
        path = folder / f"{identifier}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def kg(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    """Their graph. Not to be changed."""
    return graph.build(reports, tmp_path_factory.mktemp("kg"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    """The graph of data/documents. Not to be changed."""
    documents = Path(__file__).parents[1] / "data" / "documents"
    return graph.build(documents, tmp_path_factory.mktemp("demo"))
