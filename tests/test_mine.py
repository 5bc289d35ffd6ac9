"""Mining: what recurs as a formulation is proposed, other things are not; a list comes of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graph.cli import main
from graph.lexicon.lexicon import Lexicon, load
from graph.mine import COLUMNS, Candidate, as_tsv, mine
from graph.model import Document
from graph.read import documents
from graph.resources import LEXICON

REPORTS = Path(__file__).parents[1] / "data" / "documents"
SENTENCES = (
    "会议要求坚持湖城共生理念，增强“四个意识”。",
    "各级要践行湖城共生理念和群众路线，市领导强调要坚持湖城共生理念。",
    "他说，湖城共生理念深入人心，要打造“五分钟便民站”，推进老城更新改造行动。",
    "我们落实“五分钟便民站”，实施老城更新改造行动；坚持统筹发展的同时要坚持统筹发展的思路。",
    "打造“五分钟便民站”，开展老城更新提升行动、老城更新改造行动。",
    "开展老城更新提升行动，坚持统筹发展的原则，坚持平安中国建设，增强“四个意识”。",
    "开展老城更新提升行动。要增强“四个意识”。坚持乡镇长负责。“那是什么？”增强“四个意识”！",
)
CORPUS = [
    Document(f"d{n}", text, str(n), issued=f"2024-0{n + 1}-01") for n, text in enumerate(SENTENCES)
]


@pytest.fixture(scope="module")
def found() -> dict[str, Candidate]:
    return {candidate.name: candidate for candidate in mine(CORPUS)}


def test_formulations_are_found_whole_and_counted(found: dict[str, Candidate]) -> None:
    """Quoted and unquoted ones, with every use, the first and last date and where it began."""
    assert set(found) == {
        "湖城共生理念",
        "五分钟便民站",
        "老城更新改造行动",
        "老城更新提升行动",
    }
    concept, quoted = found["湖城共生理念"], found["五分钟便民站"]
    assert (concept.documents, concept.uses, concept.quoted) == (3, 4, 0)
    assert (quoted.documents, quoted.uses, quoted.quoted) == (3, 3, 1)
    assert (concept.first_date, concept.last_date) == ("2024-01-01", "2024-03-01")
    assert quoted.example == "d2"
    assert [quoted.kind, found["老城更新改造行动"].kind] == ["numeric", "campaign"]


def test_a_variant_stays_a_formulation_of_its_own(found: dict[str, Candidate]) -> None:
    """Those that differ by a word are listed with one another."""
    assert found["老城更新改造行动"].variants == ("老城更新提升行动",)
    assert found["老城更新提升行动"].variants == ("老城更新改造行动",)
    assert found["湖城共生理念"].variants == ()


def test_what_the_lexicon_has_is_left_out_or_kept_as_it_stands_there() -> None:
    """With --known its row comes back unchanged, so that the list can be used as it is."""
    known = {c.name: c for c in mine(CORPUS, known=True)}
    (ours,) = load(None).known["四个意识"]
    assert known["四个意识"].row["components"] == ours["components"] != ""
    assert known["四个意识"].row["source"] == ours["source"]


def test_order_and_copies_change_nothing() -> None:
    """The same candidates in the same order, whatever order the documents come in."""
    copies = [Document(f"copy{d.id}", d.text, d.sha256, issued="2025-01-01") for d in CORPUS]
    assert as_tsv(mine(CORPUS)) == as_tsv(mine([*reversed(CORPUS), *copies]))
    assert mine([]) == []


def test_the_reports_yield_their_formulations() -> None:
    """On the sample reports: the best first, with parts where the text lists them."""
    found = list(mine(d for d in documents([REPORTS]) if isinstance(d, Document)))
    assert len(found) <= 12
    names = {c.name: c for c in found[:8]}
    assert {"四个澄州", "双城驱动、全域共兴", "一极两屏三通道"} <= set(names)
    four = names["四个澄州"]
    assert four.components == ("实力澄州", "生态澄州", "幸福澄州", "清廉澄州")
    assert four.row["components"] == "实力澄州|生态澄州|幸福澄州|清廉澄州"


@pytest.mark.slow
def test_the_list_is_a_lexicon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the command writes reads back as a user's list, and then nothing is left to find."""
    out = tmp_path / "slogans.tsv"
    assert main(["mine", str(REPORTS), "-o", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()[1:], delimiter="\t"))
    other = tmp_path / "elsewhere" / "slogans.json"
    other.parent.mkdir()
    assert main(["mine", str(REPORTS), "-o", str(other)]) == 0  # the suffix decides
    told = json.loads(other.read_text("utf-8"))
    assert [row["name"] for row in told] == [row["name"] for row in rows]
    assert tuple(rows[0]) == COLUMNS
    own = Lexicon(LEXICON, tmp_path)
    assert {row["name"] for row in rows} <= set(own.known)
    assert main(["mine", str(REPORTS), "--format", "json"]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == [r["name"] for r in rows]
    assert main(["mine", str(REPORTS), "--lexicon", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[2:] == []


def test_documents_that_cannot_be_read_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line each on stderr, and exit code 1."""
    assert main(["mine", str(REPORTS), str(tmp_path / "nowhere")]) == 1
    out, err = capsys.readouterr()
    assert "四个澄州" in out
    assert "略过 / left out:" in err
    assert "no such file or folder" in err


def test_a_list_that_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The path is named and nothing is left behind."""
    assert main(["mine", str(REPORTS), "-o", str(tmp_path / "no" / "slogans.tsv")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "no/slogans.tsv: No such file or directory; 先建文件夹" in line
    assert list(tmp_path.iterdir()) == []


def test_what_only_begins_alike_by_two_characters_is_no_formulation() -> None:
    """治水 is a word."""
    told = ("坚持治水兴业。", "坚持治水护城。", "坚持治水利民。", "坚持治水。")
    assert mine([Document(f"d{n}", text, str(n)) for n, text in enumerate(told)]) == []


def test_what_is_known_and_more_comes_after_what_is_new() -> None:
    """平安中国建设 adds little to 平安中国, however often it is said."""
    told = "会议要求坚持湖城共生理念。", "坚持湖城共生理念，好。", "要坚持湖城共生理念！"
    more = (
        "坚持{0}学习教育。",
        "要坚持{0}学习教育，好。",
        "坚持{0}学习教育！",
        "坚持{0}学习教育；好。",
    )
    texts = [*told, *(text.format("四个意识") for text in more)]
    found = mine([Document(f"d{n}", text, str(n)) for n, text in enumerate(texts)])
    assert [c.name for c in found] == ["湖城共生理念", "四个意识学习教育"]


@pytest.mark.parametrize(("name", "strength"), [("水" * 6, "weak"), ("水" * 7, "fixed")])
def test_a_long_formulation_counts_without_marks(name: str, strength: str) -> None:
    found = Candidate(name, "formula", {}, (), 3, 3, "", "", 0.0, (), "d")
    assert found.row["strength"] == strength
