"""Judgements on names with hyphens, on names of nobody, and on two of one name in one document."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph
from graph.cli import main
from graph.identity import Held, Judgement, PersonClaim, decide, names, read_judgements
from graph.lexicon import lists
from graph.model import Key
from graph.rdf import BASE

pytestmark = pytest.mark.slow  # builds upon builds

WATER = (
    "澄州市召开供水工作会议。\n市水利局局长李明主持会议。李明指出，要抓好供水。"
    "澄州水务集团董事长李明作交流发言。\n"
)
POSTS = ("李明-市水利局局长", "李明-澄州水务集团董事长")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def put(docs: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (docs / f"{name}.txt").write_text(text, "utf-8")
    return docs


def persons(kg: Path) -> set[str]:
    rows = graph.open(kg).query("SELECT ?x { ?x a tg:Person }")
    return {row.x.removeprefix(f"{BASE}person/") for row in rows}


def holders(kg: Path, relation: str) -> set[tuple[str, str]]:
    rows = graph.open(kg).query(f"SELECT ?x ?y {{ ?x {relation} ?y . ?y a tg:Person }}")
    return {(row.x.rpartition("/")[2], row.y.rpartition("/")[2]) for row in rows}


def bytes_anew(docs: Path, tmp_path: Path) -> bytes:
    graph.build(docs, tmp_path / "anew")
    return (tmp_path / "anew" / "graph.nq").read_bytes()


# names with hyphens


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(graph.InputError) as caught:
        read_judgements(tmp_path / "no.tsv", must_exist=True)
    reason = "读不了 / cannot be read: No such file or directory"
    assert str(caught.value) == f"{tmp_path / 'no.tsv'}: {reason}"
    (tmp_path / "gbk.tsv").write_bytes("甲".encode("gbk"))
    with pytest.raises(graph.InputError, match="不是 UTF-8 / not UTF-8 at byte 0; try: iconv"):
        read_judgements(tmp_path / "gbk.tsv")
    (tmp_path / "lists" / "slogans.tsv").mkdir(parents=True)
    with pytest.raises(graph.InputError, match="读不了 / cannot be read: Is a directory"):
        lists.read(tmp_path / "lists")


def test_a_name_may_hold_a_hyphen(docs: Path, tmp_path: Path) -> None:
    put(docs, a="让-伊夫·勒德里昂出席会议。", b="让-伊夫·勒德里昂表示，愿同中方合作。")
    kg, name = tmp_path / "kg", "让-伊夫·勒德里昂"
    graph.build(docs, kg)
    assert persons(kg) == {name}
    judge = ["different", f"{name}-a", f"{name}-b", "--because", "两人", "--in", str(docs)]
    assert main(judge) == 0
    changes = graph.open(kg).update(docs)
    assert len(persons(kg)) == 2
    assert [str(j) for j in changes.verdicts.applied] == [f"{name}-a ≠ {name}-b"]
    assert (kg / "graph.nq").read_bytes() == bytes_anew(docs, tmp_path)


def test_who_bears_the_first_half_of_a_name_is_somebody_else() -> None:
    held = (Held("县长", "青芦县人民政府", "青芦县"),)
    short, long = (PersonClaim(f"d-{name}", Key(name), held=held) for name in ("让", "让-伊夫"))
    judged = (Judgement("different", "person/让-伊夫-青芦县", "person/让-伊夫-丰水县"),)
    assert {str(key) for key, _ in decide([short, long], judged).persons()} == {"让", "让-伊夫"}


def test_the_names_that_a_reference_may_begin_with() -> None:
    assert names("person/让-伊夫-a") == ["让-伊夫-a", "让-伊夫", "让"]
    assert names("organization/市委-a") == []


# names of nobody


def test_a_judgement_on_nobody_is_told(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(docs, a="青芦县县长李明出席会议。")
    kg = tmp_path / "kg"
    judge = ["different", "李明-青芦县", "李小明-丰水县", "--because", "年龄"]
    assert main([*judge, "--in", str(docs)]) == 0
    assert "nobody bears: person/李小明-丰水县" in capsys.readouterr().err
    found = graph.build(docs, kg).report.verdicts
    assert (found.applied, found.unborne) == ((), ("person/李小明-丰水县",))
    main(["build", str(docs), "-o", str(kg)])
    assert "nobody bears: 1 · person/李小明-丰水县" in capsys.readouterr().err


def test_a_judgement_in_the_folder_of_a_graph(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(docs, a="青芦县县长李明出席会议。", b="丰水县县长李明出席会议。")
    kg = tmp_path / "kg"
    graph.build(docs, kg)
    where = ["--because", "公示", "--in", str(kg)]
    assert main(["same", "李明-青芦县", "李明-澄州市", *where]) == 0
    err = capsys.readouterr().err
    assert "person/李明-澄州市" in err and "person/李明-青芦县;" not in err
    assert main(["same", "李明-青芦县", "李明-丰水县", *where]) == 0
    assert "nobody" not in capsys.readouterr().err
    assert main(["update", str(kg), str(docs)]) == 0
    assert persons(kg) == {"李明"}
    assert "applied: 1 · 李明-青芦县 ＝ 李明-丰水县" in capsys.readouterr().err


def test_a_judgement_on_what_is_no_person(docs: Path, tmp_path: Path) -> None:
    put(docs, a="青芦县县长李明出席会议。")
    judge = ["same", "organization/青芦县人民政府", "organization/青芦县政府办"]
    assert main([*judge, "--because", "一处", "--in", str(docs)]) == 0
    found = graph.build(docs, tmp_path / "kg").report.verdicts
    assert found.unborne == ("organization/青芦县政府办",)


# two of one name in one document


def test_offices_in_two_places_are_two_persons(docs: Path, tmp_path: Path) -> None:
    put(
        docs,
        a="云泽省召开国资工作会议。\n3月4日，云泽省国资工作会议召开。省国资委主任李明主持会议。"
        "澄州市财政局局长李明作交流发言。\n",
    )
    kg = tmp_path / "kg"
    graph.build(docs, kg)
    event = "云泽省国资工作会议"
    (chair,) = holders(kg, "tg:chair")
    (speaker,) = holders(kg, "tg:speaker")
    assert chair[0] == speaker[0] and chair[0].startswith(event)
    assert "国有资产" in chair[1] and "财政局" in speaker[1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "青芦县县长李明主持会议。2021年3月，丰水县县长李明讲话。", id="a date stands between"
        ),
        pytest.param(
            "青芦县县长李明主持会议。会议任命李明。丰水县县长李明当选。", id="somebody is elected"
        ),
        pytest.param("青芦县县长李明主持会议。时任丰水县县长李明讲话。", id="a former post"),
        pytest.param(
            "青芦县委书记李明主持会议。澄州市委常委李明讲话。",
            id="a secretary in the city's committee",
        ),
        pytest.param(
            "澄州市副市长李明主持会议。澄州高新区管委会主任李明讲话。", id="a zone's committee"
        ),
        pytest.param("市委书记李明主持会议。市人大常委会主任李明讲话。", id="one place"),
    ],
)
def test_posts_that_one_person_may_hold(docs: Path, tmp_path: Path, text: str) -> None:
    put(docs, a=f"澄州市召开工作会议。\n{text}\n")
    graph.build(docs, tmp_path / "kg")
    assert persons(tmp_path / "kg") == {"李明"}


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(POSTS, id="posts as they stand"),
        pytest.param(("李明-澄州市水利局局长", "李明-澄州市水务集团董事长"), id="as in the graph"),
        pytest.param(("李明-澄州市水利局", POSTS[1]), id="an organ"),
    ],
)
def test_a_judgement_parts_two_of_one_document(
    docs: Path, tmp_path: Path, pair: tuple[str, str]
) -> None:
    put(docs, a=WATER, b="澄州市水利局局长李明出席会议。")
    kg = tmp_path / "kg"
    graph.build(docs, kg)
    assert persons(kg) == {"李明"}
    one_person = (kg / "graph.nq").read_bytes()
    assert main(["different", *pair, "--because", "两人", "--in", str(docs)]) == 0
    changes = graph.open(kg).update(docs)
    assert len(changes.verdicts.applied) == 1
    two = persons(kg)
    assert len(two) == 2
    (chair,) = {person for _, person in holders(kg, "tg:chair")}
    assert {person for _, person in holders(kg, "tg:speaker")} == two and chair in two
    assert (kg / "graph.nq").read_bytes() == bytes_anew(docs, tmp_path)
    (docs / "judgements.tsv").unlink()
    graph.open(kg).update(docs)
    assert (kg / "graph.nq").read_bytes() == one_person


def test_a_judgement_that_cannot_part_says_so(docs: Path, tmp_path: Path) -> None:
    put(docs, a=WATER)
    assert main(["different", "李明", "李明-a", "--because", "两人", "--in", str(docs)]) == 0
    found = graph.build(docs, tmp_path / "kg").report.verdicts
    assert not found.applied and [str(j) for j in found.vain] == ["李明 ≠ 李明-a"]


def test_the_help_shows_the_address_of_two_in_one_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["different", "李明", "李明", "--because", "两人"]) == 2
    assert "李明-省国资委主任" in capsys.readouterr().err
    assert main(["different", "--help"]) == 0
    assert "李明-澄州市财政局局长" in capsys.readouterr().out


# names left out on purpose


def test_names_left_out_on_purpose_are_of_their_document(docs: Path, tmp_path: Path) -> None:
    text = "{}通报\n{}居民王某、李某某、王某因违反规定被处罚。王女士和李先生反映情况。\n"
    put(docs, a=text.format("青芦县", "青芦县"), b=text.format("丰水县", "丰水县"))
    graph.build(docs, tmp_path / "kg")
    assert persons(tmp_path / "kg") == {"王某-a", "李某某-a", "王某-b", "李某某-b"}
