"""Whom names in a table mean: scores, matches, and the command."""

from __future__ import annotations

import csv
from pathlib import Path

import namesakes
import pytest

from graph.cli import main
from graph.match import Asked, Candidate, candidates, suggested
from graph.rdf import BASE
from graph.store import Store

NORTH, SOUTH = "person/秦越-北河县", "person/秦越-南山县"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return namesakes.write(tmp_path_factory.mktemp("kg"))


def best(store: Store, name: str, *types: str, **context: str) -> Candidate:
    told = {what: (value,) for what, value in context.items()}
    return candidates(store, Asked(name, types, told))[0]


@pytest.mark.parametrize(
    "name", ["陆知远", " 陆 知远", "陸知遠", "陆知远\u200b", "person/陆知远", "“陆知远”"]
)
def test_a_name_however_it_is_typed(store: Store, name: str) -> None:
    found = best(store, name)
    assert (found.address, found.score, found.match) == ("person/陆知远", 100, True)


def test_another_name_of_it_scores_less_and_matches(store: Store) -> None:
    found = best(store, "北河县委书记")
    assert (found.address, found.score, found.match) == ("post/中共北河县委书记", 95, True)


@pytest.mark.parametrize("typed", ["luzhiyuan", "LuZhiyuan", "lu zhiyuan"])
def test_pinyin_finds_and_is_never_sure(store: Store, typed: str) -> None:
    found = best(store, typed)
    assert (found.address, found.score, found.match) == ("person/陆知远", 80, False)


def test_a_slip_of_the_pen_is_a_candidate(store: Store) -> None:
    found = best(store, "中共江洲市委员会")
    assert found.address == "organization/中共江州市委员会"
    assert 40 < found.score < 75 and not found.match


def test_namesakes_are_no_match_until_something_tells_them_apart(store: Store) -> None:
    both = candidates(store, Asked("秦越"))[:2]
    assert [(one.address, one.score, one.match) for one in both] == [
        (NORTH, 100, False),
        (SOUTH, 100, False),
    ]
    assert [one.description for one in both] == ["中共北河县委书记", "南山县水利局局长"]


@pytest.mark.parametrize(
    ("context", "address"),
    [
        ({"post": "县委书记"}, NORTH),
        ({"post": "南山县水利局局长"}, SOUTH),
        ({"organization": "南山县机关"}, SOUTH),
        ({"place": "北河县"}, NORTH),
        ({"place": "南山"}, SOUTH),
        ({"place": "北河县", "post": "书记"}, NORTH),
    ],
)
def test_post_organ_and_place_tell_them_apart(
    store: Store, context: dict[str, str], address: str
) -> None:
    found = best(store, "秦越", "Person", **context)
    assert (found.address, found.match) == (address, True)
    assert all(found.features[what] for what in context)


def test_what_the_graph_contradicts_is_no_match(store: Store) -> None:
    found = best(store, "陆知远", place="北河县")
    assert (found.score, found.match, found.features["place"]) == (80, False, False)


def test_what_the_graph_does_not_know_costs_little(store: Store) -> None:
    found = best(store, "两个维护", "Slogan", post="局长")
    assert (found.score, found.match, "post" in found.features) == (96, True, False)


def test_a_title_between_marks(store: Store) -> None:
    assert best(store, "《江州市就业条例》").address == "policy/江州市就业条例"


def test_a_short_address_is_the_one(store: Store) -> None:
    for name in ("秦越-南山县", SOUTH):
        assert (best(store, name).address, best(store, name).match) == (SOUTH, True)


def test_an_iri_is_the_one(store: Store) -> None:
    for iri in (BASE + SOUTH, f" {BASE}policy/江州市就业条例 "):
        found = best(store, iri)
        assert (found.iri, found.score, found.match) == (iri.strip(), 100, True)


