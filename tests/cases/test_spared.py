"""What an extraction spares itself: a text read twice, objects looked through for cycles."""

from __future__ import annotations

import gc

from graph.build import find
from graph.model import Document
from graph.rdf import BASE
from graph.text import whole_lines

TEXT = "水利会议召开\n2021年7月5日\n市委书记陆知远主持召开全市水利工作会议。沈月华讲话。\n"


def test_the_lines_of_a_document_are_made_whole_once() -> None:
    whole_lines.cache_clear()
    (found,) = find(BASE, None, [Document("water", TEXT, "")])
    assert (found.issued, found.dated) == ("2021-07-05", "head")
    assert whole_lines.cache_info().misses == 1


def test_cycles_are_looked_for_among_what_the_batch_made() -> None:
    kept: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        kept.append(gc.get_freeze_count())

    batch = [Document(str(number), TEXT * 40, "") for number in range(8)]
    gc.callbacks.append(note)
    try:
        find(BASE, None, batch)
    finally:
        gc.callbacks.remove(note)
    assert kept and all(kept)
    assert gc.get_freeze_count() == 0
