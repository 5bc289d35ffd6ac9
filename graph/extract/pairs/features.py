"""What a pair looks like, in words: features of each argument where it stands, and of the two.

Those that training kept have weights (`graph.extract.pairs.model`). They are told in parts, each
part one object for all that share it: the arguments of a sentence, of a list of names, the pairs in
one setting. So each part is weighed once, however often it is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from graph.cached import cached_property
from graph.extract.discourse.reading import Reading
from graph.extract.pairs.arguments import SIGNS, Argument, Arguments
from graph.extract.pairs.candidates import Candidates, Pair
from graph.extract.pairs.lists import Lists
from graph.extract.pairs.setting import (
    Form,
    Forms,
    Part,
    behind,
    carried,
    distance,
    near,
    ruled,
    saying,
    staged,
    standing,
)
from graph.lexicon import Pattern, default
from graph.model import Relation

_NAMED = "".join(sorted("ⓉⓁⓅⓄ"))
_SIGNS = frozenset(SIGNS.values())
_CLAUSE = re.compile("[，。；：]")
_STOPS = frozenset("。；：")
_STOPPED = {(a, b): f"{a}{b}" for a in (False, True) for b in (False, True)}
_QUOTES = (("“", "”"), ("《", "》"), ("（", "）"))
_OPENING = frozenset("“《（")
_UNQUOTED = False, False, False
_SENTENCE = Forms("pos=", "lead=", "cnt=", "k=", "k1=", "k2=", "k5=")
_ARGUMENT = Forms(
    *("L1=", "R1=", "L2=", "R2=", "L4=", "R4=", "ce=", "li=", "in=", "set="),
    *("l2=", "r2=", "tail=", "q=", "start=", "speaks=", "occ=", "n="),
)
_CUES = {name: Forms(f"{name}=", several=True) for name in ("v", "cr", "u", "cb", "mv")}
_WITHIN = Forms("o=", "typ=", "ml=", "mr=", "ml1=", "mr1=", "R=", "L=", "com=")
_MIDDLE = Forms("mid=")
_ARTICLES = Pattern("{ordinal_mark}.{1,3}{article_unit}[ 　]")
_NEWS = Pattern("{news_word}")
_REACH = 30  # characters on either side of an argument in which cues are noticed
_EDGE = 6  # characters right beside an argument


class Features:
    """The features of one document's arguments and pairs. ``cues`` are words worth noticing."""

    def __init__(
        self,
        reading: Reading,
        arguments: Arguments,
        stated: Iterable[Relation],
        cues: tuple[str, ...],
    ) -> None:
        self.reading, self.arguments, self.cues = reading, arguments, cues
        self.candidates = Candidates(reading, arguments)
        self.authors = {author.number for author in self.candidates.authors}
        events = dict.fromkeys(event.number for event in self.candidates.events)
        self.order = {event: rank for rank, event in enumerate(events)}
        self.rules: dict[tuple[int, int], dict[str, None]] = {}
        self.stated = {(relation.name, relation.object) for relation in stated}
        for relation in stated:
            ends = arguments.number(relation.subject), arguments.number(relation.object)
            self.rules.setdefault(ends, {})[f"{relation.name}:{relation.rule}"] = None
        self._parts: dict[Argument, tuple[Part, ...]] = {}
        self._of_sentence: dict[tuple[str, int], Part] = {}
        self._of_list: dict[tuple[str, int, int, int], tuple[Sequence[str], Part]] = {}
        self._cues: dict[int, list[str]] = {}
        self._bounds: dict[int, Lists] = {}
        self._spans: dict[Argument, tuple[int, int]] = {}
        self._begins = [sentence.begin for sentence in reading.sentences]
        self._news = bool(_NEWS.of(default()).search(reading.analysis.text[:160]))
        self._document = tuple(self._about())

    @cached_property
    def _speaking(self) -> set[int]:
        """Who speaks anywhere."""
        return {self.arguments.number(e) for turn in self.reading.turns for e in turn.speakers}

    def _about(self) -> Iterable[str]:
        """The document's kind, as far as its title and form show it to the words learned with."""
        sentences, text = self.reading.sentences, self.reading.analysis.text
        yield sentences[0].text[-2:] if sentences else ""
        yield f"{self._news}"
        yield f"{bool(_ARTICLES.of(default()).search(text))}"
        yield f"{min(4, len(sentences) // 15)}"

    def _cues_in(self, sentence: int) -> list[str]:
        """The cues that a sentence holds."""
        found = self._cues.get(sentence)
        if found is None:
            line = self.arguments.masked[sentence]
            found = self._cues[sentence] = [cue for cue in self.cues if cue in line]
        return found

    def _listed(self, argument: Argument) -> tuple[int, int]:
        """Where the list of names begins and ends that an argument stands in."""
        span = self._spans.get(argument)
        if span is None:
            sentence = argument.sentence
            if sentence not in self._bounds:
                self._bounds[sentence] = Lists(self.arguments.masked[sentence])
            span = self._spans[argument] = self._bounds[sentence].around(argument.at)
        return span

    def of(self, argument: Argument) -> tuple[Part, ...]:
        """An argument's own features: of its sentence and document; and of the list of names that
        it stands in, and itself."""
        found = self._parts.get(argument)
        if found is None:
            kind, sentence = argument.type, argument.sentence
            begin, end = self._listed(argument)
            where, listed = (kind, sentence), (kind, sentence, begin, end)
            if where not in self._of_sentence:
                self._of_sentence[where] = self._sentence(*where)
            if listed not in self._of_list:
                self._of_list[listed] = self._around(*listed)
            around, cues = self._of_list[listed]
            values = *around, *self._itself(argument, begin)
            own = [(_ARGUMENT[kind], values), *cues]
            found = self._parts[argument] = self._of_sentence[where], own
        return found

    def _sentence(self, kind: str, sentence: int) -> Part:
        line = self.arguments.masked[sentence]
        count = min(4, (line.count("Ⓟ") + line.count("Ⓞ")) // 2)
        values = str(self._place(sentence)), line[:3], str(count)
        return [(_SENTENCE[kind], values + self._document)]

    def _around(self, kind: str, sentence: int, begin: int, end: int) -> tuple[Sequence[str], Part]:
        """The words around a list of names."""
        line = self.arguments.masked[sentence]
        after, before = line[end : end + _REACH], line[max(0, begin - _REACH) : begin]
        clause = _CLAUSE.split(after, maxsplit=1)[0]
        right, left, names = after[:_EDGE], before[-_EDGE:], line[begin:end]
        words = left[-1:], right[:1], left[-2:], right[:2], left[-4:], right[:4]
        listed = str(min(3, (end - begin) // 3)), names[:2], _types(names)
        part: list[tuple[Form, Sequence[str]]] = []
        if later := [cue for cue in self._cues_in(sentence) if cue in after]:
            same = [cue for cue in later if cue in clause]
            part += (_CUES["v"][kind], later), (_CUES["cr"][kind], same)
        if ahead := [cue for cue in self._cues_in(sentence) if cue in before]:
            back = _CLAUSE.split(before)[-1]
            same = [cue for cue in ahead if cue in back]
            part += (_CUES["u"][kind], ahead), (_CUES["cb"][kind], same)
        return (*words, clause[-2:], *listed), part

    def _itself(self, argument: Argument, begin: int) -> Sequence[str]:
        line, at, number = self.arguments.masked[argument.sentence], argument.at, argument.number
        words = line[max(0, at - 2) : at], line[at + 1 : at + 3], argument.text[-2:]
        quoted: tuple[bool, ...] = _UNQUOTED
        if not _OPENING.isdisjoint(line):
            quoted = tuple([line.count(a, 0, at) > line.count(b, 0, at) for a, b in _QUOTES])
        known = number in self._speaking, number in self.candidates.convened
        uses = min(3, len(self.candidates.uses.get(number, ())))
        return words + standing(quoted, (at == 0, begin == 0), known, uses)

    def _place(self, sentence: int) -> int:
        """0 the first sentence, 1 the next two, 3 one of the last three, 2 another."""
        if sentence < 3:
            return min(sentence, 1)
        return 3 if sentence > len(self.reading.sentences) - 4 else 2

    def between(self, pair: Pair) -> tuple[Part, ...]:
        """The features of the two: distance, order, words between, discourse, what frames say."""
        first, second, latest = pair
        kinds = first.type + second.type
        far = distance(second.sentence - first.sentence)
        sentences = self.reading.sentences
        here, there = sentences[second.sentence], sentences[first.sentence]
        parts = [near(kinds, far, here.paragraph == there.paragraph, latest)]
        if first.type == "Event":
            occasion = self.candidates.occasions[second.sentence]
            belongs = "0" if occasion is None else f"{occasion == first.number}"
            rank, several = min(2, self.order[first.number]), min(3, len(self.order))
            parts.append(staged(kinds, belongs, latest, far, rank, several))
        if second.type in ("Slogan", "Policy"):
            speakers = self.candidates.said(second).speakers
            author = first.number in self.authors, bool(self.authors)
            speaks = first.number in speakers
            parts.append(saying(kinds, far, author, (speaks, bool(speakers))))
            parts.append(self._carried(kinds, speaks, second))
        parts.append(ruled(kinds, *self.frames(pair)))
        return *parts, self._words(kinds, far, first, second)

    def framed(self, pair: Pair) -> bool:
        """Whether frames say anything of the two."""
        first, second = pair.first.number, pair.second.number
        return (first, second) in self.rules or (second, first) in self.rules

    def frames(self, pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What frames say of the two, and of the second and the first."""
        first, second = pair.first.number, pair.second.number
        return (*self.rules.get((first, second), ()),), (*self.rules.get((second, first), ()),)

    def _carried(self, kinds: str, speaks: bool, second: Argument) -> Part:
        turn = self.candidates.said(second).turn
        said = bisect_right(self._begins, turn.begin) - 1
        here, there = self.reading.sentences[second.sentence], self.reading.sentences[said]
        steps, one_paragraph = min(3, second.sentence - said), here.paragraph == there.paragraph
        setting = steps, one_paragraph, turn.titled, self._news
        return carried(kinds, speaks, setting, here.text[:2])

    def _words(self, kinds: str, far: str, first: Argument, second: Argument) -> Part:
        """What stands behind the second, and between the two in one sentence."""
        line = self.arguments.masked[second.sentence]
        _, stop = self._listed(second)
        after = behind(kinds, far, second.type), (line[stop : stop + 2],)
        if first.sentence != second.sentence:
            return [after]
        begin, end = sorted((first.at, second.at))
        middle = line[begin + 1 : end]
        kinds += "<" if first.at < second.at else ">"
        types = "".join(islice(filter(_SIGNS.__contains__, middle), 4))
        values = (
            str(min(6, len(middle) // 4)),
            types,
            middle[:2],
            middle[-2:],
            middle[:1],
            middle[-1:],
            line[end + 1 : end + 3],
            line[max(0, begin - 2) : begin],
            _STOPPED["，" in middle, not _STOPS.isdisjoint(middle)],
        )
        cues = [cue for cue in self._cues_in(first.sentence) if cue in middle]
        part = [after, (_WITHIN[kinds], values), (_CUES["mv"][kinds], cues)]
        if len(middle) <= 8:
            part.append((_MIDDLE[kinds], (middle,)))
        return part


@lru_cache(1024)
def _types(names: str) -> str:
    """The types of the names in a list."""
    return "".join(sign for sign in _NAMED if sign in names)
