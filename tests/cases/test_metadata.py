"""What inputs do not say themselves: a table beside them, their paths, the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from made_files import packed

import graph
from graph.cli import main
from graph.model import Document, InputError, InputSkipped
from graph.read import Metadata, documents

pytestmark = pytest.mark.slow  # builds upon builds

NEWS = "市委书记陆知远主持召开全市水利工作会议，强调要做到“两个维护”，把水利工作抓实抓细。"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    for name in ("丰水县/2021年7月5日-会议.txt", "青芦县/2021-08-01-通知.txt", "其他.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(NEWS, "utf-8")
    record = {"id": "j", "text": NEWS, "place": "省直", "issued": "2020-01-01"}
    (folder / "甲.jsonl").write_text(json.dumps(record), "utf-8")
    return folder


def read(docs: Path, metadata: Metadata) -> tuple[dict[str, Document], list[InputError]]:
    metadata.check()
    found = list(documents([docs], metadata))
    by_id = {item.id: item for item in found if isinstance(item, Document)}
    return by_id, [item for item in found if isinstance(item, InputError)]


def test_a_path_tells_place_day_and_title(docs: Path) -> None:
    found, errors = read(docs, Metadata(path_pattern="{place}/{issued}-{title}"))
    assert errors == []
    told = found["丰水县/2021年7月5日-会议"]
    assert (told.place, told.issued, told.title) == ("丰水县", "2021-07-05", "会议")
    assert found["青芦县/2021-08-01-通知"].issued == "2021-08-01"
    assert found["其他"].place == ""  # of another look


def test_a_single_file_and_parts_of_no_use(docs: Path) -> None:
    (found,) = documents([docs / "其他.txt"], Metadata(path_pattern="{title}"))
    assert isinstance(found, Document)
    assert found.title == "其他"
    by_id, _ = read(docs, Metadata(path_pattern="{}/{issued}-{title}"))
    assert by_id["丰水县/2021年7月5日-会议"].place == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
@pytest.mark.parametrize("name", ["目录.csv", "docs/目录.csv"])
def test_a_table_tells_of_inputs_by_their_paths(docs: Path, encoding: str, name: str) -> None:
    table = docs.parent / name
    table.write_text(
        "文件名,地区,发布日期,来源,文种,网址\n"
        "其他.txt,澄州市,2022年1月2日,澄州日报,speech,http://a/b\n"
        "丰水县/2021年7月5日-会议,,,丰水日报,,\n"
        "j,,,报纸,,\n"
        "没有.txt,x,,,,\n",
        encoding,
    )
    found, (error,) = read(docs, Metadata(table, "{place}/{issued}-{title}"))
    other = found["其他"]
    assert (other.place, other.issued, other.publisher) == ("澄州市", "2022-01-02", "澄州日报")
    assert (other.kind, other.source) == ("speech", "http://a/b")
    both = found["丰水县/2021年7月5日-会议"]
    assert (both.place, both.publisher) == ("丰水县", "丰水日报")
    assert (found["j"].publisher, found["j"].place) == ("报纸", "省直")
    assert isinstance(error, InputSkipped)
    assert str(error) == f'{table}:5: 没有这个输入 / names no input: "没有.txt"'


def test_the_nearest_word_wins(docs: Path) -> None:
    table = docs.parent / "t.csv"
    table.write_text("id,place\nj,表中地\n", "utf-8")
    given = {"place": "云泽省", "publisher": "省报"}
    found, _ = read(docs, Metadata(given=given))
    assert found["j"].place == "省直"  # what the input itself says
    assert {doc.publisher for doc in found.values()} == {"省报"}
    assert found["其他"].place == "云泽省"
    assert read(docs, Metadata(table, given=given))[0]["j"].place == "表中地"


@pytest.mark.parametrize(
    ("metadata", "table", "message"),
    [
        (Metadata(path_pattern="{plaze}"), "", 'unknown fields: "plaze"'),
        (Metadata(path_pattern="{place}/{place}"), "", "no path pattern"),
        (Metadata(path_pattern="docs"), "", "no path pattern"),
        (Metadata(given={"issued": "去年"}), "", "not a date"),
        (Metadata(columns={"body": "x"}), "", 'unknown fields: "body"'),
        (Metadata(Path("t.csv")), "甲,乙\n1,2\n", "there must be “file” and some of title, issued"),
        (Metadata(Path("t.csv")), "file,date\na,b\n", "not a date like 2020-04-21 (行 / line 2)"),
        (Metadata(Path("t.csv")), 'file,place\na,"b', "t.csv: 表格有误 / not a table"),
        (Metadata(Path("nowhere.csv")), "", "nowhere.csv: 读不了 / cannot be read: No such file"),
    ],
)
def test_what_is_wrong_in_it_comes_first(
    docs: Path, monkeypatch: pytest.MonkeyPatch, metadata: Metadata, table: str, message: str
) -> None:
    monkeypatch.chdir(docs.parent)
    Path("t.csv").write_text(table, "utf-8")
    with pytest.raises(InputError) as caught:
        graph.build(docs, "kg", metadata=metadata)
    assert message in str(caught.value)
    assert not Path("kg").exists()


def test_paths_within_an_archive_tell_as_others_do(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"丰水县/2021-07-05-会议.txt": NEWS}))
    (found,) = documents([tmp_path], Metadata(path_pattern="{place}/{issued}-{title}"))
    assert isinstance(found, Document)
    assert (found.place, found.issued, found.title) == ("丰水县", "2021-07-05", "会议")


def test_a_kind_that_is_none_costs_its_document(docs: Path) -> None:
    table = docs.parent / "t.csv"
    table.write_text("file,kind\n其他.txt,小说\n", "utf-8")
    found, (error,) = read(docs, Metadata(table))
    assert len(found) == 3
    assert str(error).startswith(f'{docs}/其他.txt: "kind" 不是文种')


def test_a_graph_remembers_what_was_told_of_its_inputs(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`update`, `add` and `verify` read as the build did, wherever they are run."""
    monkeypatch.chdir(docs.parent)
    Path("t.csv").write_text("file,publisher\n其他.txt,澄州日报\n", "utf-8")
    command = ["build", "docs", "-o", "kg", "--metadata", "t.csv", "--place", "云泽省"]
    assert main([*command, "--path-pattern", "{place}/{issued}-{title}"]) == 0
    before = Path("kg/graph.nq").read_bytes()
    (docs.parent / "sub").mkdir()
    monkeypatch.chdir(docs.parent / "sub")
    assert main(["update", "../kg", "../docs"]) == 0
    assert main(["add", "../kg", "../docs"]) == 0
    assert Path("../kg/graph.nq").read_bytes() == before
    assert main(["verify", "../kg", "../docs", "--again"]) == 0
    capsys.readouterr()
    assert main(["documents", "../kg", "--format", "json"]) == 0
    rows = {row["document"]: row for row in json.loads(capsys.readouterr().out)}
    assert {key: (row["place"], row["place_by"]) for key, row in rows.items()} == {
        "丰水县/2021年7月5日-会议": ("丰水县", "metadata"),
        "青芦县/2021-08-01-通知": ("青芦县", "metadata"),
        "其他": ("云泽省", "metadata"),
        "j": ("省直", "metadata"),
    }


def test_who_told_date_kind_and_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {
        "head": f"会议召开\n来源：澄州日报　2021年7月5日\n　　{NEWS}",
        "foot": f"关于水利工作的通知\n各县人民政府：\n{NEWS * 3}\n"
        + "抓好落实。\n" * 9
        + "澄州市人民政府\n2021年7月5日",
        "2021-07-05": NEWS,
        "none": NEWS,
    }
    (tmp_path / "in").mkdir()
    for name, text in texts.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, "utf-8")
    graph.build(tmp_path / "in", tmp_path / "kg")
    assert main(["documents", str(tmp_path / "kg"), "--format", "json"]) == 0
    rows = {row["document"]: row for row in json.loads(capsys.readouterr().out)}
    assert {key: row.get("date_by") for key, row in rows.items()} == {
        "head": "head", "foot": "foot", "2021-07-05": "name", "none": None,
    }  # fmt: skip
    assert (rows["foot"]["kind"], rows["foot"]["kind_by"]) == ("notice", "inferred")
