"""The running context of a document: its place, its occasions, who speaks where.

Built once from the mentions left after overlaps are resolved; relation rules query it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from graph.extract.analysis import Analysis
from graph.extract.discourse.issuers import Issue, issues
from graph.extract.discourse.meaning import Meaning
from graph.extract.discourse.occasions import CONVENING, occasions
from graph.extract.discourse.place_context import place_context
from graph.extract.discourse.speech import CUE, Turn, turns
from graph.extract.patterns import MaskedSentence, masked_sentence
from graph.extract.resolve.resolver import Resolver
from graph.model import Entity, Mention, Sentence
from graph.text import DateMention, dates

__all__ = ["CONVENING", "Reading"]


class Reading:
    """A document with its mentions resolved and its discourse followed.

    Its place and what its short forms stand for are told by all that the rules settled on, too:
    what is left out as a mention can still be evidence.
    """

    def __init__(
        self, analysis: Analysis, decided: Sequence[Mention], settled: Sequence[Mention]
    ) -> None:
        self.analysis = analysis
        self.sentences = analysis.sentences
        self.place_context = place_context(analysis, settled)
        self.resolver = Resolver(analysis.lexicon, self.place_context)
        meaning = Meaning(analysis, self.resolver, decided, settled)
        self.mentions = meaning.mentions
        self.offices = meaning.offices
        self.organs = meaning.organs
        self.parts: dict[str, tuple[str, ...]] = {}
        """Name → keys of its mentions, by the posts they are given (`claims.namesakes`)."""

    @cached_property
    def masked_sentences(self) -> list[MaskedSentence]:
        """Every sentence with its mentions masked."""
        groups: dict[Sentence, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            groups[self.analysis.sentence_at(mention.begin)].append(mention)
        return [
            masked_sentence(sentence, groups.get(sentence, []), self.analysis.reading(sentence))
            for sentence in self.sentences
        ]

    @cached_property
    def _dates(self) -> list[DateMention]:
        return list(dates(self.analysis.text, self.analysis.anchor))

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """The dates of a sentence, with document offsets."""
        first, behind = (
            bisect_left(self._dates, offset, key=lambda day: day.begin)
            for offset in (sentence.begin, sentence.end)
        )
        return self._dates[first:behind]

    @cached_property
    def occasions(self) -> dict[Sentence, Entity | None]:
        """Sentence → the occasion it belongs to."""
        return occasions(
            self.masked_sentences, CUE.of(self.analysis.lexicon), self.analysis.lexicon
        )

    @cached_property
    def issues(self) -> list[Issue]:
        """Who issued which policy, according to the document."""
        return list(issues(self.mentions, self.masked_sentences, self.resolver))

    @cached_property
    def turns(self) -> list[Turn]:
        """The turns of speech, in order."""
        issuers: dict[Entity, dict[Entity, None]] = defaultdict(dict)
        for issue in self.issues:
            issuers[issue.policy][issue.organ] = None
        told = {policy: tuple(organs) for policy, organs in issuers.items()}
        return turns(self.masked_sentences, self.analysis.lexicon, self.occasions, told)

    @cached_property
    def _begins(self) -> list[int]:
        return [turn.begin for turn in self.turns]

    def speakers_at(self, offset: int) -> tuple[Entity, ...]:
        """Who is speaking at an offset of the document: mostly one, or nobody."""
        return self.turns[bisect_right(self._begins, offset) - 1].speakers
