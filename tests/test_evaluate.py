"""The scorer: the figures it gives, the errors it shows, and the floors that our own gold holds."""

from __future__ import annotations

import importlib.util
import json
import math
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import graph
from graph.evaluate import Counts, Error, Scores, evaluate
from graph.extract import extract
from graph.model import Document, Entity, Extraction, InputError, Mention, Relation
from graph.read import documents
from graph.text import prepare, sentences

ROOT = Path(__file__).parent.parent
DOCUMENTS, GOLD = ROOT / "data" / "documents", ROOT / "data" / "gold"
PEER = ROOT.parent / "shared" / "gold" / "score.py"

# What our own gold holds at the least: F1, and precision where a wrong statement would hurt.
FLOORS = {
    "entity ALL": 0.90,
    "relation ALL": 0.80,
    "name ALL": 0.80,
}


@pytest.fixture(scope="module")
def found() -> list[Extraction]:
    return [extract(prepare(d)) for d in documents([DOCUMENTS]) if isinstance(d, Document)]


@pytest.fixture(scope="module")
def scores(found: list[Extraction]) -> Scores:
    return evaluate(found, GOLD)


@pytest.mark.parametrize("row", FLOORS)
def test_our_gold_holds_its_floor(scores: Scores, row: str) -> None:
    """A rule that loses more than it wins shows here."""
    assert scores.rows()[row].f1 >= FLOORS[row]


def test_a_graph_on_disk_scores_like_its_extractions(scores: Scores, tmp_path: Path) -> None:
    """Both are read by the same queries."""
    assert evaluate(graph.build(DOCUMENTS, tmp_path).store, GOLD).rows() == scores.rows()


def test_the_figures_are_those_of_the_reference_scorer(scores: Scores, tmp_path: Path) -> None:
    """Written anew, counted alike: every row of every level."""
    if not PEER.exists():
        pytest.skip("the reference scorer ../shared/gold/score.py is not here")
    pairs = tmp_path / "gold"
    shutil.copytree(GOLD, pairs)
    shutil.copytree(DOCUMENTS, pairs, dirs_exist_ok=True)
    graph.build(DOCUMENTS, tmp_path / "kg")
    command = [sys.executable, str(PEER), str(tmp_path / "kg" / "graph.nq"), str(pairs)]
    subprocess.run([*command, "--json", str(tmp_path / "out.json")], check=True, stdout=-3)
    theirs = json.loads((tmp_path / "out.json").read_text("utf-8"))
    ours = {name: [c.precision, c.recall, c.f1] for name, c in scores.rows().items()}
    assert theirs.keys() == ours.keys()
    assert all(map(_same, theirs.values(), ours.values())), (theirs, ours)


def _same(one: list[float], other: list[float]) -> bool:
    return all(a == b or (math.isnan(a) and math.isnan(b)) for a, b in zip(one, other, strict=True))


# a small document in full: one hit, one miss, one spurious of each level

TEXT = "江州市委书记程望山到江州浅溪县。会议强调四个一批。苏映雪参加。"
YAML = """
entities:
  p1: {type: Person, name: 程望山}
  p2: {type: Person, name: 苏映雪}
  t1: {type: Post, name: 中共江州市委书记, surfaces: [江州市委书记]}
  l1: {type: Place, name: 浅溪县, surfaces: [江州浅溪县]}
  e1: {type: Event, name: 会议, optional: true}
relations:
  - [holds, p1, t1]
  - [attendee, e1, p2]
"""


def _extraction(*names: tuple[str, str, str]) -> Extraction:
    document = Document("a", TEXT, "0")
    mentions = [
        Mention(at, at + len(text), text, kind, "test", Entity(kind, name, name))  # type: ignore[arg-type]
        for text, kind, name in names
        for at in [TEXT.index(text)]
    ]
    entity = {m.text: m.entity for m in mentions if m.entity}
    all_ = sentences(TEXT)
    relations = [
        Relation(entity["程望山"], "holds", entity["江州市委书记"], all_[0], "test"),
        Relation(entity["会议"], "attendee", entity["程望山"], all_[1], "test"),
        Relation(entity["程望山"], "invokes", entity["四个一批"], all_[1], "test"),
    ]
    return Extraction(document, all_, tuple(sorted(mentions, key=lambda m: m.begin)), tuple(relations))


FOUND = _extraction(
    ("江州市委书记", "Post", "江州市委书记"),
    ("程望山", "Person", "程望山"),
    ("江州", "Place", "江州市"),
    ("浅溪县", "Place", "浅溪县"),
    ("会议", "Event", "会议-a"),
    ("四个一批", "Slogan", "四个一批"),
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "documents").mkdir()
    (tmp_path / "gold" / "a.yaml").write_text(YAML, "utf-8")
    (tmp_path / "documents" / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path / "gold"
