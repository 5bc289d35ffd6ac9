"""The running context of a document: its place, its occasions, who speaks where.

A reading never changes. `graph.extract.discourse.meaning.resolve` makes one; `bind` and
`tell_apart` each return another, with other entities; relation rules query the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.cached import cached_property
from graph.extract.analysis import Analysis
from graph.extract.discourse.absent import absent
from graph.extract.discourse.authors import Author, authors
from graph.extract.discourse.cues import FirstCues
from graph.extract.discourse.days import Days
from graph.extract.discourse.demands import Demand, demands
from graph.extract.discourse.entries import entries
from graph.extract.discourse.full_texts import full_texts
from graph.extract.discourse.issuers import Issue, issues, received
from graph.extract.discourse.norms import Effect, Norms, effects, norms
from graph.extract.discourse.occasions import CONVENING, HEAD_SENTENCES, MONOLOGUES, occasions
from graph.extract.discourse.quoted_abroad import quoted_abroad
from graph.extract.discourse.rejected import rejected, spoken_in
from graph.extract.discourse.speech import turns
from graph.extract.discourse.tenure import Told
from graph.extract.discourse.tenures import tenures
from graph.extract.discourse.titles_borne import titles_borne
from graph.extract.discourse.turn import Turn
from graph.extract.patterns import MaskedSentence, MaskedSentences, masked_sentence
from graph.extract.resolve.resolver import Organ, PlaceContext, ResolvedPost, Resolver
from graph.lexicon import Pattern
from graph.model import Entity, Key, Mention, Sentence
from graph.text import DateMention

__all__ = ["CONVENING", "Reading"]

_ARRIVING = Pattern("{arrival}")
_BYLINE = Pattern(
    "(?:([{han}]{2,6}(?:{press_head}|社))|{own_press}|[（( 　]|^)"
    "{reporter_rank}?{byline_role}[^，。；\\n的对向采]{0,16}$"
)
_BYLINE_CHARACTERS = 30


@dataclass(frozen=True, eq=False)
class Reading:
    """A document with its mentions resolved and its discourse followed.

    ``offices`` and ``organs`` are what its posts and organisations were taken apart into.
    ``parts`` are the keys of persons that are perhaps parts of one (`claims.namesakes`).
    """

    analysis: Analysis
    resolver: Resolver
    mentions: tuple[Mention, ...]
    offices: Mapping[Mention, ResolvedPost]
    organs: Mapping[Mention, Organ]
    parts: frozenset[Key] = frozenset()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the document, in order."""
        return self.analysis.sentences

    @property
    def place_context(self) -> PlaceContext:
        """What bare levels and short forms of places stand for in the document."""
        return self.resolver.place_context

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The types of what it mentions."""
        return frozenset([mention.type for mention in self.mentions])

    @cached_property
    def masked_sentences(self) -> MaskedSentences:
        """Every sentence with its mentions masked."""
        begins = [mention.begin for mention in self.mentions]
        masked, last = [], 0
        for sentence in self.sentences:
            first, last = last, bisect_left(begins, sentence.end, last)
            masked.append(masked_sentence(sentence, self.mentions[first:last]))
        return MaskedSentences(masked)

    @cached_property
    def _naming(self) -> dict[tuple[str, ...], list[MaskedSentence]]:
        return {}

    def names(self, *kinds: str) -> bool:
        """Whether the document names something of each of these types."""
        return self.kinds.issuperset(kinds)

    def naming(self, *kinds: str) -> list[MaskedSentence]:
        """The sentences that name something of each of these types, masked: nearly all that most
        rules have to read. Mostly none."""
        if kinds not in self._naming:
            lines = self.masked_sentences if self.names(*kinds) else ()
            self._naming[kinds] = [line for line in lines if line.kinds.issuperset(kinds)]
        return self._naming[kinds]

    def holding(self, form: Pattern) -> Sequence[MaskedSentence]:
        """The masked sentences that a form may match."""
        return self.masked_sentences.holding(form, self.analysis.lexicon)

    @cached_property
    def _days(self) -> Days:
        return Days(self.analysis)

    def times_in(self, sentence: Sentence) -> Sequence[DateMention]:
        """The dates of a sentence, and its months and years without a day; document offsets."""
        return self._days.times_in(sentence)

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """The dates of a sentence, with document offsets."""
        return [time for time in self.times_in(sentence) if time.is_day]

    @cached_property
    def _cues(self) -> FirstCues:
        return FirstCues(self.analysis.lexicon)

    @cached_property
    def occasions(self) -> dict[Sentence, Entity | None]:
        """Sentence → the occasion it belongs to."""
        if not self.names("Event"):
            return {sentence: None for sentence in self.sentences}
        lexicon, kind, days = self.analysis.lexicon, self.analysis.document.kind, self._days
        return occasions(self.masked_sentences, self._cues, lexicon, kind, days.ahead, days.later)

    @cached_property
    def _reports(self) -> bool:
        """Whether the document tells of an occasion at all."""
        return any(self.occasions.values())

    def only_tells(self, sentence: Sentence) -> bool:
        """Whether it tells of no occasion where others do: a speaker of others, who met and spoke
        elsewhere; a report of what came before its occasion, or beside it; or of an arrival."""
        if _ARRIVING.of(self.analysis.lexicon).search(sentence.text):
            return True
        if self.analysis.document.kind in MONOLOGUES:
            return sentence not in self.sentences[:HEAD_SENTENCES]
        return self._reports and self.occasions.get(sentence) is None

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        """Who speaks where nobody is quoted."""
        return authors(self.masked_sentences, self.resolver, self.analysis.may)

    @cached_property
    def issues(self) -> list[Issue]:
        """Who issued which policy, according to the document."""
        if not self.names("Policy"):
            return []
        return list(issues(self.mentions, self.masked_sentences, self.resolver, self.authors))

    @cached_property
    def named_organs(self) -> list[tuple[Organ, int]]:
        """Every organ named, those of posts, of authors and of the issuers that titles name, and
        where in the document."""
        named = [(organ, mention.begin) for mention, organ in self.organs.items()]
        named += [(office.organ, m.begin) for m, office in self.offices.items() if office.organ]
        named += [(author.organ, author.offset) for author in self.authors if author.organ]
        named += [(issue.named, issue.offset) for issue in self.issues if issue.named]
        return named

    @cached_property
    def received(self) -> frozenset[Entity]:
        """The policies that a reply says it received: another's."""
        lines = self.masked_sentences if self.names("Policy") else ()
        told = received(lines, self.analysis.lexicon)
        return frozenset(policy for _, policy, _ in told)

    @cached_property
    def norms(self) -> Norms:
        """The policies that the document is."""
        return norms(self.masked_sentences, self.resolver, self.analysis.document.kind)

    @cached_property
    def effects(self) -> list[Effect]:
        """Since when which policy is in force, according to the document."""
        if not (self.norms.title or self.names("Policy")):
            return []
        return list(effects(self.masked_sentences, self.norms, self.analysis.lexicon))

    @cached_property
    def _entries(self) -> Mapping[Sentence, str]:
        """When the entries of a chronicle are; nothing for another document."""
        if self.analysis.document.kind != "chronicle":
            return {}
        year = self.analysis.anchor[0]
        return entries(self.masked_sentences, self.dates_in, year, self.analysis.lexicon)

    @cached_property
    def tenures(self) -> list[Told]:
        """The tenures told, each with its sentence."""
        analysis, lines = self.analysis, self.masked_sentences
        if not self.names("Person", "Post"):
            return []
        acts = tenures(lines, analysis.lexicon, analysis.document, self.times_in, self._entries)
        return [*acts, *titles_borne(self.naming("Person", "Post"), analysis.lexicon)]

    @cached_property
    def turns(self) -> list[Turn]:
        """The turns of speech, in order."""
        issuers: dict[Entity, dict[Entity, None]] = defaultdict(dict)
        for issue in self.issues:
            issuers[issue.policy][issue.organ] = None
        told = {policy: tuple(organs) for policy, organs in issuers.items()}
        authors = {0: tuple(each.entity for each in self.authors)}
        for begin, policy in self.norms.parts:
            if policy in self.norms.forwarded:
                authors[begin] = told.get(policy, ())
        lines, lexicon = self.masked_sentences, self.analysis.lexicon
        authors |= full_texts(lines, lexicon)
        return turns(lines, lexicon, self._cues, self.occasions, told, authors, self._days.later)

    @cached_property
    def spoken_in(self) -> frozenset[Mention]:
        """The policies that somebody speaks in and does not cite."""
        return spoken_in(self.masked_sentences, self.analysis.lexicon)

    @cached_property
    def rejected(self) -> frozenset[Mention]:
        """What somebody names to reject it, or foreigners put in quotes, and nobody invokes."""
        if not (self.names("Slogan") or self.names("Policy")):
            return frozenset()
        abroad = quoted_abroad(self.mentions, self.offices, self.speakers_at, self.analysis)
        return abroad | rejected(self.masked_sentences, self.analysis.lexicon)

    @cached_property
    def _begins(self) -> list[int]:
        return [turn.begin for turn in self.turns]

    def speakers_at(self, offset: int) -> tuple[Entity, ...]:
        """Who is speaking at an offset of the document: mostly one, or nobody."""
        return self.turn_at(offset).speakers

    def turn_at(self, offset: int) -> Turn:
        """The turn of speech at an offset of the document."""
        return self.turns[bisect_right(self._begins, offset) - 1]

    def source_at(self, offset: int) -> Entity | None:
        """Who is speaking at an offset, else the occasion there."""
        speakers = self.speakers_at(offset)
        return speakers[0] if speakers else self.occasions[self.analysis.sentence_at(offset)]

    def told(self, offset: int, person: Entity | None) -> bool:
        """Whether somebody else tells of the person named at an offset: 李强表示，……。近年来，
        习近平主席提出……"""
        speakers = self.speakers_at(offset)
        return bool(speakers) and speakers[0].type == "Person" and person not in speakers

    @cached_property
    def absent(self) -> frozenset[Entity]:
        """Who only sends words, or meets others elsewhere."""
        return absent(self.masked_sentences, self.analysis.lexicon)

    def byline(self, offset: int) -> re.Match[str] | None:
        """The byline in which a name at an offset stands, its paper the first group."""
        begin, lexicon = max(0, offset - _BYLINE_CHARACTERS), self.analysis.lexicon
        before = self.analysis.text[begin:offset]
        if not any([role in before for role in lexicon.word_class("byline_role")]):
            return None  # no 记者
        return _BYLINE.of(lexicon).search(self.analysis.text, begin, offset)

    @cached_property
    def demands(self) -> list[Demand]:
        """The numbered points, in order, with what they demand."""
        return demands(self.analysis, self.source_at)
