"""Patterns that are tried only where a word stands that they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from graph.lexicon.patterns import Pattern

if TYPE_CHECKING:
    from graph.lexicon.lexicon import Lexicon


class Led:
    """A template whose every match begins with a word of some classes, as ``posts.head|deputy``,
    or with so many characters ``before`` it.

    To try a long alternation at each character takes several times as long as one automaton takes
    to find where its words stand.
    """

    def __init__(
        self,
        classes: str,
        template: str,
        parts: Mapping[str, str] | None = None,
        before: int = 0,
    ) -> None:
        self._classes = [name.rpartition(".")[::2] for name in classes.split("|")]
        self._before = before
        self.form = Pattern(template, parts)

    def finditer(self, text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
        """What ``re.finditer`` finds, where none of the words is empty."""
        form, end = self.form.of(lexicon), 0
        for word in self.starts(text, lexicon):
            at = word - self._before
            if at >= end and (match := form.match(text, at)):
                yield match
                end = match.end()

    def starts(self, text: str, lexicon: Lexicon) -> list[int]:
        """Where one of the words stands, in order."""
        found = self._automaton(lexicon).find_matches_as_indexes(text, overlapping=True)
        return sorted({begin for _, begin, _ in found})

    def _automaton(self, lexicon: Lexicon) -> AhoCorasick:
        try:
            return lexicon.memo[self]  # type: ignore[return-value]
        except KeyError:
            words = {
                word
                for listed, kind in self._classes
                for word in (lexicon.kind(listed, kind) if listed else lexicon.word_class(kind))
            }
            automaton = AhoCorasick(sorted(words), implementation=Implementation.DFA)
            lexicon.memo[self] = automaton  # the fastest of automata: its words are few
            return automaton
