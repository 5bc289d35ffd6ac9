"""Where a Chinese name can begin and where it ends there."""

from __future__ import annotations

from collections.abc import Iterable

from graph.extract.analysis import Analysis, once
from graph.extract.chinese_names import (
    BLANKS,
    DOTS,
    DOTTED,
    OF_PARTS,
    WITH_BLANKS,
    initials,
    is_address,
    not_names,
    plain,
    surnames,
)
from graph.extract.common_words import is_common
from graph.extract.name_bounds import bounds_of
from graph.extract.states import initials as states
from graph.extract.states import side
from graph.extract.tagged_names import NOT_NAME, listed, tagged_names
from graph.lexicon import Pattern

_NOT_GIVEN = Pattern(
    "[{never_given}{and_word}{at_mark}、，。；：（）“”《》〈〉\\s\\d]|"
    "{verbs.speech}|{no_given_name}|^某"
)
_MEMORIAL = Pattern("{memorial}")
_GOES_ON = Pattern("{conjunction}[{han}]{0,6}{called_title}|{going_verb}")
_ITEM = Pattern(
    "(?:(?<=[、：，。])|(?m:^))(?:(?![{never_given}])[{han}]){2,3}?"
    "(?=[、（\\n]|$|{deputy}?{called_title})"
)


