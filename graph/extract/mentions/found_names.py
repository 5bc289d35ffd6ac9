"""The names that the rules of a document accept, one after another."""

from __future__ import annotations

from typing import NamedTuple

from graph.extract.person_names import Grammar
from graph.lexicon import Pattern

_JOINT = Pattern("、|{conjunction}")


class Found(NamedTuple):
    """The names accepted so far, (begin, end) → rule, and the grammar that says where they end."""

    grammar: Grammar
    spans: dict[tuple[int, int], str]

    def take(self, begin: int, rule: str, sure: bool = False) -> bool:
        """Accept the name at ``begin`` and those listed after it; False if no name is there."""
        end = self.grammar.end(begin, sure)
        if end:
            self.add(begin, end, rule)
        return bool(end)

    def add(self, begin: int, end: int, rule: str) -> None:
        """Accept a name, and those listed after it (陆知远、韩松和丁蕙)."""
        self.spans.setdefault((begin, end), rule)
        joints = _JOINT.of(self.grammar.lexicon)
        while joint := joints.match(self.grammar.text, end):
            begin, following = joint.end(), self.grammar.end(joint.end(), sure=False)
            following = following or (self.grammar.borne_end(begin) if joint[0] == "、" else None)
            if not following or (begin, following) in self.spans:
                return
            end = following
            self.spans[begin, end] = "name-list"
