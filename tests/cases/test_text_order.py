"""Statements in the order of the text."""

from __future__ import annotations

from graph.rdf.nquads import in_text_order


def test_of_two_that_begin_together_the_longer_comes_first() -> None:
    """A sentence before the mention it opens with; 12 after 9."""
    names = ["<d#char=0,20>", "<d#char=0,4>", "<d#char=12,14>", "<d#char=9,11>"]
    ordered = [name for name, _ in in_text_order(names, str)]
    assert ordered == ["<d#char=0,20>", "<d#char=0,4>", "<d#char=9,11>", "<d#char=12,14>"]
    assert [n for n, _ in in_text_order(sorted(names, key=len), str)] == ordered
