"""One document as rules see it: its text, its sentences, what the lexicon and the tagger know."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, wraps
from typing import TypeVar

from graph.characters import fold
from graph.extract.tagger import Tag, tag
from graph.lexicon import Hit, Lexicon, as_learned, default
from graph.model import Document, EntityType, Extraction, Mention, Sentence
from graph.text import anchor, sentences

T = TypeVar("T")
S = TypeVar("S", Sentence, Mention)

_MAX_BATCHED_CHARACTERS = 1 << 14


class Analysis:
    """One document as rules see it: text and offsets are those of the folded text.

    `unfolded` gives what was found its place in the document as it was read, ``source``.
    """

    def __init__(self, document: Document, lexicon: Lexicon | None = None) -> None:
        self.source = document
        self._folded = fold(document.text)
        self.text = self._folded.text
        self.document = replace(document, text=self.text)
        self.lexicon = lexicon or default()
        self.sentences = sentences(self.text)
        self.anchor = anchor(self.document, self.lexicon)
        self.memo: dict[object, object] = {}
        self._tags: list[Tag] | None = None
        self._company: Sequence[Analysis] = ()
        self.peers: Sequence[Analysis] = ()

    @cached_property
    def hits(self) -> list[Hit]:
        """All entries of the name lists in the text, overlaps included."""
        return [hit for hit in self.lexicon.scan(self.text) if not self._cuts_word(hit)]

    def _cuts_word(self, hit: Hit) -> bool:
        """Whether a country's full name ends inside a word: 以色列国|防部."""
        return (
            hit.entry.list == "countries"
            and hit.entry.form == hit.entry["name"] + "国"
            and self.text.startswith((*self.lexicon.word_class("country_compound"),), hit.end)
        )

    @cached_property
    def longest(self) -> list[Hit]:
        """The hits that no longer hit contains."""
        out: list[Hit] = []
        for hit in sorted(self.hits, key=lambda h: (h.begin, -h.end)):
            if (
                not out
                or hit.end > out[-1].end
                or (hit.begin, hit.end) == (out[-1].begin, out[-1].end)
            ):
                out.append(hit)
        return out

    @cached_property
    def learned(self) -> str:
        """The text as models read it, offsets as in ``text`` (`graph.lexicon.as_learned`)."""
        return as_learned(self.text, self.lexicon)

    @property
    def tags(self) -> list[Tag]:
        """What the learned tagger takes for a name, with offsets into the document."""
        if self._tags is None:
            company = self._company or (self,)
            for analysis in company:  # that one fails must not fail the others
                analysis._company = ()
            found = iter(tag([a.learned[s.begin : s.end] for a in company for s in a.sentences]))
            for analysis in company:
                analysis._tags = [
                    Tag(t.begin + s.begin, t.end + s.begin, t.type)
                    for s in analysis.sentences
                    for t in next(found)
                ]
        return self._tags or []

    def reading(self, sentence: Sentence) -> str:
        """A sentence as rules read it (`graph.characters.fold`)."""
        return self.text[sentence.begin : sentence.end]

    @cached_property
    def _begins(self) -> list[int]:
        return [sentence.begin for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds an offset (the nearest one before it, at the least)."""
        return self.sentences[max(0, bisect_right(self._begins, offset) - 1)]

    def mention(
        self, begin: int, end: int, kind: EntityType, rule: str, confidence: int = 100
    ) -> Mention:
        """A mention of that span."""
        return Mention(begin, end, self.text[begin:end], kind, rule, confidence=confidence)

    def unfolded(self, found: Extraction) -> Extraction:
        """Findings with the offsets and the characters of the document as it was read."""
        if self.text == self.source.text:
            return found
        relations = (replace(r, sentence=self._unfolded(r.sentence)) for r in found.relations)
        return Extraction(
            self.source,
            tuple(map(self._unfolded, found.sentences)),
            tuple(map(self._unfolded, found.mentions)),
            tuple(relations),
        )

    def _unfolded(self, found: S) -> S:
        begin, end = self._folded.span(found.begin, found.end)
        return replace(found, begin=begin, end=end, text=self.source.text[begin:end])


def together(analyses: Sequence[Analysis]) -> None:
    """Let tagger and decoder read these at once when the first of them asks: in half the time.

    Long ones stay by themselves, so that none waits for them.
    """
    short = [analysis for analysis in analyses if len(analysis.text) < _MAX_BATCHED_CHARACTERS]
    for analysis in short:
        analysis._company = analysis.peers = short


def once(function: Callable[[Analysis], T]) -> Callable[[Analysis], T]:
    """A function of the document whose value is computed once and shared by all rules."""

    @wraps(function)
    def shared(analysis: Analysis) -> T:
        if function not in analysis.memo:
            analysis.memo[function] = function(analysis)
        return analysis.memo[function]  # type: ignore[return-value]

    return shared
