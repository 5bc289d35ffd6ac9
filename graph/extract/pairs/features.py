"""What a pair looks like, in words: features of each argument where it stands, and of the two.

A feature is a string; those that training kept have weights (`graph.extract.pairs.judge`). They are
told in parts, each part one list object for all that share it: the arguments of a sentence, of a
list of names, the pairs in one setting. So each part is weighed once, however often it is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import islice

from graph.extract.discourse.reading import Reading
from graph.extract.pairs.arguments import SIGNS, Argument, Arguments, first_of_each
from graph.extract.pairs.candidates import Candidates, Pair
from graph.extract.pairs.setting import Part, carried, distance, near, saying, staged
from graph.lexicon import Pattern, default
from graph.model import Entity, Relation

_NAMED = "".join(sorted("ⓉⓁⓅⓄ"))
_BEFORE = Pattern("(?:[ⓉⓁⓅⓄ、{and_word}兼同志 　]|(?<=[ⓅⓄⓉ志])，)+")
_BEHIND = Pattern("(?:[ⓉⓁⓅⓄ、 　]|[，{and_word}](?=[ⓉⓁⓅⓄ]))+")
"""What a list of names is made of, before a name in it and behind one."""
_SIGNS = frozenset(SIGNS.values())
_CLAUSE = re.compile("[，。；：]")
_STOP = re.compile("[。；：，]")
_ARTICLES = Pattern("{ordinal_mark}.{1,3}{article_unit}[ 　]")
_NEWS = Pattern("{news_word}")
_REACH = 30  # characters on either side of an argument in which cues are noticed
_LIST, _TWO_BEHIND = 1, 3  # the part, and its feature, of the two characters behind a list
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
        self.authors: Set[Entity | str] = {a.means for a in self.candidates.authors}
        self.uses = Counter(a.means for a in arguments.all)
        self.order = first_of_each(arguments.all, "Event")
        self.rules: dict[tuple[Entity | str, Entity | str], dict[str, None]] = {}
        for relation in stated:
            names = self.rules.setdefault((relation.subject, relation.object), {})
            names[f"{relation.name}:{relation.rule}"] = None
        self.speaking: Set[Entity] = {e for turn in reading.turns for e in turn.speakers}
        self.convened: Set[Entity] = {e for e in reading.occasions.values() if e is not None}
        self._parts: dict[Argument, tuple[Part, ...]] = {}
        self._of_document: dict[str, Part] = {}
        self._of_sentence: dict[tuple[str, int], Part] = {}
        self._of_list: dict[tuple[str, int, int, int], Part] = {}
        self._cues: dict[int, list[str]] = {}
        self._bounds: dict[int, _Lists] = {}
        self._begins = [sentence.begin for sentence in reading.sentences]
        self._news = bool(_NEWS.of(default()).search(reading.analysis.text[:160]))
        self._document = list(self._about())

    def _about(self) -> Iterable[str]:
        """The document's kind, as far as its title and form show it to the words learned with."""
        sentences, text = self.reading.sentences, self.reading.analysis.text
        yield f"k={sentences[0].text[-2:] if sentences else ''}"
        yield f"k1={self._news}"
        yield f"k2={bool(_ARTICLES.of(default()).search(text))}"
        yield f"k5={min(4, len(sentences) // 15)}"

    def _cues_in(self, sentence: int) -> list[str]:
        """The cues that a sentence holds."""
        found = self._cues.get(sentence)
        if found is None:
            line = self.arguments.masked[sentence]
            found = self._cues[sentence] = [cue for cue in self.cues if cue in line]
        return found

    def _lists(self, sentence: int) -> _Lists:
        if sentence not in self._bounds:
            self._bounds[sentence] = _Lists(self.arguments.masked[sentence])
        return self._bounds[sentence]

    def of(self, argument: Argument) -> tuple[Part, ...]:
        """An argument's own features: of its sentence, the list of names it stands in, itself, and
        of the document."""
        found = self._parts.get(argument)
        if found is None:
            kind, sentence = argument.type, argument.sentence
            begin, end = self._lists(sentence).around(argument.at)
            where, listed = (kind, sentence), (kind, sentence, begin, end)
            if kind not in self._of_document:
                self._of_document[kind] = [kind + each for each in self._document]
            if where not in self._of_sentence:
                self._of_sentence[where] = list(self._sentence(*where))
            if listed not in self._of_list:
                self._of_list[listed] = list(self._around(*listed))
            found = self._parts[argument] = (
                self._of_sentence[where],
                self._of_list[listed],
                list(self._itself(argument, begin)),
                self._of_document[kind],
            )
        return found

    def _sentence(self, kind: str, sentence: int) -> Iterable[str]:
        line = self.arguments.masked[sentence]
        yield f"{kind}pos={self._place(sentence)}"
        yield f"{kind}lead={line[:3]}"
        yield f"{kind}cnt={min(4, (line.count('Ⓟ') + line.count('Ⓞ')) // 2)}"

    def _around(self, kind: str, sentence: int, begin: int, end: int) -> Iterable[str]:
        """The words around a list of names."""
        line = self.arguments.masked[sentence]
        left, right = line[max(0, begin - _EDGE) : begin], line[end : end + _EDGE]
        for n in (1, 2, 4):
            yield f"{kind}L{n}={left[-n:]}"
            yield f"{kind}R{n}={right[:n]}"
        after, before = line[end : end + _REACH], line[max(0, begin - _REACH) : begin]
        clause, back = _CLAUSE.split(after, maxsplit=1)[0], _STOP.split(before)[-1]
        for cue in self._cues_in(sentence):
            if cue in after:
                yield f"{kind}v={cue}"
                if cue in clause:
                    yield f"{kind}cr={cue}"
            if cue in before:
                yield f"{kind}u={cue}"
                if cue in back:
                    yield f"{kind}cb={cue}"
        yield f"{kind}ce={clause[-2:]}"
        yield f"{kind}li={min(3, (end - begin) // 3)}"
        yield f"{kind}in={line[begin : min(end, begin + 2)]}"
        yield f"{kind}set={''.join(sign for sign in _NAMED if line.find(sign, begin, end) >= 0)}"

    def _itself(self, argument: Argument, begin: int) -> Iterable[str]:
        line, at, kind = self.arguments.masked[argument.sentence], argument.at, argument.type
        yield f"{kind}l2={line[max(0, at - 2) : at]}"
        yield f"{kind}r2={line[at + 1 : at + 3]}"
        quoted = [line.count(a, 0, at) > line.count(b, 0, at) for a, b in ("“”", "《》", "（）")]
        yield f"{kind}q={''.join('01'[q] for q in quoted)}"
        yield f"{kind}start={at == 0}{begin == 0}"
        yield f"{kind}speaks={argument.means in self.speaking}"
        yield f"{kind}occ={argument.means in self.convened}"
        yield f"{kind}n={min(3, self.uses[argument.means])}"
        yield f"{kind}tail={argument.text[-2:]}"

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
            occasion = self.reading.occasions.get(here)
            belongs = "0" if occasion is None else f"{occasion == first.means}"
            rank, several = min(2, self.order[first.means]), min(3, len(self.order))
            parts.append(staged(kinds, belongs, latest, far, rank, several))
        if second.type in ("Slogan", "Policy"):
            speakers = self.reading.speakers_at(second.begin)
            author = first.means in self.authors, bool(self.authors)
            parts.append(saying(kinds, far, author, (first.means in speakers, bool(speakers))))
            parts.append(self._carried(kinds, first.means in speakers, second))
        own = [f"{kinds}{far}{self.of(second)[_LIST][_TWO_BEHIND]}"]
        own += self._stated(kinds, first.means, second.means)
        if first.sentence == second.sentence:
            own += self._inside(kinds, first, second)
        return *parts, own

    def _carried(self, kinds: str, speaks: bool, second: Argument) -> Part:
        turn = self.reading.turn_at(second.begin)
        said = bisect_right(self._begins, turn.begin) - 1
        here, there = self.reading.sentences[second.sentence], self.reading.sentences[said]
        steps, one_paragraph = min(3, second.sentence - said), here.paragraph == there.paragraph
        setting = steps, one_paragraph, turn.titled, self._news
        return carried(kinds, speaks, setting, here.text[:2])

    def _inside(self, kinds: str, first: Argument, second: Argument) -> Iterable[str]:
        line = self.arguments.masked[first.sentence]
        begin, end = sorted((first.at, second.at))
        middle, order = line[begin + 1 : end], "<" if first.at < second.at else ">"
        kinds += order
        if len(middle) <= 8:
            yield f"{kinds}mid={middle}"
        yield f"{kinds}o={min(6, len(middle) // 4)}"
        yield f"{kinds}typ={''.join(islice(filter(_SIGNS.__contains__, middle), 4))}"
        yield f"{kinds}ml={middle[:2]}"
        yield f"{kinds}mr={middle[-2:]}"
        yield f"{kinds}ml1={middle[:1]}"
        yield f"{kinds}mr1={middle[-1:]}"
        yield f"{kinds}R={line[end + 1 : end + 3]}"
        yield f"{kinds}L={line[max(0, begin - 2) : begin]}"
        yield f"{kinds}com={'，' in middle}{any(c in middle for c in '。；：')}"
        yield from (f"{kinds}mv={cue}" for cue in self._cues_in(first.sentence) if cue in middle)

    def _stated(self, kinds: str, first: Entity | str, second: Entity | str) -> Iterable[str]:
        names = self.rules.get((first, second), ())
        yield from (f"{kinds}rule={name}" for name in names or ("-",))
        yield from (f"{kinds}rule2={name}" for name in self.rules.get((second, first), ()))


class _Lists:
    """The lists of names in a masked sentence."""

    def __init__(self, line: str) -> None:
        self._before = [match.span() for match in _BEFORE.of(default()).finditer(line)]
        self._behind = [match.span() for match in _BEHIND.of(default()).finditer(line)]

    def around(self, at: int) -> tuple[int, int]:
        """Where the list begins that ends at a sign, and where the one ends that begins there."""
        begin, stop = _last(self._before, at)
        start, end = _last(self._behind, at + 2)
        return begin if begin < at <= stop else at, end if start <= at + 1 < end else at + 1


def _last(runs: Sequence[tuple[int, int]], before: int) -> tuple[int, int]:
    """The last run that begins before a position; an empty one where none does."""
    number = bisect_left(runs, (before,))
    return runs[number - 1] if number else (0, 0)
