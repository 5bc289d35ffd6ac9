"""What of a document the features of its pairs tell (`graph.extract.pairs.described`): what is to
be known of arguments, of pairs and of the document beside the words where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from graph.cached import cached_property
from graph.extract.discourse.reading import Reading
from graph.extract.pairs.arguments import Argument, Arguments
from graph.extract.pairs.candidates import Candidates, Pair
from graph.lexicon import Pattern, default
from graph.model import Relation

_ARTICLES = Pattern("{ordinal_mark}.{1,3}{article_unit}[ 　]")
_NEWS = Pattern("{news_word}")


class Features:
    """What is known of one document's arguments and pairs."""

    def __init__(self, reading: Reading, arguments: Arguments, stated: Iterable[Relation]) -> None:
        self.reading, self.arguments = reading, arguments
        self.candidates = Candidates(reading, arguments)
        self._authors = {author.number for author in self.candidates.authors}
        events = dict.fromkeys(event.number for event in self.candidates.events)
        self._order = {event: rank for rank, event in enumerate(events)}
        self.rules: dict[tuple[int, int], dict[str, None]] = {}
        self.stated = {(relation.name, relation.object) for relation in stated}
        for relation in stated:
            ends = arguments.number(relation.subject), arguments.number(relation.object)
            self.rules.setdefault(ends, {})[f"{relation.name}:{relation.rule}"] = None
        self._begins = [sentence.begin for sentence in reading.sentences]

    @cached_property
    def _speaking(self) -> set[int]:
        """Who speaks anywhere."""
        return {self.arguments.number(e) for turn in self.reading.turns for e in turn.speakers}

    def kind(self) -> tuple[str, bool, bool, int, int, bool]:
        """How the title ends; whether it looks like news and whether it has articles, to the words
        learned with; how long it is; how many events it has, whether authors."""
        sentences, text = self.reading.sentences, self.reading.analysis.text
        title = sentences[0].text[-2:] if sentences else ""
        news = bool(_NEWS.of(default()).search(text[:160]))
        in_articles = bool(_ARTICLES.of(default()).search(text))
        events = min(3, len(self._order))
        return title, news, in_articles, min(4, len(sentences) // 15), events, bool(self._authors)

    def line(self, sentence: int) -> tuple[int, int, int]:
        """Of a sentence: 0 the first, 1 the next two, 3 one of the last three, 2 another; its
        paragraph; the number of its occasion, or -1."""
        last = len(self.reading.sentences) - 4
        place = min(sentence, 1) if sentence < 3 else 3 if sentence > last else 2
        occasion = self.candidates.occasions[sentence]
        paragraph = self.reading.sentences[sentence].paragraph
        return place, paragraph, -1 if occasion is None else occasion

    def standing(self, argument: Argument) -> tuple[bool, bool, int]:
        """Whether it speaks or was convened; how often it is named."""
        number, candidates = argument.number, self.candidates
        uses = min(3, len(candidates.uses.get(number, ())))
        return number in self._speaking, number in candidates.convened, uses

    def leading(self, first: Argument) -> tuple[int, int, bool]:
        """The number of a first argument; its rank among the events; whether it is an author."""
        number = first.number
        return number, min(2, self._order.get(number, 0)), number in self._authors

    def turn(self, second: Argument) -> tuple[tuple[bool, int, bool, bool], str]:
        """Of the turn of speech that an argument stands in: whether somebody speaks, how many
        sentences behind the verb of speech, in its paragraph or not, by whose title or not. And how
        the sentence begins."""
        (turn, speakers), sentences = self.candidates.said(second), self.reading.sentences
        said = bisect_right(self._begins, turn.begin) - 1
        here, there = sentences[second.sentence], sentences[said]
        steps, one_paragraph = min(3, second.sentence - said), here.paragraph == there.paragraph
        return (bool(speakers), steps, one_paragraph, turn.titled), here.text[:2]

    def speaks(self, pair: Pair) -> bool:
        """Whether the first speaks where the second stands."""
        return pair.first.number in self.candidates.said(pair.second).speakers

    def framed(self, pair: Pair) -> bool:
        """Whether frames say anything of the two."""
        first, second = pair.first.number, pair.second.number
        return (first, second) in self.rules or (second, first) in self.rules

    def frames(self, pair: Pair) -> tuple[Iterable[str], Iterable[str]]:
        """What frames say of the two, and of the second and the first."""
        first, second = pair.first.number, pair.second.number
        return self.rules.get((first, second), ("-",)), self.rules.get((second, first), ())