def test_what_it_wrote_itself_is_found_again(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_text("名,职务\n秦越,县委书记\n陆知远,\n", "utf-8")
    asked = ["reconcile", str(store.path)]
    assert main([*asked, str(first), "--column", "名", "--post", "职务", "-o", str(second)]) == 0
    for column in ("id", "address"):
        assert main([*asked, str(second), "--column", column]) == 0
        out, err = capsys.readouterr()
        assert "2 / 2" in err
        rows = [list(row.values()) for row in csv.DictReader(out.splitlines())]
        assert all(row[2:4] == row[7:9] for row in rows)


def test_a_row_longer_than_its_head_is_refused(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "names.csv"
    asked = ["reconcile", str(store.path), str(file), "--column", "姓名"]
    file.write_text("序号,姓名\n1,秦越,\n2,陆知远,, \n", "utf-8")  # empty cells at the end
    assert main(asked) == 0
    assert {len(row) for row in csv.reader(capsys.readouterr().out.splitlines())} == {7}
    file.write_text("序号,姓名\n1,秦越\n2,陆知远,书记\n", "utf-8")
    assert main(asked) == 2
    out, err = capsys.readouterr()
    assert out == "" and "第 3 行有 3 格" in err and "row 3 has 3 cells" in err


def test_types_leave_out_the_others(store: Store) -> None:
    assert {one.types for one in candidates(store, Asked("北河县", ("Place",)))} == {("Place",)}
    assert candidates(store, Asked("陆知远", ("Place",))) == []
    assert candidates(store, Asked("", ())) == candidates(store, Asked("查无此人")) == []


def test_beginnings_in_characters_pinyin_and_initials(store: Store) -> None:
    for typed in ("陆", "知远", "luzhi", "lzy"):
        assert [one.address for one in suggested(store, typed, ("Person",))] == ["person/陆知远"]


TABLE = '序号,姓名,职务,id\n1,秦越,县委书记,x\n2,秦越,,\n3,陸知遠\n4,,,\n5,"查,无",,\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_tables_rows_come_back_with_whom_they_mean(
    store: Store, tmp_path: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given, out = tmp_path / "名单.csv", tmp_path / "对照.csv"
    given.write_text(TABLE, encoding=encoding)
    asked = ["reconcile", str(store.path), str(given), "--column", "姓名", "--type", "人物"]
    assert main([*asked, "--post", "职务", "-o", str(out)]) == 0
    assert "2 / 5" in capsys.readouterr().err
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with open(out, encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == [
        "序号", "姓名", "职务", "id", "tifagraph_id", "address", "score", "match", "candidates",
    ]  # fmt: skip
    assert [row[:2] for row in rows] == [
        ["1", "秦越"], ["2", "秦越"], ["3", "陸知遠"], ["4", ""], ["5", "查,无"],
    ]  # fmt: skip
    assert [(row[5], row[6], row[7]) for row in rows[:4]] == [
        (NORTH, "100", "yes"),
        (NORTH, "100", ""),
        ("person/陆知远", "100", "yes"),
        ("", "", ""),
    ]
    assert rows[0][8] == f"{SOUTH} 80" and rows[0][4].endswith("/id/person/秦越-北河县")


def test_what_is_wrong_with_a_table_is_told(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "names.csv"
    file.write_text(TABLE)
    for options, said in (
        (["--column", "名字"], "序号、姓名"),
        (["--column", "姓名", "--place", "地区"], "地区"),
        (["--column", "姓名", "--type", "人"], "Person"),
    ):
        assert main(["reconcile", str(store.path), str(file), *options]) == 2
        assert said in capsys.readouterr().err
    assert main(["reconcile", str(store.path), str(tmp_path / "no.csv"), "--column", "姓名"]) == 2
    assert "no.csv: 读不了 / cannot be read: No such file" in capsys.readouterr().err
    out = str(tmp_path / "no" / "out.csv")
    asked = ["reconcile", str(store.path), str(file), "--column", "姓名", "-o", out]
    assert main(asked) == 2
    assert "先建文件夹 / make its folder first: mkdir -p" in capsys.readouterr().err
