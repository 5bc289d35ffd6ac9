"""Every input has an outcome, kept with the graph: built, skipped or failed, and why."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import graph
from graph.build import Input
from graph.cli import main
from graph.model import Document, InputError

pytestmark = pytest.mark.slow  # builds upon builds

NEWS = "市委书记陆知远主持召开全市水利工作会议，强调要做到“两个维护”。"
EMPTY = "没有文字 / empty: there is no text in it"
GBK = "按 GB18030 读 / read as GB18030"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, "utf-8")
    (folder / "b.txt").write_bytes(NEWS.encode("gbk"))
    (folder / "c.txt").touch()
    (folder / "d.jsonl").write_text(
        "\n".join(json.dumps({"id": f"d{n}", "text": NEWS if n != 2 else ""}) for n in range(4)),
        "utf-8",
    )
    (folder / "e.jpg").write_bytes(b"\xff\xd8\xff")
    return tmp_path


def counts(kg: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(Path(kg, "manifest.json").read_text("utf-8"))["inputs"]
    return found


def test_a_build_keeps_the_outcome_of_every_input(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "in", "-o", "kg"]) == 1
    err = capsys.readouterr().err
    assert f"略过 / left out: in/c.txt, in/d.jsonl:3: {EMPTY}" in err
    assert "不读 / skipped: in/e.jpg: " in err
    assert f"提示 / note: in/b.txt: {GBK}" in err
    assert counts("kg") == {"built": 3, "failed": 2, "skipped": 1}
    assert main(["inputs", "kg", "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(r["input"], r["outcome"], r["documents"]) for r in rows] == [
        ("in/a.txt", "built", "1"),
        ("in/b.txt", "built", "1"),
        ("in/c.txt", "failed", "0"),
        ("in/d.jsonl", "built", "3"),
        ("in/d.jsonl:3", "failed", "0"),
        ("in/e.jpg", "skipped", "0"),
    ]
    assert [row["note"] for row in rows[1:3]] == [GBK, EMPTY]
    assert main(["inputs", "kg"]) == 1
    assert "in/d.jsonl:3" in capsys.readouterr().out


def test_only_skipped_inputs_are_no_failure(here: Path) -> None:
    (here / "in" / "c.txt").unlink()
    (here / "in" / "d.jsonl").unlink()
    assert main(["build", "in", "-o", "kg"]) == 0
    assert main(["inputs", "kg"]) == 0


def test_strict_stops_at_the_first_failure_and_changes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "in/a.txt", "-o", "kg"]) == 0
    before = Path("kg/graph.nq").read_bytes(), Path("kg/manifest.json").read_bytes()
    capsys.readouterr()
    assert main(["build", "in", "-o", "kg", "--strict"]) == 2
    assert capsys.readouterr().err == f"错误 / error: in/c.txt: {EMPTY}\n"
    assert (Path("kg/graph.nq").read_bytes(), Path("kg/manifest.json").read_bytes()) == before
    (here / "in" / "c.txt").unlink()
    (here / "in" / "d.jsonl").unlink()
    assert main(["build", "in", "-o", "kg", "--strict"]) == 0  # a picture is no failure
    assert counts("kg") == {"built": 2, "failed": 0, "skipped": 1}


@pytest.mark.parametrize("workers", [1, 2])
def test_strict_stops_at_a_document_that_extraction_fails_on(here: Path, workers: int) -> None:
    broken = Document("broken", None, "")  # type: ignore[arg-type]
    long = Document("long", "市委。" * 700_000, "")
    for wrong in (broken, long):
        with pytest.raises(InputError, match=wrong.id):
            graph.build([Document("a", NEWS, ""), wrong], "kg", strict=True, workers=workers)
    kg = graph.build([Document("a", NEWS, ""), long], "kg", workers=workers)
    assert [item[:2] for item in kg.inputs()] == [("a", "built"), ("long", "failed")]


def test_changes_change_the_outcomes_as_a_build_anew_would(here: Path) -> None:
    kg = graph.build("in", "kg")
    (here / "in" / "c.txt").write_text(NEWS, "utf-8")
    (here / "in" / "f.txt").touch()
    kg.add(["in/c.txt", "in/f.txt"])
    anew = graph.build("in", "anew")
    assert kg.inputs() == anew.inputs()
    assert counts("kg") == counts("anew") == {"built": 4, "failed": 2, "skipped": 1}
    assert Input("in/f.txt", "failed", 0, EMPTY) in kg.inputs()
    (here / "in" / "f.txt").unlink()
    kg.update("in")
    assert counts("kg") == {"built": 4, "failed": 1, "skipped": 1}
    kg.remove("a")
    assert kg.inputs()[0].input == "in/b.txt"
    assert counts("kg")["built"] == 3


def test_an_input_that_moved_is_known_by_its_new_place(here: Path) -> None:
    kg = graph.build("in/a.txt", "kg")
    (here / "in" / "a.txt").rename(here / "a.txt")
    kg.update("a.txt")
    assert [item.input for item in kg.inputs()] == ["a.txt"]


def test_a_long_list_of_one_reason_is_one_line(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(20):
        (here / "in" / f"x{number:02}.png").touch()
    main(["build", "in", "-o", "kg"])
    lines = [line for line in capsys.readouterr().err.split("\n") if "suffix .png" in line]
    assert len(lines) == 1
    assert "in/x00.png, in/x01.png, in/x02.png, in/x03.png, in/x04.png … (20): " in lines[0]
