"""A sentence with each mention masked by one sign, so that a relation rule is a readable pattern.

市委常委、组织部部长徐晓光出席，陆维主持会议   →   T、TP出席，P主持会议
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from graph.cached import cached_property
from graph.lexicon import Contents, Lexicon, Pattern, meets, needs
from graph.model import Entity, Mention, Relation, Sentence
from graph.rdf import MENTIONED

SIGNS = {kind: chr(0xFDD0 + number) for number, kind in enumerate(MENTIONED)}
"""The sign of each type that a mention can have, in rank order: code points that Unicode keeps for
a program's own use and `graph.characters.fold` leaves none of."""


def masked(template: str, parts: Mapping[str, str] | None = None) -> Pattern:
    """A pattern over masked sentences: ``{Person}`` is a mention of a person, ``[^{Person}{Post}]``
    any character that is neither one nor one of a post; word classes are those of `Pattern`."""
    pattern = Pattern(template, parts)
    for kind, sign in SIGNS.items():
        pattern.template = pattern.template.replace(f"{{{kind}}}", sign)
    return pattern


@dataclass(eq=False, slots=True)  # not frozen: that takes two thirds of the time of making one
class MaskedSentence:
    """A sentence with its mentions, in order, masked; ``at`` are the positions of their signs in
    ``masked``, ``kinds`` their types."""

    source: Sentence
    masked: str
    mentions: Sequence[Mention] = ()
    at: Sequence[int] = ()
    kinds: frozenset[str] = frozenset()

    def names(self, *kinds: str) -> bool:
        """Whether it names something of each of these types."""
        return self.kinds.issuperset(kinds)

    def within(self, begin: int, end: int, kind: str = "") -> Iterator[Mention]:
        """The mentions whose signs are in ``masked[begin:end]``, of one type if asked."""
        for mention in self.mentions[bisect_left(self.at, begin) : bisect_left(self.at, end)]:
            if kind in ("", mention.type):
                yield mention

    def clause(self, position: int) -> int:
        """Where in ``masked`` the clause of a position begins."""
        return max(self.masked.rfind(mark, 0, position) for mark in "，。；") + 1

    def offset(self, position: int) -> int:
        """The document offset of a position in ``masked``."""
        before = bisect_left(self.at, position)
        if not before:
            return self.source.begin + position
        return self.mentions[before - 1].end + position - self.at[before - 1] - 1

    def position(self, offset: int) -> int:
        """The position in ``masked`` of a document offset; of one within a mention, behind it."""
        before = bisect_left(self.mentions, offset, key=attrgetter("begin"))
        if not before:
            return max(0, offset - self.source.begin)
        return self.at[before - 1] + 1 + max(0, offset - self.mentions[before - 1].end)


class MaskedSentences(tuple[MaskedSentence, ...]):
    """The sentences of a document."""

    @cached_property
    def masked(self) -> str:
        """All of them."""
        return "\n".join(sentence.masked for sentence in self)

    @cached_property
    def _contents(self) -> dict[Lexicon, Contents]:
        return {}

    def may(self, form: Pattern, lexicon: Lexicon) -> bool:
        """Whether a form may match any of them (`Contents`)."""
        if lexicon not in self._contents:
            self._contents[lexicon] = Contents(self.masked, lexicon)
        return self._contents[lexicon].may(form)

    def holding(self, form: Pattern, lexicon: Lexicon) -> Sequence[MaskedSentence]:
        """Those that a form may match, none of which lacks what it needs (`needs`)."""
        if not self.may(form, lexicon):
            return ()
        needed = needs(form, lexicon)
        return [sentence for sentence in self if meets(sentence.masked, needed)]


def masked_sentence(sentence: Sentence, mentions: Sequence[Mention]) -> MaskedSentence:
    """Mask a sentence; ``mentions`` must be sorted, disjoint and inside it."""
    text, opens = sentence.text, sentence.begin
    if not mentions:
        return MaskedSentence(sentence, text)
    shown: list[str] = []
    at: list[int] = []
    length, last = 0, 0
    for mention in mentions:
        begin = mention.begin - opens
        shown += text[last:begin], SIGNS[mention.type]
        at.append(length + begin - last)
        length, last = at[-1] + 1, mention.end - opens
    shown.append(text[last:])
    kinds = frozenset([mention.type for mention in mentions])
    return MaskedSentence(sentence, "".join(shown), mentions, at, kinds)


def related(
    subject: Entity | None, name: str, value: Entity | None, sentence: MaskedSentence, rule: str
) -> Iterator[Relation]:
    """The relation of two entities that a sentence states; none where a mention means nothing."""
    if subject and value:
        yield Relation(subject, name, value, sentence.source, rule)
