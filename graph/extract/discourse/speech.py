"""Who is speaking where: from a verb of speech to the next one, or to another paragraph.

The attribution of Mann and Thompson's Rhetorical Structure Theory (1988), at its simplest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from graph.cached import cached_property
from graph.extract.discourse.cues import (
    decreed_in,
    further_cues,
    introduce,
    speech_cue,
    subject,
    writer,
)
from graph.extract.discourse.labels import (
    LABEL,
    NAMED,
    asked,
    interviewed,
    introduced,
    is_headline,
    persons,
    surnamed,
)
from graph.extract.discourse.quotations import repeated, told_by
from graph.extract.discourse.turn import Turn
from graph.extract.patterns import MaskedSentence, MaskedSentences, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Sentence

_TITLE_CUE = masked("(?:^|，)(?P<who>{Post})(?P<between>)(?P<verb>{verbs.speech})")
_SITTINGS = frozenset({"PartyCongress", "Plenum"})
_SITTING = Pattern("(?:[{han}](?:{plenum_head}|{congress_head})|[{numeral}]大)$")
_ARTICLE = "文章"
_CONTINUES = Pattern(
    "^(?:[{numeral}]+[{demand_mark}、]|{ordinal_mark}[{numeral}]+[，、]|"
    "[（(][{numeral}]+[）)]|\\d+[.．、]|{continuing}|{order_word})"
)
_URGES = Pattern("{must}")
_LINE = 40  # characters that a line of a headline has at most
_QUOTES = Pattern("[^，。；：“]{0,6}[：，]“")  # 指出：“…”: the turn ends with the quotation
_AUDIENCE = masked(
    "[，；](?=(?:{audience}|{attending_all}[^，。；]{0,6}?){unanimously}?{verbs.speech})"
)


def turns(
    sentences: MaskedSentences,
    lexicon: Lexicon,
    cues: Mapping[MaskedSentence, re.Match[str] | None],
    occasions: Mapping[Sentence, Entity | None],
    issuers: Mapping[Entity, tuple[Entity, ...]],
    authors: Mapping[int, tuple[Entity, ...]],
    later: Set[Sentence],
) -> list[Turn]:
    """The turns of a document in order; nobody, or its author, speaks before the first.

    ``later`` are the sentences that tell of another day. ``authors`` are those of the document, at
    0, and of what it sends on, where its text begins.

    ``cues`` are the first of each sentence (`cues.FirstCues`), ``issuers`` maps a policy to the
    organs that speak in 《意见》指出. In a transcript the person of the line speaks.
    """
    speech = _Speech(sentences, lexicon, issuers, authors, later)
    for sentence in sentences:
        speech.open(sentence)
        speech.hear(sentence, cues[sentence], occasions[sentence.source])
    return repeated(speech.turns, sentences, lexicon)


class _Speech:
    """The turns so far, and what the next sentence may go back to."""

    def __init__(
        self,
        sentences: MaskedSentences,
        lexicon: Lexicon,
        issuers: Mapping[Entity, tuple[Entity, ...]],
        authors: Mapping[int, tuple[Entity, ...]],
        later: Set[Sentence],
    ) -> None:
        self.turns, self._later = [Turn(0, authors[0])], later
        self._sentences, self._lexicon, self._issuers = sentences, lexicon, issuers
        self._authors, self._author = authors, authors[0]
        self._anaphors = frozenset(lexicon.word_class("third_person"))
        self._asking, self._asked = False, frozenset[Entity]()  # who is asked by the last question
        self._texts = frozenset(lexicon.word_class("told_text"))
        self._verbs = lexicon.kind("verbs", "speech")
        self._introduces = introduce(sentences, lexicon)
        self._writer: tuple[Entity, ...] = ()  # of the article that is told of
        self._last: tuple[Entity, ...] = ()  # the last person that spoke or was told of
        self._title: Entity | None = None  # which stood behind the name of who spoke
        self._paragraph = -1
        self._heading = self._direct = False
        self._open_quotes = 0

    def open(self, sentence: MaskedSentence) -> None:
        """Give the turn back where a sentence begins that the last speaker does not say: another
        paragraph, another line of a transcript, behind a quotation or who is only told of."""
        source, lexicon = sentence.source, self._lexicon
        if source.paragraph != self._paragraph:
            self._paragraph = source.paragraph
            self._author = self._authors.get(source.begin, self._author)
            label = LABEL.of(lexicon).match(sentence.masked)
            if (
                label
                and label["who"]
                and source.paragraph
                and is_headline(sentence, label, lexicon)
            ):
                label = None  # 林远：把湖泊守好, above what is told of him
            if label:
                self._author = self._labelled(sentence, label)
                self._asking = not (label["answered"] or label["who"])
                self._asked = frozenset()
            if label or not (_CONTINUES.of(lexicon).match(source.text) or self._heading):
                self._give(source.begin, self._author)
        elif source in self._later and self._open_quotes <= 0:
            self._give(source.begin, self._author)
        if self._asking:
            self._asked |= frozenset(asked(sentence, lexicon))
        titled = self.turns[-1].titled and not _URGES.of(lexicon).match(source.text)
        told = self._author or self._direct or titled
        if told and self.turns[-1].speakers != self._author and self._open_quotes <= 0:
            self._give(source.begin, self._author)
        self._direct = self._direct and self._open_quotes > 0
        self._open_quotes = max(0, self._open_quotes) + source.text.count("“")
        self._open_quotes -= source.text.count("”")

    @cached_property
    def _roles(self) -> Mapping[str, tuple[Entity, ...]]:
        return introduced(self._sentences, self._lexicon)

    @cached_property
    def _interviewed(self) -> tuple[Entity, ...]:
        return interviewed(self._sentences, self._lexicon)

    def _labelled(self, sentence: MaskedSentence, label: re.Match[str]) -> tuple[Entity, ...]:
        """Whose words follow 林远：, 主持人： (who is introduced so), 答： (whom the label names,
        or who is introduced so, asked or in the title) and 问： (nobody known)."""
        named = persons(m for name in NAMED for m in sentence.within(*label.span(name)))
        role = label["role"] or label["answered"]
        if named:
            return named[:1]
        if label["surname"]:
            return surnamed(label["surname"], self._sentences, sentence.source.begin)
        if role in self._roles or not label["answered"]:
            return self._roles.get(role, ())
        whom = tuple(self._asked) or persons(self._sentences[0].mentions) or self._interviewed
        return whom if len(whom) == 1 else ()

    def hear(
        self, sentence: MaskedSentence, cue: re.Match[str] | None, occasion: Entity | None
    ) -> None:
        """Give the turn to whom a sentence says to speak."""
        lexicon, text = self._lexicon, sentence.source.text
        written = writer(sentence, lexicon) if self._introduces else ()
        titled = _TITLE_CUE.of(lexicon).search if sentence.names("Post") else None
        if said := speech_cue(sentence, cue, lexicon):
            self._say(sentence, said, occasion)
            for further in further_cues(sentence, said, lexicon):
                self._say(sentence, further, occasion)
        elif (
            titled
            and (again := titled(sentence.masked))
            and _entity(sentence, again) == self._title
        ):
            self._give(sentence.offset(again.start("who")), self._last, titled=True)
        elif decreed := decreed_in(sentence, lexicon):
            self.turns.extend(_decree(sentence, decreed, self._issuers))
        else:
            self._last = subject(sentence, lexicon) or written or self._last
        self._writer = written or self._writer
        heads = text.endswith(self._verbs)  # …时强调, and what in the lines of a headline below
        self._heading = heads or (self._heading and len(text) < _LINE)

    def _say(self, sentence: MaskedSentence, said: re.Match[str], occasion: Entity | None) -> None:
        self._direct = bool(_QUOTES.of(self._lexicon).match(sentence.masked, said.end()))
        called = self._surnamed(sentence, said)
        named = called or _speaker(sentence, said, occasion, self._lexicon)
        speakers = self._last if said["who"] in self._anaphors else named
        if said["who"] in self._texts:  # an article is not by whom it tells of
            speakers = self._writer or (() if said["who"] == _ARTICLE else self._last)
        behind = None if called else _behind(sentence, said)
        self._title = behind or self._title
        if not speakers:
            self._give(sentence.offset(said.start()), ())
        elif told_by(self.turns[-1], speakers, sentence, said, self._lexicon):
            self._direct = False
        else:
            self._give(sentence.offset(said.start()), speakers, titled=bool(behind))
            if speakers[0].type == "Person":
                self._last = speakers
        if answered := _AUDIENCE.of(self._lexicon).search(sentence.masked, said.end()):
            self._give(sentence.offset(answered.end()), (occasion,) if occasion else ())

    def _surnamed(self, sentence: MaskedSentence, said: re.Match[str]) -> tuple[Entity, ...]:
        """Who is meant by 罗|副县长指出, named before."""
        who, at = said["who"], said.start("who")
        alone = len(who) == 1 and who not in self._anaphors and not any(sentence.within(at, at + 1))
        return surnamed(who, self._sentences, sentence.offset(at)) if alone else ()

    def _give(self, begin: int, speakers: tuple[Entity, ...], titled: bool = False) -> None:
        self.turns.append(Turn(begin, speakers, titled))


def _decree(
    sentence: MaskedSentence,
    decreed: re.Match[str],
    issuers: Mapping[Entity, tuple[Entity, ...]],
) -> Iterator[Turn]:
    """The turn of the organs that speak in their policy, if they are known."""
    policy = _entity(sentence, decreed)
    if speakers := issuers.get(policy, ()) if policy else ():
        yield Turn(sentence.offset(decreed.start()), speakers)


def _behind(sentence: MaskedSentence, said: re.Match[str]) -> Entity | None:
    """The title right behind the name of who says: 陆维书记指出."""
    at = said.start("between")
    return next((m.entity for m in sentence.within(at, at + 1, "Post")), None)


def _entity(sentence: MaskedSentence, said: re.Match[str]) -> Entity | None:
    return next((mention.entity for mention in sentence.within(*said.span("who"))), None)


def _speaker(
    sentence: MaskedSentence, said: re.Match[str], occasion: Entity | None, lexicon: Lexicon
) -> tuple[Entity, ...]:
    """The speaker that the cue names; names of meetings mean the sentence's occasion, if any, but
    for a congress or a plenum, which has one wherever it is told of."""
    mention = next(sentence.within(*said.span("who")), None)
    told = occasion and _SITTINGS.isdisjoint(occasion.kinds)
    own = told and mention and _SITTING.of(lexicon).search(mention.text)
    if mention and mention.entity and (mention.type != "Event" or own or not occasion):
        return (mention.entity,)
    return (occasion,) if occasion else ()
