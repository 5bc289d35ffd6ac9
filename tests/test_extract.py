"""Extraction as a whole: pure, exact, the same in every run."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from graph.extract.amending import amended
from graph.extract.analysis import Analysis
from graph.extract.deciding import evidence, settle
from graph.extract.decoder import Span
from graph.extract.pipeline import extract, graph_lines
from graph.model import Document, Mention
from graph.resources import ROOT
from graph.text.head import prepare

DOCUMENTS = sorted((ROOT / "data" / "documents").glob("*.txt"))
SCRIPT = """
import hashlib, sys
from pathlib import Path
from graph.extract import graph_lines
from graph.model import Document
from graph.text import prepare
digest = hashlib.sha256()
for path in map(Path, sys.argv[1:]):
    lines, _ = graph_lines(prepare(Document(path.stem, path.read_text("utf-8"), "0" * 64)))
    digest.update("\\n".join(sorted(lines)).encode())
print(digest.hexdigest())
"""


def load(path: Path) -> Document:
    return prepare(Document(path.stem, path.read_text("utf-8"), "0" * 64))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_every_mention_is_the_text_at_its_offsets(path: Path) -> None:
    document = load(path)
    found = extract(document)
    assert found.mentions
    assert all(document.text[m.begin : m.end] == m.text for m in found.mentions)
    assert all(m.text == m.text.strip() for m in found.mentions)
    assert all(a.end <= b.begin for a, b in pairwise(found.mentions))
    assert all(relation.sentence in found.sentences for relation in found.relations)


def test_a_mention_stands_in_one_sentence() -> None:
    text = "程望山谈到“四个意识”“水无常势，有常理。治水者先治山”等说法。"
    found = extract(Document("d", text, "0" * 64))
    assert [s.text[-1] for s in found.sentences] == ["。", "。"]
    within = [(s.begin, s.end) for s in found.sentences]
    assert all(any(b <= m.begin and m.end <= e for b, e in within) for m in found.mentions)


def test_a_post_that_a_preposition_ends_leaves_no_empty_mention() -> None:
    analysis = Analysis(Document("d", "国防部新闻发言人就此发表谈话。", "0" * 64))
    spans = [Span(0, len("国防部新闻发言人就"), "Post", 1000)]
    assert all(s.begin < s.end for s in amended(analysis, evidence(analysis), spans))


@pytest.mark.slow
def test_the_same_lines_under_any_hash_seed() -> None:
    paths = list(map(str, DOCUMENTS[:4]))
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


@pytest.mark.parametrize(
    "text", ["", "\n\n", "。", "a" * 3000, "“”《》（）", "\U0001f600市委\ud800"]
)
def test_odd_texts_yield_a_document_and_no_error(text: str) -> None:
    lines, _ = graph_lines(prepare(Document("odd", text.replace("\ud800", ""), "0" * 64)))
    assert any("/document/odd>" in line for line in lines)


def test_the_longest_mention_wins_and_a_rule_before_the_tagger() -> None:
    long = Mention(0, 4, "江州市委", "Organization", "local-organ")
    short = Mention(0, 3, "江州市", "Place", "gazetteer")
    guess = Mention(0, 4, "江州市委", "Place", "tagger-place")
    assert settle([short, guess, long]) == (long,)
