"""Everything known of one entity on one screen; which one, where several share a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import graph
from graph.cli import main
from graph.model import Document
from graph.query import bearers, profile
from graph.rdf import BASE, address, entity_iri, typed_address

pytestmark = pytest.mark.slow  # builds upon builds

TOLD = {
    "2020-04-21": "4月20日，江州市委召开常委会会议。市委书记陆知远主持会议，市长苏映雪出席会议。"
    "陆知远强调，要做到“两个维护”，学习《江州市河湖保护条例》。",
    "2021-03-02": "江州市委书记陆知远强调，要做到“两个维护”。",
    "2021-05-01": "丰水县农业农村局局长李明强调，要抓好春耕。",
    "2021-06-01": "青芦县委书记李明强调，要做到“两个维护”。",
}


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> graph.KnowledgeGraph:
    documents = [Document(f"d{day}", text, "0" * 64, issued=day) for day, text in TOLD.items()]
    return graph.build(documents, tmp_path_factory.mktemp("kg"))


def shown(
    kg: graph.KnowledgeGraph, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    code = main(["show", str(kg.store.path), *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_person(kg: graph.KnowledgeGraph, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = shown(kg, capsys, "陆知远")
    assert code == 0
    assert out.startswith("陆知远  人物 person\n文献 documents: 2020 1/1 · 2021 1/3\n")
    assert "担任 holds  1\n  中共江州市委书记 ×2  ‹d2020-04-21 2020-04-21…2021-03-02›" in out
    assert "主持的会议 chaired  1\n  2020-04-20  " in out
    assert "使用提法 invokes  1\n  两个维护 ×2" in out
    assert "同场 appeared with  苏映雪 1" in out


@pytest.mark.parametrize(("name", "wanted"), [
    ("两个维护", "使用者 used by  2"),
    ("江州市", "本地机构 organs of the place"),
    ("江州市河湖保护条例", "引用者 cited by  1"),
    ("中共江州市委员会", "中共江州市委书记：陆知远"),
    ("中共江州市委常委会会议", "主持 chair  1\n  陆知远"),
])  # fmt: skip
def test_each_kind_of_entity(
    kg: graph.KnowledgeGraph, capsys: pytest.CaptureFixture[str], name: str, wanted: str
) -> None:
    code, out, _ = shown(kg, capsys, name)
    assert code == 0
    assert wanted in out


def test_a_shared_name_asks_which(
    kg: graph.KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = shown(kg, capsys, "李明")
    assert (code, out) == (2, "")
    question, *candidates = err.splitlines()
    assert question.endswith("“李明” 有 2 个，写明哪一个 / 2 bear this name; say which")
    addresses = [line.split()[0] for line in candidates]
    assert len(addresses) == 2
    for given in addresses:
        code, out, err = shown(kg, capsys, given)
        assert (code, err) == (0, "")
        assert out.startswith(f"李明  {given.removeprefix('person/')}  人物 person")


def test_what_has_no_name_is_told(kg: graph.KnowledgeGraph) -> None:
    with pytest.raises(graph.QueryError, match="图中没有，或没有名称 / nothing with"):
        profile(kg.store, "<x:y>")


def test_an_address_is_accepted_where_a_name_is(
    kg: graph.KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    both = bearers(kg.store, "Person", "李明")
    capsys.readouterr()
    for term in both:
        short = address(term[1:-1])
        assert bearers(kg.store, "Person", short) == [term]
        assert bearers(kg.store, "Entity", f"person/{short}") == [term]
        (held,) = kg.query("who-holds-what", person=short)
        assert profile(kg.store, term).sections["担任 holds"][0].what == held.post
        assert main(["evidence", str(kg.store.path), short]) == 0
        assert f"  {short} — 担任 → " in capsys.readouterr().out
    page = kg.view(focus=address(both[0][1:-1]), documents=False)
    assert address(both[0][1:-1]) in page.html


@pytest.mark.parametrize(
    "name", ["李明-青芦县", "澄州市“一改三提”行动方案", "上合组织 10+1", "50%"]
)
def test_an_address_is_what_the_iri_was_made_of(name: str) -> None:
    made = entity_iri(BASE, "Policy", name)[1:-1]
    assert address(made) == name
    assert typed_address(made) == f"policy/{name}"


def test_json_and_nobody(kg: graph.KnowledgeGraph, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = shown(kg, capsys, "苏映雪", "--format", "json")
    told = json.loads(out)
    assert (code, told["name"], told["years"]["2020"]) == (0, "苏映雪", [1, 1])
    code, out, err = shown(kg, capsys, "苏映")
    assert (code, out) == (1, "")
    assert "there is 苏映雪" in err


def test_a_long_section_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["四个意识", "四个自信", "两个维护", "两个确立", "三严三实", "五位一体", "六稳", "六保",
             "四个全面"]  # fmt: skip
    said = "、".join(f"“{name}”" for name in names)
    graph.build([Document("d", f"江州市市长苏映雪强调，要做到{said}。", "0" * 64)], tmp_path)
    assert main(["show", str(tmp_path), "苏映雪"]) == 0
    assert "… 还有 1 条 / 1 more (--full)" in capsys.readouterr().out
    assert main(["show", str(tmp_path), "苏映雪", "--full"]) == 0
    assert "more (--full)" not in capsys.readouterr().out
