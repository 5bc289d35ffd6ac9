"""Gold in folders of its own, as the documents are: the text beside it was not found."""

from __future__ import annotations

from pathlib import Path

import graph
from graph.evaluate import evaluate


def test_the_text_stands_beside_gold_in_a_folder(
    kg: graph.KnowledgeGraph, reports: Path, tmp_path: Path
) -> None:
    text = (reports / "2020" / "0506.txt").read_text("utf-8")
    title = text.split("\n")[0]
    (tmp_path / "2020").mkdir()
    (tmp_path / "2020" / "0506.txt").write_text(text, "utf-8")
    drawn = title.replace("苏映雪", "[苏映雪](Person)")
    (tmp_path / "2020" / "0506.drawn").write_text(drawn, "utf-8")
    scores = evaluate(kg.store, tmp_path)
    assert scores.counts["entity", "Person"].missed == 0
    assert scores.counts["entity", "Person"].hits == 1