class Grammar:
    """Where a Chinese name can begin, and where it ends there."""

    def __init__(self, analysis: Analysis) -> None:
        self.text, self.lexicon, self._states = analysis.text, analysis.lexicon, states(analysis)
        seen = tagged_names(analysis).items()
        self.tagged = {b: e for b, e in seen if not side(self.text[b:e], self._states)}
        self._bounds, self._listed = bounds_of(analysis), listed(analysis)
        self._surnames, self._not_names = surnames(self.lexicon), not_names(self.lexicon)
        self._not_given, self._not_name = _NOT_GIVEN.of(self.lexicon), NOT_NAME.of(self.lexicon)
        self._of_usual_parts = OF_PARTS.of(self.lexicon)
        self._initials = initials(self.lexicon)
        self._has_dots = any(dot in self.text for dot in DOTS)
        self._has_blanks = any(blank in self.text for blank in BLANKS)
        self._told: dict[tuple[int, bool], int | None] = {}
        self._chinese = {
            h.begin for h in analysis.hits_of["persons"] if h.entry["role"] != "foreign"
        }

    def end(self, begin: int, sure: bool) -> int | None:
        """The end of the name at ``begin``; ``sure`` says that the context demands one."""
        asked = begin, sure
        if asked not in self._told:  # several rules ask for the same name
            self._told[asked] = self._end(begin, sure)
        return self._told[asked]

    def _end(self, begin: int, sure: bool) -> int | None:
        if begin in self._listed:
            return self._listed_end(begin)
        if self._has_dots and (dotted := DOTTED.match(self.text, begin)):
            return self._dotted_end(begin, dotted.end())
        length = self._surnames.length(self.text, begin)
        if length and (best := self._best_end(begin, self._ends(begin, length), sure)):
            return self._bounds.throughout(begin, best)
        seen = self.tagged.get(begin) or self._of_parts(begin)
        return self._bounds.throughout(begin, seen) if seen else None

    def borne_end(self, begin: int) -> int | None:
        """The end of a word at ``begin`` that people are called by and that ends as a name does."""
        end = begin + 2
        return end if self._is_borne(self.text[begin:end], end) else None

    def openings(self, begins: Iterable[int]) -> Iterable[int]:
        """The places without those where `end` finds no name, by the character there."""
        text, initials = self.text, self._initials
        if self._has_dots:
            return begins
        return [
            at
            for at in begins
            if text[at : at + 1] in initials or at in self.tagged or at in self._listed
        ]

    def may_be(self, begin: int, end: int) -> bool:
        """Whether a span opens with a surname, and nothing in it shows that it is no name."""
        length = self._surnames.length(self.text, begin)
        surname = length > 0 and self.text[begin:end].isalpha() and not self._bounds.office(end)
        surname = surname and not (end - begin > 2 and self._bounds.takes_office(begin, end))
        return surname and 1 <= end - begin - length <= 2 and self._admits(begin, end, sure=True)

    def _ends(self, begin: int, length: int) -> tuple[int, ...]:
        """Where a name might end, by its surname, of that length, and its blanks."""
        if self._has_blanks and (parted := WITH_BLANKS.of(self.lexicon).match(self.text, begin)):
            return (parted.end(),)
        if length == 1:
            return begin + 2, begin + 3
        single = self.text[begin] in self._surnames.single
        return (begin + 2, begin + 3, begin + 4) if single else (begin + 3, begin + 4)

    def _best_end(self, begin: int, ends: tuple[int, ...], sure: bool) -> int | None:
        """Where a name ends best, the longest of equals; None where none ends well enough."""
        enough = 1.0 if sure else 2.0
        within = ((self._score(begin, end, enough), end) for end in ends if end <= len(self.text))
        good = sorted((scored for scored in within if scored[0] >= enough), reverse=True)
        return next((end for _, end in good if self._admits(begin, end, sure)), None)

    def _score(self, begin: int, end: int, enough: float) -> float:
        """How well a name may end here: by what follows it, and by what the tagger saw; less than
        ``enough`` where it ends not well enough."""
        bounds = self._bounds
        agreed = 1.2 if self.tagged.get(begin) == end else 0.0
        if end - begin > 2 and bounds.takes_office(begin, end):
            return agreed
        if agreed and bounds.between_words(end):
            return 2.0 + agreed
        if bounds.mark(end):
            return 2.5 + agreed
        if bounds.close(end) or bounds.ends_in_adverb(begin, end + 1):
            return 2.0 + agreed
        if agreed + 1.0 < enough:
            return agreed
        if self._own_last(begin, end):
            return 1.0 + agreed
        if bounds.joins_nobody(end):
            return 0.0
        return agreed + (1.0 if bounds.lone_particle(end) else 0.0)

    def _admits(self, begin: int, end: int, sure: bool) -> bool:
        """Whether nothing in a span shows that it is no name. ``sure`` is where a word may be one:
        县长|江山|主持."""
        name = self.text[begin:end]
        if name in self._not_names and not (sure and self._is_borne(name, end)):
            return False
        given = plain(name)[1 : -1 if self._own_last(begin, end) else None]
        return not (
            (self._not_given.search(given) and not self._is_item(begin, end))
            or self._not_name.match(name)
            or is_address(name, self.lexicon)
            or side(name, self._states)
            or self._cut(begin, end)
        )

    def _cut(self, begin: int, end: int) -> bool:
        """Whether a span ends inside another name or word: 常务工|作, 白梅主|任, 蔡奇丁|薛祥."""
        words = is_common(self.text[end - 1 : end + 1], self.lexicon)
        words = words and self.text[begin : end - 1] in self._not_names
        adverb = self._bounds.ends_in_adverb(begin, end)
        return words or adverb or self._bounds.title(end - 1) or self._crosses(begin, end)

    def _crosses(self, begin: int, end: int) -> bool:
        """Whether a listed name begins inside and ends behind: 蔡奇丁|薛祥."""
        return any(self._listed.get(inner, 0) > end for inner in range(begin + 1, end))

    def _own_last(self, begin: int, end: int) -> bool:
        """Whether a name ends in a particle of its own: 许家和|到江州."""
        return end - begin > 2 and self._bounds.joins_nobody(end - 1)

    def _is_borne(self, name: str, end: int) -> bool:
        """Whether people are called by a word, and it ends where a name does."""
        if plain(name) not in self.lexicon.word_class("word_borne"):
            return False
        joined = _GOES_ON.of(self.lexicon).match(self.text, end)
        return bool(joined) or self._bounds.title(end) or self._bounds.close(end)

    def _is_item(self, begin: int, end: int) -> bool:
        """Whether a name with a particle is the whole item of a list (、龙在田、于和), no word."""
        item = _ITEM.of(self.lexicon).match(self.text, begin)
        word = is_common(self.text[begin + 1 : end], self.lexicon)
        return item is not None and item.end() == end and not word

    def _of_parts(self, begin: int) -> int | None:
        """The end of a Tibetan or Mongolian name made of its usual parts (扎西|才让, 多杰)."""
        name = self._of_usual_parts.match(self.text, begin)
        return name.end() if name and self._bounded(name.end()) else None

    def _listed_end(self, begin: int) -> int | None:
        """The end of a listed name, or of the longer one that opens with it; None where it is part
        of another word (斯大林|格勒, 比奥|比奥大区)."""
        end, tagged = self._listed[begin], self.tagged.get(begin, 0)
        name = self.text[begin:end]
        doubled = self.text.startswith(name, end) or self.text.endswith(name, 0, begin)
        if doubled or _MEMORIAL.of(self.lexicon).match(self.text, end):
            return None
        dot = self.text.startswith(tuple(DOTS), end)
        if dot and (dotted := DOTTED.match(self.text, begin)):
            return self._dotted_end(begin, dotted.end())  # 巴沙尔·贾法里: another one
        whole = end - begin > 2 and not dot
        whole |= begin in self._chinese and tagged - end > 1  # 李希|系统
        longer = tagged > end and (not self._bounded(end) or self._bounds.close(tagged))
        return tagged if longer and not whole and not self._crosses(begin, tagged) else end

    def _dotted_end(self, begin: int, limit: int) -> int:
        """The last part of a dotted name is as short as its right neighbour allows."""
        last = max(self.text.rfind(dot, begin, limit) for dot in DOTS) + 1
        if last < self.tagged.get(begin, 0) < limit:
            limit = self.tagged[begin]
        item = self.text[limit : limit + 1] == "、"  # 阿不都热西提、
        for end in range(last + 1, limit):
            weak = not item and end > last + 1 and self._bounds.lone_particle(end)
            if self._bounds.close(end) or weak:
                return end
        return limit

    def _bounded(self, end: int) -> bool:
        """Whether a name may end there by what follows."""
        return self._bounds.close(end) or self._bounds.lone_particle(end)


grammar_of = once(Grammar)
"""The grammar of a document, made once."""
